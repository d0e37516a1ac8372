"""What is printed is what was written: read back by a real HTML parser, through cmark and through Python-Markdown."""

import json
from xml.etree import ElementTree

import html5lib
import markdown
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator.commonmark import render_html
from generator.escape import Html, element, finalize, join, to_html, to_json_in_script, to_xml, to_yaml_line

# HTML cannot hold these in any form, and the reader of YAML refuses them.
TEXTS = st.text(
    st.characters(
        exclude_categories=["Cs"],
        exclude_characters=[
            *map(chr, [*range(9), 11, *range(12, 32), *range(0x7F, 0x85), *range(0x86, 0xA0)]),
            "\ufffe",
            "\uffff",
        ],
    ),
    max_size=200,
)
HOSTILE = (
    "</p><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\n\n# heading\n\n    code\n",
    "{{ 7*7 }}{% raw %}",
    "**bold** _it_ `code` [a](javascript:x) ![i](x) <!-- -->",
    "&amp;&lt;&#60; &nbsp;",
    '"onmouseover="x',
    "a  b   c\td",
    "-- --- :smile: ==mark== ^^ins^^ ~~del~~ {++x++} [^1] *[HTML]: x",
    "\u2028\u2029\u0085\u00a0\u00ad\u200b\u202e",
    "--> ]]> ?> </span>",
    "| a | b |\n|---|---|",
    "1. one\n2. two",
    "$$x$$ \\(y\\)",
)


def read_back(html: str) -> str:
    document = html5lib.parse(html, namespaceHTMLElements=False)
    found = document.find(".//span[@id='it']")
    assert found is not None
    assert len(found) == 0, "the text became markup"
    return found.text or ""


def read_attribute(html: str) -> str:
    document = html5lib.parse(html, namespaceHTMLElements=False)
    (found,) = document.findall(".//span[@title]")
    return str(found.get("title"))


@given(TEXTS)
@example("".join(HOSTILE))
def test_text_in_a_raw_block_reads_back_through_commonmark(text: str) -> None:
    page = f'<p><span id="it">{to_html(text)}</span></p>\n'
    assert read_back(render_html(page)) == text


@given(TEXTS)
@example("".join(HOSTILE))
def test_attribute_reads_back_through_commonmark(text: str) -> None:
    page = f'<p><span title="{to_html(text)}">x</span></p>\n'
    assert read_attribute(render_html(page)) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_text_reads_back_through_another_engine(text: str) -> None:
    # Python-Markdown with the extensions that Material recommends: the folder of Markdown is for any engine.
    html = markdown.markdown(
        f'<p><span id="it">{to_html(text)}</span></p>\n',
        extensions=["abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"],
    )
    assert read_back(html) == text


def test_what_is_html_already_is_left_alone() -> None:
    assert finalize(Html("<b>x</b>")) == "<b>x</b>"
    assert finalize("<b>") == to_html("<b>") != "<b>"
    assert finalize(None) == ""


def test_element_escapes_its_attributes_and_leaves_out_those_that_are_not_given() -> None:
    made = element("a", to_html("x & y"), href='"><script>', rel=None, aria_label="l")
    document = html5lib.parseFragment(str(made), namespaceHTMLElements=False)
    (link,) = list(document)
    assert link.attrib == {"href": '"><script>', "aria-label": "l"}
    assert link.text == "x & y"


def test_joined_pieces_stay_html_and_the_separator_is_a_text() -> None:
    assert join([Html("<b>a</b>"), Html("b")], "<") == "<b>a</b>&#60;b"


@given(TEXTS)
@example("</script><script>alert(1)</script>")
@example("<!--<script>")
@example("]]>&lt;/script>\u2028")
def test_json_in_a_script_ends_no_script_and_reads_back(text: str) -> None:
    page = f'<script type="application/ld+json">{to_json_in_script({text: [text]})}</script><p>after</p>'
    script, after = list(html5lib.parseFragment(page, namespaceHTMLElements=False))
    assert json.loads(script.text or "") == {text: [text]}
    assert (after.tag, after.text) == ("p", "after")


@given(TEXTS)
@example("".join(HOSTILE))
def test_a_text_in_xml_and_in_html_that_is_no_markdown_reads_back(text: str) -> None:
    html = f'<p><span id="it" title="{to_xml(text)}">{to_xml(text)}</span></p>'
    assert read_back(html) == read_attribute(html) == text
    assert (ElementTree.fromstring(f"<a>{to_xml(text)}</a>").text or "") == text


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_survives_on_one_line_of_yaml(text: str) -> None:
    line = to_yaml_line(text)
    assert len(line.splitlines()) == 1
    assert yaml.safe_load(f"title: {line}\nnext: 1") == {"title": text, "next": 1}
