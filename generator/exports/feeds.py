"""Feeds of the site and of every record that briefings are about: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1.

The XML is written by Python's own ElementTree: feed libraries add a layer of objects to the same tree, for formats
that have not changed in years. A briefing's entry is made once, and stands in every feed that holds it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from functools import cached_property, partial
from xml.etree import ElementTree
from xml.etree.ElementTree import Comment, Element, SubElement

from generator.corpus import Corpus
from generator.exports.content import to_content
from generator.exports.imprint import Imprint, to_moment
from generator.exports.json_text import Fragment, to_json
from generator.exports.moments import changed, newest_first, published
from generator.exports.plain import Plain
from generator.exports.plan import Export, PlannedFiles
from generator.exports.shelf import Shelf, item_path
from generator.pages.downloads import KINDS_WITH_FEED, briefs_about
from generator.render import Output
from generator.routes import page_url
from generator.settings import Settings

# As many as a reader that looks once a month will miss few of.
ENTRIES = 20
ATOM = "http://www.w3.org/2005/Atom"
# What the elements of other formats in RSS are called: an entry is written before the feed that declares the prefixes.
_IN_RSS = {
    "xmlns:atom": ATOM,
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
}
# Stands in a feed where its entries come. No text holds it: what is `<` in a text is escaped.
_ENTRIES = "entries"
# What XML 1.0 cannot hold at all (§2.2), and C1 controls, which some parsers refuse.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_GENERATOR = "conflict-briefings"


@dataclass(frozen=True)
class Entry:
    """A briefing in all feeds that hold it."""

    imprint: Imprint
    brief: Plain

    @cached_property
    def updated(self) -> datetime:
        """When it last changed: a correction shows as an update."""
        return changed(self.brief)

    @cached_property
    def atom(self) -> bytes:
        """The entry of an Atom feed."""
        entry = Element("entry", {"xml:lang": self._language})
        add(entry, "id", f"urn:uuid:{self._id}")
        add(entry, "title", self.brief["title"])
        add(entry, "link", rel="alternate", type="text/html", href=self._url)
        add(entry, "published", to_moment(published(self.brief)))
        add(entry, "updated", to_moment(self.updated))
        for author in self.brief.get("authors", ()):
            add(SubElement(entry, "author"), "name", author)
        for topic in self._topics:
            add(entry, "category", term=topic)
        add(entry, "summary", self._summary, type="text")
        add(entry, "content", self._content, type="html")
        return bytes(ElementTree.tostring(entry, encoding="utf-8"))

    @cached_property
    def rss(self) -> bytes:
        """The item of an RSS feed."""
        item = Element("item")
        add(item, "title", self.brief["title"])
        add(item, "link", self._url)
        add(item, "guid", f"urn:uuid:{self._id}", isPermaLink="false")
        add(item, "pubDate", format_datetime(published(self.brief), usegmt=True))
        add(item, "atom:updated", to_moment(self.updated))
        for author in self.brief.get("authors", ()):
            add(item, "dc:creator", author)
        for topic in self._topics:
            add(item, "category", topic)
        add(item, "description", self._summary)
        add(item, "content:encoded", self._content)
        return bytes(ElementTree.tostring(item, encoding="utf-8"))

    @cached_property
    def json(self) -> Fragment:
        """The item of a JSON Feed."""
        item = {
            "id": f"urn:uuid:{self._id}",
            "url": self._url,
            "title": self.brief["title"],
            "summary": self._summary,
            "content_html": self._content,
            "date_published": to_moment(published(self.brief)),
            "date_modified": to_moment(self.updated),
            "authors": [{"name": author} for author in self.brief.get("authors", ())],
            "tags": list(self._topics),
            "language": self._language,
        }
        return Fragment(to_json({name: value for name, value in item.items() if value != []}))

    @cached_property
    def _id(self) -> str:
        """Say which briefing it is to readers that remember what they have shown: a renamed one keeps it."""
        first = (*self.brief.get("formerly", ()), self.brief["id"])[0]
        return str(self.imprint.uuid(page_url("briefs", first)))

    @cached_property
    def _url(self) -> str:
        return str(self.brief["permalink"])

    @cached_property
    def _summary(self) -> str:
        return str(self.brief["summary"]["text"])

    @cached_property
    def _content(self) -> str:
        return to_content(self.brief)

    @cached_property
    def _language(self) -> str:
        return str(self.brief.get("language") or self.imprint.settings.language)

    @cached_property
    def _topics(self) -> tuple[str, ...]:
        named = [self.brief[field]["name"] for field in ("conflict", "process") if field in self.brief]
        return tuple(dict.fromkeys([*named, *self.brief.get("tags", ())]))


@dataclass(frozen=True)
class Feed:
    """What a feed is on: the address of its page, a title, and its newest entries."""

    imprint: Imprint
    url: str
    title: str
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime:
        """When what it holds last changed."""
        return max(entry.updated for entry in self.entries)


def plan_feeds(corpus: Corpus, settings: Settings) -> Iterator[PlannedFiles]:
    """Plan the feeds of the site and of each record that briefings are about."""
    newest = [brief.id for brief in newest_first(corpus.briefs.values())]
    if not newest:
        return
    order = {name: place for place, name in enumerate(newest)}
    site = settings.site_name
    yield _plan_feed("", site, newest)
    for kind in KINDS_WITH_FEED:
        for name, record in corpus.records(kind).items():
            if about := sorted(briefs_about(corpus, name), key=order.__getitem__):
                title = getattr(record, "short_name", None) or getattr(record, "name", name)
                yield _plan_feed(page_url(kind, name), f"{title} – {site}", about)


def _plan_feed(url: str, title: str, names: Sequence[str]) -> PlannedFiles:
    reads = tuple(item_path("briefs", name) for name in names[:ENTRIES])
    return PlannedFiles(f"{url}feed.xml", partial(iter_feed, url, title), reads)


def iter_feed(url: str, title: str, shelf: Shelf) -> Iterator[Output]:
    """Yield a feed in each format."""
    entries = [shelf.once("entry", path, lambda each: Entry(shelf, shelf.item(each))) for path in shelf.reads]
    feed = Feed(shelf, url, title, tuple(entries))
    yield Output(f"{feed.url}feed.xml", to_atom(feed))
    yield Output(f"{feed.url}rss.xml", to_rss(feed))
    yield Output(f"{feed.url}feed.json", to_json_feed(feed))


def to_atom(feed: Feed) -> bytes:
    """Write a feed as Atom."""
    settings = feed.imprint.settings
    attributes = {"xmlns": ATOM, "xml:lang": settings.language}
    if settings.site_url:
        attributes["xml:base"] = settings.site_url
    root = Element("feed", attributes)
    add(root, "id", f"urn:uuid:{feed.imprint.uuid(feed.url)}")
    add(root, "title", feed.title)
    add(root, "subtitle", settings.disclaimer)
    add(root, "updated", to_moment(feed.updated))
    add(root, "link", rel="self", type="application/atom+xml", href=feed.imprint.url(f"{feed.url}feed.xml"))
    add(root, "link", rel="alternate", type="text/html", href=feed.imprint.url(feed.url) or "./")
    add(SubElement(root, "author"), "name", settings.site_name)
    add(root, "rights", settings.licence)
    add(root, "generator", _GENERATOR)
    root.append(Comment(_ENTRIES))
    return _fill(root, [entry.atom for entry in feed.entries])


def to_rss(feed: Feed) -> bytes:
    """Write a feed as RSS 2.0."""
    settings = feed.imprint.settings
    root = Element("rss", {"version": "2.0", **_IN_RSS})
    channel = SubElement(root, "channel")
    add(channel, "title", feed.title)
    add(channel, "link", feed.imprint.url(feed.url) or "./")
    add(channel, "description", settings.disclaimer or feed.title)
    add(channel, "language", settings.language)
    add(channel, "copyright", settings.licence)
    add(channel, "lastBuildDate", format_datetime(feed.updated, usegmt=True))
    add(channel, "generator", _GENERATOR)
    address = feed.imprint.url(f"{feed.url}rss.xml")
    add(channel, "atom:link", rel="self", type="application/rss+xml", href=address)
    channel.append(Comment(_ENTRIES))
    return _fill(root, [entry.rss for entry in feed.entries])


def to_json_feed(feed: Feed) -> bytes:
    """Write a feed as JSON Feed."""
    settings = feed.imprint.settings
    value = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.imprint.url(feed.url) or "./",
        "feed_url": feed.imprint.url(f"{feed.url}feed.json"),
        "description": settings.disclaimer,
        "language": settings.language,
        "authors": [{"name": settings.site_name}],
        "items": [entry.json for entry in feed.entries],
    }
    return to_json({name: each for name, each in value.items() if each != ""})


def add(parent: Element, tag: str, text: str | None = None, **attributes: str) -> None:
    """Add an element with a text or with attributes; one with neither is left out."""
    if text or attributes:
        made = SubElement(parent, tag, {name: _NOT_XML.sub("\ufffd", value) for name, value in attributes.items()})
        made.text = _NOT_XML.sub("\ufffd", text) if text else None


def _fill(root: Element, entries: Iterable[bytes]) -> bytes:
    """Write a whole document, and entries that were written before at their place in it."""
    head, _, tail = to_xml(root).partition(f"<!--{_ENTRIES}-->".encode())
    return b"".join([head, *entries, tail])


def to_xml(root: Element) -> bytes:
    """Write a whole document."""
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


FEEDS_EXPORT = Export(plan=plan_feeds)
