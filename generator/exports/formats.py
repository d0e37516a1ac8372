"""One format at a time, for those who want no site: the same files as the site's."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass

from generator.corpus import Corpus
from generator.exports import Export
from generator.exports.api import iter_api
from generator.exports.calendars import iter_calendars
from generator.exports.catalogue import Catalogue
from generator.exports.citations import iter_citations
from generator.exports.csv_files import iter_csv
from generator.exports.feeds import iter_feeds
from generator.exports.sqlite_file import iter_sqlite
from generator.pages.downloads import API, CALENDAR, DATA, LIBRARY
from generator.render import Output
from generator.settings import Settings


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what writes it, and the address of its file in the site; that of a folder ends in a slash."""

    export: Export
    address: str

    @property
    def is_folder(self) -> bool:
        """Tell whether it is more than one file."""
        return self.address.endswith("/")


FORMATS: Mapping[str, Format] = {
    "json": Format(iter_api, f"{API}all.json"),
    "jsonl": Format(iter_api, f"{API}all.jsonl.gz"),
    "api": Format(iter_api, API),
    "csv": Format(iter_csv, DATA),
    "sqlite": Format(iter_sqlite, f"{DATA}briefings.sqlite"),
    "atom": Format(iter_feeds, "feed.xml"),
    "rss": Format(iter_feeds, "rss.xml"),
    "jsonfeed": Format(iter_feeds, "feed.json"),
    "ics": Format(iter_calendars, CALENDAR),
    "bibtex": Format(iter_citations, f"{LIBRARY}.bib"),
    "csl": Format(iter_citations, f"{LIBRARY}.csl.json"),
    "ris": Format(iter_citations, f"{LIBRARY}.ris"),
}


def export_format(corpus: Corpus, settings: Settings, name: str) -> tuple[Output, ...]:
    """Return a format's files, their paths within its folder; of one that is a single file, this file or nothing.

    JSON Lines are not compressed: a pipe and a text editor have them as they are.
    """
    wanted = FORMATS[name]
    outputs = wanted.export(Catalogue(corpus, settings))
    if wanted.is_folder:
        within = (output for output in outputs if output.path.startswith(wanted.address))
        return tuple(Output(output.path.removeprefix(wanted.address), output.content) for output in within)
    found = tuple(output for output in outputs if output.path == wanted.address)
    if name != "jsonl":
        return found
    return tuple(Output(each.path.removesuffix(".gz"), gzip.decompress(_to_bytes(each))) for each in found)


def _to_bytes(output: Output) -> bytes:
    return output.content.encode() if isinstance(output.content, str) else output.content
