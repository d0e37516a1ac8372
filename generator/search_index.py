"""Makes the search's index: which words stand on which pages, in small files that a reader's browser fetches.

All is JSON, and all but the first file is gzipped and named after what is in it. What reads it is
`templates/theme/assets/js/search/index.js`.

    entry.json       {"count": number of pages, "groups": [last word, name]…, "texts": [name for each so many pages],
                     "facets": {facet: name}}
    parts/<name>     [last word, name of its levels, name of its places]…, the parts of a group
    levels/<name>    {word: line…}, how much the word is worth to each page that has it
    places/<name>    {word: line…}, where it stands there: fetched for a search of several words alone
    facets/<name>    [[value, pages]…], each page counted from the one before it
    lists/<name>     [name of the text of each page]
    texts/<name>     what a page says: {"url", "title", "names", "facets", "anchors", "words"}

A page is a number, its place in the order of all addresses. A line is pages by blocks of 64, "block:pages" with blanks
between: a page is one sign for its place in the block, and then one for its level, or its places, each counted from the
one before it, with a point between pages. So a page is changed where it stands, and a line takes two bytes for each.

Of the words between two places in their order a part holds all; where it ends at the latest is told by its last word
alone, so that a change leaves the other parts as they are. A word that stands on very many pages has a part of its own:
whoever looks for another need not fetch it.

Levels are what BM25 (Robertson and Zaragoza, 2009, "The Probabilistic Relevance Framework") calls the frequency of a
term, each word counted by its weight and set against the page's length, in steps of an eighth.
"""

import gzip
import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from itertools import accumulate, chain, groupby, pairwise
from math import log
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize
from zlib import crc32

from generator.folders import take_folder
from generator.search_text import PageText

_ENTRY = "entry.json"
_PARTS = ("parts", "levels", "places", "facets", "lists", "texts")
# In the order of their codes, so that pages are in order when their signs are.
_SIGNS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
_NUMBERS = {sign: number for number, sign in enumerate(_SIGNS)}
_BLOCK = len(_SIGNS)
_DIGIT = _BLOCK // 2
_LOWEST, _STEP = 0.02, 1.125
# Of BM25: how far a long page is held against its words, and how many words are neither long nor short.
_LENGTH, _USUAL = 0.75, 300
# Of so many words one ends a part, and so many parts are a group.
_PART, _GROUP = 64, 32
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


def write_index(
    folder: Path,
    pages: Iterable[tuple[int, str, PageText]],
    old: Path | None,
    kept: Mapping[int, int],
    spare: Path | None,
) -> set[str]:
    """Write the index of pages, and of those of an old index.

    Pages come in their order, each with its number and its address. `kept` are the numbers of the old index's pages
    that are taken over, with the numbers that they have now. `spare` is the index before the old one, which is used up.
    Returns the files that were taken from the old one as they are.
    """
    writer = _Writer(folder, old, spare)
    names: dict[int, str] = {}
    facets: dict[str, dict[str, set[int]]] = {}
    old_parts: Iterable[IndexPart] = ()
    count = 0
    if old is not None:
        entry = json.loads((old / _ENTRY).read_text(encoding="utf-8"))
        count, old_parts = entry["count"], _iter_old_parts(old, entry)
        before = list(chain.from_iterable(_read(old / "lists" / name) for name in entry["texts"]))
        names.update((now, writer.carry("texts/", before[page])) for page, now in kept.items())
        for facet, name in entry["facets"].items():
            values = {value: accumulate(steps) for value, steps in _read(old / "facets" / name)}
            facets[facet] = {value: {kept[page] for page in those if page in kept} for value, those in values.items()}

    def write_text(page: tuple[int, str, PageText]) -> tuple[int, PageText]:
        number, url, text = page
        names[number] = writer.write("texts/", _to_json(_to_text(url, text)))
        for facet, values in text.facets.items():
            for value in values:
                facets.setdefault(facet, {}).setdefault(value, set()).add(number)
        return number, text

    lines = to_lines(map(write_text, pages))
    parts = [
        (last, writer.write("levels/", levels), writer.write("places/", places))
        for last, levels, places in change_parts(old_parts, lines, kept, count)
    ]
    groups = [parts[start : start + _GROUP] for start in range(0, len(parts), _GROUP)]
    texts = [names[number] for number in sorted(names)]
    blocks = [texts[start : start + _BLOCK] for start in range(0, len(texts), _BLOCK)]
    content = {
        "count": len(texts),
        "groups": [(group[-1][0], writer.write("parts/", _to_json(group))) for group in groups],
        "texts": [writer.write("lists/", _to_json(block)) for block in blocks],
        "facets": {
            facet: writer.write("facets/", _to_json(_to_steps(facets[facet])))
            for facet in sorted(facets)
            if any(facets[facet].values())
        },
    }
    (folder / _ENTRY).write_text(_to_json(content), encoding="utf-8")
    writer.clear()
    return writer.kept


def _to_text(url: str, text: PageText) -> dict[str, Any]:
    return {
        "url": url,
        "title": text.title,
        "names": text.names,
        "facets": text.facets,
        "anchors": text.anchors,
        "words": " ".join(text.words),
    }


