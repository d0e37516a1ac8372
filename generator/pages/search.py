"""The page on which the site is searched: what it holds besides the field, which the theme's script brings to life."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple, cast

from generator.corpus import Corpus
from generator.model.brief import Quote
from generator.pages.head import KINDS
from generator.pages.page import Page, PlannedPage
from generator.pages.scribe import Scribe
from generator.pages.values import Link
from generator.routes import index_url, search_url
from generator.settings import Settings

_URL = "search/"
# How many words of a quotation make an example.
_WORDS = 4


class SearchView(NamedTuple):
    """Lists for readers without JavaScript, and examples of what to look for."""

    lists: tuple[Link, ...]
    examples: tuple[Link, ...]


def plan_search(corpus: Corpus, settings: Settings) -> Iterator[PlannedPage]:
    """Plan the search page."""
    yield PlannedPage(_URL, partial(build_search))


def build_search(corpus: Corpus, settings: Settings) -> Page:
    """Build the search page."""
    scribe = Scribe.at(_URL, corpus, settings)
    lists = [
        Link(title, scribe.to(index_url(kind)))
        for kind, title in {**KINDS, "quotes": "Quotations"}.items()
        if kind in corpus.statements
    ]
    view = SearchView(tuple(lists), tuple(_iter_examples(scribe)))
    description = "Find a briefing, a person, a place, a claim, or the exact words of a quotation."
    return Page(_URL, "search", "Search", view, description, (), {"kind": "search", "search": False})


def _iter_examples(scribe: Scribe) -> Iterator[Link]:
    """Yield an issue, a speaker's name in another script where there is one, and some words of the latest quotation."""
    corpus = scribe.corpus
    for statement in corpus.statements.get("outcomes", ())[:1]:
        yield _to_example(scribe, scribe.name(statement.entry.issue))  # type: ignore[attr-defined]
    for statement in corpus.statements.get("quotes", ()):
        quote = cast(Quote, statement.entry)
        person = corpus.people.get(quote.speaker or "")
        words = quote.text.split()
        if person and len(words) > _WORDS:
            yield _to_example(scribe, next(iter(person.names.values()), person.name))
            yield _to_example(scribe, f'"{" ".join(words[:_WORDS])}"')
            return


def _to_example(scribe: Scribe, query: str) -> Link:
    return Link(query, search_url(query))
