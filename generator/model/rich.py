"""Rich text: a subset of CommonMark with links to records and numbered source notes (content model §3).

`[[id]]` and `[[id|label]]` link to a record or a brief; `[@source-id]` and `[@source-id, para 4]` print a source note.
Most texts hold no Markdown but these, and are taken apart without the CommonMark parser: it costs fifty times more.
"""

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from typing import Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode

from generator.model.types import parse_url


class Kind(StrEnum):
    """What a node of a rich text is; the values are the names of CommonMark's constructs."""

    PARAGRAPH = "paragraph"
    BULLET_LIST = "bullet_list"
    ORDERED_LIST = "ordered_list"
    ITEM = "list_item"
    BLOCK_QUOTE = "blockquote"
    CODE_BLOCK = "code_block"
    TEXT = "text"
    EMPHASIS = "em"
    STRONG = "strong"
    CODE = "code_inline"
    HARD_BREAK = "hardbreak"
    LINK = "link"
    RECORD = "record"
    NOTE = "note"


class Node(NamedTuple):
    """A part of a rich text.

    `text` is a text's or code's own characters, a record link's label ("" where it has none), a note's locator;
    `target` a link's address, a record's or a source's id, an ordered list's first number.
    """

    kind: Kind
    text: str = ""
    target: str = ""
    children: "tuple[Node, ...]" = ()


class RichProblem(NamedTuple):
    """What rich text does not allow, between two offsets of the text."""

    code: str
    message: str
    hint: str
    start: int
    end: int


class RichReference(NamedTuple):
    """A link to a record or a source note, and where its id stands in the text."""

    id: str
    is_note: bool
    start: int
    end: int


class RichText(NamedTuple):
    """A rich text taken apart, and what it holds that is not allowed."""

    blocks: tuple[Node, ...]
    problems: tuple[RichProblem, ...] = ()

    def iter_nodes(self) -> Iterator[Node]:
        """Yield every node, parents before their children, in the order of the text."""
        pending = list(reversed(self.blocks))
        while pending:
            node = pending.pop()
            yield node
            pending.extend(reversed(node.children))


_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_REFERENCE = re.compile(
    rf"\[\[(?P<id>[^\[\]|\n]+)(?:\|(?P<label>[^\[\]\n]+))?\]\]|\[@(?P<source>{_ID})(?:, *(?P<locator>[^\[\]\n]+))?\]"
)
# Emphasis of whole words, without anything in it that could mean something else.
_STRONG = re.compile(r"(?<![^\s(])\*\*(?P<strong>\w(?:[^*_`<\\&\[\]!\n]*[\w.?])?)\*\*(?![^\s.,;:)])")
_INLINE = re.compile(f"{_REFERENCE.pattern}|{_STRONG.pattern}")
# What may be Markdown: marks anywhere, and what stands at the start of a line or ends one.
_MARKS = re.compile(r"[*_`<\\&\t]|\]\(|\]:|!\[")
_BLOCK = r"[ \t]{0,3}(?:[-+>#=]|~~~|\d{1,9}[.)])| {4}| *\t"
_FIRST_BLOCK, _LATER_BLOCK = re.compile(_BLOCK), re.compile(rf"\n(?:{_BLOCK})|  \n")
_OPENING = re.compile(r"\[@|\[\[")
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_REFUSED: dict[str, tuple[str, str]] = {
    "html_inline": ("raw HTML", "Write the text alone; a `<` that belongs to it is written `\\<`."),
    "html_block": ("raw HTML", "Write the text alone; a `<` that belongs to it is written `\\<`."),
    "image": ("an image", "Link to it instead: `[what it shows](https://…)`."),
    "heading": ("a heading", "The page has its own headings; a `#` that starts a line is written `\\#`."),
    "hr": ("a ruled line", "Part paragraphs by an empty line."),
}


@lru_cache(maxsize=20_000)
def parse_rich(text: str) -> RichText:
    """Take a rich text apart."""
    if _has_markdown(text):
        return _parse_commonmark(text)
    paragraphs = _BLANK_LINES.split(text)
    blocks = (Node(Kind.PARAGRAPH, children=tuple(_split_inline(_strip_lines(each)))) for each in paragraphs)
    return RichText(tuple(blocks), tuple(_find_malformed(text)))


