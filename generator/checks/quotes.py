"""Whether words stand in a stored text, and if not, which passage of it is closest.

Texts are compared as words and marks: quotation marks and dashes of any kind are equal, and so are ligatures and
white space, also around marks. In a quotation `…` stands for whatever is left out; `[words]` are the editor's, and
may stand for a few of the speaker's.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import accumulate, islice
from typing import NamedTuple

_QUOTATION_MARKS = '‘’‚‛“”„‟«»‹›"`´′″＂＇「」『』'
_DASHES = "‐‑‒–—―−﹘﹣－"
_SAME = str.maketrans(dict.fromkeys(_QUOTATION_MARKS, "'") | dict.fromkeys(_DASHES, "-"))
_TOKEN = re.compile(r"\w+|[^\w\s]")
_LEFT_OUT = r"[\[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]|…|\.(?:\s?\.){2,3}"
_GAP = re.compile(rf"(?P<left_out>{_LEFT_OUT})|\[(?P<added>[^\[\]]*)\]|\n\s*\n")
_END = (".", ",", ";")

# How many characters may stand in the place of a gap: of words that the editor put in, and between two paragraphs,
# where the stored text may have quotation marks.
_UNLIMITED, _ADDED, _PARAGRAPH = 10**9, 160, 8
# A part that stands in more places than this is followed from the first of them only.
_CANDIDATES = 10_000
# At most so many words and marks are shown of a passage.
_SHOWN = 60


@dataclass(frozen=True)
class StoredText:
    """A text that quotations are looked for in; what is worked out from it is kept."""

    text: str

    @cached_property
    def line(self) -> str:
        """All of it as words and marks, parted by single spaces."""
        return f" {' '.join(to_tokens(self.text))} "

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """Where in the text each of its words and marks stands."""
        return [match.span() for match in _TOKEN.finditer(self.text)]

    @cached_property
    def tokens(self) -> list[str]:
        """Each of the words and marks at `places`, as it is compared."""
        return [normalise(self.text[start:end]) for start, end in self.places]

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word occurs."""
        return Counter(self.tokens)


class Passage(NamedTuple):
    """A part of a quotation beside the passage that is closest to it; what differs stands between `>>` and `<<`."""

    quoted: str
    stored: str
    likeness: float


class _Fragment(NamedTuple):
    """A part of a quotation without gaps, and what may stand before it."""

    text: str
    words: str
    gap: int


def normalise(text: str) -> str:
    """Make equal what does not count: ligatures, invisible characters, kinds of quotation marks and of dashes."""
    text = text.translate(_SAME)
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", text).translate(_SAME)
    return "".join(character for character in text if unicodedata.category(character) != "Cf")


def to_tokens(text: str) -> list[str]:
    """Take a text apart into words and marks."""
    return _TOKEN.findall(normalise(text))


def is_quoted_from(quote: str, stored: StoredText) -> bool:
    """Tell whether a quotation's words stand in a stored text, in their order."""
    return _find_missing(_to_fragments(quote), stored) is None


def find_closest(quote: str, stored: StoredText) -> Passage | None:
    """Return the part of a quotation that does not stand in a stored text beside the passage closest to it."""
    missing = _find_missing(_to_fragments(quote), stored)
    if missing is None:
        return None
    places = [match.span() for match in _TOKEN.finditer(missing.text)]
    chunks = [places[start : start + _SHOWN] for start in range(0, len(places), _SHOWN)]
    words = [[normalise(missing.text[start:end]) for start, end in chunk] for chunk in chunks]
    wrong = next((index for index, chunk in enumerate(words) if f" {' '.join(chunk)} " not in stored.line), 0)
    return _compare(missing.text, chunks[wrong], words[wrong], stored) if chunks else None


