"""Tables as files: all are filled while the records pass by once, in each of the forms that they are kept in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from generator.corpus import Corpus
from generator.exports.catalogue import names_by_kind
from generator.exports.columns import Cell
from generator.exports.csv_files import CsvFiles
from generator.exports.imprint import Imprint
from generator.exports.plain import Plain
from generator.exports.plan import Export, LargeFile, PlannedFiles
from generator.exports.shelf import Shelf, item_path
from generator.exports.sqlite_file import Database
from generator.exports.tables import Table, build_tables, iter_rows
from generator.pages.downloads import TABLES
from generator.render import Output
from generator.settings import Settings


class Form(Protocol):
    """What gathers rows, and makes files of them in the end."""

    def __init__(self, imprint: Imprint, tables: Mapping[str, Table]) -> None: ...

    def add(self, table: Table, row: Plain, cells: Sequence[Cell]) -> None:
        """Take a row, and its values in the order of the table's columns."""

    def finish(self) -> Iterator[Output | LargeFile]:
        """Yield the files."""


FORMS: tuple[type[Form], ...] = (CsvFiles, Database)


def plan_tables(corpus: Corpus, settings: Settings) -> Iterator[PlannedFiles]:
    """Plan the files of all tables together."""
    reads = tuple(item_path(kind, name) for kind, names in names_by_kind(corpus).items() for name in names)
    yield PlannedFiles(TABLES, iter_tables, reads)


def iter_tables(shelf: Shelf) -> Iterator[Output | LargeFile]:
    """Yield the tables in all forms."""
    tables = build_tables()
    forms = [form(shelf, tables) for form in FORMS]
    for item in shelf.items():
        for table, row in iter_rows(tables, item):
            cells = table.cells(row)
            for form in forms:
                form.add(table, row, cells)
    for form in forms:
        yield from form.finish()


TABLES_EXPORT = Export(plan=plan_tables)
