"""Files of folders: their paths, their digests, and a second place for one."""

import os
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

# What tells a file from one that was changed since: its size in bytes, and when it was written in nanoseconds.
Stamp = tuple[int, int]


def iter_files(folder: Path) -> Iterator[str]:
    """Yield the path of every file below a folder, within it."""
    start = len(str(folder)) + 1
    for parent, _, names in os.walk(folder):
        within = f"{parent[start:].replace(os.sep, '/')}/" if len(parent) >= start else ""
        for name in names:
            yield within + name


def read_digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, "" where there is none that can be read."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def read_stamps(folder: Path) -> dict[str, Stamp]:
    """Return the stamps of the files of a folder by their paths."""
    return {path: stamp for path in iter_files(folder) if (stamp := read_stamp(f"{folder}/{path}"))}


def read_stamp(path: str | Path) -> Stamp | None:
    """Return a file's stamp, None where there is no file."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def link_file(source: Path | str, place: Path | str) -> None:
    """Give a file a second place; where the system cannot, copy it."""
    try:
        os.link(source, place)
    except FileNotFoundError:
        if Path(place).parent.is_dir():
            raise
        Path(place).parent.mkdir(parents=True)
        link_file(source, place)
    except OSError:
        shutil.copy2(source, place)
