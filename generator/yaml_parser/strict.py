"""What YAML forbids and libyaml lets pass: found by how it looks, then made sure of by the composed nodes."""

import re
from collections.abc import Iterator

import yaml

from generator.diagnostics import Diagnostic
from generator.source import SourceFile
from generator.yaml_parser.compose import offsets

_GLUED_COMMENT = re.compile(r"[\"'\]}|>+-]#")
# A line in the first column that is no key, no item, no comment, and closes no bracket; or that starts with a tab.
_OUTSIDE = re.compile(r"\n(?![-#\]} \r]|[^\n:]*:)[^\n]")
_BLANK_OF_SPACES = re.compile(r"\n +\n")
_WIDE_BLANK = re.compile(r"^(?P<own> *)(?:[^\n]*[:-] )[|>][-+]?\n(?P<blank>(?: *\n)+)(?P<text> *)[^ \n]", re.MULTILINE)
_HEADER = re.compile(r"[|>][-+0-9]*#")


def find_lax(source: SourceFile, root: yaml.Node) -> Diagnostic | None:
    """Return the first thing in a composed text that YAML forbids all the same."""
    text = source.text
    has_glued = "#" in text and _GLUED_COMMENT.search(text) is not None
    has_outside = _OUTSIDE.search(text) is not None
    if has_glued or has_outside:
        for node, column in _iter_leaves(root, -1):
            found = _check_comment(source, node) if has_glued else None
            found = found or (_check_indent(source, node, column) if has_outside else None)
            if found:
                return found
    return _check_blanks(source) if _BLANK_OF_SPACES.search(text) else None


def _iter_leaves(node: yaml.Node, column: int, seen: frozenset[int] = frozenset()) -> Iterator[tuple[yaml.Node, int]]:
    """Yield scalars and flow collections, each with the column of the block collection that it stands in."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style:
        yield node, column
    elif id(node) not in seen:
        seen |= {id(node)}
        assert node.start_mark is not None
        inner = node.start_mark.column
        for item in node.value:
            for part in item if isinstance(node, yaml.MappingNode) else (item,):
                yield from _iter_leaves(part, inner, seen)


def _check_comment(source: SourceFile, node: yaml.Node) -> Diagnostic | None:
    start, end = offsets(node)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        header = _HEADER.match(source.text, start)
        end = header.end() - 1 if header else len(source.text)
    elif isinstance(node, yaml.ScalarNode) and not node.style:
        return None
    if not source.text.startswith("#", end):
        return None
    message = "a comment starts here, and no space stands before it"
    span = source.span(end, end + 1)
    return Diagnostic("yaml-syntax", message, source.path, span, "Write a space before the `#`.")


def _check_indent(source: SourceFile, node: yaml.Node, column: int) -> Diagnostic | None:
    if isinstance(node, yaml.ScalarNode) and node.style not in ('"', "'"):
        return None
    assert node.start_mark is not None
    assert node.end_mark is not None
    for number in range(node.start_mark.line + 2, node.end_mark.line + 2):
        line = source.line(number)
        indent = len(line) - len(line.lstrip(" "))
        if line.strip() and line[indent] not in "]}#" and indent <= column:
            message = "this line goes on with what began above, and is not indented further than that"
            start = source.offset(number, indent + 1)
            span = source.span(start, start + len(line.strip()))
            return Diagnostic("yaml-syntax", message, source.path, span, "Indent it with spaces.")
    return None


def _check_blanks(source: SourceFile) -> Diagnostic | None:
    for match in _WIDE_BLANK.finditer(source.text):
        indent = len(match["text"])
        if indent <= len(match["own"]):
            continue
        position = match.start("blank")
        for line in match["blank"].split("\n"):
            if len(line) > indent:
                message = "this empty line has more spaces than the text that it belongs to is indented by"
                span = source.span(position + indent, position + len(line))
                return Diagnostic("yaml-syntax", message, source.path, span, "Remove the spaces.")
            position += len(line) + 1
    return None
