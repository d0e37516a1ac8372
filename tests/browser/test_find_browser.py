"""How a browser is found and installed, played with programs that only answer `--version`."""

from pathlib import Path

import pytest

from tests.browser import find_browser


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on the PATH, and a machine with no other browser."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(find_browser, "MAC", tmp_path / "none")
    monkeypatch.setattr(find_browser, "DOWNLOADS", tmp_path / "downloads")
    monkeypatch.setattr(find_browser, "INSTALLERS", ())
    return tmp_path


def program(path: Path, status: int = 0) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\nexit {status}\n")
    path.chmod(0o755)
    return str(path)


def test_a_program_that_does_not_start_is_passed_over(folder: Path) -> None:
    program(folder / "chromium", status=127)
    wanted = program(folder / "google-chrome")
    assert find_browser.find_installed() == wanted


def test_installers_are_tried_in_order_and_only_as_needed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def download() -> None:
        tried.append("download")

    def package() -> None:
        tried.append("package")
        program(folder / "chromium")

    monkeypatch.setattr(find_browser, "INSTALLERS", (download, package, download))
    assert find_browser.find_or_install() == str(folder / "chromium")
    assert tried == ["download", "package"]


def test_what_was_downloaded_is_found_again(folder: Path) -> None:
    wanted = program(folder / "downloads" / "chromium-1" / "chrome-linux64" / "chrome")
    assert find_browser.find_or_install() == wanted


def test_no_browser_is_said_by_an_empty_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert find_browser.main() == 0
    assert capsys.readouterr().out == "\n"


def test_no_browser_is_a_failure_where_ci_is_set(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    assert find_browser.main() == 1


def test_a_browser_that_was_named_is_taken_or_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program(folder / "chromium")
    monkeypatch.setenv("CHROMIUM", program(folder / "my-own"))
    assert find_browser.main() == 0
    assert capsys.readouterr().out.strip() == str(folder / "my-own")
    monkeypatch.setenv("CHROMIUM", str(folder / "nothing"))
    assert find_browser.main() == 1
