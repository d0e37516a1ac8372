"""The guide to the data names files and columns that are there, and its examples work."""

import csv
import io
import re
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from generator.exports.openapi import SCHEMA_VERSION
from tests.exports.catalogues import ROOT, real, real_outputs

GUIDE = (ROOT / "docs/using-data.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


def test_every_file_that_it_names_is_there() -> None:
    named = set(re.findall(r"(?:SITE/|`)((?:api|data)/[\w./]+)", GUIDE))
    assert len(named) >= 6
    assert named <= real_outputs().keys()


@pytest.mark.skipif(not shutil.which("jq"), reason="jq is not installed")
def test_the_program_of_jq_says_who_said_what() -> None:
    program = re.findall(r"jq -r '(.*?)'", GUIDE, re.DOTALL)[0]
    command = ["jq", "-r", program]
    done = subprocess.run(command, input=real_outputs()["api/v1/all.json"], capture_output=True, check=True)
    lines = done.stdout.decode().splitlines()
    assert len(lines) == sum(len(brief.quotes) for brief in real().corpus.briefs.values())
    assert any(line.startswith("Dmytro Kuleba\t") for line in lines)


def test_the_query_finds_quotes(tmp_path: Path) -> None:
    path = tmp_path / "briefings.sqlite"
    path.write_bytes(real_outputs()["data/briefings.sqlite"])
    (query,) = blocks("sql")
    rows = sqlite3.connect(path).execute(query).fetchall()
    assert rows
    assert all("corridor" in text.lower() or speaker for speaker, text in rows)


def test_the_table_has_the_columns_that_the_example_groups_by() -> None:
    (example,) = blocks("python")
    columns = re.findall(r'"(\w+)"', example.partition("groupby")[2])
    rows = list(csv.DictReader(io.StringIO(real_outputs()["data/csv/outcomes.csv"].decode(), newline="")))
    assert columns == ["issue", "status"]
    assert all(row[column] for row in rows for column in columns)


def test_the_version_that_it_ends_with_is_that_of_the_api() -> None:
    assert re.findall(r"\*\*([\d.]+)\*\*", GUIDE)[0] == SCHEMA_VERSION
