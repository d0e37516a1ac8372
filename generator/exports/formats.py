"""One format at a time, for those who want no site: the same files as the site's."""

import gzip
from collections.abc import Mapping
from typing import NamedTuple

from generator.corpus import Corpus
from generator.exports import iter_exports
from generator.exports.api import API_EXPORT
from generator.exports.calendars import CALENDARS
from generator.exports.citations import CITATIONS_EXPORT
from generator.exports.feeds import FEEDS_EXPORT
from generator.exports.plan import Export
from generator.exports.sqlite_file import DATABASE
from generator.exports.table_files import CSV_EXPORT, SQLITE_EXPORT
from generator.pages.downloads import API, CALENDAR, DATA, LIBRARY, TABLES
from generator.render import Output
from generator.settings import Settings


class Format(NamedTuple):
    """A format: what writes it, and the address of its file in the site; that of a folder ends in a slash."""

    export: Export
    address: str

    @property
    def is_folder(self) -> bool:
        """Tell whether it is more than one file."""
        return self.address.endswith("/")

    def holds(self, path: str) -> bool:
        """Tell whether a file of the site is one of a folder's: the tables of a data package, or all of the API."""
        return path.startswith(self.address) and (self.address != DATA or path in _PACKAGE or path.startswith(TABLES))


_PACKAGE = (f"{DATA}datapackage.json",)
FORMATS: Mapping[str, Format] = {
    "json": Format(API_EXPORT, f"{API}all.json"),
    "jsonl": Format(API_EXPORT, f"{API}all.jsonl.gz"),
    "api": Format(API_EXPORT, API),
    "csv": Format(CSV_EXPORT, DATA),
    "sqlite": Format(SQLITE_EXPORT, DATABASE),
    "atom": Format(FEEDS_EXPORT, "feed.xml"),
    "rss": Format(FEEDS_EXPORT, "rss.xml"),
    "jsonfeed": Format(FEEDS_EXPORT, "feed.json"),
    "ics": Format(CALENDARS, CALENDAR),
    "bibtex": Format(CITATIONS_EXPORT, f"{LIBRARY}.bib"),
    "csl": Format(CITATIONS_EXPORT, f"{LIBRARY}.csl.json"),
    "ris": Format(CITATIONS_EXPORT, f"{LIBRARY}.ris"),
}


def export_format(corpus: Corpus, settings: Settings, name: str) -> tuple[Output, ...]:
    """Return a format's files, their paths within its folder; of one that is a single file, this file or nothing.

    JSON Lines are not compressed: a pipe and a text editor have them as they are.
    """
    wanted = FORMATS[name]
    made = iter_exports(corpus, settings, tuple(dict.fromkeys((API_EXPORT, wanted.export))))
    if wanted.is_folder:
        within = (output for output in made if wanted.holds(output.path))
        return tuple(Output(output.path.removeprefix(wanted.address), output.content) for output in within)
    found = tuple(output for output in made if output.path == wanted.address)
    if name != "jsonl":
        return found
    return tuple(Output(each.path.removesuffix(".gz"), gzip.decompress(each.data)) for each in found)
