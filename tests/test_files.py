"""What is read from the folder of briefs, in what order, and what is told of that which cannot be read."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import files
from generator.files import Sources, read_sources, to_shown_path


@pytest.fixture
def briefs(tmp_path: Path) -> Path:
    folder = tmp_path / "briefs"
    folder.mkdir()
    return folder


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def read(briefs: Path) -> Sources:
    return read_sources(briefs, briefs.parent)


def codes(sources: Sources) -> list[tuple[str, str]]:
    return [(found.code, found.path) for found in sources.diagnostics]


def test_every_yaml_file_is_read_and_nothing_hidden(briefs: Path) -> None:
    write(briefs, "people.yml", "2022/b.yaml", "2022/a.YML", "a.yml", "notes.txt", ".a.yml", "_b.yml", "_drafts/c.yml")
    sources = read(briefs)
    assert [(file.location, file.path, file.data.decode()) for file in sources.files] == [
        (name, f"briefs/{name}", name) for name in ("2022/a.YML", "2022/b.yaml", "a.yml", "people.yml")
    ]
    assert not sources.diagnostics


def test_snapshots_are_read_by_name(briefs: Path) -> None:
    write(briefs, "_snapshots/post.txt", "_snapshots/2022/post.txt", "_snapshots/.DS_Store", "2022/_snapshots/x.txt")
    assert list(read(briefs).snapshots) == ["2022/post.txt", "post.txt"]


@given(names=st.lists(st.text("abAB-é", min_size=1, max_size=3), unique=True, max_size=6), data=st.data())
def test_the_order_of_the_file_system_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], data: st.DataObject
) -> None:
    folders = [tmp_path_factory.mktemp("order") / "briefs" for _ in range(2)]
    orders = names, data.draw(st.permutations(names))
    for folder, order in zip(folders, orders, strict=True):
        write(folder, *(f"{name}.yml" for name in order))
    one, other = (read(folder) for folder in folders)
    assert one == other
    assert [file.location for file in one.files] == sorted(f"{name}.yml" for name in names)


def test_links_that_stay_inside_are_followed(briefs: Path) -> None:
    write(briefs, "2022/a.yml")
    (briefs / "2023").symlink_to("2022")
    (briefs / "b.yml").symlink_to("2022/a.yml")
    assert [file.location for file in read(briefs).files] == ["2022/a.yml", "2023/a.yml", "b.yml"]


def test_links_that_lead_outside_are_refused(briefs: Path) -> None:
    write(briefs.parent, "outside/secret.yml")
    (briefs / "file.yml").symlink_to(briefs.parent / "outside/secret.yml")
    (briefs / "folder").symlink_to("../outside")
    sources = read(briefs)
    assert codes(sources) == [("link-outside", "briefs/file.yml"), ("link-outside", "briefs/folder")]
    assert not sources.files


def test_links_in_a_circle_end(briefs: Path) -> None:
    write(briefs, "2022/a.yml")
    (briefs / "2022/again").symlink_to("..")
    (briefs / "self.yml").symlink_to("self.yml")
    sources = read(briefs)
    assert codes(sources) == [("link-loop", "briefs/2022/again"), ("unreadable-file", "briefs/self.yml")]
    assert [file.location for file in sources.files] == ["2022/a.yml"]


def test_what_is_no_file_is_not_waited_for(briefs: Path) -> None:
    os.mkfifo(briefs / "pipe.yml")
    (briefs / "lost.yml").symlink_to("nowhere.yml")
    write(briefs, "a.yml")
    sources = read(briefs)
    assert codes(sources) == [("unreadable-file", "briefs/lost.yml"), ("unreadable-file", "briefs/pipe.yml")]
    assert len(sources.files) == 1


def test_a_file_that_may_not_be_read_is_told_with_the_reason(briefs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(briefs, "a.yml", "b.yml")
    real_stat = Path.stat

    def refuse(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path.name == "a.yml" and follow_symlinks:
            raise PermissionError(13, "Permission denied")
        return real_stat(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", refuse)
    sources = read(briefs)
    assert codes(sources) == [("unreadable-file", "briefs/a.yml")]
    assert "permission denied" in sources.diagnostics[0].message
    assert [file.location for file in sources.files] == ["b.yml"]


def test_a_file_that_changes_while_it_is_read_is_read_again(briefs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(briefs, "a.yml")
    times = iter(range(10))
    real_fstat = os.fstat

    def change(descriptor: int) -> os.stat_result:
        if next(times) == 1:
            (briefs / "a.yml").write_text("changed", encoding="utf-8")
        return real_fstat(descriptor)

    monkeypatch.setattr(os, "fstat", change)
    assert [file.data for file in read(briefs).files] == [b"changed"]


def test_a_file_that_never_stands_still_is_named(briefs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(briefs, "a.yml")
    write(briefs, "b.yml")
    real_fstat = os.fstat

    def change(descriptor: int) -> os.stat_result:
        with (briefs / "a.yml").open("a", encoding="utf-8") as file:
            file.write("#")
        return real_fstat(descriptor)

    monkeypatch.setattr(os, "fstat", change)
    sources = read(briefs)
    assert codes(sources) == [("unreadable-file", "briefs/a.yml")]
    assert "being written while it is read" in sources.diagnostics[0].message
    assert [file.location for file in sources.files] == ["b.yml"]


def test_no_more_of_a_huge_file_is_read_than_tells_that_it_is_huge(
    briefs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 10)
    (briefs / "huge.yml").write_bytes(b"x" * 1000)
    assert len(read(briefs).files[0].data) == 11


def test_paths_are_shown_with_forward_slashes_and_can_be_printed(tmp_path: Path) -> None:
    assert to_shown_path(tmp_path / "briefs" / "ü b.yml", tmp_path) == "briefs/ü b.yml"
    assert to_shown_path(tmp_path / os.fsdecode(b"\xff.yml"), tmp_path) == "\\udcff.yml"
