"""Every line of somebody's has its own direction: it does not reorder what is around it, nor is it reordered.

Where its language is known, the direction is the language's, and not what a browser guesses from the first letter.
"""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest

from tests.exactness.conftest import ONE_BATCH, Pair
from tests.exactness.site import CONFIG
from tests.small_site import build_site

_BRIEF = Path(__file__).parent / "four_scripts.yml"
_HOME = "briefs/four-scripts/"
_DIRECTIONS = {"ar": "rtl", "he": "rtl", "uk": "ltr", "zh-Hant": "ltr", "ar-Latn": "ltr"}

# What stands in the middle of a line of ours, by field.
_IN_A_LINE = {
    "quotes.attribution", "quotes.lead", "quotes.tail", "quotes.translator", "claims.statement", "claims.attribution",
    "claims.responses.statement", "claims.assessment.basis", "positions.text", "positions.responses.text",
    "outcomes.text", "outcomes.commitments.text", "outcomes.commitments.provision", "outcomes.commitments.condition",
    "readouts.points.text", "readouts.points.accounts.text", "figures.label", "figures.value", "meetings.title",
    "meetings.venue", "meetings.participants.title", "authors", "title",
}  # fmt: skip


@ONE_BATCH
def test_a_text_within_a_line_is_isolated(pair: Pair) -> None:
    for name in pair.made.briefs:
        home = f"briefs/{name}/"
        page = html5lib.parse((pair.plain / home / "index.html").read_bytes(), namespaceHTMLElements=False)
        isolated = {element.text for element in page.iter("*") if element.tag == "bdi" or element.get("dir")}
        words = [each for each in pair.words.placed if each.home == home and each.field in _IN_A_LINE]
        assert {each.field for each in words} == _IN_A_LINE
        assert [each.field for each in words if each.text not in isolated] == []


@ONE_BATCH
def test_words_in_another_language_say_so(pair: Pair) -> None:
    for name in pair.made.briefs:
        home = f"briefs/{name}/"
        page = html5lib.parse((pair.plain / home / "index.html").read_bytes(), namespaceHTMLElements=False)
        said = {
            "".join(words.itertext()): (block.get("lang"), block.get("dir"))
            for block in page.iter("*")
            if block.get("lang")
            for words in block.iterfind(".//span[@class='cb-verbatim']")
        }
        texts = [each.text for each in pair.words.placed if each.home == home and each.kind == "verbatim"]
        assert {said[text] for text in texts} == {("uk", "ltr")}


