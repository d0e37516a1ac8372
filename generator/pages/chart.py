"""A course of events as a picture: a lane for each process, a mark for each event, placed by its date."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from generator.model.brief import Meeting, Outcome
from generator.model.dates import to_words
from generator.model.statement import Statement
from generator.pages.scribe import Scribe
from generator.pages.values import to_status

_WIDTH, _LEFT, _RIGHT, _TOP = 800, 12, 24, 34
# The height of a lane's name and of a row of marks, in points of the picture; marks nearer than a step stand in rows.
_NAME, _ROW, _STEP, _ROWS = 26, 14, 13, 5
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_STRIDES = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_MOST_TICKS = 10


class Mark(NamedTuple):
    """An event: a circle for a meeting, a square for an outcome; `width` is that of a span of days."""

    x: float
    y: float
    width: float
    tone: str
    is_meeting: bool
    title: str


class Lane(NamedTuple):
    """A process: where its name stands, and its line."""

    y: float
    line: float
    name: str


class Tick(NamedTuple):
    """A date on the axis."""

    x: float
    label: str


class Chart(NamedTuple):
    """The picture as numbers and texts."""

    width: int
    height: int
    label: str
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]


def build_chart(scribe: Scribe, events: Iterable[Statement], label: str) -> Chart | None:
    """Draw meetings and outcomes; what has no date, or one without a start, is not drawn. None where nothing is."""
    drawn = [event for event in events if event.date and event.date.earliest > date.min]
    if not drawn:
        return None
    first = min(_start(event) for event in drawn)
    last = max(_end(event) for event in drawn)
    margin = max(3, (last - first).days // 40)
    axis = _Axis(first - timedelta(days=margin), last + timedelta(days=margin))
    found: dict[str, list[Statement]] = {}
    for event in sorted(drawn, key=lambda event: (_start(event), event.kind, event.home, event.number)):
        found.setdefault(_lane(event), []).append(event)
    lanes: list[Lane] = []
    marks: list[Mark] = []
    y = float(_TOP)
    for name, group in found.items():
        placed = list(_place(axis, group, y + _NAME))
        rows = max(round((mark.y - y - _NAME) / _ROW) for mark in placed) + 1
        lanes.append(Lane(y + _NAME - 12, y + _NAME + rows * _ROW, scribe.name(name)))
        marks.extend(placed)
        y += _NAME + rows * _ROW + 8
    return Chart(_WIDTH, round(y), label, tuple(axis.ticks()), tuple(lanes), tuple(marks))


class _Axis(NamedTuple):
    """Time from left to right."""

    first: date
    last: date

    def x(self, day: date) -> float:
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(_LEFT + share * (_WIDTH - _LEFT - _RIGHT), 1)

    def ticks(self) -> Iterator[Tick]:
        """Yield the first days of months, as few as can be read; a January has its year."""
        months = range(self.first.year * 12 + self.first.month - 1, self.last.year * 12 + self.last.month)
        stride = next((each for each in _STRIDES if len(months) / each <= _MOST_TICKS), _STRIDES[-1])
        shown = [month for month in months if month % stride == 0]
        for number, month in enumerate(shown):
            day = date(month // 12, month % 12 + 1, 1) if month >= 12 else self.first
            if day >= self.first:
                has_year = number == 0 or month % 12 == 0 or day.replace(day=1) == shown[0]
                words = f"{day.year}" if stride >= 12 else _MONTHS[day.month - 1]
                yield Tick(self.x(day), f"{words} {day.year}" if has_year and stride < 12 else words)


def _place(axis: _Axis, events: Sequence[Statement], top: float) -> Iterator[Mark]:
    """Place the events of a lane: one that would cover another goes a row down, as long as there are rows."""
    ends: list[float] = []
    for event in events:
        x = axis.x(_start(event))
        width = max(0.0, axis.x(_end(event)) - x)
        row = next((number for number, end in enumerate(ends) if x - end >= _STEP), len(ends))
        row = min(row, _ROWS - 1)
        if row == len(ends):
            ends.append(x + width)
        ends[row] = max(ends[row], x + width)
        yield Mark(x, top + row * _ROW, round(width, 1), _tone(event), isinstance(event.entry, Meeting), _title(event))


def _tone(event: Statement) -> str:
    return to_status(event.entry.status).tone if isinstance(event.entry, Meeting | Outcome) else "neutral"


def _title(event: Statement) -> str:
    entry = event.entry
    words = to_words(event.date) if event.date else ""
    if isinstance(entry, Outcome):
        return f"{words}: {entry.status.label.lower()}: {entry.text}"
    return f"{words}: {getattr(entry, 'title', '')}"


def _lane(event: Statement) -> str:
    assert event.heading is not None
    return event.heading.process or event.heading.conflict


def _start(event: Statement) -> date:
    assert event.date is not None
    return event.date.earliest


def _end(event: Statement) -> date:
    assert event.date is not None
    return event.date.earliest if event.date.latest == date.max else event.date.latest
