"""The controlled vocabularies: every word that a field may hold, with its label and its meaning."""

from generator.model.vocabulary.actors import PartyKind, PlaceKind, Precision
from generator.model.vocabulary.agreements import AgreementKind, AgreementRelation, AgreementStatus
from generator.model.vocabulary.conflicts import ConflictStatus, IssueCategory, ProcessStatus
from generator.model.vocabulary.meetings import Channel, Interaction, Level, MeetingStatus, Track
from generator.model.vocabulary.outcomes import CommitmentStatus, OutcomeStatus
from generator.model.vocabulary.participation import Attendance, ParticipantRole, ThirdPartyRole
from generator.model.vocabulary.sources import BriefStatus, Credibility, Reliability, SourceKind
from generator.model.vocabulary.statements import (
    ClaimResponse,
    Confidence,
    Coverage,
    Finding,
    PositionKind,
    PositionResponse,
    QuoteKind,
    Setting,
)
from generator.model.vocabulary.term import Status, Term, Tone

# In the order in which the content model names them, which is that of the method page.
VOCABULARIES: tuple[type[Term], ...] = (
    ConflictStatus,
    ProcessStatus,
    ThirdPartyRole,
    PartyKind,
    PlaceKind,
    Precision,
    IssueCategory,
    AgreementKind,
    AgreementStatus,
    AgreementRelation,
    SourceKind,
    Reliability,
    Credibility,
    BriefStatus,
    MeetingStatus,
    Interaction,
    Channel,
    Level,
    Track,
    ParticipantRole,
    Attendance,
    QuoteKind,
    Setting,
    ClaimResponse,
    Finding,
    Confidence,
    Coverage,
    PositionKind,
    PositionResponse,
    OutcomeStatus,
    CommitmentStatus,
)

__all__ = [
    "VOCABULARIES",
    "AgreementKind",
    "AgreementRelation",
    "AgreementStatus",
    "Attendance",
    "BriefStatus",
    "Channel",
    "ClaimResponse",
    "CommitmentStatus",
    "Confidence",
    "ConflictStatus",
    "Coverage",
    "Credibility",
    "Finding",
    "Interaction",
    "IssueCategory",
    "Level",
    "MeetingStatus",
    "OutcomeStatus",
    "ParticipantRole",
    "PartyKind",
    "PlaceKind",
    "PositionKind",
    "PositionResponse",
    "Precision",
    "ProcessStatus",
    "QuoteKind",
    "Reliability",
    "Setting",
    "SourceKind",
    "Status",
    "Term",
    "ThirdPartyRole",
    "Tone",
    "Track",
]
