"""The list of all briefings, the newest first; a long one is split by year."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple, cast

from generator.corpus import Corpus
from generator.model.brief import Brief
from generator.pages.cards import Card, build_cards
from generator.pages.page import Page, PlannedPage
from generator.pages.scribe import Scribe
from generator.pages.split import Pager, Part, build_pagers, count_years_of, find_part, split_by_year
from generator.routes import index_url
from generator.settings import Settings


class BriefListView(NamedTuple):
    """A part of the list of briefings."""

    title: str
    lead: str
    cards: tuple[Card, ...]
    pagers: tuple[Pager, ...]


def plan_brief_list(corpus: Corpus, settings: Settings) -> Iterator[PlannedPage]:
    """Plan the parts of the list; a site without briefings has none."""
    if corpus.briefs:
        years = count_years_of([statement.date for statement in corpus.statements["briefs"]])
        parts = split_by_year(index_url("briefs"), years)
        for part in parts:
            yield PlannedPage(part.url, partial(build_brief_list, parts, part.url))


def build_brief_list(parts: Sequence[Part], url: str, corpus: Corpus, settings: Settings) -> Page:
    """Build one part of the list."""
    part = find_part(parts, url)
    scribe = Scribe.at(url, corpus, settings)
    statements = corpus.statements["briefs"]
    briefs = [cast(Brief, statement.entry) for statement in statements[part.start : part.stop]]
    count = len(statements)
    lead = f"{count} briefing{'s' if count != 1 else ''}, newest first."
    title = f"Briefings of {part.year}" if part.year else "Briefings"
    view = BriefListView(title, lead, build_cards(scribe, briefs), build_pagers(scribe, parts, part))
    return Page(url, "briefs", title, view, lead, (), {"kind": "list", "search": False})
