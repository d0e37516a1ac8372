"""What a renderer is given, and the line that sums it up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.diagnostics import Diagnostic, count_severities
from generator.diagnostics.cells import to_visible
from generator.source import SourceFile, Span


@dataclass(frozen=True)
class Report:
    """The findings of one run, sorted, and what is needed to show them.

    `sources` are files by path; a finding in a file that is not among them is shown without its line.
    `checked` counts the files that were looked at (0: not known). `rules` says in a sentence what each code
    stands for.
    """

    diagnostics: Sequence[Diagnostic]
    sources: Mapping[str, SourceFile] = field(default_factory=dict)
    color: bool = False
    checked: int = 0
    rules: Mapping[str, str] = field(default_factory=dict)

    def summary(self) -> str:
        """Say how many findings there are in how many files."""
        if not self.diagnostics:
            return f"No problems in {count(self.checked, 'file')}." if self.checked else "No problems."
        affected = count(len({found.path for found in self.diagnostics}), "file")
        checked = f" ({count(self.checked, 'file')} checked)" if self.checked else ""
        return f"{count_findings(self.diagnostics)} in {affected}{checked}"


def count_findings(diagnostics: Sequence[Diagnostic]) -> str:
    """Count findings in words: `3 errors, 1 warning`."""
    counts = count_severities(diagnostics)
    return ", ".join(count(number, severity.value) for severity, number in counts.items() if number)


def count(number: int, noun: str) -> str:
    """Put a number before a noun: `1 file`, `2 files`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def format_place(path: str, span: Span) -> str:
    """Write a place as editors and terminals know it: `path:line:column`."""
    return f"{to_visible(path)}:{span.line}:{span.column}"
