"""What was made before, and can be taken again: nothing beyond what it can prove.

A file of the old site is taken only where it has the size and the time that it was left with, or else where its bytes
have the digest that the record has for it. A part of a site that is made in shards (see `shard.py`) is used in the same
way.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from generator.errors import BuildError
from generator.folders import Stamp, read_digest, read_stamp, read_stamps
from generator.placing import find_alike
from generator.publish import before_path
from generator.record import BuildRecord, Made, read_record
from generator.stale import Answers


class Files(NamedTuple):
    """How files are now: those that are lost are missing or other; some have only another stamp."""

    lost: frozenset[str]
    stamps: Mapping[str, Stamp]


class Checked(NamedTuple):
    """What was found of the last build when it was checked, and what tells that from another build.

    `alike` are the folders that can be taken whole from the build before it, each with the number of its files.
    """

    mark: object
    files: Files
    alike: Mapping[str, int]


@dataclass(frozen=True)
class Past:
    """A folder, and the record of what was made in it; `known` is what was found of it before, where it was checked.

    A part of this very site must be what its record says; of an old build, what is not is left.
    """

    folder: Path
    record: BuildRecord
    is_part: bool = False
    known: Checked | None = None

    @cached_property
    def indexed(self) -> frozenset[str]:
        """The files that are for the search."""
        return frozenset(self.record.notes.get("indexed", ()))

    @cached_property
    def digests(self) -> dict[str, str]:
        """The SHA-256 of every file."""
        return {path: digest for made in self.record.made.values() for path, digest in made.files.items()}

    @cached_property
    def files(self) -> Files:
        """How the files are now, by their stamps, which a part loses on its way from another machine."""
        if self.known is not None:
            return self.known.files
        now, noted = read_stamps(self.folder), {} if self.is_part else self.record.stamps
        lost, stamps = set(), {}
        for path, digest in self.digests.items():
            stamp = now.get(path)
            if stamp is None or stamp != noted.get(path):
                if stamp is not None and read_digest(self.folder / path) == digest:
                    stamps[path] = stamp
                else:
                    lost.add(path)
        return Files(frozenset(lost), stamps)

    @property
    def alike(self) -> Mapping[str, int]:
        """How many files are in each folder that is the same in the build before."""
        return self.known.alike if self.known is not None else {}

    def is_whole(self, made: Made) -> bool:
        """Tell whether a unit's files are what they were when it was made. Raises BuildError where a part's are not."""
        lost = self.files.lost.intersection(made.files)
        if lost and self.is_part:
            raise BuildError(f"{self.folder / min(lost)} is damaged or missing: make this part, or fetch it, again")
        return not lost

    def find_stamps(self, made: Made) -> dict[str, Stamp]:
        """Return the stamps of a unit's files, of which none is lost, as far as they have been read."""
        now, noted = self.files.stamps, self.record.stamps
        found = ((path, now.get(path) or noted.get(path)) for path in made.files)
        return {path: stamp for path, stamp in found if stamp}

    def find_changed(self, answers: Answers) -> dict[int, str]:
        """Find which of the record's questions have another answer now, and which ("" for those asked together)."""
        changed: dict[int, str] = {}
        places = changed.keys()
        for number, (noted, answer) in enumerate(zip(self.record.questions, self.record.answers, strict=True)):
            if isinstance(noted, str):
                if (now := answers.answer(noted)) != answer:
                    changed[number] = now
            elif not places.isdisjoint(noted):
                changed[number] = ""
        return changed


def check_past(folder: Path, record: Path) -> Checked:
    """Find what is left of the last build by its record, and what the build before it has of that."""
    mark, past = _to_mark(folder, record), Past(folder, read_record(record, is_asked=False))
    return Checked(mark, past.files, find_alike(folder, before_path(folder)))


def read_past(folder: Path, record: Path, checked: Callable[[], Checked] | None = None) -> Past:
    """Read the record of the last build; what was checked meanwhile is of use unless there is another since."""
    read, mark = read_record(record), _to_mark(folder, record)
    known = checked() if checked else None
    return Past(folder, read, known=known if known and known.mark == mark else None)


def _to_mark(folder: Path, record: Path) -> object:
    """Return what another build changes: the record's stamp and, where it is killed before that, the folder itself."""
    try:
        return read_stamp(record), folder.stat().st_ino
    except OSError:
        return None
