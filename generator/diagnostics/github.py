"""Findings as GitHub workflow commands, which become annotations of the changed files."""

from generator.diagnostics import Diagnostic, Severity
from generator.diagnostics.cells import to_visible
from generator.diagnostics.report import Report, format_place

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
# What parts a command from its properties and these from each other is written as GitHub's own toolkit does.
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def render_github(report: Report) -> str:
    """Render each finding as one command on a line of its own, then the summary as plain text."""
    return "\n".join([*map(_render_command, report.diagnostics), report.summary()])


def _render_command(found: Diagnostic) -> str:
    span = found.span
    properties = {
        "file": to_visible(found.path),
        "line": str(span.line),
        "col": str(span.column),
        "endLine": str(span.end_line),
        "endColumn": str(span.end_column),
        "title": to_visible(found.code),
    }
    if span.end_line != span.line:
        # GitHub takes columns only where a finding lies within one line.
        del properties["col"], properties["endColumn"]
    written = ",".join(f"{key}={value.translate(_PROPERTY)}" for key, value in properties.items())
    message = "\n".join(to_visible(line) for line in _write_message(found).split("\n"))
    return f"::{_COMMANDS[found.severity]} {written}::{message.translate(_DATA)}"


def _write_message(found: Diagnostic) -> str:
    related = [f"{format_place(place.path, place.span)}: {place.message}" for place in found.related]
    return "\n".join(part for part in (found.message, found.hint, *related) if part)
