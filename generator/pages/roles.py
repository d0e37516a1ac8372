"""What a statement has to do with the person, place or other record on whose page it is listed, in words."""

from generator.model.base import Model
from generator.model.brief import Meeting, Participant
from generator.model.dates import EdtfDate
from generator.model.records import Agreement, Person, Process, Signatory
from generator.model.statement import Statement
from generator.model.vocabulary import Attendance
from generator.pages.scribe import Scribe

# By kind of statement and field. What a heading says already, such as that a meeting took place there, has no words.
_WORDS = {
    "meetings": {
        "host": "Host",
        "agenda": "On the agenda",
        "history.place": "Planned there",
        "history.by": "Reported a change of plan",
    },
    "quotes": {"party": "Spoken for it", "context": "In the context"},
    "claims": {"by": "Claimant", "responses.by": "Answered"},
    "readouts": {"points.accounts.by": "Account compared"},
    "positions": {
        "to": "Addressed to it",
        "according_to": "Source of the report",
        "responses.by": "Answered",
        "responses.according_to": "Source of the report of an answer",
    },
    "outcomes": {"according_to": "Source of the report"},
    "figures": {"by": "Reported it"},
    "commitments": {"by": "Committed", "to": "Promised to it", "history.by": "Reported on it"},
    "agreements": {
        "parties": "Party",
        "monitored_by": "Monitors it",
        "signatories.on_behalf_of": "Signed on its behalf",
        "history.by": "Had a part in its life",
        "text_source": "Text",
    },
    "processes": {"part_of": "Part of it"},
    "parties": {"part_of": "Part of it", "members": "Has it as a member"},
    "places": {"within": "Lies in it"},
    "issues": {"part_of": "Part of it"},
    "conflicts": {"parties": "Party", "places": "Takes place there"},
    "briefs": {
        "summary": "In the summary",
        "key_points": "In the key points",
        "not_known": "Under what is not known",
        "background": "In the background",
        "follows": "Continues it",
    },
}


def to_role(statement: Statement, fields: tuple[str, ...], subject: str, scribe: Scribe) -> str:
    """Say what a statement has to do with the page's subject; "" where the page makes it plain."""
    if "place" in fields:
        fields = tuple(field for field in fields if field != "history.place")
    words = [_WORDS.get(statement.kind, {}).get(field, "") for field in fields]
    words += _own_words(statement.entry, subject, statement.date, scribe)
    return ", ".join(dict.fromkeys(word for word in words if word))


def _own_words(entry: Model, subject: str, day: EdtfDate | None, scribe: Scribe) -> list[str]:
    match entry:
        case Meeting():
            own = [part for part in entry.participants if subject in (part.person, part.party, part.on_behalf_of)]
            return [word for part in own for word in _participation(part, subject, day, scribe)]
        case Agreement():
            signed = [part for part in entry.signatories if subject in (part.person, part.party)]
            related = [other.relation.label for other in entry.related if other.agreement == subject]
            return [_signature(part) for part in signed] + related
        case Process():
            return [part.role.label for part in entry.third_parties if subject in (part.party, part.person)]
        case Person():
            return [role.title for role in entry.roles if role.party == subject]
        case _:
            return []


def _participation(part: Participant, subject: str, day: EdtfDate | None, scribe: Scribe) -> list[str]:
    if subject == part.on_behalf_of:
        return ["Represented"] if part.attendance in (Attendance.PRESENT, Attendance.REMOTE) else []
    office = scribe.actor(subject, day, title=part.title or "").office if part.person == subject else ""
    attendance = "" if part.attendance is Attendance.PRESENT else part.attendance.label
    roles = [role.label for role in part.role]
    return [office, *roles, attendance] if office or roles or attendance else ["Took part"]


def _signature(part: Signatory) -> str:
    return f"Signatory, {part.title}" if part.title else "Signatory"
