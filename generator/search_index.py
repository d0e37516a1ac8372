"""Makes what Pagefind finds into the small files that a reader's browser fetches, the same for the same pages.

Pagefind reads pages well, and its own reader of what it writes is a program of 85 KB, for parts of 30 KB each. Here the
words are put into parts of a few kilobytes and all is JSON, which `templates/theme/assets/js/search/index.js` reads as
it is: gzipped, named after what is in it, and found from the one file that keeps its name.

    pagefind-entry.json  {"meta": name}
    <meta>               {"words": [number of words of each page], "texts": [name for each so many pages],
                         "parts": [first, last, name]…, "filters": {facet: name}}
    index/<part>         {word: {page: [places, places in what stands apart]…}…}; a negative number begins the places
                         of that weight, each counted from the one before it
    <filter>             [[value, pages]…], each page counted from the one before it
    texts/<texts>        [name of the text of each page]
    fragment/<text>      what Pagefind wrote of a page: its words, its anchors and its facets

A page is a number, its place in the order of all addresses. In a part each word has a line, so that an index is changed
line by line as text; where a part ends at the latest is told by its last word alone, so that a change leaves the other
parts as they are. A word that stands in very many places has a part of its own: whoever looks for another need not
fetch it.
"""

import gzip
import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import Any
from unicodedata import normalize
from zlib import crc32

import cbor2

from generator.folders import link_file

_MARK = b"pagefind_dcd"
_ENTRY = "pagefind-entry.json"
# Of so many words one ends a part.
_PART = 32
# A word whose line is longer, in characters, has a part of its own.
_LONG = 8000
# How many pages share a list of their texts' names.
TEXTS = 128
_PLACES = r"(\[\[[-\d,]*\],\[[-\d,]*\]\]),?"
_PAGE = re.compile(rf'"(\d+)":{_PLACES}')
# So many pages are sooner changed one by one where they stand than each line is taken to pieces.
_FEW = 40
# Begins places of the weight 1, which is what they have where none is said.
_PLAIN = -25

# What Pagefind found of a word on pages, by their numbers and as JSON: as text it takes a tenth of the room.
Pages = Mapping[int, str]
# The first word of a part, the last one, and its text.
IndexPart = tuple[str, str, str]


def write_index(
    folder: Path, numbers: Mapping[str, int], found: Iterable[Path], old: Path | None, kept: Mapping[int, int]
) -> set[str]:
    """Write the index of pages, which have `numbers` by path, of what Pagefind found and of an old index.

    `kept` are the numbers of the old index's pages that are taken over, with the numbers that they have now. Returns
    the files that were taken from there as they are.
    """
    writer = _Writer(folder, old)
    texts: dict[int, list[Any]] = {}
    facets: dict[str, dict[str, set[int]]] = {}
    lines: dict[str, str] = {}
    old_parts: Iterable[IndexPart] = ()
    old_count = 0
    if old is not None:
        meta = _read_meta(old)
        old_parts, old_count = _iter_old_parts(old, meta), len(meta["words"])
        names = list(chain.from_iterable(_read(old / "texts" / name) for name in meta["texts"]))
        texts.update((now, [names[before], meta["words"][before]]) for before, now in kept.items())
        for facet, name in meta["filters"].items():
            values = {value: accumulate(steps) for value, steps in _read(old / name)}
            facets[facet] = {value: {kept[page] for page in pages if page in kept} for value, pages in values.items()}
        for name, _ in texts.values():
            writer.keep(f"fragment/{name}.pf_fragment")
    for each in found:
        _add_found(each, numbers, texts, facets, lines, writer)
    parts = [
        [first, last, writer.write("index/", ".pf_index", text)]
        for first, last, text in change_parts(old_parts, lines, kept, old_count)
    ]
    order = [texts[number] for number in sorted(texts)]
    blocks = ([name for name, _ in order[start : start + TEXTS]] for start in range(0, len(order), TEXTS))
    meta_name = writer.write(
        "",
        ".pf_meta",
        _to_json(
            {
                "words": [words for _, words in order],
                "texts": [writer.write("texts/", ".pf_texts", _to_json(block)) for block in blocks],
                "parts": parts,
                "filters": {
                    name: writer.write("", ".pf_filter", _to_json(_to_steps(facets[name])))
                    for name in sorted(facets)
                    if any(facets[name].values())
                },
            }
        ),
    )
    (folder / _ENTRY).write_text(json.dumps({"meta": meta_name}), encoding="utf-8")
    return writer.kept


