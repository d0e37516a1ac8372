"""Pages: corpus to view models, one module for each kind of page. All sorting, grouping and wording is here."""

from collections.abc import Callable, Iterator

from generator.corpus import Corpus
from generator.pages.briefing import build_briefings
from generator.pages.page import Page
from generator.settings import Settings

PageKind = Callable[[Corpus, Settings], Iterator[Page]]

PAGES: tuple[PageKind, ...] = (build_briefings,)


def build_pages(corpus: Corpus, settings: Settings) -> Iterator[Page]:
    """Build every page of the site."""
    for build in PAGES:
        yield from build(corpus, settings)
