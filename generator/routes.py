"""The address of everything: pages, and the anchors in them (content model §8). Addresses are a promise.

An address has no leading slash and ends in one: `briefs/2022-03-10-antalya/`; the home page's is empty.
"""

from hashlib import sha256

from generator.model.brief import Quote

HOME = ""


def page_url(kind: str, name: str) -> str:
    """Return the address of a record's or brief's page; sources share one page, and have anchors in it."""
    if kind == "sources":
        return f"sources/#{name}"
    return f"{kind}/{name}/"


def index_url(kind: str) -> str:
    """Return the address of the index page of a kind."""
    return f"{kind}/"


def relative_url(from_page: str, to: str) -> str:
    """Return the relative link from one page to an address in the site, which may carry an anchor."""
    target, mark, name = to.partition("#")
    if target == from_page and mark:
        return f"#{name}"
    return ("../" * from_page.count("/") + to) or "./"


def anchor(kind: str, name: str) -> str:
    """Return the anchor of an entry in its brief's page: `quote-simple-proposal`."""
    return f"{kind}-{name}"


def quote_anchor(quote: Quote) -> str:
    """Return a quote's anchor; without an id it is made of speaker and text, so that moving the quote keeps it."""
    if quote.id:
        return anchor("quote", quote.id)
    words = f"{quote.speaker or quote.attribution}\n{quote.text}"
    return anchor("quote", sha256(words.encode()).hexdigest()[:10])
