"""A brief and the entries of its lists (content model §6)."""

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.model.base import Entry, Model, OneOf, ShortForm, Sources
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

_PLANNED = (MeetingStatus.PROPOSED, MeetingStatus.ANNOUNCED, MeetingStatus.POSTPONED)


class Participant(ShortForm, OneOf):
    """A person or a party that takes part in a meeting."""

    main_field = "person"
    one_of = ("person", "party")

    person: PersonRef | None = None
    """Who takes part; or else give `party`."""
    party: PartyRef | None = None
    """The party that takes part, where nobody is named; or else give `person`."""
    on_behalf_of: PartyRef | None = None
    """The party for which they take part."""
    title: Line | None = None
    """The title used there, where it differs from the office held that day."""
    role: Annotated[tuple[ParticipantRole, ...], OneOrMore] = ()
    """In what role they take part: one, or a list."""
    attendance: Attendance = Attendance.PRESENT
    """Whether they were there."""


class MeetingEvent(Model):
    """A change of a meeting's plan or status, and who reported it."""

    date: Date
    """When this was announced or happened."""
    status: MeetingStatus
    """Where the meeting stood from then on."""
    planned: Date | None = None
    """The date that the meeting was then planned for."""
    place: PlaceRef | None = None
    """The place that it was then planned for."""
    by: ActorOrLine | None = None
    """Who brought it about or says so: the id of a person or party, or a few words."""
    note: Rich | None = None
    """What happened, in a sentence or two."""
    sources: Sources = Field(min_length=1)
    """The sources that this rests on: at least one."""


class Meeting(Entry):
    """A meeting, held or planned."""

    id: DefinedId
    """A name for links to it, unique among the meetings of the briefing: other entries refer to it."""
    title: Line
    """What sort of meeting of whom, in a few words."""
    date: Date
    """When it takes place."""
    start: Time | None = None
    """When it began, in the time of its place."""
    end: Time | None = None
    """When it ended, in the time of its place."""
    timezone: TimeZone | None = None
    """The time zone of `start` and `end`."""
    place: PlaceRef | None = None
    """Where it takes place."""
    venue: Line | None = None
    """The building or room, such as `Regnum Carya Hotel`."""
    status: MeetingStatus = MeetingStatus.HELD
    """Whether it took place."""
    history: tuple[MeetingEvent, ...] = ()
    """How its plan and status changed, the oldest first."""
    undisclosed: Flag = False
    """`true` where it was kept secret: a back channel."""
    interaction: Interaction | None = None
    """How the sides dealt with one another."""
    channel: Channel | None = None
    """By what means they met."""
    level: Level | None = None
    """The rank at which it was held."""
    track: Track | None = None
    """How official it was."""
    round: RoundNumber | None = None
    """Its number, where it is one of a series of rounds."""
    host: PartyRef | None = None
    """The party that hosts it."""
    agenda: tuple[IssueRef, ...] = ()
    """The issues that it was about."""
    participants: tuple[Participant, ...] = ()
    """Those who take part: ids of people, or mappings that say more."""
    summary: Rich | None = None
    """How it went, in a few sentences."""
    sources: Sources = Field(min_length=1)
    """The sources that this rests on: at least one."""

    @model_validator(mode="after")
    def _take_status_of_history(self) -> Self:
        """The last entry of a history says how the meeting stands: a status beside it could say otherwise."""
        if self.history:
            if "status" in self.model_fields_set:
                message = "`status` cannot stand beside `history`: give one of the two"
                raise PydanticCustomError("one-of", "{message}", {"message": message, "field": "status"})
            # The model is frozen from here on.
            object.__setattr__(self, "status", self.history[-1].status)
        return self

    @property
    def is_planned(self) -> bool:
        """Whether it is still to take place, as last reported."""
        return self.status in _PLANNED


class Original(Model):
    """The words as they were spoken or written, in their own language."""

    text: Verbatim
    """The words, exactly as they were spoken or written."""
    language: Language
    """The language of these words."""


