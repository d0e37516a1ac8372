"""Rich text: the quick way of taking it apart says the same as CommonMark, and what is not allowed is shown."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.rich import _has_markdown, check_rich, is_one_paragraph, parse_rich, to_plain
from generator.model.rich_commonmark import parse_commonmark
from generator.model.rich_nodes import Kind, Node, RichText

PIECES = (
    *(
        "talks",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\n \n",
        "[[a-b]]",
        "[[a|the b]]",
        "[@s-1]",
        "[@s-1, para 4]",
        "[@S]",
        "[[",
        "]]",
    ),
    *(
        "*",
        "**",
        "**No.**",
        " **No** ",
        "_",
        "`",
        "<",
        ">",
        "&amp;",
        "\\",
        "#",
        "-",
        "1.",
        "+",
        "=",
        "~",
        ":",
        "!",
        "[",
    ),
    *("](x)", "]", "(", ")", ".", ",", "é", "“", "\t", "    ", "https://example.org", "|", "a*b", "x_y"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(lambda pieces: "".join(pieces).strip()))
@settings(max_examples=4_000, deadline=None)
def test_the_quick_way_says_what_commonmark_says(text: str) -> None:
    if text and not _has_markdown(text):
        assert merge(parse_rich(text)) == merge(parse_commonmark(text))


def merge(rich: RichText) -> tuple[object, ...]:
    """Join neighbouring texts, which the two ways part differently."""
    return tuple(merge_node(block) for block in rich.blocks), rich.problems


def merge_node(node: Node) -> tuple[object, ...]:
    merged: list[object] = []
    for child in node.children:
        if child.kind is Kind.TEXT and merged and isinstance(merged[-1], str):
            merged[-1] += child.text
        else:
            merged.append(child.text if child.kind is Kind.TEXT else merge_node(child))
    return node.kind, node.text, node.target, tuple(merged)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(max_examples=1_000, deadline=None)
def test_references_stand_where_they_are_said_to(text: str) -> None:
    references, problems = check_rich(text)
    assert problems == parse_rich(text).problems
    assert all(text[found.start : found.end].strip() == found.id for found in references)
    nodes = [node for node in parse_rich(text).iter_nodes() if node.kind in (Kind.RECORD, Kind.NOTE)]
    assert [(found.id, found.is_note) for found in references] == [
        (node.target, node.kind is Kind.NOTE) for node in nodes
    ]
    assert all(0 <= problem.start <= problem.end <= len(text) for problem in problems)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("**No cease-fire.** It failed [@wire].", [Kind.STRONG, Kind.TEXT, Kind.NOTE, Kind.TEXT]),
        ("Said [[ada-north|the minister]].", [Kind.TEXT, Kind.RECORD, Kind.TEXT]),
        ("*No* and `x`", [Kind.EMPHASIS, Kind.TEXT, Kind.CODE]),
        ("A [link](https://example.org).", [Kind.TEXT, Kind.LINK, Kind.TEXT]),
    ],
)
def test_what_a_paragraph_holds(text: str, kinds: list[Kind]) -> None:
    (paragraph,) = parse_rich(text).blocks
    assert [child.kind for child in paragraph.children] == kinds


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a <b>b</b>", "rich-text", "<b>"),
        ("a </b>", "rich-text", "</b>"),
        ("a ![b](https://example.org/)", "rich-text", "!["),
        ("a\n\n# b", "rich-text", "# b"),
        ("a [b](javascript:x)", "bad-url", "javascript:x"),
        ("a [b](/c)", "bad-url", "/c"),
        ("a [@B]", "rich-text", "[@"),
        ("a [@b; @c]", "rich-text", "[@"),
        ("a [[b|]]", "rich-text", "[["),
    ],
)
def test_what_is_not_allowed_is_found_once_and_in_its_place(text: str, code: str, place: str) -> None:
    (problem,) = parse_rich(text).problems
    assert (problem.code, text[problem.start : problem.end]) == (code, place)
    assert problem.hint


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("a b", True),
        ("a\nb", True),
        ("**a** *b*", True),
        ("a\n\nb", False),
        ("- a", False),
        ("> a", False),
        ("1. a", False),
    ],
)
def test_one_paragraph_is_told_from_more(text: str, is_one: bool) -> None:
    assert is_one_paragraph(text) is is_one


def test_plain_words_leave_out_marks_and_notes() -> None:
    text = "**No** cease-fire [@wire], says [[ada-north|the minister]] of [[north]]."
    assert to_plain(text, {"north": "North"}.__getitem__) == "No cease-fire, says the minister of North."


@pytest.mark.parametrize(("text", "is_loaded"), [("**Talks** in [[port]] [@wire].", False), ("- Talks", True)])
def test_the_parser_is_loaded_for_texts_that_need_it(text: str, *, is_loaded: bool) -> None:
    code = "import sys, generator.cli as _; from generator.model.rich import parse_rich; parse_rich(sys.argv[1]); "
    command = [sys.executable, "-c", f"{code}print('markdown_it' in sys.modules)", text]
    assert subprocess.check_output(command, text=True).strip() == str(is_loaded)
