"""The lines of a search's index: of each word how much it is worth to which pages, and where it stands there.

A page is a number, its place in the order of all addresses. A line is pages by blocks of 64, "block:pages" with blanks
between: a page is one sign for its place in the block, and then one for its level, or its places, each counted from the
one before it, with a point between pages. So a page is changed where it stands, and a line takes two bytes for each.

Of the words between two places in their order a part holds all; where it ends at the latest is told by its last word
alone, so that a change leaves the other parts as they are. A word that stands on very many pages has a part of its own:
whoever looks for another need not fetch it.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple
from zlib import crc32

from generator.search_text import PageText
from generator.search_words import SIGNS, find_words

# So many pages are a block.
BLOCK = len(SIGNS)
_NUMBERS = {sign: number for number, sign in enumerate(SIGNS)}
# Of so many words one ends a part.
_PART = 64
# A word whose levels are longer, in characters, has a part of its own.
_LONG = 2000
# So many pages are looked for in a line; where there are more, each line is taken to have one of them.
_FEW = 40
_ANY = re.compile("")

# A line of levels and one of places, of the same pages; the last word of a part, with its lines of both as JSON.
Line = tuple[str, str]
IndexPart = tuple[str, str, str]


class _Coding(NamedTuple):
    """How the pages of a block are written: a mapping of their signs to what is said of each, and back."""

    split: Callable[[str], dict[str, str]]
    join: Callable[[Mapping[str, str]], str]


_LEVELS = _Coding(
    lambda text: dict(zip(text[::2], text[1::2], strict=True)),
    lambda pages: "".join([f"{sign}{pages[sign]}" for sign in sorted(pages)]),
)
_PLACES = _Coding(
    lambda text: {page[0]: page[1:] for page in text.split(".")} if text else {},
    lambda pages: ".".join([f"{sign}{pages[sign]}" for sign in sorted(pages)]),
)


def to_lines(pages: Iterable[tuple[int, PageText]]) -> dict[str, Line]:
    """Make the lines of all words of pages, which come in order."""
    lines: dict[str, tuple[list[str], list[str]]] = {}
    for block, those in groupby(pages, key=lambda page: page[0] // BLOCK):
        words: dict[str, tuple[list[str], list[str]]] = {}
        for number, text in those:
            sign = SIGNS[number % BLOCK]
            for word, (level, places) in find_words(text).items():
                pair = words.setdefault(word, ([], []))
                pair[0].append(sign + level)
                pair[1].append(sign + places)
        for word, pair in words.items():
            line = lines.setdefault(word, ([], []))
            line[0].append(f"{block}:{''.join(pair[0])}")
            line[1].append(f"{block}:{'.'.join(pair[1])}")
    return {word: (" ".join(line[0]), " ".join(line[1])) for word, line in lines.items()}


def change_parts(
    parts: Iterable[IndexPart], lines: Mapping[str, Line], kept: Mapping[int, int], count: int
) -> Iterator[IndexPart]:
    """Leave out of the parts of an index of `count` pages what is not kept, and put the lines of new pages in.

    A part in which nothing changes is given on as it is; of the others come the parts that an index made anew has.
    """
    gone = [page for page in range(count) if kept.get(page) != page]
    blocks = {block: {SIGNS[page % BLOCK] for page in those} for block, those in groupby(gone, lambda n: n // BLOCK)}
    pattern = _find_gone(blocks) if len(gone) <= _FEW else _ANY
    words = sorted(lines)
    start = 0
    left: dict[str, Line] = {}
    for last, levels, places in parts:
        stop = bisect_right(words, last)
        if not left and start == stop and _is_end(last) and not pattern.search(levels):
            yield last, levels, places
            continue
        fresh = {word: lines[word] for word in words[start:stop]}
        for (word, its_levels), its_places in zip(json.loads(levels).items(), json.loads(places).values(), strict=True):
            more = fresh.pop(word, ("", ""))
            line = (its_levels, its_places)
            if more[0] or pattern.search(f'"{its_levels}'):
                line = (
                    _change(its_levels, more[0], _LEVELS, blocks, kept),
                    _change(its_places, more[1], _PLACES, blocks, kept),
                )
            if line[0]:
                left[word] = line
        left.update(fresh)
        start = stop
        if left and _is_end(max(left)):
            yield from _iter_parts(left)
            left = {}
    yield from _iter_parts({**left, **{word: lines[word] for word in words[start:]}})


def _find_gone(blocks: Mapping[int, Iterable[str]]) -> re.Pattern[str]:
    """Return what finds one of some pages, by block, in lines of levels."""
    pairs = f"(?:[{SIGNS[1:]}-]{{2}})*?"
    each = [f"{block}:{pairs}[{''.join(sorted(signs, reverse=True))}]" for block, signs in blocks.items()]
    return re.compile(f'[" ](?:{"|".join(each)})' if each else "(?!)")


def _change(line: str, fresh: str, coding: _Coding, gone: Mapping[int, set[str]], kept: Mapping[int, int]) -> str:
    """Take pages out of a line, those that are kept to their new numbers, and put the pages of a fresh one in."""
    blocks = _split(line)
    changed = {block: coding.split(blocks[block]) for block in gone.keys() & blocks.keys()}
    more = {block: coding.split(text) for block, text in _split(fresh).items()}
    for block, pages in changed.items():
        for sign in gone[block] & pages.keys():
            value, page = pages.pop(sign), kept.get(block * BLOCK + _NUMBERS[sign])
            if page is not None:
                more.setdefault(page // BLOCK, {})[SIGNS[page % BLOCK]] = value
    for block, pages in more.items():
        if block not in changed:
            changed[block] = coding.split(blocks.get(block, ""))
        changed[block].update(pages)
    return _join({**blocks, **{block: coding.join(pages) for block, pages in changed.items()}})


def _split(line: str) -> dict[int, str]:
    pairs = (each.partition(":") for each in line.split(" ")) if line else ()
    return {int(block): pages for block, _, pages in pairs}


def _join(blocks: Mapping[int, str]) -> str:
    return " ".join([f"{block}:{blocks[block]}" for block in sorted(blocks) if blocks[block]])


def _iter_parts(lines: Mapping[str, Line]) -> Iterator[IndexPart]:
    part: dict[str, Line] = {}
    for word in sorted(lines):
        is_long = len(lines[word][0]) > _LONG
        if is_long and part:
            yield _to_part(part)
            part = {}
        part[word] = lines[word]
        if is_long or _is_end(word):
            yield _to_part(part)
            part = {}
    if part:
        yield _to_part(part)


def _is_end(word: str) -> bool:
    return crc32(word.encode()) % _PART == 0


def _to_part(part: Mapping[str, Line]) -> IndexPart:
    levels, places = (to_json({word: line[which] for word, line in part.items()}) for which in (0, 1))
    return next(reversed(list(part))), levels, places


def to_json(content: Any) -> str:
    """Write a file of the index, in as few characters as it can be."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
