"""`briefings explain`, and the report of all quotations."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.diagnostics.catalogue import CATALOGUE
from tests.checks.sites import BASE, CASES

NOW = ("--now", "2026-01-01T00:00:00Z")


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, arguments)
    return done.exit_code, done.output


def test_a_rule_is_explained() -> None:
    status, said = run("explain", "misquotation")
    assert status == 0
    assert CATALOGUE["misquotation"].why in said


def test_without_a_code_all_are_listed() -> None:
    status, said = run("explain")
    assert status == 0
    assert all(code in said for code in CATALOGUE)


@pytest.mark.parametrize(("code", "advice"), [("misquote", "misquotation"), ("xyzzy", "lists all codes")])
def test_a_code_that_there_is_not_is_wrong_use(code: str, advice: str) -> None:
    status, said = run("explain", code)
    assert status == 2
    assert advice in said


def test_every_quotation_is_listed_with_its_verdict(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "briefs")
    for name in ("bad", "ok"):
        shutil.copyfile(CASES / "check" / "misquotation" / f"{name}.yml", tmp_path / "briefs" / f"{name}.yml")
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: Quotes\nplugins: [briefings]\n", encoding="utf-8")
    status, said = run("check", "--report", "quotes", "-f", str(tmp_path / "mkdocs.yml"), *NOW)
    assert status == 0
    lines = said.splitlines()
    assert lines[-1] == "5 verified, 3 not verifiable, 4 wrong"
    assert lines[0].startswith(
        "briefs/2022/round-one.yml:17: verified        ada-north: “We will open the road tomorrow”"
    )
    assert "briefs/bad.yml:8: wrong" in said
    assert "briefs/ok.yml:17: not verifiable  ben-south: “that nobody had asked” (a paraphrase)" in said
    assert "(wire.txt, in the original)" in said
