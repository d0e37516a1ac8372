"""The records of the eight registries (content model §5)."""

from collections.abc import Mapping
from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.model.base import Entry, Model, OneOf, Record, ShortForm, Sources
from generator.model.types import (
    ActorOrLine,
    ActorRef,
    AgreementRef,
    ConflictRef,
    Country,
    Date,
    DateOrDateTime,
    Day,
    DefinedId,
    IssueRef,
    Language,
    Latitude,
    Line,
    Longitude,
    PartyRef,
    PersonRef,
    PlaceRef,
    ProcessRef,
    Rich,
    Sha256,
    SnapshotName,
    SourceRef,
    Url,
)
from generator.model.vocabulary import (
    AgreementKind,
    AgreementRelation,
    AgreementStatus,
    CommitmentStatus,
    ConflictStatus,
    Credibility,
    IssueCategory,
    PartyKind,
    PlaceKind,
    Precision,
    ProcessStatus,
    Reliability,
    SourceKind,
    ThirdPartyRole,
)

_OPEN = (CommitmentStatus.PENDING, CommitmentStatus.IN_PROGRESS)


class Conflict(Record):
    """An armed conflict."""

    name: Line
    """The usual neutral name, such as `Russia–Ukraine war`."""
    summary: Rich | None = None
    """What the conflict is about and how it went, in a few sentences."""
    parties: tuple[PartyRef, ...] = ()
    """The parties to the conflict."""
    places: tuple[PlaceRef, ...] = ()
    """Where it takes place."""
    started: Date | None = None
    """When it began."""
    ended: Date | None = None
    """When it ended."""
    status: ConflictStatus | None = None
    """Where it stands."""
    ucdp: Line | None = None
    """Its number in the conflict data of UCDP, such as `13246`."""


class Dated(Model):
    """What holds from one date until another, the last one included."""

    from_: Date | None = Field(default=None, alias="from")
    """The first date on which it holds."""
    until: Date | None = None
    """The last date on which it holds."""


class ThirdParty(Dated, OneOf):
    """One that is no side of the conflict and has a part in a process."""

    one_of = ("party", "person")

    party: PartyRef | None = None
    """The state or organisation; or else give `person`."""
    person: PersonRef | None = None
    """The person, where one acts in their own name; or else give `party`."""
    role: ThirdPartyRole
    """What it does in the process."""


class Process(Record):
    """A negotiation: a series of meetings on one conflict."""

    name: Line
    """The usual name of the negotiation."""
    conflict: ConflictRef
    """The conflict that it is about."""
    part_of: ProcessRef | None = None
    """The larger process that it belongs to."""
    summary: Rich | None = None
    """What is negotiated, by whom and in what form."""
    started: Date | None = None
    """When it began."""
    ended: Date | None = None
    """When it ended."""
    status: ProcessStatus | None = None
    """Where it stands."""
    third_parties: tuple[ThirdParty, ...] = ()
    """Those who take part in it without being a side: mediators, hosts, guarantors and others."""


class Party(Record):
    """A state, a group, an organisation or a body that acts in its own name."""

    name: Line
    """The usual name in full."""
    short_name: Line | None = None
    """The name where there is little room, such as `UN`."""
    kind: PartyKind
    """What sort of party it is."""
    country: Country | None = None
    """The country that it is, or whose organ or organisation it is."""
    part_of: tuple[PartyRef, ...] = ()
    """The parties that it is a part of."""
    members: tuple[PartyRef, ...] = ()
    """The parties that make it up, where it is a joint body or a coalition."""
    disputed: Line | None = None
    """A neutral sentence on its status, where that is disputed: shown wherever it appears."""


class Role(Dated):
    """An office or function that a person holds for a party during some time."""

    title: Line
    """The office or function in words, such as `Minister of Foreign Affairs`."""
    party: PartyRef
    """The party that it is held for."""


