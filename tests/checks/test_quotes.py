"""Words are found in a stored text however they are set, and what differs is shown where they are not."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checks.quotes import StoredText, find_closest, is_quoted_from
from tests.no_hang import no_hang

STORED = StoredText(
    "The minister spoke on Thursday. “We will open the road tomorrow — and it will stay open for everybody,” she told\n"
    "reporters.\n\n“Nobody has asked us, ‘What do you need?’” he said. “It’s a di\ufb03cult cease-fire; we’ll see.”\n\n"
    "“First we talk.\n\n“Then we decide.” La ministre : « Nous ouvrirons la route demain ! » She [Ada North] left."
)


@pytest.mark.parametrize(
    "quote",
    [
        "We will open the road tomorrow",
        "We will open the road tomorrow.",
        "We will open the road tomorrow,",
        "We will open the road tomorrow;",
        "will open the road",
        "We will open   the\nroad tomorrow",
        "We will open the road tomorrow - and it will stay open for everybody.",
        "We will open the road tomorrow – and it will stay open",
        "We will open the road tomorrow—and it will stay open",
        "We will open the road […] and it will stay open",
        "We will open … for everybody",
        "We will open ... for everybody",
        "We will open [...] for everybody",
        "We will open (…) for everybody",
        "[…] open the road tomorrow …",
        "[w]e will open the road",
        "We will [certainly] open the road tomorrow",
        "[North and South] will open the road tomorrow",
        "We will open [it] tomorrow",
        "Nobody has asked us, 'What do you need?'",
        'Nobody has asked us, "What do you need?"',
        "It's a difficult cease-fire; we'll see",
        "It’s a difficult cease‑fire; we’ll see.",
        "First we talk.\n\nThen we decide",
        "Nous ouvrirons la route demain!",
        "« Nous ouvrirons la route demain ! »",
        "She [Ada North] left.",
        "She [Ben] left",
        "We will o\u00adpen the road",
    ],
)
def test_what_stands_there_is_found(quote: str) -> None:
    assert is_quoted_from(quote, STORED)
    assert find_closest(quote, STORED) is None


@pytest.mark.parametrize(
    "quote",
    [
        "We shall open the road tomorrow",
        "We will open the roads tomorrow",
        "e will open the road",
        "We will open the road tomorrow?",
        "we will open the road tomorrow",
        "for everybody […] We will open the road",
        "We will open the road […] today",
        "We will open tomorrow the road",
        "We will not open the road tomorrow",
        "We will open the road tomorrow: and it will stay open",
        "The minister spoke [of the road and of what she had been asked by the people of the harbour] Then we decide",
        "It is a difficult cease-fire",
    ],
)
def test_what_does_not_stand_there_is_not_found(quote: str) -> None:
    assert not is_quoted_from(quote, STORED)


@pytest.mark.parametrize(
    ("quote", "quoted", "stored"),
    [
        (
            "We shall open the road tomorrow",
            "We >>shall<< open the road tomorrow",
            "We >>will<< open the road tomorrow",
        ),
        (
            "We will not open the road tomorrow",
            "We will >>not<< open the road tomorrow",
            "We will open the road tomorrow",
        ),
        (
            "it will stay for everybody",
            "it will stay for everybody",
            "it will stay >>open<< for everybody",
        ),
        (
            "We will open the road […] it will be open for everybody",
            "it will >>be<< open for everybody",
            "it will >>stay<< open for everybody",
        ),
    ],
)
def test_the_closest_passage_is_shown_with_what_differs(quote: str, quoted: str, stored: str) -> None:
    passage = find_closest(quote, STORED)
    assert passage is not None
    assert (passage.quoted, passage.stored) == (quoted, stored)


def test_nothing_like_it_has_no_closest_passage() -> None:
    assert find_closest("Quite another matter altogether", STORED) is None
    assert find_closest("Words", StoredText("")) is None


def test_a_long_quotation_shows_the_part_that_differs() -> None:
    words = [f"word{number}" for number in range(5_000)]
    stored = StoredText(" ".join(words))
    words[4_000] = "other"
    passage = find_closest(" ".join(words), stored)
    assert passage is not None
    assert ">>other<<" in passage.quoted
    assert ">>word4000<<" in passage.stored
    assert len(passage.quoted) < 1_000


SENTENCE = "the delegation said that it would open the road to the harbour in the week after the talks and "
LARGE = {
    "sentences": SENTENCE * 10_000,
    "numbers": " ".join(map(str, range(160_000))),
    "one word": "the " * 250_000,
    "one long word": "a" * 1_000_000,
    "quotation marks": "“” " * 300_000,
    "gaps": "[…] " * 200_000,
}
QUOTES = {
    "short": "the delegation would not open the road",
    "long": f"{SENTENCE * 40} but not today",
    "repeated": "the " * 2_000 + "end",
    "gaps": "the … " * 500 + "end",
    "added": "the [road] " * 300 + "end",
    "numbers": "1 2 3 4 6",
    "nothing": "…",
}


@pytest.mark.parametrize("stored", LARGE.values(), ids=LARGE)
@pytest.mark.parametrize("quote", QUOTES.values(), ids=QUOTES)
def test_a_search_in_a_megabyte_comes_to_an_end(stored: str, quote: str) -> None:
    text = StoredText(stored)
    with no_hang():
        if not is_quoted_from(quote, text):
            find_closest(quote, text)


WORDS = st.lists(st.sampled_from(["road", "open", "talks", "harbour", "we", "will", "not"]), min_size=3, max_size=40)


@given(WORDS, st.data())
@settings(max_examples=300)
def test_any_run_of_words_with_any_gap_is_found(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 3))
    last = data.draw(st.integers(first + 3, len(words)))
    gap = data.draw(st.integers(first + 1, last - 1))
    quote = [*words[first:gap], "[…]", *words[gap + 1 : last]] if gap + 1 < last else words[first:last]
    assert is_quoted_from(" ".join(quote), StoredText(" ".join(words)))


@given(WORDS, st.integers(0))
@settings(max_examples=300)
def test_a_word_that_was_not_said_is_always_noticed(words: list[str], place: int) -> None:
    stored = StoredText(" ".join(words))
    wrong = list(words)
    wrong[place % len(words)] = "invented"
    passage = find_closest(" ".join(wrong), stored)
    assert passage is not None
    assert re.search(">>[^<]*invented[^<]*<<", passage.quoted)


@given(st.text(max_size=200), st.text(max_size=60))
@settings(max_examples=500)
def test_any_text_is_compared_without_breaking(stored: str, quote: str) -> None:
    text = StoredText(stored)
    found = is_quoted_from(quote, text)
    assert (find_closest(quote, text) is None) or not found
