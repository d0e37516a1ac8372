"""The site's search: an index of every briefing, record and statement, in small files that a browser fetches as needed.

It is made from the corpus and not from pages, so that a quotation, a claim or an outcome is a result by itself, with
its own facets. It needs no server and no program but the browser, and a query takes a few kilobytes.
"""

from collections.abc import Iterable, Iterator

from generator.corpus import Corpus
from generator.pages.scribe import Scribe
from generator.render import Output
from generator.routes import HOME
from generator.search.files import build_files
from generator.search.items import Item
from generator.search.pagefind import SearchError as SearchError
from generator.search.pagefind import run_pagefind as run_pagefind
from generator.search.pagefind import to_command as to_command
from generator.search.records import KINDS, build_briefing, build_record
from generator.search.statements import KINDS as STATEMENTS
from generator.search.statements import build_item
from generator.search.written import build_sections as build_sections
from generator.settings import Settings


def build_index(corpus: Corpus, settings: Settings, written: Iterable[Item] = ()) -> Iterator[Output]:
    """Build the files of the search; `written` are the sections of the pages that were written by hand."""
    yield from build_files([*iter_items(corpus, settings), *written])


def iter_items(corpus: Corpus, settings: Settings) -> Iterator[Item]:
    """Yield all that a corpus is searched for; what stands first comes first among results that fit alike."""
    scribe = Scribe.at(HOME, corpus, settings)
    for kind in KINDS:
        if kind != "sources":
            yield from (build_record(scribe, kind, name, record) for name, record in corpus.records(kind).items())
    for brief in sorted(corpus.briefs.values(), key=lambda brief: brief.date.sort_key, reverse=True):
        yield build_briefing(scribe, brief)
    for kind in STATEMENTS:
        yield from (build_item(scribe, statement) for statement in corpus.statements.get(kind, ()))
    yield from (build_record(scribe, "sources", name, source) for name, source in corpus.sources.items())
