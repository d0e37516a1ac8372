"""Pages: corpus to view models, one module for each kind of page. All sorting, grouping and wording is here.

A module has `plan_…(corpus, settings)`, which yields a `PlannedPage` for each page of its kind, and the functions that
build one. To add a kind: the module, its template in `templates/pages/`, and a line in `PAGES`.
"""

from collections.abc import Callable, Iterator

from generator.corpus import Corpus
from generator.pages.briefing import plan_briefings
from generator.pages.page import Page, PlannedPage
from generator.settings import Settings

PageKind = Callable[[Corpus, Settings], Iterator[PlannedPage]]

PAGES: tuple[PageKind, ...] = (plan_briefings,)


def plan_pages(corpus: Corpus, settings: Settings) -> Iterator[PlannedPage]:
    """Plan every page of the site."""
    for plan in PAGES:
        yield from plan(corpus, settings)


def build_pages(corpus: Corpus, settings: Settings) -> Iterator[Page]:
    """Build every page of the site."""
    for planned in plan_pages(corpus, settings):
        yield planned.build(corpus, settings)
