"""Pagefind over a built folder: one index in small parts, reproducible, without what is not used."""

import gzip
import json
from pathlib import Path
from typing import Any

import pagefind_bin
import pytest

from generator.search import SearchError, run_pagefind
from generator.search_index import fold, iter_parts, to_words
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


def read_index(folder: Path) -> dict[str, Any]:
    """The index as a browser reads it: from the file with the fixed name to all others."""

    def read(path: str) -> Any:
        return json.loads(gzip.decompress((folder / path).read_bytes()))

    meta = read(json.loads((folder / "pagefind-entry.json").read_text(encoding="utf-8"))["meta"])
    parts = [(first, last, read(f"index/{name}")) for first, last, name in meta["parts"]]
    return {"pages": meta["pages"], "parts": parts, "facets": read(meta["filters"])}


def test_pages_in_all_languages_share_one_index(tmp_path: Path) -> None:
    site = write_pages(tmp_path / "site", 9)
    printed = run_pagefind(site)
    index = read_index(site / "pagefind")
    assert len(index["pages"]) == 9
    assert all((site / f"pagefind/fragment/{name}.pf_fragment").is_file() for name, _ in index["pages"])
    words = {word: runs for *_, part in index["parts"] for word, runs in part.items()}
    assert {"humanitarian", "коридор", "ممر", *(f"number{number}" for number in range(9))} <= words.keys()
    assert [sum(step for step, *_ in run) for run in words["коридор"]] == [8]
    assert "Indexed 9 pages" in printed


def test_words_stand_in_parts_in_order(tmp_path: Path) -> None:
    site = write_pages(tmp_path / "site", 3000)
    run_pagefind(site)
    parts = read_index(site / "pagefind")["parts"]
    assert len(parts) > 1
    edges = [edge for first, last, _ in parts for edge in (first, last)]
    assert edges == sorted(edges)
    assert all([first, last] == [min(part), max(part)] for first, last, part in parts)
    assert all(path.stat().st_size < 20_000 for path in (site / "pagefind/index").iterdir())


def test_the_spellings_of_a_word_share_an_entry() -> None:
    words = to_words(
        [["cavusoglu", [[1, [-25, 3], []]], [["çavuşoğlu", [[0, [-25, 7], []]]]]], ["side”", [[2, [-25, 1], []]], []]]
    )
    assert words == {"cavusoglu": "[[[0,[-25,7],[]]],[[1,[-25,3],[]]]]", "side": "[[[2,[-25,1],[]]]]"}
    [(first, last, text)] = iter_parts(words)
    assert (first, last) == ("cavusoglu", "side")
    assert json.loads(text) == {word: json.loads(runs) for word, runs in words.items()}
    assert [fold(word) for word in ("Маріуполь”", "Cease-fire", "“—”")] == ["маріуполь", "ceasefire", ""]


def test_the_index_is_the_same_every_time(tmp_path: Path) -> None:
    sites = [write_pages(tmp_path / name, 300) for name in ("one", "two")]
    for site in sites:
        run_pagefind(site)
    one, two = (read_tree(site / "pagefind") for site in sites)
    assert one == two


def test_programs_and_ready_made_search_boxes_are_left_out(tmp_path: Path) -> None:
    site = write_pages(tmp_path / "site", 1)
    run_pagefind(site)
    kinds = {path.suffix for path in (site / "pagefind").rglob("*") if path.is_file()}
    assert kinds == {".json", ".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment"}


def test_a_failure_is_told_once_in_the_words_of_pagefind(tmp_path: Path) -> None:
    tmp_path.joinpath("empty").mkdir()
    with pytest.raises(SearchError, match="Pagefind made no index") as caught:
        run_pagefind(tmp_path / "empty")
    assert str(caught.value).count("not able to build an index") == 1


def test_a_missing_program_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: tmp_path / "gone")
    with pytest.raises(SearchError, match="cannot be started"):
        run_pagefind(tmp_path)
