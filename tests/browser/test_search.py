"""The search as a reader uses it: what a briefing says is found, and the first result leads to it."""

import re
from urllib.parse import urldefrag

import pytest
from playwright.sync_api import Page, expect

from generator.corpus import Corpus
from generator.model.brief import Quote
from generator.routes import page_url, quote_anchor
from tests.browser.visitor import Visitor

FIELD = "[data-cb-search] input[type=search]"
RESULTS = ".cb-results li h2 a"
WORDS = 5


def find(page: Page, query: str) -> list[str]:
    """Ask on the search page; returns the results' addresses below the site, without the words to light up."""
    page.fill(FIELD, query)
    page.press(FIELD, "Enter")
    page.wait_for_function(
        """([query, results]) => {
            const said = [...document.querySelectorAll("main [role=status]")].map((one) => one.textContent).join(" ");
            return said.includes(query) && (document.querySelector(results) || said.startsWith("Nothing"));
        }""",
        arg=[query, RESULTS],
    )
    addresses: list[str] = page.eval_on_selector_all(RESULTS, "links => links.map((link) => link.href)")
    base = page.url.partition("search/")[0]
    return [address.removeprefix(base).partition(":~:")[0].removesuffix("#") for address in addresses]


def to_phrases(text: str) -> list[str]:
    """Five words from the beginning, the middle and the end of a text."""
    words = text.split()
    starts = {0, max(0, len(words) - WORDS) // 2, max(0, len(words) - WORDS)}
    return [" ".join(words[start : start + WORDS]) for start in sorted(starts)]


def fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


@pytest.fixture
def results(visitor: Visitor) -> Page:
    """The search page, ready to type into."""
    return visitor.open("search/")


def test_five_words_of_any_quotation_lead_to_it(results: Page, corpus: Corpus) -> None:
    places: list[tuple[str, str]] = []
    asked: list[str] = []
    for brief in corpus.briefs.values():
        for quote in brief.quotes:
            address = page_url("briefs", brief.id) + f"#{quote_anchor(quote)}"
            places += [(address, fold(text)) for text in texts_of(quote)]
            asked += [phrase for text in texts_of(quote) for phrase in to_phrases(text)]
    assert asked
    lost = []
    for phrase in asked:
        first = next(iter(find(results, phrase)), "")
        # Several quotations may have the same words.
        right = {address for address, text in places if f" {fold(phrase)} " in f" {text} "}
        if first not in right:
            lost.append(f"“{phrase}” leads to {first or 'nothing'}, not {' or '.join(sorted(right))}")
    assert lost == []


def texts_of(quote: Quote) -> list[str]:
    return [quote.text, *([quote.original.text] if quote.original else [])]


def test_a_name_a_place_and_an_outcome_are_among_the_first_results(results: Page) -> None:
    wanted = {
        "Lavrov": "people/sergei-lavrov/",
        "Лавров": "people/sergei-lavrov/",
        "Dmytro Kuleba": "people/dmytro-kuleba/",
        "Кулеба": "people/dmytro-kuleba/",
        "Çavuşoğlu": "people/mevlut-cavusoglu/",
        "Cavusoglu": "people/mevlut-cavusoglu/",
        "Mariupol": "places/mariupol/",
        "Маріуполь": "places/mariupol/",
        "The two sides did not agree to a cease-fire": "briefs/2022-03-10-antalya/#outcome-cease-fire",
        "did not commit to a humanitarian cease-fire": "briefs/2022-03-10-antalya/",
    }
    found = {query: find(results, query)[:10] for query in wanted}
    lost = {query for query, address in wanted.items() if not any(one.startswith(address) for one in found[query])}
    assert lost == set(), found


def test_the_result_of_a_quotation_opens_at_the_quotation(results: Page) -> None:
    find(results, "I made a simple proposal")
    results.click(RESULTS)
    results.wait_for_url("**/briefs/2022-03-10-antalya/**")
    assert urldefrag(results.url).fragment.startswith("quote-simple-proposal")
    quote = results.locator("#quote-simple-proposal")
    expect(quote).to_be_in_viewport()
    expect(quote).to_contain_text("Dmytro Kuleba")


def test_what_is_not_there_is_said(results: Page) -> None:
    assert find(results, "飛行機") == []
    expect(results.locator("main [role=status]").filter(has_text="飛行機")).to_contain_text("Nothing found")


def test_a_word_that_every_object_of_a_script_has_is_a_word(results: Page) -> None:
    assert find(results, "constructor talks") == []
    expect(results.locator("main [role=status]").filter(has_text="constructor")).to_contain_text("Nothing found")


def test_a_search_has_an_address(visitor: Visitor, results: Page) -> None:
    asked = find(results, "humanitarian corridors")
    again = visitor.open(results.url.removeprefix(visitor.base))
    expect(again.locator(FIELD)).to_have_value("humanitarian corridors")
    expect(again.locator(RESULTS).first).to_have_attribute("href", re.compile(re.escape(asked[0])))
