"""The page of a source: what it is, and every statement that rests on it."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from generator.corpus import Corpus
from generator.pages.backlinks import TopicView, build_topics
from generator.pages.entries import Fact
from generator.pages.head import Head, build_head, to_record_page
from generator.pages.languages import language_name
from generator.pages.notes import SourceEntry, to_grade
from generator.pages.page import Page, PlannedPage
from generator.pages.scribe import Scribe
from generator.pages.values import Link, to_time
from generator.routes import page_url
from generator.settings import Settings


class SourceView(NamedTuple):
    """All that the page of a source holds."""

    head: Head
    topics: tuple[TopicView, ...]
    sources: tuple[SourceEntry, ...]


def plan_sources(corpus: Corpus, settings: Settings) -> Iterator[PlannedPage]:
    """Plan the page of every source."""
    for name in corpus.sources:
        yield PlannedPage(page_url("sources", name), partial(build_source, name))


def build_source(name: str, corpus: Corpus, settings: Settings) -> Page:
    """Build the page of one source."""
    source = corpus.sources[name]
    scribe = Scribe.at(page_url("sources", name), corpus, settings)
    grade = to_grade(source)
    head = build_head(
        scribe,
        "sources",
        name,
        meta=[
            Fact("", tuple(Link(text) for text in (source.publisher, source.kind.label) if text)),
            Fact("", time=to_time(source.published)),
        ],
        facts=[
            Fact("Publisher", (Link(source.publisher),) if source.publisher else ()),
            Fact("Authors", tuple(Link(author) for author in source.authors)),
            Fact("Published", time=to_time(source.published)),
            Fact("Language", (Link(language_name(source.language)),) if source.language else ()),
            Fact("Address", (Link(source.url, source.url),) if source.url else ()),
            Fact("Archived copy", (Link(source.archive_url, source.archive_url),) if source.archive_url else ()),
            Fact("Accessed", time=to_time(source.accessed)),
            Fact("Citing", (scribe.source(source.citing),) if source.citing else ()),
            Fact("Grade", (Link(grade),) if grade else ()),
        ],
    )
    view = SourceView(head, build_topics(scribe, "sources", name), scribe.notes.entries())
    return to_record_page(scribe, "sources", view)
