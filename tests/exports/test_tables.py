"""Tables: the CSV files validate as their data package describes them, the database holds together, texts are whole."""

import asyncio
import csv
import io
import json
import sqlite3
import warnings
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from generator.exports.csv_files import to_cell
from generator.exports.tables import build_tables, iter_rows
from tests.exports.catalogues import HOSTILE, hostile, hostile_outputs, real, real_outputs

FILES = [real_outputs, hostile_outputs]


def read_csv(files: Any, name: str) -> list[dict[str, str]]:
    text = files[f"data/csv/{name}.csv"].decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path = tmp_path / "briefings.sqlite"
    path.write_bytes(hostile_outputs()["data/briefings.sqlite"])
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


@pytest.mark.parametrize("files", FILES)
def test_the_data_package_is_valid(files: Any, tmp_path: Path) -> None:
    for path, content in files().items():
        if path.startswith("data/"):
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import Package

        report = Package(str(tmp_path / "data/datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:5]
    assert report.stats["tasks"] > 15


def test_rows_and_texts_are_those_of_the_corpus() -> None:
    for catalogue, files in ((real(), real_outputs()), (hostile(), hostile_outputs())):
        briefs = catalogue.corpus.briefs.values()
        texts = [(quote["id"], unguard(quote["text"])) for quote in read_csv(files, "quotes")]
        assert sorted(text for _, text in texts) == sorted(quote.text for brief in briefs for quote in brief.quotes)
        assert len({name for name, _ in texts}) == len(texts)
        titles = [unguard(row["title"]) for row in read_csv(files, "briefs")]
        assert titles == [brief.title for brief in briefs]


def unguard(cell: str) -> str:
    return cell.removeprefix("'")


def test_no_cell_begins_a_formula() -> None:
    for path, content in hostile_outputs().items():
        if path.endswith(".csv"):
            for row in csv.reader(io.StringIO(content.decode(), newline=""), strict=True):
                for cell in row:
                    is_number = cell[:1] == "-" and cell[1:].replace(".", "").isdigit()
                    assert is_number or not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝")), (path, cell)


@pytest.mark.parametrize("text", [*HOSTILE, "'", "''x", "=", "+1", "-1", "@x", "\tx", "＠x", ""])
def test_what_is_guarded_can_be_had_back(text: str) -> None:
    assert unguard(str(to_cell(text))) == text


def test_lines_end_as_the_rfc_says() -> None:
    content = real_outputs()["data/csv/places.csv"]
    assert content.count(b"\n") == content.count(b"\r\n") == len(real().corpus.places) + 1
    assert not content.startswith(b"\xef\xbb\xbf")


def test_the_database_holds_together(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert sorted(title for (title,) in database.execute("SELECT title FROM briefs")) == sorted(
        brief.title for brief in hostile().corpus.briefs.values()
    )
    tables = build_tables()
    items = [item for items in hostile().items.values() for item in items.values()]
    counts = Counter(table.name for item in items for table, _ in iter_rows(tables, item))
    assert counts["citations"] > counts["quotes"] == len(hostile().corpus.briefs)
    for name in tables:
        assert database.execute(f'SELECT count(*) FROM "{name}"').fetchone() == (counts[name],), name


@pytest.mark.parametrize("words", ["停火未达成协议", "жодного", "تقدم", "युद्धविराम", "jazn"])
def test_full_text_search_finds_every_script(database: sqlite3.Connection, words: str) -> None:
    sql = "SELECT q.text FROM quotes_fts f JOIN quotes q ON q.rowid = f.rowid WHERE quotes_fts MATCH ?"
    assert database.execute(sql, (f'"{words}"',)).fetchall()


def test_datasette_opens_it_with_labels_facets_and_search(tmp_path: Path) -> None:
    path = tmp_path / "briefings.sqlite"
    path.write_bytes(real_outputs()["data/briefings.sqlite"])
    metadata = json.loads(real_outputs()["data/metadata.json"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from datasette.app import Datasette

        async def ask(address: str) -> Any:
            response = await Datasette([str(path)], metadata=metadata).client.get(address)
            assert response.status_code == 200, address
            return response.json()

        async def ask_all() -> list[Any]:
            return [
                await ask("/briefings/quotes.json?_labels=on&_shape=objects&_size=3"),
                await ask("/briefings/quotes.json?_search=corridors&_shape=objects"),
            ]

        # In a thread of its own: where the browser's tests ran before, this one has a loop already.
        with ThreadPoolExecutor(1) as pool:
            labelled, found = pool.submit(asyncio.run, ask_all()).result()
    assert labelled["rows"][0]["brief"]["label"] in {brief.title for brief in real().corpus.briefs.values()}
    assert "speaker" in labelled["facet_results"]
    assert found["filtered_table_rows_count"] > 0
