"""A brief and the entries of its lists (content model §6)."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from generator.model.base import Entry, Model, ShortForm, Sources, require_one_of
from generator.model.records import Commitment
from generator.model.types import (
    ActorOrLine,
    ActorRef,
    AgreementRef,
    BriefRef,
    ConflictRef,
    Date,
    DateTime,
    Day,
    DayOrDateTime,
    DefinedId,
    Flag,
    IssueRef,
    Language,
    Line,
    MeetingRef,
    OneOrMore,
    PartyRef,
    PersonRef,
    PlaceRef,
    ProcessRef,
    RecordRef,
    Rich,
    RoundNumber,
    Time,
    TimeZone,
    Verbatim,
)
from generator.model.vocabulary import (
    Attendance,
    BriefStatus,
    Channel,
    ClaimResponse,
    Confidence,
    Coverage,
    Finding,
    Interaction,
    Level,
    MeetingStatus,
    OutcomeStatus,
    ParticipantRole,
    PositionKind,
    PositionResponse,
    QuoteKind,
    Setting,
    Track,
)


class Participant(ShortForm):
    """A person or a party that takes part in a meeting."""

    main_field = "person"

    person: PersonRef | None = None
    party: PartyRef | None = None
    on_behalf_of: PartyRef | None = None
    title: Line | None = None
    role: Annotated[tuple[ParticipantRole, ...], OneOrMore] = ()
    attendance: Attendance = Attendance.PRESENT

    @model_validator(mode="after")
    def _one_person_or_party(self) -> Self:
        require_one_of(self, "person", "party")
        return self


class MeetingEvent(Model):
    """A change of a meeting's plan or status, and who reported it."""

    date: Date
    status: MeetingStatus
    planned: Date | None = None
    place: PlaceRef | None = None
    by: ActorOrLine | None = None
    note: Rich | None = None
    sources: Sources = Field(min_length=1)


class Meeting(Entry):
    """A meeting, held or planned."""

    id: DefinedId
    title: Line
    date: Date
    start: Time | None = None
    end: Time | None = None
    timezone: TimeZone | None = None
    place: PlaceRef | None = None
    venue: Line | None = None
    status: MeetingStatus = MeetingStatus.HELD
    history: tuple[MeetingEvent, ...] = ()
    undisclosed: Flag = False
    interaction: Interaction | None = None
    channel: Channel | None = None
    level: Level | None = None
    track: Track | None = None
    round: RoundNumber | None = None
    host: PartyRef | None = None
    agenda: tuple[IssueRef, ...] = ()
    participants: tuple[Participant, ...] = ()
    summary: Rich | None = None
    sources: Sources = Field(min_length=1)


class Original(Model):
    """The words as they were spoken or written, in their own language."""

    text: Verbatim
    language: Language


class Quote(Entry):
    """Somebody's words, with who said them, where, and who reported it."""

    speaker: ActorRef | None = None
    attribution: Line | None = None
    party: PartyRef | None = None
    text: Verbatim
    kind: QuoteKind = QuoteKind.DIRECT
    language: Language | None = None
    original: Original | None = None
    translator: Line | None = None
    date: Date | None = None
    meeting: MeetingRef | None = None
    setting: Setting | None = None
    context: Rich | None = None
    lead: Line | None = None
    tail: Line | None = None
    about: tuple[RecordRef, ...] = ()
    sources: Sources = Field(min_length=1)

    @model_validator(mode="after")
    def _one_speaker(self) -> Self:
        require_one_of(self, "speaker", "attribution")
        return self


class ResponseToClaim(Model):
    """What somebody answers to a claim."""

    by: ActorRef
    response: ClaimResponse
    statement: Line | None = None
    date: Date | None = None
    sources: Sources = Field(min_length=1)


class Assessment(Model):
    """The editors' own judgement of a claim, signed and dated, with its ground."""

    finding: Finding
    confidence: Confidence | None = None
    basis: Line
    by: Line
    date: Date
    sources: Sources = Field(min_length=1)


