"""The list of objects for programs."""

import json

from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic
from generator.diagnostics.json import render_json
from generator.diagnostics.report import Report
from tests.diagnostics.samples import DUPLICATE, UNKNOWN_FIELD, diagnostics


def test_a_finding_has_every_field() -> None:
    assert json.loads(render_json(Report([UNKNOWN_FIELD, DUPLICATE], checked=3))) == [
        {
            "code": "unknown-field",
            "severity": "error",
            "message": "There is no field “titel” in a brief.",
            "hint": "Did you mean “title”?",
            "path": "briefs/2022-03-10-antalya.yml",
            "line": 1,
            "column": 1,
            "end_line": 1,
            "end_column": 6,
            "related": [],
        },
        {
            "code": "duplicate-id",
            "severity": "warning",
            "message": "The id “sergey-lavrov” is defined twice.",
            "hint": "",
            "path": "briefs/2022-03-10-antalya.yml",
            "line": 9,
            "column": 3,
            "end_line": 9,
            "end_column": 16,
            "related": [
                {
                    "message": "The first definition is here.",
                    "path": "briefs/people.yml",
                    "line": 3,
                    "column": 1,
                    "end_line": 3,
                    "end_column": 14,
                }
            ],
        },
    ]


def test_nothing_found_is_an_empty_list() -> None:
    assert json.loads(render_json(Report([], checked=3))) == []


@given(st.lists(diagnostics, max_size=4))
def test_every_text_comes_back_as_it_was(findings: list[Diagnostic]) -> None:
    shown = render_json(Report(findings))

    assert shown.isascii()
    assert [(found["message"], found["path"], found["hint"]) for found in json.loads(shown)] == [
        (join_surrogates(found.message), join_surrogates(found.path), join_surrogates(found.hint)) for found in findings
    ]


def join_surrogates(text: str) -> str:
    """What JSON makes of a pair of surrogates that follow each other: the character that they stand for."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
