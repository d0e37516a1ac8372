"""Findings as SARIF 2.1.0, which code scanners and editors read."""

import json
from urllib.parse import quote

from generator import __version__
from generator.diagnostics import Diagnostic, Related
from generator.diagnostics.report import Report

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render_sarif(report: Report) -> str:
    """Render findings as a SARIF log of one run, ASCII only, with its rules and those of its findings."""
    codes = list(dict.fromkeys([*report.rules, *(found.code for found in report.diagnostics)]))
    indexes = {code: index for index, code in enumerate(codes)}
    run = {
        "tool": {
            "driver": {
                "name": "Conflict Briefings",
                "version": __version__,
                "rules": [_to_rule(code, report.rules.get(code, "")) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_to_result(found, indexes[found.code]) for found in report.diagnostics],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _to_rule(code: str, description: str) -> dict[str, object]:
    return {"id": code, "shortDescription": {"text": description}} if description else {"id": code}


def _to_result(found: Diagnostic, rule_index: int) -> dict[str, object]:
    message = f"{found.message}\n{found.hint}" if found.hint else found.message
    result = {
        "ruleId": found.code,
        "ruleIndex": rule_index,
        "level": found.severity.value,
        "message": {"text": message},
        "locations": [_to_location(found)],
    }
    if found.related:
        result["relatedLocations"] = [
            {"id": number, **_to_location(place), "message": {"text": place.message}}
            for number, place in enumerate(found.related)
        ]
    return result


def _to_location(place: Diagnostic | Related) -> dict[str, object]:
    span = place.span
    return {
        "physicalLocation": {
            # A name of a file that is no valid Unicode is written byte by byte too.
            "artifactLocation": {"uri": quote(place.path, errors="surrogatepass"), "uriBaseId": "%SRCROOT%"},
            "region": {
                "startLine": span.line,
                "startColumn": span.column,
                "endLine": span.end_line,
                "endColumn": span.end_column,
            },
        }
    }
