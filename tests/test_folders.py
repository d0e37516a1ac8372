"""A second place for a file, also where several processes make the same folders."""

import threading
from pathlib import Path

import pytest

from generator.folders import link_file


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
