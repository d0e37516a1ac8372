"""The corpus as one SQLite database, which Datasette opens with names in the place of ids, facets and search.

Python's own `sqlite3` writes it: the tables are known, and nothing needs to be guessed from the data.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from generator.exports.columns import Cell, Column, Type
from generator.exports.imprint import Imprint
from generator.exports.json_text import to_readable_json
from generator.exports.plain import Plain
from generator.exports.plan import LargeFile
from generator.exports.tables import Table
from generator.pages.downloads import DATA
from generator.render import Output

DATABASE = f"{DATA}briefings.sqlite"
# Marks the file as one of ours (PRAGMA application_id): "CfBr".
_APPLICATION_ID = 0x43664272
_TYPES = {Type.INTEGER: "INTEGER", Type.NUMBER: "REAL", Type.BOOLEAN: "INTEGER"}
# What is searched, by table. A name in other languages is in `names`.
_SEARCHED = {
    "briefs": ("title", "summary_plain", "key_points", "background_plain"),
    "quotes": ("text", "original_text", "attribution", "context_plain"),
    "claims": ("statement", "attribution"),
    "positions": ("text",),
    "outcomes": ("text",),
    "commitments": ("text", "condition"),
    "meetings": ("title", "venue", "summary_plain"),
    "agreements": ("title", "summary_plain", "names", "aliases"),
    "conflicts": ("name", "summary_plain", "names", "aliases"),
    "processes": ("name", "summary_plain", "names", "aliases"),
    "parties": ("name", "short_name", "names", "aliases"),
    "people": ("name", "names", "aliases"),
    "places": ("name", "names", "aliases"),
    "issues": ("name", "summary_plain", "names", "aliases"),
    "sources": ("title", "publisher"),
}
_FACETS = {
    "briefs": ("conflict", "process"),
    "quotes": ("speaker", "party", "kind", "setting", "language"),
    "claims": ("by", "assessment_finding"),
    "positions": ("by", "issue", "kind"),
    "outcomes": ("issue", "status"),
    "commitments": ("latest_status", "issue", "overdue"),
    "meetings": ("status", "place", "level", "channel"),
    "agreements": ("kind", "latest_status", "process"),
    "processes": ("conflict", "status"),
    "parties": ("kind", "country"),
    "places": ("kind", "country"),
    "issues": ("category",),
    "sources": ("kind", "publisher", "language"),
}
# At least so many rows are written at a time.
_BATCH = 500
# In KB, by SQLite's own sign for it: what is read again and again while search is made stays in memory.
_CACHE = -65_536
_PIECE = 2**20
_LABELS = ("name", "title", "statement", "text", "label")


class Database:
    """Gathers the rows of all tables in a database in a temporary file; the same rows give the same bytes."""

    def __init__(self, imprint: Imprint, tables: Mapping[str, Table]) -> None:
        self._imprint = imprint
        self._tables = tables
        self._linked = {name: _linked(table) for name, table in tables.items()}
        self._rows: dict[str, list[tuple[Cell, ...]]] = {}
        self._folder = TemporaryDirectory()
        self._file = Path(self._folder.name, "briefings.sqlite")
        self._database = sqlite3.connect(self._file)
        with _as_os_error():
            self._database.execute("PRAGMA page_size = 4096")
            # Nobody reads it before it is whole, and one that is not is thrown away.
            self._database.execute("PRAGMA journal_mode = OFF")
            self._database.execute("PRAGMA synchronous = OFF")
            self._database.execute(f"PRAGMA cache_size = {_CACHE}")
            self._database.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            for table in tables.values():
                _make_table(self._database, table)

    def make(self, table: Table, row: Plain, cells: list[Cell]) -> Iterator[tuple[str, tuple[Cell, ...]]]:
        """Make a row, and what links it to others."""
        yield table.name, tuple(cells)
        for column in self._linked[table.name]:
            for number, name in enumerate(column.read(row) or (), start=1):
                yield _link_table(table, column), (row["key"], number, name)

    def put(self, name: str, pieces: list[tuple[Cell, ...]]) -> None:
        """Write rows of a table."""
        rows = self._rows.setdefault(name, [])
        rows += pieces
        if len(rows) >= _BATCH:
            self._flush(name)

    def finish(self) -> Iterator[Output | LargeFile]:
        """Yield the database, and what Datasette is told of it."""
        with _as_os_error():
            for name in tuple(self._rows):
                self._flush(name)
            for table in self._tables.values():
                _make_indexes(self._database, table)
            for name, columns in _SEARCHED.items():
                _make_search(self._database, name, columns)
            self._database.commit()
            self._database.close()
        yield LargeFile(DATABASE, self._iter_pieces())
        metadata = to_metadata(self._imprint, self._tables.values())
        yield Output(f"{DATA}metadata.json", to_readable_json(metadata))

    def _iter_pieces(self) -> Iterator[bytes]:
        with self._folder, self._file.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece

    def _flush(self, name: str) -> None:
        rows = self._rows.pop(name)
        with _as_os_error():
            self._database.executemany(f"INSERT INTO {_name(name)} VALUES ({_marks(len(rows[0]))})", rows)


@contextmanager
def _as_os_error() -> Iterator[None]:
    """Tell of a disk that is full as of any other file that cannot be written."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OSError(f"{DATABASE}: {error}") from error


