"""Ten questions of a reader who is here for the first time: each is answered within three clicks, or by one search."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visitor import Visitor

MENU = ".cb-header"
FOOT = ".cb-footer"
CLICKS = 3


class Reader:
    """Goes from page to page by what can be seen, and counts the clicks."""

    def __init__(self, visitor: Visitor) -> None:
        self.page: Page = visitor.open("", viewport={"width": 1280, "height": 900})
        self._visitor = visitor
        self.clicks = 0

    def click(self, name: str, within: str = "main", *, exact: bool = False) -> None:
        self.page.locator(within).get_by_role("link", name=name, exact=exact).first.click()
        self.page.wait_for_load_state()
        self.clicks += 1
        assert self.clicks <= CLICKS

    def search(self, query: str) -> Locator:
        assert self.clicks == 0
        self.page.goto(f"{self._visitor.base}search/?q={quote(query)}")
        first = self.page.locator(".cb-result").first
        expect(first).to_be_visible()
        return first


@pytest.fixture
def reader(visitor: Visitor) -> Reader:
    """A reader on the home page."""
    return Reader(visitor)


def test_what_did_lavrov_say_about_the_hospital_and_who_reported_it(reader: Reader) -> None:
    first = reader.search("Lavrov hospital")
    expect(first).to_contain_text("This maternity hospital has long been occupied")
    expect(first).to_contain_text("Sergei Lavrov")
    first.get_by_role("link").first.click()
    said = reader.page.locator("#quote-hospital-occupied")
    expect(said).to_be_in_viewport()
    number = said.locator(".cb-refs a").first.get_attribute("href")
    expect(reader.page.locator(str(number))).to_contain_text("The Moscow Times")


def test_which_commitments_of_the_grain_initiative_are_over_and_since_when(reader: Reader) -> None:
    reader.click("Processes", MENU)
    reader.click("Black Sea grain initiative")
    over = reader.page.locator(".cb-table--ledger tbody tr").filter(has_text=re.compile("Withdrawn|Lapsed"))
    expect(over).to_have_count(7)
    for row in over.all():
        expect(row.locator("time[datetime='2023-07-17']")).to_have_count(1)


def test_what_was_ukraines_position_on_neutrality_on_each_date(reader: Reader) -> None:
    reader.click("Issues", FOOT)
    reader.click("Ukraine's neutral status")
    own = reader.page.locator("h3", has_text="Ukraine").locator("xpath=following-sibling::ul[1]")
    dates = own.locator("time").evaluate_all("all => all.map((one) => one.dateTime)")
    assert dates == sorted(dates)
    expect(own).to_contain_text("No Swedish or Austrian model of neutrality")
    expect(own).to_contain_text("Permanent neutrality, no military alliances")


def test_the_issue_of_neutrality_is_found_by_search(reader: Reader) -> None:
    expect(reader.search("Ukraine neutrality")).to_be_visible()
    shown = reader.page.locator(".cb-result h2 a").evaluate_all("all => all.slice(0, 3).map((one) => one.href)")
    assert any("issues/ukraine-neutrality/" in address for address in shown), shown


def test_who_took_part_in_istanbul(reader: Reader) -> None:
    reader.click("Briefings", MENU)
    reader.click("Istanbul: neutrality")
    glance = reader.page.locator(".cb-glance")
    for name in ("Vladimir Medinsky", "Alexander Fomin", "Davyd Arakhamia", "Mykhailo Podolyak", "Oleksandr Chalyi"):
        expect(glance).to_contain_text(name)


def test_when_did_russia_suspend_the_grain_deal_and_when_did_it_resume(reader: Reader) -> None:
    reader.click("Agreements", FOOT)
    reader.click("document signed by Russia")
    life = reader.page.locator(".cb-line")
    expect(life.locator("li", has_text="Suspended").locator("time")).to_have_attribute("datetime", "2022-10-29")
    expect(life.locator("li", has_text="Resumed").locator("time")).to_have_attribute("datetime", "2022-11-02")


def test_which_claims_are_disputed(reader: Reader) -> None:
    reader.click("Claims", FOOT)
    reader.page.get_by_label("Answer").select_option(label="Contested in any way")
    shown = reader.page.locator(".cb-entry:visible").all_inner_texts()
    assert 0 < len(shown) < reader.page.locator(".cb-entry").count()
    assert [text for text in shown if not re.search("Denies|Disputes|Makes a counter-claim", text)] == []


def test_what_did_each_sides_readout_of_istanbul_leave_out(reader: Reader) -> None:
    reader.click("Briefings", MENU)
    reader.click("Istanbul: neutrality")
    reader.click("The readouts compared")
    table = reader.page.locator(".cb-table--readouts")
    expect(table).to_be_in_viewport()
    heads = [text.strip() for text in table.locator("thead th").all_inner_texts()]
    assert heads == ["Point", "Russia", "Ukraine"]
    expect(reader.page.locator("main")).to_contain_text("No account is shown as leaving a point out")


def test_which_meetings_took_place_in_tuerkiye(reader: Reader) -> None:
    reader.click("Places", FOOT)
    reader.click("Türkiye", exact=True)
    meetings = reader.page.locator("#meetings ~ .cb-entries").first
    dates = meetings.locator("time").evaluate_all("all => all.map((one) => one.dateTime)")
    assert dates == ["2022-07-22", "2022-03-29", "2022-03-10"]


def test_what_was_agreed_on_3_march(reader: Reader) -> None:
    reader.click("Briefings", MENU)
    reader.click("Second round agrees on humanitarian corridors")
    agreed = reader.page.locator(".cb-outcome").filter(has=reader.page.get_by_text(re.compile("^Agreed")))
    expect(agreed).to_contain_text("Humanitarian corridors")


def test_what_source_is_there_for_the_sentence_on_the_24_hour_cease_fire(reader: Reader) -> None:
    first = reader.search("24-hour ceasefire")
    expect(first).to_contain_text("We also raised the issue of a 24-hour ceasefire")
    first.get_by_role("link").first.click()
    said = reader.page.locator("#quote-other-decision-makers")
    expect(said).to_be_in_viewport()
    number = said.locator(".cb-refs a").first.get_attribute("href")
    expect(reader.page.locator(str(number))).to_contain_text("Kyiv Post")
