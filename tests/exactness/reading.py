"""What a reader's program makes of a file: its texts with where they stand, as values that can be counted and compared.

A site of plain words and the same site of hostile texts are then the same but for the words, whatever the format.
"""

import csv
import gzip
import io
import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import html5lib
import icalendar
import rispy

from generator.exports.columns import Type
from generator.exports.tables import build_tables
from generator.source import SourceFile
from generator.yaml_parser import parse_yaml

_COLUMNS = [column for table in build_tables().values() for column in table.columns]
_JSON_COLUMNS = {column.name for column in _COLUMNS if column.type in (Type.LIST, Type.MAPPING)}
_JSON_COLUMNS -= {column.name for column in _COLUMNS if column.type is Type.TEXT}
# Where a text stands, and the text.
Leaf = tuple[str, str]
# What is worked out from the bytes, or is itself made of other values.
_DERIVED = {"bytes", "hash", "sha256", "size", "etag"}
_HTML_KEYS = (
    "html",
    "content_html",
    "content",
    "{http://purl.org/rss/1.0/modules/content/}encoded",
    "description_html",
)


def read_leaves(path: Path, data: bytes) -> Iterator[Leaf]:
    """Yield every text of a file, read as a program for its format would."""
    name = path.name.removesuffix(".gz")
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    reader = next(reader for ending, reader in _READERS.items() if name.endswith(ending))
    yield from reader(data)


def can_read(path: Path) -> bool:
    """Tell whether a file holds texts of the content in a format that is known here."""
    return any(path.name.removesuffix(".gz").endswith(ending) for ending in _READERS)


def read_html(data: bytes) -> Iterator[Leaf]:
    """Yield every element with its attributes, and every text with the element that it stands in."""
    document = html5lib.parse(data.decode(), namespaceHTMLElements=False)
    yield from _read_elements(document)


def read_fragment(html: str) -> Iterator[Leaf]:
    """The same of a piece of a page."""
    for element in html5lib.parseFragment(html, namespaceHTMLElements=False):
        yield from _read_elements(element)


def _read_elements(root: Any) -> Iterator[Leaf]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield "comment", element.text or ""
            continue
        kind = element.get("class", "").split(" ")[0]
        where = f"{element.tag}.{kind}"
        yield where, ""
        for name, value in element.attrib.items():
            yield f"{where}@{name}", value
        if element.get("type") == "application/ld+json" or (element.tag == "pre" and "data-copy" in element.attrib):
            yield from _read_values(json.loads(element.text), where)
        elif element.tag not in ("script", "style"):
            yield where, element.text or ""
        yield f"{where} after", element.tail or ""


def _read_json(data: bytes) -> Iterator[Leaf]:
    yield from _read_values(json.loads(data), "")


def _read_lines(data: bytes) -> Iterator[Leaf]:
    for line in data.decode().split("\n"):
        if line:
            yield from _read_json(line.encode())


def _read_yaml(data: bytes) -> Iterator[Leaf]:
    document = parse_yaml(SourceFile("x.yml", data.decode()))
    assert not document.diagnostics
    yield from _read_values(document.value, "")


def _read_values(value: Any, path: str) -> Iterator[Leaf]:
    key = path.rpartition("/")[2]
    if isinstance(value, Mapping):
        for name, item in value.items():
            if name not in _DERIVED:
                yield from _read_values(item, f"{path}/{name}")
    elif isinstance(value, list):
        for item in value:
            yield from _read_values(item, path)
    elif key in _HTML_KEYS and isinstance(value, str):
        yield from ((f"{path} {where}", text) for where, text in read_fragment(value))
    else:
        yield path, str(value)


def _read_csv(data: bytes) -> Iterator[Leaf]:
    head, *rows = csv.reader(io.StringIO(data.decode(), newline=""))
    for row in rows:
        for name, cell in zip(head, row, strict=True):
            # One apostrophe is put before what a spreadsheet could run.
            yield from _read_cell(name, cell[1:] if cell.startswith("'") else cell)


def _read_cell(name: str, cell: str) -> Iterator[Leaf]:
    """A list or a mapping stands in a cell as JSON."""
    if cell.startswith(("[", "{")) and name.rpartition(".")[2] in _JSON_COLUMNS:
        yield from _read_values(json.loads(cell), name)
    else:
        yield name, cell


def _read_xml(data: bytes) -> Iterator[Leaf]:
    for element in ElementTree.fromstring(data).iter():
        yield from ((f"{element.tag}@{name}", value) for name, value in element.attrib.items())
        if element.tag.endswith(("}content", "}encoded")) and element.text:
            yield from ((f"{element.tag} {where}", text) for where, text in read_fragment(element.text))
        else:
            yield element.tag, element.text or ""


def _read_calendar(data: bytes) -> Iterator[Leaf]:
    for component in icalendar.Calendar.from_ical(data.decode()).walk():
        for name, value in component.property_items(recursive=False):
            text = str(value) if isinstance(value, str) else repr(value)
            # The library does not know that these are texts, and leaves their escapes.
            is_raw = name in ("NAME", "X-WR-CALNAME")
            yield f"{component.name}/{name}", re.sub(r"\\(.)", r"\1", text) if is_raw else text


def _read_database(data: bytes) -> Iterator[Leaf]:
    with sqlite3.connect(":memory:") as database:
        database.deserialize(data)
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            if "_fts" in table:
                continue
            rows = database.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in rows.description]
            for row in rows:
                for name, cell in zip(names, row, strict=True):
                    yield from _read_cell(f"{table}.{name}", str(cell))


def _read_ris(data: bytes) -> Iterator[Leaf]:
    for reference in rispy.loads(data.decode()):
        yield from _read_values(reference, "")


def read_bibtex(data: bytes) -> Iterator[Leaf]:
    for line in data.decode().split("\n"):
        name, _, value = line.strip().partition(" = ")
        yield name if value else line, _BIBTEX.sub(lambda match: _BIBTEX_WORDS.get(match[0], match[0][1:]), value)


_BIBTEX_WORDS = {
    "\\textbackslash{}": "\\",
    "\\textbraceleft{}": "{",
    "\\textbraceright{}": "}",
    "\\textasciitilde{}": "~",
    "\\textasciicircum{}": "^",
}
_BIBTEX = re.compile(r"\\text[a-z]+\{\}|\\[#$%&_]")
_READERS: Mapping[str, Callable[[bytes], Iterator[Leaf]]] = {
    ".html": read_html,
    ".json": _read_json,
    ".geojson": _read_json,
    ".jsonld": _read_json,
    ".jsonl": _read_lines,
    ".yml": _read_yaml,
    ".csv": _read_csv,
    ".xml": _read_xml,
    ".ics": _read_calendar,
    ".sqlite": _read_database,
    ".ris": _read_ris,
    ".bib": read_bibtex,
}
