"""Addresses are a promise: they are as the content model has them, and relative links lead to them."""

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.brief import Quote
from generator.routes import index_url, page_url, quote_anchor, relative_url

PARTS = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,5})?", fullmatch=True)
URLS = st.lists(PARTS, max_size=4).map(lambda parts: "".join(f"{part}/" for part in parts))
SITES = ("https://example.org/", "https://example.org/deep/sub/path/")


@pytest.mark.parametrize("kind", ["briefs", "conflicts", "processes", "parties", "people", "places", "issues"])
def test_pages_stand_where_the_content_model_says(kind: str) -> None:
    assert page_url(kind, "an-id") == f"{kind}/an-id/"
    assert index_url(kind) == f"{kind}/"


@given(URLS, URLS, st.sampled_from(["", "#quote-x"]), st.sampled_from(SITES))
def test_a_relative_link_leads_to_its_target_under_any_path(here: str, there: str, mark: str, site: str) -> None:
    assert urljoin(site + here, relative_url(here, there + mark)) == site + there + mark


def test_a_quote_without_an_id_keeps_its_link_when_it_moves_and_loses_it_when_it_changes() -> None:
    def quote(**fields: object) -> Quote:
        return Quote.model_validate({"speaker": "a-b", "text": "Words.", "sources": ["s"], **fields})

    assert quote_anchor(quote()) == quote_anchor(quote(context="Elsewhere", sources=["t"]))
    assert quote_anchor(quote()) != quote_anchor(quote(text="Other words."))
    assert quote_anchor(quote()) != quote_anchor(quote(speaker="c-d"))
    assert quote_anchor(quote(id="named")) == "quote-named"