def to_metadata(imprint: Imprint, tables: Iterable[Table]) -> dict[str, Any]:
    """Say what Datasette shows of the database: titles, the licence, labels, facets; tables of links are hidden."""
    settings = imprint.settings
    described: dict[str, Any] = {}
    for table in tables:
        names = {column.name for column in table.columns}
        about: dict[str, Any] = {
            "description": table.description,
            "columns": {column.name: column.description for column in table.columns},
        }
        if label := next((name for name in _LABELS if name in names and not table.is_detail), None):
            about["label_column"] = label
        if facets := _FACETS.get(table.name):
            about["facets"] = list(facets)
        described[table.name] = about
        described |= {_link_table(table, column): {"hidden": True} for column in _linked(table)}
    return {
        "title": settings.site_name,
        "description": settings.disclaimer,
        "license": settings.licence,
        "license_url": settings.licence_url,
        "source": settings.site_name,
        "source_url": settings.site_url,
        "databases": {"briefings": {"tables": described}},
    }


def _make_table(database: sqlite3.Connection, table: Table) -> None:
    database.execute(f"CREATE TABLE {_name(table.name)} ({', '.join(_define(column) for column in table.columns)})")
    for column in _linked(table):
        database.execute(
            f"CREATE TABLE {_name(_link_table(table, column))} ("
            f"parent TEXT NOT NULL REFERENCES {_name(table.name)} (id), number INTEGER NOT NULL, "
            f"{_name(column.name)} TEXT NOT NULL REFERENCES {_name(column.refers_to)} (id), "
            "PRIMARY KEY (parent, number))"
        )


def _make_indexes(database: sqlite3.Connection, table: Table) -> None:
    for column in table.columns:
        if column.refers_to and column.type is Type.TEXT:
            index = _name(f"{table.name}_by_{column.name}")
            database.execute(f"CREATE INDEX {index} ON {_name(table.name)} ({_name(column.name)})")


def _make_search(database: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> None:
    named = ", ".join(_name(column) for column in columns)
    index = _name(f"{table}_fts")
    tokenize = "tokenize='unicode61 remove_diacritics 2'"
    database.execute(f"CREATE VIRTUAL TABLE {index} USING fts5({named}, content={_name(table)}, {tokenize})")
    database.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")


def _define(column: Column) -> str:
    parts = [_name(column.name), _TYPES.get(column.type, "TEXT")]
    if column.name == "id":
        parts.append("PRIMARY KEY")
    if column.name == "id" or column.is_required:
        parts.append("NOT NULL")
    if column.refers_to and column.type is Type.TEXT:
        parts.append(f"REFERENCES {_name(column.refers_to)} (id)")
    return " ".join(parts)


def _linked(table: Table) -> list[Column]:
    """Return the columns that are lists of ids, and so have a table of links; of sources, `citations` says more."""
    return [column for column in table.columns if column.type is Type.LIST and column.refers_to not in ("", "sources")]


def _link_table(table: Table, column: Column) -> str:
    return f"{table.name}_{column.name}_ids"


def _name(name: str) -> str:
    """Write one of our own names in SQL: some, such as `from` and `to`, are words of the language."""
    return f'"{name}"'


def _marks(count: int) -> str:
    return ", ".join("?" * count)
