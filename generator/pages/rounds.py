"""The rounds of a process: as a line of stops, and as a table."""

from collections.abc import Sequence
from typing import NamedTuple

from generator.model.brief import Brief, Meeting
from generator.pages.briefing import Chip, build_strip
from generator.pages.meetings import to_form
from generator.pages.scribe import Scribe
from generator.pages.values import Link, Status, Time, to_status, to_time
from generator.routes import anchor, page_url

# How many participants a row names.
_PEOPLE = 8


class Stop(NamedTuple):
    """A briefing as a stop on the line: where, when, and the first of its outcomes."""

    title: Link
    date: Time | None
    tone: str
    words: str


class Round(NamedTuple):
    """A meeting as a row of the table; `result` are the outcomes that came out of it."""

    date: Time | None
    meeting: Link
    place: Link | None
    form: str
    people: tuple[Link, ...]
    more_people: int
    status: Status | None
    result: tuple[Chip, ...]


def build_stops(scribe: Scribe, briefs: Sequence[Brief]) -> tuple[Stop, ...]:
    """Build the line of a process's briefings; one alone makes no line."""
    return tuple(_build_stop(scribe, brief) for brief in briefs) if len(briefs) > 1 else ()


def build_rounds(scribe: Scribe, briefs: Sequence[Brief], most: int) -> tuple[Round, ...]:
    """Build a row for each meeting, in order of date; of more than `most` of them the latest."""
    meetings = [(brief, meeting) for brief in briefs for meeting in brief.meetings]
    meetings.sort(key=lambda pair: (pair[1].date.sort_key, pair[0].id))
    return tuple(_build_round(scribe, brief, meeting) for brief, meeting in meetings[-most:])


def _build_stop(scribe: Scribe, brief: Brief) -> Stop:
    places = dict.fromkeys(scribe.name(meeting.place) for meeting in brief.meetings if meeting.place)
    first = brief.outcomes[0] if brief.outcomes else None
    words = f"{scribe.name(first.issue)}: {first.status.label.lower()}" if first else ""
    return Stop(
        Link(", ".join(places) or brief.title, scribe.to(page_url("briefs", brief.id))),
        to_time(brief.date),
        to_status(first.status).tone if first else "neutral",
        words,
    )


def _build_round(scribe: Scribe, brief: Brief, meeting: Meeting) -> Round:
    page = page_url("briefs", brief.id)
    people = [part.person or part.party or "" for part in meeting.participants]
    # An outcome that names no meeting came out of the briefing's only one.
    own = {meeting.id, f"{brief.id}/{meeting.id}"} | ({None} if len(brief.meetings) == 1 else set())
    strip = build_strip(scribe, brief)
    return Round(
        date=to_time(meeting.date),
        meeting=Link(meeting.title, scribe.to(f"{page}#{anchor('meeting', meeting.id)}")),
        place=scribe.link(meeting.place) if meeting.place else None,
        form=to_form(meeting),
        people=scribe.links(people[:_PEOPLE]),
        more_people=max(0, len(people) - _PEOPLE),
        status=to_status(meeting.status),
        result=tuple(chip for chip, outcome in zip(strip, brief.outcomes, strict=True) if outcome.meeting in own),
    )
