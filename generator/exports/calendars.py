"""Calendars (RFC 5545) of meetings, and of the dates by which commitments are due; without alarms.

A partial date is a span of whole days that says in words what is known. An event is made once, in the calendar of its
briefing or agreement, and stands in that of the site, of its conflict and of its processes.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache, partial
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vText

from generator.corpus import Corpus
from generator.escape import to_ical_text
from generator.exports.catalogue import Catalogue
from generator.exports.imprint import Imprint
from generator.exports.moments import changed, to_midnight
from generator.exports.plain import Plain
from generator.exports.plan import Export, PlannedFiles
from generator.exports.shelf import Shelf
from generator.model.brief import Brief
from generator.model.dates import EdtfDate, parse_edtf, to_words
from generator.model.records import Agreement
from generator.model.vocabulary import CommitmentStatus, MeetingStatus
from generator.pages.downloads import CALENDAR, KINDS_WITH_CALENDAR, calendars_of, has_dates
from generator.render import Output
from generator.routes import page_url
from generator.settings import Settings

_PRODUCT = "-//conflict-briefings//calendar//EN"
_END = b"END:VCALENDAR\r\n"
_COMPONENT = re.compile(rb"^BEGIN:(?:VEVENT|VTIMEZONE)\r\n.*?^END:(?:VEVENT|VTIMEZONE)\r\n", re.DOTALL | re.MULTILINE)
_MEETINGS = {term.value: term for term in MeetingStatus}
_COMMITMENTS = {term.value: term for term in CommitmentStatus}
_TENTATIVE = (MeetingStatus.PROPOSED, MeetingStatus.ANNOUNCED, MeetingStatus.REPORTED)
_CANCELLED = (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED, MeetingStatus.NO_SHOW)
_MARKED = (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED, MeetingStatus.PROPOSED, MeetingStatus.NO_SHOW)
_OVER = (CommitmentStatus.WITHDRAWN, CommitmentStatus.LAPSED)


class Text(vText):
    """A text as it is: icalendar itself makes a line end of a backslash and N."""

    def to_ical(self) -> bytes:
        """Escape the text; icalendar takes one byte order mark off its beginning."""
        mark = "\ufeff" if self.startswith("\ufeff") else ""
        return f"{mark}{to_ical_text(self)}".encode()


def iter_events(catalogue: Catalogue, kind: str, name: str) -> Iterator[Output]:
    """Yield the calendar of a briefing's or an agreement's own dates, of which those of many are made."""
    record = catalogue.corpus.get(name)
    if isinstance(record, Brief | Agreement) and has_dates(record):
        item, settings = catalogue.item(name), catalogue.settings
        home, moment = (*item.get("formerly", ()), item["id"])[0], _last_change(item)
        events = [_to_meeting(catalogue, item, home, meeting, moment) for meeting in item.get("meetings", ())]
        outcomes = [outcome for outcome in item.get("outcomes", ()) if "commitments" in outcome]
        pledges = [pledge for holder in (item, *outcomes) for pledge in holder.get("commitments", ())]
        events += [_to_due(catalogue, home, pledge, moment) for pledge in pledges if "due" in pledge]
        zones = {_to_timezone(zone) for zone in map(_zone_of, events) if zone}
        head, written = to_head(settings.site_name, settings.disclaimer), [bytes(event.to_ical()) for event in events]
        yield Output(f"{page_url(kind, name)}{CALENDAR}", _join(head, zones, written))


def prepare_zones(corpus: Corpus) -> None:
    """Write out the time zones of all meetings: icalendar looks for every change of their clocks in seventy years."""
    for zone in {meeting.timezone for meeting in corpus.meetings.values() if meeting.start} - {None, "UTC"}:
        _to_timezone(str(zone))


def plan_calendars(corpus: Corpus, settings: Settings) -> Iterator[PlannedFiles]:
    """Plan the calendar of the site, and of each conflict and process that has something in it."""
    dated: dict[str, Brief | Agreement] = {**corpus.briefs, **corpus.agreements}
    holders = {name: calendars_of(corpus, record) for name, record in dated.items() if has_dates(record)}
    if holders:
        yield _plan_calendar("", settings.site_name, holders, corpus)
    for kind in KINDS_WITH_CALENDAR:
        for name, record in corpus.records(kind).items():
            if own := [each for each, subjects in holders.items() if name in subjects]:
                title = f"{getattr(record, 'name', name)} – {settings.site_name}"
                yield _plan_calendar(page_url(kind, name), title, own, corpus)


def _plan_calendar(url: str, title: str, names: Iterable[str], corpus: Corpus) -> PlannedFiles:
    reads = tuple(f"{page_url(corpus.definitions[name].kind, name)}{CALENDAR}" for name in names)
    return PlannedFiles(f"{url}{CALENDAR}", partial(iter_calendar, url, title), reads)


def iter_calendar(url: str, title: str, shelf: Shelf) -> Iterator[Output]:
    """Yield a calendar of many: the events of each, which are folded and escaped already, and the zones that they use.

    No line of a text begins a component: the ends of its lines are escaped, and what is folded begins with a space.
    """
    zones, events = set[bytes](), list[bytes]()
    for path in shelf.reads:
        for component in _COMPONENT.findall(shelf.read(path)):
            if component.startswith(b"BEGIN:VEVENT"):
                events.append(component)
            else:
                zones.add(component)
    yield Output(f"{url}{CALENDAR}", _join(to_head(title, shelf.settings.disclaimer), zones, events))


def _join(head: bytes, zones: Iterable[bytes], events: Iterable[bytes]) -> bytes:
    return b"".join([head, *sorted(zones), *events, _END])


@lru_cache(maxsize=16)
def to_head(title: str, disclaimer: str) -> bytes:
    """Write what stands before the events of a calendar."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, Text(title))
    if disclaimer:
        calendar.add("description", Text(disclaimer))
    return bytes(calendar.to_ical()).removesuffix(_END)


