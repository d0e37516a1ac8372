"""The page of a conflict: its parties, its negotiations, and the course of both."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from generator.corpus import Corpus, in_order, newest_first
from generator.model.brief import Brief
from generator.model.statement import Statement, iter_listed
from generator.pages.backlinks import TopicView, build_topics
from generator.pages.chart import Chart, build_chart
from generator.pages.entries import ENTRY, Entry, Fact, to_entries
from generator.pages.head import Head, build_head, to_period, to_record_page
from generator.pages.maps import MapPicture, build_conflict_map
from generator.pages.notes import SourceEntry
from generator.pages.page import Page, PlannedPage
from generator.pages.scribe import Scribe
from generator.pages.values import Link, Status, to_status
from generator.routes import page_url
from generator.settings import Settings

# How many meetings and outcomes the chronology shows, the latest ones.
_SHOWN = 60


class ProcessLine(NamedTuple):
    """A process of the conflict, with its time and its status."""

    process: Link
    status: Status | None
    period: str


class ConflictView(NamedTuple):
    """All that the page of a conflict holds."""

    head: Head
    chart: Chart | None
    map: MapPicture | None
    processes: tuple[ProcessLine, ...]
    chronology: tuple[Entry, ...]
    is_whole: bool
    topics: tuple[TopicView, ...]
    sources: tuple[SourceEntry, ...]


_SECTIONS = (("processes", "Processes"), ("chronology", "Chronology"))


def plan_conflicts(corpus: Corpus, settings: Settings) -> Iterator[PlannedPage]:
    """Plan the page of every conflict."""
    for name in corpus.conflicts:
        yield PlannedPage(page_url("conflicts", name), partial(build_conflict, name))


def build_conflict(name: str, corpus: Corpus, settings: Settings) -> Page:
    """Build the page of one conflict."""
    conflict = corpus.conflicts[name]
    scribe = Scribe.at(page_url("conflicts", name), corpus, settings)
    period = to_period(conflict.started, conflict.ended)
    head = build_head(
        scribe,
        "conflicts",
        name,
        status=to_status(conflict.status) if conflict.status else None,
        meta=[Fact("", (Link(period[:1].upper() + period[1:]),) if period else ())],
        summary=conflict.summary,
        facts=[
            Fact("Parties", scribe.links(sorted(conflict.parties, key=scribe.name))),
            Fact("Places", scribe.links(conflict.places)),
            Fact("UCDP", (Link(conflict.ucdp),) if conflict.ucdp else ()),
        ],
    )
    events = find_events(corpus, name)
    view = ConflictView(
        head=head,
        chart=build_chart(scribe, events[:_SHOWN], f"Timeline of the chronology below: {conflict.name}"),
        map=build_conflict_map(scribe, name, events),
        processes=tuple(_iter_processes(scribe, name)),
        chronology=to_entries(ENTRY, in_order(events[:_SHOWN])),
        is_whole=len(events) <= _SHOWN,
        topics=build_topics(scribe, "conflicts", name),
        sources=scribe.notes.entries(),
    )
    return to_record_page(scribe, "conflicts", view, _SECTIONS, conflict.summary)


def find_events(corpus: Corpus, name: str) -> list[Statement]:
    """Return the meetings and outcomes of a conflict's briefings, the newest first."""
    briefs = [link.statement.entry for link in corpus.backlinks_of(name, "briefs") if "conflict" in link.fields]
    found = [
        statement
        for brief in briefs
        if isinstance(brief, Brief)
        for statement in iter_listed(brief, ("meetings", "outcomes"))
    ]
    return newest_first(found)


def _iter_processes(scribe: Scribe, name: str) -> Iterator[ProcessLine]:
    for backlink in scribe.corpus.backlinks_of(name, "processes"):
        process = scribe.corpus.processes[backlink.statement.home]
        status = to_status(process.status) if process.status else None
        yield ProcessLine(scribe.link(backlink.statement.home), status, to_period(process.started, process.ended))
