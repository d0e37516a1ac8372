"""What the last build made of what: kept beside the site that it made, and never trusted beyond what it can prove.

The record is one JSON file under its own digest; a record that is damaged, or of another frame, is as good as none.
What can be taken of what it names, `past.py` tells.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any, cast

import orjson

from generator.folders import Stamp, drafted
from generator.stale import Asked, Question

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

    def iter_answered(self, but: Container[int] = ()) -> Iterator[tuple[Question, str]]:
        """Yield every question with its answer, but for some by their places."""
        pairs = enumerate(zip(self.questions, self.answers, strict=True))
        return ((noted, answer) for number, (noted, answer) in pairs if isinstance(noted, str) and number not in but)

    @property
    def is_asked(self) -> bool:
        """Tell whether at least half of the questions are asked by a unit."""
        asked = set(chain.from_iterable(made.questions for made in self.made.values()))
        together = [self.questions[number] for number in asked]
        asked.update(chain.from_iterable(noted for noted in together if not isinstance(noted, str)))
        return len(asked) * 2 >= len(self.questions)


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
