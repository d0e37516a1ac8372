"""Any text at all: through YAML, a template, CommonMark and the theme it stays what it is.

`EXAMPLES=10000` tries more of them (`make exactness`).
"""

import json
import os
import unicodedata

import html5lib
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.commonmark import render_html
from generator.escape import element, to_bibtex, to_html, to_json_in_script, to_yaml_line
from generator.exports.csv_files import to_cell
from generator.model.rich import check_rich, parse_rich, to_plain
from generator.render import Section
from generator.source import SourceFile
from generator.yaml_parser import is_bidi_balanced, parse_yaml
from tests.exactness.hostile import verbatim_texts
from tests.exactness.reading import read_bibtex
from tests.exactness.site import to_rich

_FORBIDDEN = [*map(chr, [*range(9), 11, *range(12, 32), *range(0x7F, 0x85), *range(0x86, 0xA0)]), "\ufffe", "\uffff"]
_CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters=_FORBIDDEN)
_PIECES = st.sampled_from(verbatim_texts(400)) | st.text(_CHARACTERS, max_size=8) | st.sampled_from("\n &;#<>\"'-[]\\`")
TEXTS = st.lists(_PIECES, max_size=6).map("".join).map(lambda text: unicodedata.normalize("NFC", text).strip())
MANY = settings(max_examples=int(os.environ.get("EXAMPLES", "200")), deadline=None)


@MANY
@given(TEXTS)
@example("a\n\n</p>\n\n    b")
def test_a_text_in_a_page_is_itself(text: str) -> None:
    markdown = f'<p class="a"><span title="{to_html(text)}">{to_html(text)}</span></p>\n\n## Sources\n\n<p>end</p>\n'
    body = html5lib.parse(render_html(markdown, [Section("sources", "Sources")]), namespaceHTMLElements=False).find(
        "body"
    )
    assert body is not None
    assert [part.tag for part in body.iter()] == ["body", "p", "span", "h2", "p"]
    (span,) = body.iterfind(".//span")
    assert (span.text or "") == text
    assert span.get("title") == text


@MANY
@given(TEXTS)
def test_an_attribute_of_a_made_element_is_itself(text: str) -> None:
    (made,) = html5lib.parseFragment(str(element("a", to_html(text), title=text)), namespaceHTMLElements=False)
    assert (made.text or "", made.attrib) == (text, {"title": text})


@MANY
@given(TEXTS)
def test_a_text_in_yaml_is_read_as_it_is(text: str) -> None:
    if is_bidi_balanced(text):
        for written in (json.dumps(text, ensure_ascii=False), to_yaml_line(text)):
            document = parse_yaml(SourceFile("x.yml", f"a: {written}\n"))
            assert document.diagnostics == ()
            assert document.value == {"a": text}


@MANY
@given(TEXTS.map(lambda text: " ".join(text.split())))
def test_an_escaped_rich_text_has_the_words_and_no_markup(text: str) -> None:
    if text:
        rich = to_rich(text)
        assert check_rich(rich) == ([], ())
        assert to_plain(rich) == text
        (block,) = parse_rich(rich).blocks
        assert {node.kind.value for node in block.children} <= {"text"}


@MANY
@given(TEXTS)
def test_data_formats_give_the_text_back(text: str) -> None:
    cell = to_cell(text)
    assert isinstance(cell, str)
    assert cell.removeprefix("'") == text.removeprefix("'") or cell[1:] == text
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    script = to_json_in_script({"a": text})
    assert json.loads(script) == {"a": text}
    assert not set("<>&").intersection(script)
    line = " ".join(text.split())
    ((_, read),) = read_bibtex(f"  note = {to_bibtex(line)}".encode()) if line else [("", "")]
    assert read == line
