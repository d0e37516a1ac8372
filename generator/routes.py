"""The address of everything: pages, and the anchors in them (content model §8). Addresses are a promise.

An address has no leading slash and ends in one: `briefs/2022-03-10-antalya/`; the home page's is empty.
"""

from hashlib import sha256
from urllib.parse import urlencode

from generator.escape import to_html
from generator.model.brief import Quote
from generator.model.statement import Statement

HOME = ""
# Where a text stands that is rendered once for many pages: its links are completed by `complete_links`.
ANYWHERE = "~/"
_LINKS_FROM_ANYWHERE = f'href="{to_html(ANYWHERE)}'


def page_url(kind: str, name: str) -> str:
    """Return the address of a record's or brief's page."""
    return f"{kind}/{name}/"


def index_url(kind: str) -> str:
    """Return the address of the index page of a kind."""
    return f"{kind}/"


def list_url(base: str, year: str = "", number: int = 1) -> str:
    """Return the address of a part of a long list: `quotes/year/2022/page/2/`.

    A year and a page have two names each, so that no id of a record can be taken for one.
    """
    within = f"{base}year/{year}/" if year else base
    return f"{within}page/{number}/" if number > 1 else within


def relative_url(from_page: str, to: str) -> str:
    """Return the relative link from one page to an address in the site, which may carry an anchor."""
    if from_page == ANYWHERE:
        return f"{ANYWHERE}{to}"
    target, mark, name = to.partition("#")
    if target == from_page and mark:
        return f"#{name}"
    return ("../" * from_page.count("/") + to) or "./"


def complete_links(html: str, page: str) -> str:
    """Make the links of what was rendered `ANYWHERE` those of a page: in no text does the mark of a link occur."""
    return html.replace(_LINKS_FROM_ANYWHERE, f'href="{"../" * page.count("/")}')


def anchor(kind: str, name: str) -> str:
    """Return the anchor of an entry in its brief's page: `quote-simple-proposal`."""
    return f"{kind}-{name}"


def quote_anchor(quote: Quote) -> str:
    """Return a quote's anchor; without an id it is made of speaker and text, so that moving the quote keeps it."""
    if quote.id:
        return anchor("quote", quote.id)
    words = f"{quote.speaker or quote.attribution}\n{quote.text}"
    return anchor("quote", sha256(words.encode()).hexdigest()[:10])


# The parts of a briefing whose entries have no anchor of their own: they are found under their heading.
_SECTIONS = {
    "readouts": "the-readouts-compared",
    "figures": "figures",
    "next_steps": "next-steps",
    "corrections": "corrections",
}
_ANCHORS = {"meetings": "meeting", "claims": "claim", "positions": "position", "outcomes": "outcome"}


def statement_url(statement: Statement) -> str:
    """Return the address at which a statement is read: its page, and its anchor in it."""
    kind = statement.kind
    if statement.is_whole:
        return page_url(kind, statement.home)
    entry = statement.entry
    page = page_url("briefs" if statement.is_in_brief else "agreements", statement.home)
    if isinstance(entry, Quote):
        return f"{page}#{quote_anchor(entry)}"
    if kind in _SECTIONS:
        return f"{page}#{_SECTIONS[kind]}"
    name = getattr(entry, "id", None) or str(statement.number)
    return f"{page}#{anchor(_ANCHORS.get(kind, 'commitment'), name)}"


def search_url(query: str) -> str:
    """Return the link from the search page to itself with a query."""
    return f"?{urlencode({'q': query})}"