def _add_found(
    found: Path,
    numbers: Mapping[str, int],
    texts: dict[int, list[Any]],
    facets: dict[str, dict[str, set[int]]],
    lines: dict[str, str],
    writer: "_Writer",
) -> None:
    [facts] = json.loads((found / _ENTRY).read_text(encoding="utf-8"))["languages"].values()
    _, pages, chunks, filters, *_ = _read_found(found / f"pagefind.{facts['hash']}.pf_meta")
    order = []
    for page in pages:
        path = f"fragment/{page[0]}.pf_fragment"
        url = json.loads(gzip.decompress((found / path).read_bytes()).removeprefix(_MARK))["url"]
        order.append(numbers[f"{url.removeprefix('/')}index.html" if url.endswith("/") else url.removeprefix("/")])
        texts[order[-1]] = page
        writer.take(found / path, path)
    for *_, name in filters:
        facet, values = _read_found(found / "filter" / f"{name}.pf_filter")
        for value, those in values:
            facets.setdefault(facet, {}).setdefault(value, set()).update(order[page] for page in those)
    for *_, name in chunks:
        [entries] = _read_found(found / "index" / f"{name}.pf_index")
        for word, on_pages in iter_words(entries, order):
            lines[word] = to_line(lines.get(word, ""), on_pages)


def _to_steps(values: Mapping[str, set[int]]) -> list[tuple[str, list[int]]]:
    """Count the pages of each value from one to the next: most stand close together, and so take little room."""
    found = []
    for value, pages in sorted(values.items()):
        if pages:
            order = sorted(pages)
            found.append((value, [order[0], *(after - before for before, after in pairwise(order))]))
    return found


def iter_words(entries: Iterable[Any], order: list[int]) -> Iterator[tuple[str, Pages]]:
    """Yield what Pagefind found under each form of a word, without its marks and accents.

    An entry is a word, its pages, and other forms with theirs; a page is counted from the one before it, and `order`
    gives its number.
    """
    for word, run, variants in entries:
        for form, places in ((word, run), *variants):
            if places and (folded := fold(form)):
                page = 0
                on_pages = {}
                for step, *where in places:
                    page += step
                    # Lists of numbers, of which there are so many that making JSON of them takes the longest.
                    on_pages[order[page]] = str(where).replace(" ", "")
                yield folded, on_pages


def change_parts(
    parts: Iterable[IndexPart], lines: Mapping[str, str], kept: Mapping[int, int], count: int
) -> Iterator[IndexPart]:
    """Leave out of the parts of an index of `count` pages what is not kept, and put the lines of new pages in.

    A part in which nothing changes is given on as it is; of the others come the parts that an index made anew has.
    """
    gone = _find_gone(kept, count)
    words = sorted(lines)
    start = 0
    left: dict[str, str] = {}
    for first, last, text in parts:
        stop = bisect_right(words, last)
        if not left and start == stop and _is_end(last) and not gone.search(text):
            yield first, last, text
            continue
        fresh = {word: lines[word] for word in words[start:stop]}
        for word, line in _iter_lines(text):
            if changed := _change_line(line, gone, kept, _parse_pages(fresh.pop(word, ""))):
                left[word] = changed
        left.update(fresh)
        start = stop
        if left and _is_end(max(left)):
            yield from _iter_parts(left)
            left = {}
    yield from _iter_parts({**left, **{word: lines[word] for word in words[start:]}})


def _find_gone(kept: Mapping[int, int], count: int) -> re.Pattern[str]:
    """Return what finds the pages that are not kept as they are: those that are few, else all."""
    gone = [str(page) for page in range(count) if kept.get(page) != page]
    if len(gone) > _FEW:
        return _PAGE
    return re.compile(rf'"({"|".join(gone)})":{_PLACES}' if gone else "(?!)")


