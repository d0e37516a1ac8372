"""What stands at the top of every record's page: where it belongs, its names, its summary, the facts about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from generator.escape import Html
from generator.model.base import Record
from generator.model.dates import EdtfDate, to_words
from generator.pages.backlinks import TopicView
from generator.pages.entries import Fact
from generator.pages.metadata import record_metadata
from generator.pages.notes import SourceEntry
from generator.pages.page import Page, to_sections
from generator.pages.scribe import Scribe
from generator.pages.values import Link, Spoken, Status, Text
from generator.routes import index_url

KINDS = {
    "briefs": "Briefings",
    "conflicts": "Conflicts",
    "processes": "Processes",
    "parties": "Parties",
    "people": "People",
    "places": "Places",
    "issues": "Issues",
    "agreements": "Agreements",
    "sources": "Sources",
}


# The template and the word for one record of each kind.
TEMPLATES = {
    "conflicts": "conflict",
    "processes": "process",
    "parties": "party",
    "people": "person",
    "places": "place",
    "issues": "issue",
    "agreements": "agreement",
    "sources": "source",
}


@dataclass(frozen=True, slots=True)
class Head(Spoken):
    """The top of a record's page, and the box of facts beside its text; a source's title has the source's language."""

    trail: tuple[Link, ...]
    status: Status | None
    meta: tuple[Fact, ...]
    title: str
    language: str
    names: tuple[Text, ...]
    summary: Html | None
    note: Html | None
    disputed: str
    facts: tuple[Fact, ...]


class RecordView(Protocol):
    """What the pages of all kinds of records hold."""

    @property
    def head(self) -> Head:
        """The top of the page."""

    @property
    def topics(self) -> tuple[TopicView, ...]:
        """What speaks of the record."""

    @property
    def sources(self) -> tuple[SourceEntry, ...]:
        """The numbered sources of the page's own texts."""


def build_head(
    scribe: Scribe,
    kind: str,
    name: str,
    *,
    above: Iterable[str | None] = (),
    status: Status | None = None,
    meta: Iterable[Fact] = (),
    summary: str | None = None,
    disputed: str | None = None,
    facts: Iterable[Fact] = (),
) -> Head:
    """Build the top of a record's page; `above` are the records that it belongs to, the widest first."""
    record = scribe.corpus.records(kind)[name]
    return Head(
        trail=(*scribe.links(each for each in above if each), Link(KINDS[kind], scribe.to(index_url(kind)))),
        status=status,
        meta=tuple(meta),
        title=str(getattr(record, "name", None) or getattr(record, "title", name)),
        language=getattr(record, "language", None) or "",
        names=tuple(scribe.text(text, language) for language, text in record.names.items()),
        summary=scribe.rich(summary),
        note=scribe.rich(record.note),
        disputed=disputed or "",
        facts=(*(fact for fact in facts if fact.links or fact.time), *_common_facts(record)),
    )


def to_period(start: EdtfDate | None, end: EdtfDate | None) -> str:
    """Put a time from one date to another into words: "4 March 2020 to 5 September 2024", "since 2004", "until May"."""
    if start and end:
        return to_words(start) if start == end else f"{to_words(start)} to {to_words(end)}"
    if start:
        return f"since {to_words(start)}"
    return f"until {to_words(end)}" if end else ""


def to_record_page(
    scribe: Scribe, kind: str, view: RecordView, own: Iterable[tuple[str, str]] = (), summary: str | None = None
) -> Page:
    """Make the page of a record; `own` are the sections that only its kind has: they stand before the others."""
    template = TEMPLATES[kind]
    sections = (
        *to_sections(view, own),
        *(topic.section for topic in view.topics),
        *to_sections(view, [("sources", "Sources")]),
    )
    description = scribe.plain(summary) if summary else ""
    name = scribe.url.split("/")[1]
    meta = {**record_metadata(scribe, kind, name), "kind": template, "filters": (("kind", KINDS[kind]),)}
    return Page(scribe.url, template, view.head.title, view, description, sections, meta)


def _common_facts(record: Record) -> tuple[Fact, ...]:
    links = [Link(link.title, link.url) for link in record.links]
    if record.wikidata:
        links.append(Link(f"Wikidata {record.wikidata}", f"https://www.wikidata.org/wiki/{record.wikidata}"))
    facts = (
        Fact("Also written", tuple(Link(alias) for alias in record.aliases), is_name=True),
        Fact("Elsewhere", tuple(links)),
        Fact("Tags", tuple(Link(tag) for tag in record.tags)),
    )
    return tuple(fact for fact in facts if fact.links)
