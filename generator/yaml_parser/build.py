"""Composed nodes to plain values, gathering what the strict subset refuses."""

import re
import unicodedata
from dataclasses import dataclass, field
from sys import intern

import yaml

from generator.diagnostics import Diagnostic, Related, Severity
from generator.source import SourceFile
from generator.yaml_parser.compose import MAX_DEPTH, first_line, offsets
from generator.yaml_parser.text import BIDI_CONTROLS, FORBIDDEN, control_character, is_bidi_balanced
from generator.yaml_parser.values import Path, Value

MAX_ALIASED_VALUES = 100_000

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
# So many characters an id or a word has at most, which is likely to come back.
_WORD = 40
_CUTTING_COMMENT = re.compile(r"[^\S\r\n]#(?=[^\s#])")
_ANCHOR = re.compile(r"&([^\s\[\]{},]+)")
_TAG = re.compile(r"!\S*")


@dataclass
class Builder:
    """Builds the value of one document; `restore` brings back the line ends that were hidden."""

    source: SourceFile
    restore: dict[int, str]
    diagnostics: list[Diagnostic] = field(default_factory=list)
    broken: set[Path] = field(default_factory=set)
    _open: set[int] = field(default_factory=set)
    _sizes: dict[int, int] = field(default_factory=dict)
    _size: int = 0
    _aliased: int = 0

    def __post_init__(self) -> None:
        text = self.source.text
        self._watch_comments = " #" in text and _CUTTING_COMMENT.search(text) is not None
        self._watch_tags = "!" in text
        # Without any of these, a scalar in ASCII is what it looks like: most are.
        self._is_simple = not self._watch_comments and not self._watch_tags and "\\" not in text

    @property
    def is_exhausted(self) -> bool:
        """Whether the aliases repeat more than is built: then the value is not whole."""
        return self._aliased > MAX_ALIASED_VALUES

    def build(self, node: yaml.Node, path: Path = (), depth: int = 1) -> Value:
        """Build the value of a node."""
        if isinstance(node, yaml.ScalarNode):
            self._size += 1
            text = node.value
            is_simple = self._is_simple and text.isascii() and text not in _NULLS
            value = str(text.strip()) if is_simple else self._scalar(node, path)
            # Ids and words come back in a file and in others: there is one of each to keep, and to read.
            return intern(value) if value is not None and len(value) <= _WORD else value
        return self._collection(node, path, depth)

    def _collection(self, node: yaml.Node, path: Path, depth: int) -> Value:
        identity = id(node)
        if identity in self._open:
            self._refuse_cycle(node, path)
            return None
        if depth > MAX_DEPTH:
            # Whatever stands around it is not right either, and need not be told of too.
            self.broken.update(path[:length] for length in range(1, len(path) + 1))
            self.diagnostics.append(too_deep(self.source, offsets(node)[0]))
            return None
        if identity in self._sizes and not self._may_repeat(node, path):
            return None
        if node.tag:
            self._refuse_tag(node, path)
        self._open.add(identity)
        size_before = self._size
        self._size += 1
        value: Value
        if isinstance(node, yaml.MappingNode):
            value = self._mapping(node, path, depth)
        else:
            value = [self.build(item, (*path, index), depth + 1) for index, item in enumerate(node.value)]
        self._open.discard(identity)
        self._sizes[identity] = self._size - size_before
        return value

    def _refuse_cycle(self, node: yaml.Node, path: Path) -> None:
        start, end = offsets(node)
        # An alias has no node of its own: it is looked for by its name inside what it names.
        name = _ANCHOR.match(self.source.text, start)
        if name:
            at = max(self.source.text.find(f"*{name[1]}", start, end), start)
            end = at + len(name[0])
            start = at
        message = "an alias stands inside what it names"
        span = self.source.span(start, end)
        self.broken.add(path)
        self.diagnostics.append(Diagnostic("alias-cycle", message, self.source.path, span, "Write the text out here."))

    def _may_repeat(self, node: yaml.Node, path: Path) -> bool:
        was_exhausted = self.is_exhausted
        self._aliased += self._sizes[id(node)]
        if self.is_exhausted and not was_exhausted:
            message = f"aliases repeat more than {MAX_ALIASED_VALUES:,} values"
            self._refuse(node, path, "too-many-aliases", message, "Write the texts out, or make them records.")
        return not self.is_exhausted

    def _mapping(self, node: yaml.MappingNode, path: Path, depth: int) -> dict[str, Value]:
        mapping: dict[str, Value] = {}
        is_simple = self._is_simple
        for key_node, value_node in node.value:
            key = key_node.value
            is_scalar = key_node.__class__ is yaml.ScalarNode
            if not (is_simple and is_scalar and key.isidentifier() and key.isascii() and key not in _NULLS):
                key = self._key(key_node, path)
                if key is None:
                    continue
            if key in mapping:
                self._duplicate(node, key, key_node, path)
            elif value_node.__class__ is not yaml.ScalarNode:
                mapping[key] = self._collection(value_node, (*path, key), depth + 1)
            else:
                text = value_node.value
                if is_simple and text.isascii() and text not in _NULLS:
                    self._size += 1
                    mapping[key] = text.strip()
                else:
                    mapping[key] = self.build(value_node, (*path, key), depth + 1)
        return mapping

    def _key(self, node: yaml.Node, path: Path) -> str | None:
        """Return the text of a key that is more than a plain word; None where it is none."""
        hint = "Write `name: value`."
        if not isinstance(node, yaml.ScalarNode):
            self._refuse(node, path, "key-not-text", "a key must be a text, not a list or a mapping", hint)
            return None
        if node.value == "<<" and not node.style:
            message = "merge keys (`<<`) are not read: what a record says stands in the record"
            self._refuse(node, path, "merge-key", message, "Write the fields out.")
            return None
        key = self._scalar(node, path)
        if not key:
            self._refuse(node, path, "key-not-text", "a key is empty", hint)
            return None
        return key

    def _scalar(self, node: yaml.ScalarNode, path: Path) -> str | None:
        text: str = node.value
        if node.tag or (self._watch_tags and self._has_bare_tag(node)):
            self._refuse_tag(node, path)
        if not node.style:
            if self._watch_comments:
                self._warn_of_comment(node)
            if text in _NULLS:
                return None
        elif node.style == '"':
            text = self._check_escapes(node, text, path)
        if not text.isascii():
            text = self._check_characters(node, text, path)
        return text.strip()

    def _check_characters(self, node: yaml.ScalarNode, text: str, path: Path) -> str:
        if self.restore:
            text = text.translate(self.restore)
        text = unicodedata.normalize("NFC", text)
        if BIDI_CONTROLS.search(text) and not is_bidi_balanced(text):
            message = "a bidirectional control character in this text is never closed"
            hint = "Remove it, or close it: U+202C closes an embedding, U+2069 an isolate."
            self._refuse(node, path, "unbalanced-bidi", message, hint)
        return text

    def _check_escapes(self, node: yaml.ScalarNode, text: str, path: Path) -> str:
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        match = FORBIDDEN.search(text)
        if match:
            self.broken.add(path)
            place = first_line(self.source, node)
            self.diagnostics.append(control_character(self.source.path, match.group(), place))
            text = FORBIDDEN.sub("", text)
        return text

    def _warn_of_comment(self, node: yaml.ScalarNode) -> None:
        match = _CUTTING_COMMENT.match(self.source.text, offsets(node)[1])
        if match:
            message = "this text ends here: ` #` starts a comment, which is not read"
            if not node.value:
                message = "there is no text here: ` #` starts a comment, which is not read"
            hint = "Put the text in quotation marks if `#` belongs to it; else write a space after `#`."
            span = self.source.span(match.end() - 1, match.end())
            warning = Diagnostic("cut-by-comment", message, self.source.path, span, hint, Severity.WARNING)
            self.diagnostics.append(warning)

    def _duplicate(self, node: yaml.MappingNode, key: str, key_node: yaml.Node, path: Path) -> None:
        first = next(
            other
            for other, _ in node.value
            if isinstance(other, yaml.ScalarNode) and unicodedata.normalize("NFC", other.value).strip() == key
        )
        related = Related("it stands here first", self.source.path, first_line(self.source, first))
        message = f"`{key}` stands twice in the same mapping"
        hint = "Keep one of the two; several values of one kind go in a list."
        place = first_line(self.source, key_node)
        found = Diagnostic("duplicate-key", message, self.source.path, place, hint, related=(related,))
        self.diagnostics.append(found)

    def _has_bare_tag(self, node: yaml.ScalarNode) -> bool:
        """Tell whether a lone `!` stands before a scalar, of which libyaml says nothing."""
        return self.source.text.startswith("!", offsets(node)[0])

    def _refuse_tag(self, node: yaml.Node, path: Path) -> None:
        start = offsets(node)[0]
        match = _TAG.search(self.source.text, start)
        end = match.end() if match else start + 1
        start = match.start() if match else start
        written = self.source.text[start:end]
        message = f"`{written}` is a tag, and tags are not read"
        hint = "Remove it; a text that begins with `!` goes in quotation marks."
        self.broken.add(path)
        self.diagnostics.append(Diagnostic("tag", message, self.source.path, self.source.span(start, end), hint))

    def _refuse(self, node: yaml.Node, path: Path, code: str, message: str, hint: str) -> None:
        self.broken.add(path)
        self.diagnostics.append(Diagnostic(code, message, self.source.path, first_line(self.source, node), hint))


def too_deep(source: SourceFile, offset: int) -> Diagnostic:
    """Say that lists and mappings nest too deeply."""
    message = f"lists and mappings are nested more than {MAX_DEPTH} deep"
    return Diagnostic("too-deep", message, source.path, source.span(offset, offset + 1), "Write it flatter.")
