"""The browser tests' own tools: each must be able to say no."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import serve
from tests.browser.visitor import Visitor, find_violations

PAGE = '<!doctype html><html lang="en"><title>T</title><main><h1>T</h1>{}</main></html>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "inner").mkdir()
    return tmp_path


@pytest.fixture
def stranger(browser: Browser, folder: Path) -> Iterator[Visitor]:
    """A visitor of a site that a test writes itself."""
    with serve(folder, under="a/sub-path") as url:
        visitor = Visitor(browser, url)
        yield visitor
        visitor.close()


def test_a_clean_page_leaves_no_complaint(stranger: Visitor, folder: Path) -> None:
    (folder / "inner" / "index.html").write_text(PAGE.format('<p>Text.</p><img src="../dot.svg" alt="dot">'))
    (folder / "dot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (folder / "favicon.ico").touch()
    page = stranger.open("inner/")
    assert page.url.endswith("/a/sub-path/inner/")
    assert find_violations(page) == []
    assert stranger.foreign_requests() == []
    assert [url.removeprefix(stranger.base) for url in stranger.requests][:2] == ["inner/", "dot.svg"]


def test_a_request_above_the_sub_path_is_foreign(stranger: Visitor, folder: Path) -> None:
    (folder / "index.html").write_text(PAGE.format('<img src="/dot.svg" alt="dot">'))
    stranger.open()
    assert any(url.endswith("/dot.svg") for url in stranger.foreign_requests())
    assert any("404" in complaint for complaint in stranger.complaints)


def test_errors_of_scripts_are_recorded(stranger: Visitor, folder: Path) -> None:
    script = "<script>console.error('spoken'); console.log('chatter'); throw new Error('thrown')</script>"
    (folder / "index.html").write_text(PAGE.format(script))
    stranger.open()
    said = [complaint for complaint in stranger.complaints if "404" not in complaint]
    assert sorted(said) == ["error: spoken", "uncaught: thrown"]


def test_axe_names_the_element_that_is_wrong(stranger: Visitor, folder: Path) -> None:
    (folder / "index.html").write_text(PAGE.format('<button class="empty"></button>'))
    (violation,) = find_violations(stranger.open())
    assert violation.startswith("button-name: ")
    assert 'class="empty"' in violation
