"""The picture of each briefing, for places where a link to it is shared: its title, its date, its outcomes.

A text with letters that the fonts lack is left out whole, since a box in the place of a letter says nothing: the words
beside the picture (`og:image:alt`) have it. Colours are steps from paper to ink, so that the edges of letters need no
colours of their own, and four for outcomes: sixteen, which is four bits a pixel.
"""

from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageDraw, PngImagePlugin
from zlib_ng import zlib_ng

from generator.exports.catalogue import Catalogue
from generator.exports.lettering import Face, break_lines, draw_text, fit, measure
from generator.exports.plan import Export
from generator.model.brief import Brief
from generator.pages.scribe import Scribe
from generator.pages.social import CARD, HEIGHT, WIDTH, SocialCard, build_social_card
from generator.render import Output
from generator.routes import page_url

_PAPER, _INK = (254, 254, 253), (23, 33, 44)
_STEPS = 12
# The colours of outcomes as on the site's pages, by tone.
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
_TITLE, _HEAD, _DATE = Face(600, 60), Face(600, 30), Face(400, 30)
_STATUS, _ISSUE, _SITE = Face(600, 27), Face(400, 27), Face(600, 26)
_MARGIN, _RIGHT = 72, WIDTH - 72
_TITLE_LINES, _TITLE_TOP, _LINE, _OUTCOMES_TOP, _ROW = 3, 172, 76, 422, 42
# Two pixels at the left that are not shown: packed, they are the byte that each line of a PNG file begins with.
_LEAD = 2
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Four bits a pixel, numbers of a palette; no other compression, filter or interlace than there always is.
_HEADER = WIDTH.to_bytes(4, "big") + HEIGHT.to_bytes(4, "big") + bytes((4, 3, 0, 0, 0))


def iter_social_card(catalogue: Catalogue, kind: str, name: str) -> Iterator[Output]:
    """Yield the picture of a briefing."""
    brief = catalogue.corpus.get(name)
    if isinstance(brief, Brief):
        card = build_social_card(Scribe.at("", catalogue.corpus, catalogue.settings), brief)
        yield Output(f"{page_url(kind, name)}{CARD}", draw_card(card))


def draw_card(card: SocialCard) -> bytes:
    """Draw a picture; the same card gives the same bytes."""
    image = Image.new("L", (_LEAD + WIDTH, HEIGHT), 0)
    draw = ImageDraw.Draw(image)
    draw.rectangle((_LEAD, 0, _LEAD + WIDTH, 11), fill=_FULL)
    _write(image, _MARGIN, 62, fit(card.subject, _HEAD, 720), _HEAD, _SOFT)
    _write_words(image, _RIGHT - round(measure(card.date, _DATE)), 62, card.date, _DATE, _SOFT)
    for number, line in enumerate(break_lines(card.title, _TITLE, _RIGHT - _MARGIN, _TITLE_LINES)):
        _write_words(image, _MARGIN, _TITLE_TOP + number * _LINE, line, _TITLE, _FULL)
    for number, outcome in enumerate(card.outcomes):
        top = _OUTCOMES_TOP + number * _ROW
        colour = _STEPS + _COLOURS.index(_TONES[outcome.tone]) if outcome.tone in _TONES else _SOFT
        draw.rectangle((_LEAD + _MARGIN, top + 6, _LEAD + _MARGIN + 21, top + 27), fill=colour)
        end = _write(image, _MARGIN + 38, top, fit(outcome.status, _STATUS, 500), _STATUS, _FULL) + 18
        # The last rows leave room for the name of the site.
        limit = _RIGHT if number < 3 else _RIGHT - 520
        _write(image, end, top, fit(outcome.issue, _ISSUE, limit - end), _ISSUE, _SOFT)
    if card.more:
        top = _OUTCOMES_TOP + len(card.outcomes) * _ROW
        _write(image, _MARGIN + 38, top, f"and {card.more} more", _ISSUE, _SOFT)
    site = fit(card.site, _SITE, 500)
    _write(image, _RIGHT - round(measure(site, _SITE)), HEIGHT - 62, site, _SITE, _SOFT)
    return _to_png(image)


def _write_words(image: Image.Image, left: int, top: int, text: str, face: Face, shade: int) -> None:
    """Write a text that no other picture has, of words that many have."""
    for word in text.split():
        left = _write(image, left, top, word, face, shade) + round(measure(" ", face))


def _write(image: Image.Image, left: int, top: int, text: str, face: Face, shade: int) -> int:
    """Write a text; return where it ends."""
    if not text:
        return left
    drawn = draw_text(text, face, shade)
    image.paste(drawn, (_LEAD + left, top))
    return left + drawn.width


def _to_png(image: Image.Image) -> bytes:
    """Write the picture as PNG, its shades being the numbers of the palette's colours.

    Pillow's own encoder tries four filters on each line, and takes many times as long. Intel's ISA-L takes half as
    long, but what it writes depends, seldom, on where in memory it is called: it reads a register that is not set.
    """
    image.putpalette(_PALETTE)
    file = BytesIO()
    file.write(_SIGNATURE)
    for name, data in (
        (b"IHDR", _HEADER),
        (b"PLTE", _PALETTE),
        (b"IDAT", zlib_ng.compress(image.tobytes("raw", "P;4"), 1)),
        (b"IEND", b""),
    ):
        PngImagePlugin.putchunk(file, name, data)
    return file.getvalue()


def _to_palette() -> bytes:
    steps = [
        [round(paper + (ink - paper) * step / _FULL) for paper, ink in zip(_PAPER, _INK, strict=True)]
        for step in range(_STEPS)
    ]
    return bytes(part for colour in (*steps, *_COLOURS) for part in colour)


_PALETTE = _to_palette()
SOCIAL_CARDS = Export(iter_social_card)
