"""Every correction of a briefing, the newest first."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple, cast

from generator.corpus import Corpus
from generator.escape import Html
from generator.model.brief import Correction
from generator.model.statement import Backlink, Statement
from generator.pages.page import Page, PlannedPage
from generator.pages.scribe import Scribe
from generator.pages.split import Pager, Part, build_pagers, count_years, find_part, split_by_year
from generator.pages.statement_list import Listed
from generator.pages.values import Link, Time, to_time
from generator.routes import statement_url
from generator.settings import Settings

_URL = "corrections/"


class CorrectionView(NamedTuple):
    """A correction, with the briefing that it was made in."""

    date: Time | None
    text: Html | None
    note: Html | None
    home: Link


class CorrectionsView(NamedTuple):
    """A part of the list of corrections."""

    title: str
    lead: str
    pagers: tuple[Pager, ...]
    corrections: tuple[CorrectionView, ...]


def plan_corrections(corpus: Corpus, settings: Settings) -> Iterator[PlannedPage]:
    """Plan the list; where nothing was corrected there is none."""
    found = find_corrections(corpus)
    parts = split_by_year(_URL, count_years([_day(statement).year for statement in found])) if found else ()
    for part in parts:
        listed = Listed(tuple(Backlink(one, ()) for one in found[part.start : part.stop]))
        yield PlannedPage(part.url, partial(build_corrections, parts, part.url, listed))


def build_corrections(parts: Sequence[Part], url: str, listed: Listed, corpus: Corpus, settings: Settings) -> Page:
    """Build one part of the list."""
    scribe = Scribe.at(url, corpus, settings)
    part = find_part(parts, url)
    lead = "What was wrong in a briefing, and since when it is right; newest first."
    view = CorrectionsView(
        title=f"Corrections, {part.year}" if part.year else "Corrections",
        lead=lead,
        pagers=build_pagers(scribe, parts, part),
        corrections=tuple(_build(scribe, one.statement) for one in listed.of(corpus)),
    )
    return Page(url, "corrections", view.title, view, lead, (), {"kind": "list", "search": False})


def find_corrections(corpus: Corpus) -> list[Statement]:
    """Return all corrections by the day on which they were made, the newest first."""
    return sorted(corpus.statements.get("corrections", ()), key=_day, reverse=True)


def _build(scribe: Scribe, statement: Statement) -> CorrectionView:
    correction = cast(Correction, statement.entry)
    home = Link(scribe.name(statement.home), scribe.to(statement_url(statement)))
    scribe = scribe.without_notes()
    return CorrectionView(to_time(correction.date), scribe.rich(correction.text), scribe.rich(correction.note), home)


def _day(statement: Statement) -> date:
    return cast(Correction, statement.entry).date
