"""Finds what the words of a page are found as, how much each is worth there and where it stands, as an index says it.

How much is what BM25 (Robertson and Zaragoza, 2009, "The Probabilistic Relevance Framework") calls the frequency of a
term, each word counted by its weight and set against the page's length: a level, in steps of an eighth.
"""

import re
from functools import cache
from math import log
from typing import Any
from unicodedata import normalize

from generator.search_text import PageText

# In the order of their codes, so that pages are in order when their signs are.
SIGNS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
_DIGIT = len(SIGNS) // 2
_LOWEST, _STEP = 0.02, 1.125
# Of BM25: how far a long page is held against its words, and how many words are neither long nor short.
_LENGTH, _USUAL = 0.75, 300


def find_words(text: PageText) -> dict[str, tuple[str, str]]:
    """Find the words of a page: of each its level and its places, as they are written."""
    found: dict[str, list[Any]] = {}
    ends = (*(start for start, _ in text.weights[1:]), len(text.words))
    for (start, weight), end in zip(text.weights, ends, strict=True):
        for place in range(start, end):
            for form, share in _find_forms(text.words[place]):
                one = found.get(form)
                if one is None:
                    found[form] = [weight * share, place, _to_digits(place)]
                    continue
                one[0] += weight * share
                if place != one[1]:
                    one.append(_to_digits(place - one[1]))
                    one[1] = place
    usual = 1 - _LENGTH + _LENGTH * len(text.words) / _USUAL
    # Most words of a page weigh the same.
    levels = {weight: _to_level(weight / usual) for weight in {one[0] for one in found.values()}}
    return {word: (levels[one[0]], "".join(one[2:])) for word, one in found.items()}


@cache
def _find_forms(word: str) -> tuple[tuple[str, float], ...]:
    """Return what a word is found as, and how much of it counts: "cease-fire" is also "cease" and "fire"."""
    whole = fold(word)
    parts = [part for part in map(fold, re.split(r"[\W_]+", word)) if part]
    forms = {part: 1 / len(parts) for part in parts} if len(parts) > 1 else {}
    return tuple({**forms, **({whole: 1.0} if whole else {})}.items())


def fold(word: str) -> str:
    """Leave out accents, marks and case, as the script does with what a reader types."""
    return "".join(sign for sign in normalize("NFKD", word) if sign.isalnum()).lower()


def _to_level(value: float) -> str:
    return SIGNS[min(max(round(log(value / _LOWEST) / log(_STEP)), 0), len(SIGNS) - 1)] if value else SIGNS[0]


@cache
def _to_digits(number: int) -> str:
    """Write a number by digits of which all but the last are from the second half of the signs."""
    digits = SIGNS[number % _DIGIT]
    while number := number // _DIGIT:
        digits = SIGNS[_DIGIT + number % _DIGIT] + digits
    return digits
