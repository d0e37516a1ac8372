"""Files of folders: their paths, their digests, another place for them."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import FileIO
from pathlib import Path

# What tells a file from one that was changed since: its size in bytes, and when it was written in nanoseconds.
Stamp = tuple[int, int]


def iter_files(folder: Path) -> Iterator[str]:
    """Yield the path of every file below a folder, within it."""
    return (path for path, _ in _iter_entries(str(folder), ""))


def read_stamps(folder: Path) -> dict[str, Stamp]:
    """Return the stamps of the files of a folder by their paths; none where there is no folder."""
    if not folder.is_dir():
        return {}
    found = ((path, entry.stat()) for path, entry in _iter_entries(str(folder), ""))
    return {path: _to_stamp(state) for path, state in found}


def read_stamp(path: Path | str) -> Stamp:
    """Return the stamp of a file."""
    # A site has many files, and to take a path apart takes longer than to look.
    return _to_stamp(os.stat(path))  # noqa: PTH116


def _to_stamp(state: os.stat_result) -> Stamp:
    return state.st_size, state.st_mtime_ns


def _iter_entries(folder: str, within: str) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            path = f"{within}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _iter_entries(entry.path, f"{path}/")
            elif entry.is_file():
                yield path, entry


def list_folder(folder: str) -> tuple[dict[str, int], set[str]]:
    """Return what is in a folder: its files, each with the number that the system knows it by, and its folders."""
    files, folders = {}, set()
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.add(entry.name)
            else:
                files[entry.name] = entry.inode()
    return files, folders


def read_file(path: str) -> bytes:
    """Return the bytes of a file, which is one of many that are read whole: a buffer would only be one more step."""
    with FileIO(path) as file:
        return file.readall()


def read_digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, "" where there is none that can be read."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


@contextmanager
def drafted(path: Path) -> Iterator[Path]:
    """Give the place where a file that lies beside a site is written before it takes its own.

    A reader sees the old file, which stays where nothing is written, or the new one; on an error nothing of that is
    left. The name is like that of a build's own folder, so that what a build leaves that is killed is cleared away.
    """
    draft = path.with_name(f"{path.stem}-{os.getpid()}{path.suffix}")
    try:
        yield draft
        if draft.exists():
            draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def link_file(source: Path | str, place: Path | str) -> None:
    """Give a file a second place; where the system cannot, copy it. Others may make the same folders meanwhile."""
    try:
        try:
            os.link(source, place)
        except FileNotFoundError:
            Path(place).parent.mkdir(parents=True, exist_ok=True)
            os.link(source, place)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(source, place)


def link_files(places: Iterable[tuple[str, str]]) -> None:
    """Give files a second place, each given with that."""
    for source, place in places:
        link_file(source, place)


def move(source: Path | str, target: Path | str) -> None:
    """Move a file or a folder to a place, and make the folders around that."""
    try:
        # There are thousands, and to take a path apart takes longer than to move what is there.
        os.rename(source, target)  # noqa: PTH104
    except FileNotFoundError:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        Path(source).rename(target)


def take_folder(folder: Path, spare: Path | None, place: Path) -> set[str]:
    """Give all files of a folder a second place, which is a new folder, and return their names.

    Where a `spare` folder has most of these very files, it becomes that place: what else is in it is removed.
    """
    # An empty folder is easily lost: no file of a site tells of it.
    files = list_folder(str(folder))[0] if folder.is_dir() else {}
    if spare is not None and spare.is_dir() and not spare.is_symlink():
        move(spare, place)
    else:
        place.mkdir(parents=True)
    there, strange = list_folder(str(place))
    for name in strange:
        shutil.rmtree(place / name)
    for name, number in there.items():
        if files.get(name) != number:
            (place / name).unlink()
    link_files((f"{folder}/{name}", f"{place}/{name}") for name, number in files.items() if there.get(name) != number)
    return set(files)
