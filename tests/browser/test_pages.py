"""A page of every kind as readers meet it: accessible, within the screen, and whole without JavaScript."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import serve
from tests.browser.places import find_kinds
from tests.browser.visitor import Visitor, find_violations
from tests.conftest import SITE_URL

WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 360, "height": 740}
SMALLEST: ViewportSize = {"width": 320, "height": 640}
# What the issue names, looked at in every scheme and width; the others in two that together have each of them.
CLOSELY = ("", "briefs/2022-03-10-antalya/", "people/dmytro-kuleba/", "search/?q=cease-fire")
SCHEMES = ("light", "dark")
# What JavaScript adds: buttons, the result of a search, the forms of filters.
ADDED = ".cb-copy, .cb-local, [role=status], [data-filters-for], [data-cb-search], noscript"


@pytest.fixture(scope="session")
def places(built_site: Path) -> list[str]:
    """A page of every kind; the page for what is not found is the host's to show, so it has a test of its own."""
    kinds = find_kinds(built_site)
    return [url for kind, url in kinds.items() if kind not in ("404.html", "search/")] + ["search/?q=Lavrov"]


@contextmanager
def tour(visitor: Visitor, places: list[str], **context: Any) -> Iterator[Iterator[tuple[str, Page]]]:
    """Walk through pages in one window, as a reader does who follows links."""

    def walk() -> Iterator[tuple[str, Page]]:
        for place in places:
            page.goto(visitor.base + place, wait_until="load")
            if "?q=" in place:
                expect(page.locator(".cb-results li").first).to_be_visible()
            yield place, page

    page = visitor.open(**context)
    yield walk()


@pytest.mark.parametrize(("scheme", "size"), [("light", WIDE), ("dark", NARROW)])
def test_axe_finds_nothing_on_any_kind_of_page(
    visitor: Visitor, places: list[str], scheme: str, size: ViewportSize
) -> None:
    with tour(visitor, places, color_scheme=scheme, viewport=size, reduced_motion="reduce") as pages:
        found = {place: violations for place, page in pages if (violations := find_violations(page))}
    assert found == {}


@pytest.mark.parametrize(("scheme", "size"), [("light", NARROW), ("dark", WIDE)])
def test_axe_finds_nothing_on_the_main_pages(visitor: Visitor, scheme: str, size: ViewportSize) -> None:
    with tour(visitor, [*CLOSELY], color_scheme=scheme, viewport=size, reduced_motion="reduce") as pages:
        found = {place: violations for place, page in pages if (violations := find_violations(page))}
    assert found == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_page_for_what_is_not_found_is_whole_at_any_depth(
    browser: Browser, addressed_site: Path, scheme: str
) -> None:
    with serve(addressed_site, under=urlsplit(SITE_URL).path.strip("/")) as url:
        visitor = Visitor(browser, url)
        page = visitor.open("404.html", color_scheme=scheme)
        assert find_violations(page) == []
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator("#cb-q")).to_be_visible()
        visitor.close()
        assert (visitor.foreign_requests(), visitor.complaints) == ([], [])


@pytest.mark.parametrize("scripted", [True, False])
def test_no_page_scrolls_sideways(visitor: Visitor, places: list[str], scripted: bool) -> None:
    # The performance page has the widest table.
    shown = [place for place in [*places, "performance/"] if scripted or "?q=" not in place]
    with tour(visitor, shown, viewport=SMALLEST, java_script_enabled=scripted) as pages:
        wide = {place: width for place, page in pages if (width := scroll_width(page)) > SMALLEST["width"]}
    assert wide == {}


def scroll_width(page: Page) -> int:
    """Scroll as far to the right as the page lets one, and tell how far that was, with the window's own width."""
    page.evaluate("scrollTo(10000, 0)")
    return int(page.evaluate("Math.max(innerWidth + scrollX, document.documentElement.scrollWidth)"))


def test_all_is_readable_without_javascript(visitor: Visitor, places: list[str]) -> None:
    """The same words in the same order, and no control that would do nothing."""
    plain_places = [place for place in places if "?q=" not in place]
    with tour(visitor, plain_places, java_script_enabled=False) as pages:
        plain = {}
        for place, page in pages:
            plain[place] = words_of(page)
            assert page.locator("[data-filters-for], .cb-copy").filter(visible=True).count() == 0, place
    with tour(visitor, plain_places) as pages:
        scripted = {place: words_of(page) for place, page in pages}
    assert all(len(words) > 20 for words in plain.values())
    assert plain == scripted


def words_of(page: Page) -> list[str]:
    """The words that are seen on a page, without what is for JavaScript."""
    page.eval_on_selector_all(ADDED, "all => all.forEach((one) => one.remove())")
    return page.inner_text("#content").split()


def test_the_scheme_follows_the_system_until_it_is_chosen(visitor: Visitor) -> None:
    page = visitor.open("", color_scheme="dark")
    dark = paper(page)
    page.emulate_media(color_scheme="light")
    page.wait_for_function("dark => getComputedStyle(document.body).backgroundColor !== dark", arg=dark)
    light = paper(page)
    page.get_by_title("Switch to the light scheme").click()
    page.get_by_title("Switch to the dark scheme").click()
    assert paper(page) == dark
    page.goto(visitor.base + "briefs/2022-03-10-antalya/")
    assert paper(page) == dark
    page.get_by_title("Follow the system").click()
    assert paper(page) == light


def paper(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))
