"""What the last build made of what: kept beside the site that it made, and never trusted beyond what it can prove.

The record is a file of two lines of JSON, after the digest of all that follows; a record that is damaged, or of another
frame, is as good as none. The first line has the files, the second what was asked for them; after it stands in bytes
which unit asked what. What can be taken of what a record names, `past.py` tells.
"""

import sys
from array import array
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, cast

import orjson

from generator.folders import Stamp, drafted
from generator.stale import Asked, Question

# Places in a list, of four bytes each: there are millions of them.
Numbers: TypeAlias = "array[int]"
# A question, or the places of those that are asked together.
Noted = Question | tuple[int, ...]


def to_numbers(places: Iterable[int] = ()) -> Numbers:
    """Pack places in a list."""
    return array("I", places)


_NO_NUMBERS = to_numbers()


class Made(NamedTuple):
    """What one unit of the site gave: its files, each with its SHA-256, and what it depends on.

    `key` is what the unit was made with beside the frame; `questions` are places in the record's list.
    """

    key: str
    files: Mapping[str, str]
    questions: Numbers = _NO_NUMBERS


@dataclass(frozen=True)
class MadeUnits:
    """What a process made: by unit the SHA-256 of its files and its questions, which are places in the list of all.

    `indexed` are the files that are for the search.
    """

    questions: tuple[Asked, ...] = ()
    units: Mapping[str, tuple[Mapping[str, str], Numbers]] = field(default_factory=dict)
    indexed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class BuildRecord:
    """All units of the last build by name; every question that they asked, and how it was answered.

    Questions that are asked together stand after those that they are, and have no answer of their own. They keep their
    numbers from build to build; `numbered` is how many there were when they were last numbered. `texts` has by id the
    digest of what each record and brief was read from.
    """

    frame: str = ""
    questions: Sequence[Noted] = ()
    answers: Sequence[str] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    made: Mapping[str, Made] = field(default_factory=dict)
    notes: Mapping[str, Any] = field(default_factory=dict)
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    numbered: int = 0

    def asked(self, number: int) -> Asked:
        """Return what a number in a unit's questions stands for."""
        noted = self.questions[number]
        return noted if isinstance(noted, str) else frozenset(cast(Question, self.questions[one]) for one in noted)

    def iter_answered(self, but: Container[int] = ()) -> Iterator[tuple[Question, str]]:
        """Yield every question with its answer, but for some by their places."""
        pairs = enumerate(zip(self.questions, self.answers, strict=True))
        return ((noted, answer) for number, (noted, answer) in pairs if isinstance(noted, str) and number not in but)

    @property
    def keeps_numbers(self) -> bool:
        """Tell whether less than twice as many questions have come by now: of the others few may still be asked."""
        return len(self.questions) <= 2 * self.numbered


def record_path(target: Path) -> Path:
    """Return where the record of a site folder is kept: beside it, under a hidden name."""
    return target.parent / f".{target.name}.record"


def read_record(path: Path, *, is_asked: bool = True) -> BuildRecord:
    """Read a record, or all of it but the questions; an empty one where it is missing or damaged."""
    try:
        text = path.read_bytes()
        start = text.index(b"\n") + 1
        end = text.index(b"\n", start)
        # There are many megabytes, of which nothing is copied.
        view = memoryview(text)
        if sha256(view[start:]).hexdigest().encode() != text[: start - 1]:
            return BuildRecord()
        data, numbers = orjson.loads(view[start:end]), to_numbers()
        if is_asked:
            middle = text.index(b"\n", end + 1)
            asked, numbers = orjson.loads(view[end + 1 : middle]), _unpack(view[middle + 1 :])
        else:
            asked = {"questions": [], "answers": [], "counts": [0] * len(data["made"])}
        units = zip(data["made"].items(), asked["counts"], accumulate(asked["counts"]), strict=True)
        stamps = zip(_iter_files(data["made"]), data["stamps"], strict=True)
        return BuildRecord(
            data["frame"],
            [noted if isinstance(noted, str) else tuple(noted) for noted in asked["questions"]],
            asked["answers"],
            data["texts"],
            {name: Made(key, files, numbers[end - count : end]) for (name, (key, files)), count, end in units},
            data["notes"],
            {path: tuple(stamp) for path, stamp in stamps if stamp},
            data["numbered"],
        )
    except (OSError, ValueError, KeyError, TypeError):
        return BuildRecord()


def write_record(path: Path, record: BuildRecord) -> None:
    """Write the record of a build; a reader sees the old record or the new one."""
    data = {
        "frame": record.frame,
        "texts": record.texts,
        "made": {name: (made.key, made.files) for name, made in record.made.items()},
        "notes": record.notes,
        "stamps": [record.stamps.get(path) for path in _iter_files(record.made)],
        "numbered": record.numbered,
    }
    numbers = to_numbers()
    for made in record.made.values():
        numbers.extend(made.questions)
    asked = {
        "questions": record.questions,
        "answers": record.answers,
        "counts": [len(made.questions) for made in record.made.values()],
    }
    lines = (orjson.dumps(data), b"\n", orjson.dumps(asked), b"\n", _to_little(numbers).tobytes())
    digest = sha256()
    for line in lines:
        digest.update(line)
    with drafted(path) as draft, draft.open("wb") as file:
        file.writelines((digest.hexdigest().encode(), b"\n", *lines))


def _iter_files(made: Mapping[str, Sequence[Any]]) -> Iterator[str]:
    """Yield the path of every file of what was made, in its order."""
    return (path for unit in made.values() for path in unit[1])


def _unpack(data: memoryview) -> Numbers:
    numbers = to_numbers()
    numbers.frombytes(data)
    return _to_little(numbers)


def _to_little(numbers: Numbers) -> Numbers:
    """Turn numbers round where a machine has the highest byte first: a part of a site may be merged on another."""
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers
