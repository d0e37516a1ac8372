"""Statements as entries of a list, on the pages that lead to them: what was said, by whom, and who reported it.

An entry is the same on every page, but for its role there. So a page holds references to its entries, and each is built
and rendered once for all pages, `ANYWHERE`.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, cast

from generator.model.base import Model, Record
from generator.model.brief import Claim, Figure, Meeting, NextStep, Outcome, Position, Quote
from generator.model.dates import EdtfDate
from generator.model.records import Agreement, Commitment
from generator.model.statement import Heading, Statement
from generator.model.vocabulary import MeetingStatus
from generator.pages.scribe import Scribe
from generator.pages.statements import QuoteView, build_quote, is_overdue
from generator.pages.tags import Tags, to_tags
from generator.pages.values import Link, Status, Time, to_status, to_time
from generator.routes import statement_url

# The forms that an entry can have; the one without its kind is for where a heading tells that.
QUOTE, ENTRY, UNKINDED, ROW = "quote", "entry", "entry-of-one-kind", "row"


class Fact(NamedTuple):
    """Something about an entry or a record: "By Russia, Ukraine"; "Signed 22 July 2022".

    `is_name` is said of other names of the record itself, which the search takes like its title.
    """

    label: str
    links: tuple[Link, ...] = ()
    time: Time | None = None
    is_name: bool = False


class EntryView(NamedTuple):
    """A statement in a list: `words` lead to it."""

    words: Link
    date: Time | None = None
    kind: str = ""
    status: Status | None = None
    is_overdue: bool = False
    facts: tuple[Fact, ...] = ()
    home: str = ""
    sources: tuple[Link, ...] = ()
    tags: Tags = ()


class QuoteEntry(NamedTuple):
    """A quotation in a list: as in its briefing, with its date, and with its sources in words."""

    quote: QuoteView
    date: Time | None
    home: Link
    sources: tuple[Link, ...]
    tags: Tags


class LedgerRow(NamedTuple):
    """A commitment in a table: whose, until when, and where it stands according to whom."""

    words: Link
    by: tuple[Link, ...]
    due: Time | None
    is_overdue: bool
    status: Status
    said_by: Link | None
    said_on: Time | None
    tags: Tags


class Entry(NamedTuple):
    """A statement that a page lists: its form, and its role, what it has to do with the page's subject in words."""

    form: str
    statement: Statement
    role: str = ""


def to_entries(form: str, statements: Iterable[Statement]) -> tuple[Entry, ...]:
    """List statements in a form, where none has a role."""
    return tuple(Entry(form, statement) for statement in statements)


def build_view(scribe: Scribe, form: str, statement: Statement) -> QuoteEntry | EntryView | LedgerRow:
    """Build what an entry shows; `templates/entries/` has a template for each form."""
    return _FORMS[form](scribe, statement)


def build_quote_entry(scribe: Scribe, statement: Statement) -> QuoteEntry:
    """Build a quotation for a list."""
    heading, quote = cast(Heading, statement.heading), cast(Quote, statement.entry)
    return QuoteEntry(
        quote=build_quote(scribe.without_notes(), heading, quote),
        date=to_time(statement.date),
        home=Link(heading.title, scribe.to(statement_url(statement))),
        sources=scribe.sources_in_words(quote.sources),
        tags=to_tags(scribe.corpus, statement),
    )


def build_ledger_row(scribe: Scribe, statement: Statement) -> LedgerRow:
    """Build a commitment for a table."""
    commitment = cast(Commitment, statement.entry)
    last = commitment.history[-1] if commitment.history else None
    return LedgerRow(
        words=Link(commitment.text, scribe.to(statement_url(statement))),
        by=scribe.links(commitment.by),
        due=to_time(commitment.due),
        is_overdue=is_overdue(scribe, commitment),
        status=to_status(commitment.latest_status),
        said_by=scribe.link_or_text(last.by) if last else None,
        said_on=to_time(last.date) if last else None,
        tags=to_tags(scribe.corpus, statement),
    )


def _build_without_kind(scribe: Scribe, statement: Statement) -> EntryView:
    """Build a statement that stands under a heading which says what it is."""
    return build_entry(scribe, statement)._replace(kind="")


def build_entry(scribe: Scribe, statement: Statement) -> EntryView:
    """Build a statement for a list."""
    build = _BUILDERS.get(type(statement.entry), _build_other)
    entry = build(scribe, statement)
    return entry._replace(
        words=Link(entry.words.text, scribe.to(statement_url(statement))),
        date=to_time(statement.date),
        home="" if statement.is_whole else scribe.name(statement.home),
        sources=() if isinstance(statement.entry, Record) else _sources(scribe, statement.entry),
        tags=to_tags(scribe.corpus, statement),
    )


def _sources(scribe: Scribe, entry: Model) -> tuple[Link, ...]:
    return scribe.sources_in_words(getattr(entry, "sources", ()))


