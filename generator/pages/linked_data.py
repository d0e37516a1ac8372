"""Pages as linked data (JSON-LD with the terms of schema.org), for search engines and for whoever gathers data."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from generator.model.base import Record
from generator.model.brief import Brief, Meeting, Quote
from generator.model.dates import EdtfDate
from generator.model.records import Party, Person, Place, Source
from generator.model.types import country_names
from generator.model.vocabulary import Channel, MeetingStatus, PartyKind
from generator.pages.citation import to_published
from generator.pages.geography import cut_coordinates
from generator.pages.scribe import Scribe
from generator.pages.social import CARD
from generator.routes import anchor, page_url, quote_anchor

Data = dict[str, Any]

_CONTEXT = "https://schema.org"
_EVENT_STATUSES = {
    MeetingStatus.CANCELLED: "EventCancelled",
    MeetingStatus.NO_SHOW: "EventCancelled",
    MeetingStatus.POSTPONED: "EventPostponed",
}
_ATTENDANCE = {
    Channel.IN_PERSON: "OfflineEventAttendanceMode",
    Channel.PHONE: "OnlineEventAttendanceMode",
    Channel.VIDEO: "OnlineEventAttendanceMode",
    Channel.HYBRID: "MixedEventAttendanceMode",
}
_GOVERNMENTS = (PartyKind.STATE, PartyKind.GOVERNMENT)


def to_article(scribe: Scribe, brief: Brief) -> Data:
    """Describe a briefing: the article, the meetings that it is about, and every quotation in it."""
    settings = scribe.settings
    page = page_url("briefs", brief.id)
    sources = dict.fromkeys(note.source for quote in brief.quotes for note in quote.sources)
    sources |= dict.fromkeys(note.source for meeting in brief.meetings for note in meeting.sources)
    return _given(
        {
            "@context": _CONTEXT,
            "@type": "Article",
            "@id": _address(scribe, page),
            "url": _address(scribe, page),
            "headline": brief.title,
            "abstract": scribe.plain(brief.summary),
            "image": settings.to_absolute_url(f"{page}{CARD}"),
            "inLanguage": brief.language or settings.language,
            # As in the citations, and at the top of the page: a briefing says of no other day that it is its own.
            "datePublished": to_published(brief.date),
            "dateModified": _last_day(brief),
            "author": [{"@type": "Person", "name": author} for author in brief.authors],
            "publisher": {"@type": "Organization", "name": settings.site_name},
            "license": settings.licence_url or settings.licence,
            "keywords": list(brief.tags),
            "about": [_to_event(scribe, brief, meeting) for meeting in brief.meetings],
            "hasPart": [_to_quotation(scribe, brief, quote) for quote in brief.quotes],
            "citation": [_to_work(scribe, name) for name in sources],
            "correction": [
                {
                    "@type": "CorrectionComment",
                    "datePublished": correction.date.isoformat(),
                    "text": scribe.plain(correction.text),
                }
                for correction in brief.corrections
            ],
        }
    )


def to_record_data(scribe: Scribe, kind: str, name: str) -> Data | None:
    """Describe a person, a party or a place; of other records schema.org has no word."""
    record = scribe.corpus.records(kind)[name]
    if not isinstance(record, Person | Party | Place):
        return None
    data = {"@context": _CONTEXT, **_to_thing(scribe, name)}
    if isinstance(record, Person):
        data["hasOccupation"] = [
            _given(
                {
                    "@type": "EmployeeRole",
                    "roleName": role.title,
                    "memberOf": _to_thing(scribe, role.party),
                    "startDate": _machine(role.from_),
                    "endDate": _machine(role.until),
                }
            )
            for role in record.roles
        ]
    return _given({**data, "sameAs": _same_as(record), "alternateName": [*record.names.values(), *record.aliases]})


def _to_event(scribe: Scribe, brief: Brief, meeting: Meeting) -> Data:
    url = _address(scribe, f"{page_url('briefs', brief.id)}#{anchor('meeting', meeting.id)}")
    attending: Iterable[str | None] = dict.fromkeys(each.person or each.party for each in meeting.participants)
    status = _EVENT_STATUSES.get(meeting.status, "EventScheduled")
    mode = _ATTENDANCE.get(meeting.channel) if meeting.channel else None
    return _given(
        {
            "@type": "Event",
            "@id": url,
            "url": url,
            "name": meeting.title,
            "startDate": _start(meeting),
            "endDate": _machine(meeting.date) if not meeting.start else None,
            "eventStatus": f"{_CONTEXT}/{status}",
            "eventAttendanceMode": f"{_CONTEXT}/{mode}" if mode else None,
            "location": _to_location(scribe, meeting),
            "organizer": _to_thing(scribe, meeting.host) if meeting.host else None,
            "attendee": [_to_thing(scribe, name) for name in attending if name],
        }
    )


def _to_quotation(scribe: Scribe, brief: Brief, quote: Quote) -> Data:
    url = _address(scribe, f"{page_url('briefs', brief.id)}#{quote_anchor(quote)}")
    speaker: Data | str = _to_thing(scribe, quote.speaker) if quote.speaker else quote.attribution or ""
    return _given(
        {
            "@type": "Quotation",
            "@id": url,
            "url": url,
            "text": quote.text,
            "inLanguage": quote.language or brief.language or scribe.settings.language,
            "creator": speaker if isinstance(speaker, dict) else {"@type": "Person", "description": speaker},
            "dateCreated": _machine(quote.date or brief.date),
            "citation": [_to_work(scribe, name) for name in dict.fromkeys(note.source for note in quote.sources)],
        }
    )


def _to_work(scribe: Scribe, name: str) -> Data:
    source: Source = scribe.corpus.sources[name]
    return _given(
        {
            "@type": "CreativeWork",
            "@id": _address(scribe, page_url("sources", name)),
            "name": source.title,
            "url": source.url,
            "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else None,
            "datePublished": _machine(source.published),
            "inLanguage": source.language,
        }
    )


def _to_thing(scribe: Scribe, name: str) -> Data:
    """Name a person, a party or a place, by the address of its page."""
    record = scribe.corpus.get(name)
    kind = scribe.corpus.kind_of(name) or ""
    thing: Data = {"@type": "Thing", "@id": _address(scribe, page_url(kind, name)), "name": scribe.name(name)}
    if isinstance(record, Person):
        thing["@type"] = "Person"
    elif isinstance(record, Party):
        thing |= {"@type": "GovernmentOrganization" if record.kind in _GOVERNMENTS else "Organization"}
        thing |= {"name": record.name}
    elif isinstance(record, Place):
        point = cut_coordinates(record)
        country = country_names().get(record.country or "")
        thing["@type"] = "Place"
        thing["address"] = {"@type": "PostalAddress", "addressCountry": country} if country else None
        thing["description"] = record.disputed
        if point:
            thing["geo"] = {"@type": "GeoCoordinates", "longitude": point[0], "latitude": point[1]}
    return _given(thing)


def _to_location(scribe: Scribe, meeting: Meeting) -> Data | None:
    place = _to_thing(scribe, meeting.place) if meeting.place else None
    if not meeting.venue:
        return place
    return _given({"@type": "Place", "name": meeting.venue, "containedInPlace": place})


def _start(meeting: Meeting) -> str | None:
    if meeting.start and meeting.timezone and meeting.date.is_day:
        moment = datetime.combine(meeting.date.earliest, meeting.start, ZoneInfo(meeting.timezone))
        return moment.isoformat(timespec="minutes")
    return _machine(meeting.date)


def _machine(date: EdtfDate | None) -> str | None:
    """Return a date that ISO 8601 has as it is: a plain day, month or year; others are left out."""
    return date.machine if date else None


def _last_day(brief: Brief) -> str | None:
    """Return the last day, or moment, of which a briefing says that it was still worked on."""
    days = [correction.date for correction in brief.corrections] + [day for day in (brief.as_of, brief.updated) if day]
    return max((day.isoformat() for day in days), default=to_published(brief.date))


def _same_as(record: Record) -> list[str]:
    return [f"https://www.wikidata.org/entity/{record.wikidata}"] if record.wikidata else []


def _address(scribe: Scribe, url: str) -> str:
    """Return a whole address, or where the site has none the way from the page: a reader knows the page's own."""
    return scribe.settings.to_absolute_url(url) or scribe.to(url)


def _given(data: Data) -> Data:
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}
