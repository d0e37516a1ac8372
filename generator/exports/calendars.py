"""Calendars (RFC 5545) of meetings, and of the dates by which commitments are due; without alarms.

A partial date is a span of whole days that says in words what is known. An event is made once, and stands in the
calendar of the site, of its conflict and of its processes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from generator.exports.catalogue import Catalogue, changed
from generator.exports.plain import Plain
from generator.model.brief import Brief, Meeting
from generator.model.dates import EdtfDate, to_words
from generator.model.records import Agreement, Commitment
from generator.model.vocabulary import CommitmentStatus, MeetingStatus
from generator.pages.downloads import CALENDAR, KINDS_WITH_CALENDAR
from generator.render import Output
from generator.routes import page_url

_PRODUCT = "-//conflict-briefings//calendar//EN"
_END = b"END:VCALENDAR\r\n"
_TENTATIVE = (MeetingStatus.PROPOSED, MeetingStatus.ANNOUNCED, MeetingStatus.REPORTED)
_CANCELLED = (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED, MeetingStatus.NO_SHOW)
_OVER = (CommitmentStatus.WITHDRAWN, CommitmentStatus.LAPSED)


@dataclass(frozen=True)
class Dated:
    """An event, its first day, its time zone if it has one, and the ids of the records whose calendars hold it."""

    event: Event
    first: date
    zone: str | None
    subjects: frozenset[str]

    @cached_property
    def written(self) -> bytes:
        """The event as it stands in a file."""
        return bytes(self.event.to_ical())


def iter_calendars(catalogue: Catalogue) -> Iterator[Output]:
    """Yield the calendar of the site, and of each conflict and process that has something in it."""
    dated = sorted(_iter_dated(catalogue), key=lambda each: (each.first, str(each.event["uid"])))
    site = catalogue.settings.site_name
    if dated:
        yield Output(CALENDAR, to_calendar(catalogue, site, dated))
    for kind in KINDS_WITH_CALENDAR:
        for name in catalogue.corpus.records(kind):
            if own := [each for each in dated if name in each.subjects]:
                title = f"{catalogue.writer.scribe.name(name)} – {site}"
                yield Output(f"{page_url(kind, name)}{CALENDAR}", to_calendar(catalogue, title, own))


def to_calendar(catalogue: Catalogue, title: str, dated: Iterable[Dated]) -> bytes:
    """Write a calendar with the time zones that its events use."""
    dated = list(dated)
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, title)
    if catalogue.settings.disclaimer:
        calendar.add("description", catalogue.settings.disclaimer)
    for zone in sorted({each.zone for each in dated if each.zone}):
        calendar.add_component(_to_timezone(zone))
    # An event is folded and escaped once, by the library, and not once for each calendar that holds it.
    head = bytes(calendar.to_ical()).removesuffix(_END)
    return b"".join([head, *(each.written for each in dated), _END])


def _iter_dated(catalogue: Catalogue) -> Iterator[Dated]:
    for brief in catalogue.corpus.briefs.values():
        subjects = frozenset([brief.conflict, *_processes(catalogue, brief.process)])
        plain = catalogue.items["briefs"][brief.id]
        for meeting, entry in zip(brief.meetings, plain.get("meetings", ()), strict=True):
            event = _to_meeting(catalogue, brief, meeting, entry)
            yield Dated(event, meeting.date.earliest, _zone(meeting), subjects)
        for outcome, made in zip(brief.outcomes, plain.get("outcomes", ()), strict=True):
            pledges = zip(outcome.commitments, made.get("commitments", ()), strict=True)
            yield from _iter_due(catalogue, (*brief.formerly, brief.id)[0], pledges, subjects, changed(brief))
    for name, agreement in catalogue.corpus.agreements.items():
        process = catalogue.corpus.processes.get(agreement.process or "")
        conflicts = [process.conflict] if process else []
        subjects = frozenset([*conflicts, *_processes(catalogue, agreement.process)])
        entries = catalogue.items["agreements"][name].get("commitments", ())
        pledges = zip(agreement.commitments, entries, strict=True)
        yield from _iter_due(catalogue, (*agreement.formerly, name)[0], pledges, subjects, _last_step(agreement))


def _to_meeting(catalogue: Catalogue, brief: Brief, meeting: Meeting, entry: Plain) -> Event:
    place = catalogue.corpus.places.get(meeting.place or "")
    words = [meeting.status.label if meeting.status is not MeetingStatus.HELD else ""]
    words.append("" if meeting.date.is_day else f"Date as it is known: {to_words(meeting.date)}")
    if meeting.start and not _zone(meeting):
        words.append(f"At {meeting.start:%H:%M}, local time")
    words += [_names("With", entry), entry["summary"]["text"] if "summary" in entry else brief.title]
    words += [place.disputed if place and place.disputed else "", entry["permalink"]]
    uid = f"{(*brief.formerly, brief.id)[0]}#meeting-{meeting.id}"
    event = _to_event(catalogue, uid, entry, _title(meeting), words, changed(brief))
    zone = _zone(meeting)
    if zone and meeting.start:
        event.add("dtstart", _at(meeting.date.earliest, meeting.start, zone))
        if meeting.end and meeting.end > meeting.start:
            event.add("dtend", _at(meeting.date.earliest, meeting.end, zone))
    else:
        _add_days(event, meeting.date)
    if meeting.venue or place:
        event.add("location", ", ".join(part for part in (meeting.venue, place and place.name) if part))
    cancelled, tentative = meeting.status in _CANCELLED, meeting.status in _TENTATIVE or not meeting.date.is_day
    event.add("status", "CANCELLED" if cancelled else "TENTATIVE" if tentative else "CONFIRMED")
    event.add("sequence", len(meeting.history))
    return event


def _iter_due(
    catalogue: Catalogue,
    home: str,
    pledges: Iterable[tuple[Commitment, Plain]],
    subjects: frozenset[str],
    moment: datetime,
) -> Iterator[Dated]:
    for pledge, entry in pledges:
        if pledge.due is None:
            continue
        words = [f"Status: {pledge.latest_status.label}", _names("By", entry), _names("To", entry), entry["permalink"]]
        words.insert(1, "" if pledge.due.is_day else f"Due {to_words(pledge.due)}")
        uid = f"{home}#commitment-{pledge.id}"
        event = _to_event(catalogue, uid, entry, f"Due: {pledge.text}", words, moment)
        _add_days(event, pledge.due)
        event.add("status", "CANCELLED" if pledge.latest_status in _OVER else "CONFIRMED")
        event.add("sequence", len(pledge.history))
        yield Dated(event, pledge.due.earliest, None, subjects)


def _to_event(catalogue: Catalogue, uid: str, entry: Plain, title: str, words: list[str], moment: datetime) -> Event:
    event = Event()
    event.add("uid", str(catalogue.uuid(uid)))
    event.add("dtstamp", moment)
    event.add("last-modified", moment)
    event.add("summary", title)
    event.add("description", "\n".join(word for word in words if word))
    if catalogue.settings.site_url:
        event.add("url", entry["permalink"])
    event.add("transp", "TRANSPARENT")
    return event


def _add_days(event: Event, value: EdtfDate) -> None:
    """Add a span of whole days; an open end is not known, so that the span is its one known day."""
    first = value.earliest if value.earliest != date.min else value.latest
    last = value.latest if value.latest != date.max else first
    event.add("dtstart", first)
    if last < date.max:
        event.add("dtend", last + timedelta(days=1))


def _at(day: date, clock: time, zone: str) -> datetime:
    return datetime.combine(day, clock, UTC if zone == "UTC" else ZoneInfo(zone))


def _zone(meeting: Meeting) -> str | None:
    """Return the zone of a meeting whose hour is known; without day or zone, an hour says nothing to a calendar."""
    return meeting.timezone if meeting.start and meeting.date.is_day else None


@lru_cache(maxsize=64)
def _to_timezone(zone: str) -> Timezone:
    return Timezone.from_tzid(zone)


def _title(meeting: Meeting) -> str:
    marked = {MeetingStatus.CANCELLED, MeetingStatus.POSTPONED, MeetingStatus.PROPOSED, MeetingStatus.NO_SHOW}
    return f"{meeting.status.label}: {meeting.title}" if meeting.status in marked else meeting.title


def _names(label: str, entry: Plain) -> str:
    if label == "With":
        people = entry.get("participants", ())
        names = [(each.get("person") or each.get("party"))["name"] for each in people]
    else:
        names = [each["name"] for each in entry.get(label.lower(), ())]
    return f"{label} {', '.join(names)}" if names else ""


def _processes(catalogue: Catalogue, name: str | None) -> Iterator[str]:
    """Yield a process and those that it is part of."""
    seen: set[str] = set()
    while name and name not in seen:
        seen.add(name)
        yield name
        process = catalogue.corpus.processes.get(name)
        name = process.part_of if process else None


def _last_step(agreement: Agreement) -> datetime:
    """Return when something last happened to an agreement or to what was promised in it: its data has no date."""
    days = [step.date.earliest for step in agreement.history]
    days += [step.date.earliest for pledge in agreement.commitments for step in pledge.history]
    days += [agreement.signed.earliest] if agreement.signed else []
    return datetime.combine(max(days, default=date(1970, 1, 1)), time(), UTC)
