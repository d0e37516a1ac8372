"""The corpus as data: one module for each format, each a pure function from the catalogue to files of the site.

To add an export: a module with `iter_…(catalogue)`, and a line in `EXPORTS`.
"""

from collections.abc import Callable, Iterator

from generator.corpus import Corpus
from generator.exports.api import iter_api
from generator.exports.calendars import iter_calendars
from generator.exports.catalogue import Catalogue
from generator.exports.citations import iter_citations
from generator.exports.csv_files import iter_csv
from generator.exports.feeds import iter_feeds
from generator.exports.sqlite_file import iter_sqlite
from generator.render import Output
from generator.settings import Settings

Export = Callable[[Catalogue], Iterator[Output]]

EXPORTS: tuple[Export, ...] = (iter_api, iter_csv, iter_sqlite, iter_feeds, iter_calendars, iter_citations)


def iter_exports(corpus: Corpus, settings: Settings) -> Iterator[Output]:
    """Yield every data file of the site; what several formats need is worked out once for all of them."""
    catalogue = Catalogue(corpus, settings)
    for export in EXPORTS:
        yield from export(catalogue)