class Quote(Entry, OneOf):
    """Somebody's words, with who said them, where, and who reported it."""

    one_of = ("speaker", "attribution")

    speaker: ActorRef | None = None
    """Who said it: a person, or a party for a statement of an institution; or else give `attribution`."""
    attribution: Line | None = None
    """How the source describes a speaker who is not named, such as `a senior official`."""
    party: PartyRef | None = None
    """The party that the unnamed speaker belongs to, or for which the words are said."""
    text: Verbatim
    """The words as the source has them, without the outer quotation marks."""
    kind: QuoteKind = QuoteKind.DIRECT
    """How closely the text gives the speaker's words."""
    language: Language | None = None
    """The language of `text`."""
    original: Original | None = None
    """The words in the language in which they were said, where `text` is a translation."""
    translator: Line | None = None
    """Who translated it, or `unofficial`."""
    date: Date | None = None
    """When it was said; the date of the briefing, where it is not given."""
    meeting: MeetingRef | None = None
    """The meeting at which or after which it was said."""
    setting: Setting | None = None
    """The occasion on which it was said."""
    context: Rich | None = None
    """What the words answer or are about."""
    lead: Line | None = None
    """The reporter's words before a partial quotation."""
    tail: Line | None = None
    """The reporter's words after a partial quotation."""
    about: tuple[RecordRef, ...] = ()
    """What the words are about: records of any kind."""
    sources: Sources = Field(min_length=1)
    """The sources that this rests on: at least one."""


class ResponseToClaim(Model):
    """What somebody answers to a claim."""

    by: ActorRef
    """Who answers."""
    response: ClaimResponse
    """How the claim is answered."""
    statement: Line | None = None
    """What is answered, in one line."""
    date: Date | None = None
    """When it was answered."""
    sources: Sources = Field(min_length=1)
    """The sources that this rests on: at least one."""


class Assessment(Model):
    """The editors' own judgement of a claim, signed and dated, with its ground."""

    finding: Finding
    """What the editors find."""
    confidence: Confidence | None = None
    """How firm the ground of the finding is."""
    basis: Line
    """What the finding rests on, in one line."""
    by: Line
    """Who on the editors' side has judged it."""
    date: Date
    """When it was judged."""
    sources: Sources = Field(min_length=1)
    """The sources that this rests on: at least one."""


class Claim(Entry, OneOf):
    """A statement of fact that somebody makes and others may dispute."""

    one_of = ("by", "attribution")

    by: ActorRef | None = None
    """Who makes the claim; or else give `attribution`."""
    attribution: Line | None = None
    """How the source describes a claimant whom it does not name."""
    statement: Line
    """What is claimed, as the claimant has it, in one line."""
    date: Date | None = None
    """When it was claimed."""
    meeting: MeetingRef | None = None
    """The meeting at which or after which it was claimed."""
    about: tuple[RecordRef, ...] = ()
    """What the claim is about: records of any kind."""
    sources: Sources = Field(min_length=1)
    """The sources that this rests on: at least one."""
    responses: tuple[ResponseToClaim, ...] = ()
    """The answers of those concerned."""
    assessment: Assessment | None = None
    """The editors' own judgement, apart from what the sides say."""


class Account(Model):
    """How one side's account of a meeting treats a point."""

    by: ActorRef
    """Whose account it is."""
    coverage: Coverage
    """What the account does with the point."""
    text: Line | None = None
    """The account's own words on the point."""
    sources: Sources = Field(min_length=1)
    """The sources that this rests on: at least one."""


class ReadoutPoint(Model):
    """One point on which the accounts of a meeting are compared."""

    text: Line
    """The point, in one neutral line."""
    accounts: tuple[Account, ...] = Field(min_length=1)
    """How each side's account treats the point."""


class Readout(Entry):
    """What each side's account of one meeting says, point by point."""

    meeting: MeetingRef
    """The meeting that the accounts are of."""
    points: tuple[ReadoutPoint, ...] = Field(min_length=1)
    """The points that are compared."""


class ResponseToPosition(Model):
    """What somebody answers to a demand, an offer or another position."""

    by: ActorRef
    """Who answers."""
    response: PositionResponse
    """How the position is answered."""
    text: Line | None = None
    """What is answered, in one line."""
    date: Date | None = None
    """When it was answered."""
    according_to: tuple[ActorRef, ...] = ()
    """Those on whose word this is known, where it is not the answerer's own."""
    sources: Sources = Field(min_length=1)
    """The sources that this rests on: at least one."""


class Position(Entry):
    """What somebody demands, offers, accepts or refuses on an issue."""

    by: ActorRef
    """Whose position it is."""
    issue: IssueRef
    """The issue that it is on."""
    kind: PositionKind
    """What sort of position it is."""
    text: Line
    """What is demanded, offered or refused, in one line."""
    to: tuple[ActorRef, ...] = ()
    """Those to whom it is addressed."""
    date: Date | None = None
    """When it was taken."""
    meeting: MeetingRef | None = None
    """The meeting at which or after which it was taken."""
    according_to: tuple[ActorRef, ...] = ()
    """Those on whose word it is known, where it is not their own."""
    responses: tuple[ResponseToPosition, ...] = ()
    """The answers that it got."""
    sources: Sources = Field(min_length=1)
    """The sources that this rests on: at least one."""


