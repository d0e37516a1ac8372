"""What a rich text is taken apart into, and the marks that link to records and sources (content model §3)."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple


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
REFERENCE = re.compile(
    rf"\[\[(?P<id>[^\[\]|\n]+)(?:\|(?P<label>[^\[\]\n]+))?\]\]|\[@(?P<source>{_ID})(?:, *(?P<locator>[^\[\]\n]+))?\]"
)
_OPENING = re.compile(r"\[@|\[\[")


def to_reference(match: re.Match[str]) -> Node:
    """Return the link to a record, or the source note, that a match of `REFERENCE` is."""
    if match["source"]:
        return Node(Kind.NOTE, (match["locator"] or "").strip(), match["source"])
    return Node(Kind.RECORD, (match["label"] or "").strip(), match["id"].strip())


def find_malformed(text: str) -> Iterator[RichProblem]:
    """Yield what begins like a link to a record or like a source note, and is none."""
    if text.count("[@") + text.count("[[") == len(REFERENCE.findall(text)):
        return
    for match in _OPENING.finditer(REFERENCE.sub(lambda match: " " * len(match.group()), text)):
        message = "this begins like a source note, and is none"
        hint = "Write `[@source-id]` or `[@source-id, para 4]`, a note for each source."
        if match.group() == "[[":
            message = "this begins like a link to a record, and is none"
            hint = "Write `[[id]]` or `[[id|label]]`, on one line."
        yield RichProblem("rich-text", message, hint, match.start(), match.end())
