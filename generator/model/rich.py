"""Rich text: a subset of CommonMark with links to records and numbered source notes (content model §3).

`[[id]]` and `[[id|label]]` link to a record or a brief; `[@source-id]` and `[@source-id, para 4]` print a source note.
Most texts hold no Markdown but these, and are taken apart without the CommonMark parser: it costs fifty times more.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from generator.model.rich_nodes import (
    REFERENCE,
    Kind,
    Node,
    RichProblem,
    RichReference,
    RichText,
    find_malformed,
    to_reference,
)

# Emphasis of whole words, without anything in it that could mean something else.
_STRONG = re.compile(r"(?<![^\s(])\*\*(?P<strong>\w(?:[^*_`<\\&\[\]!\n]*[\w.?])?)\*\*(?![^\s.,;:)])")
_INLINE = re.compile(f"{REFERENCE.pattern}|{_STRONG.pattern}")
# What may be Markdown: marks anywhere, and what stands at the start of a line or ends one.
_MARKS = re.compile(r"[*_`<\\&\t]|\]\(|\]:|!\[")
_BLOCK = r"[ \t]{0,3}(?:[-+>#=]|~~~|\d{1,9}[.)])| {4}| *\t"
_FIRST_BLOCK, _LATER_BLOCK = re.compile(_BLOCK), re.compile(rf"\n(?:{_BLOCK})|  \n")
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


@lru_cache(maxsize=20_000)
def parse_rich(text: str) -> RichText:
    """Take a rich text apart."""
    if _has_markdown(text):
        # Few texts need it, and it takes long to load.
        from generator.model.rich_commonmark import parse_commonmark

        return parse_commonmark(text)
    paragraphs = _BLANK_LINES.split(text)
    blocks = (Node(Kind.PARAGRAPH, children=tuple(_split_inline(_strip_lines(each)))) for each in paragraphs)
    return RichText(tuple(blocks), tuple(find_malformed(text)))


def check_rich(text: str) -> tuple[list[RichReference], tuple[RichProblem, ...]]:
    """Return what a rich text refers to and what is wrong with it, without taking it apart where that is not needed."""
    if not _has_markdown(text):
        return [_locate_reference(match) for match in REFERENCE.finditer(text)], tuple(find_malformed(text))
    rich = parse_rich(text)
    references: list[RichReference] = []
    position = 0
    for node in _iter_references(rich):
        matches = REFERENCE.finditer(text, position)
        match = next((match for match in matches if to_reference(match) == node), None)
        if match is not None:
            references.append(_locate_reference(match))
            position = match.end()
    return references, rich.problems


def iter_targets(text: str) -> Iterator[str]:
    """Yield the id of each record or source that a rich text refers to."""
    if _has_markdown(text):
        yield from (node.target for node in _iter_references(parse_rich(text)))
    else:
        yield from (_locate_reference(match).id for match in REFERENCE.finditer(text))


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
            yield to_reference(match)
        position = match.end()
    if position < len(text):
        yield Node(Kind.TEXT, text[position:])