def _iter_lines(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words of a part, and the line of each."""
    for entry in text[1:-1].split(",\n"):
        word, _, line = entry[1:-1].partition('":{')
        yield word, line


def _change_line(line: str, gone: re.Pattern[str], kept: Mapping[int, int], fresh: Pages) -> str:
    """Take the pages that are gone out of a line, give those that are kept their new numbers, and put fresh ones in."""
    if gone is _PAGE:
        pages = {kept[page]: places for page, places in _parse_pages(line).items() if page in kept}
        return to_line("", {**pages, **fresh})
    left = dict(fresh)

    def change(match: re.Match[str]) -> str:
        page = int(match[1])
        if page in kept:
            left[kept[page]] = match[2]
            return ""
        return f'"{page}":{left.pop(page)},' if page in left else ""

    line = gone.sub(change, line).removesuffix(",")
    return to_line(line, left) if left else line


def _parse_pages(line: str) -> dict[int, str]:
    return {int(page): places for page, places in _PAGE.findall(line)}


def to_line(line: str, pages: Pages) -> str:
    """Add pages to what an index has of a word, in order; several forms of it on one page have their places joined."""
    if line:
        known = _parse_pages(line)
        pages = {**known, **{page: _join(known.get(page), places) for page, places in pages.items()}}
    return ",".join([f'"{page}":{pages[page]}' for page in sorted(pages)])


def _join(one: str | None, other: str) -> str:
    if one is None:
        return other
    pairs = zip(json.loads(one), json.loads(other), strict=True)
    runs = [sorted([*_iter_runs(first), *_iter_runs(second)]) for first, second in pairs]
    return _to_json([[number for run in each for number in run] for each in runs])


def _iter_runs(numbers: list[int]) -> Iterator[list[int]]:
    """Yield the places of each weight, which is their first number."""
    starts = [place for place, number in enumerate(numbers) if number < 0]
    plain = numbers[: starts[0] if starts else None]
    if plain:
        yield [_PLAIN, *plain]
    for start, stop in zip(starts, (*starts[1:], None), strict=False):
        yield numbers[start:stop]


def fold(word: str) -> str:
    """Leave out accents, marks and case, as the script does with what a reader types."""
    return "".join(sign for sign in normalize("NFKD", word) if sign.isalnum()).lower()


def _iter_parts(lines: Mapping[str, str]) -> Iterator[IndexPart]:
    part: dict[str, str] = {}
    for word in sorted(lines):
        is_long = len(lines[word]) > _LONG
        if is_long and part:
            yield _to_part(part)
            part = {}
        part[word] = f'"{word}":{{{lines[word]}}}'
        if is_long or _is_end(word):
            yield _to_part(part)
            part = {}
    if part:
        yield _to_part(part)


def _is_end(word: str) -> bool:
    return crc32(word.encode()) % _PART == 0


def _to_part(part: Mapping[str, str]) -> IndexPart:
    return next(iter(part)), next(reversed(list(part))), "{" + ",\n".join(part.values()) + "}"


def _iter_old_parts(folder: Path, meta: Mapping[str, Any]) -> Iterator[IndexPart]:
    for first, last, name in meta["parts"]:
        yield first, last, gzip.decompress((folder / "index" / name).read_bytes()).decode()


def _read_meta(folder: Path) -> Any:
    return _read(folder / json.loads((folder / _ENTRY).read_text(encoding="utf-8"))["meta"])


def _read(path: Path) -> Any:
    return json.loads(gzip.decompress(path.read_bytes()))


def _read_found(path: Path) -> Any:
    return cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(_MARK))


class _Writer:
    """Writes the files of an index; one that the old index has too is taken from there."""

    def __init__(self, folder: Path, old: Path | None) -> None:
        self.kept: set[str] = set()
        self._folder = folder
        self._old = old
        for part in ("index", "fragment", "texts"):
            (folder / part).mkdir(parents=True, exist_ok=True)

    def write(self, place: str, suffix: str, text: str) -> str:
        """Write a file under a name that is made of its content; return the name."""
        data = text.encode()
        name = f"{sha256(data).hexdigest()[:10]}{suffix}"
        if not self.keep(f"{place}{name}"):
            # A higher level takes twice the time for a hundredth of the size.
            (self._folder / place / name).write_bytes(gzip.compress(data, compresslevel=6, mtime=0))
        return name

    def keep(self, path: str) -> bool:
        """Take a file from the old index, where it has it."""
        if self._old is None:
            return False
        try:
            link_file(f"{self._old}/{path}", f"{self._folder}/{path}")
        except FileNotFoundError:
            return False
        self.kept.add(path)
        return True

    def take(self, source: Path, path: str) -> None:
        """Move a file that Pagefind wrote."""
        source.replace(self._folder / path)


def _to_json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
