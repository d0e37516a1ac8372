"""Letters for pictures, in two fonts of ours that know Latin, Greek and Cyrillic; a text with any other is left out.

What was drawn or measured once is kept: words, names and statuses come back from picture to picture.
"""

import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

_FONTS = Path(__file__).parent / "fonts"
_CUT = "…"
# More of a text has no room, whatever it is; and Pillow refuses what is very long.
_LONGEST = 2000


class Face(NamedTuple):
    """How letters look: their weight, and their size in pixels."""

    weight: int
    size: int


def break_lines(text: str, face: Face, width: int, most: int) -> list[str]:
    """Break a text into lines that fit; what has no room in the last one is cut. One that cannot be drawn has none."""
    words = _to_visible(text).split()
    lines: list[str] = []
    while words and can_draw(text):
        count, used = 1, measure(words[0], face)
        while count < len(words) and used + measure(f" {words[count]}", face) <= width:
            used += measure(f" {words[count]}", face)
            count += 1
        is_last = len(lines) + 1 == most
        line = " ".join(words if is_last else words[:count])
        has_room = used <= width and (not is_last or count == len(words))
        lines.append(line if has_room else fit(line, face, width))
        words = [] if is_last else words[count:]
    return lines


@lru_cache(maxsize=2048)
def fit(text: str, face: Face, width: int) -> str:
    """Cut a text that is too wide, where possible between words; "" where it cannot be drawn."""
    if not can_draw(text):
        return ""
    text = " ".join(_to_visible(text).split())
    font = _font(face)
    if font.getlength(text) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if font.getlength(text[:middle] + _CUT) <= width else (low, middle - 1)
    kept = text[:low]
    whole = kept.rpartition(" ")[0] if text[low] != " " else kept
    return (whole if len(whole) > low // 2 else kept).rstrip(" ,;:–—-") + _CUT


@lru_cache(maxsize=4096)
def measure(text: str, face: Face) -> float:
    """Return how wide a text is."""
    return float(_font(face).getlength(text))


@lru_cache(maxsize=1024)
def draw_text(text: str, face: Face, shade: int) -> Image.Image:
    """Draw a text that can be drawn, as an image of its own on 0."""
    image = Image.new("L", (round(measure(text, face)), round(face.size * 1.3)), 0)
    ImageDraw.Draw(image).text((0, 0), text, fill=shade, font=_font(face))
    return image


@lru_cache(maxsize=2048)
def can_draw(text: str) -> bool:
    """Tell whether the fonts know every character of a text."""
    return all(map(_is_known, set(_to_visible(text))))


def _to_visible(text: str) -> str:
    """Leave out the characters that only steer others, such as a soft hyphen; and what is too much for any picture."""
    text = text[:_LONGEST]
    # None of them is printable, as Python calls it.
    return text if text.isprintable() else "".join(each for each in text if unicodedata.category(each) != "Cf")


@lru_cache(maxsize=4096)
def _is_known(character: str) -> bool:
    """Tell whether the fonts have a character: of others they draw one and the same box."""
    if character.isspace():
        return True
    # What goes on top of another character is placed by rules that are not in these fonts.
    if unicodedata.category(character).startswith("M") or unicodedata.bidirectional(character) in ("R", "AL", "AN"):
        return False
    return _mask(character) != _mask("\U0010ffff")


def _mask(character: str) -> bytes:
    return bytes(_font(Face(600, 27)).getmask(character))


@cache
def _font(face: Face) -> ImageFont.FreeTypeFont:
    # The basic layout needs nothing that differs from one machine to another.
    path = _FONTS / f"inter-{face.weight}.ttf"
    return ImageFont.truetype(path, face.size, layout_engine=ImageFont.Layout.BASIC)