def build(folder: Path, brief: str) -> Path:
    """Build a site of one briefing."""
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (folder / "docs").mkdir()
    (folder / "docs/about.md").write_text("# About\n", encoding="utf-8")
    (folder / "briefs").mkdir()
    (folder / "briefs/four-scripts.yml").write_text(brief, encoding="utf-8")
    result = build_site(folder / "mkdocs.yml")
    assert result.site_dir, [str(found) for found in result.content.diagnostics]
    return result.site_dir


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a briefing in Arabic, Hebrew, Ukrainian and Chinese."""
    return build(tmp_path_factory.mktemp("scripts"), _BRIEF.read_text(encoding="utf-8"))


def _read(site: Path, url: str) -> Any:
    return html5lib.parse((site / url / "index.html").read_bytes(), namespaceHTMLElements=False)


def _spoken(root: Any) -> dict[str, tuple[str | None, str | None]]:
    """Return language and direction of every text that an element by itself holds and names the language of."""
    return {
        "".join(element.itertext()).strip(): (element.get("lang"), element.get("dir"))
        for element in root.iter("*")
        if element.get("lang") and element.tag != "html"
    }


def test_what_has_a_language_has_its_direction_on_every_page(site: Path) -> None:
    tried = set()
    for path in site.rglob("*.html"):
        for lang, direction in _spoken(html5lib.parse(path.read_bytes(), namespaceHTMLElements=False)).values():
            assert direction == _DIRECTIONS.get(str(lang), "ltr"), path
            tried.add(lang)
    assert tried == {"en", *_DIRECTIONS}


def test_originals_stand_between_the_marks_of_their_language(site: Path) -> None:
    said = _spoken(_read(site, _HOME).find(".//article"))
    assert said["«لن نوقّع شيئًا قبل أن يعود 12 أسيرًا إلى بيوتهم (اليوم).»"] == ("ar", "rtl")
    assert said["”2 הנמלים ייפתחו ב־4 במאי, או שלא ייפתחו כלל!”"] == ("he", "rtl")
    assert said["««Порт» відкриється завтра.»"] == ("uk", "ltr")
    assert said["「港口屬於所有使用它的人。」"] == ("zh-Hant", "ltr")
    # Its letters run to the right, and so does the text.
    assert any(text.startswith("«Nahnu") and of == ("ar-Latn", "ltr") for text, of in said.items())


def test_a_fragment_stands_in_the_reporters_sentence_and_does_not_turn_it_round(site: Path) -> None:
    said = _spoken(_read(site, _HOME))
    assert said["The minister called the text «حبرًا على ورق» and left."] == ("en", "ltr")
    assert said["«حبرًا على ورق»"] == ("ar", "rtl")


def test_names_in_other_scripts_and_titles_of_sources_have_theirs(site: Path) -> None:
    names = _spoken(_read(site, "people/nadia"))
    assert names["نادية رحال"] == ("ar", "rtl")
    assert names["Nādiya Raḥḥāl"] == ("ar-Latn", "ltr")
    assert names["נדיה רחאל"] == ("he", "rtl")
    assert names["納迪婭·拉哈勒"] == ("zh-Hant", "ltr")
    for page in (_HOME, "sources", "sources/arabic-paper", "sources/hebrew-paper", "agreements/paper"):
        assert _spoken(_read(site, page))["الميناء: 3 أسئلة (وجواب)"] == ("ar", "rtl"), page


def test_a_name_within_a_line_does_not_reorder_it(site: Path) -> None:
    page = _read(site, _HOME)
    for text in ("الساحل", "הגבעות", "نادي الميناء", "جريدة الميناء", "وزيرة الخارجية"):
        holders = [element for element in page.find(".//article").iter("*") if element.text == text]
        assert holders
        assert {holder.tag for holder in holders} == {"bdi"}, text
    lines = ("نادي الميناء was closed on 3 May (by 9 a.m.)", "Talks at نادي الميناء (2nd day)")
    assert {element.get("dir") for element in page.iter("*") if element.text in lines} == {"auto"}


def test_a_briefing_in_another_language_says_so_of_its_own_words(tmp_path: Path) -> None:
    text = _BRIEF.read_text(encoding="utf-8").replace(
        "title: Talks", "language: ar\nbackground: 12 سفينة.\ntitle: 3 محادثات", 1
    )
    arabic = build(tmp_path, text)
    said = _spoken(_read(arabic, _HOME))
    assert said["3 محادثات on the harbour, in four scripts"] == said["12 سفينة."] == ("ar", "rtl")
    feed = ElementTree.parse(arabic / "feed.xml")
    (content,) = feed.iterfind(".//{http://www.w3.org/2005/Atom}content")
    (whole, *_) = html5lib.parseFragment(str(content.text), namespaceHTMLElements=False)
    assert (whole.get("lang"), whole.get("dir")) == ("ar", "rtl")


def test_readers_of_feeds_are_told_the_same(site: Path) -> None:
    feed = json.loads((site / "feed.json").read_bytes())
    (item,) = feed["items"]
    said = _spoken(html5lib.parseFragment(item["content_html"], namespaceHTMLElements=False))
    assert said["2 הנמלים ייפתחו ב־4 במאי, או שלא ייפתחו כלל!"] == ("he", "rtl")
    assert said["حبرًا على ورق"] == ("ar", "rtl")
    assert said["港口屬於所有使用它的人。"] == ("zh-Hant", "ltr")
    assert {of for text, of in said.items()} <= {*_DIRECTIONS.items()}


def test_the_sign_between_two_facts_stands_outside_of_what_may_run_the_other_way(site: Path) -> None:
    # The style sheet puts it into each of them, behind its text.
    for path in site.rglob("*.html"):
        page = html5lib.parse(path.read_bytes(), namespaceHTMLElements=False)
        facts = [fact for holder in page.iter("*") if holder.get("class") == "cb-meta" for fact in holder]
        assert [fact.text for fact in facts if fact.tag == "bdi" or fact.get("dir")] == [], path
