"""Reads the sources: every brief and registry file of a site, and the stored texts that verify quotations.

What cannot be read is a finding and not an exception, so that one run reports every file.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from generator.diagnostics import Diagnostic
from generator.yaml_parser import MAX_BYTES

SNAPSHOTS = "_snapshots"
_HIDDEN = (".", "_")
_SUFFIXES = (".yml", ".yaml")
_READ_TRIES = 3
# By path, a file's time and size when it was read, and its bytes.
KnownBytes = dict[Path, tuple[tuple[int, int], bytes]]


class RawFile(NamedTuple):
    """A file's bytes; `path` is what people are shown, `location` its path inside the folder of briefs."""

    path: str
    location: str
    data: bytes


@dataclass(frozen=True)
class Sources:
    """The files of a site in the order of their locations, and the stored texts by name."""

    files: tuple[RawFile, ...] = ()
    snapshots: dict[str, bytes] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


def read_sources(briefs_dir: Path, root: Path, known: KnownBytes | None = None) -> Sources:
    """Read every YAML file below `briefs_dir`; paths are shown relative to `root`, snapshots by their name.

    What was read goes into `known`; what is there already is not read again while the file has the same time and size.
    """
    walk = _Walk(briefs_dir, root, {} if known is None else known)
    paths = [path for path in walk.iter_files(briefs_dir, _HIDDEN) if path.suffix.lower() in _SUFFIXES]
    # Paths are put together and not worked out one by one: that would take half of the time.
    above, within = walk.show(briefs_dir / "_").removesuffix("_"), f"{briefs_dir.as_posix()}/"

    def to_raw(path: Path, data: bytes) -> RawFile:
        location = _to_printable(path.as_posix().removeprefix(within))
        return RawFile(f"{above}{location}", location, data)

    files = [to_raw(path, data) for path in paths if (data := walk.read(path, MAX_BYTES + 1)) is not None]
    folder = briefs_dir / SNAPSHOTS
    kept = list(walk.iter_files(folder, (".",))) if os.path.lexists(folder) else []
    snapshots = {to_shown_path(path, folder): data for path in kept if (data := walk.read(path)) is not None}
    files.sort(key=lambda file: file.location)
    return Sources(tuple(files), dict(sorted(snapshots.items())), tuple(walk.diagnostics))


@lru_cache(maxsize=65_536)
def is_source(location: str) -> bool:
    """Tell whether a file in the folder of briefs is a brief or a registry, by its path there."""
    path = Path(location)
    return path.suffix.lower() in _SUFFIXES and not any(part.startswith(_HIDDEN) for part in path.parts)


def to_shown_path(path: Path, root: Path) -> str:
    """Write a path as people are shown it: relative to the site's folder, with forward slashes, always printable."""
    return _to_printable(Path(os.path.relpath(path, root)).as_posix())


def _to_printable(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


class _Walk:
    """One walk over the folder of briefs, and the findings on the way."""

    def __init__(self, briefs_dir: Path, root: Path, known: KnownBytes) -> None:
        self.inside = briefs_dir.resolve()
        self.root = root
        self.known = known
        self.diagnostics: list[Diagnostic] = []

    def show(self, path: Path) -> str:
        return to_shown_path(path, self.root)

    def iter_files(self, folder: Path, hidden: tuple[str, ...], above: frozenset[Path] = frozenset()) -> Iterator[Path]:
        """Yield the files below a folder; a link is followed where it stays inside and leads in no circle."""
        try:
            above |= {folder.resolve(strict=True)}
            found = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            self._report_unreadable(folder, error)
            return
        for entry in (entry for entry in found if not entry.name.startswith(hidden)):
            path = folder / entry.name
            try:
                is_link = entry.is_symlink()
                # Of what is no link the system has told already.
                is_folder = path.is_dir() if is_link else entry.is_dir()
            except OSError as error:
                self._report_unreadable(path, error)
                continue
            if is_link and not self._may_follow(path, above):
                continue
            if is_folder:
                yield from self.iter_files(path, hidden, above)
            else:
                yield path

    def read(self, path: Path, limit: int = -1) -> bytes | None:
        """Read a file's bytes, at most `limit` of them; a file that is written meanwhile is read again."""
        try:
            for _ in range(_READ_TRIES):
                # Opening a pipe would wait for its writer for ever.
                found = path.stat()
                if not stat.S_ISREG(found.st_mode):
                    self._report("unreadable-file", path, "this is not a file but a device, a pipe or a socket")
                    return None
                known = self.known.get(path)
                if known is not None and known[0] == (found.st_mtime_ns, found.st_size):
                    return known[1]
                with path.open("rb") as file:
                    before = os.fstat(file.fileno())
                    # What is asked for is set aside at once: so much for each small file takes longer than to read it.
                    data = file.read(min(limit, before.st_size + 1))
                    after = os.fstat(file.fileno())
                stamp = (after.st_mtime_ns, after.st_size)
                if (before.st_mtime_ns, before.st_size) == stamp:
                    self.known[path] = (stamp, data)
                    return data
        except OSError as error:
            self._report_unreadable(path, error)
            return None
        self._report("unreadable-file", path, "the file is being written while it is read", "Save it, and try again.")
        return None

    def _may_follow(self, link: Path, above: frozenset[Path]) -> bool:
        try:
            target = link.resolve(strict=True)
        except (OSError, RuntimeError):
            if link.suffix.lower() in _SUFFIXES or not link.suffix:
                hint = "Remove the link, or mend what it points to."
                self._report("unreadable-file", link, "the link leads nowhere", hint)
            return False
        if not target.is_relative_to(self.inside):
            hint = "Put the file itself here: a link must not lead out of the folder of briefs."
            self._report("link-outside", link, "the link leads to a place outside the folder of briefs", hint)
            return False
        if target in above:
            hint = "Remove the link: its folder is read where it stands."
            self._report("link-loop", link, "the link leads back to a folder that it is in", hint)
            return False
        return True

    def _report_unreadable(self, path: Path, error: OSError) -> None:
        reason = (error.strerror or str(error)).lower()
        self._report("unreadable-file", path, f"this cannot be read: {reason}", "Check its permissions.")

    def _report(self, code: str, path: Path, message: str, hint: str = "") -> None:
        self.diagnostics.append(Diagnostic(code, message, self.show(path), hint=hint))
