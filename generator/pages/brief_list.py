"""The list of all briefings, the newest first; a long one is split by year."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import cast

from generator.corpus import Corpus
from generator.model.brief import Brief
from generator.pages.cards import Card, build_cards
from generator.pages.page import Page, PlannedPage
from generator.pages.scribe import Scribe
from generator.pages.split import Pager, Part, build_pagers, split_by_year
from generator.routes import index_url
from generator.settings import Settings


@dataclass(frozen=True, slots=True)
class BriefListView:
    """A part of the list of briefings."""

    title: str
    lead: str
    cards: tuple[Card, ...]
    pagers: tuple[Pager, ...]


def plan_brief_list(corpus: Corpus, settings: Settings) -> Iterator[PlannedPage]:
    """Plan the parts of the list; a site without briefings has none."""
    if corpus.briefs:
        for part in _split(corpus):
            yield PlannedPage(part.url, partial(build_brief_list, part.url))


def build_brief_list(url: str, corpus: Corpus, settings: Settings) -> Page:
    """Build one part of the list."""
    parts = _split(corpus)
    part = next(part for part in parts if part.url == url)
    scribe = Scribe.at(url, corpus, settings)
    statements = corpus.statements["briefs"]
    briefs = [cast(Brief, statement.entry) for statement in statements[part.start : part.stop]]
    count = len(statements)
    lead = f"{count} briefing{'s' if count != 1 else ''}, newest first."
    title = f"Briefings of {part.year}" if part.year else "Briefings"
    view = BriefListView(title, lead, build_cards(scribe, briefs), build_pagers(scribe, parts, part))
    return Page(url, "briefs", title, view, lead, (), {"kind": "list", "search": False})


def _split(corpus: Corpus) -> tuple[Part, ...]:
    statements = corpus.statements["briefs"]
    years = [f"{one.date.earliest.year:04}" if one.date else "undated" for one in statements]
    return split_by_year(index_url("briefs"), years)
