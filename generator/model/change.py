"""What changed in substance between two states of a site: plain values."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Action(StrEnum):
    """What was done to something."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One change in a brief or record: its registry or `briefs`, its id and its name.

    `path` leads from there to what changed, by the names of fields and the ids or numbers of entries; it is empty
    where all of it came or went. `old` and `new` are as they are written in YAML, None where there is nothing.
    """

    action: Action
    kind: str
    home: str
    name: str
    words: str
    path: tuple[str, ...] = ()
    old: Any = None
    new: Any = None


@dataclass(frozen=True, slots=True)
class Revision:
    """What one revision of the repository changed, and when it was made."""

    id: str
    moment: datetime
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The revisions that changed something, the newest first, and the day from which on they are known."""

    begins: date | None = None
    revisions: tuple[Revision, ...] = ()
