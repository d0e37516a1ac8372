"""What people said, claimed, wanted and agreed, as values: shared by the briefing's page and all that lead to it."""

from collections.abc import Iterable
from typing import NamedTuple

from generator.escape import Html
from generator.model.brief import Assessment, Brief, Claim, MeetingEvent, Outcome, Position, Quote
from generator.model.dates import to_words
from generator.model.records import Agreement, AgreementEvent, Commitment, CommitmentEvent
from generator.model.statement import Heading
from generator.model.vocabulary import QuoteKind, Setting
from generator.pages.scribe import Scribe
from generator.pages.values import Actor, Link, Refs, Status, Text, Time, to_status, to_time
from generator.routes import anchor, page_url, quote_anchor


class QuoteView(NamedTuple):
    """A quotation with all that stands around it."""

    id: str
    context: Html | None
    body: Text
    lead: Text | None
    tail: Text | None
    original: Text | None
    translator: str
    speaker: Actor | None
    attribution: str
    party: Link | None
    setting: str
    date: Time | None
    kind: str
    is_paraphrase: bool
    about: tuple[Link, ...]
    refs: Refs
    note: Html | None
    cite: str


class ResponseView(NamedTuple):
    """An answer to a claim or a position."""

    by: Actor
    response: str
    text: str
    date: Time | None
    according_to: tuple[Link, ...]
    refs: Refs


class AssessmentView(NamedTuple):
    """The editors' judgement of a claim."""

    finding: str
    confidence: str
    basis: str
    by: str
    date: Time | None
    refs: Refs


class ClaimView(NamedTuple):
    """A claim, always with its claimant."""

    id: str
    by: Actor | None
    attribution: str
    statement: str
    date: Time | None
    about: tuple[Link, ...]
    refs: Refs
    responses: tuple[ResponseView, ...]
    assessment: AssessmentView | None
    note: Html | None
    cite: str


class PositionView(NamedTuple):
    """What somebody wants or refuses, and the answers."""

    id: str
    kind: str
    text: str
    by: Actor
    date: Time | None
    to: tuple[Link, ...]
    according_to: tuple[Link, ...]
    refs: Refs
    responses: tuple[ResponseView, ...]
    note: Html | None


class EventView(NamedTuple):
    """A step in the life of a commitment, an agreement or a meeting; `span` is what it says of another date."""

    date: Time | None
    status: Status
    span: str
    by: Link | None
    note: Html | None
    refs: Refs


class CommitmentView(NamedTuple):
    """A commitment with its status as last reported, and how it came to it."""

    id: str
    status: Status
    text: str
    by: tuple[Link, ...]
    to: tuple[Link, ...]
    issue: Link | None
    provision: str
    due: Time | None
    is_overdue: bool
    condition: str
    history: tuple[EventView, ...]
    refs: Refs
    note: Html | None
    cite: str


class AgreementCard(NamedTuple):
    """An agreement in short."""

    title: Link
    kind: str
    status: Status
    signed: Time | None
    parties: tuple[Link, ...]
    text: Link | None


class OutcomeView(NamedTuple):
    """An outcome with its agreement and commitments."""

    id: str
    issue: Link
    places: tuple[Link, ...]
    status: Status
    text: str
    of: tuple[Link, ...]
    according_to: tuple[Link, ...]
    date: Time | None
    agreement: AgreementCard | None
    commitments: tuple[CommitmentView, ...]
    refs: Refs
    note: Html | None
    cite: str


