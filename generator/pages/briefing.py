"""The page of a briefing: what happened, who said exactly what, what was agreed, and how we know."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, cast

from generator.corpus import Corpus
from generator.escape import Html
from generator.model.brief import Brief, Figure, Position, Readout
from generator.model.vocabulary import Coverage
from generator.pages.citation import to_citation, to_csl_json
from generator.pages.downloads import API
from generator.pages.filters import to_filters
from generator.pages.meetings import MeetingView, build_meeting
from generator.pages.metadata import brief_metadata
from generator.pages.notes import SourceEntry
from generator.pages.page import Page, PlannedPage, to_sections
from generator.pages.scribe import Scribe
from generator.pages.statements import (
    ClaimView,
    OutcomeView,
    PositionView,
    QuoteView,
    build_claim,
    build_outcome,
    build_position,
    build_quote,
    outcome_anchor,
)
from generator.pages.values import Dated, Link, Refs, Spoken, Status, Time, to_status, to_time
from generator.routes import index_url, page_url
from generator.settings import Settings


class Chip(NamedTuple):
    """One outcome in a strip: issue and status, leading to the outcome."""

    url: str
    issue: str
    places: str
    status: Status


class Neighbour(NamedTuple):
    """Another briefing that this one stands next to."""

    way: str
    rel: str
    link: Link
    date: Time | None


class Series(NamedTuple):
    """The briefings before and after this one."""

    name: str
    neighbours: tuple[Neighbour, ...]


class AccountView(NamedTuple):
    """How one side's account treats a point."""

    coverage: str
    tone: str
    text: str
    refs: Refs


class ReadoutView(NamedTuple):
    """The accounts of one meeting as a table: points by sides. A cell is None where nothing was recorded.

    `remark` is there where no point is shown as left out, so that readers do not take it for their finding.
    """

    title: str
    sides: tuple[Link, ...]
    rows: tuple[tuple[str, tuple[AccountView | None, ...]], ...]
    note: Html | None
    remark: str


class PositionRow(NamedTuple):
    """The positions on one issue, in the columns of the table's sides."""

    issue: Link
    cells: tuple[tuple[PositionView, ...], ...]


class PositionTable(NamedTuple):
    """Issue by side."""

    sides: tuple[Link, ...]
    rows: tuple[PositionRow, ...]


class FigureView(NamedTuple):
    """A key number."""

    label: str
    value: str
    by: Link | None
    as_of: Time | None
    refs: Refs
    note: Html | None


class NextStepView(NamedTuple):
    """What is to come."""

    date: Time | None
    text: Html | None
    refs: Refs
    note: Html | None


@dataclass(frozen=True, slots=True)
class BriefingView(Spoken):
    """All that the page of a briefing holds, in its order; a language where it is not the site's."""

    trail: tuple[Link, ...]
    date: Time | None
    places: tuple[Link, ...]
    updated: Time | None
    title: str
    language: str
    summary: Html | None
    strip: tuple[Chip, ...]
    series: Series | None
    key_points: tuple[Html | None, ...]
    not_known: tuple[Html | None, ...]
    meetings: tuple[MeetingView, ...]
    outcomes: tuple[OutcomeView, ...]
    quotes: tuple[QuoteView, ...]
    claims: tuple[ClaimView, ...]
    readouts: tuple[ReadoutView, ...]
    positions: PositionTable | None
    figures: tuple[FigureView, ...]
    next_steps: tuple[NextStepView, ...]
    background: Html | None
    sources: tuple[SourceEntry, ...]
    corrections: tuple[Dated, ...]
    citation: str
    csl_json: str
    authors: tuple[str, ...]
    as_of: Time | None
    downloads: tuple[Link, ...]


# The sections that a page can have, by the field of the view that fills them; empty ones are left out.
_NOTHING_OMITTED = (
    "No account is shown as leaving a point out: that is said only where a side’s whole account is at hand."
)
_SECTIONS = (
    ("key_points", "Key points"),
    ("not_known", "What is not known"),
    ("outcomes", "Outcomes"),
    ("quotes", "In their words"),
    ("claims", "Claims and responses"),
    ("readouts", "The readouts compared"),
    ("positions", "Positions"),
    ("figures", "Figures"),
    ("next_steps", "Next steps"),
    ("background", "Background"),
    ("sources", "Sources"),
    ("corrections", "Corrections"),
    ("citation", "Cite this briefing"),
)


