"""The page of a person: the offices held, what was said and done, each with its date and its briefing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NamedTuple, cast

from generator.corpus import Corpus
from generator.model.brief import Quote
from generator.model.dates import to_words
from generator.model.records import Person, Role
from generator.model.statement import Statement
from generator.pages.backlinks import QUOTES, TopicView, build_topics, select
from generator.pages.entries import Fact
from generator.pages.head import Head, build_head, to_period, to_record_page
from generator.pages.notes import SourceEntry
from generator.pages.page import Page, PlannedPage
from generator.pages.scribe import Scribe, roles_today
from generator.pages.values import Link, to_time
from generator.routes import page_url, statement_url
from generator.settings import Settings


class OfficeView(NamedTuple):
    """An office, for whom it is held, and when."""

    period: str
    title: str
    party: Link


@dataclass(frozen=True, slots=True)
class IssueQuotes:
    """The quotations of a person on one issue, each by its date."""

    issue: Link
    quotes: tuple[Link, ...]
    count: int


class PersonView(NamedTuple):
    """All that the page of a person holds."""

    head: Head
    offices: tuple[OfficeView, ...]
    by_issue: tuple[IssueQuotes, ...]
    topics: tuple[TopicView, ...]
    sources: tuple[SourceEntry, ...]


_SECTIONS = (("offices", "Offices"), ("by_issue", "Quotations by issue"))
# How many issues, and how many quotations on each, a page leads to; the list of quotations has a filter for all.
_ISSUES, _ON_ISSUE = 40, 8
_NEVER = (date.min, date.min, "")


def plan_people(corpus: Corpus, settings: Settings) -> Iterator[PlannedPage]:
    """Plan the page of every person."""
    for name in corpus.people:
        yield PlannedPage(page_url("people", name), partial(build_person, name))


def build_person(name: str, corpus: Corpus, settings: Settings) -> Page:
    """Build the page of one person."""
    person = corpus.people[name]
    scribe = Scribe.at(page_url("people", name), corpus, settings)
    parties = dict.fromkeys(role.party for role in person.roles)
    head = build_head(
        scribe,
        "people",
        name,
        meta=[Fact("", (Link(role.title), scribe.link(role.party))) for role in offices_of(corpus, person)],
        facts=[
            Fact("Stood for" if person.deceased else "Party", scribe.links(parties)),
            Fact("Died", time=to_time(person.deceased)),
        ],
    )
    view = PersonView(
        head=head,
        offices=tuple(build_offices(scribe, person)),
        by_issue=tuple(build_quotes_by_issue(scribe, name)),
        topics=build_topics(scribe, "people", name),
        sources=scribe.notes.entries(),
    )
    return to_record_page(scribe, "people", view, _SECTIONS)


def build_offices(scribe: Scribe, person: Person) -> Iterator[OfficeView]:
    """Build the offices that a person holds or held, the latest first; those without dates stand last."""
    dated = sorted(person.roles, key=lambda role: role.from_.sort_key if role.from_ else _NEVER, reverse=True)
    for role in dated:
        yield OfficeView(to_period(role.from_, role.until), role.title, scribe.link(role.party))


def build_quotes_by_issue(scribe: Scribe, name: str) -> Iterator[IssueQuotes]:
    """Group what a person said by the issues spoken of most, in alphabetical order; each quotation is a dated link."""
    found: dict[str, list[Statement]] = {}
    for backlink in select(scribe.corpus, name, QUOTES):
        for about in cast(Quote, backlink.statement.entry).about:
            if about in scribe.corpus.issues:
                found.setdefault(about, []).append(backlink.statement)
    most = sorted(found, key=lambda each: (-len(found[each]), each))[:_ISSUES]
    for issue in sorted(most, key=lambda each: scribe.name(each).casefold()):
        said = found[issue]
        dates = [
            Link(to_words(one.date) if one.date else "no date", scribe.to(statement_url(one)))
            for one in said[:_ON_ISSUE]
        ]
        yield IssueQuotes(scribe.link(issue), tuple(dates), len(said))


def offices_of(corpus: Corpus, person: Person) -> tuple[Role, ...]:
    """Return the offices that a person holds today; none where the person is dead."""
    return () if person.deceased else roles_today(corpus, person)