class Outcome(Entry):
    """What came of a meeting on one issue."""

    issue: IssueRef
    """The issue that it settles or leaves open."""
    status: OutcomeStatus
    """What came of the talks on the issue."""
    text: Line
    """What came of it, in one line."""
    of: tuple[ActorRef, ...] = ()
    """Those whose outcome it is, where it is not everyone's."""
    according_to: tuple[ActorRef, ...] = ()
    """Those on whose word it is known, where the sides have not all said so."""
    places: tuple[PlaceRef, ...] = ()
    """Where it applies."""
    meeting: MeetingRef | None = None
    """The meeting that it came out of."""
    date: Date | None = None
    """When it came about."""
    agreement: AgreementRef | None = None
    """The agreement that records it."""
    commitments: tuple[Commitment, ...] = ()
    """What was promised with it."""
    sources: Sources = Field(min_length=1)
    """The sources that this rests on: at least one."""


class Figure(Entry):
    """A key number, who reports it and as of when."""

    label: Line
    """What is counted, such as `People evacuated`."""
    value: Line
    """The number with its unit, as it is to be shown."""
    by: ActorRef | None = None
    """Who reports it."""
    as_of: Date
    """The date for which it is given."""
    sources: Sources = Field(min_length=1)
    """The sources that this rests on: at least one."""


class NextStep(Entry):
    """What is announced or expected to come."""

    date: Date | None = None
    """When it is to come."""
    text: Rich
    """What is to come, with its source."""
    meeting: MeetingRef | None = None
    """The meeting that is planned, where this briefing describes it."""
    sources: Sources = ()
    """The sources that this rests on."""


class Correction(Entry):
    """What was wrong in the briefing, and since when it is right."""

    date: Day
    """The day of the correction."""
    text: Rich
    """What was wrong and what is right."""


class Brief(Model):
    """A briefing. `id` is the file's stem unless the file says otherwise.

    Records that the file defines beside it, under a registry's name, are read apart: see `decode.py`.
    """

    id: DefinedId
    """The name in its address; the name of the file, where it is not given."""
    title: Line
    """What happened, in a few words."""
    date: Date
    """When what it reports took place."""
    conflict: ConflictRef
    """The conflict that it is about."""
    process: ProcessRef | None = None
    """The negotiation that it belongs to."""
    summary: Rich
    """The bottom line first: one paragraph that stands alone, with source notes."""
    key_points: tuple[Rich, ...] = ()
    """Three to six points that carry the news, with source notes."""
    not_known: tuple[Rich, ...] = ()
    """What is not established, said plainly."""
    background: Rich | None = None
    """What a reader must know of what went before."""
    as_of: DayOrDateTime | None = None
    """The cut-off of the information used."""
    follows: BriefRef | None = None
    """The briefing that this one continues."""
    status: BriefStatus = BriefStatus.PUBLISHED
    """`draft` while it is not for readers yet."""
    embargo_until: DateTime | None = None
    """Until when it is held back."""
    authors: tuple[Line, ...] = ()
    """Those who wrote the briefing."""
    updated: Day | None = None
    """The day of its last change in substance."""
    language: Language | None = None
    """The language that it is written in; the site's, where it is not given."""
    tags: tuple[Line, ...] = ()
    """Words to group briefings by."""
    formerly: tuple[DefinedId, ...] = ()
    """Ids that it had before: their addresses lead here."""
    meetings: tuple[Meeting, ...] = ()
    """The meetings that it reports on or announces."""
    quotes: tuple[Quote, ...] = ()
    """Who said exactly what."""
    claims: tuple[Claim, ...] = ()
    """What a side says happened, with the answers of the others."""
    readouts: tuple[Readout, ...] = ()
    """What each side's account of one meeting says, point by point."""
    positions: tuple[Position, ...] = ()
    """What each side wants, offers or refuses."""
    outcomes: tuple[Outcome, ...] = ()
    """What came of it, issue by issue."""
    figures: tuple[Figure, ...] = ()
    """Key numbers, each with who reports it."""
    next_steps: tuple[NextStep, ...] = ()
    """What is announced or expected."""
    corrections: tuple[Correction, ...] = ()
    """What was wrong in the briefing, and since when it is right."""