def plan_briefings(corpus: Corpus, settings: Settings) -> Iterator[PlannedPage]:
    """Plan the page of every briefing."""
    for name, brief in corpus.briefs.items():
        updated = brief.updated.isoformat() if brief.updated else ""
        yield PlannedPage(page_url("briefs", name), partial(build_briefing, name), updated)


def build_briefing(name: str, corpus: Corpus, settings: Settings) -> Page:
    """Build the page of one briefing."""
    # Nearly all of it is shown.
    brief = cast(Brief, corpus.get(name))
    scribe = Scribe.at(page_url("briefs", name), corpus, settings)
    view = build_view(scribe, brief)
    meta = {"kind": "briefing", "language": brief.language or settings.language, "filters": to_filters(scribe, brief)}
    meta |= brief_metadata(scribe, brief)
    return Page(
        scribe.url, "briefing", brief.title, view, scribe.plain(brief.summary), to_sections(view, _SECTIONS), meta
    )


def build_view(scribe: Scribe, brief: Brief) -> BriefingView:
    """Build what the page prints; source notes are numbered in the order of the fields here."""
    corpus = scribe.corpus
    trail = [brief.conflict, *processes_around(corpus, brief.process)]
    return BriefingView(
        trail=scribe.links(trail),
        date=to_time(brief.date, weekday=True),
        places=scribe.links(dict.fromkeys(meeting.place for meeting in brief.meetings if meeting.place)),
        updated=to_time(brief.updated),
        title=brief.title,
        language=brief.language if brief.language and brief.language != scribe.settings.language else "",
        summary=scribe.rich(brief.summary),
        strip=build_strip(scribe, brief),
        series=_build_series(scribe, brief),
        key_points=tuple(scribe.rich(text) for text in brief.key_points),
        not_known=tuple(scribe.rich(text) for text in brief.not_known),
        meetings=tuple(build_meeting(scribe, meeting) for meeting in brief.meetings),
        outcomes=tuple(
            build_outcome(scribe, brief, index, outcome) for index, outcome in enumerate(brief.outcomes, start=1)
        ),
        quotes=tuple(build_quote(scribe, brief, quote) for quote in brief.quotes),
        claims=tuple(build_claim(scribe, brief, index, claim) for index, claim in enumerate(brief.claims, start=1)),
        readouts=tuple(_build_readout(scribe, brief, readout) for readout in brief.readouts),
        positions=_build_positions(scribe, brief),
        figures=tuple(_build_figure(scribe, figure) for figure in brief.figures),
        next_steps=tuple(
            NextStepView(to_time(step.date), scribe.rich(step.text), scribe.refs(step.sources), scribe.rich(step.note))
            for step in brief.next_steps
        ),
        background=scribe.rich(brief.background),
        corrections=tuple(
            Dated(to_time(each.date), scribe.rich(each.text) or Html(), scribe.rich(each.note))
            for each in brief.corrections
        ),
        sources=scribe.notes.entries(),
        citation=to_citation(brief, scribe.settings),
        csl_json=to_csl_json(brief, scribe.settings),
        authors=brief.authors,
        as_of=to_time(brief.as_of),
        downloads=_build_downloads(scribe, brief),
    )


def build_strip(scribe: Scribe, brief: Brief) -> tuple[Chip, ...]:
    """Build the strip of a briefing's outcomes, for its own page or another."""
    page = page_url("briefs", brief.id)
    return tuple(
        Chip(
            scribe.to(f"{page}#{outcome_anchor(outcome, index)}"),
            scribe.name(outcome.issue),
            ", ".join(name for name in map(scribe.name, outcome.places) if not _says(scribe.name(outcome.issue), name)),
            to_status(outcome.status),
        )
        for index, outcome in enumerate(brief.outcomes, start=1)
    )