class Claim(Entry):
    """A statement of fact that somebody makes and others may dispute."""

    by: ActorRef | None = None
    attribution: Line | None = None
    statement: Line
    date: Date | None = None
    meeting: MeetingRef | None = None
    about: tuple[RecordRef, ...] = ()
    sources: Sources = Field(min_length=1)
    responses: tuple[ResponseToClaim, ...] = ()
    assessment: Assessment | None = None

    @model_validator(mode="after")
    def _one_claimant(self) -> Self:
        require_one_of(self, "by", "attribution")
        return self


class Account(Model):
    """How one side's account of a meeting treats a point."""

    by: ActorRef
    coverage: Coverage
    text: Line | None = None
    sources: Sources = Field(min_length=1)


class ReadoutPoint(Model):
    """One point on which the accounts of a meeting are compared."""

    text: Line
    accounts: tuple[Account, ...] = Field(min_length=1)


class Readout(Entry):
    """What each side's account of one meeting says, point by point."""

    meeting: MeetingRef
    points: tuple[ReadoutPoint, ...] = Field(min_length=1)


class ResponseToPosition(Model):
    """What somebody answers to a demand, an offer or another position."""

    by: ActorRef
    response: PositionResponse
    text: Line | None = None
    date: Date | None = None
    according_to: tuple[ActorRef, ...] = ()
    sources: Sources = Field(min_length=1)


class Position(Entry):
    """What somebody demands, offers, accepts or refuses on an issue."""

    by: ActorRef
    issue: IssueRef
    kind: PositionKind
    text: Line
    to: tuple[ActorRef, ...] = ()
    date: Date | None = None
    meeting: MeetingRef | None = None
    according_to: tuple[ActorRef, ...] = ()
    responses: tuple[ResponseToPosition, ...] = ()
    sources: Sources = Field(min_length=1)


class Outcome(Entry):
    """What came of a meeting on one issue."""

    issue: IssueRef
    status: OutcomeStatus
    text: Line
    of: tuple[ActorRef, ...] = ()
    according_to: tuple[ActorRef, ...] = ()
    places: tuple[PlaceRef, ...] = ()
    meeting: MeetingRef | None = None
    date: Date | None = None
    agreement: AgreementRef | None = None
    commitments: tuple[Commitment, ...] = ()
    sources: Sources = Field(min_length=1)


class Figure(Entry):
    """A key number, who reports it and as of when."""

    label: Line
    value: Line
    by: ActorRef | None = None
    as_of: Date
    sources: Sources = Field(min_length=1)


class NextStep(Entry):
    """What is announced or expected to come."""

    date: Date | None = None
    text: Rich
    meeting: MeetingRef | None = None
    sources: Sources = ()


class Correction(Entry):
    """What was wrong in the briefing, and since when it is right."""

    date: Day
    text: Rich


class Brief(Model):
    """A briefing. `id` is the file's stem unless the file says otherwise.

    Records that the file defines beside it, under a registry's name, are read apart: see `decode.py`.
    """

    id: DefinedId
    title: Line
    date: Date
    conflict: ConflictRef
    process: ProcessRef | None = None
    summary: Rich
    key_points: tuple[Rich, ...] = ()
    not_known: tuple[Rich, ...] = ()
    background: Rich | None = None
    as_of: DayOrDateTime | None = None
    follows: BriefRef | None = None
    status: BriefStatus = BriefStatus.PUBLISHED
    embargo_until: DateTime | None = None
    authors: tuple[Line, ...] = ()
    updated: Day | None = None
    language: Language | None = None
    tags: tuple[Line, ...] = ()
    formerly: tuple[DefinedId, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    readouts: tuple[Readout, ...] = ()
    positions: tuple[Position, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    figures: tuple[Figure, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    corrections: tuple[Correction, ...] = ()
