"""The site without a mouse: keys that lead to the search, the order of the stops, and where one is."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.places import find_kinds
from tests.browser.visitor import Visitor

BRIEFING = "briefs/2022-03-10-antalya/"
BOX = "#cb-q"
FIELD = "[data-cb-search] input[type=search]"
FIRST = ".cb-results li:first-child h2 a"
SECOND = ".cb-results li:nth-child(2) h2 a"
# Where the focus is, and whether the page shows it: by an outline, a shadow or a border that is not there without it.
STOP = """() => {
    const one = document.activeElement;
    one.dataset.reached = "";
    // A control that is not drawn itself hands its focus over to its label.
    const isDrawn = one.getBoundingClientRect().width > 1 && getComputedStyle(one).opacity !== "0";
    const drawn = isDrawn ? one : one.nextElementSibling ?? one;
    const style = getComputedStyle(drawn);
    const box = drawn.getBoundingClientRect();
    return {
        name: [one.tagName, one.id, one.textContent.trim().slice(0, 40) || one.ariaLabel].filter(Boolean).join(" "),
        shown: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1 || style.boxShadow !== "none",
        seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && style.opacity === "1",
    };
}"""
# The controls that a page shows; of radio buttons of one name the keyboard stops at one.
CONTROLS = "a[href], button, input:not([type=radio]), select, summary, [tabindex='0']"
MISSED = """controls => [...document.querySelectorAll(controls)]
    .filter((one) => one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }))
    .filter((one) => !("reached" in one.dataset))
    .map((one) => one.outerHTML.slice(0, 120))"""
MOST = 400


@pytest.mark.parametrize("key", ["/", "s"])
def test_a_key_leads_to_the_search_box(visitor: Visitor, key: str) -> None:
    page = visitor.open(BRIEFING)
    page.keyboard.press(key)
    expect(page.locator(BOX)).to_be_focused()
    expect(page.locator(BOX)).to_have_value("")
    page.keyboard.type("no/s")
    expect(page.locator(BOX)).to_have_value("no/s")
    page.keyboard.press("Escape")
    expect(page.locator(BOX)).to_have_value("")


def test_the_keys_work_on_a_phone_too(visitor: Visitor) -> None:
    page = visitor.open(BRIEFING, viewport={"width": 360, "height": 740})
    page.keyboard.press("/")
    page.wait_for_url("**/search/")
    expect(page.locator(FIELD)).to_be_focused()


def test_a_search_by_keys_alone(visitor: Visitor) -> None:
    page = visitor.open(BRIEFING)
    page.keyboard.press("/")
    page.keyboard.type("no progress on a cease-fire")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator(FIRST)).to_be_visible()
    page.keyboard.press("/")
    expect(page.locator(f"{FIELD}:focus, {BOX}:focus")).to_have_count(1)


def test_arrows_go_through_the_results_and_escape_comes_back(visitor: Visitor) -> None:
    page = visitor.open("search/?q=cease-fire")
    expect(page.locator(SECOND)).to_be_visible()
    page.focus(FIELD)
    page.keyboard.press("ArrowDown")
    expect(page.locator(FIRST)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(SECOND)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator(FIELD)).to_have_value("cease-fire")
    page.keyboard.press("Escape")
    expect(page.locator(FIELD)).to_have_value("")
    expect(page.locator(FIRST)).to_have_count(0)


def test_enter_in_the_field_leads_to_the_first_result_and_enter_opens_it(visitor: Visitor) -> None:
    page = visitor.open("search/")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type("I made a simple proposal")
    page.keyboard.press("Enter")
    expect(page.locator(FIRST)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/briefs/2022-03-10-antalya/#quote-simple-proposal"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_stop_is_seen_and_the_skip_link_is_the_first(visitor: Visitor, scheme: str) -> None:
    page = visitor.open(BRIEFING, color_scheme=scheme, reduced_motion="reduce")
    stops = tab_through(page, 60)
    assert stops[0]["name"].endswith("Skip to the text")
    assert "INPUT cb-q" in [stop["name"] for stop in stops[:15]]
    assert [stop["name"] for stop in stops if not stop["shown"]] == []
    assert [stop["name"] for stop in stops if not stop["seen"]] == []


def test_every_control_of_every_kind_of_page_is_reached_and_seen(visitor: Visitor, built_site: Path) -> None:
    """The whole way round, from the first stop until the focus leaves the page."""
    page = visitor.open(reduced_motion="reduce")
    problems = {}
    for kind, place in find_kinds(built_site).items():
        if kind == "404.html":
            continue
        page.goto(visitor.base + place, wait_until="networkidle")
        count = min(page.locator(CONTROLS).count(), MOST)
        stops = [stop for stop in tab_through(page, count) if not stop["name"].startswith("BODY")]
        unseen = [stop["name"] for stop in stops if not (stop["shown"] and stop["seen"])]
        missed = page.evaluate(MISSED, CONTROLS) if count < MOST else []
        if unseen or missed:
            problems[place] = unseen + missed
    assert problems == {}


def test_the_skip_link_leads_past_the_menu(visitor: Visitor) -> None:
    page = visitor.open(BRIEFING)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#content') !== null")


def test_the_stops_follow_the_page(visitor: Visitor) -> None:
    """Backwards comes through the same stops, and none of them holds the focus."""
    page = visitor.open(BRIEFING)
    there = [stop["name"] for stop in tab_through(page, 25)]
    back = [stop["name"] for stop in tab_through(page, 24, key="Shift+Tab")]
    assert back == there[-2::-1]


def test_the_menu_of_a_phone_opens_and_closes_by_keys(visitor: Visitor) -> None:
    page = visitor.open(BRIEFING, viewport={"width": 360, "height": 740})
    link = page.get_by_role("navigation", name="Site").get_by_role("link", name="People")
    expect(link).to_be_hidden()
    page.get_by_role("button", name="Menu").focus()
    page.keyboard.press("Enter")
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()


def tab_through(page: Page, count: int, key: str = "Tab") -> list[dict[str, str]]:
    stops = []
    for _ in range(count):
        page.keyboard.press(key)
        stops.append(page.evaluate(STOP))
    return stops
