"""The guide for authors is true: its example files together are content that the check accepts without a word."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.model.dates import parse_edtf, to_words
from tests.conftest import ROOT

PAGES = sorted((ROOT / "docs").glob("*.md"))
FILE = re.compile(r"# (briefs/\S+\.yml)\n")


def read_examples(page: Path) -> list[str]:
    return re.findall(r"^```yaml\n(.*?)^```$", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_example_names_its_file_or_is_called_a_fragment(page: Path) -> None:
    for example in read_examples(page):
        assert FILE.match(example) or example.startswith("# fragment: "), example


def test_the_example_files_of_the_guide_are_accepted(tmp_path: Path) -> None:
    for example in read_examples(ROOT / "docs" / "writing.md"):
        named = FILE.match(example)
        if named:
            path = tmp_path / named[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(example, encoding="utf-8")
    assert list(tmp_path.glob("briefs/2022/*.yml"))
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: Examples\nplugins: [briefings]\n", encoding="utf-8")
    command = [sys.executable, "-m", "generator", "check", "-f", str(tmp_path / "mkdocs.yml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "warning" not in done.stdout + done.stderr


def test_the_dates_of_the_guide_are_shown_as_it_says() -> None:
    section = (ROOT / "docs" / "writing.md").read_text(encoding="utf-8").partition("## 6. Dates")[2]
    rows = re.findall(r"^\| `([^`]+)` \| ([^|]+) \|$", section.partition("\n## ")[0], flags=re.MULTILINE)
    assert len(rows) >= 7
    assert [(written, to_words(parse_edtf(written))) for written, _ in rows] == rows
