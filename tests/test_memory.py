"""What was decoded is taken from the memory while it is whole and of this program, and else made anew."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest

from generator import memory as memory_module
from generator.files import RawFile, read_sources
from generator.memory import Memory, memory_path, read_memory, write_memory
from generator.model.file import decode_bytes
from tests.small_site import BRIEF, build_site, copy_site, read_tree, replace_in

RAW = RawFile("briefs/people.yml", "people.yml", b"people:\n  ada:\n    name: Ada\n")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    memory = Memory()
    memory.decode_all([RAW])
    write_memory(tmp_path / "memory", "one", memory)
    return tmp_path / "memory"


def count_decoded(memory: Memory, raw: RawFile, monkeypatch: pytest.MonkeyPatch) -> int:
    decoded: list[str] = []

    def note(shown: str, location: str, data: bytes) -> object:
        decoded.append(shown)
        return decode_bytes(shown, location, data)

    monkeypatch.setattr(memory_module, "decode_bytes", note)
    assert memory.decode_all([raw])[0].definitions
    return len(decoded)


def test_a_file_that_is_as_it_was_is_not_decoded_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = read_memory(path, "one")
    assert count_decoded(memory, RAW, monkeypatch) == 0
    assert not memory.is_worth_writing


def test_a_file_that_changed_is_decoded(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = read_memory(path, "one")
    changed = RawFile(RAW.path, RAW.location, RAW.data.replace(b"Ada", b"Eve"))
    assert count_decoded(memory, changed, monkeypatch) == 1
    assert memory.is_worth_writing


@pytest.mark.parametrize("place", [0, 10, 70, -1])
def test_a_damaged_memory_is_not_used(path: Path, place: int, monkeypatch: pytest.MonkeyPatch) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    assert count_decoded(read_memory(path, "one"), RAW, monkeypatch) == 1


def test_the_memory_of_another_program_is_not_used(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert count_decoded(read_memory(path, "two"), RAW, monkeypatch) == 1


def test_two_files_whose_paths_are_shown_alike_are_two() -> None:
    """A name may have a byte that is no UTF-8, and another the very signs that this byte is shown as."""
    other = RawFile(RAW.path, RAW.location, RAW.data.replace(b"ada", b"eve"))
    memory = Memory()
    for _ in range(2):
        decoded = memory.decode_all([RAW, other])
        assert [[definition.id for definition in file.definitions] for file in decoded] == [["ada"], ["eve"]]


@pytest.mark.parametrize("known", [0, 1])
def test_many_files_are_decoded_by_several_processes_to_the_same(
    known: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_module, "_FEW", 3)
    folder = copy_site(tmp_path / "here").parent
    files = read_sources(folder / "briefs", folder).files
    assert len(files) > 4
    memory = Memory()
    memory.decode_all(files[:known])
    here: list[str] = []
    monkeypatch.setattr(memory_module, "decode_bytes", lambda path, *_: here.append(path))
    monkeypatch.setattr(memory_module, "_pack", partial(undone, monkeypatch, memory_module._pack))
    decoded = memory.decode_all(files, jobs=2)
    assert decoded == [decode_bytes(raw.path, raw.location, raw.data) for raw in files]
    assert here == [], "none is decoded by this process"
    write_memory(tmp_path / "memory", "one", memory)
    memory.drop_packed()
    assert read_memory(tmp_path / "memory", "one").decode_all(files) == decoded
    assert here == [], "all of them are remembered"


def undone(monkeypatch: pytest.MonkeyPatch, pack: Callable[..., bytes], files: Sequence[RawFile]) -> bytes:
    monkeypatch.setattr(memory_module, "decode_bytes", decode_bytes)
    return pack(files)


def test_a_build_with_a_memory_is_the_one_without(tmp_path: Path) -> None:
    config_file = copy_site(tmp_path / "here")
    build_site(config_file)
    site = tmp_path / "here/site"
    assert memory_path(site).is_file()
    replace_in(tmp_path / "here" / BRIEF, "title: ", "title: New ")
    build_site(config_file)
    remembered = read_tree(site)
    memory_path(site).unlink()
    build_site(config_file, site_dir=tmp_path / "other")
    assert read_tree(tmp_path / "other") == remembered
