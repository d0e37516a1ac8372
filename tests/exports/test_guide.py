"""The guide to the data names files and columns that are there, and its examples work."""

import re
import shutil
import sqlite3
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from generator.exports.openapi import SCHEMA_VERSION
from generator.pages.data import EXAMPLES, build_data
from tests.exports.catalogues import ROOT, SITE, real, real_outputs

GUIDE = (ROOT / "docs/using-data.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


def test_every_file_that_it_names_is_there() -> None:
    named = set(re.findall(r"(?:SITE/|`)((?:api|data)/[\w./]+)", GUIDE))
    assert len(named) >= 6
    assert named <= real_outputs().keys()


def test_the_page_of_the_data_has_the_same_examples_with_the_address_of_the_site() -> None:
    page = build_data("data/", False, real().corpus, real().settings)
    written = [code for code in re.findall(r"```\w+\n(.*?)```", GUIDE, re.DOTALL) if "SITE" in code]
    assert [example.code for example in EXAMPLES] == written
    assert [example.code.replace("SITE/", SITE) for example in EXAMPLES] == [one.code for one in page.view.examples]


@pytest.mark.skipif(not (shutil.which("jq") and shutil.which("curl")), reason="jq or curl is not installed")
def test_the_example_with_curl_and_jq_runs_as_it_is_written(tmp_path: Path) -> None:
    for path in ("api/v1/all.json", "data/briefings.sqlite", "data/metadata.json"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(real_outputs()[path])
    first, _, third = (example.code.replace("SITE/", f"{tmp_path.as_uri()}/") for example in EXAMPLES)
    done = subprocess.run(["bash", "-euc", f"set -o pipefail\n{first}"], capture_output=True, check=True, text=True)
    assert "Dmytro Kuleba\t" in done.stdout
    fetch = "".join(line for line in third.splitlines(keepends=True) if line.startswith("curl"))
    subprocess.run(["bash", "-euc", fetch], cwd=tmp_path, check=True)
    assert (tmp_path / "briefings.sqlite").read_bytes() == real_outputs()["data/briefings.sqlite"]


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


def test_the_example_with_pandas_counts_what_became_of_each_issue(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "data/csv/outcomes.csv"
    path.parent.mkdir(parents=True)
    path.write_bytes(real_outputs()["data/csv/outcomes.csv"])
    (example,) = blocks("python")
    exec(example.replace("SITE/", f"{tmp_path.as_uri()}/"), {})
    outcomes = [outcome for brief in real().corpus.briefs.values() for outcome in brief.outcomes]
    counts = Counter((outcome.issue, outcome.status.value) for outcome in outcomes)
    printed = capsys.readouterr().out.splitlines()
    for (issue, status), count in counts.items():
        # An issue is printed once, above its other statuses.
        assert any(line.startswith(issue) for line in printed)
        assert any(line.split()[-2:] == [status, str(count)] for line in printed), (issue, status, count)
    assert sum(int(line.split()[-1]) for line in printed if line.split()[-1].isdigit()) == len(outcomes)


def test_the_version_that_it_ends_with_is_that_of_the_api() -> None:
    assert re.findall(r"\*\*([\d.]+)\*\*", GUIDE)[0] == SCHEMA_VERSION
