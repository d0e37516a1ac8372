"""Workflow commands, read back as GitHub reads them."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, Severity
from generator.diagnostics.github import render_github
from generator.diagnostics.report import Report
from tests.diagnostics.samples import BAD_DATE, FINDINGS, at, diagnostics

_COMMAND = re.compile(r"::(error|warning|notice) ([^\n]*?)::([^\n]*)")


def test_each_finding_is_a_command() -> None:
    assert render_github(Report(FINDINGS, checked=3)).split("\n") == [
        "::error file=briefs/2022-03-10-antalya.yml,line=1,col=1,endLine=1,endColumn=6,title=unknown-field"
        "::There is no field “titel” in a brief.%0ADid you mean “title”?",
        "::error file=briefs/2022-03-10-antalya.yml,line=2,col=7,endLine=2,endColumn=17,title=bad-date"
        "::There is no month 13.%0AWrite a date like this:%0A  date: 2022-03-10",
        "::warning file=briefs/2022-03-10-antalya.yml,line=9,col=3,endLine=9,endColumn=16,title=duplicate-id"
        "::The id “sergey-lavrov” is defined twice.%0Abriefs/people.yml:3:1: The first definition is here.",
        "::notice file=briefs/people.yml,line=1,col=1,endLine=1,endColumn=14,title=unused::Nothing refers to it.",
        "2 errors, 1 warning, 1 note in 2 files (3 files checked)",
    ]


def test_columns_are_left_out_of_a_stretch_of_many_lines() -> None:
    found = replace(BAD_DATE, span=at("We are ready\n      to continue."))

    assert ".yml,line=6,endLine=7,title=bad-date::" in render_github(Report([found]))


def test_what_parts_a_command_is_escaped() -> None:
    found = Diagnostic("code", "50%: no, 51%0A\nor more", "briefs/a,b:c%3A.yml")

    command = render_github(Report([found])).split("\n")[0]

    assert "file=briefs/a%2Cb%3Ac%253A.yml,line=1," in command
    assert command.endswith("::50%25: no, 51%250A%0Aor more")


@given(st.lists(diagnostics, max_size=4))
def test_whatever_is_found_is_one_command_on_one_line(findings: list[Diagnostic]) -> None:
    shown = render_github(Report(findings))

    *commands, _ = shown.splitlines()
    assert shown.encode()
    assert len(commands) == len(findings)
    for command, found in zip(commands, findings, strict=True):
        parts = _COMMAND.fullmatch(command)
        assert parts
        assert parts[1] == {Severity.NOTE: "notice"}.get(found.severity, found.severity.value)
        properties = dict(part.split("=", 1) for part in parts[2].split(","))
        assert (properties["line"], properties["endLine"]) == (str(found.span.line), str(found.span.end_line))
        assert properties["title"] == found.code
