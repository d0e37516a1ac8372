"""What ends does not end before it starts, and histories are told in order."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from generator.checks.found import Context, Found, found_in, iter_commitments, place_of
from generator.model.base import Model
from generator.model.brief import Brief, Meeting, MeetingEvent
from generator.model.dates import EdtfDate
from generator.model.file import Definition
from generator.model.problem import Problem
from generator.model.records import (
    Agreement,
    AgreementEvent,
    Commitment,
    CommitmentEvent,
    Conflict,
    Dated,
    Person,
    Process,
)
from generator.yaml_parser import Path

Moment = EdtfDate | datetime


class _Span(NamedTuple):
    """Two dates of one mapping, of which the second does not come before the first."""

    at: Path
    start_field: str
    start: Moment | None
    end_field: str
    end: Moment | None


def check_date_order(context: Context) -> Iterator[Found]:
    """Yield `end-before-start` for two dates of one thing, and for the hours of a meeting on one day."""
    for definition, model in context.iter_models(Model):
        for span in _iter_spans(model):
            if span.start and span.end and is_before(span.end, span.start):
                start = span.start.isoformat() if isinstance(span.start, datetime) else str(span.start)
                yield _reversed(definition, span, start)
    for definition, brief in context.iter_briefs():
        for index, meeting in enumerate(brief.meetings):
            is_one_day = meeting.date.earliest == meeting.date.latest
            if is_one_day and meeting.start and meeting.end and meeting.end < meeting.start:
                span = _Span(("meetings", index), "start", None, "end", None)
                hint = "A meeting that went on past midnight has a date of two days, as in 2022-03-10/2022-03-11."
                yield _reversed(definition, span, f"{meeting.start:%H:%M}", hint)


def check_histories(context: Context) -> Iterator[Found]:
    """Yield `history-out-of-order`."""
    for definition, model in context.iter_models(Model):
        for at, owner in _iter_with_history(model):
            yield from _check_history(definition, at, owner.history)


def is_before(first: Moment, second: Moment) -> bool:
    """Tell whether one date surely lies before another, whatever their precision leaves open."""
    if isinstance(first, datetime) and isinstance(second, datetime):
        return first < second
    return _bounds(first)[1] < _bounds(second)[0]


def _bounds(moment: Moment) -> tuple[date, date]:
    """Return the first and the last day that may be meant; "about" makes room for as much again on both sides."""
    if isinstance(moment, datetime):
        # The day at the place that is meant may be the one before or after that of the offset.
        return moment.date() - timedelta(days=1), moment.date() + timedelta(days=1)
    earliest, latest = moment.earliest, moment.latest
    if "~" in moment.text or "%" in moment.text:
        room = latest - earliest + timedelta(days=1)
        earliest = earliest - room if earliest - date.min > room else date.min
        latest = latest + room if date.max - latest > room else date.max
    return earliest, latest


def _iter_spans(model: Model) -> Iterator[_Span]:
    match model:
        case Conflict():
            yield _Span((), "started", model.started, "ended", model.ended)
        case Process():
            yield _Span((), "started", model.started, "ended", model.ended)
            yield from _dated("third_parties", model.third_parties)
        case Person():
            yield from _dated("roles", model.roles)
        case Agreement():
            yield _Span((), "from", model.from_, "until", model.until)
            for index, event in enumerate(model.history):
                yield _Span(("history", index), "date", event.date, "until", event.until)
        case _:
            pass


def _dated(field: str, items: Iterable[Dated]) -> Iterator[_Span]:
    for index, item in enumerate(items):
        yield _Span((field, index), "from", item.from_, "until", item.until)


def _reversed(definition: Definition, span: _Span, start: str, hint: str = "") -> Found:
    related = place_of(definition, Problem("", (*span.at, span.start_field), f"`{span.start_field}` stands here"))
    message = f"`{span.end_field}` comes before `{span.start_field}`, which is {start}"
    hint = hint or "Correct one of the two; a date that is not known is left out."
    path = (*span.at, span.end_field)
    return found_in(definition, Problem("end-before-start", path, message, hint, related=(related,)))


def _iter_with_history(model: Model) -> Iterator[tuple[Path, Meeting | Agreement | Commitment]]:
    if isinstance(model, Agreement):
        yield (), model
    if isinstance(model, Brief):
        yield from ((("meetings", index), meeting) for index, meeting in enumerate(model.meetings))
    yield from iter_commitments(model)


def _check_history(
    definition: Definition, at: Path, history: Sequence[MeetingEvent | AgreementEvent | CommitmentEvent]
) -> Iterator[Found]:
    for index in range(1, len(history)):
        before, event = history[index - 1], history[index]
        if is_before(event.date, before.date):
            path = (*at, "history", index, "date")
            related = place_of(definition, Problem("", (*at, "history", index - 1, "date"), "the entry before it"))
            message = f"this entry is dated {event.date}, and the one before it {before.date}"
            hint = "Put the entries of a history in order, the earliest first."
            yield found_in(definition, Problem("history-out-of-order", path, message, hint, related=(related,)))
