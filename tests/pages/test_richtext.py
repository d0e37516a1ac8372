"""Rich text as HTML: source numbers stand where their notes do, close to the word before them."""

from html import unescape

from generator.pages.scribe import Scribe
from tests.pages.world import settings, world

TEXT = "The sides met [@wire] [@radio], and [[ada]] spoke [@wire, minute 3]. They **left** [@radio]"
ADA = '<a href="../../people/ada/"><bdi>Ada Eastman</bdi></a>'


def begin() -> Scribe:
    return Scribe.at("briefs/round-one/", world(), settings())


def to_ref(number: int, use: int, locator: str = "") -> str:
    return f'<a href="#source-{number}" id="ref-{number}-{use}" aria-label="Source {number}{locator}">{number}</a>'


def to_sup(*refs: str) -> str:
    return f'<sup class="cb-refs" data-search-skip>{" ".join(refs)}</sup>'


def test_a_number_follows_the_word_that_its_note_follows_and_side_by_side_they_share_one_place() -> None:
    first, second, third = to_sup(to_ref(1, 1), to_ref(2, 1)), to_sup(to_ref(1, 2, ", minute 3")), to_sup(to_ref(2, 2))
    assert unescape(begin().rich(TEXT) or "") == (
        f"<p>The sides met{first}, and {ADA} spoke{second}. They <strong>left</strong>{third}</p>"
    )


def test_without_its_notes_a_text_has_no_gap_where_they_stood() -> None:
    said = begin().without_notes().rich(TEXT)
    assert unescape(said or "") == f"<p>The sides met, and {ADA} spoke. They <strong>left</strong></p>"


def test_what_a_note_says_is_a_text_and_not_html() -> None:
    said = begin().rich('It was said [@wire, the "first" <b>].')
    assert said == f"<p>It was said{to_sup(to_ref(1, 1, ', the &#34;first&#34; &#60;b&#62;'))}.</p>"