def _build_meeting(scribe: Scribe, statement: Statement) -> EntryView:
    meeting = cast(Meeting, statement.entry)
    people = [part.person or part.party or "" for part in meeting.participants]
    return EntryView(
        Link(meeting.title),
        status=to_status(meeting.status) if meeting.status is not MeetingStatus.HELD else None,
        facts=_facts(("", scribe.links([meeting.place] if meeting.place else [])), ("With", scribe.links(people))),
    )


def _build_quote(scribe: Scribe, statement: Statement) -> EntryView:
    quote = cast(Quote, statement.entry)
    by = scribe.link(quote.speaker) if quote.speaker else Link(quote.attribution or "")
    return EntryView(Link(quote.text), kind="Quotation", facts=_facts(("By", (by,))))


def _build_claim(scribe: Scribe, statement: Statement) -> EntryView:
    claim = cast(Claim, statement.entry)
    by = _who(scribe, claim.by, statement.date) if claim.by else (Link(claim.attribution or ""),)
    answers: dict[str, list[str]] = {}
    for response in claim.responses:
        answers.setdefault(response.response.label, []).append(response.by)
    return EntryView(
        Link(claim.statement),
        facts=_facts(
            ("Claimed by", by), *((f"{answer}:", scribe.links(dict.fromkeys(who))) for answer, who in answers.items())
        ),
    )


def _build_position(scribe: Scribe, statement: Statement) -> EntryView:
    position = cast(Position, statement.entry)
    return EntryView(
        Link(position.text),
        kind=position.kind.label,
        facts=_facts(
            ("", _who(scribe, position.by, statement.date)),
            ("On", (scribe.link(position.issue),)),
            ("To", scribe.links(position.to)),
            ("According to", scribe.links(position.according_to)),
            *((f"{answer.response.label}:", (scribe.link(answer.by),)) for answer in position.responses),
        ),
    )


def _build_outcome(scribe: Scribe, statement: Statement) -> EntryView:
    outcome = cast(Outcome, statement.entry)
    return EntryView(
        Link(outcome.text),
        status=to_status(outcome.status),
        facts=_facts(
            ("", (scribe.link(outcome.issue),)),
            ("", scribe.links(outcome.places)),
            ("Of", scribe.links(outcome.of)),
            ("According to", scribe.links(outcome.according_to)),
        ),
    )


def _build_commitment(scribe: Scribe, statement: Statement) -> EntryView:
    commitment = cast(Commitment, statement.entry)
    due = (Fact("Due", time=to_time(commitment.due)),) if commitment.due else ()
    return EntryView(
        Link(commitment.text),
        status=to_status(commitment.latest_status),
        is_overdue=is_overdue(scribe, commitment),
        facts=(*_facts(("By", scribe.links(commitment.by)), ("To", scribe.links(commitment.to))), *due),
    )


def _build_figure(scribe: Scribe, statement: Statement) -> EntryView:
    figure = cast(Figure, statement.entry)
    by = (scribe.link(figure.by),) if figure.by else ()
    return EntryView(Link(f"{figure.label}: {figure.value}"), kind="Figure", facts=_facts(("Reported by", by)))


def _build_next_step(scribe: Scribe, statement: Statement) -> EntryView:
    step = cast(NextStep, statement.entry)
    return EntryView(Link(scribe.plain(step.text)), kind="Next step")


def _build_agreement(scribe: Scribe, statement: Statement) -> EntryView:
    agreement = cast(Agreement, statement.entry)
    return EntryView(
        Link(agreement.title),
        kind=agreement.kind.label,
        status=to_status(agreement.latest_status),
        facts=_facts(("Parties", scribe.links(sorted(agreement.parties, key=scribe.name)))),
    )


_KINDS = {
    "briefs": "Briefing",
    "readouts": "Readouts compared",
    "corrections": "Correction",
    "conflicts": "Conflict",
    "processes": "Process",
    "parties": "Party",
    "people": "Person",
    "places": "Place",
    "issues": "Issue",
    "sources": "Source",
}


def _build_other(scribe: Scribe, statement: Statement) -> EntryView:
    return EntryView(Link(scribe.name(statement.home)), kind=_KINDS[statement.kind])


_BUILDERS: dict[type[Model], Callable[[Scribe, Statement], EntryView]] = {
    Meeting: _build_meeting,
    Quote: _build_quote,
    Claim: _build_claim,
    Position: _build_position,
    Outcome: _build_outcome,
    Commitment: _build_commitment,
    Figure: _build_figure,
    NextStep: _build_next_step,
    Agreement: _build_agreement,
}


def _who(scribe: Scribe, name: str, day: EdtfDate | None) -> tuple[Link, ...]:
    """Return a person and the party stood for on that day, or a party."""
    actor = scribe.actor(name, day)
    return (actor.name, actor.party) if actor.party else (actor.name,)


def _facts(*facts: tuple[str, tuple[Link, ...]]) -> tuple[Fact, ...]:
    return tuple(Fact(label, links) for label, links in facts if links)


_FORMS: Mapping[str, Callable[[Scribe, Statement], QuoteEntry | EntryView | LedgerRow]] = {
    QUOTE: build_quote_entry,
    ENTRY: build_entry,
    UNKINDED: _build_without_kind,
    ROW: build_ledger_row,
}
