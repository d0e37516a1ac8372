"""Every text in every place where it is printed: what a program reads there is what the YAML says.

A site of hostile texts and the same site of plain words must be the same but for the words, on every page and in every
data file: no element, attribute, row or property more or less, and each text whole where its word stood.
"""

import re
from collections import Counter, defaultdict
from pathlib import Path

import html5lib

from generator.model.base import Model
from generator.model.brief import Brief
from generator.model.records import REGISTRIES
from tests.exactness.conftest import Pair
from tests.exactness.hostile import line_texts
from tests.exactness.reading import Leaf, can_read, read_html, read_leaves
from tests.exactness.site import SITE_NAME, TEXTS, iter_texts, make_briefs, to_rich

# What may stand in the place of each word, in its forms.
Texts = dict[str, tuple[str, ...]]
_WORD = re.compile(r"W\d+X\d+Y")
# Their order and their groups follow the letters of what they list, so that there they cannot be compared.
_SORTED = {"people/index.html", "sources/index.html", "map/index.html", "search/index.html"}
# On which side of its point a name on a map has room, and whether on a phone too, follows its length.
_MAP_NAME = "{http://www.w3.org/2000/svg}text.cb-map__name"
_ROOM = {
    (f"{_MAP_NAME}@class", "cb-map__name"),
    (f"{_MAP_NAME}@class", "cb-map__name cb-map__name--wide"),
    (f"{_MAP_NAME}@dx", "10"),
    (f"{_MAP_NAME}@dx", "-10"),
    (f"{_MAP_NAME}@text-anchor", "end"),
}
_CITATIONS = (".bib", ".csl.json", ".ris")
# The title of a citation has no more of a quote than this; all of it is the abstract.
_TITLE = 160
# Not printed on the page of the briefing or record that says it: it sorts, or stands in data files and the head.
_NOT_ON_ITS_PAGE = {"briefs/tags", "people/sort_name"}


def test_every_field_of_every_model_is_tried_with_every_text() -> None:
    made = make_briefs(range(2), 1)
    tried = {f"{placed.home.split('/')[0]}/{placed.field}" for placed in made.placed}
    models: dict[str, type[Model]] = {**REGISTRIES, "briefs": Brief}
    fields = {f"{kind}/{path}" for kind, model in models.items() for path, _ in iter_texts(model)}
    assert fields - tried == set()


def test_all_texts_are_tried(pair: Pair) -> None:
    tried = {placed.text for placed in pair.made.placed}
    assert len(tried.intersection(line_texts(TEXTS))) > pair.texts


def test_pages_and_data_are_those_of_plain_words_but_for_the_words(pair: Pair) -> None:
    texts, titles = _to_texts(pair), _to_titles(pair)
    paths = _files(pair.hostile)
    assert paths == _files(pair.plain)
    wrong = []
    for path in sorted(path for path in paths if can_read(Path(path)) and path not in _SORTED):
        found, said = (
            Counter(leaf for leaf in read_leaves(Path(path), (site / path).read_bytes()) if leaf not in _ROOM)
            for site in (pair.hostile, pair.plain)
        )
        if problem := _compare(found, said, texts, titles if path.endswith(_CITATIONS) else None):
            wrong.append(f"{path}: {problem}")
    assert wrong == []


def test_pages_in_another_order_have_no_element_or_attribute_that_plain_words_have_not(pair: Pair) -> None:
    for path in _SORTED & _files(pair.hostile):
        found, said = (
            {where for where, _ in read_html((site / path).read_bytes())} for site in (pair.hostile, pair.plain)
        )
        assert found <= said, path


def test_every_text_stands_alone_on_the_page_of_what_says_it(pair: Pair) -> None:
    homes: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for placed in pair.made.placed:
        field = f"{placed.home.split('/')[0]}/{placed.field}"
        if field not in _NOT_ON_ITS_PAGE and not _is_detail(field):
            homes[placed.home].append((field, placed.text))
    missing = []
    for home, texts in homes.items():
        article = html5lib.parse((pair.hostile / home / "index.html").read_bytes(), namespaceHTMLElements=False).find(
            ".//article"
        )
        assert article is not None
        printed = {"".join(element.itertext()) for element in article.iter("*")}
        missing += [(home, field, text) for field, text in texts if text not in printed]
    assert missing == []


def test_what_is_said_of_a_source_note_stands_beside_the_source(pair: Pair) -> None:
    for name in pair.made.briefs:
        page = html5lib.parse((pair.hostile / f"briefs/{name}/index.html").read_bytes(), namespaceHTMLElements=False)
        notes = " ".join("".join(use.itertext()) for use in page.iterfind(".//*[@class='cb-source__uses']"))
        for placed in pair.made.placed:
            if placed.home == f"briefs/{name}/" and _is_detail(placed.field):
                assert placed.text in notes, placed


