"""Pages: corpus to view models, one module for each kind of page. All sorting, grouping and wording is here.

A module has `plan_…(corpus, settings)`, which yields a `PlannedPage` for each page of its kind, and the functions that
build one. To add a kind: the module, its template in `templates/pages/`, and a line in `PAGES`.
"""

from collections.abc import Callable, Iterator

from generator.corpus import Corpus
from generator.pages.agreements import plan_agreements
from generator.pages.brief_list import plan_brief_list
from generator.pages.briefing import plan_briefings
from generator.pages.changes import plan_changes
from generator.pages.conflicts import plan_conflicts
from generator.pages.corrections import plan_corrections
from generator.pages.data import plan_data
from generator.pages.home import plan_home
from generator.pages.indexes import plan_indexes
from generator.pages.issues import plan_issues
from generator.pages.maps import plan_map
from generator.pages.page import Page, PlannedPage
from generator.pages.parties import plan_parties
from generator.pages.people import plan_people
from generator.pages.places import plan_places
from generator.pages.processes import plan_processes
from generator.pages.redirects import plan_redirects
from generator.pages.search import plan_search
from generator.pages.sources import plan_sources
from generator.pages.statement_list import plan_statement_lists, plan_topic_lists
from generator.pages.timeline import plan_timeline
from generator.settings import Settings

PageKind = Callable[[Corpus, Settings], Iterator[PlannedPage]]

PAGES: tuple[PageKind, ...] = (
    plan_home,
    plan_briefings,
    plan_brief_list,
    plan_conflicts,
    plan_processes,
    plan_parties,
    plan_people,
    plan_places,
    plan_issues,
    plan_agreements,
    plan_sources,
    plan_indexes,
    plan_statement_lists,
    plan_topic_lists,
    plan_timeline,
    plan_map,
    plan_corrections,
    plan_changes,
    plan_data,
    plan_search,
    plan_redirects,
)


def plan_pages(corpus: Corpus, settings: Settings) -> Iterator[PlannedPage]:
    """Plan every page of the site."""
    for plan in PAGES:
        yield from plan(corpus, settings)


def build_pages(corpus: Corpus, settings: Settings) -> Iterator[Page]:
    """Build every page of the site."""
    for planned in plan_pages(corpus, settings):
        yield planned.build(corpus, settings)
