"""Generated Markdown to HTML: headings get their sections' ids, texts stay as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.commonmark import SectionError, find_ids, render_html
from generator.pages.page import Section


def test_headings_get_the_ids_of_their_sections_in_order() -> None:
    markdown = "## Key points\n\n<p>One</p>\n\n## Claims & responses\n"
    html = render_html(markdown, [Section("key-points", "Key points"), Section("claims", "Claims & responses")])
    assert html == '<h2 id="key-points">Key points</h2>\n<p>One</p>\n<h2 id="claims">Claims &amp; responses</h2>\n'


def test_a_heading_in_raw_html_is_left_alone() -> None:
    markdown = '<aside>\n<h2 id="glance">At a glance</h2>\n</aside>\n\n## Quotes\n'
    html = render_html(markdown, [Section("quotes", "Quotes")])
    assert find_ids(html) == {"glance", "quotes"}


@pytest.mark.parametrize(
    ("sections", "message"),
    [
        ([], "heading “Quotes” where its sections name no more"),
        ([Section("claims", "Claims")], "heading “Quotes” where its sections name “Claims”"),
        ([Section("quotes", "Quotes"), Section("claims", "Claims")], "no heading “Claims”"),
    ],
)
def test_headings_that_are_not_the_sections_are_a_mistake(sections: list[Section], message: str) -> None:
    with pytest.raises(SectionError, match=message):
        render_html("## Quotes\n", sections)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0<>\n\r"), min_size=1))
def test_raw_html_passes_as_it_is(text: str) -> None:
    assert render_html(f"<div>{text}</div>\n") == f"<div>{text}</div>\n"


def test_ids_are_found_in_either_quotation_marks() -> None:
    assert find_ids("""<p id="a" class="x"><b class='x' id='b&amp;c'></b><i data-id="no">""") == {"a", "b&c"}
