"""Rich text that holds more of Markdown than links and source notes: what the CommonMark parser makes of it.

`rich.py` imports it for the first text that needs it.
"""

from itertools import accumulate
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode

from generator.model.rich_nodes import REFERENCE, Kind, Node, RichProblem, RichText, find_malformed, to_reference
from generator.model.types import parse_url

_REFUSED: dict[str, tuple[str, str]] = {
    "html_inline": ("raw HTML", "Write the text alone; a `<` that belongs to it is written `\\<`."),
    "html_block": ("raw HTML", "Write the text alone; a `<` that belongs to it is written `\\<`."),
    "image": ("an image", "Link to it instead: `[what it shows](https://…)`."),
    "heading": ("a heading", "The page has its own headings; a `#` that starts a line is written `\\#`."),
    "hr": ("a ruled line", "Part paragraphs by an empty line."),
}


def parse_commonmark(text: str) -> RichText:
    """Take a rich text apart, and find what it holds that is not allowed."""
    root = SyntaxTreeNode(_PARSER.parse(text))
    problems: list[RichProblem] = []
    lines = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    blocks = tuple(_convert(child, text, lines, problems, (0, len(text))) for child in root.children)
    if "`" not in text:
        problems.extend(find_malformed(text))
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
        match = REFERENCE.fullmatch(node.content)
        assert match is not None
        return to_reference(match)
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
    match = REFERENCE.match(state.src, state.pos, state.posMax)
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
