"""The feed of what changed in substance: an entry for each revision that the page of changes tells of."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement

from generator.corpus import Corpus
from generator.escape import element, join, to_html
from generator.exports.feeds import ATOM, ENTRIES, add, to_xml
from generator.exports.imprint import to_moment
from generator.exports.plain import to_standalone_html
from generator.exports.plan import Export, PlannedFiles
from generator.exports.shelf import Shelf
from generator.model.change import Change, Revision
from generator.pages.downloads import CHANGES, CHANGES_FEED
from generator.render import Output
from generator.routes import page_url
from generator.settings import Settings


def plan_changes_feed(corpus: Corpus, settings: Settings) -> Iterator[PlannedFiles]:
    """Plan the feed; without a history there is none."""
    if corpus.history.revisions:
        yield PlannedFiles(CHANGES_FEED, partial(iter_changes_feed, corpus.history.revisions[:ENTRIES]))


def iter_changes_feed(revisions: tuple[Revision, ...], shelf: Shelf) -> Iterator[Output]:
    """Yield the feed as Atom."""
    settings = shelf.settings
    root = Element("feed", {"xmlns": ATOM, "{http://www.w3.org/XML/1998/namespace}lang": "en"})
    add(root, "id", f"urn:uuid:{shelf.uuid(CHANGES)}")
    add(root, "title", f"Changes – {settings.site_name}")
    add(root, "subtitle", settings.disclaimer)
    add(root, "updated", to_moment(revisions[0].moment))
    add(root, "link", rel="self", type="application/atom+xml", href=shelf.url(CHANGES_FEED))
    add(root, "link", rel="alternate", type="text/html", href=shelf.url(CHANGES))
    add(SubElement(root, "author"), "name", settings.site_name)
    add(root, "rights", settings.licence)
    for revision in revisions:
        entry = SubElement(root, "entry")
        add(entry, "id", f"urn:uuid:{shelf.uuid(f'{CHANGES}{revision.id}')}")
        add(entry, "title", _title(revision.changes))
        add(entry, "link", rel="alternate", type="text/html", href=shelf.url(CHANGES))
        add(entry, "updated", to_moment(revision.moment))
        add(entry, "content", _content(shelf, revision.changes), type="html")
    yield Output(CHANGES_FEED, to_xml(root))


def _title(changes: tuple[Change, ...]) -> str:
    names = list(dict.fromkeys(change.name for change in changes if change.name and change.kind == "briefs"))
    names = names or list(dict.fromkeys(change.name for change in changes if change.name)) or ["Something was removed"]
    return names[0] if len(names) == 1 else f"{names[0]}, and {len(names) - 1} more"


def _content(shelf: Shelf, changes: tuple[Change, ...]) -> str:
    parts = []
    for (kind, home, name), group in groupby(changes, key=lambda change: (change.kind, change.home, change.name)):
        if home:
            parts.append(element("p", element("a", to_html(name), href=shelf.url(page_url(kind, home)))))
        parts.append(element("ul", join([element("li", to_html(change.words)) for change in group])))
    return to_standalone_html(join(parts))


CHANGES_EXPORT = Export(plan=plan_changes_feed)