def check_rich(text: str) -> tuple[list[RichReference], tuple[RichProblem, ...]]:
    """Return what a rich text refers to and what is wrong with it, without taking it apart where that is not needed."""
    if not _has_markdown(text):
        return [_locate_reference(match) for match in _REFERENCE.finditer(text)], tuple(_find_malformed(text))
    rich = parse_rich(text)
    references: list[RichReference] = []
    position = 0
    for node in _iter_references(rich):
        matches = _REFERENCE.finditer(text, position)
        match = next((match for match in matches if _reference(match) == node), None)
        if match is not None:
            references.append(_locate_reference(match))
            position = match.end()
    return references, rich.problems


def iter_targets(text: str) -> Iterator[str]:
    """Yield the id of each record or source that a rich text refers to."""
    if _has_markdown(text):
        yield from (node.target for node in _iter_references(parse_rich(text)))
    else:
        yield from (_locate_reference(match).id for match in _REFERENCE.finditer(text))


def is_one_paragraph(text: str) -> bool:
    """Tell whether a rich text is a single paragraph, and no list or block quote."""
    if not _has_markdown(text):
        return _BLANK_LINES.search(text) is None
    return [block.kind for block in parse_rich(text).blocks] == [Kind.PARAGRAPH]


def to_plain(text: str, name_of: Callable[[str], str] = str, is_shown: Callable[[str], bool] = bool) -> str:
    """Return the words of a rich text without its marks and notes; blocks are parted by line ends.

    A link to a record without a label gives the record's name, which `name_of` tells by its id; so does one with a
    label that may be the name of a record which is not to be shown.
    """
    lines: list[str] = [""]
    for node in parse_rich(text).iter_nodes():
        if node.kind in (Kind.PARAGRAPH, Kind.CODE_BLOCK) and lines[-1]:
            lines.append("")
        if node.kind in (Kind.TEXT, Kind.CODE, Kind.CODE_BLOCK):
            lines[-1] += node.text
        elif node.kind is Kind.RECORD:
            lines[-1] += node.text if node.text and is_shown(node.target) else name_of(node.target)
        elif node.kind is Kind.HARD_BREAK:
            lines[-1] += "\n"
        elif node.kind is Kind.NOTE:
            lines[-1] = lines[-1].rstrip()
    return "\n".join(lines).strip()


def _has_markdown(text: str) -> bool:
    """Tell whether a text holds Markdown beyond references and strong words."""
    if _FIRST_BLOCK.match(text) or ("\n" in text and _LATER_BLOCK.search(text)):
        return True
    if "**" in text:
        text = _STRONG.sub("x", text)
    return _MARKS.search(text) is not None


def _find_malformed(text: str) -> Iterator[RichProblem]:
    """Yield what begins like a link to a record or like a source note, and is none."""
    if text.count("[@") + text.count("[[") == len(_REFERENCE.findall(text)):
        return
    for match in _OPENING.finditer(_REFERENCE.sub(lambda match: " " * len(match.group()), text)):
        message = "this begins like a source note, and is none"
        hint = "Write `[@source-id]` or `[@source-id, para 4]`, a note for each source."
        if match.group() == "[[":
            message = "this begins like a link to a record, and is none"
            hint = "Write `[[id]]` or `[[id|label]]`, on one line."
        yield RichProblem("rich-text", message, hint, match.start(), match.end())


def _iter_references(rich: RichText) -> Iterator[Node]:
    return (node for node in rich.iter_nodes() if node.kind in (Kind.RECORD, Kind.NOTE))


def _locate_reference(match: re.Match[str]) -> RichReference:
    group = "source" if match["source"] else "id"
    return RichReference(match[group].strip(), group == "source", *match.span(group))


def _strip_lines(text: str) -> str:
    return "\n".join([line.strip(" ") for line in text.split("\n")])


def _split_inline(text: str) -> Iterator[Node]:
    position = 0
    for match in _INLINE.finditer(text):
        if match.start() > position:
            yield Node(Kind.TEXT, text[position : match.start()])
        if match["strong"]:
            yield Node(Kind.STRONG, children=(Node(Kind.TEXT, match["strong"]),))
        else:
            yield _reference(match)
        position = match.end()
    if position < len(text):
        yield Node(Kind.TEXT, text[position:])


