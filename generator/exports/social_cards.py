"""The picture of each briefing, for places where a link to it is shared: its title, its date, its outcomes.

It is drawn with two fonts of ours that know Latin, Greek and Cyrillic letters. A text with any other letter is left
out whole, since a box in the place of a letter says nothing: the words beside the picture (`og:image:alt`) have it.
Colours are steps from paper to ink, so that the edges of letters need no colours of their own, and four for outcomes.
"""

import io
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from generator.exports.catalogue import Catalogue
from generator.exports.plan import Export
from generator.pages.scribe import Scribe
from generator.pages.social import CARD, HEIGHT, WIDTH, SocialCard, build_social_card
from generator.render import Output
from generator.routes import page_url

_FONTS = Path(__file__).parent / "fonts"
_PAPER, _INK = (254, 254, 253), (23, 33, 44)
# Twelve steps from paper to ink; then the colours of outcomes as on the site's pages, by tone. Sixteen fit four bits.
_STEPS = 12
_TONES = {
    "agreed": (27, 106, 73),
    "partly": (27, 106, 73),
    "not-agreed": (129, 47, 56),
    "no-commitment": (121, 80, 0),
    "alleged": (121, 80, 0),
    "going-on": (44, 80, 128),
}
_COLOURS = tuple(dict.fromkeys(_TONES.values()))
_FULL, _SOFT = _STEPS - 1, 8
_MARGIN, _RIGHT, _LINE = 72, WIDTH - 72, 76
_WIDTH = _RIGHT - _MARGIN
# The weight and the size of the title's letters, and the space between its words.
_TITLE, _SPACE = (600, 60), 15
_TITLE_LINES, _TITLE_TOP, _OUTCOMES_TOP, _ROW = 3, 172, 422, 42
_CUT = "…"
# More of a text has no room, whatever it is; and Pillow refuses what is very long.
_LONGEST = 2000
# Mostly paper: zlib's strategy for runs of one byte is the fastest here, and its files are the smallest.
_LEVEL, _RUNS = 6, 3


def iter_social_card(catalogue: Catalogue, kind: str, name: str) -> Iterator[Output]:
    """Yield the picture of a briefing."""
    brief = catalogue.corpus.briefs.get(name)
    if brief is not None:
        card = build_social_card(Scribe.at("", catalogue.corpus, catalogue.settings), brief)
        yield Output(f"{page_url(kind, name)}{CARD}", draw_card(card))


def draw_card(card: SocialCard) -> bytes:
    """Draw a picture; the same card gives the same bytes."""
    image = Image.new("L", (WIDTH, HEIGHT), 0)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, 11), fill=_FULL)
    _write(image, (_MARGIN, 62), _cut(card.subject, _font(600, 30), 720), 600, 30, _SOFT)
    _write(image, (_RIGHT - round(_font(400, 30).getlength(card.date)), 62), card.date, 400, 30, _SOFT)
    for number, line in enumerate(to_lines(card.title, _TITLE_LINES)):
        end = _MARGIN
        # Words come back from title to title, and a word that was drawn before is only copied.
        for word in line.split():
            end = _write(image, (end, _TITLE_TOP + number * _LINE), word, *_TITLE, _FULL) + _SPACE
    _draw_outcomes(image, draw, card)
    site = _cut(card.site, _font(600, 26), 500)
    _write(image, (_RIGHT - round(_font(600, 26).getlength(site)), HEIGHT - 62), site, 600, 26, _SOFT)
    return _to_png(image)


def to_lines(text: str, most: int) -> list[str]:
    """Break a title into lines that fit; what has no room in the last one is cut. One that cannot be drawn has none."""
    words = _visible(text[:_LONGEST]).split()
    lines: list[str] = []
    while words and can_draw(text[:_LONGEST]):
        count, used = 1, _word_width(words[0])
        while count < len(words) and used + _word_width(f" {words[count]}") <= _WIDTH:
            used += _word_width(f" {words[count]}")
            count += 1
        is_last = len(lines) + 1 == most
        lines.append(_cut(" ".join(words if is_last else words[:count]), _font(*_TITLE), _WIDTH))
        words = [] if is_last else words[count:]
    return lines


