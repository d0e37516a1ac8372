"""The picture of a briefing: its form, and what it does with long texts and with letters that its fonts lack."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from generator.exports.lettering import Face, break_lines, can_draw, measure
from generator.exports.social_cards import draw_card
from generator.pages.metadata import brief_metadata
from generator.pages.scribe import Scribe
from generator.pages.social import HEIGHT, WIDTH, OutcomeLine, SocialCard, build_social_card
from generator.routes import page_url
from tests.exports.catalogues import HOSTILE, SITE, hostile, hostile_outputs, real, real_outputs

CARD = SocialCard(
    site="The River",
    subject="Talks on the river",
    date="4 May 2031",
    title="Ministers meet",
    outcomes=(OutcomeLine("agreed", "Agreed", "Crossings"), OutcomeLine("not-agreed", "Not agreed", "Water")),
    more=0,
)
FACE = Face(600, 60)
TITLE = (0, 160, WIDTH, 410)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def is_blank(image: Image.Image, box: tuple[int, int, int, int]) -> bool:
    return len(set(image.crop(box).get_flattened_data())) == 1


@pytest.mark.parametrize(("catalogue", "files"), [(real, real_outputs), (hostile, hostile_outputs)])
def test_every_published_briefing_has_a_small_picture(catalogue: object, files: object) -> None:
    cards = {path: content for path, content in files().items() if path.endswith(".png")}  # type: ignore[operator]
    assert set(cards) == {f"briefs/{name}/card.png" for name in catalogue().corpus.briefs}  # type: ignore[operator]
    for content in cards.values():
        with Image.open(io.BytesIO(content)) as image:
            image.verify()
            assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT)) == ("PNG", (1200, 630))
        assert len(content) < 40_000


def test_the_same_card_is_the_same_bytes_and_another_is_not() -> None:
    assert draw_card(CARD) == draw_card(replace(CARD))
    for other in (
        replace(CARD, title="Ministers part"),
        replace(CARD, date="5 May 2031"),
        replace(CARD, subject="Other talks"),
        replace(CARD, site="A site"),
        replace(CARD, more=1),
        replace(CARD, outcomes=CARD.outcomes[:1]),
        replace(CARD, outcomes=(replace(CARD.outcomes[0], tone="no-commitment"), CARD.outcomes[1])),
    ):
        assert draw_card(other) != draw_card(CARD)


@pytest.mark.parametrize(
    "text", ["Zażółć gęślą jaźń", "Заява: «жодного прогресу»", "Συνομιλίες στη Λευκωσία", "50 % – ½ €"]
)
def test_letters_of_three_scripts_are_drawn(text: str) -> None:
    assert can_draw(text)
    assert not is_blank(opened(draw_card(replace(CARD, title=text))), TITLE)


@pytest.mark.parametrize(
    "text", ["停火未达成协议", "لم يُحرز أي تقدم", "युद्धविराम", "Talks 🕊️", "Talks in 停火", "שלום", "a\u0330"]
)
def test_a_text_with_letters_that_the_fonts_lack_is_left_out_whole(text: str) -> None:
    assert not can_draw(text)
    image = opened(draw_card(replace(CARD, title=text, subject=text, site=text)))
    assert is_blank(image, TITLE)
    assert not is_blank(image, (0, 410, WIDTH, 520))


def test_characters_that_only_steer_others_are_not_drawn() -> None:
    assert draw_card(replace(CARD, title="Mini\u00adsters\u200b meet")) == draw_card(CARD)


@pytest.mark.parametrize("title", ["word " * 60, "unbreakable" * 30, "W" * 1_100_000, "a " * 500])
def test_a_long_title_is_cut_and_fits(title: str) -> None:
    lines = break_lines(title, FACE, 1056, 3)
    assert 1 <= len(lines) <= 3
    assert lines[-1].endswith("…")
    assert max(measure(line, FACE) for line in lines) <= 1056
    image = opened(draw_card(replace(CARD, title=title, subject=title, site=title)))
    assert is_blank(image, (WIDTH - 70, 20, WIDTH, HEIGHT))
    assert is_blank(image, (0, 402, WIDTH, 420))


def test_a_short_title_is_whole() -> None:
    assert break_lines("Ministers meet", FACE, 1056, 3) == ["Ministers meet"]


def test_the_head_of_the_page_leads_to_it_by_a_whole_address() -> None:
    for name, brief in real().corpus.briefs.items():
        scribe = Scribe.at(page_url("briefs", name), real().corpus, real().settings)
        image = brief_metadata(scribe, brief)["image"]
        assert image["url"] == f"{SITE}briefs/{name}/card.png"
        assert image["alt"].startswith(f"{brief.title}. ")
        assert all(outcome.status.label in image["alt"] for outcome in brief.outcomes[:4])
        nowhere = Scribe.at("", real().corpus, replace(real().settings, site_url=""))
        assert brief_metadata(nowhere, brief)["image"] is None


def test_what_has_no_room_is_counted() -> None:
    brief = hostile().corpus.briefs["brief-0"]
    many = brief.model_copy(update={"outcomes": brief.outcomes * 9})
    card = build_social_card(Scribe.at("", hostile().corpus, hostile().settings), many)
    assert (len(card.outcomes), card.more) == (4, 5)
    assert HOSTILE[0] == card.title
