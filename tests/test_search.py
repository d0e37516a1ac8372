"""Pagefind over a built folder: one index in small parts, reproducible, without what is not used."""

import gzip
import json
import re
import shutil
import time
from collections.abc import Iterable
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pagefind_bin
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import search, search_index
from generator.processes import begun
from generator.search import SearchError, find_indexed, write_search
from generator.search_index import change_parts, fold, iter_words, to_line
from tests.small_site import read_tree


def write_pages(folder: Path, count: int) -> Path:
    for number in range(count):
        path = folder / f"briefs/{number}/index.html"
        path.parent.mkdir(parents=True)
        language = ("en", "uk", "ar")[number % 3]
        text = f"humanitarian corridor number{number} коридор ممر"
        path.write_text(
            f'<html lang="{language}"><title>{number}</title>'
            f'<meta data-pagefind-filter="kind[content]" content="{("even", "odd")[number % 2]}">'
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
    names = [name for texts in meta["texts"] for name in read(f"texts/{texts}")]
    facets = {
        facet: [[value, list(accumulate(steps))] for value, steps in read(name)]
        for facet, name in meta["filters"].items()
    }
    return {"pages": list(zip(names, meta["words"], strict=True)), "parts": parts, "facets": facets}


def index_whole(site: Path) -> dict[str, Any]:
    write_search(site, find_indexed(site))
    return read_index(site / "pagefind")


def words_of(index: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {word: pages for *_, part in index["parts"] for word, pages in part.items()}


def test_pages_in_all_languages_share_one_index(tmp_path: Path) -> None:
    site = write_pages(tmp_path / "site", 9)
    index = index_whole(site)
    assert len(index["pages"]) == 9
    assert all((site / f"pagefind/fragment/{name}.pf_fragment").is_file() for name, _ in index["pages"])
    words = words_of(index)
    assert {"humanitarian", "коридор", "ممر", *(f"number{number}" for number in range(9))} <= words.keys()
    assert list(words["коридор"]) == [str(page) for page in range(9)]
    assert list(words["number7"]) == ["7"], "a page is its place in the order of addresses"
    assert index["facets"] == {"kind": [["even", [0, 2, 4, 6, 8]], ["odd", [1, 3, 5, 7]]]}


def test_a_page_that_is_not_marked_is_not_indexed(tmp_path: Path) -> None:
    site = write_pages(tmp_path / "site", 2)
    (site / "list.html").write_text("<main><p>humanitarian</p></main>", encoding="utf-8")
    assert find_indexed(site) == ["briefs/0/index.html", "briefs/1/index.html"]


def test_words_stand_in_parts_in_order(tmp_path: Path) -> None:
    site = write_pages(tmp_path / "site", 3000)
    parts = index_whole(site)["parts"]
    assert len(parts) > 1
    edges = [edge for first, last, _ in parts for edge in (first, last)]
    assert edges == sorted(edges)
    assert all([first, last] == [min(part), max(part)] for first, last, part in parts)


def test_the_spellings_of_a_word_share_an_entry() -> None:
    entries = [
        ["cavusoglu", [[1, [-25, 3], []]], [["çavuşoğlu", [[0, [-25, 7], []], [1, [4], [2]]]]]],
        ["side”", [[2, [-25, 1], []]], []],
    ]
    lines: dict[str, str] = {}
    for word, pages in iter_words(entries, [5, 3, 4]):
        lines[word] = to_line(lines.get(word, ""), pages)
    assert lines == {"cavusoglu": '"3":[[-25,3,-25,4],[-25,2]],"5":[[-25,7],[]]', "side": '"4":[[-25,1],[]]'}
    assert [fold(word) for word in ("Маріуполь”", "Cease-fire", "“—”")] == ["маріуполь", "ceasefire", ""]


def test_a_part_ends_where_it_did_when_words_of_another_are_changed() -> None:
    words = {f"word{number:03}": f'"{number}":[[1],[]]' for number in range(500)}
    parts = list(change_parts((), words, {}, 0))
    changed = list(change_parts((), {**words, "word250": '"1":[[9],[]]'}, {}, 0))
    assert len(parts) > 5
    assert len(set(parts) - set(changed)) == 1
    assert [(first, last) for first, last, _ in parts] == [(first, last) for first, last, _ in changed]


@pytest.mark.parametrize("few", [search_index._FEW, -1])
@given(st.data())
def test_an_index_that_is_changed_is_the_one_of_all_pages(few: int, data: st.DataObject) -> None:
    """On the level of lines: pages leave, come and change, and so their numbers do; some hundred words, in parts."""
    letters = "abcdefgh"
    before = data.draw(st.lists(st.sampled_from(letters), unique=True).map(sorted))
    others = st.lists(st.sampled_from(letters), min_size=1, unique=True).map(sorted)
    after = data.draw(others | st.just(before) if before else others)
    same = data.draw(st.sets(st.sampled_from(letters))) & set(before) & set(after)
    runs = st.tuples(st.integers(0, 200), st.integers(0, 60))
    words = {
        letter: {*range(start, start + length), 1000 + number}
        for number, (letter, (start, length)) in enumerate(zip(letters, data.draw(st.tuples(*[runs] * 8)), strict=True))
    }

    def to_lines(pages: Iterable[str], numbers: list[str], shift: int = 0) -> dict[str, str]:
        lines: dict[str, str] = {}
        for page in pages:
            for word in (f"word{number + shift:04}" for number in sorted(words[page])):
                lines[word] = to_line(lines.get(word, ""), {numbers.index(page): f"[[{ord(page)}],[]]"})
        return lines

    changed = [page for page in before if page not in same]
    old = to_lines(same, before)
    for word, line in to_lines(changed, before, shift=7).items():
        old[word] = to_line(old.get(word, ""), to_pages(line))
    old_parts = list(change_parts((), old, {}, 0))
    kept = {number: after.index(page) for number, page in enumerate(before) if page in same}
    fresh = to_lines([page for page in after if page not in same], after)
    with patch.object(search_index, "_FEW", few):
        new_parts = list(change_parts(old_parts, fresh, kept, len(before)))
    assert new_parts == list(change_parts((), to_lines(after, after), {}, 0))


def test_a_part_that_is_open_or_loses_its_end_goes_on_into_the_next() -> None:
    here, both = '"0":[[1],[]]', '"0":[[1],[]],"1":[[2],[]]'
    words = {f"word{number:03}": here for number in range(200)}
    parts = list(change_parts((), words, {}, 0))
    more = {"word999": '"1":[[2],[]]'}
    assert list(change_parts(parts, more, {0: 0}, 1)) == list(change_parts((), {**words, **more}, {}, 0))
    end = parts[1][1]
    with_end = list(change_parts((), {**words, end: '"1":[[2],[]]', parts[1][0]: both}, {}, 0))
    without = {word: line for word, line in words.items() if word != end}
    assert list(change_parts(with_end, {}, {0: 0}, 2)) == list(change_parts((), without, {}, 0))


def test_a_word_that_stands_in_many_places_has_a_part_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "_LONG", 20)
    here, both = '"0":[[1],[]]', '"0":[[1],[]],"1":[[2],[]]'
    words = {f"word{number:03}": here for number in range(200)}
    parts = list(change_parts((), words, {}, 0))
    for often in (parts[1][0], parts[1][1], "word100"):
        grown = list(change_parts((), {**words, often: both}, {}, 0))
        assert (often, often) in [(first, last) for first, last, _ in grown]
        assert list(change_parts(grown, {}, {0: 0}, 2)) == parts
        assert list(change_parts(parts, {often: '"1":[[2],[]]'}, {0: 0}, 1)) == grown


def to_pages(line: str) -> dict[int, str]:
    return {int(number): places for number, places in re.findall(r'"(\d+)":(\[\[.*?\]\])', line)}


def test_an_index_of_pages_that_changed_is_the_one_of_all_pages(tmp_path: Path) -> None:
    old, new, cold = (write_pages(tmp_path / name, 40) for name in ("old", "new", "cold"))
    before = find_indexed(old)
    write_search(old, before)
    for site in (new, cold):
        page = site / "briefs/7/index.html"
        page.write_text(page.read_text("utf-8").replace("number7", "another").replace("odd", "seven"), encoding="utf-8")
        shutil.rmtree(site / "briefs/11")
        write_pages(site / "more", 2)
    pages = find_indexed(new)
    same = {page for page in set(before) & set(pages) if "briefs/7/" not in page}
    kept = write_search(new, pages, old_site=old, old=before, same=same)
    write_search(cold, find_indexed(cold))
    assert len(kept) >= len(same)
    assert all((new / "pagefind" / path).samefile(old / "pagefind" / path) for path in kept)
    assert read_tree(new / "pagefind") == read_tree(cold / "pagefind")


def test_pages_that_are_read_by_batches_give_the_same_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = (write_pages(tmp_path / name, 25) for name in ("one", "two"))
    write_search(one, find_indexed(one))
    monkeypatch.setattr(search, "BATCH", 10)
    write_search(two, find_indexed(two))
    assert read_tree(one / "pagefind") == read_tree(two / "pagefind")


def test_where_nothing_is_new_pagefind_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new, cold = (write_pages(tmp_path / name, 6) for name in ("old", "new", "cold"))
    before = find_indexed(old)
    write_search(old, before)
    for site in (new, cold):
        shutil.rmtree(site / "briefs/0")
    write_search(cold, before[1:])
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: tmp_path / "gone")
    write_search(new, before[1:], old_site=old, old=before, same=before[1:])
    assert read_tree(new / "pagefind") == read_tree(cold / "pagefind")


