"""Reads what a page says to the search: its words in their order, how much each counts, its anchors and its facets.

A template marks what is read, in the page's HTML:

    <article data-search>                      the element whose text is read; a page without one is not for the search
    <p data-search-skip>                       not read, nor what is in it
    <h1 data-search-weight="10">               how much the words in it count; a heading by its rank, others once
    <ul data-search-names>                     what the subject is called beside its title, which is the first <h1>
    <meta data-search-facet="…" content="…">   a facet to narrow down by, in the head

Words are what white space divides, as they stand on the page, but that a block which ends without a mark gets a full
stop, so that an excerpt reads as sentences.
"""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import NamedTuple

_MARK, _SKIP, _NAMES = "data-search", "data-search-skip", "data-search-names"
_VALUES = r"""[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*"""
_TAG = re.compile(rf"<(/?)([a-zA-Z][\w-]*)({_VALUES})>")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=]+)))?""")
# Each begins with letters that are looked for at once, which makes them many times as fast as all in one.
_BODY = re.compile(rf"{_MARK}(?=[\s>=])")
_MARKED = re.compile(rf"{_SKIP}(?=[\s>=])")
_UNREAD = re.compile(r"<(?:footer|form|iframe|label|nav|noscript|script|style|svg|template|!--)")
_FACET = re.compile(rf'<meta {_MARK}-facet="([^"]*)" content="([^"]*)"')
# Elements that do not divide a word, elements whose end is the end of a sentence, and elements without an end.
_INLINE = frozenset(
    ["a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q"]
).union(["s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"])
_SENTENCES = frozenset(["caption", "dd", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "td", "th"])
_VOID = frozenset(["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
_HEADINGS = {f"h{rank}": 8.0 - rank for rank in range(1, 7)}


class PageText(NamedTuple):
    """What a page says: `weights` are runs, each from its place on; `anchors` are ids with the place that follows."""

    title: str
    names: str
    words: list[str]
    weights: list[tuple[int, float]]
    anchors: list[tuple[str, int]]
    facets: dict[str, list[str]]


def is_searched(html: str) -> bool:
    """Tell whether a page is for the search: whether it has an element that is marked."""
    return _find_body(html) is not None


def read_page(html: str) -> PageText:
    """Read a page that is for the search. Raises ValueError where it is not."""
    tag = _find_body(html)
    if tag is None:
        raise ValueError("the page has no element that is marked for the search")
    reader = _Reader(_weight_of(tag[2], _read_attributes(tag[3]), 1.0))
    stop = _find_end(html, tag[2], tag.end())
    text = "".join(_iter_read(html, tag.end(), stop, _MARKED))
    text = "".join(_iter_read(text, 0, len(text), _UNREAD))
    pieces = _TAG.split(text)
    reader.text(pieces[0])
    for place in range(1, len(pieces), 4):
        is_end, name, attributes, after = pieces[place : place + 4]
        if is_end:
            reader.end(name)
        else:
            reader.begin(name, attributes)
        reader.text(after)
    reader.flush()
    facets: dict[str, list[str]] = {}
    for facet, value in _FACET.findall(html, 0, tag.start()):
        facets.setdefault(unescape(facet), []).append(unescape(value))
    return PageText(reader.title, reader.names, reader.words, reader.weights, reader.anchors, facets)


class _Reader:
    """Takes the tags and texts of a page in their order."""

    def __init__(self, weight: float) -> None:
        self.words: list[str] = []
        self.weights = [(0, weight)]
        self.anchors: list[tuple[str, int]] = []
        self.title = self.names = ""
        self._run: list[str] = []
        # The elements that are open and count otherwise than what is around them, and those in these of the same name.
        self._open: list[tuple[str, float, int]] = [("", weight, 0)]
        # How many elements are open where the one with the names is the innermost.
        self._named = 0

    def text(self, text: str) -> None:
        if text:
            self._run.append(text)

    def begin(self, name: str, attributes: str) -> None:
        outer, weight, _ = self._open[-1]
        if attributes in ("", "/") and name in _INLINE and name != outer:
            return
        name = name.lower()
        if name not in _INLINE:
            self._run.append(" ")
        found = _read_attributes(attributes) if attributes else {}
        if place := found.get("id"):
            self.flush()
            self.anchors.append((place, len(self.words)))
        own = _weight_of(name, found, weight)
        if (own != weight or name == outer or name == "h1" or _NAMES in found) and name not in _VOID:
            self.flush()
            self._open.append((name, own, len(self.words)))
            self._weigh(own)
            if _NAMES in found:
                self._named = len(self._open)

    def end(self, name: str) -> None:
        if name in _INLINE and name != self._open[-1][0]:
            return
        name = name.lower()
        self._run.append(" ")
        if name in _SENTENCES:
            self.flush()
            if name == "h1" and not self.title:
                self.title = " ".join(self.words[self._open[-1][2] :])
            if self.words and self.words[-1][-1].isalnum():
                self.words[-1] += "."
        if name == self._open[-1][0]:
            self.flush()
            if self._named == len(self._open):
                self.names = " ".join(self.words[self._open[-1][2] :])
                self._named = 0
            self._open.pop()
            self._weigh(self._open[-1][1])

    def flush(self) -> None:
        if self._run:
            self.words += unescape("".join(self._run)).split()
            self._run.clear()

    def _weigh(self, weight: float) -> None:
        if self.weights[-1][0] == len(self.words):
            self.weights[-1] = (len(self.words), weight)
        elif self.weights[-1][1] != weight:
            self.weights.append((len(self.words), weight))


def _find_body(html: str) -> re.Match[str] | None:
    """Find the tag of the element that is marked: as an attribute, not in a text or in the value of another."""
    for found in _BODY.finditer(html):
        tag = _TAG.match(html, html.rfind("<", 0, found.start()))
        if tag and tag.end() > found.start() and _MARK in _read_attributes(tag[3]):
            return tag
    return None


def _iter_read(html: str, start: int, stop: int, skipped: re.Pattern[str]) -> Iterator[str]:
    """Yield what of an element is read, without the elements in it that are skipped."""
    place = start
    while found := skipped.search(html, place, stop):
        opening = html.rfind("<", place, found.start() + 1)
        end, space = _find_skipped(html, opening, found) if opening >= 0 else (0, "")
        yield html[place : opening if end else found.end()]
        yield space
        place = min(end, stop) or found.end()
    yield html[place:stop]


def _find_skipped(html: str, opening: int, found: re.Match[str]) -> tuple[int, str]:
    """Return where an element ends that is skipped, and what divides the words around it; 0 where it is not skipped."""
    if found[0] == "<!--":
        end = html.find("-->", found.end())
        return (end + 3 if end >= 0 else len(html)), ""
    tag = _TAG.match(html, opening)
    if tag is None or tag.end() <= found.start() or not (found[0] == f"<{tag[2]}" or _SKIP in _read_attributes(tag[3])):
        return 0, ""
    end = tag.end() if tag[2].lower() in _VOID else _find_end(html, tag[2], tag.end())
    return end, "" if tag[2] in _INLINE else " "


def _find_end(html: str, name: str, start: int) -> int:
    """Return where an element ends whose first tag ends at `start`."""
    depth = 1
    for tag in _tags_of(name).finditer(html, start):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return len(html)


@cache
def _tags_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){name}(?![\w-]){_VALUES}>", re.IGNORECASE)


@cache
def _read_attributes(text: str) -> dict[str, str]:
    return {name.lower(): unescape(double or single or bare) for name, double, single, bare in _ATTRIBUTE.findall(text)}


def _weight_of(name: str, attributes: dict[str, str], otherwise: float) -> float:
    return float(attributes.get(f"{_MARK}-weight") or _HEADINGS.get(name, otherwise))