def _to_fragments(quote: str) -> list[_Fragment]:
    """Take a quotation apart at its gaps."""
    fragments: list[_Fragment] = []
    position, gap, is_attached = 0, _UNLIMITED, False
    for match in [*_GAP.finditer(quote), None]:
        text = quote[position : match.start() if match else len(quote)]
        tokens = to_tokens(text)
        while match is None and tokens and tokens[-1] in _END:
            tokens.pop()
        was_added = match is not None and match["added"] is not None
        if tokens:
            # A bracket within a word, as in `[w]e`, leaves a part of the word on its other side.
            start = "" if is_attached and text[0].isalnum() else " "
            end = "" if was_added and text[-1].isalnum() else " "
            fragments.append(_Fragment(text, f"{start}{' '.join(tokens)}{end}", gap))
            gap = 0
        if match is not None:
            own = _UNLIMITED if match["left_out"] else _ADDED if was_added else _PARAGRAPH
            gap = max(gap, own)
            position = match.end()
        is_attached = was_added
    return fragments


def _find_missing(fragments: Sequence[_Fragment], stored: StoredText) -> _Fragment | None:
    """Return the first fragment that does not stand after those before it, None where all do."""
    ends = [0]
    for index, fragment in enumerate(fragments):
        is_next_bound = index + 1 < len(fragments) and fragments[index + 1].gap != _UNLIMITED
        ends = list(islice(_iter_ends(fragment, stored.line, ends, is_next_bound), _CANDIDATES))
        if not ends:
            return fragment
    return None


def _iter_ends(fragment: _Fragment, line: str, ends: list[int], all_of_them: bool) -> Iterator[int]:
    """Yield where the fragment ends, each time that it stands after one of `ends`; only the first unless asked."""
    # Two neighbours share the space between them.
    position = line.find(fragment.words, max(ends[0] - 1, 0))
    while position >= 0:
        nearest = ends[bisect_right(ends, position + 1) - 1]
        if position - nearest <= fragment.gap:
            yield position + len(fragment.words)
            if not all_of_them:
                return
        position = line.find(fragment.words, position + 1)


def _compare(quote: str, places: list[tuple[int, int]], words: list[str], stored: StoredText) -> Passage | None:
    """Show words beside the passage that shares most of them, where rare words count for more."""
    wanted = {word for word in words if word.isalnum()}
    weights = [1 / stored.counts[token] if token in wanted else 0 for token in stored.tokens]
    length = len(words) + len(words) // 4 + 4
    sums = [0, *accumulate(weights)]
    start = max(range(len(weights)), key=lambda index: sums[min(index + length, len(weights))] - sums[index], default=0)
    window = slice(start, start + length)
    matcher = SequenceMatcher(None, words, stored.tokens[window], autojunk=False)
    changes = _trim(matcher.get_opcodes())
    if all(tag != "equal" for tag, *_ in changes):
        return None
    return Passage(
        _mark(quote, places, [(tag, first, last) for tag, first, last, _, _ in changes]),
        _mark(stored.text, stored.places[window], [(tag, first, last) for tag, _, _, first, last in changes]),
        matcher.ratio(),
    )


def _trim(changes: Sequence[tuple[str, int, int, int, int]]) -> list[tuple[str, int, int, int, int]]:
    """Leave out what stands in the stored text before and after the passage."""
    trimmed = list(changes)
    if trimmed and trimmed[0][0] != "equal":
        tag, first, last, stored_first, stored_last = trimmed[0]
        trimmed[0] = (tag, first, last, max(stored_first, stored_last - (last - first)), stored_last)
    if trimmed and trimmed[-1][0] != "equal":
        tag, first, last, stored_first, stored_last = trimmed[-1]
        trimmed[-1] = (tag, first, last, stored_first, min(stored_last, stored_first + last - first))
    return trimmed


def _mark(text: str, places: list[tuple[int, int]], runs: list[tuple[str, int, int]]) -> str:
    """Write a stretch of a text on one line, with marks around the runs that differ."""
    parts: list[str] = []
    position = -1
    for tag, first, last in runs:
        if first == last:
            continue
        start, end = places[first][0], places[last - 1][1]
        if position >= 0:
            parts.append(text[position:start])
        parts.append(text[start:end] if tag == "equal" else f">>{text[start:end]}<<")
        position = end
    return " ".join("".join(parts).split())
