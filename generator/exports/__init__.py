"""The corpus as data: one module for each format, each a pure function from the catalogue to files of the site.

To add an export: a module with `iter_…(catalogue)`, and a line in `EXPORTS`.
"""

from collections.abc import Callable, Iterator
from hashlib import sha256

from generator.corpus import Corpus
from generator.exports.api import iter_api
from generator.exports.brief_files import iter_brief_files
from generator.exports.calendars import iter_calendars
from generator.exports.catalogue import Catalogue
from generator.exports.citations import iter_citations
from generator.exports.csv_files import iter_csv
from generator.exports.feeds import iter_feeds
from generator.exports.sqlite_file import iter_sqlite
from generator.pages.downloads import API, DATA
from generator.render import Output
from generator.settings import Settings

Export = Callable[[Catalogue], Iterator[Output]]

EXPORTS: tuple[Export, ...] = (
    iter_api,
    iter_csv,
    iter_sqlite,
    iter_feeds,
    iter_calendars,
    iter_citations,
    iter_brief_files,
)


def iter_exports(corpus: Corpus, settings: Settings) -> Iterator[Output]:
    """Yield every data file of the site; what several formats need is worked out once for all of them."""
    catalogue = Catalogue(corpus, settings)
    sums: dict[str, str] = {}
    for export in EXPORTS:
        for output in export(catalogue):
            if is_whole(output.path):
                content = output.content.encode() if isinstance(output.content, str) else output.content
                sums[output.path] = sha256(content).hexdigest()
            yield output
    lines = [f"{digest}  {path}\n" for path, digest in sorted(sums.items())]
    yield Output(f"{DATA}SHA256SUMS", "".join(lines))


def is_whole(path: str) -> bool:
    """Tell whether a file holds something of the whole site, and not of one record: then its checksum is listed."""
    return path.startswith(DATA) or path.count("/") == 0 or (path.startswith(API) and path.count("/") == 2)
