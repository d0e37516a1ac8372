"""The page of an agreement: its life, who is bound by it, and whether it is kept."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from generator.corpus import Corpus
from generator.model.dates import EdtfDate
from generator.model.records import Agreement
from generator.model.vocabulary import AgreementRelation, AgreementStatus
from generator.pages.backlinks import AGREEMENTS, TopicView, build_topics
from generator.pages.briefing import processes_around
from generator.pages.entries import Fact
from generator.pages.head import Head, build_head, to_record_page
from generator.pages.notes import SourceEntry
from generator.pages.page import Page, PlannedPage
from generator.pages.scribe import Scribe
from generator.pages.statements import CommitmentView, EventView, build_commitments, build_history
from generator.pages.values import Actor, Link, Refs, Time, to_status, to_time
from generator.routes import page_url
from generator.settings import Settings


class RelatedView(NamedTuple):
    """Another agreement, and how the two stand to each other: "extends this one"."""

    agreement: Link
    relation: str


class AgreementView(NamedTuple):
    """All that the page of an agreement holds."""

    head: Head
    since: Time | None
    refs: Refs
    life: tuple[EventView, ...]
    signatories: tuple[Actor, ...]
    commitments: tuple[CommitmentView, ...]
    related: tuple[RelatedView, ...]
    topics: tuple[TopicView, ...]
    sources: tuple[SourceEntry, ...]


_SECTIONS = (
    ("signatories", "Signatories"),
    ("commitments", "Commitments"),
    ("related", "Related agreements"),
)


# How another agreement stands to this one, where this one names the relation.
_SEEN_FROM_THERE = {
    AgreementRelation.PARALLEL_TO: "parallel to this one",
    AgreementRelation.IMPLEMENTS: "carried out by this one",
    AgreementRelation.EXTENDS: "extended by this one",
    AgreementRelation.AMENDS: "amended by this one",
    AgreementRelation.SUPERSEDES: "superseded by this one",
    AgreementRelation.ENDORSES: "endorsed by this one",
    AgreementRelation.ANNEX_OF: "has this one as an annex",
}


def plan_agreements(corpus: Corpus, settings: Settings) -> Iterator[PlannedPage]:
    """Plan the page of every agreement."""
    for name in corpus.agreements:
        yield PlannedPage(page_url("agreements", name), partial(build_agreement, name))


def build_agreement(name: str, corpus: Corpus, settings: Settings) -> Page:
    """Build the page of one agreement; source notes are numbered in the order of the page."""
    agreement = corpus.agreements[name]
    scribe = Scribe.at(page_url("agreements", name), corpus, settings)
    head = _build_head(scribe, name, agreement)
    view = AgreementView(
        head=head,
        since=to_time(agreement.history[-1].date) if agreement.history else None,
        refs=scribe.refs(agreement.sources),
        life=build_history(scribe, agreement),
        signatories=tuple(_iter_signatories(scribe, agreement)),
        commitments=build_commitments(scribe, agreement.commitments),
        related=build_related(scribe, name),
        topics=build_topics(scribe, "agreements", name, leave_out=[AGREEMENTS]),
        sources=scribe.notes.entries(),
    )
    return to_record_page(scribe, "agreements", view, _SECTIONS, agreement.summary)


def _build_head(scribe: Scribe, name: str, agreement: Agreement) -> Head:
    corpus = scribe.corpus
    process = corpus.processes.get(agreement.process or "")
    source = corpus.sources.get(agreement.text_source or "")
    return build_head(
        scribe,
        "agreements",
        name,
        above=[process.conflict if process else None, *processes_around(corpus, agreement.process)],
        status=to_status(agreement.latest_status),
        meta=[Fact("", (Link(agreement.kind.label),))],
        summary=agreement.summary,
        facts=[
            Fact("Kind", (Link(agreement.kind.label),)),
            Fact("Signed", time=to_time(agreement.signed)),
            Fact("From", time=to_time(agreement.from_)),
            Fact("Until", time=to_time(agreement.until)),
            Fact("Parties", scribe.links(sorted(agreement.parties, key=scribe.name))),
            Fact("Issues", scribe.links(agreement.issues)),
            Fact("Places", scribe.links(agreement.places)),
            Fact("Monitored by", scribe.links(agreement.monitored_by)),
            Fact("Text", (Link(source.title, source.url or "", source.language or ""),) if source else ()),
        ],
    )


def signed_on(agreement: Agreement) -> EdtfDate | None:
    """Return when an agreement was signed, as near as its record says: for the offices that its signatories held."""
    events = [event.date for event in agreement.history if event.status is AgreementStatus.SIGNED]
    return agreement.signed or next(iter(events), None) or (agreement.history[0].date if agreement.history else None)


def _iter_signatories(scribe: Scribe, agreement: Agreement) -> Iterator[Actor]:
    day = signed_on(agreement)
    for signed in agreement.signatories:
        name = signed.person or signed.party or ""
        yield scribe.actor(name, day, title=signed.title or "", party=signed.on_behalf_of)


def build_related(scribe: Scribe, name: str) -> tuple[RelatedView, ...]:
    """Return the agreements to which this one stands in a relation, and those that stand in one to it."""
    found = [
        RelatedView(scribe.link(related.agreement), _SEEN_FROM_THERE[related.relation])
        for related in scribe.corpus.agreements[name].related
    ]
    for backlink in scribe.corpus.backlinks_of(name, "agreements"):
        other = scribe.corpus.agreements[backlink.statement.home]
        words = [f"{related.relation.label.lower()} this one" for related in other.related if related.agreement == name]
        found += [RelatedView(scribe.link(backlink.statement.home), word) for word in words or ["speaks of this one"]]
    return tuple(dict.fromkeys(found))
