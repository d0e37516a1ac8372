"""The search's index of a built folder: small files, reproducible, and the same whether made anew or changed."""

import gzip
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import search_lines
from generator.search import find_searched, write_search
from generator.search_lines import Line, change_parts, to_lines
from generator.search_text import PageText
from generator.search_words import find_words, fold
from tests.small_site import read_tree

SIGNS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
FOLDER = "search-index"


def write_pages(folder: Path, count: int) -> Path:
    for number in range(count):
        path = folder / f"briefs/{number}/index.html"
        path.parent.mkdir(parents=True)
        language = ("en", "uk", "ar")[number % 3]
        text = f"humanitarian corridor number{number} коридор ممر"
        path.write_text(
            f'<html lang="{language}"><title>{number}</title>'
            f'<meta data-search-facet="kind" content="{("even", "odd")[number % 2]}">'
            f"<main data-search><h1>{number}</h1><p id='text'>{text}</p></main>",
            encoding="utf-8",
        )
    return folder


def read_gzipped(path: Path) -> Any:
    return json.loads(gzip.decompress(path.read_bytes()))


def read_index(folder: Path) -> dict[str, Any]:
    """The index as a browser reads it: from the file with the fixed name to all others."""
    entry = json.loads((folder / "entry.json").read_text(encoding="utf-8"))
    groups = [(last, read_gzipped(folder / "parts" / name)) for last, name in entry["groups"]]
    assert all(group[-1][0] == last for last, group in groups)
    parts = [
        (last, read_gzipped(folder / "levels" / levels), read_gzipped(folder / "places" / places))
        for _, group in groups
        for last, levels, places in group
    ]
    names = [name for block in entry["texts"] for name in read_gzipped(folder / "lists" / block)]
    texts = [read_gzipped(folder / "texts" / name) for name in names]
    assert entry["count"] == len(texts)
    facets = {
        facet: [[value, list(accumulate(steps))] for value, steps in read_gzipped(folder / "facets" / name)]
        for facet, name in entry["facets"].items()
    }
    return {"texts": texts, "parts": parts, "facets": facets}


def index_whole(site: Path) -> dict[str, Any]:
    write_search(site, find_searched(site))
    return read_index(site / FOLDER)


def iter_pages(line: str) -> Iterator[tuple[int, str]]:
    """The blocks of a line: the number of the first page of each, and its pages."""
    for block in line.split():
        number, pages = block.split(":")
        yield 64 * int(number), pages


def read_levels(line: str) -> dict[int, int]:
    return {
        first + SIGNS.index(sign): SIGNS.index(level)
        for first, pages in iter_pages(line)
        for sign, level in re.findall("(.)(.)", pages)
    }


def read_places(line: str) -> dict[int, list[int]]:
    return {
        first + SIGNS.index(page[0]): [*accumulate(map(read_number, re.findall("[W-Z_a-z]*[-0-9A-V]", page[1:])))]
        for first, pages in iter_pages(line)
        for page in pages.split(".")
    }


def read_number(digits: str) -> int:
    number = 0
    for digit in digits:
        number = 32 * number + SIGNS.index(digit) % 32
    return number


def words_of(index: Mapping[str, Any]) -> dict[str, Line]:
    return {word: (line, places[word]) for _, levels, places in index["parts"] for word, line in levels.items()}


def to_page(words: str, weights: Iterable[tuple[int, float]] = ((0, 1.0),)) -> PageText:
    return PageText("", "", words.split(), list(weights), [], {})


def test_pages_in_all_languages_share_one_index(tmp_path: Path) -> None:
    site = write_pages(tmp_path / "site", 9)
    index = index_whole(site)
    assert index["texts"][7] == {
        "url": "/briefs/7/",
        "title": "7",
        "names": "",
        "facets": {"kind": ["odd"]},
        "anchors": [["text", 1]],
        "words": "7. humanitarian corridor number7 коридор ممر.",
    }
    words = words_of(index)
    assert {"humanitarian", "коридор", "ممر", *(f"number{number}" for number in range(9))} <= words.keys()
    assert list(read_levels(words["коридор"][0])) == [*range(9)]
    assert read_places(words["коридор"][1]) == {page: [4] for page in range(9)}
    assert read_places(words["number7"][1]) == {7: [3]}, "a page is its place in the order of addresses"
    assert index["facets"] == {"kind": [["even", [0, 2, 4, 6, 8]], ["odd", [1, 3, 5, 7]]]}


def test_a_page_that_is_not_marked_is_not_indexed(tmp_path: Path) -> None:
    site = write_pages(tmp_path / "site", 2)
    (site / "list.html").write_text("<main><p>humanitarian</p></main>", encoding="utf-8")
    (site / "old.html").write_bytes(b"<main data-search><p>caf\xe9</p></main>")
    assert find_searched(site) == ["briefs/0/index.html", "briefs/1/index.html", "old.html"]
    assert index_whole(site)["texts"][2]["words"] == "caf�"


