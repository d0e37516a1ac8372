"""What a person reads."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, Severity
from generator.diagnostics.cells import to_visible
from generator.diagnostics.report import Report
from generator.diagnostics.text import render_text
from generator.source import SourceFile, Span
from tests.diagnostics.samples import (
    BAD_DATE,
    BRIEF,
    FINDINGS,
    SOURCES,
    UNKNOWN_FIELD,
    diagnostics,
    texts,
)


def test_a_run_reads_from_top_to_bottom() -> None:
    assert (
        render_text(Report(FINDINGS, SOURCES, checked=14))
        == """\
=== briefs/2022-03-10-antalya.yml: 2 errors, 1 warning ===

error[unknown-field]: There is no field “titel” in a brief.
 --> briefs/2022-03-10-antalya.yml:1:1
  |
1 | titel: Talks in Antalya
  | ^^^^^
  = hint: Did you mean “title”?

error[bad-date]: There is no month 13.
 --> briefs/2022-03-10-antalya.yml:2:7
  |
2 | date: 2022-13-10
  |       ^^^^^^^^^^
  = hint: Write a date like this:
  |         date: 2022-03-10

warning[duplicate-id]: The id “sergey-lavrov” is defined twice.
 --> briefs/2022-03-10-antalya.yml:9:3
  |
9 |   sergey-lavrov:
  |   ^^^^^^^^^^^^^
  = also: The first definition is here.
 --> briefs/people.yml:3:1
  |
3 | sergey-lavrov:
  | -------------

=== briefs/people.yml: 1 note ===

note[unused]: Nothing refers to it.
 --> briefs/people.yml:1:1
  |
1 | dmytro-kuleba:
  | ^^^^^^^^^^^^^

2 errors, 1 warning, 1 note in 2 files (14 files checked)"""
    )


def test_nothing_found_is_said_in_one_line() -> None:
    assert render_text(Report([], checked=14)) == "No problems in 14 files."


def test_a_finding_in_a_file_that_is_not_at_hand_has_no_excerpt() -> None:
    found = Diagnostic("not-utf-8", "Byte 7 is not UTF-8.", "briefs/people.yml")

    assert render_text(Report([found])).split("\n")[2:-2] == [
        "error[not-utf-8]: Byte 7 is not UTF-8.",
        " --> briefs/people.yml:1:1",
    ]


def test_a_stretch_of_many_lines_is_marked_to_the_end_of_its_first() -> None:
    file = SourceFile(BRIEF.path, "text: We are ready  \n  to continue.\n")

    shown = mark_of(replace(BAD_DATE, span=Span(1, 7, 2, 15)), file)

    assert shown == ("text: We are ready", "      ^^^^^^^^^^^^")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_place_after_the_last_character_is_marked_after_it(line_end: str) -> None:
    file = SourceFile(BRIEF.path, f"title: Talks{line_end}date: 2022{line_end}")

    assert mark_of(replace(BAD_DATE, span=Span(2, 11, 2, 11)), file) == ("date: 2022", "          ^")
    assert mark_of(replace(BAD_DATE, span=Span(3, 1, 3, 1)), file) == ("", "^")


def test_the_gutter_is_as_wide_as_the_largest_line_number() -> None:
    file = SourceFile(BRIEF.path, "\n" * 119 + "date: now\n")
    found = replace(BAD_DATE, span=Span(120, 7, 120, 10), hint="Write a day.")

    assert render_text(Report([found], {file.path: file})).split("\n")[3:-2] == [
        "   --> briefs/2022-03-10-antalya.yml:120:7",
        "    |",
        "120 | date: now",
        "    |       ^^^",
        "    = hint: Write a day.",
    ]


def test_colour_adds_nothing_but_colour() -> None:
    plain = render_text(Report(FINDINGS, SOURCES))
    colored = render_text(Report(FINDINGS, SOURCES, color=True))

    assert "\x1b[1;31merror[unknown-field]\x1b[0m" in colored
    assert "\x1b[1;33mwarning[duplicate-id]\x1b[0m" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == plain


def test_a_hostile_file_cannot_steer_the_terminal() -> None:
    file = SourceFile("briefs/\x1b]0;.yml", "a: \x1b[2J\u202egnp.exe\n")
    found = Diagnostic("control-character", "Not allowed: \x1b[2J", file.path, Span(1, 4, 1, 5), hint="\u2066 is not")

    shown = render_text(Report([found], {file.path: file}))

    assert "1 | a: <U+001B>[2J<U+202E>gnp.exe\n  |    ^^^^^^^^\n" in shown
    assert "=== briefs/<U+001B>]0;.yml: 1 error ===" in shown
    assert "Not allowed: <U+001B>[2J\n" in shown
    assert "= hint: <U+2066> is not" in shown


def test_no_line_of_a_foreign_text_starts_a_line() -> None:
    """A workflow of GitHub takes a line that starts with `::`, after spaces too, for a command."""
    found = replace(UNKNOWN_FIELD, message="Unknown:\n::error::x", hint="Not\n  ::stop-commands::x")

    assert not re.search(r"^\s*::", render_text(Report([found], SOURCES)), re.MULTILINE)


def test_two_hundred_findings_keep_their_order_under_a_heading_for_each_file() -> None:
    findings = [
        Diagnostic(f"code-{number}", "Wrong.", f"briefs/{number // 20:02}.yml", Span(number + 1, 1, number + 1, 2))
        for number in range(200)
    ]

    shown = render_text(Report(findings, checked=12))

    assert re.findall(r"^=== (.*) ===$", shown, re.MULTILINE) == [f"briefs/{n:02}.yml: 20 errors" for n in range(10)]
    assert re.findall(r"^error\[code-(\d+)\]", shown, re.MULTILINE) == [str(number) for number in range(200)]
    assert shown.endswith("\n\n200 errors in 10 files (12 files checked)")


@given(st.lists(diagnostics, max_size=4), texts)
def test_whatever_is_found_can_be_printed(findings: list[Diagnostic], text: str) -> None:
    sources = {found.path: SourceFile(found.path, text) for found in findings}

    shown = render_text(Report(findings, sources))

    assert shown.encode()
    assert {to_visible(line) for line in shown.split("\n")} == set(shown.split("\n"))


@given(st.text("ab:会\t\u202e", max_size=11), st.data())
def test_the_caret_stays_under_the_stretch(line: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(line)), st.integers(0, len(line)))))
    found = Diagnostic("code", "Wrong.", "a.yml", Span(1, start + 1, 1, end + 1), severity=Severity.NOTE)

    _, mark = mark_of(found, SourceFile("a.yml", line))

    assert len(mark) - len(mark.lstrip()) == count_cells(line, start)
    assert len(mark.strip()) == max(1, count_cells(line, end) - count_cells(line, start))


def count_cells(line: str, end: int) -> int:
    """How many cells a line takes up to an offset, by the simplest reckoning."""
    cells = 0
    for character in line[:end]:
        cells += {"会": 2, "\t": 4 - cells % 4, "\u202e": len("<U+202E>")}.get(character, 1)
    return cells


def mark_of(found: Diagnostic, file: SourceFile) -> tuple[str, str]:
    """The shown line and the underline of a finding, without the gutter."""
    lines = render_text(Report([found], {file.path: file})).split("\n")
    gutter = len(str(found.span.line)) + len(" | ")
    return lines[5][gutter:], lines[6][gutter:]
