"""The page of an issue: where it stands, what each party wanted over time, what came of it."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple, cast

from generator.corpus import Corpus
from generator.model.brief import Outcome
from generator.model.statement import Statement
from generator.pages.backlinks import OUTCOMES, POSITIONS, TopicView, build_topics, select
from generator.pages.briefing import Chip
from generator.pages.entries import Fact
from generator.pages.head import Head, build_head, to_record_page
from generator.pages.notes import SourceEntry
from generator.pages.page import Page, PlannedPage
from generator.pages.positions import PositionGroup, build_positions_by_party
from generator.pages.scribe import Scribe
from generator.pages.values import Link, Time, to_status, to_time
from generator.routes import page_url, statement_url
from generator.settings import Settings


class LatestOutcome(NamedTuple):
    """What came of an issue last: as a chip that leads there, and when."""

    chip: Chip
    date: Time | None


class IssueView(NamedTuple):
    """All that the page of an issue holds."""

    head: Head
    latest: tuple[LatestOutcome, ...]
    positions: tuple[PositionGroup, ...]
    more_positions: Link | None
    topics: tuple[TopicView, ...]
    sources: tuple[SourceEntry, ...]


def plan_issues(corpus: Corpus, settings: Settings) -> Iterator[PlannedPage]:
    """Plan the page of every issue."""
    for name in corpus.issues:
        yield PlannedPage(page_url("issues", name), partial(build_issue, name))


def build_issue(name: str, corpus: Corpus, settings: Settings) -> Page:
    """Build the page of one issue."""
    issue = corpus.issues[name]
    scribe = Scribe.at(page_url("issues", name), corpus, settings)
    parts = [link.statement.home for link in corpus.backlinks_of(name, "issues") if "part_of" in link.fields]
    head = build_head(
        scribe,
        "issues",
        name,
        above=[issue.part_of],
        meta=[Fact("", (Link(issue.category.label),) if issue.category else ())],
        summary=issue.summary,
        facts=[
            Fact("Part of", scribe.links([issue.part_of] if issue.part_of else [])),
            Fact("Parts", scribe.links(parts)),
        ],
    )
    positions, more = build_positions_by_party(scribe, name)
    topics = build_topics(scribe, "issues", name, leave_out=[POSITIONS])
    view = IssueView(head, build_latest(scribe, name), positions, more, topics, scribe.notes.entries())
    return to_record_page(scribe, "issues", view, [("positions", "Positions by party")], issue.summary)


def build_latest(scribe: Scribe, name: str) -> tuple[LatestOutcome, ...]:
    """Return what came of an issue last: all outcomes of its latest date, since one may not speak for the others."""
    outcomes = [backlink.statement for backlink in select(scribe.corpus, name, OUTCOMES) if "issue" in backlink.fields]
    last = [outcome for outcome in outcomes if outcome.date == outcomes[0].date]
    return tuple(LatestOutcome(_to_chip(scribe, outcome), to_time(outcome.date)) for outcome in last)


def _to_chip(scribe: Scribe, statement: Statement) -> Chip:
    outcome = cast(Outcome, statement.entry)
    places = ", ".join(scribe.name(place) for place in outcome.places)
    return Chip(scribe.to(statement_url(statement)), outcome.text, places, to_status(outcome.status))