class Person(Record):
    """A person who takes part, speaks or signs."""

    name: Line
    """The usual name, as reports in the site's language write it."""
    sort_name: Line | None = None
    """The name as lists sort it, such as `Kuleba, Dmytro`."""
    roles: tuple[Role, ...] = ()
    """The offices held, each with its dates: the site works out which one held on a given day."""
    deceased: Date | None = None
    """When the person died."""


class Place(Record):
    """A place where something happens, or that is spoken of."""

    name: Line
    """The usual name."""
    kind: PlaceKind | None = None
    """What sort of place it is."""
    country: Country | None = None
    """The country that it lies in."""
    within: PlaceRef | None = None
    """The place that it lies in."""
    lat: Latitude | None = None
    """Degrees north of the equator, in decimals; `lon` goes with it."""
    lon: Longitude | None = None
    """Degrees east of Greenwich, in decimals; `lat` goes with it."""
    precision: Precision | None = None
    """How exactly the place is known: published coordinates are cut to that."""
    disputed: Line | None = None
    """A neutral sentence on its status, where that is disputed: shown wherever the place is."""

    @model_validator(mode="after")
    def _both_coordinates_or_none(self) -> Self:
        if (self.lat is None) != (self.lon is None):
            missing = "lat" if self.lat is None else "lon"
            message = f"`{missing}` is missing: a place has both `lat` and `lon`, or neither"
            raise PydanticCustomError("missing-field", "{message}", {"message": message})
        return self


class Issue(Record):
    """A subject of negotiation."""

    name: Line
    """The subject in a few words, such as `Humanitarian corridors`."""
    summary: Rich | None = None
    """What is in question."""
    category: IssueCategory | None = None
    """The field that it belongs to."""
    part_of: IssueRef | None = None
    """The wider issue that it belongs to."""


class Source(Record):
    """A publication or record that a statement rests on."""

    title: Line
    """Its title, as published."""
    publisher: Line | None = None
    """Who published it, such as `The Hill`."""
    kind: SourceKind
    """What sort of source it is."""
    authors: tuple[Line, ...] = ()
    """Those who wrote it, as it names them."""
    published: Date | None = None
    """When it was published."""
    url: Url | None = None
    """Where it is found."""
    archive_url: Url | None = None
    """Where a stored copy of it is found."""
    accessed: Day | None = None
    """The day on which you read it."""
    language: Language | None = None
    """The language that it is in."""
    citing: SourceRef | None = None
    """The source that it passes on, where that holds for all of it."""
    reliability: Reliability | None = None
    """How far this publisher can be relied on, by its record."""
    credibility: Credibility | None = None
    """How credible what it says is, whoever says it."""
    snapshot: SnapshotName | None = None
    """The text file in `briefs/_snapshots/` against which quotations are verified; it is never published."""
    sha256: Sha256 | None = None
    """The SHA-256 digest of the snapshot, so that it cannot change unseen."""


class CommitmentEvent(Model):
    """A step in the life of a commitment, and who says so."""

    date: Date
    """Since when it stands so."""
    status: CommitmentStatus
    """Where the commitment stood from then on."""
    by: ActorOrLine
    """Who says so: the id of a person or party, or a few words."""
    note: Rich | None = None
    """What happened, in a sentence or two."""
    sources: Sources = Field(min_length=1)
    """The sources that this rests on: at least one."""