@lru_cache(maxsize=4096)
def _word_width(word: str) -> float:
    return _font(*_TITLE).getlength(word)


def can_draw(text: str) -> bool:
    """Tell whether the fonts know every character of a text."""
    return all(map(_is_known, _visible(text)))


def _draw_outcomes(image: Image.Image, draw: ImageDraw.ImageDraw, card: SocialCard) -> None:
    for number, line in enumerate(card.outcomes):
        top = _OUTCOMES_TOP + number * _ROW
        colour = _STEPS + _COLOURS.index(_TONES[line.tone]) if line.tone in _TONES else _SOFT
        draw.rectangle((_MARGIN, top + 6, _MARGIN + 21, top + 27), fill=colour)
        end = _write(image, (_MARGIN + 38, top), line.status, 600, 27, _FULL) + 18
        _write(image, (end, top), _cut(line.issue, _font(400, 27), _limit(number) - end), 400, 27, _SOFT)
    if card.more:
        top = _OUTCOMES_TOP + len(card.outcomes) * _ROW
        _write(image, (_MARGIN + 38, top), f"and {card.more} more", 400, 27, _SOFT)


def _limit(number: int) -> int:
    """Return where a row ends: the last ones leave room for the name of the site."""
    return _RIGHT if number < 3 else _RIGHT - 520


def _write(image: Image.Image, at: tuple[int, int], text: str, weight: int, size: int, shade: int) -> int:
    """Write a text; return where it ends."""
    if not text or not can_draw(text):
        return at[0]
    stamp = _stamp(_visible(text), weight, size, shade)
    image.paste(stamp, at)
    return at[0] + stamp.width


@lru_cache(maxsize=1024)
def _stamp(text: str, weight: int, size: int, shade: int) -> Image.Image:
    """Draw a text once for all cards that have it."""
    font = _font(weight, size)
    stamp = Image.new("L", (round(font.getlength(text)), round(size * 1.3)), 0)
    ImageDraw.Draw(stamp).text((0, 0), text, fill=shade, font=font)
    return stamp


def _cut(text: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """Cut a text that is too wide, where possible between words."""
    text = " ".join(_visible(text[:_LONGEST]).split())
    if font.getlength(text) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if font.getlength(text[:middle] + _CUT) <= width else (low, middle - 1)
    kept = text[:low]
    whole = kept.rpartition(" ")[0] if len(text) > low and text[low] != " " else kept
    return (whole if len(whole) > low // 2 else kept).rstrip(" ,;:–—-") + _CUT


def _visible(text: str) -> str:
    """Leave out the characters that only steer others, such as a soft hyphen."""
    return "".join(character for character in text if unicodedata.category(character) != "Cf")


@lru_cache(maxsize=4096)
def _is_known(character: str) -> bool:
    """Tell whether the fonts have a character: of others they draw one and the same box."""
    if character.isspace():
        return True
    # What goes on top of another character is placed by rules that are not in these fonts.
    if unicodedata.category(character).startswith("M") or unicodedata.bidirectional(character) in ("R", "AL", "AN"):
        return False
    return bytes(_font(600, 27).getmask(character)) != _box()


@cache
def _box() -> bytes:
    return bytes(_font(600, 27).getmask("\U0010ffff"))


@cache
def _font(weight: int, size: int) -> ImageFont.FreeTypeFont:
    # The basic layout needs nothing that differs from one machine to another.
    return ImageFont.truetype(_FONTS / f"inter-{weight}.ttf", size, layout_engine=ImageFont.Layout.BASIC)


def _palette() -> Sequence[int]:
    steps = [
        tuple(round(paper + (ink - paper) * step / _FULL) for paper, ink in zip(_PAPER, _INK, strict=True))
        for step in range(_STEPS)
    ]
    return [part for colour in (*steps, *_COLOURS) for part in colour]


def _to_png(image: Image.Image) -> bytes:
    # The shades of the drawing are the numbers of the palette's colours.
    image.putpalette(_palette())
    file = io.BytesIO()
    image.save(file, "PNG", bits=4, compress_level=_LEVEL, compress_type=_RUNS)
    return file.getvalue()


SOCIAL_CARDS = Export(iter_social_card)