def _to_steps(values: Mapping[str, set[int]]) -> list[tuple[str, list[int]]]:
    """Count the pages of each value from one to the next: most stand close together, and so take little room."""
    found = []
    for value, pages in sorted(values.items()):
        if pages:
            order = sorted(pages)
            found.append((value, [order[0], *(after - before for before, after in pairwise(order))]))
    return found


def to_lines(pages: Iterable[tuple[int, PageText]]) -> dict[str, Line]:
    """Make the lines of all words of pages, which come in order."""
    lines: dict[str, tuple[list[str], list[str]]] = {}
    for block, those in groupby(pages, key=lambda page: page[0] // _BLOCK):
        words: dict[str, tuple[list[str], list[str]]] = {}
        for number, text in those:
            sign = _SIGNS[number % _BLOCK]
            for word, (level, places) in find_words(text).items():
                pair = words.setdefault(word, ([], []))
                pair[0].append(sign + level)
                pair[1].append(sign + places)
        for word, pair in words.items():
            line = lines.setdefault(word, ([], []))
            line[0].append(f"{block}:{''.join(pair[0])}")
            line[1].append(f"{block}:{'.'.join(pair[1])}")
    return {word: (" ".join(line[0]), " ".join(line[1])) for word, line in lines.items()}


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
    return _SIGNS[min(max(round(log(value / _LOWEST) / log(_STEP)), 0), _BLOCK - 1)] if value else _SIGNS[0]


@cache
def _to_digits(number: int) -> str:
    """Write a number by digits of which all but the last are from the second half of the signs."""
    digits = _SIGNS[number % _DIGIT]
    while number := number // _DIGIT:
        digits = _SIGNS[_DIGIT + number % _DIGIT] + digits
    return digits


def change_parts(
    parts: Iterable[IndexPart], lines: Mapping[str, Line], kept: Mapping[int, int], count: int
) -> Iterator[IndexPart]:
    """Leave out of the parts of an index of `count` pages what is not kept, and put the lines of new pages in.

    A part in which nothing changes is given on as it is; of the others come the parts that an index made anew has.
    """
    gone = [page for page in range(count) if kept.get(page) != page]
    blocks = {block: {_SIGNS[page % _BLOCK] for page in those} for block, those in groupby(gone, lambda n: n // _BLOCK)}
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
    pairs = f"(?:[{_SIGNS[1:]}-]{{2}})*?"
    each = [f"{block}:{pairs}[{''.join(sorted(signs, reverse=True))}]" for block, signs in blocks.items()]
    return re.compile(f'[" ](?:{"|".join(each)})' if each else "(?!)")


def _change(line: str, fresh: str, coding: _Coding, gone: Mapping[int, set[str]], kept: Mapping[int, int]) -> str:
    """Take pages out of a line, those that are kept to their new numbers, and put the pages of a fresh one in."""
    blocks = _split(line)
    changed = {block: coding.split(blocks[block]) for block in gone.keys() & blocks.keys()}
    more = {block: coding.split(text) for block, text in _split(fresh).items()}
    for block, pages in changed.items():
        for sign in gone[block] & pages.keys():
            value, page = pages.pop(sign), kept.get(block * _BLOCK + _NUMBERS[sign])
            if page is not None:
                more.setdefault(page // _BLOCK, {})[_SIGNS[page % _BLOCK]] = value
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
    levels, places = (_to_json({word: line[which] for word, line in part.items()}) for which in (0, 1))
    return next(reversed(list(part))), levels, places


def _iter_old_parts(folder: Path, entry: Mapping[str, Any]) -> Iterator[IndexPart]:
    for _, group in entry["groups"]:
        for last, levels, places in _read(folder / "parts" / group):
            yield last, _read_text(folder / "levels" / levels), _read_text(folder / "places" / places)


def _read(path: Path) -> Any:
    return json.loads(_read_text(path))


def _read_text(path: Path) -> str:
    return gzip.decompress(path.read_bytes()).decode()


class _Writer:
    """Writes the files of an index; one that the old index has too is taken from there."""

    def __init__(self, folder: Path, old: Path | None, spare: Path | None) -> None:
        self.kept: set[str] = set()
        self._folder = folder
        # What the old index has lies there from the beginning.
        self._old: set[str] = set()
        for part in _PARTS:
            if old is None:
                (folder / part).mkdir(parents=True, exist_ok=True)
            else:
                names = take_folder(old / part, spare and spare / part, folder / part)
                self._old.update(f"{part}/{name}" for name in names)

    def write(self, place: str, text: str) -> str:
        """Write a file under a name that is made of its content; return the name."""
        data = text.encode()
        name = f"{sha256(data).hexdigest()[:10]}.gz"
        if not self._keep(f"{place}{name}"):
            # A higher level takes twice the time for a hundredth of the size.
            (self._folder / place / name).write_bytes(gzip.compress(data, compresslevel=6, mtime=0))
        return name

    def carry(self, place: str, name: str) -> str:
        """Take a file from the old index, which has it; return its name."""
        self._keep(f"{place}{name}")
        return name

    def clear(self) -> None:
        """Remove what only the old index has."""
        for path in self._old - self.kept:
            (self._folder / path).unlink()

    def _keep(self, path: str) -> bool:
        if path in self._old:
            self.kept.add(path)
        return path in self._old


def _to_json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