def test_words_stand_in_parts_in_order(tmp_path: Path) -> None:
    site = write_pages(tmp_path / "site", 3000)
    parts = index_whole(site)["parts"]
    assert len(parts) > 40, "of more than one group"
    words = [word for _, levels, _ in parts for word in levels]
    assert words == sorted(words)
    assert all(last == max(levels) and levels.keys() == places.keys() for last, levels, places in parts)
    assert [*read_levels(words_of({"parts": parts})["corridor"][0])] == [*range(3000)]


def test_the_spellings_of_a_word_share_an_entry() -> None:
    found = find_words(to_page("Çavuşoğlu cavusoglu side” 12:00–14:00 Cease-fire x_y — U.S.A. 飛行"))
    places = {word: read_places(f"0:-{digits}")[0] for word, (_, digits) in found.items()}
    assert places == {
        "cavusoglu": [0, 1],
        "side": [2],
        **{word: [3] for word in ("12", "00", "14", "12001400")},
        **{word: [4] for word in ("cease", "fire", "ceasefire")},
        **{word: [5] for word in ("x", "y", "xy")},
        **{word: [7] for word in ("u", "s", "a", "usa")},
        "飛行": [8],
    }
    assert [fold(word) for word in ("Маріуполь”", "Cease-fire", "“—”")] == ["маріуполь", "ceasefire", ""]


def test_a_word_is_worth_more_by_its_weight_its_number_and_a_short_page() -> None:
    def level(words: str, *weights: tuple[int, float]) -> float:
        sign, _ = find_words(to_page(words, weights or [(0, 1.0)]))["corridor"]
        return float(0.02 * 1.125 ** SIGNS.index(sign))

    # Of as many words as are neither long nor short a level is the number of the word, by its weight.
    usual = "corridor " + "x " * 299
    assert level(usual) == pytest.approx(1, rel=0.07)
    assert level("corridor " + usual.removesuffix("x ")) == pytest.approx(2, rel=0.07)
    assert level("x " * 299 + "corridor", (0, 1.0), (299, 7.0)) == pytest.approx(7, rel=0.07)
    assert level("x-corridor " + "x " * 299) == pytest.approx(0.5, rel=0.07)
    assert level("corridor " + "x " * 99) == pytest.approx(2, rel=0.07)
    assert level("corridor " + "x " * 899) == pytest.approx(0.4, rel=0.07)


def test_places_of_any_size_are_written() -> None:
    numbers = [0, 31, 32, 63, 1023, 1024, 40_000]
    text = ["x"] * 40_001
    for number in numbers:
        text[number] = "word"
    _, digits = find_words(to_page(" ".join(text)))["word"]
    assert read_places(f"3:z{digits}") == {255: numbers}


def to_page_lines(words: Iterable[str], pages: Iterable[int]) -> dict[str, Line]:
    text = to_page(" ".join(words))
    return to_lines((page, text) for page in pages)


def test_a_part_ends_where_it_did_when_words_of_another_are_changed() -> None:
    words = to_page_lines((f"word{number:04}" for number in range(1000)), [0])
    parts = list(change_parts((), words, {}, 0))
    changed = list(change_parts((), {**words, "word0250": to_page_lines(["word0250"], [0, 1])["word0250"]}, {}, 0))
    assert len(parts) > 5
    assert len(set(parts) - set(changed)) == 1
    assert [last for last, *_ in parts] == [last for last, *_ in changed]


@pytest.mark.parametrize("few", [search_lines._FEW, -1])
@given(st.data())
def test_an_index_that_is_changed_is_the_one_of_all_pages(few: int, data: st.DataObject) -> None:
    """On the level of lines: pages leave, come and change, and so their numbers do; some hundred words, in parts."""
    names = [f"page{number:03}" for number in range(0, 160, 20)]
    before = data.draw(st.lists(st.sampled_from(names), unique=True).map(sorted))
    others = st.lists(st.sampled_from(names), min_size=1, unique=True).map(sorted)
    after = data.draw(others | st.just(before) if before else others)
    same = data.draw(st.sets(st.sampled_from(names))) & set(before) & set(after)
    # So far apart that they stand in several blocks, the others are empty.
    gaps = data.draw(st.sampled_from([1, 30, 70]))
    runs = data.draw(st.tuples(*[st.tuples(st.integers(0, 200), st.integers(0, 60))] * len(names)))
    words = {
        name: [*range(start, start + length), 1000 + number]
        for number, (name, (start, length)) in enumerate(zip(names, runs, strict=True))
    }

    def lines_of(pages: Iterable[str], order: list[str], shift: Mapping[str, int]) -> dict[str, Line]:
        texts = {page: [f"word{number + shift.get(page, 0):04}" for number in words[page]] for page in pages}
        return to_lines((gaps * order.index(page), to_page(" ".join(texts[page]))) for page in sorted(texts))

    old_lines = lines_of(before, before, {page: 7 for page in before if page not in same})
    old_parts = list(change_parts((), old_lines, {}, 0))
    kept = {gaps * number: gaps * after.index(page) for number, page in enumerate(before) if page in same}
    # What stands between has no words, and goes nowhere.
    count = gaps * len(before)
    kept = {**{page: page for page in range(count) if page % gaps}, **kept}
    fresh = lines_of([page for page in after if page not in same], after, {})
    with patch.object(search_lines, "_FEW", few):
        new_parts = list(change_parts(old_parts, fresh, kept, count))
    assert new_parts == list(change_parts((), lines_of(after, after, {}), {}, 0))


