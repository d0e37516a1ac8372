"""Lists that a reader filters, sorts and takes away: what is shown is in the address, and in the file."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visitor

LIST = "commitments/"
ROWS = "#entries tbody tr"


def download(page: Page) -> list[list[str]]:
    with page.expect_download() as waited:
        page.get_by_role("button", name="Download as CSV").click()
    text = Path(waited.value.path()).read_bytes().decode("utf-8-sig")
    assert text.count("\r\n") == text.count("\n")
    return list(csv.reader(io.StringIO(text)))


def test_what_is_chosen_is_shown_and_stands_in_the_address(visitor: Visitor) -> None:
    page = visitor.open(LIST)
    total = page.locator(ROWS).count()
    page.get_by_label("Party").select_option("russia")
    shown = page.locator(f"{ROWS}:visible").count()
    assert 0 < shown < total
    assert page.url.endswith("?party=russia")
    again = visitor.open(page.url.removeprefix(visitor.base))
    expect(again.get_by_label("Party")).to_have_value("russia")
    assert again.locator(f"{ROWS}:visible").count() == shown


@pytest.mark.parametrize(
    ("place", "items"),
    [
        ("quotes/?party=russia", ".cb-quote"),
        ("claims/?answer=contested", ".cb-entry"),
        ("outcomes/?status=agreed", ".cb-entry"),
        ("commitments/?party=russia", "tbody tr"),
    ],
)
def test_every_list_shows_as_many_as_it_says(visitor: Visitor, place: str, items: str) -> None:
    page = visitor.open(place)
    shown, total = page.locator(".cb-filters__count").inner_text().split(" of ")
    assert 0 < int(shown) < int(total)
    expect(page.locator(f"#entries {items}:visible")).to_have_count(int(shown))


def test_the_file_holds_what_is_shown(visitor: Visitor) -> None:
    page = visitor.open(f"{LIST}?party=russia")
    head, *rows = download(page)
    assert head == ["Commitment", "By", "Due", "Status", "Address"]
    assert len(rows) == page.locator(f"{ROWS}:visible").count()
    assert all(row[-1].startswith(visitor.base) and "#commitment-" in row[-1] for row in rows)


def test_a_column_sorts_up_and_down(visitor: Visitor) -> None:
    page = visitor.open(LIST)
    head = page.get_by_role("columnheader", name="Due")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    dates = page.locator(f"{ROWS} td:nth-child(3) time").evaluate_all("all => all.map((one) => one.dateTime)")
    assert dates == sorted(dates)
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")


def test_without_scripts_the_whole_list_is_there(visitor: Visitor) -> None:
    page = visitor.open(f"{LIST}?party=russia", java_script_enabled=False)
    assert page.locator(f"{ROWS}:visible").count() == page.locator(ROWS).count() > 0
    expect(page.get_by_role("button", name="Download as CSV")).to_have_count(0)


def test_facets_narrow_down_and_stand_in_the_address(visitor: Visitor) -> None:
    page = visitor.open("search/?q=hospital")
    page.get_by_role("group", name="Kind").get_by_label("Quotations").check()
    expect(page.locator("[role=status]").filter(has_text="in 1 briefing for hospital")).to_be_visible()
    # What was counted is what is shown.
    status = page.locator("[role=status]").filter(has_text="in 1 briefing")
    expect(status).to_contain_text(f"{page.locator('.cb-result').count()} result")
    expect(page.get_by_role("group", name="Kind").locator("label").filter(has_text="Quotations")).to_contain_text(
        "in 1"
    )
    assert "kind=Quotations" in page.url
    expect(page.locator(".cb-result").first).to_contain_text("Quotation")
    page.go_back()
    expect(page.locator("[role=status]").filter(has_text="pages for hospital")).to_be_visible()
