"""What a line looks like on a terminal, and where in it the mark stands."""

from unicodedata import category, east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics.cells import cut_excerpt, to_visible
from tests.diagnostics.samples import texts
from tests.no_hang import no_hang

# Letters with their marks, wide letters, Hebrew, tabs, and what must be written out.
letters = st.builds(
    str.__add__,
    st.sampled_from("aB :é会談שלום🕊\t\x1b\u200f\u202e\u2069\ud800"),
    st.text("\u0301\u05b0", max_size=2),
)


def read_marked(text: str, start: int, width: int) -> str:
    """The characters of a shown text that stand in the cells from `start` on, as a terminal lays them out."""
    marked, column = "", 0
    for character in text:
        cells = count_cells(character)
        if start <= (column if cells else column - 1) < start + width:
            marked += character
        column += cells
    return marked


def count_cells(text: str) -> int:
    """How many cells a terminal takes for a text without anything that steers it."""
    return sum(2 if east_asian_width(char) in "WF" else category(char) != "Mn" for char in text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("“Ґанна Łuk 会談 שלום”", "“Ґанна Łuk 会談 שלום”"),
        ("\x1b[2J", "<U+001B>[2J"),
        ("a\u202eb\u2066c\u200fd", "a<U+202E>b<U+2066>c<U+200F>d"),
        ("a\u200bb\u00adc\ufeffd", "a<U+200B>b<U+00AD>c<U+FEFF>d"),
        ("a\nb\r\u2028\x85", "a<U+000A>b<U+000D><U+2028><U+0085>"),
        ("\udcff \U000e0041", "<U+DCFF> <U+E0041>"),
        ("a\tb", "a   b"),
        ("z" + "\u0300" * 6, "z" + "\u0300" * 4 + "<U+0300>\u0300"),
    ],
)
def test_what_steers_or_hides_is_written_out(text: str, shown: str) -> None:
    assert to_visible(text) == shown


@given(texts)
def test_nothing_that_steers_is_left(text: str) -> None:
    assert not {category(character) for character in to_visible(text)} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("line", "words", "start", "width"),
    [
        ("name: Lavrov", "Lavrov", 6, 6),
        ("\tname: Lavrov", "Lavrov", 10, 6),
        ("ab\tx: y", "x", 4, 1),
        ("会談: Lavrov", "Lavrov", 6, 6),
        ("Lavrov: 会談", "会談", 8, 4),
        ("e\u0301e\u0301: x", "x", 4, 1),
        ("a: e\u0301b", "\u0301b", 3, 2),
        ("שלום: x", "x", 6, 1),
        ("\u202ex: y", "y", 11, 1),
        ("각: x", "x", 4, 1),
        ("한: x", "x", 4, 1),
    ],
)
def test_the_mark_is_in_cells_not_in_characters(line: str, words: str, start: int, width: int) -> None:
    offset = line.index(words)

    excerpt = cut_excerpt(line, offset, offset + len(words), 80)

    assert (excerpt.start, excerpt.width) == (start, width)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 5), (5, 3), (9, 99)])
def test_at_least_one_cell_is_marked(start: int, end: int) -> None:
    excerpt = cut_excerpt("title", start, end, 80)

    assert (excerpt.start, excerpt.width) == (min(start, 5), 1)


def test_a_long_line_is_cut_around_the_mark() -> None:
    line = "before " * 50 + "HERE" + " after" * 50

    excerpt = cut_excerpt(line, 350, 354, 20)

    assert excerpt.text == "… before HERE after a…"
    assert (excerpt.start, excerpt.width) == (9, 4)


@pytest.mark.parametrize(
    ("start", "end", "text"), [(0, 2, "0123456789…"), (18, 20, "…abcdefghij"), (5, 20, "…56789abcde…")]
)
def test_a_cut_line_is_as_full_as_it_can_be(start: int, end: int, text: str) -> None:
    assert cut_excerpt("0123456789abcdefghij", start, end, 10).text == text


def test_a_line_of_megabytes_is_no_work() -> None:
    line = "a\u0300" * 5_000_000
    with no_hang():
        excerpt = cut_excerpt(line, 5_000_000, 5_000_002, 80)
    assert (excerpt.text[0], excerpt.text[-1], excerpt.width) == ("…", "…", 1)


@given(st.lists(letters, min_size=1, max_size=200), st.data())
def test_what_is_marked_is_what_was_meant(line: list[str], data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(line)), st.integers(0, len(line)))))
    before, meant = "".join(line[:start]), "".join(line[start:end])

    excerpt = cut_excerpt("".join(line), len(before), len(before + meant), 60)

    marked = read_marked(excerpt.text, excerpt.start, excerpt.width)
    assert count_cells(excerpt.text) <= 62
    if count_cells(to_visible(meant)) <= 48:
        assert squeeze(marked) == squeeze(to_visible(meant)) or start == end
    else:
        assert squeeze(to_visible(meant)).startswith(squeeze(marked))
        assert excerpt.width > 48


def squeeze(text: str) -> str:
    """Leave out what tabs became, which depends on where they stand."""
    return text.replace(" ", "")
