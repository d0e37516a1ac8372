"""What a reader waits for: the bytes on the wire from a host that compresses text, and what moves meanwhile."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import GzipHandler, SlowHandler, serve
from tests.browser.places import find_kinds
from tests.browser.visitor import Visitor

KB = 1000
FIELD = "[data-cb-search] input[type=search]"
QUERIES = ("Lavrov", "hospital", "humanitarian corridors", "Маріуполь", "no progress on a cease-fire")
WIDTHS = (320, 768, 1280)
# Good is below 0.1 for a whole visit; nothing of ours has to move at all.
STILL = 0.02
# The kinds of pages whose lines are near their full width, or that have a column beside the text.
LATE = ("", "agreements/…", "briefs/…", "conflicts/…", "parties/…", "timeline/")
WATCH = """
    self.moved = [];
    new PerformanceObserver((list) => {
        for (const { value, hadRecentInput, sources } of list.getEntries()) {
            const nodes = sources.map(({ node }) => node?.className || node?.nodeName);
            if (!hadRecentInput) moved.push([value, nodes.join(" ")]);
        }
    }).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture(scope="module")
def compressed_url(built_site: Path) -> Iterator[str]:
    """The site from a host that compresses text."""
    with serve(built_site, handler=GzipHandler) as url:
        yield url


class Meter:
    """Counts what comes over the wire for a page, headers and all."""

    def __init__(self, page: Page) -> None:
        self.received = 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._count)

    def _count(self, event: dict[str, float]) -> None:
        self.received += int(event["encodedDataLength"])


def open_metered(browser: Browser, url: str) -> tuple[Page, Meter]:
    page = browser.new_context().new_page()
    meter = Meter(page)
    page.goto(url, wait_until="networkidle")
    return page, meter


@pytest.mark.parametrize("query", QUERIES)
def test_a_first_search_takes_less_than_100_kb(browser: Browser, compressed_url: str, query: str) -> None:
    page, meter = open_metered(browser, f"{compressed_url}about/")
    before = meter.received
    # Fonts and styles are there; the search's page and script are not, nor on this wide screen the facets.
    page.goto(f"{compressed_url}search/?q={query}")
    expect(page.locator(".cb-results li").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    received = meter.received - before
    page.context.close()
    assert 0 < received < 100 * KB


def test_a_briefing_with_everything_is_below_300_kb(browser: Browser, compressed_url: str, built_site: Path) -> None:
    largest = find_kinds(built_site)["briefs/…"]
    page, meter = open_metered(browser, compressed_url + largest)
    page.context.close()
    assert 0 < meter.received < 300 * KB


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_moves_while_a_page_loads(visitor: Visitor, built_site: Path, width: int) -> None:
    places = [url for kind, url in find_kinds(built_site).items() if kind != "404.html"]
    page = visitor.open(viewport={"width": width, "height": 800})
    page.add_init_script(WATCH)
    moved = {}
    for place in [*places, "search/?q=humanitarian+corridors", "search/?q=%E9%A3%9B", "quotes/?party=russia"]:
        page.goto(visitor.base + place, wait_until="networkidle")
        moved[place] = page.evaluate("moved")
    assert find_moved(moved) == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_moves_where_fonts_and_the_end_of_a_page_come_late(
    browser: Browser, built_site: Path, width: int
) -> None:
    moved = {}
    with serve(built_site, handler=SlowHandler) as url:
        for kind in LATE:
            place = find_kinds(built_site)[kind]
            # A reader who has no fonts of ours yet.
            with browser.new_context(viewport={"width": width, "height": 800}) as context:
                page = context.new_page()
                page.add_init_script(WATCH)
                page.goto(url + place, wait_until="load")
                page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
                moved[place] = page.evaluate("moved")
    assert find_moved(moved) == {}


def find_moved(moved: dict[str, list[tuple[float, str]]]) -> dict[str, list[tuple[float, str]]]:
    """The pages on which more moved than can stay unseen."""
    return {place: moves for place, moves in moved.items() if sum(value for value, _ in moves) >= STILL}
