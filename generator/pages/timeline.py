"""The timeline: all meetings and outcomes, as a picture and in words; a long one is split by year."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from generator.corpus import Corpus, in_order, newest_first
from generator.pages.chart import Chart, build_chart
from generator.pages.entries import ENTRY, Entry, to_entries
from generator.pages.page import Page, PlannedPage
from generator.pages.scribe import Scribe
from generator.pages.split import Pager, Part, build_pagers, count_years_of, find_part, split_by_year
from generator.settings import Settings

_URL = "timeline/"
_KINDS = ("outcomes", "meetings")


class TimelineView(NamedTuple):
    """A part of the timeline."""

    title: str
    lead: str
    pagers: tuple[Pager, ...]
    chart: Chart | None
    entries: tuple[Entry, ...]


def plan_timeline(corpus: Corpus, settings: Settings) -> Iterator[PlannedPage]:
    """Plan the timeline; where nothing happened there is none."""
    found = newest_first([one for kind in _KINDS for one in corpus.statements.get(kind, ())])
    years = count_years_of([event.date for event in found])
    begins = [0 for _ in _KINDS]
    parts = split_by_year(_URL, years) if found else ()
    for part in parts:
        kinds = [event.kind for event in found[part.start : part.stop]]
        ends = [begin + kinds.count(kind) for begin, kind in zip(begins, _KINDS, strict=True)]
        yield PlannedPage(part.url, partial(build_timeline, parts, tuple(zip(begins, ends, strict=True)), part.url))
        begins = ends


def build_timeline(
    parts: Sequence[Part], spans: Sequence[tuple[int, int]], url: str, corpus: Corpus, settings: Settings
) -> Page:
    """Build one part of the timeline: the latest part first, and in each the order of events.

    `spans` are the places of its events among all outcomes and among all meetings.
    """
    scribe = Scribe.at(url, corpus, settings)
    part = find_part(parts, url)
    events = in_order(
        one
        for kind, (start, stop) in zip(_KINDS, spans, strict=True)
        if start < stop
        for one in corpus.statements[kind][start:stop]
    )
    lead = "Meetings and outcomes in order of date, each leading to its briefing."
    view = TimelineView(
        title=f"Timeline of {part.year}" if part.year else "Timeline",
        lead=lead,
        pagers=build_pagers(scribe, parts, part),
        chart=build_chart(scribe, events, "Timeline of the meetings and outcomes in the list below"),
        entries=to_entries(ENTRY, events),
    )
    return Page(url, "timeline", view.title, view, lead, (), {"kind": "list", "search": False})
