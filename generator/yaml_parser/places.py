"""Where in a file the key or the value at a path stands.

Places are not kept beside the values: only a file with a finding needs them, so that file is composed once more.
This is what makes ten thousand clean files cheap.
"""

import unicodedata
from bisect import bisect_left

import yaml

from generator.source import SourceFile, Span
from generator.yaml_parser.compose import compose, first_line, hide_line_ends, offsets
from generator.yaml_parser.values import Path

# How many characters are gone through in search of passages, for a file: seconds, where thousands of words are wrong.
_MOST_SEARCHED = 2_000_000_000


class Places:
    """Finds where in a file the key or the value at a path stands; composes the file again, once."""

    def __init__(self, source: SourceFile) -> None:
        self._source = source
        text, self._restore = hide_line_ends(source.text)
        self._root = compose(text)
        self._keys: dict[int, dict[str, tuple[yaml.Node, yaml.Node]]] = {}
        self._found: dict[tuple[int, str], tuple[list[int], list[int]]] = {}
        self._searched = 0

    def value(self, path: Path) -> Span:
        """Return the place of the value at `path`, or of the nearest one around it that is written down."""
        node, _, _ = self._find(path)
        return first_line(self._source, node)

    def key(self, path: Path) -> Span:
        """Return the place of the key that the last part of `path` names; of the value where it is no key."""
        node, key_node, rest = self._find(path)
        return first_line(self._source, node if key_node is None or rest else key_node)

    def within(self, path: Path, text: str, start: int, end: int) -> Span:
        """Return the place of `text[start:end]`, where `text` is the scalar at `path` as it was read.

        Escapes and folding can hide a passage; then the place is that of the whole scalar. So it is for the rest of
        very many different passages of one long text.
        """
        node, _, rest = self._find(path)
        if rest or not isinstance(node, yaml.ScalarNode) or end <= start:
            return first_line(self._source, node)
        wanted = text[start:end]
        key = (id(node), wanted)
        if key not in self._found:
            if self._searched > _MOST_SEARCHED:
                return first_line(self._source, node)
            self._searched += len(text)
            # Once for all passages of the same words: there may be thousands in one text.
            self._found[key] = _find_all(text, wanted), _find_all(self._source.text, wanted, *offsets(node))
        read, written = self._found[key]
        number = bisect_left(read, start)
        if number >= len(written):
            return first_line(self._source, node)
        return self._source.span(written[number], written[number] + len(wanted))

    def is_written(self, path: Path) -> bool:
        """Tell whether the file has a node at exactly this path (a short form leaves out inner ones)."""
        return not self._find(path)[2]

    def _find(self, path: Path) -> tuple[yaml.Node, yaml.Node | None, Path]:
        """Return the deepest node along `path`, its key where it has one, and what of the path is left."""
        assert self._root is not None, "places are asked for in a file that was read"
        node: yaml.Node = self._root
        key_node: yaml.Node | None = None
        for position, part in enumerate(path):
            step = self._step(node, part)
            if step is None:
                return node, key_node, path[position:]
            key_node, node = step
        return node, key_node, ()

    def _step(self, node: yaml.Node, part: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            return None, node.value[part]
        if isinstance(node, yaml.MappingNode) and isinstance(part, str):
            return self._keys_of(node).get(part)
        return None

    def _keys_of(self, node: yaml.MappingNode) -> dict[str, tuple[yaml.Node, yaml.Node]]:
        """Return the entries of a mapping by the text of their keys; of a key that stands twice, the first."""
        known = self._keys.get(id(node))
        if known is None:
            known = self._keys[id(node)] = {}
            for key, value in node.value:
                if isinstance(key, yaml.ScalarNode):
                    text = unicodedata.normalize("NFC", key.value.translate(self._restore)).strip()
                    known.setdefault(text, (key, value))
        return known


def _find_all(text: str, wanted: str, start: int = 0, end: int | None = None) -> list[int]:
    """Return every place at which a text holds some words, also where they overlap."""
    found = []
    position = text.find(wanted, start, end)
    while position >= 0:
        found.append(position)
        position = text.find(wanted, position + 1, end)
    return found