def _says(text: str, name: str) -> bool:
    """Tell whether a text has a name in it, as whole words."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def processes_around(corpus: Corpus, name: str | None) -> list[str]:
    """Return a process and those that it is part of, the widest first."""
    found: list[str] = []
    while name and name not in found:
        found.insert(0, name)
        process = corpus.processes.get(name)
        name = process.part_of if process else None
    return found


def _build_series(scribe: Scribe, brief: Brief) -> Series | None:
    corpus = scribe.corpus
    before, after = corpus.neighbours.get(brief.id, (None, None))
    neighbours = [_neighbour(scribe, "Previous", "prev", before)] if before else []
    neighbours += [_neighbour(scribe, "Next", "next", after)] if after else []
    shown = {neighbour.link.url for neighbour in neighbours}
    linked = [("Continues", brief.follows)] if brief.follows and brief.follows in corpus.headings else []
    linked += [("Continued in", other) for other in corpus.followers.get(brief.id, ())]
    for way, other in linked:
        neighbour = _neighbour(scribe, way, "", other)
        if neighbour.link.url not in shown:
            neighbours.append(neighbour)
    name = scribe.name(brief.process) if brief.process else "Series"
    return Series(name, tuple(neighbours)) if neighbours else None


def _neighbour(scribe: Scribe, way: str, rel: str, name: str) -> Neighbour:
    heading = scribe.corpus.headings[name]
    return Neighbour(way, rel, Link(heading.title, scribe.to(page_url("briefs", name))), to_time(heading.date))


def _build_readout(scribe: Scribe, brief: Brief, readout: Readout) -> ReadoutView:
    names = {account.by for point in readout.points for account in point.accounts}
    sides = sorted(names, key=lambda name: scribe.name(name).casefold())
    rows = []
    for point in readout.points:
        accounts = {
            account.by: AccountView(
                account.coverage.label,
                "no-commitment" if account.coverage is Coverage.OMITTED else "neutral",
                account.text or "",
                scribe.refs(account.sources),
            )
            for account in point.accounts
        }
        rows.append((point.text, tuple(accounts.get(side) for side in sides)))
    found = scribe.corpus.meeting(brief, readout.meeting)
    coverages = {account.coverage for point in readout.points for account in point.accounts}
    return ReadoutView(
        found.title if found else brief.title,
        scribe.links(sides),
        tuple(rows),
        scribe.rich(readout.note),
        "" if Coverage.OMITTED in coverages else _NOTHING_OMITTED,
    )


def _build_positions(scribe: Scribe, brief: Brief) -> PositionTable | None:
    if not brief.positions:
        return None

    def side(position: Position) -> str:
        return scribe.side_of(position.by, position.date or brief.date) or position.by

    sides = sorted({side(position) for position in brief.positions}, key=lambda name: scribe.name(name).casefold())
    rows: dict[str, dict[str, list[PositionView]]] = {}
    for index, position in enumerate(brief.positions, start=1):
        view = build_position(scribe, brief, index, position)
        rows.setdefault(position.issue, {}).setdefault(side(position), []).append(view)
    return PositionTable(
        scribe.links(sides),
        tuple(
            PositionRow(scribe.link(issue), tuple(tuple(cells.get(name, ())) for name in sides))
            for issue, cells in rows.items()
        ),
    )


def _build_figure(scribe: Scribe, figure: Figure) -> FigureView:
    return FigureView(
        figure.label,
        figure.value,
        scribe.link(figure.by) if figure.by else None,
        to_time(figure.as_of),
        scribe.refs(figure.sources),
        scribe.rich(figure.note),
    )


def _build_downloads(scribe: Scribe, brief: Brief) -> tuple[Link, ...]:
    definition = scribe.corpus.definitions[brief.id]
    edit_url = scribe.settings.to_edit_url(definition.source.path)
    json = scribe.to(f"{API}briefs/{brief.id}.json")
    links = [Link("This briefing as JSON", json), Link("This briefing as YAML", "briefing.yml")]
    if edit_url:
        links.append(Link("Edit this briefing", edit_url))
    links.append(Link("All briefings", scribe.to(index_url("briefs"))))
    return tuple(links)
