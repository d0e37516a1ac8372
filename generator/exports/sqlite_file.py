"""The corpus as one SQLite database, which Datasette opens with names in the place of ids, facets and search.

Python's own `sqlite3` writes it, in memory: the tables are known, and nothing needs to be guessed from the data.
"""

import sqlite3
from collections.abc import Iterator
from typing import Any

from generator.exports.catalogue import Catalogue
from generator.exports.columns import Column, Type
from generator.exports.json_text import to_readable_json
from generator.exports.tables import Table, build_tables
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
_LABELS = ("name", "title", "statement", "text", "label")


def iter_sqlite(catalogue: Catalogue) -> Iterator[Output]:
    """Yield the database, and what Datasette is told of it."""
    tables = build_tables()
    yield Output(DATABASE, to_database(catalogue, list(tables.values())))
    yield Output(f"{DATA}metadata.json", to_readable_json(to_metadata(catalogue, list(tables.values()))))


def to_database(catalogue: Catalogue, tables: list[Table]) -> bytes:
    """Write the tables as a database; the same corpus gives the same bytes."""
    with sqlite3.connect(":memory:") as database:
        database.execute("PRAGMA page_size = 4096")
        database.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        for table in tables:
            _write_table(database, catalogue, table)
        for name, columns in _SEARCHED.items():
            _write_index(database, name, columns)
        database.commit()
        return database.serialize()


def to_metadata(catalogue: Catalogue, tables: list[Table]) -> dict[str, Any]:
    """Say what Datasette shows of the database: titles, the licence, labels, facets; tables of links are hidden."""
    settings = catalogue.settings
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


def _write_table(database: sqlite3.Connection, catalogue: Catalogue, table: Table) -> None:
    database.execute(f"CREATE TABLE {_name(table.name)} ({', '.join(_define(column) for column in table.columns)})")
    linked = _linked(table)
    for column in linked:
        database.execute(
            f"CREATE TABLE {_name(_link_table(table, column))} ("
            f"parent TEXT NOT NULL REFERENCES {_name(table.name)} (id), number INTEGER NOT NULL, "
            f"{_name(column.name)} TEXT NOT NULL REFERENCES {_name(column.refers_to)} (id), "
            "PRIMARY KEY (parent, number))"
        )
    rows, links = [], {column.name: list[tuple[str, int, str]]() for column in linked}
    for row in table.rows(catalogue):
        rows.append([column.cell(row) for column in table.columns])
        for column in linked:
            links[column.name] += [(row["key"], number, name) for number, name in enumerate(column.read(row), start=1)]
    database.executemany(f"INSERT INTO {_name(table.name)} VALUES ({_marks(len(table.columns))})", rows)
    for column in linked:
        database.executemany(f"INSERT INTO {_name(_link_table(table, column))} VALUES (?, ?, ?)", links[column.name])
    for column in table.columns:
        if column.refers_to and column.type is Type.TEXT:
            index = _name(f"{table.name}_by_{column.name}")
            database.execute(f"CREATE INDEX {index} ON {_name(table.name)} ({_name(column.name)})")


def _write_index(database: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> None:
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
