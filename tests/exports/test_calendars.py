"""Calendars, read by a parser and held against RFC 5545 line by line."""

import re
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event, Timezone

from generator.exports import prepare_exports
from generator.exports.calendars import Text, _to_timezone, iter_events, to_head
from generator.exports.catalogue import Catalogue
from tests.exports.catalogues import HOSTILE, Published, hostile, hostile_outputs, outputs, real, real_outputs

# A content line (RFC 5545 §3.1): a name, parameters whose values are quoted or hold no mark, and a value.
_VALUE = r'(?:"[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*)'
_LINE = re.compile(rf"[A-Z0-9-]+(?:;[A-Z0-9-]+={_VALUE}(?:,{_VALUE})*)*:[^\x00-\x08\x0a-\x1f]*")


def events_of(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def calendars(files: Any) -> dict[str, bytes]:
    return {path: content for path, content in files.items() if path.endswith(".ics")}


@pytest.mark.parametrize("files", [real_outputs, hostile_outputs])
def test_every_line_is_as_the_rfc_has_it(files: Any) -> None:
    made = calendars(files())
    assert len(made) >= 3
    for path, content in made.items():
        assert content.endswith(b"END:VCALENDAR\r\n")
        assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
        assert max(map(len, content.split(b"\r\n"))) <= 75, path
        for part in content.split(b"\r\n"):
            part.decode("utf-8")
        for line in content.decode().replace("\r\n ", "").split("\r\n")[:-1]:
            assert _LINE.fullmatch(line), (path, line)


@pytest.mark.parametrize("files", [real_outputs, hostile_outputs])
def test_events_have_what_they_must_and_no_alarm(files: Any) -> None:
    for path, content in calendars(files()).items():
        calendar: Any = Calendar.from_ical(content)
        assert calendar["version"] == "2.0"
        assert calendar["prodid"]
        zones = {str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")}
        uids = [str(event["uid"]) for event in calendar.walk("VEVENT")]
        assert len(uids) == len(set(uids)) > 0, path
        assert not calendar.walk("VALARM")
        for event in calendar.walk("VEVENT"):
            assert {"DTSTAMP", "DTSTART", "SUMMARY", "STATUS", "SEQUENCE"} <= set(event)
            assert not event.errors
            start = event["dtstart"]
            assert start.params.get("TZID", next(iter(zones), "")) in zones | {""}
            if "dtend" in event:
                assert type(event["dtend"].dt) is type(start.dt)
                assert event["dtend"].dt > start.dt


def test_the_site_has_every_meeting_and_every_due_date() -> None:
    for catalogue, files in ((real(), real_outputs()), (hostile(), hostile_outputs())):
        briefs, agreements = catalogue.corpus.briefs.values(), catalogue.corpus.agreements.values()
        meetings = [meeting.title for brief in briefs for meeting in brief.meetings]
        pledges = [pledge for brief in briefs for outcome in brief.outcomes for pledge in outcome.commitments]
        pledges += [pledge for agreement in agreements for pledge in agreement.commitments]
        due = [f"Due: {pledge.text}" for pledge in pledges if pledge.due]
        events = events_of(files["calendar.ics"])
        assert sorted(
            str(event["summary"]).partition("Cancelled: ")[-1] or str(event["summary"]) for event in events
        ) == (sorted([*meetings, *due]))


@pytest.mark.parametrize("text", ["\ufeff", "\ufeff\ufeffx", "x\ufeff", "C:\\New\\n", "\\N", "\\\\N\\;\n,", "ends \\"])
def test_any_text_is_read_as_it_is(text: str) -> None:
    event = Event()
    event.add("summary", Text(text))
    assert str(Event.from_ical(event.to_ical())["summary"]) == text


def test_the_name_of_a_calendar_is_escaped_as_a_text() -> None:
    lines = to_head("a; b, \\N", "").decode().split("\r\n")
    assert [line for line in lines if "NAME:" in line] == ["NAME:a\\; b\\, \\\\N", "X-WR-CALNAME:a\\; b\\, \\\\N"]


def test_a_time_is_that_of_its_zone_and_a_month_is_its_days() -> None:
    events = events_of(hostile_outputs()["calendar.ics"])
    timed = [event for event in events if isinstance(event["dtstart"].dt, datetime)]
    assert len(timed) == len(hostile().corpus.briefs) // 2
    zone = ZoneInfo("Europe/Istanbul")
    assert {event["dtstart"].dt for event in timed} == {datetime(2022, 3, 10, 11, 25, tzinfo=zone)}
    assert {event["dtstart"].dt.utcoffset() for event in timed} == {timedelta(hours=3)}
    due = [event for event in events if str(event["summary"]).startswith("Due: ")]
    assert {(event["dtstart"].dt, event["dtend"].dt) for event in due} == {(date(2022, 4, 1), date(2022, 5, 1))}
    assert all("Due April 2022" in event["description"] for event in due)


def test_a_change_of_status_is_an_update_of_the_same_event() -> None:
    catalogue = hostile()
    before = {str(event["uid"]) for event in events_of(hostile_outputs()["calendar.ics"])}
    again = outputs(Published(catalogue.corpus, catalogue.settings))["calendar.ics"]
    assert {str(event["uid"]) for event in events_of(again)} == before
    antalya = next(
        event
        for event in events_of(real_outputs()["calendar.ics"])
        if "2022-03-10-antalya" in str(event["url"]) and "#meeting-" in str(event["url"])
    )
    meeting = real().corpus.briefs["2022-03-10-antalya"].meetings[0]
    assert antalya["sequence"] == len(meeting.history) > 0


def test_each_event_of_the_site_is_in_the_calendar_of_its_briefing_or_agreement() -> None:
    for files in (real_outputs(), hostile_outputs()):
        whole = {event.to_ical() for event in events_of(files["calendar.ics"])}
        single = [path for path in calendars(files) if path.startswith(("briefs/", "agreements/"))]
        assert {event.to_ical() for path in single for event in events_of(files[path])} == whole
        assert len(single) > 1


def test_a_disputed_place_says_so() -> None:
    events = [event for event in events_of(hostile_outputs()["calendar.ics"]) if "#meeting-" in str(event["url"])]
    assert events
    assert all(HOSTILE[4] in str(event["description"]) for event in events)


def timed_events() -> list[Any]:
    return [
        event for event in events_of(hostile_outputs()["calendar.ics"]) if isinstance(event["dtstart"].dt, datetime)
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_title_stays_a_title(text: str) -> None:
    events = events_of(hostile_outputs()["calendar.ics"])
    assert text in [str(event["summary"]) for event in events]


def test_zones_are_written_out_once_for_all_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    published = real()
    _to_timezone.cache_clear()
    prepare_exports(published.corpus)
    monkeypatch.setattr(Timezone, "from_tzid", None)
    catalogue = Catalogue(published.settings, published.corpus)
    written = [output for name in published.corpus.briefs for output in iter_events(catalogue, "briefs", name)]
    assert any(b"BEGIN:VTIMEZONE" in output.data for output in written)
