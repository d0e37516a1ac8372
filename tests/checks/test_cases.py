"""Every code has a case, and each case says what was read and accepted (`make accept` writes it anew)."""

from pathlib import Path

import pytest

from generator.diagnostics.catalogue import CATALOGUE
from tests.checks.cases import FOLDER, MADE, counts, run_case, show_bad

CODES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


def test_every_code_has_a_case_and_every_case_a_code() -> None:
    assert sorted(CATALOGUE) == CODES


@pytest.mark.parametrize("code", CODES)
def test_a_case_is_whole(code: str) -> None:
    names = {path.stem for path in (FOLDER / code).iterdir()}
    assert {"bad", "ok", "expected"} - ({"bad"} if code in MADE else set()) <= names


@pytest.mark.parametrize("code", CODES)
def test_what_is_wrong_is_said(code: str, tmp_path: Path) -> None:
    assert show_bad(code, tmp_path) == (FOLDER / code / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", CODES)
def test_a_case_is_about_its_code_alone(code: str, tmp_path: Path) -> None:
    found = [found for found in run_case(code, "bad", tmp_path) if counts(code, found)]
    assert {one.code for one in found} == {code}
    assert {one.severity for one in found} == {CATALOGUE[code].severity}
    assert all(one.hint or code == "yaml-syntax" for one in found)


@pytest.mark.parametrize("code", CODES)
def test_what_is_right_passes(code: str, tmp_path: Path) -> None:
    assert [found for found in run_case(code, "ok", tmp_path) if counts(code, found)] == []
