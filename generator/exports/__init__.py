"""The corpus as data: one module for each kind of file, each of pure functions (see `plan.py`).

To add an export: a module with an `Export`, and a line in `EXPORTS`.
"""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from generator.corpus import Corpus
from generator.exports.api import API_EXPORT
from generator.exports.brief_files import BRIEF_FILES
from generator.exports.calendars import CALENDARS
from generator.exports.catalogue import Catalogue, names_by_kind
from generator.exports.changes import CHANGES_EXPORT
from generator.exports.citations import CITATIONS_EXPORT
from generator.exports.feeds import FEEDS_EXPORT
from generator.exports.plain import Plain
from generator.exports.plan import Export, PlannedFiles
from generator.exports.shelf import Shelf
from generator.exports.social_cards import SOCIAL_CARDS
from generator.exports.table_files import TABLES_EXPORT
from generator.pages.downloads import API, DATA
from generator.render import Output
from generator.settings import Settings

# What takes longest comes first, here and in each plan, so that at the end nothing long is left to wait for.
EXPORTS: tuple[Export, ...] = (
    TABLES_EXPORT,
    API_EXPORT,
    FEEDS_EXPORT,
    CALENDARS,
    CHANGES_EXPORT,
    CITATIONS_EXPORT,
    BRIEF_FILES,
    SOCIAL_CARDS,
)
SUMS = f"{DATA}SHA256SUMS"


def iter_record_files(catalogue: Catalogue, name: str, exports: Sequence[Export] = EXPORTS) -> Iterator[Output]:
    """Yield the files that one record has."""
    kind = catalogue.corpus.definitions[name].kind
    for export in exports:
        yield from export.of_record(catalogue, kind, name)


def prepare_exports(corpus: Corpus, exports: Sequence[Export] = EXPORTS) -> None:
    """Work out what is the same for many records, before processes share them."""
    for export in exports:
        export.prepare(corpus)


def plan_exports(corpus: Corpus, settings: Settings, exports: Sequence[Export] = EXPORTS) -> Iterator[PlannedFiles]:
    """Plan the files that hold many records, which are made of the files of single ones."""
    for export in exports:
        yield from export.plan(corpus, settings)


def iter_exports(corpus: Corpus, settings: Settings, exports: Sequence[Export] = EXPORTS) -> Iterator[Output]:
    """Yield every data file of the site."""
    files: dict[str, bytes] = {}
    sums: dict[str, str] = {}
    references: dict[str, Plain] = {}
    for names in names_by_kind(corpus).values():
        for name in names:
            for output in iter_record_files(Catalogue(settings, corpus, references), name, exports):
                files[output.path] = output.data
                yield output
    shelf = Shelf(settings, files)
    for planned in plan_exports(corpus, settings, exports):
        for made in planned.build(shelf.choose(planned.reads)):
            output = Output(made.path, made.data)
            if is_whole(output.path):
                sums[output.path] = sha256(output.data).hexdigest()
            yield output
    yield to_sums(sums)


def to_sums(digests: Mapping[str, str]) -> Output:
    """List the checksums of the files that hold something of the whole site."""
    lines = [f"{digest}  {path}\n" for path, digest in sorted(digests.items()) if is_whole(path)]
    return Output(SUMS, "".join(lines))


def is_whole(path: str) -> bool:
    """Tell whether a file holds something of the whole site, and not of one record."""
    return path.startswith(DATA) or path.count("/") == 0 or (path.startswith(API) and path.count("/") == 2)
