"""Findings as values: what is wrong, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from generator.source import START, Span


class Severity(StrEnum):
    """How a finding weighs: an error stops a build, a warning does under `--strict`, a note never does."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Related(NamedTuple):
    """Another place that a finding speaks of, such as the first definition of an id that is defined twice."""

    message: str
    path: str
    span: Span = START


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `message` is one sentence that says what is wrong; `hint` says what to write instead."""

    code: str
    message: str
    path: str
    span: Span = START
    hint: str = ""
    severity: Severity = Severity.ERROR
    related: tuple[Related, ...] = ()


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Order findings by file and place, each once."""
    unique = dict.fromkeys(diagnostics)
    return sorted(unique, key=lambda found: (found.path, found.span, found.code, found.message))


def count_severities(diagnostics: Iterable[Diagnostic]) -> dict[Severity, int]:
    """Count findings of each severity; every severity has an entry."""
    counts = dict.fromkeys(Severity, 0)
    for found in diagnostics:
        counts[found.severity] += 1
    return counts