def test_the_head_of_a_page_has_title_and_description_as_they_are_written(pair: Pair) -> None:
    texts = {(placed.home, placed.field): placed.text for placed in pair.made.placed}
    for name in pair.made.briefs:
        home = f"briefs/{name}/"
        page = html5lib.parse((pair.hostile / home / "index.html").read_bytes(), namespaceHTMLElements=False)
        (title,) = page.iterfind(".//head/title")
        assert title.text == f"{texts[home, 'title']} – {SITE_NAME}"
        metas = {
            meta.get("name") or meta.get("property"): meta.get("content") for meta in page.iterfind(".//head/meta")
        }
        assert metas["og:title"] == texts[home, "title"]
        assert metas["description"] == metas["og:description"] == texts[home, "summary"]
        (heading,) = page.iterfind(".//h1")
        assert heading.text == texts[home, "title"]


def test_a_former_address_leads_on_by_the_title(pair: Pair) -> None:
    for name, value in pair.made.briefs.items():
        (title,) = (each.text for each in pair.made.placed if (each.home, each.field) == (f"briefs/{name}/", "title"))
        for former in value["formerly"]:
            path = pair.hostile / "briefs" / former / "index.html"
            page = html5lib.parse(path.read_bytes(), namespaceHTMLElements=False)
            assert page.findtext(".//head/title") == page.findtext(".//a") == title


def test_a_difference_would_be_noticed() -> None:
    said = Counter([("p.", "W0X1Y said"), ("b.", "")])
    texts: dict[str, tuple[str, ...]] = {"W0X1Y": ("<b>", "\\<b\\>")}
    assert _compare(Counter([("p.", "<b> said"), ("b.", "")]), said, texts) == ""
    assert _compare(Counter([("p.", "\\<b\\> said"), ("b.", "")]), said, texts) == ""
    assert _compare(Counter([("p.", "&lt;b> said"), ("b.", "")]), said, texts)
    assert _compare(Counter([("p.", "<b> said"), ("b.", ""), ("p.", "")]), said, texts)
    assert _compare(Counter([("p.", "<b> said"), ("b.", ""), ("i.", "")]), said, texts)


def test_a_title_that_is_cut_otherwise_would_be_noticed() -> None:
    long = "word " * 40 + "end"
    said = Counter([("/title", "W0X1Y"), ("/abstract", "W0X1Y")])
    texts: Texts = {"W0X1Y": (long,)}
    titles: Texts = {"W0X1Y": (_to_title(long),)}
    assert _to_title(long) == "word " * 31 + "word …"
    assert _to_title("a" * 161) == "a" * 160 + " …"
    for title, abstract, is_right in (
        (_to_title(long), long, True),
        (long, long, False),
        ("word " * 30 + "word …", long, False),
        (_to_title(long), _to_title(long), False),
    ):
        found = Counter([("/title", title), ("/abstract", abstract)])
        assert (_compare(found, said, texts, titles) == "") == is_right


def _files(site: Path) -> set[str]:
    found = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    return {path for path in found if not path.startswith(("search-index/", "assets/"))}


def _to_texts(pair: Pair) -> Texts:
    """Return for each plain word the text in its place: of rich text also as its author writes it."""
    return {
        word.text: (placed.text, to_rich(placed.text)) if placed.kind == "rich" else (placed.text,)
        for word, placed in zip(pair.words.placed, pair.made.placed, strict=True)
    }


def _to_titles(pair: Pair) -> Texts:
    """The same for the titles of citations: the words of a quote that fit."""
    quotes = [each.text for each in pair.words.placed if each.field == "quotes.text"]
    texts = _to_texts(pair)
    return {**texts, **{word: (_to_title(*texts[word]),) for word in quotes}}


def _to_title(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= _TITLE:
        return line
    whole_words = re.match(rf".{{1,{_TITLE - 1}}}(?= )", line)
    return f"{whole_words[0] if whole_words else line[:_TITLE]} …"


def _compare(found: Counter[Leaf], said: Counter[Leaf], texts: Texts, titles: Texts | None = None) -> str:
    """Say what is different but for the words; the empty text where nothing is.

    In one place all rich texts have one form: either what is printed of them, or what their author writes.
    With `titles` it is of citations, whose formats have lines and no white space besides.
    """
    here = _by_place(found, {}, {}, 0, titles is not None)
    printed, written = (_by_place(said, texts, titles or texts, form, titles is not None) for form in (0, -1))
    for where in {**here, **printed}:
        if here[where] not in (printed[where], written[where]):
            missing, more = printed[where] - here[where], here[where] - printed[where]
            return f"{where} is nowhere {list(missing)[:3]!a}, there is also {list(more)[:3]!a}"
    return ""


def _by_place(
    leaves: Counter[Leaf], texts: Texts, titles: Texts, form: int, is_one_line: bool
) -> dict[str, Counter[str]]:
    """Gather what stands in each place, with this form of each text in the place of its word."""
    places: dict[str, Counter[str]] = defaultdict(Counter)
    for (where, text), count in leaves.items():
        put = _put(text, titles if where.lstrip("/") == "title" else texts, form)
        places[where][" ".join(put.split()) if is_one_line else put] += count
    return places


def _put(text: str, texts: Texts, form: int) -> str:
    return _WORD.sub(lambda match: texts[match[0]][form], text) if texts else text


def _is_detail(field: str) -> bool:
    return field.endswith(("sources.locator", "sources.note"))
