"""Pagefind over a built folder: one index, reproducible, without what is not used."""

import json
from pathlib import Path

import pagefind_bin
import pytest

from generator.search import SearchError, run_pagefind, to_command
from tests.small_site import read_tree


def write_pages(folder: Path, count: int) -> Path:
    for number in range(count):
        path = folder / f"briefs/{number}/index.html"
        path.parent.mkdir(parents=True)
        language = ("en", "uk", "ar")[number % 3]
        text = f"humanitarian corridor number{number} коридор ممر"
        path.write_text(
            f'<html lang="{language}"><title>{number}</title>'
            f"<main data-pagefind-body><h1>{number}</h1><p>{text}</p></main>",
            encoding="utf-8",
        )
    return folder


def test_pages_in_all_languages_share_one_index(tmp_path: Path) -> None:
    site = write_pages(tmp_path / "site", 9)
    printed = run_pagefind(site, "en")
    entry = json.loads((site / "pagefind/pagefind-entry.json").read_text(encoding="utf-8"))
    assert list(entry["languages"]) == ["en"]
    assert entry["languages"]["en"]["page_count"] == 9
    assert "Indexed 9 pages" in printed


def test_the_index_is_the_same_every_time(tmp_path: Path) -> None:
    sites = [write_pages(tmp_path / name, 300) for name in ("one", "two")]
    for site in sites:
        run_pagefind(site, "en")
    one, two = (read_tree(site / "pagefind") for site in sites)
    assert one == two


def test_ready_made_search_boxes_are_left_out(tmp_path: Path) -> None:
    site = write_pages(tmp_path / "site", 1)
    run_pagefind(site, "en")
    scripts = {path.name for path in (site / "pagefind").iterdir() if path.suffix in (".js", ".css")}
    assert scripts == {"pagefind.js", "pagefind-worker.js"}


def test_a_failure_is_told_once_in_the_words_of_pagefind(tmp_path: Path) -> None:
    tmp_path.joinpath("empty").mkdir()
    with pytest.raises(SearchError, match="Pagefind made no index") as caught:
        run_pagefind(tmp_path / "empty", "en")
    assert str(caught.value).count("not able to build an index") == 1


def test_a_missing_program_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: tmp_path / "gone")
    with pytest.raises(SearchError, match="cannot be started"):
        run_pagefind(tmp_path, "en")


def test_the_language_is_passed_by_its_primary_part() -> None:
    command = to_command(Path("pagefind"), Path("site"), "zh-Hant")
    assert command[-2:] == ["--force-language", "zh"]
