"""What a YAML file is read into: plain values, and paths into them."""

from dataclasses import dataclass
from typing import TypeAlias

from generator.diagnostics import Diagnostic

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says. `value` is None where it says nothing usable.

    `broken` holds the paths of what lost something to a finding already made, so that nothing that is wrong or
    missing there is reported once more.
    """

    value: dict[str, Value] | None
    diagnostics: tuple[Diagnostic, ...] = ()
    broken: frozenset[Path] = frozenset()
