"""What holds for the data files together: they are complete, the same each time, and hold nothing that is held back."""

import gzip
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from generator.exports import plan_exports
from generator.exports.formats import FORMATS, export_format
from generator.exports.plain import Plain
from generator.exports.plan import LargeFile
from generator.exports.shelf import Shelf
from generator.pages.downloads import iter_alternates, iter_downloads
from tests.exports.catalogues import SECRET, Published, hostile, hostile_outputs, outputs, real, real_outputs


def test_every_file_that_a_page_offers_is_there() -> None:
    files = real_outputs()
    corpus = real().corpus
    offered = [each.path for each in iter_downloads(corpus)]
    for kind, names in real().names.items():
        offered += [each.path for name in names for each in iter_alternates(corpus, kind, name)]
    assert len(offered) > 50
    assert [path for path in offered if path not in files] == []


def test_what_is_held_back_is_in_no_file() -> None:
    assert {"draft", "embargoed"}.isdisjoint(hostile().corpus.briefs)
    for path, content in hostile_outputs().items():
        text = gzip.decompress(content) if path.endswith(".gz") else content
        for word in (SECRET, "secret-person", "embargoed", "draft.yml"):
            assert word.encode() not in text, path
            assert word not in path


def test_snapshots_are_in_no_file() -> None:
    names = [source.snapshot for source in real().corpus.sources.values() if source.snapshot]
    assert names
    for path, content in real_outputs().items():
        text = gzip.decompress(content) if path.endswith(".gz") else content
        assert not [name for name in names if name.encode() in text], path


def test_two_runs_give_the_same_bytes() -> None:
    again = outputs(Published(hostile().corpus, hostile().settings))
    assert dict(again) == dict(hostile_outputs())


def test_the_checksums_are_those_of_the_files() -> None:
    files = real_outputs()
    lines = files["data/SHA256SUMS"].decode().splitlines()
    listed = {path: digest for digest, path in (line.split("  ") for line in lines)}
    assert {"api/v1/all.json", "data/briefings.sqlite", "feed.xml", "data/csv/quotes.csv"} <= listed.keys()
    assert {path: sha256(files[path]).hexdigest() for path in listed} == listed


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_alone_is_the_file_of_the_site(name: str) -> None:
    wanted = FORMATS[name]
    made = export_format(real().corpus, real().settings, name)
    assert made
    for output in made:
        path = wanted.address + output.path if wanted.is_folder else wanted.address
        expected = real_outputs()[path]
        content = output.content.encode() if isinstance(output.content, str) else output.content
        assert content == (gzip.decompress(expected) if name == "jsonl" else expected)


def test_a_site_without_address_and_a_site_without_briefs_have_their_files() -> None:
    assert "feed.xml" in outputs(Published(real().corpus, replace(real().settings, site_url="")))
    empty = outputs(Published(type(real().corpus)({}), real().settings))
    assert "api/v1/index.json" in empty
    assert "feed.xml" not in empty


def test_a_file_is_made_of_nothing_but_what_was_planned() -> None:
    shelf = Shelf(real().settings, {"a": b"1", "b": b"2"}).choose(("a",))
    assert shelf.read("a") == b"1"
    with pytest.raises(KeyError):
        shelf.read("b")


def test_a_file_that_grows_with_the_site_is_made_piece_by_piece() -> None:
    shelf = Shelf(real().settings, real_outputs())
    made = [file for planned in plan_exports(real().corpus, real().settings)
            for file in planned.build(shelf.choose(planned.reads))]  # fmt: skip
    pieces = {file.path: list(file.pieces) for file in made if isinstance(file, LargeFile)}
    assert {"api/v1/all.json", "api/v1/all.jsonl.gz", "data/citations.bib", "data/citations.ris"} <= pieces.keys()
    assert {path: b"".join(parts) for path, parts in pieces.items()} == {path: real_outputs()[path] for path in pieces}
    for path in ("api/v1/all.json", "data/citations.bib", "data/citations.csl.json"):
        assert len(pieces[path]) >= len(real().corpus.briefs)
        assert max(map(len, pieces[path])) < len(real_outputs()[path]) / 2


def test_what_files_are_planned_with_is_the_same_in_the_next_build() -> None:
    plans = list(plan_exports(real().corpus, real().settings))
    assert len(plans) > 20
    assert [planned.name for planned in plans if " at 0x" in repr(getattr(planned.build, "args", ()))] == []


def test_a_commitment_is_overdue_when_the_clock_says_so() -> None:
    def overdue(year: int) -> set[bool]:
        corpus = replace(hostile().corpus, today=date(year, 6, 1))
        briefs: list[Plain] = list(Published(corpus, hostile().settings).items["briefs"].values())
        return {brief["outcomes"][0]["commitments"][0]["overdue"] for brief in briefs}

    assert overdue(2021) == {False}
    assert overdue(2026) == {True}
