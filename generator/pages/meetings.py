"""A meeting at a glance: when, where, in what form, and who was there."""

from typing import NamedTuple

from generator.escape import Html
from generator.model.brief import Meeting, MeetingEvent, Participant
from generator.model.dates import EdtfDate, to_words
from generator.model.types import country_names
from generator.model.vocabulary import Attendance, MeetingStatus, ParticipantRole
from generator.pages.scribe import Scribe
from generator.pages.statements import EventView, build_event
from generator.pages.values import Clock, Link, Refs, Status, Time, to_clock, to_status, to_time
from generator.routes import anchor


class PresentView(NamedTuple):
    """A participant: name, office on that day, what they did there, and how they attended where not in the room."""

    name: Link
    office: str
    role: str
    attendance: str


class SideView(NamedTuple):
    """The participants of one side; `name` is empty for those of none."""

    name: Link | None
    people: tuple[PresentView, ...]


class PlaceLine(NamedTuple):
    """A place with the country that it is in, and the neutral sentence on its status."""

    name: Link
    country: str
    disputed: str


class MeetingView(NamedTuple):
    """A meeting as the box beside the text shows it."""

    id: str
    title: str
    status: Status | None
    date: Time | None
    clock: Clock | None
    place: PlaceLine | None
    venue: str
    form: str
    round: int | None
    undisclosed: bool
    host: Link | None
    mediators: tuple[Link, ...]
    agenda: tuple[Link, ...]
    sides: tuple[SideView, ...]
    history: tuple[EventView, ...]
    summary: Html | None
    note: Html | None
    refs: Refs


def build_meeting(scribe: Scribe, meeting: Meeting) -> MeetingView:
    """Build a meeting for the page of its briefing; sides stand in alphabetical order."""
    return MeetingView(
        id=anchor("meeting", meeting.id),
        title=meeting.title,
        status=to_status(meeting.status) if meeting.status is not MeetingStatus.HELD else None,
        date=to_time(meeting.date, weekday=True),
        clock=to_clock(meeting.date, meeting.start, meeting.end, meeting.timezone),
        place=build_place(scribe, meeting.place),
        venue=meeting.venue or "",
        form=to_form(meeting),
        round=meeting.round,
        undisclosed=meeting.undisclosed,
        host=scribe.link(meeting.host) if meeting.host else None,
        mediators=_with_role(scribe, meeting, ParticipantRole.MEDIATOR, ParticipantRole.FACILITATOR),
        agenda=scribe.links(meeting.agenda),
        sides=build_sides(scribe, meeting),
        summary=scribe.rich(meeting.summary),
        history=tuple(build_event(scribe, event, _plan_words(scribe, event)) for event in meeting.history),
        note=scribe.rich(meeting.note),
        refs=scribe.refs(meeting.sources),
    )


def to_form(meeting: Meeting) -> str:
    """Put into words how and at which level a meeting was held: "In person, direct, ministerial"."""
    form = [term.label for term in (meeting.channel, meeting.interaction, meeting.level, meeting.track) if term]
    words = ", ".join(form)
    return words[:1] + words[1:].lower()


def build_place(scribe: Scribe, name: str | None) -> PlaceLine | None:
    """Build the line of a place."""
    place = scribe.corpus.places.get(name or "")
    if place is None or name is None:
        return None
    country = country_names().get(place.country or "", "")
    return PlaceLine(scribe.link(name), "" if country == place.name else country, place.disputed or "")


def build_sides(scribe: Scribe, meeting: Meeting) -> tuple[SideView, ...]:
    """Group the participants by the party that they stand for."""
    sides: dict[str, list[PresentView]] = {}
    for participant in meeting.participants:
        sides.setdefault(_side(scribe, participant, meeting.date), []).append(
            _build_present(scribe, participant, meeting.date)
        )
    named = sorted((name for name in sides if name), key=lambda name: scribe.name(name).casefold())
    views = [SideView(scribe.link(name), tuple(sides[name])) for name in named]
    return (*views, SideView(None, tuple(sides[""]))) if "" in sides else tuple(views)


def _side(scribe: Scribe, participant: Participant, day: EdtfDate) -> str:
    return participant.on_behalf_of or scribe.side_of(participant.person or participant.party or "", day)


def _build_present(scribe: Scribe, participant: Participant, day: EdtfDate) -> PresentView:
    name = participant.person or participant.party or ""
    actor = scribe.actor(name, day, title=participant.title or "")
    attendance = "" if participant.attendance is Attendance.PRESENT else participant.attendance.label
    roles = ", ".join(role.label for role in participant.role)
    return PresentView(actor.name, actor.office, roles[:1] + roles[1:].lower(), attendance)


def _plan_words(scribe: Scribe, event: MeetingEvent) -> str:
    """Say what a step in a meeting's history plans: "for 10 March 2022, in Antalya"."""
    words = [f"for {to_words(event.planned)}"] if event.planned else []
    words += [f"in {scribe.name(event.place)}"] if event.place else []
    return ", ".join(words)


def _with_role(scribe: Scribe, meeting: Meeting, *roles: ParticipantRole) -> tuple[Link, ...]:
    return tuple(
        scribe.link(participant.person or participant.party or "")
        for participant in meeting.participants
        if set(roles) & set(participant.role)
    )
