"""Which format is taken, with or without colour, and what all of them are given."""

from dataclasses import replace

import pytest

from generator.diagnostics import Diagnostic, Severity
from generator.diagnostics.formats import FORMATS, default_format, render_diagnostics, wants_color
from generator.diagnostics.report import Report
from tests.diagnostics.samples import FINDINGS, SOURCES, UNKNOWN_FIELD


def test_the_formats_are_those_of_the_contract() -> None:
    assert list(FORMATS) == ["text", "concise", "json", "github", "sarif"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_given_all_there_is_to_show(name: str) -> None:
    rules = {"bad-date": "A date must exist."}

    shown = render_diagnostics(name, FINDINGS, SOURCES, color=True, checked=14, rules=rules)

    assert shown == FORMATS[name](Report(FINDINGS, SOURCES, color=True, checked=14, rules=rules))
    assert not shown.endswith("\n")


@pytest.mark.parametrize("name", ["concise", "json", "github", "sarif"])
def test_only_text_is_coloured(name: str) -> None:
    assert "\x1b" not in render_diagnostics(name, FINDINGS, SOURCES, color=True)


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({}, "text"),
        ({"GITHUB_ACTIONS": "true"}, "github"),
        ({"GITHUB_ACTIONS": ""}, "text"),
        ({"CI": "1"}, "text"),
    ],
)
def test_annotations_are_the_default_in_a_workflow(environment: dict[str, str], name: str) -> None:
    assert default_format(environment) == name


@pytest.mark.parametrize(
    ("environment", "is_terminal", "wanted"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "0"}, False, False),
        ({"FORCE_COLOR": ""}, False, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ({"TERM": "dumb"}, True, False),
        ({"TERM": "xterm-256color"}, True, True),
    ],
)
def test_colour_follows_the_environment(environment: dict[str, str], is_terminal: bool, wanted: bool) -> None:
    assert wants_color(environment, is_terminal) is wanted


@pytest.mark.parametrize(
    ("findings", "checked", "summary"),
    [
        ([], 0, "No problems."),
        ([], 1, "No problems in 1 file."),
        ([], 14, "No problems in 14 files."),
        ([UNKNOWN_FIELD], 0, "1 error in 1 file"),
        (FINDINGS, 14, "2 errors, 1 warning, 1 note in 2 files (14 files checked)"),
        ([replace(UNKNOWN_FIELD, severity=Severity.WARNING)] * 2, 1, "2 warnings in 1 file (1 file checked)"),
    ],
)
def test_the_summary_counts(findings: list[Diagnostic], checked: int, summary: str) -> None:
    assert Report(findings, checked=checked).summary() == summary