def build_quote(scribe: Scribe, brief: Brief | Heading, quote: Quote) -> QuoteView:
    """Build a quotation for the page of its briefing."""
    day = quote.date or brief.date
    speaker = scribe.actor(quote.speaker, day) if quote.speaker else None
    if speaker and quote.party:
        speaker = speaker._replace(party=scribe.link(quote.party))
    date = to_time(quote.date) if quote.date and quote.date != brief.date else None
    kinds = {QuoteKind.PARTIAL: "part of a sentence", QuoteKind.PARAPHRASE: "paraphrase, not their words"}
    context = scribe.rich(quote.context)
    original = scribe.text(quote.original.text, quote.original.language) if quote.original else None
    setting = quote.setting.label if quote.setting and quote.setting is not Setting.OTHER else ""
    return QuoteView(
        id=quote_anchor(quote),
        context=context,
        body=scribe.text(quote.text, quote.language, brief),
        lead=scribe.text(quote.lead, None, brief) if quote.lead else None,
        tail=scribe.text(quote.tail, None, brief) if quote.tail else None,
        original=original,
        translator=quote.translator or "",
        speaker=speaker,
        attribution=quote.attribution or "",
        party=scribe.link(quote.party) if quote.party and not speaker else None,
        setting=setting,
        date=date,
        kind=kinds.get(quote.kind, ""),
        is_paraphrase=quote.kind is QuoteKind.PARAPHRASE,
        about=scribe.links(quote.about),
        refs=scribe.refs(quote.sources),
        note=scribe.rich(quote.note),
        cite=_cite(
            [*_actor_words(speaker, quote.attribution), setting.lower(), _words(to_time(day))],
            "paraphrase" if quote.kind is QuoteKind.PARAPHRASE else "",
        ),
    )


def build_claim(scribe: Scribe, brief: Brief, index: int, claim: Claim) -> ClaimView:
    """Build a claim for the page of its briefing; without an id it is named by its place in the list."""
    day = claim.date or brief.date
    by = scribe.actor(claim.by, day) if claim.by else None
    return ClaimView(
        id=anchor("claim", claim.id or str(index)),
        by=by,
        attribution=claim.attribution or "",
        statement=claim.statement,
        date=to_time(claim.date),
        about=scribe.links(claim.about),
        refs=scribe.refs(claim.sources),
        responses=tuple(
            ResponseView(
                by=scribe.actor(response.by, response.date or brief.date),
                response=response.response.label.lower(),
                text=response.statement or "",
                date=to_time(response.date),
                according_to=(),
                refs=scribe.refs(response.sources),
            )
            for response in claim.responses
        ),
        assessment=_build_assessment(scribe, claim.assessment),
        note=scribe.rich(claim.note),
        cite=_cite([f"Claim by {', '.join(_actor_words(by, claim.attribution))}", _words(to_time(claim.date))]),
    )


def build_position(scribe: Scribe, brief: Brief, index: int, position: Position) -> PositionView:
    """Build a position for the page of its briefing."""
    return PositionView(
        id=anchor("position", position.id or str(index)),
        kind=position.kind.label,
        text=position.text,
        by=scribe.actor(position.by, position.date or brief.date),
        date=to_time(position.date),
        to=scribe.links(position.to),
        according_to=scribe.links(position.according_to),
        refs=scribe.refs(position.sources),
        responses=tuple(
            ResponseView(
                by=scribe.actor(response.by, response.date or brief.date),
                response=response.response.label.lower(),
                text=response.text or "",
                date=to_time(response.date),
                according_to=scribe.links(response.according_to),
                refs=scribe.refs(response.sources),
            )
            for response in position.responses
        ),
        note=scribe.rich(position.note),
    )


def build_outcome(scribe: Scribe, brief: Brief, index: int, outcome: Outcome) -> OutcomeView:
    """Build an outcome for the page of its briefing."""
    status = to_status(outcome.status)
    date = to_time(outcome.date) if outcome.date and outcome.date != brief.date else None
    according_to = [", ".join(_actor_words(scribe.actor(name, brief.date), None)) for name in outcome.according_to]
    places = ", ".join(scribe.name(place) for place in outcome.places)
    subject = f"Outcome on {scribe.name(outcome.issue)}" + (f", {places}" if places else "")
    return OutcomeView(
        id=outcome_anchor(outcome, index),
        issue=scribe.link(outcome.issue),
        places=scribe.links(outcome.places),
        status=status,
        text=outcome.text,
        of=scribe.links(outcome.of),
        according_to=scribe.links(outcome.according_to),
        date=date,
        agreement=_build_card(scribe, outcome.agreement),
        refs=scribe.refs(outcome.sources),
        commitments=build_commitments(scribe, outcome.commitments),
        note=scribe.rich(outcome.note),
        cite=_cite(
            [f"{subject}, {_words(to_time(outcome.date or brief.date))}: {status.label.lower()}"],
            f"according to {' and '.join(according_to)}" if according_to else "",
        ),
    )


