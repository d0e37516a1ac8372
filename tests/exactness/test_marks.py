"""Where an author's marks become markup, the words between them stay words; and escapes for other readers."""

import re
from dataclasses import dataclass, field

import html5lib
import pytest

from generator.escape import to_bibtex, to_html
from generator.pages.richtext import to_markup
from generator.pages.values import Link, Ref
from tests.exactness.hostile import line_texts

TEXTS = line_texts(600)


@dataclass
class Notes:
    def ref(self, source: str, locator: str) -> Ref:
        return Ref(1, "ref-1", locator)


@dataclass
class Linker:
    """Every record has the same name."""

    name: str
    notes: Notes = field(default_factory=Notes)

    def link(self, name: str, text: str = "") -> Link:
        return Link(text or self.name, "../x/")


def read(html: str) -> tuple[list[str], str]:
    fragment = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return [str(element.tag) for element in fragment.iter()][1:], "".join(fragment.itertext())


def test_a_record_in_a_rich_text_has_its_name_as_a_text() -> None:
    for text in TEXTS:
        assert read(str(to_markup("[[x]]", Linker(text)))) == (["p", "a", "bdi"], text)


def test_code_in_a_rich_text_is_a_text() -> None:
    for text in TEXTS:
        if "`" not in text:
            tags, words = read(str(to_markup(f"so `x{text}x` so", Linker(""))))
            assert (tags, words) == (["p", "code"], f"so x{text}x so")
            tags, words = read(str(to_markup(f"~~~\nx{text}\n~~~", Linker(""))))
            assert (tags, words) == (["pre", "code"], f"x{text}")


@pytest.mark.parametrize("text", ["<b>", "& \" '", "a  b"])
def test_a_label_and_a_locator_are_texts(text: str) -> None:
    assert read(str(to_markup(f"[[x|{text}]]", Linker("")))) == (["p", "a", "bdi"], text)
    html = str(to_markup(f"So [@s, {text}]", Linker("")))
    (link,) = html5lib.parseFragment(html, namespaceHTMLElements=False).iterfind(".//a")
    assert link.get("aria-label") == text


def test_no_run_of_spaces_or_hyphens_is_left_for_another_engine() -> None:
    for text in TEXTS:
        escaped = to_html(text)
        assert not re.search(r"  |--|^ | $|[\n\t]", escaped)


def test_nothing_in_a_field_of_bibtex_is_a_command_or_ends_it() -> None:
    for text in TEXTS:
        left = re.sub(r"\\text[a-z]+\{\}|\\[#$%&_]", "", to_bibtex(text))
        assert not set("\\{}#$%&_~^\n").intersection(left), text
