"""A finding before it has a line and a column: its place is a path into the file's value."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Related, Severity
from generator.source import SourceFile
from generator.yaml_parser import Path, Places


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding whose place is still a path: `locate` finds line and column.

    `on_key` points to the key rather than its value; `within` to a part of a text: the text and two offsets in it.
    """

    code: str
    path: Path
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    on_key: bool = False
    within: tuple[str, int, int] | None = None
    related: tuple[Related, ...] = ()


def locate(source: SourceFile, problems: Sequence[Problem]) -> list[Diagnostic]:
    """Turn problems of one file into findings with line and column."""
    if not problems:
        return []
    places = Places(source)
    return [_locate(source, places, problem) for problem in problems]


def to_written(path: Path, left_out: Collection[Path]) -> Path:
    """Turn a path in a value without the items of lists at `left_out` into the path where they still stand."""
    written: Path = ()
    for part in path:
        if isinstance(part, int):
            gone_here = [gone[-1] for gone in left_out if gone and gone[:-1] == written]
            for gone in sorted(gone for gone in gone_here if isinstance(gone, int)):
                part += gone <= part
        written = (*written, part)
    return written


def _locate(source: SourceFile, places: Places, problem: Problem) -> Diagnostic:
    if problem.within is not None:
        span = places.within(problem.path, *problem.within)
    elif problem.on_key:
        span = places.key(problem.path)
    else:
        span = places.value(problem.path)
    return Diagnostic(problem.code, problem.message, source.path, span, problem.hint, problem.severity, problem.related)
