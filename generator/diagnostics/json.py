"""Findings for a program: a list of objects."""

import json

from generator.diagnostics import Diagnostic, Related
from generator.diagnostics.report import Report


def render_json(report: Report) -> str:
    """Render findings as a JSON list, ASCII only; lines and columns count from 1, columns in characters."""
    return json.dumps([_to_object(found) for found in report.diagnostics], indent=2)


def _to_object(found: Diagnostic) -> dict[str, object]:
    return {
        "code": found.code,
        "severity": found.severity.value,
        "message": found.message,
        "hint": found.hint,
        **_to_place(found),
        "related": [{"message": place.message, **_to_place(place)} for place in found.related],
    }


def _to_place(place: Diagnostic | Related) -> dict[str, object]:
    return {
        "path": place.path,
        "line": place.span.line,
        "column": place.span.column,
        "end_line": place.span.end_line,
        "end_column": place.span.end_column,
    }