def test_a_part_that_is_open_or_loses_its_end_goes_on_into_the_next() -> None:
    names = [f"word{number:03}" for number in range(400)]
    words = to_page_lines(names, [0])
    parts = list(change_parts((), words, {}, 0))
    more = to_page_lines(["word999"], [1])
    assert list(change_parts(parts, more, {0: 0}, 1)) == list(change_parts((), {**words, **more}, {}, 0))
    end = parts[1][0]
    of_another = {**words, **to_page_lines([end], [1])}
    with_end = list(change_parts((), of_another, {}, 0))
    without = {word: line for word, line in words.items() if word != end}
    assert list(change_parts(with_end, {}, {0: 0}, 2)) == list(change_parts((), without, {}, 0))


def test_a_word_that_stands_on_many_pages_has_a_part_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_lines, "_LONG", 5)
    names = [f"word{number:03}" for number in range(400)]
    words = to_page_lines(names, [0])
    parts = list(change_parts((), words, {}, 0))
    middle = next(iter(json.loads(parts[1][1])))
    for often in (middle, parts[1][0], "word100"):
        here_and_there = to_page_lines(names, [0])
        here_and_there[often] = to_lines([(0, to_page(" ".join(names))), (1, to_page(often))])[often]
        grown = list(change_parts((), here_and_there, {}, 0))
        assert [often] in [[*json.loads(levels)] for _, levels, _ in grown]
        assert list(change_parts(grown, {}, {0: 0}, 2)) == parts
        fresh = to_lines([(1, to_page(often))])
        assert list(change_parts(parts, fresh, {0: 0}, 1)) == grown


@pytest.mark.parametrize("has_spare", [False, True])
def test_an_index_of_pages_that_changed_is_the_one_of_all_pages(tmp_path: Path, has_spare: bool) -> None:
    old, new, cold = (write_pages(tmp_path / name, 40) for name in ("old", "new", "cold"))
    before = find_searched(old)
    write_search(old, before)
    spare = tmp_path / "spare"
    if has_spare:
        # It shares what did not change, and has what the old one has not.
        shutil.copytree(old, spare, copy_function=os.link)
        (spare / FOLDER / "texts/other.gz").write_bytes(b"other")
        shutil.rmtree(spare / FOLDER / "facets")
    for site in (new, cold):
        page = site / "briefs/7/index.html"
        page.write_text(page.read_text("utf-8").replace("number7", "another").replace("odd", "seven"), encoding="utf-8")
        shutil.rmtree(site / "briefs/11")
        write_pages(site / "more", 2)
    pages = find_searched(new)
    same = {page for page in set(before) & set(pages) if "briefs/7/" not in page}
    kept = write_search(new, pages, old_site=old, spare_site=spare, old=before, same=same)
    write_search(cold, find_searched(cold))
    assert len(kept) >= len(same)
    assert all((new / FOLDER / path).samefile(old / FOLDER / path) for path in kept)
    assert read_tree(new / FOLDER) == read_tree(cold / FOLDER)


def test_where_nothing_is_new_no_page_is_read(tmp_path: Path) -> None:
    old, new, cold = (write_pages(tmp_path / name, 6) for name in ("old", "new", "cold"))
    before = find_searched(old)
    write_search(old, before)
    for site in (new, cold):
        shutil.rmtree(site / "briefs/0")
    write_search(cold, before[1:])
    shutil.rmtree(new / "briefs")
    write_search(new, before[1:], old_site=old, old=before, same=before[1:])
    assert read_tree(new / FOLDER) == read_tree(cold / FOLDER)


def test_facets_with_the_same_pages_share_a_file(tmp_path: Path) -> None:
    sites = [tmp_path / name for name in ("old", "new", "cold")]
    for site in sites:
        site.mkdir()
        meta = "".join(f'<meta data-search-facet="{name}" content="one">' for name in ("process", "conflict"))
        for name in ("a", "b"):
            (site / f"{name}.html").write_text(f"{meta}<main data-search>{name}</main>", encoding="utf-8")
    old, new, cold = sites
    pages = find_searched(old)
    write_search(old, pages)
    write_search(new, pages, old_site=old, old=pages, same=pages[:1])
    write_search(cold, pages)
    assert read_tree(new / FOLDER) == read_tree(cold / FOLDER)
    assert len(set(json.loads((new / FOLDER / "entry.json").read_text("utf-8"))["facets"].values())) == 1


def test_the_index_is_the_same_every_time(tmp_path: Path) -> None:
    sites = [write_pages(tmp_path / name, 300) for name in ("one", "two")]
    for site in sites:
        write_search(site, find_searched(site))
    one, two = (read_tree(site / FOLDER) for site in sites)
    assert one == two


def test_a_site_without_pages_for_the_search_has_an_index_that_is_empty(tmp_path: Path) -> None:
    assert index_whole(tmp_path) == {"texts": [], "parts": [], "facets": {}}
