"""Foreign text on a screen of cells: what it looks like and how wide it is.

What could steer a terminal, hide or change the order of what is read (control, format and bidirectional
characters, lone surrogates, unassigned code points) is written out as `<U+202E>`. So is a mark on top of many
other marks, which would run over the lines around it.
"""

from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple
from unicodedata import category, east_asian_width

_TAB = 4
_MARKS = 4
_HIDDEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
# Vowels and final consonants of Hangul that join the syllable before them.
_JOINING = (range(0x1160, 0x1200), range(0xD7B0, 0xD800))


class Excerpt(NamedTuple):
    """A line, or a window of it, and the stretch to mark in it: its first cell, from 0, and its width."""

    text: str
    start: int
    width: int


def to_visible(text: str) -> str:
    """Make a text that may come from anywhere safe to print on one line."""
    return "".join(shown for shown, _ in _iter_cells(text))


def cut_excerpt(line: str, start: int, end: int, limit: int) -> Excerpt:
    """Show a line, cut to `limit` cells around the characters from `start` to `end` (offsets, exclusive end).

    At least one cell is marked, also after the line's end. An accent is marked together with its letter.
    """
    start = min(start, len(line))
    end = min(max(start, end), len(line))
    # A line may be megabytes long. Every `_MARKS + 1` characters take a cell: what is further away is not shown.
    reach = (limit + 1) * (_MARKS + 1)
    first = max(0, start - reach)
    cells = list(_iter_cells(line[first : start + reach]))
    start, end = start - first, min(end - first, len(cells))
    while 0 < start < len(cells) and cells[start][1] == 0:
        start -= 1
    edges = list(accumulate((width for _, width in cells), initial=0))
    total = edges[-1]
    mark_start, mark_end = edges[start], max(edges[end], edges[start] + 1)

    # The stretch stands in the middle of the window, or starts it where it is wider than the window.
    room = max(0, limit - (mark_end - mark_start)) // 2
    left = max(0, min(mark_start - room, max(mark_end, total) - limit))
    right = left + limit
    shown = [index for index in range(len(cells)) if left <= edges[index] and edges[index + 1] <= right]
    if not shown:
        return Excerpt("", 0, 1)
    before = "…" if shown[0] else ""
    after = "…" if shown[-1] + 1 < len(cells) else ""
    text = before + "".join(cells[index][0] for index in shown) + after
    offset = len(before) - edges[shown[0]]
    mark_end = min(mark_end, max(edges[shown[-1] + 1], mark_start + 1))
    return Excerpt(text, mark_start + offset, mark_end - mark_start)


def _iter_cells(text: str) -> Iterator[tuple[str, int]]:
    """Yield, for each character, what is shown for it and how many cells that takes."""
    column = marks = 0
    for character in text:
        shown = _show(character, column)
        width = _measure(shown) if len(shown) == 1 else len(shown)
        marks = marks + 1 if width == 0 else 0
        if marks > _MARKS:
            shown = _write_out(character)
            width, marks = len(shown), 0
        column += width
        yield shown, width


def _show(character: str, column: int) -> str:
    if " " <= character <= "~":
        return character
    if character == "\t":
        return " " * (_TAB - column % _TAB)
    return _write_out(character) if category(character) in _HIDDEN else character


def _measure(character: str) -> int:
    if " " <= character <= "~":
        return 1
    if category(character) in ("Mn", "Me") or any(ord(character) in joining for joining in _JOINING):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def _write_out(character: str) -> str:
    return f"<U+{ord(character):04X}>"
