"""Tables as CSV (RFC 4180), with a data package that describes them (Frictionless, Data Package 1)."""

import csv
import io
from collections.abc import Iterator, Mapping
from hashlib import sha256
from types import SimpleNamespace
from typing import Any, cast

from generator.escape import to_csv_text
from generator.exports.columns import Cell, Column, Type
from generator.exports.imprint import Imprint
from generator.exports.json_text import to_readable_json
from generator.exports.plain import Plain
from generator.exports.tables import Table
from generator.pages.downloads import DATA, TABLES
from generator.render import Output

_GUARDED = (
    "A text that begins with = + - @, a tab or a carriage return would be taken for a formula by spreadsheets: such a "
    "text, and one that begins with an apostrophe, has one apostrophe put before it. Take a leading apostrophe off to "
    "have the text as it was written."
)


class CsvFiles:
    """Gathers the rows of all tables as CSV."""

    def __init__(self, imprint: Imprint, tables: Mapping[str, Table]) -> None:
        self._imprint = imprint
        self._tables = tables
        self._texts: dict[str, io.BytesIO] = {}
        # What a line is written to gives it back.
        self._to_line = csv.writer(cast(Any, SimpleNamespace(write=str)), lineterminator="\r\n").writerow
        self._places = {name: _find_places(table) for name, table in tables.items()}

    def make(self, table: Table, row: Plain, cells: list[Cell]) -> Iterator[tuple[str, bytes]]:
        """Make the line of a row."""
        written = [*cells]
        for place in self._places[table.name]:
            if written[place] is not None:
                written[place] = to_cell(written[place])
        yield table.name, self._encode(written)

    def put(self, name: str, pieces: list[bytes]) -> None:
        """Write lines of a table, whose first one has the names of its columns."""
        text = self._texts.get(name)
        if text is None:
            text = self._texts[name] = io.BytesIO()
            text.write(self._encode([column.name for column in self._tables[name].columns]))
        text.writelines(pieces)

    def finish(self) -> Iterator[Output]:
        """Yield a CSV file for each table that has rows, and their description."""
        made = {name: table for name, table in self._tables.items() if name in self._texts}
        resources = []
        for name, table in made.items():
            content = self._texts.pop(name).getvalue()
            resources.append(_to_resource(table, content, made))
            yield Output(f"{TABLES}{name}.csv", content)
        yield Output(f"{DATA}datapackage.json", to_readable_json({**_about(self._imprint), "resources": resources}))

    def _encode(self, cells: list[Cell]) -> bytes:
        return str(self._to_line(cells)).encode()


def _find_places(table: Table) -> tuple[int, ...]:
    """Find the columns of texts that may look like a formula, and of truth values; others are written as they are.

    No id, address or term of a vocabulary looks like one.
    """

    def is_free(column: Column) -> bool:
        is_known = column.terms or column.refers_to or column.name in ("id", "permalink")
        return column.type is Type.BOOLEAN or (column.type is Type.TEXT and not is_known)

    return tuple(place for place, column in enumerate(table.columns) if is_free(column))


def to_cell(value: Cell) -> Cell:
    """Write a value so that no spreadsheet takes a text for a formula."""
    if isinstance(value, str):
        return to_csv_text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


def _about(imprint: Imprint) -> dict[str, Any]:
    about = imprint.about()
    settings = imprint.settings
    licence = {"title": settings.licence, "path": settings.licence_url} if settings.licence_url else {}
    named = {"name": settings.licence} if settings.licence else {}
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "conflict-briefings",
        "title": settings.site_name,
        "description": f"{settings.disclaimer}\n\n{_GUARDED}".strip(),
        "created": about["generated_at"],
    }
    if settings.site_url:
        package["homepage"] = settings.site_url
    if named or licence:
        package["licenses"] = [{**named, **licence}]
    return package


def _to_resource(table: Table, content: bytes, tables: Mapping[str, Table]) -> dict[str, Any]:
    keys = [
        {"fields": column.name, "reference": {"resource": column.refers_to, "fields": "id"}}
        for column in table.columns
        if column.refers_to in tables and column.type is Type.TEXT
    ]
    schema: dict[str, Any] = {"fields": [_to_field(column) for column in table.columns], "primaryKey": ["id"]}
    if keys:
        schema["foreignKeys"] = keys
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"csv/{table.name}.csv",
        "title": table.name.replace("_", " ").capitalize(),
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": schema,
    }


def _to_field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.is_required or column.name == "id" else {}
    if column.terms and all(to_csv_text(term) == term for term in column.terms):
        constraints["enum"] = list(column.terms)
    field: dict[str, Any] = {"name": column.name, "type": column.type.value, "description": column.description}
    return {**field, "constraints": constraints} if constraints else field
