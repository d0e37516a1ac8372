"""What is kept of single files: taken while it is good, made anew where the file or the program is another."""

import errno
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.pieces import kept_pieces
from tests.small_site import build_site, copy_site, read_tree


class Workshop:
    """Makes pieces, and counts which."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def make(self, file: str) -> Callable[[], object]:
        def make() -> object:
            self.made.append(file)
            return [file, {"rows": [(1, "ä", None, 2.5, True)]}]

        return make


def keep_all(target: Path, digests: dict[str, str], engine: str = "engine") -> list[str]:
    """Ask for a piece of each file; return of which it was made now."""
    shop = Workshop()
    with kept_pieces(target, engine) as pieces, replace(pieces, digests=digests).keeping() as keep:
        for file in digests:
            assert keep(file, shop.make(file)) == [file, {"rows": [(1, "ä", None, 2.5, True)]}]
    return shop.made


class Ended(dict[str, str]):
    """Digests of which one is missing when it is looked up."""

    def __getitem__(self, file: str) -> str:
        raise KeyError(file)


def test_a_piece_is_made_once_for_a_file_that_stays_the_same(tmp_path: Path) -> None:
    target = tmp_path / "site"
    assert keep_all(target, {"a": "1", "b": "1", "c": "1"}) == ["a", "b", "c"]
    assert keep_all(target, {"a": "1", "b": "1", "c": "1"}) == []
    assert keep_all(target, {"new": "1", "c": "1", "b": "2"}) == ["new", "b"], "whatever the order"
    assert keep_all(target, {"a": "1", "b": "2", "c": "1"}) == ["a"], "one that was not asked for is forgotten"
    assert [path.name for path in tmp_path.iterdir()] == [".site.rows"]


def test_another_program_makes_its_own(tmp_path: Path) -> None:
    assert keep_all(tmp_path / "site", {"a": "1"}) == ["a"]
    assert keep_all(tmp_path / "site", {"a": "1"}, "another") == ["a"]


def test_what_is_damaged_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / ".site.rows"
    digests = {"a": "1", "b": "1"}
    keep_all(tmp_path / "site", digests)
    whole = path.read_bytes()
    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert keep_all(tmp_path / "site", digests) != []
    for damaged in (b"", whole[:-1], whole[:40], whole[50:]):
        path.write_bytes(damaged)
        assert keep_all(tmp_path / "site", digests) == ["a", "b"]
        assert keep_all(tmp_path / "site", digests) == []


def test_a_file_of_which_most_is_good_stays_and_what_is_old_in_it_goes_when_it_is_much(tmp_path: Path) -> None:
    target, path = tmp_path / "site", tmp_path / ".site.rows"
    digests = {str(number): "1" for number in range(10)}
    keep_all(target, digests)
    first, numbers, sizes = path.stat(), set(), []
    assert keep_all(target, digests) == []
    assert path.stat().st_mtime_ns == first.st_mtime_ns, "nothing is written where nothing is new"
    for turn in range(2, 100):
        digests["3"] = str(turn)
        assert keep_all(target, digests) == ["3"]
        numbers.add(path.stat().st_ino)
        sizes.append(path.stat().st_size)
    assert 1 < len(numbers) < 20, "it is seldom written anew"
    assert first.st_size < max(sizes) < 3 * first.st_size
    assert keep_all(target, digests) == []


def test_a_file_that_becomes_shorter_is_read_again(tmp_path: Path) -> None:
    digests = {str(number): "1" for number in range(10)}
    keep_all(tmp_path / "site", digests)
    fewer = {name: digests[name] for name in list(digests)[:6]}
    assert keep_all(tmp_path / "site", fewer) == []
    assert keep_all(tmp_path / "site", fewer) == []


def test_a_file_that_was_left_in_the_midst_of_writing_is_made_anew(tmp_path: Path) -> None:
    target, path = tmp_path / "site", tmp_path / ".site.rows"
    keep_all(target, {"a": "1", "b": "1", "c": "1"})
    before = path.read_bytes()
    keep_all(target, {"a": "2", "b": "1", "c": "1"})
    after = path.read_bytes()
    assert after[:80] == before[:80]
    for length in range(80, len(after), 9):
        path.write_bytes(after[:length] + before[length:])
        made = keep_all(target, {"a": "2", "b": "1", "c": "1"})
        assert made in (["a"], ["a", "b", "c"])


def test_where_something_fails_the_old_pieces_stay(tmp_path: Path) -> None:
    keep_all(tmp_path / "site", {"a": "1"})
    with pytest.raises(KeyError):
        keep_all(tmp_path / "site", Ended(b="1"))
    assert [path.name for path in tmp_path.iterdir()] == [".site.rows"]
    assert keep_all(tmp_path / "site", {"a": "1"}) == []


def test_a_disk_that_is_full_is_told_as_such(tmp_path: Path) -> None:
    keep_all(tmp_path / "site", {"a": "1"})

    def fill(_: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with (
        pytest.raises(OSError, match="No space left"),
        kept_pieces(tmp_path / "site", "engine") as pieces,
        pieces.keeping(),
    ):
        fill(b"")
    assert [path.name for path in tmp_path.iterdir()] == [".site.rows"]


def test_tables_are_the_same_with_rows_that_were_kept(tmp_path: Path) -> None:
    config_file = copy_site(tmp_path / "here")
    site = config_file.parent / "site"
    build_site(config_file)
    tables = {path: data for path, data in read_tree(site).items() if path.startswith("data/")}
    (site / "data/briefings.sqlite").unlink()
    build_site(config_file)
    assert {path: data for path, data in read_tree(site).items() if path.startswith("data/")} == tables
