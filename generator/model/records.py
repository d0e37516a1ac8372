"""The records of the eight registries (content model §5)."""

from collections.abc import Mapping
from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.model.base import Entry, Model, Record, ShortForm, Sources, require_one_of
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


class Conflict(Record):
    """An armed conflict."""

    name: Line
    summary: Rich | None = None
    parties: tuple[PartyRef, ...] = ()
    places: tuple[PlaceRef, ...] = ()
    started: Date | None = None
    ended: Date | None = None
    status: ConflictStatus | None = None
    ucdp: Line | None = None


class Dated(Model):
    """What holds from one date until another, the last one included."""

    from_: Date | None = Field(default=None, alias="from")
    until: Date | None = None


class ThirdParty(Dated):
    """One that is no side of the conflict and has a part in a process."""

    party: PartyRef | None = None
    person: PersonRef | None = None
    role: ThirdPartyRole

    @model_validator(mode="after")
    def _one_party_or_person(self) -> Self:
        require_one_of(self, "party", "person")
        return self


class Process(Record):
    """A negotiation: a series of meetings on one conflict."""

    name: Line
    conflict: ConflictRef
    part_of: ProcessRef | None = None
    summary: Rich | None = None
    started: Date | None = None
    ended: Date | None = None
    status: ProcessStatus | None = None
    third_parties: tuple[ThirdParty, ...] = ()


class Party(Record):
    """A state, a group, an organisation or a body that acts in its own name."""

    name: Line
    short_name: Line | None = None
    kind: PartyKind
    country: Country | None = None
    part_of: tuple[PartyRef, ...] = ()
    members: tuple[PartyRef, ...] = ()
    disputed: Line | None = None


class Role(Dated):
    """An office or function that a person holds for a party during some time."""

    title: Line
    party: PartyRef


class Person(Record):
    """A person who takes part, speaks or signs."""

    name: Line
    sort_name: Line | None = None
    roles: tuple[Role, ...] = ()
    deceased: Date | None = None


class Place(Record):
    """A place where something happens, or that is spoken of."""

    name: Line
    kind: PlaceKind | None = None
    country: Country | None = None
    within: PlaceRef | None = None
    lat: Latitude | None = None
    lon: Longitude | None = None
    precision: Precision | None = None
    disputed: Line | None = None

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
    summary: Rich | None = None
    category: IssueCategory | None = None
    part_of: IssueRef | None = None


class Source(Record):
    """A publication or record that a statement rests on."""

    title: Line
    publisher: Line | None = None
    kind: SourceKind
    authors: tuple[Line, ...] = ()
    published: Date | None = None
    url: Url | None = None
    archive_url: Url | None = None
    accessed: Day | None = None
    language: Language | None = None
    citing: SourceRef | None = None
    reliability: Reliability | None = None
    credibility: Credibility | None = None
    snapshot: SnapshotName | None = None
    sha256: Sha256 | None = None


class CommitmentEvent(Model):
    """A step in the life of a commitment, and who says so."""

    date: Date
    status: CommitmentStatus
    by: ActorOrLine
    note: Rich | None = None
    sources: Sources = Field(min_length=1)


class Commitment(Entry):
    """What a party undertook to do: part of an outcome or of an agreement."""

    id: DefinedId
    by: tuple[ActorRef, ...] = ()
    to: tuple[PartyRef, ...] = ()
    issue: IssueRef | None = None
    provision: Line | None = None
    text: Line
    due: Date | None = None
    condition: Line | None = None
    status: CommitmentStatus | None = None
    history: tuple[CommitmentEvent, ...] = ()
    sources: Sources = Field(min_length=1)

    @model_validator(mode="after")
    def _status_or_history(self) -> Self:
        require_one_of(self, "status", "history")
        return self

    @property
    def latest_status(self) -> CommitmentStatus:
        """The status as last reported."""
        return self.history[-1].status if self.history else self.status or CommitmentStatus.PENDING


class Signatory(ShortForm):
    """One that signed an agreement."""

    main_field = "person"

    person: PersonRef | None = None
    party: PartyRef | None = None
    on_behalf_of: PartyRef | None = None
    title: Line | None = None

    @model_validator(mode="after")
    def _one_person_or_party(self) -> Self:
        require_one_of(self, "person", "party")
        return self


class RelatedAgreement(Model):
    """How one agreement stands to another."""

    agreement: AgreementRef
    relation: AgreementRelation


class AgreementEvent(Model):
    """A step in the life of an agreement."""

    date: Date
    status: AgreementStatus
    until: Date | None = None
    by: ActorOrLine | None = None
    note: Rich | None = None
    sources: Sources = Field(min_length=1)


class Agreement(Record):
    """What was agreed, through its whole life."""

    title: Line
    process: ProcessRef | None = None
    kind: AgreementKind
    issues: tuple[IssueRef, ...] = ()
    places: tuple[PlaceRef, ...] = ()
    summary: Rich | None = None
    parties: tuple[PartyRef, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    monitored_by: tuple[PartyRef, ...] = ()
    signed: Date | None = None
    from_: DateOrDateTime | None = Field(default=None, alias="from")
    until: DateOrDateTime | None = None
    text_source: SourceRef | None = None
    related: tuple[RelatedAgreement, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    status: AgreementStatus | None = None
    history: tuple[AgreementEvent, ...] = ()
    sources: Sources = Field(min_length=1)

    @model_validator(mode="after")
    def _status_or_history(self) -> Self:
        require_one_of(self, "status", "history")
        return self

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
