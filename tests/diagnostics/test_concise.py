"""The form of one line for each finding."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic
from generator.diagnostics.concise import render_concise
from generator.diagnostics.report import Report
from tests.diagnostics.samples import BAD_DATE, FINDINGS, diagnostics


def test_each_finding_is_a_line() -> None:
    assert render_concise(Report(FINDINGS, checked=3)).split("\n") == [
        "briefs/2022-03-10-antalya.yml:1:1: error[unknown-field] There is no field “titel” in a brief.",
        "briefs/2022-03-10-antalya.yml:2:7: error[bad-date] There is no month 13.",
        "briefs/2022-03-10-antalya.yml:9:3: warning[duplicate-id] The id “sergey-lavrov” is defined twice.",
        "briefs/people.yml:1:1: note[unused] Nothing refers to it.",
        "2 errors, 1 warning, 1 note in 2 files (3 files checked)",
    ]


def test_a_message_of_two_lines_becomes_one() -> None:
    found = replace(BAD_DATE, path="a.yml", message="There is no\nmonth \x1b[1m13.")

    assert render_concise(Report([found])).startswith("a.yml:2:7: error[bad-date] There is no month <U+001B>[1m13.\n")


@given(st.lists(diagnostics, max_size=4))
def test_whatever_is_found_takes_one_line(findings: list[Diagnostic]) -> None:
    assert len(render_concise(Report(findings)).splitlines()) == len(findings) + 1
