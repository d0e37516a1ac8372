"""Tables as CSV (RFC 4180), with a data package that describes them (Frictionless, Data Package 1)."""

import csv
import io
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from generator.exports.catalogue import Catalogue
from generator.exports.columns import Cell, Column, Type
from generator.exports.json_text import to_readable_json
from generator.exports.tables import Table, build_tables
from generator.pages.downloads import DATA, TABLES
from generator.render import Output

# What spreadsheets take for the beginning of a formula, in both widths that East Asian keyboards have.
_FORMULA = tuple("=+-@\t\r＝＋－＠")
_GUARD = "'"
_GUARDED = (
    "A text that begins with = + - @, a tab or a carriage return would be taken for a formula by spreadsheets: such a "
    "text, and one that begins with an apostrophe, has one apostrophe put before it. Take a leading apostrophe off to "
    "have the text as it was written."
)


def iter_csv(catalogue: Catalogue) -> Iterator[Output]:
    """Yield a CSV file for each table that has rows, and their description."""
    resources = []
    made: dict[str, Table] = {}
    for name, table in build_tables().items():
        text = to_csv(catalogue, table)
        if text.count("\r\n") > 1:
            made[name] = table
            content = text.encode()
            yield Output(f"{TABLES}{name}.csv", content)
            resources.append((table, content))
    described = [_to_resource(table, content, made) for table, content in resources]
    yield Output(f"{DATA}datapackage.json", to_readable_json({**_about(catalogue), "resources": described}))


def to_csv(catalogue: Catalogue, table: Table) -> str:
    """Write a table as CSV."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    for row in table.rows(catalogue):
        writer.writerow([to_cell(column.cell(row)) for column in table.columns])
    return file.getvalue()


def to_cell(value: Cell) -> Cell:
    """Write a value so that no spreadsheet takes a text for a formula."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith((*_FORMULA, _GUARD)):
        return _GUARD + value
    return value


def _about(catalogue: Catalogue) -> dict[str, Any]:
    about = catalogue.about()
    settings = catalogue.settings
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
    if column.terms and not any(term.startswith(_FORMULA) for term in column.terms):
        constraints["enum"] = list(column.terms)
    field: dict[str, Any] = {"name": column.name, "type": column.type.value, "description": column.description}
    return {**field, "constraints": constraints} if constraints else field
