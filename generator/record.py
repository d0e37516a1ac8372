"""What the last build made of what: kept beside the site that it made, and never trusted beyond what it can prove.

The record is one JSON file under its own digest; a record that is damaged, or of another frame, is as good as none.
A file of the old site is taken only where it has the size and the time that it was left with, or else where its bytes
have the digest that the record has for it. A part of a site that is made in shards (see `shard.py`) is kept in the same
way.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any, cast

import orjson

from generator.folders import Stamp, drafted, read_digest, read_stamps
from generator.site import BuildError
from generator.stale import Answers, Asked, Question

# A question, or the places of those that are asked together.
Noted = Question | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """What one unit of the site gave: its files, each with its SHA-256, and what it depends on.

    `key` is what the unit was made with beside the frame; `questions` are places in the record's list.
    """

    key: str
    files: Mapping[str, str]
    questions: Sequence[int] = ()


@dataclass(frozen=True)
class MadeUnits:
    """What a process made: by unit the SHA-256 of its files and its questions, which are places in the list of all.

    `indexed` are the files that are for the search.
    """

    questions: tuple[Asked, ...] = ()
    units: Mapping[str, tuple[Mapping[str, str], tuple[int, ...]]] = field(default_factory=dict)
    indexed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class BuildRecord:
    """All units of the last build by name; every question that they asked, and how it was answered.

    Questions that are asked together stand after those that they are, and have no answer of their own. `texts` has by
    id the digest of what each record and brief was read from.
    """

    frame: str = ""
    questions: Sequence[Noted] = ()
    answers: Sequence[str] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    made: Mapping[str, Made] = field(default_factory=dict)
    notes: Mapping[str, Any] = field(default_factory=dict)
    stamps: Mapping[str, Stamp] = field(default_factory=dict)

    def asked(self, number: int) -> Asked:
        """Return what a number in a unit's questions stands for."""
        noted = self.questions[number]
        return noted if isinstance(noted, str) else frozenset(cast(Question, self.questions[one]) for one in noted)

    @property
    def answered(self) -> Iterator[tuple[Question, str]]:
        """Every question with its answer."""
        pairs = zip(self.questions, self.answers, strict=True)
        return ((noted, answer) for noted, answer in pairs if isinstance(noted, str))

    @property
    def is_asked(self) -> bool:
        """Tell whether at least half of the questions are asked by a unit."""
        asked = set(chain.from_iterable(made.questions for made in self.made.values()))
        together = [self.questions[number] for number in asked]
        asked.update(chain.from_iterable(noted for noted in together if not isinstance(noted, str)))
        return len(asked) * 2 >= len(self.questions)


@dataclass(frozen=True)
class Past:
    """What was made before and can be taken again: a folder, and the record of what is in it.

    A part of this very site (see `shard.py`) must be what its record says; of an old build, what is not is left.
    """

    folder: Path
    record: BuildRecord
    is_part: bool = False

    @cached_property
    def indexed(self) -> frozenset[str]:
        """The files that are for the search."""
        return frozenset(self.record.notes.get("indexed", ()))

    @cached_property
    def digests(self) -> dict[str, str]:
        """The SHA-256 of every file."""
        return {path: digest for made in self.record.made.values() for path, digest in made.files.items()}

    def is_whole(self, made: Made) -> bool:
        """Tell whether a unit's files are what they were when it was made. Raises BuildError where a part's are not."""
        for path, digest in made.files.items():
            if not self.is_left(path, digest):
                if self.is_part:
                    raise BuildError(f"{self.folder / path} is damaged or missing: make this part, or fetch it, again")
                return False
        return True

    def is_left(self, path: str, digest: str) -> bool:
        """Tell whether a file is what it was: by its stamp, which a part loses on its way from another machine."""
        known = None if self.is_part else self.record.stamps.get(path)
        is_same = known is not None and self.stamps.get(path) == known
        return is_same or read_digest(self.folder / path) == digest

    @cached_property
    def stamps(self) -> dict[str, Stamp]:
        """The stamps of the files as they are now."""
        return read_stamps(self.folder)

    def find_changed(self, answers: Answers) -> set[int]:
        """Find which of the record's questions have another answer now."""
        changed: set[int] = set()
        for number, (noted, answer) in enumerate(zip(self.record.questions, self.record.answers, strict=True)):
            if isinstance(noted, str):
                if answers.answer(noted) != answer:
                    changed.add(number)
            elif not changed.isdisjoint(noted):
                changed.add(number)
        return changed


def record_path(target: Path) -> Path:
    """Return where the record of a site folder is kept: beside it, under a hidden name."""
    return target.parent / f".{target.name}.record"


def read_record(path: Path) -> BuildRecord:
    """Read a record; an empty one where it is missing or damaged."""
    try:
        digest, _, text = path.read_bytes().partition(b"\n")
        if sha256(text).hexdigest().encode() != digest:
            return BuildRecord()
        data = orjson.loads(text)
        return BuildRecord(
            data["frame"],
            [noted if isinstance(noted, str) else tuple(noted) for noted in data["questions"]],
            data["answers"],
            data["texts"],
            {name: Made(*values) for name, values in data["made"].items()},
            data["notes"],
            {path: tuple(stamp) for path, stamp in data["stamps"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError):
        return BuildRecord()


def write_record(path: Path, record: BuildRecord) -> None:
    """Write the record of a build; a reader sees the old record or the new one."""
    data = {
        "frame": record.frame,
        "questions": record.questions,
        "answers": record.answers,
        "texts": record.texts,
        "made": {name: (made.key, made.files, made.questions) for name, made in record.made.items()},
        "notes": record.notes,
        "stamps": record.stamps,
    }
    text = orjson.dumps(data)
    with drafted(path) as draft:
        draft.write_bytes(sha256(text).hexdigest().encode() + b"\n" + text)
