"""What the last build made of what: kept beside the site that it made, and never trusted beyond what it can prove.

The record is one JSON file under its own digest; a record that is damaged, or of another frame, is as good as none.
A file of the old site is taken only where it has the size and the time that it was left with, or else where its bytes
have the digest that the record has for it.
"""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.folders import Stamp
from generator.stale import Question


@dataclass(frozen=True, slots=True)
class Made:
    """What one unit of the site gave: its files, each with its SHA-256, and what it depends on.

    `key` is what the unit was made with beside the frame; `questions` are places in the record's list.
    """

    key: str
    files: Mapping[str, str]
    questions: Sequence[int] = ()


@dataclass(frozen=True)
class BuildRecord:
    """All units of the last build by name; every question that they asked, and how it was answered."""

    frame: str = ""
    questions: Sequence[Question] = ()
    answers: Sequence[str] = ()
    made: Mapping[str, Made] = field(default_factory=dict)
    notes: Mapping[str, Any] = field(default_factory=dict)
    stamps: Mapping[str, Stamp] = field(default_factory=dict)


def record_path(target: Path) -> Path:
    """Return where the record of a site folder is kept: beside it, under a hidden name."""
    return target.parent / f".{target.name}.record"


def read_record(target: Path, frame: str) -> BuildRecord:
    """Read the record of the last build into `target`; an empty one where it is missing, damaged, of another frame."""
    try:
        digest, _, text = record_path(target).read_bytes().partition(b"\n")
        if sha256(text).hexdigest().encode() != digest:
            return BuildRecord()
        data = json.loads(text)
        if data["frame"] != frame:
            return BuildRecord()
        return BuildRecord(
            frame,
            [Question(tuple(path), part) for path, part in data["questions"]],
            data["answers"],
            {name: Made(*values) for name, values in data["made"].items()},
            data["notes"],
            {path: tuple(stamp) for path, stamp in data["stamps"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError):
        return BuildRecord()


def write_record(target: Path, record: BuildRecord) -> None:
    """Write the record of a build that was just published; a reader sees the old record or the new one."""
    data = {
        "frame": record.frame,
        "questions": record.questions,
        "answers": record.answers,
        "made": {name: (made.key, made.files, made.questions) for name, made in record.made.items()},
        "notes": record.notes,
        "stamps": record.stamps,
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=list).encode()
    path = record_path(target)
    draft = path.with_name(f"{path.name}-{os.getpid()}")
    draft.write_bytes(sha256(text).hexdigest().encode() + b"\n" + text)
    draft.replace(path)
