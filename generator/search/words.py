"""Text to the words that it is found by. The search page's script does the same to what a reader asks.

Case, accents, apostrophes and an English plural make no difference; a compound with a hyphen is found by its parts and
as one word.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

# Letters that Unicode does not take apart, as a reader without the right keyboard writes them.
_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
_POSSESSIVE = re.compile(r"['’ʼ`]s\b")
_APOSTROPHES = re.compile(r"['’ʼ`]")
_HYPHENS = re.compile(r"(?<=[^\W_])[-\u2010\u2011](?=[^\W_])")
_WORDS = re.compile(r"[^\W_]+")
# Scripts that put no space between words: each two characters that stand together are taken as one.
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_PLAIN = re.compile(r"[a-z]+")
# English words that tell nothing apart. Whoever asks for nothing else asks for a phrase, and that is read in the texts.
_COMMON = """
a about an and are as at be been but by did do does for from had has have he her his how i if in into is it its of on or
our she so that the their them they this to was we were what when where which who whom whose why will with would you your
"""
COMMON = frozenset(_COMMON.split())


def iter_words(text: str) -> Iterator[str]:
    """Yield the words of a text, in order."""
    for token in text.split():
        yield from split_token(token)


@cache
def split_token(token: str) -> tuple[str, ...]:
    """Split what stands between two spaces into words."""
    words: list[str] = []
    for part in _HYPHENS.sub("\0", fold(token)).split("\0"):
        words.extend(each for word in _WORDS.findall(part) for each in _split_unspaced(word))
    if len(words) > 1 and _HYPHENS.search(token):
        words.append("".join(words))
    return tuple(dict.fromkeys(to_stem(word) for word in words))


def fold(text: str) -> str:
    """Take case, accents and apostrophes away."""
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(character for character in plain if unicodedata.category(character)[0] != "M").translate(_LETTERS)
    return _APOSTROPHES.sub("", _POSSESSIVE.sub("", plain))


def to_stem(word: str) -> str:
    """Take an English plural's ending away (Harman's rules); a name that only looks like one loses it everywhere."""
    if len(word) < 4 or not word.endswith("s") or not _PLAIN.fullmatch(word):
        return word
    if word.endswith("ies"):
        return word if word.endswith(("eies", "aies")) else f"{word[:-3]}y"
    if word.endswith("es"):
        return word if word.endswith(("aes", "ees", "oes")) else word[:-1]
    return word if word.endswith(("us", "ss")) else word[:-1]


def _split_unspaced(word: str) -> Iterator[str]:
    at = 0
    for run in _UNSPACED.finditer(word):
        if run.start() > at:
            yield word[at : run.start()]
        text = run[0]
        yield from (text[place : place + 2] for place in range(max(1, len(text) - 1)))
        at = run.end()
    if at < len(word):
        yield word[at:]
