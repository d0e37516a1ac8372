"""A second place for a file, also where several processes make the same folders, and for all of a folder."""

import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.folders import link_file, take_folder


def test_folders_that_another_makes_meanwhile_hinder_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "source"
    source.write_text("text", encoding="utf-8")
    make = Path.mkdir

    def make_late(path: Path, *args: object, **options: object) -> None:
        if path.parent.exists():
            make(path, exist_ok=True)
        make(path, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "mkdir", make_late)
    link_file(source, tmp_path / "one/two/three/file")
    assert (tmp_path / "one/two/three/file").read_text("utf-8") == "text"


def test_many_link_into_folders_that_none_has_made(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_text("text", encoding="utf-8")
    failed: list[OSError] = []

    def link_all(name: str, begin: threading.Barrier) -> None:
        for number in range(100):
            begin.wait()
            try:
                link_file(source, tmp_path / f"{number}/a/b/{name}")
            except OSError as error:
                failed.append(error)

    begin = threading.Barrier(4)
    threads = [threading.Thread(target=link_all, args=(str(number), begin)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def test_a_file_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="source"):
        link_file(tmp_path / "source", tmp_path / "folder/place")


def lose_a_file(spare: Path) -> None:
    (spare / "b").unlink()


def have_another_file(spare: Path) -> None:
    (spare / "a").unlink()
    (spare / "a").write_text("a", encoding="utf-8")


def have_more(spare: Path) -> None:
    (spare / "more").touch()
    (spare / "folder/within").mkdir(parents=True)


def be_a_link(spare: Path) -> None:
    spare.rename(spare.with_name("elsewhere"))
    spare.symlink_to("elsewhere")


def be_a_file(spare: Path) -> None:
    shutil.rmtree(spare)
    spare.touch()


@pytest.mark.parametrize("change", [lose_a_file, have_another_file, have_more, be_a_link, be_a_file, shutil.rmtree])
def test_whatever_the_spare_folder_is_the_place_has_the_very_files(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    folder, spare, place = (tmp_path / name for name in ("folder", "spare", "new/place"))
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / name).write_text(name, encoding="utf-8")
    shutil.copytree(folder, spare, copy_function=os.link)
    change(spare)
    assert take_folder(folder, spare, place) == {"a", "b", "c"}
    assert not place.is_symlink()
    assert sorted(path.name for path in place.iterdir()) == ["a", "b", "c"]
    assert all((place / name).samefile(folder / name) for name in ("a", "b", "c"))


def test_a_folder_that_is_not_there_is_taken_as_an_empty_one(tmp_path: Path) -> None:
    assert take_folder(tmp_path / "folder", None, tmp_path / "place") == set()
    assert (tmp_path / "place").is_dir()


def test_what_is_alike_in_the_spare_folder_is_moved_with_it(tmp_path: Path) -> None:
    folder, spare = tmp_path / "folder", tmp_path / "spare"
    folder.mkdir()
    (folder / "a").touch()
    shutil.copytree(folder, spare, copy_function=os.link)
    number = spare.stat().st_ino
    take_folder(folder, spare, tmp_path / "place")
    assert (tmp_path / "place").stat().st_ino == number