def _to_meeting(imprint: Imprint, brief: Plain, home: str, meeting: Plain, moment: datetime) -> Event:
    date, status, place = (
        parse_edtf(meeting["date"]["edtf"]),
        _MEETINGS[meeting["status"]],
        meeting.get("place", {}),
    )
    start, end = (_to_clock(meeting.get(name)) for name in ("start", "end"))
    # Without day or zone, an hour says nothing to a calendar.
    zone = meeting.get("timezone") if start and date.is_day else None
    words = [
        status.label if status is not MeetingStatus.HELD else "",
        "" if date.is_day else f"Date as it is known: {to_words(date)}",
        f"At {start:%H:%M}, local time" if start and not zone else "",
        _names("With", meeting),
        meeting["summary"]["text"] if "summary" in meeting else brief["title"],
        place.get("disputed", ""),
        meeting["permalink"],
    ]
    title = f"{status.label}: {meeting['title']}" if status in _MARKED else meeting["title"]
    event = _to_event(imprint, f"{home}#meeting-{meeting['id']}", meeting, title, words, moment)
    if zone and start:
        event.add("dtstart", _at(date.earliest, start, zone))
        if end and end > start:
            event.add("dtend", _at(date.earliest, end, zone))
    else:
        _add_days(event, date)
    if where := [part for part in (meeting.get("venue"), place.get("name")) if part]:
        event.add("location", Text(", ".join(where)))
    cancelled, tentative = status in _CANCELLED, status in _TENTATIVE or not date.is_day
    event.add("status", "CANCELLED" if cancelled else "TENTATIVE" if tentative else "CONFIRMED")
    event.add("sequence", len(meeting.get("history", ())))
    return event


def _to_due(imprint: Imprint, home: str, pledge: Plain, moment: datetime) -> Event:
    due, status = parse_edtf(pledge["due"]["edtf"]), _COMMITMENTS[pledge["latest_status"]]
    words = [
        f"Status: {status.label}",
        "" if due.is_day else f"Due {to_words(due)}",
        _names("By", pledge),
        _names("To", pledge),
        pledge["permalink"],
    ]
    event = _to_event(imprint, f"{home}#commitment-{pledge['id']}", pledge, f"Due: {pledge['text']}", words, moment)
    _add_days(event, due)
    event.add("status", "CANCELLED" if status in _OVER else "CONFIRMED")
    event.add("sequence", len(pledge.get("history", ())))
    return event


def _to_event(imprint: Imprint, uid: str, entry: Plain, title: str, words: list[str], moment: datetime) -> Event:
    event = Event()
    event.add("uid", str(imprint.uuid(uid)))
    event.add("dtstamp", moment)
    event.add("last-modified", moment)
    event.add("summary", Text(title))
    event.add("description", Text("\n".join(word for word in words if word)))
    if imprint.settings.site_url:
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


def _to_clock(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


@lru_cache(maxsize=64)
def _to_timezone(zone: str) -> bytes:
    return bytes(Timezone.from_tzid(zone).to_ical())


def _zone_of(event: Event) -> str:
    return str(event["dtstart"].params.get("TZID", ""))


def _names(label: str, entry: Plain) -> str:
    if label == "With":
        people = entry.get("participants", ())
        names = [(each.get("person") or each.get("party"))["name"] for each in people]
    else:
        names = [each["name"] for each in entry.get(label.lower(), ())]
    return f"{label} {', '.join(names)}" if names else ""


def _last_change(item: Plain) -> datetime:
    """Return when something last happened to an agreement or to what was promised in it: its data has no date."""
    if item["collection"] == "briefs":
        return changed(item)
    holders = (item, *item.get("commitments", ()))
    steps = [step for holder in holders for step in holder.get("history", ())]
    dates = [step["date"] for step in steps] + ([item["signed"]] if "signed" in item else [])
    days = [date.fromisoformat(each["earliest"]) for each in dates if each["earliest"]]
    return to_midnight(max(days, default=date(1970, 1, 1)))


CALENDARS = Export(iter_events, plan_calendars, prepare_zones)