def _reference(match: re.Match[str]) -> Node:
    if match["source"]:
        return Node(Kind.NOTE, (match["locator"] or "").strip(), match["source"])
    return Node(Kind.RECORD, (match["label"] or "").strip(), match["id"].strip())


def _parse_commonmark(text: str) -> RichText:
    root = SyntaxTreeNode(_PARSER.parse(text))
    problems: list[RichProblem] = []
    lines = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    blocks = tuple(_convert(child, text, lines, problems, (0, len(text))) for child in root.children)
    if "`" not in text:
        problems.extend(_find_malformed(text))
    return RichText(tuple(block for block in blocks if block), tuple(problems))


def _convert(
    node: SyntaxTreeNode, text: str, lines: list[int], problems: list[RichProblem], around: tuple[int, int]
) -> Node | None:
    """Convert a node; `lines` is where each line begins, `around` the place of the block that the node is in."""
    if node.map:
        first, after = node.map
        around = lines[first], min(len(text), lines[after])
    if node.type in _REFUSED:
        if node.type == "html_inline" and node.content.startswith("</") and problems:
            # An element has two tags, and is one mistake.
            return None
        what, hint = _REFUSED[node.type]
        start, end = _find_refused(node, text, problems, around)
        problems.append(RichProblem("rich-text", f"{what} cannot stand in this text", hint, start, end))
        return None
    if node.type == "reference":
        match = _REFERENCE.fullmatch(node.content)
        assert match is not None
        return _reference(match)
    if node.type == "text" and not node.content:
        return None
    if node.type in ("text", "softbreak"):
        return Node(Kind.TEXT, node.content if node.type == "text" else "\n")
    if node.type in ("code_block", "fence"):
        return Node(Kind.CODE_BLOCK, node.content.removesuffix("\n"))
    if node.type == "code_inline":
        return Node(Kind.CODE, node.content)
    kind = Kind(node.type)
    target = ""
    if kind is Kind.LINK:
        target = str(node.attrs.get("href", ""))
        _check_link(target, text, problems, around)
    elif kind is Kind.ORDERED_LIST:
        target = str(node.attrs.get("start", 1))
    inner = [
        grandchild for child in node.children for grandchild in (child.children if child.type == "inline" else [child])
    ]
    children = (_convert(child, text, lines, problems, around) for child in inner)
    return Node(kind, "", target, tuple(child for child in children if child))


def _check_link(target: str, text: str, problems: list[RichProblem], around: tuple[int, int]) -> None:
    try:
        parse_url(target)
    except ValueError as error:
        found = _find(target, text, problems, around)
        start, end = (found, found + len(target)) if found >= 0 else around
        hint = "A link to a page of this site is written `[[id]]`."
        problems.append(RichProblem("bad-url", str(error), hint, start, end))


def _find_refused(
    node: SyntaxTreeNode, text: str, problems: list[RichProblem], around: tuple[int, int]
) -> tuple[int, int]:
    wanted = {"html_inline": node.content, "image": "!["}.get(node.type, "")
    found = _find(wanted, text, problems, around)
    if found >= 0:
        return found, found + len(wanted)
    line_end = text.find("\n", around[0])
    return around[0], min(around[1], line_end if line_end >= 0 else len(text))


def _find(wanted: str, text: str, problems: list[RichProblem], around: tuple[int, int]) -> int:
    """Find a text in its block, where there is one behind the last problem: they come in their order."""
    behind = problems[-1].end if problems and around[0] <= problems[-1].end else around[0]
    found = text.find(wanted, behind, around[1]) if wanted else -1
    return text.find(wanted, *around) if wanted and found < 0 else found


def _reference_rule(state: StateInline, silent: bool) -> Literal[True, False]:
    if state.src[state.pos] != "[":
        return False
    match = _REFERENCE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("reference", "", 0)
        token.content = match.group()
    state.pos = match.end()
    return True


def _let_through(url: str) -> bool:
    return True


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark")
    parser.inline.ruler.before("link", "reference", _reference_rule)
    # Every address is let through here, so that a bad one is found and reported, not printed as text.
    parser.validateLink = _let_through  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


_PARSER = _make_parser()