def test_the_index_is_the_same_every_time(tmp_path: Path) -> None:
    sites = [write_pages(tmp_path / name, 300) for name in ("one", "two")]
    for site in sites:
        write_search(site, find_indexed(site))
    one, two = (read_tree(site / "pagefind") for site in sites)
    assert one == two


def test_programs_and_ready_made_search_boxes_are_left_out(tmp_path: Path) -> None:
    site = write_pages(tmp_path / "site", 1)
    write_search(site, find_indexed(site))
    kinds = {path.suffix for path in (site / "pagefind").rglob("*") if path.is_file()}
    assert kinds == {".json", ".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment", ".pf_texts"}


def test_a_failure_is_told_once_in_the_words_of_pagefind(tmp_path: Path) -> None:
    tmp_path.joinpath("empty").mkdir()
    with pytest.raises(SearchError, match="Pagefind made no index") as caught:
        write_search(tmp_path / "empty", [])
    assert str(caught.value).count("not able to build an index") == 1


def test_the_program_ends_with_the_process_that_started_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "slow"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/begun\nsleep 0.5\ntouch {tmp_path}/done\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: program)
    site = write_pages(tmp_path / "site", 1)

    def stop_when_begun() -> None:
        with begun(partial(write_search, site, find_indexed(site))):
            while not (tmp_path / "begun").exists():
                time.sleep(0.01)
            raise KeyError

    with pytest.raises(KeyError):
        stop_when_begun()
    time.sleep(1)
    assert not (tmp_path / "done").exists()


def test_a_missing_program_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: tmp_path / "gone")
    with pytest.raises(SearchError, match="cannot be started"):
        write_search(tmp_path, [])
