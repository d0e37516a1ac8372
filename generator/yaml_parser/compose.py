"""Composing by libyaml, through PyYAML, kept within bounds.

libyaml's composer recurses in C, so text that could nest deeply is measured by its events first. And it speaks
YAML 1.1, in which NEL, LS and PS end lines: these are swapped for characters that the file does not use, since in
YAML 1.2 they are ordinary text.
"""

import operator
import re
from itertools import count

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from generator.source import SourceFile, Span

MAX_DEPTH = 32

_LINE_ENDS_OF_YAML_1_1 = "\x85\u2028\u2029"
# Block collections nest by columns, of which a sequence in a mapping takes none: no line that starts so deep, no
# nesting of more than twice as many. Flow collections nest by brackets.
_DEEP_COLUMN = re.compile(r"\n[ \t?:-]{200}")
_MANY_BRACKETS = 1000
_LINE = re.compile(r"[^\r\n]*")


class _Composer(CParser):
    """libyaml's composer without implicit types: every node's tag is "", unless one was written.

    What it asks of a resolver for every node is answered by built-in functions, which cost the least.
    """

    resolve = staticmethod("".format)
    descend_resolver = staticmethod(operator.is_)
    ascend_resolver = staticmethod(tuple)


def compose(text: str) -> yaml.Node | None:
    """Compose the one document of a text; raises yaml.YAMLError."""
    composer = _Composer(text)
    try:
        root: yaml.Node | None = composer.get_single_node()
        return root
    finally:
        composer.dispose()


def find_too_deep(text: str) -> int | None:
    """Return the offset at which `text` nests too deeply, None where it does not or cannot; raises yaml.YAMLError."""
    brackets = text.count("[") + text.count("{")
    lines = text.replace("\r", "\n") if "\r" in text else text
    if brackets < _MANY_BRACKETS and not _DEEP_COLUMN.search(lines) and not _DEEP_COLUMN.match(f"\n{lines[:200]}"):
        return None
    parser = _Composer(text)
    depth = 0
    try:
        while parser.check_event():
            event = parser.get_event()
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    assert event.start_mark is not None
                    return event.start_mark.index
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    finally:
        parser.dispose()
    return None


def hide_line_ends(text: str) -> tuple[str, dict[int, str]]:
    """Swap NEL, LS and PS for characters that `text` does not use; return the way back for str.translate."""
    present = [character for character in _LINE_ENDS_OF_YAML_1_1 if character in text] if not text.isascii() else []
    if not present:
        return text, {}
    used = set(text)
    unused = (code for code in count(0xE000) if chr(code) not in used)
    swaps = {ord(character): next(unused) for character in present}
    return text.translate(swaps), {swapped: chr(original) for original, swapped in swaps.items()}


def first_line(source: SourceFile, node: yaml.Node) -> Span:
    """Return a node's place, cut at the end of its first line: what a caret can underline."""
    start, end = offsets(node)
    if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
        # A block mapping is shown by its first key, not by whatever value follows it.
        end = offsets(node.value[0][0])[1]
    line = _LINE.match(source.text, start, end)
    return source.span(start, start + len(line.group().rstrip()) if line else start)


def offsets(node: yaml.Node) -> tuple[int, int]:
    """Return where a node starts and ends in its text."""
    assert node.start_mark is not None
    assert node.end_mark is not None
    return node.start_mark.index, node.end_mark.index
