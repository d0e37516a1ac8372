"""Tables as files: all are filled while the records pass by once, for each of the forms that they are kept in."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Protocol

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

    def add(self, table: Table, row: Plain, cells: list[Cell]) -> None:
        """Take a row, and its values in the order of the table's columns, which may be changed."""

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
    for item in shelf.items():
        for table, row in iter_rows(tables, item):
            cells = table.cells(row)
            for each in filled:
                each.add(table, row, [*cells])
    for each in filled:
        yield from each.finish()


CSV_EXPORT = Export(plan=partial(plan_tables, TABLES, (CsvFiles,)))
SQLITE_EXPORT = Export(plan=partial(plan_tables, DATABASE, (Database,)))
# Reading the records and taking them to rows is a third of the work, and is done once for both.
TABLES_EXPORT = Export(plan=partial(plan_tables, f"{DATABASE} and {TABLES}", (Database, CsvFiles)))
