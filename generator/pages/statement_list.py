"""Lists of statements: of all quotations, claims, outcomes and commitments, and of all that speak of one record."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from generator.corpus import Corpus
from generator.model.statement import Backlink, to_marks
from generator.pages.backlinks import (
    CLAIMS,
    COMMITMENTS,
    OUTCOMES,
    QUOTES,
    TOPICS,
    Statements,
    Topic,
    build_statements,
    select,
    to_title,
    topic_url,
)
from generator.pages.page import Page, PlannedPage
from generator.pages.scribe import Scribe
from generator.pages.split import (
    SHOWN,
    Pager,
    Part,
    build_pagers,
    count_years_of,
    find_part,
    split_by_year,
)
from generator.pages.tags import Filter, build_filters, to_tags
from generator.pages.values import Link
from generator.routes import index_url
from generator.settings import Settings

LISTS = (QUOTES, CLAIMS, OUTCOMES, COMMITMENTS)
_LEADS = {
    "quotes": "Every quotation in the briefings, newest first.",
    "claims": "Every claim in the briefings, newest first, with its claimant and those who answered.",
    "outcomes": "What came of the talks, issue by issue, newest first.",
    "commitments": "Every commitment in the briefings and agreements, those overdue first.",
}


class ListView(NamedTuple):
    """A part of a list; `trail` leads to the record that it is about, if it is about one."""

    trail: tuple[Link, ...]
    title: str
    lead: str
    pagers: tuple[Pager, ...]
    filters: tuple[Filter, ...]
    statements: Statements


class Listed(NamedTuple):
    """What a part of a list holds: what it is planned with tells whether it still holds the same."""

    backlinks: tuple[Backlink, ...]

    def of(self, corpus: Corpus) -> list[Backlink]:
        """Return the same as the corpus has it now."""
        return [Backlink(corpus.statement_of[one.statement.key], one.fields) for one in self.backlinks]

    def __repr__(self) -> str:
        return to_marks(self.backlinks)


def plan_statement_lists(corpus: Corpus, settings: Settings) -> Iterator[PlannedPage]:
    """Plan the lists of all statements of a kind; an empty kind has none."""
    for topic in LISTS:
        if topic.name in corpus.statements:
            years = count_years_of([statement.date for statement in corpus.statements[topic.name]])
            parts = split_by_year(index_url(topic.name), years)
            for part in parts:
                listed = Listed(
                    tuple(Backlink(one, ()) for one in corpus.statements[topic.name][part.start : part.stop])
                )
                yield PlannedPage(part.url, partial(build_list, topic.name, parts, part.url, listed))


def plan_topic_lists(corpus: Corpus, settings: Settings) -> Iterator[PlannedPage]:
    """Plan the whole lists of what records' pages show only a part of."""
    for kind, topics in TOPICS.items():
        for name in corpus.records(kind):
            for topic in topics:
                backlinks = select(corpus, name, topic)
                if len(backlinks) > SHOWN:
                    years = count_years_of([backlink.statement.date for backlink in backlinks])
                    parts = split_by_year(topic_url(kind, name, topic), years)
                    for part in parts:
                        listed = Listed(backlinks[part.start : part.stop])
                        build = partial(build_topic_list, kind, name, topic.name, parts, part.url, listed)
                        yield PlannedPage(part.url, build)


def build_list(
    topic_name: str, parts: Sequence[Part], url: str, listed: Listed, corpus: Corpus, settings: Settings
) -> Page:
    """Build a part of the list of all statements of a kind."""
    topic = next(topic for topic in LISTS if topic.name == topic_name)
    scribe = Scribe.at(url, corpus, settings)
    return _build(scribe, topic, listed.of(corpus), parts, topic.title, _LEADS[topic_name], "")


def build_topic_list(
    kind: str,
    name: str,
    topic_name: str,
    parts: Sequence[Part],
    url: str,
    listed: Listed,
    corpus: Corpus,
    settings: Settings,
) -> Page:
    """Build a part of the list of all that speaks of a record in one way."""
    topic = next(topic for topic in TOPICS[kind] if topic.name == topic_name)
    scribe = Scribe.at(url, corpus, settings)
    title = f"{scribe.name(name)}: {to_title(kind, topic).lower()}"
    return _build(scribe, topic, listed.of(corpus), parts, title, "Newest first.", name)


def _build(
    scribe: Scribe,
    topic: Topic,
    backlinks: Sequence[Backlink],
    parts: Sequence[Part],
    title: str,
    lead: str,
    name: str,
) -> Page:
    part = find_part(parts, scribe.url)
    statements = build_statements(scribe, topic, backlinks, name)
    tags = [to_tags(scribe.corpus, backlink.statement) for backlink in backlinks]
    view = ListView(
        trail=(scribe.link(name),) if name else (),
        title=f"{title}, {part.year}" if part.year else title,
        lead=lead,
        pagers=build_pagers(scribe, parts, part),
        filters=build_filters(scribe, topic.kinds[0], tags),
        statements=statements,
    )
    return Page(scribe.url, "list", view.title, view, lead, (), {"kind": "list", "search": False})
