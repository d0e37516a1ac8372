"""The timeline: all meetings and outcomes, as a picture and in words; a long one is split by year."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator.corpus import Corpus, in_order, newest_first
from generator.model.statement import Statement
from generator.pages.chart import Chart, build_chart
from generator.pages.entries import EntryView, build_entry
from generator.pages.page import Page, PlannedPage
from generator.pages.scribe import Scribe
from generator.pages.split import Pager, Part, build_pagers, split_by_year
from generator.settings import Settings

_URL = "timeline/"


@dataclass(frozen=True, slots=True)
class TimelineView:
    """A part of the timeline."""

    title: str
    lead: str
    pagers: tuple[Pager, ...]
    chart: Chart | None
    entries: tuple[EntryView, ...]


def plan_timeline(corpus: Corpus, settings: Settings) -> Iterator[PlannedPage]:
    """Plan the timeline; where nothing happened there is none."""
    found = find_events(corpus)
    for part in _split(found) if found else ():
        yield PlannedPage(part.url, partial(build_timeline, part.url))


def build_timeline(url: str, corpus: Corpus, settings: Settings) -> Page:
    """Build one part of the timeline: the latest part first, and in each the order of events."""
    scribe = Scribe.at(url, corpus, settings)
    found = find_events(corpus)
    parts = _split(found)
    part = next(part for part in parts if part.url == url)
    events = in_order(found[part.start : part.stop])
    lead = "Meetings and outcomes in order of date, each leading to its briefing."
    view = TimelineView(
        title=f"Timeline of {part.year}" if part.year else "Timeline",
        lead=lead,
        pagers=build_pagers(scribe, parts, part),
        chart=build_chart(scribe, events, "Timeline of the meetings and outcomes in the list below"),
        entries=tuple(build_entry(scribe, event) for event in events),
    )
    return Page(url, "timeline", view.title, view, lead, (), {"kind": "list", "search": False})


def find_events(corpus: Corpus) -> list[Statement]:
    """Return all meetings and outcomes, the newest first."""
    return newest_first([*corpus.statements.get("outcomes", ()), *corpus.statements.get("meetings", ())])


def _split(found: list[Statement]) -> tuple[Part, ...]:
    return split_by_year(_URL, [f"{one.date.earliest.year:04}" if one.date else "undated" for one in found])
