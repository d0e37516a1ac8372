"""What became of each issue from round to round, as a table."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from generator.model.brief import Brief
from generator.pages.scribe import Scribe
from generator.pages.statements import outcome_anchor
from generator.pages.values import Link, Status, Time, to_status, to_time
from generator.routes import page_url

# A table with more rounds than this is hard to follow: it is split by year.
_WIDEST = 12
# How many tables a page shows, the latest ones.
_TABLES = 6


class Column(NamedTuple):
    """A round: its briefing, by its date."""

    url: str
    date: Time | None


class Cell(NamedTuple):
    """The status of an issue after a round, leading to the outcome."""

    url: str
    status: Status
    place: str


class Matrix(NamedTuple):
    """Issues by rounds: `rows` hold the outcomes of each issue, none where it did not come up."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Link, tuple[tuple[Cell, ...], ...]], ...]


def build_matrix(scribe: Scribe, briefs: Sequence[Brief]) -> tuple[Matrix, ...]:
    """Build the table of issues by rounds; that of a long process as one for each year."""
    told = [brief for brief in briefs if brief.outcomes]
    if len(told) <= _WIDEST:
        return (_build_table(scribe, "", told),) if told else ()
    parts: list[tuple[str, list[Brief]]] = []
    for year, group in groupby(told, key=lambda brief: f"{brief.date.earliest.year:04}"):
        rounds = list(group)
        parts += [(year, rounds[start : start + _WIDEST]) for start in range(0, len(rounds), _WIDEST)]
    return tuple(_build_table(scribe, year, rounds) for year, rounds in parts[-_TABLES:])


def _build_table(scribe: Scribe, title: str, briefs: Sequence[Brief]) -> Matrix:
    pages = [page_url("briefs", brief.id) for brief in briefs]
    found: dict[str, list[list[Cell]]] = {}
    for number, brief in enumerate(briefs):
        for index, outcome in enumerate(brief.outcomes, start=1):
            cells = found.setdefault(outcome.issue, [[] for _ in briefs])
            place = ", ".join(scribe.name(name) for name in outcome.places)
            url = scribe.to(f"{pages[number]}#{outcome_anchor(outcome, index)}")
            cells[number].append(Cell(url, to_status(outcome.status), place))
    return Matrix(
        title,
        tuple(Column(scribe.to(page), to_time(brief.date)) for page, brief in zip(pages, briefs, strict=True)),
        tuple((scribe.link(issue), tuple(tuple(cell) for cell in cells)) for issue, cells in found.items()),
    )
