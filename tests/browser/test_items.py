"""What a reader takes from a briefing: exact quotations, addresses of statements, and paper."""

import io
import re

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from generator.corpus import Corpus
from generator.model.vocabulary import QuoteKind
from generator.routes import quote_anchor
from tests.browser.visitor import Visitor

ANTALYA = "2022-03-10-antalya"
BRIEFING = f"briefs/{ANTALYA}/"


@pytest.fixture
def briefing(visitor: Visitor) -> Page:
    """The briefing, opened by a reader who may copy."""
    return visitor.open(BRIEFING, permissions=["clipboard-read", "clipboard-write"])


def copy(page: Page, anchor: str) -> list[str]:
    page.locator(f"[id='{anchor}']").get_by_role("button", name=re.compile("Cop")).first.click()
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text.split("\n")


def test_every_quotation_is_copied_exactly_with_its_speaker_and_address(briefing: Page, corpus: Corpus) -> None:
    quotes = corpus.briefs[ANTALYA].quotes
    assert quotes
    for quote in quotes:
        words, cite, address = copy(briefing, quote_anchor(quote))
        said = quote.text if quote.kind is QuoteKind.PARAPHRASE else f"“{quote.text}”"
        assert words == " ".join(filter(None, [quote.lead, said, quote.tail]))
        speaker = quote.attribution or corpus.people.get(quote.speaker or "") or corpus.parties[quote.speaker or ""]
        assert cite.startswith(f"— {speaker if isinstance(speaker, str) else speaker.name}")
        assert address.endswith(f", {briefing.url}#{quote_anchor(quote)}")


def test_claims_and_outcomes_are_copied_too(briefing: Page, corpus: Corpus) -> None:
    brief = corpus.briefs[ANTALYA]
    for claim in brief.claims:
        assert copy(briefing, f"claim-{claim.id}")[0] == claim.statement
    for outcome in brief.outcomes:
        assert copy(briefing, f"outcome-{outcome.id}")[0] == outcome.text
    expect(briefing.get_by_role("status").filter(has_text="Copied")).to_have_count(1)


def test_what_is_selected_on_the_page_is_what_the_file_says(briefing: Page, corpus: Corpus) -> None:
    select = "one => { getSelection().selectAllChildren(one); return getSelection().toString(); }"
    for quote in corpus.briefs[ANTALYA].quotes:
        words = briefing.locator(f"[id='{quote_anchor(quote)}'] .cb-quote__body .cb-verbatim")
        assert words.evaluate(select) == quote.text


def test_a_permalink_leads_to_its_quotation_from_outside(visitor: Visitor, briefing: Page) -> None:
    quote = briefing.locator("#quote-two-tasks")
    link = quote.get_by_role("link", name="Link to this quotation")
    link.focus()
    expect(link).to_have_css("opacity", "1")
    link.press("Enter")
    address = briefing.url
    assert address.endswith(f"{BRIEFING}#quote-two-tasks")
    page = visitor.open(address.removeprefix(visitor.base))
    expect(page.locator("#quote-two-tasks")).to_be_in_viewport()
    box = page.locator("#quote-two-tasks").bounding_box()
    header = page.locator(".cb-header").bounding_box()
    assert box is not None
    assert header is not None
    assert box["y"] >= header["y"] + header["height"], "the header covers what the link leads to"


def test_a_source_number_leads_to_its_source_and_back(briefing: Page) -> None:
    number = briefing.locator("#quote-two-tasks .cb-refs a").first
    target = str(number.get_attribute("href"))
    number.click()
    expect(briefing.locator(target)).to_be_in_viewport()
    briefing.locator(f"{target} .cb-source__uses a").first.click()
    assert "#ref-" in briefing.url


def test_paper_has_the_text_and_the_addresses_and_no_navigation(visitor: Visitor, corpus: Corpus) -> None:
    page = visitor.open(BRIEFING)
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert 2 <= len(reader.pages) <= 3
    paper = squeeze("".join(sheet.extract_text() for sheet in reader.pages))
    brief = corpus.briefs[ANTALYA]
    assert [quote.text for quote in brief.quotes if squeeze(quote.text) not in paper] == []
    cited = [corpus.sources[use.source] for quote in brief.quotes for use in quote.sources]
    assert [source.url for source in cited if source.url and f"<{squeeze(source.url)}>" not in paper] == []
    menu = page.get_by_role("navigation", name="Site").get_by_role("link").all_inner_texts()
    assert menu
    for words in ("".join(menu), "Skip to the text", "On this page", "Cited at", "Copy quotation", "briefing as JSON"):
        assert squeeze(words) not in paper, words


def squeeze(text: str) -> str:
    """Without white space, and with one form of the marks that a PDF takes for one another."""
    return re.sub(r"\s", "", text).translate(str.maketrans("ʻʼ‐", "‘’-"))
