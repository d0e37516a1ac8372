"""Tables as files: all are filled while the records pass by once, for each of the forms that they are kept in.

What a record's rows are in each form is kept from one build to the next.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, Protocol

from generator.corpus import Corpus
from generator.exports.catalogue import names_by_kind
from generator.exports.columns import Cell
from generator.exports.csv_files import CsvFiles
from generator.exports.imprint import Imprint
from generator.exports.plain import Plain
from generator.exports.plan import Export, LargeFile, PlannedFiles
from generator.exports.shelf import Shelf, item_path
from generator.exports.sqlite_file import DATABASE, Database
from generator.exports.tables import Table, build_tables, iter_rows
from generator.pages.downloads import TABLES
from generator.render import Output
from generator.settings import Settings


class Form(Protocol):
    """What gathers rows, and makes files of them in the end."""

    def __init__(self, imprint: Imprint, tables: Mapping[str, Table]) -> None: ...

    def make(self, table: Table, row: Plain, cells: list[Cell]) -> Iterator[tuple[str, Any]]:
        """Make what it has of a row, by the names of tables; `cells` are its values in the order of the columns."""

    def put(self, name: str, pieces: list[Any]) -> None:
        """Take what was made of rows of a table."""

    def finish(self) -> Iterator[Output | LargeFile]:
        """Yield the files."""


def plan_tables(name: str, forms: tuple[type[Form], ...], corpus: Corpus, settings: Settings) -> Iterator[PlannedFiles]:
    """Plan the files of all tables together in some forms."""
    reads = tuple(item_path(kind, name) for kind, names in names_by_kind(corpus).items() for name in names)
    yield PlannedFiles(name, partial(iter_tables, forms), reads)


def iter_tables(forms: tuple[type[Form], ...], shelf: Shelf) -> Iterator[Output | LargeFile]:
    """Yield the tables in each form."""
    tables = build_tables()
    filled = [form(shelf, tables) for form in forms]

    def make(path: str) -> list[dict[str, list[Any]]]:
        pieces: list[dict[str, list[Any]]] = [{} for _ in filled]
        for table, row in iter_rows(tables, shelf.decode(path)):
            cells = table.cells(row)
            for form, those in zip(filled, pieces, strict=True):
                for name, piece in form.make(table, row, cells):
                    those.setdefault(name, []).append(piece)
        return pieces

    with shelf.keeping() as keep:
        for path in shelf.reads:
            for form, those in zip(filled, keep(path, partial(make, path)), strict=True):
                for name, rows in those.items():
                    form.put(name, rows)
    for form in filled:
        yield from form.finish()


CSV_EXPORT = Export(plan=partial(plan_tables, TABLES, (CsvFiles,)))
SQLITE_EXPORT = Export(plan=partial(plan_tables, DATABASE, (Database,)))
# Reading the records and taking them to rows is a third of the work, and is done once for both.
TABLES_EXPORT = Export(plan=partial(plan_tables, f"{DATABASE} and {TABLES}", (Database, CsvFiles)))