def outcome_anchor(outcome: Outcome, index: int) -> str:
    """Return the anchor of an outcome; without an id it is named by its place in the list, from 1."""
    return anchor("outcome", outcome.id or str(index))


def build_commitments(scribe: Scribe, commitments: Iterable[Commitment]) -> tuple[CommitmentView, ...]:
    """Build the commitments of an outcome or an agreement."""
    return tuple(_build_commitment(scribe, commitment) for commitment in commitments)


def is_overdue(scribe: Scribe, commitment: Commitment) -> bool:
    """Tell whether a commitment's due date has passed at the build's clock while it is still open."""
    due = commitment.due
    return due is not None and commitment.is_awaited and scribe.corpus.is_over(due.latest)


def _build_commitment(scribe: Scribe, commitment: Commitment) -> CommitmentView:
    status = to_status(commitment.latest_status)
    by = scribe.links(commitment.by)
    parties = " and ".join(link.text for link in by)
    return CommitmentView(
        id=anchor("commitment", commitment.id),
        status=status,
        text=commitment.text,
        refs=scribe.refs(commitment.sources),
        by=by,
        to=scribe.links(commitment.to),
        issue=scribe.link(commitment.issue) if commitment.issue else None,
        provision=commitment.provision or "",
        due=to_time(commitment.due),
        is_overdue=is_overdue(scribe, commitment),
        condition=commitment.condition or "",
        history=tuple(build_event(scribe, event) for event in commitment.history),
        note=scribe.rich(commitment.note),
        cite=_cite([f"Commitment of {parties}" if parties else "Commitment"], status.label.lower()),
    )


def build_history(scribe: Scribe, agreement: Agreement) -> tuple[EventView, ...]:
    """Build the life of an agreement."""
    return tuple(
        build_event(scribe, event, f"until {to_words(event.until)}" if event.until else "")
        for event in agreement.history
    )


def build_event(scribe: Scribe, event: CommitmentEvent | AgreementEvent | MeetingEvent, span: str = "") -> EventView:
    """Build a step in the life of anything that has one; `span` is what it says of another date."""
    return EventView(
        date=to_time(event.date),
        status=to_status(event.status),
        span=span,
        by=scribe.link_or_text(event.by),
        refs=scribe.refs(event.sources),
        note=scribe.rich(event.note),
    )


def _build_card(scribe: Scribe, name: str | None) -> AgreementCard | None:
    agreement = scribe.corpus.agreements.get(name or "")
    if agreement is None or name is None:
        return None
    source = scribe.corpus.sources.get(agreement.text_source or "")
    return AgreementCard(
        title=Link(agreement.title, scribe.to(page_url("agreements", name))),
        kind=agreement.kind.label,
        status=to_status(agreement.latest_status),
        signed=to_time(agreement.signed),
        parties=scribe.links(sorted(agreement.parties, key=scribe.name)),
        text=Link(source.title, source.url or "", source.language or "") if source else None,
    )


def _build_assessment(scribe: Scribe, assessment: Assessment | None) -> AssessmentView | None:
    if assessment is None:
        return None
    return AssessmentView(
        finding=assessment.finding.label,
        confidence=assessment.confidence.label if assessment.confidence else "",
        basis=assessment.basis,
        by=assessment.by,
        date=to_time(assessment.date),
        refs=scribe.refs(assessment.sources),
    )


def _actor_words(actor: Actor | None, attribution: str | None) -> list[str]:
    if actor is None:
        return [attribution or ""]
    return [part for part in (actor.name.text, actor.office, actor.party.text if actor.party else "") if part]


def _words(time: Time | None) -> str:
    return time.words if time else ""


def _cite(parts: Iterable[str], remark: str = "") -> str:
    words = ", ".join(part for part in parts if part)
    return f"{words}; {remark}" if remark else words