class Commitment(Entry, OneOf):
    """What a party undertook to do: part of an outcome or of an agreement."""

    one_of = ("status", "history")

    id: DefinedId
    """A name for links to it, unique among the commitments of the briefing or agreement."""
    by: tuple[ActorRef, ...] = ()
    """Those who undertook it; leave it out where the text names nobody."""
    to: tuple[PartyRef, ...] = ()
    """Those to whom it was promised."""
    issue: IssueRef | None = None
    """The issue that it is about."""
    provision: Line | None = None
    """Where in the text it stands, such as `point 10`."""
    text: Line
    """What is to be done, in one line."""
    due: Date | None = None
    """When it is to be done by."""
    condition: Line | None = None
    """What must happen first, where it depends on something."""
    status: CommitmentStatus | None = None
    """Where it stands; or else give `history`."""
    history: tuple[CommitmentEvent, ...] = ()
    """What became of it step by step, the oldest first: the last one is its status."""
    sources: Sources = Field(min_length=1)
    """The sources that this rests on: at least one."""

    @property
    def latest_status(self) -> CommitmentStatus:
        """The status as last reported."""
        return self.history[-1].status if self.history else self.status or CommitmentStatus.PENDING

    @property
    def is_awaited(self) -> bool:
        """Whether it is open, and due by a date."""
        return self.due is not None and self.latest_status in _OPEN


class Signatory(ShortForm, OneOf):
    """One that signed an agreement."""

    main_field = "person"
    one_of = ("person", "party")

    person: PersonRef | None = None
    """Who signed; or else give `party`."""
    party: PartyRef | None = None
    """The party that signed, where nobody is named; or else give `person`."""
    on_behalf_of: PartyRef | None = None
    """The party for which it was signed."""
    title: Line | None = None
    """The title under which it was signed, where it differs from the office held."""


class RelatedAgreement(Model):
    """How one agreement stands to another."""

    agreement: AgreementRef
    """The other agreement."""
    relation: AgreementRelation
    """How this agreement stands to the other one."""


class AgreementEvent(Model):
    """A step in the life of an agreement."""

    date: Date
    """Since when it stands so."""
    status: AgreementStatus
    """Where the agreement stood from then on."""
    until: Date | None = None
    """How long that is to last, where it is set."""
    by: ActorOrLine | None = None
    """Who brought it about or says so: the id of a person or party, or a few words."""
    note: Rich | None = None
    """What happened, in a sentence or two."""
    sources: Sources = Field(min_length=1)
    """The sources that this rests on: at least one."""


class Agreement(Record, OneOf):
    """What was agreed, through its whole life."""

    one_of = ("status", "history")

    title: Line
    """Its usual or official title."""
    process: ProcessRef | None = None
    """The negotiation that it came out of."""
    kind: AgreementKind
    """What sort of text it is."""
    issues: tuple[IssueRef, ...] = ()
    """What it is about."""
    places: tuple[PlaceRef, ...] = ()
    """Where it applies."""
    summary: Rich | None = None
    """What it says, in a few sentences."""
    parties: tuple[PartyRef, ...] = ()
    """Those whom it binds."""
    signatories: tuple[Signatory, ...] = ()
    """Those who signed it."""
    monitored_by: tuple[PartyRef, ...] = ()
    """Those who watch over it."""
    signed: Date | None = None
    """When it was signed."""
    from_: DateOrDateTime | None = Field(default=None, alias="from")
    """When it takes effect."""
    until: DateOrDateTime | None = None
    """When it ends, where that is set."""
    text_source: SourceRef | None = None
    """The source that has its text."""
    related: tuple[RelatedAgreement, ...] = ()
    """Other agreements that it stands in a relation to."""
    commitments: tuple[Commitment, ...] = ()
    """What was promised in it."""
    status: AgreementStatus | None = None
    """Where it stands; or else give `history`."""
    history: tuple[AgreementEvent, ...] = ()
    """Its life step by step, the oldest first: the last one is its status."""
    sources: Sources = Field(min_length=1)
    """The sources that this rests on: at least one."""

    @property
    def latest_status(self) -> AgreementStatus:
        """The status as last reported."""
        return self.history[-1].status if self.history else self.status or AgreementStatus.PROPOSED


REGISTRIES: Mapping[str, type[Record]] = {
    "conflicts": Conflict,
    "processes": Process,
    "parties": Party,
    "people": Person,
    "places": Place,
    "issues": Issue,
    "agreements": Agreement,
    "sources": Source,
}
