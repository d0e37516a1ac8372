"""Strict YAML: text in, plain values and findings out, with the place of every key and value on demand.

The subset is the content model's (§2): one document, a mapping at the top, no tags, no merge keys, no duplicate
keys, no implicit types. Every scalar is text (trimmed, in NFC); a plain empty scalar, `~` or `null` is None.

Places are not kept beside the values: only a file with a finding needs them, so `Places` composes that file once
more and walks to the node. This is what makes ten thousand clean files cheap.

Composing is libyaml's, through PyYAML. Its composer recurses in C, so text that could nest deeply is measured by
its events first; and it speaks YAML 1.1, in which NEL, LS and PS end lines, so these are swapped for characters
that the file does not use (as YAML 1.2 has it, they are ordinary text).
"""

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import count
from typing import TypeAlias

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from generator.diagnostics import Diagnostic, Related, Severity
from generator.source import SourceFile, Span

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
Path: TypeAlias = tuple[str | int, ...]

MAX_DEPTH = 32
MAX_BYTES = 2 * 1024 * 1024
MAX_ALIASED_VALUES = 100_000

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_LINE_ENDS_OF_YAML_1_1 = "\x85\u2028\u2029"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MAY_BE_DEEP = re.compile(r"^[ \t?:-]{200}", re.MULTILINE)
_FLOW_STARTS_THAT_MAY_BE_DEEP = 300
_LINE = re.compile(r"[^\r\n]*")
_TAG = re.compile(r"!\S*")
_CUTTING_COMMENT = re.compile(r"[^\S\r\n]#(?=[^\s#])")

# libyaml's words for the mistakes that authors make, and what to say in their place.
_SYNTAX_HELP = (
    (
        "mapping values are not allowed",
        "a colon followed by a space starts a mapping, which cannot stand here",
        'If it is part of a text, put the whole text in quotation marks: "Kuleba: no progress".',
    ),
    (
        "cannot start any token",
        "a text cannot start with this character",
        "Put the text in quotation marks; indent with spaces, never with tabs.",
    ),
    (
        "could not find expected ':'",
        "a key is not followed by a colon and a space",
        "Write `key: value`; a text of several lines goes below `|`, indented.",
    ),
    (
        "did not find expected key",
        "this line does not fit the mapping that it stands in",
        "Check the indentation; a text that begins with a quotation mark or a bracket goes wholly in quotation marks.",
    ),
    (
        "did not find expected '-' indicator",
        "this line does not fit the list that it stands in",
        "Start each item with `- `, all at the same indentation.",
    ),
    (
        "did not find expected <document start>",
        "text stands after the end of the mapping",
        "Check the indentation: a file is one mapping, whose keys all start in the first column.",
    ),
    (
        "did not find expected ',' or",
        "a list or mapping in brackets is not closed, or lacks a comma",
        "Close it with `]` or `}`; a text with a bracket or a comma in it goes in quotation marks.",
    ),
    (
        "unexpected end of stream",
        "a quotation mark that was opened is not closed",
        'Close it; inside double quotation marks write `\\"` for one.',
    ),
    (
        "unexpected document indicator",
        "a quotation mark that was opened is not closed",
        'Close it; inside double quotation marks write `\\"` for one.',
    ),
    (
        "unknown escape character",
        "a backslash in double quotation marks starts an escape that YAML does not have",
        "Write `\\\\` for a backslash, or use single quotation marks.",
    ),
    (
        "undefined alias",
        "`*` starts an alias, and there is no anchor of that name",
        "If it is a text, put it in quotation marks; else define the anchor with `&name` above.",
    ),
    (
        "while scanning an alias",
        "`*` starts an alias, and no name follows",
        "If it is a text, put it in quotation marks.",
    ),
    (
        "expected a single document",
        "a second document starts here",
        "Keep one document in a file: remove `---` and `...`, or move the rest to a file of its own.",
    ),
)


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says. `value` is None where it says nothing usable.

    `broken` holds the paths of mappings that lost an entry to a finding already made, so that nothing that
    they lack is reported once more.
    """

    value: dict[str, Value] | None
    diagnostics: tuple[Diagnostic, ...] = ()
    broken: frozenset[Path] = frozenset()


def decode_source(path: str, data: bytes) -> tuple[SourceFile, list[Diagnostic]]:
    """Decode a file's bytes: UTF-8, with or without a BOM, of at most 2 MiB and without control characters."""
    if len(data) > MAX_BYTES:
        source = SourceFile(path, "")
        message = f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are read"
        return source, [Diagnostic("file-too-large", message, path, hint="Split it into several files.")]
    try:
        source = SourceFile(path, data.decode("utf-8").removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        before = SourceFile(path, data[: error.start].decode("utf-8").removeprefix("\ufeff"))
        end = len(before.text)
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        hint = "Save the file as UTF-8 in your editor."
        return SourceFile(path, ""), [Diagnostic("not-utf8", message, path, before.span(end, end + 1), hint)]
    return source, [
        _control_character(source, match.group(), source.span(match.start(), match.end()))
        for match in _FORBIDDEN.finditer(source.text)
    ]


def parse_yaml(source: SourceFile) -> Document:
    """Read one file strictly; a mistake is a finding, never an exception."""
    text, restore = _hide_line_ends(source.text)
    try:
        too_deep = _find_too_deep(text)
        if too_deep is not None:
            return Document(None, (_too_deep(source, too_deep),))
        root = _compose(text)
    except yaml.MarkedYAMLError as error:
        return Document(None, (_explain_syntax_error(source, error),))
    except yaml.YAMLError as error:
        # A reader error: libyaml refuses a character that decode_source let pass. It has no mark, only an offset.
        offset = getattr(error, "position", 0)
        return Document(None, (Diagnostic("yaml-syntax", str(error), source.path, source.span(offset, offset + 1)),))
    if not isinstance(root, yaml.MappingNode):
        found = "the file is empty" if root is None else "the file does not hold a mapping at its top"
        span = source.span(0, 0) if root is None else _first_line(source, root)
        hint = "Write `key: value` lines that start in the first column."
        return Document(None, (Diagnostic("not-a-mapping", found, source.path, span, hint),))
    builder = _Builder(source, restore)
    value = builder.build(root, (), 1)
    if builder.is_exhausted:
        return Document(None, tuple(builder.diagnostics))
    assert isinstance(value, dict)
    return Document(value, tuple(builder.diagnostics), frozenset(builder.broken))


@dataclass
class _Builder:
    """Turns composed nodes into plain values, gathering what the strict subset refuses."""

    source: SourceFile
    restore: dict[int, str]
    diagnostics: list[Diagnostic] = field(default_factory=list)
    broken: set[Path] = field(default_factory=set)
    _open: set[int] = field(default_factory=set)
    _sizes: dict[int, int] = field(default_factory=dict)
    _size: int = 0
    _aliased: int = 0

    @property
    def is_exhausted(self) -> bool:
        """Whether the aliases repeat more than is built: then the value is not whole."""
        return self._aliased > MAX_ALIASED_VALUES

    def __post_init__(self) -> None:
        self._watch_comments = _CUTTING_COMMENT.search(self.source.text) is not None

    def build(self, node: yaml.Node, path: Path, depth: int) -> Value:
        if isinstance(node, yaml.ScalarNode):
            self._size += 1
            return self._scalar(node, path)
        return self._collection(node, path, depth)

    def _collection(self, node: yaml.Node, path: Path, depth: int) -> Value:
        identity = id(node)
        if identity in self._open:
            self._refuse(node, path, "alias-cycle", "an alias stands inside what it names", "Write the text out here.")
            return None
        if depth > MAX_DEPTH:
            # Whatever stands around it is not right either, and need not be told of too.
            self.broken.update(path[:length] for length in range(1, len(path) + 1))
            self.diagnostics.append(_too_deep(self.source, node.start_mark.index))
            return None
        known_size = self._sizes.get(identity)
        if known_size is not None:
            self._aliased += known_size
            if self._aliased > MAX_ALIASED_VALUES:
                if self._aliased - known_size <= MAX_ALIASED_VALUES:
                    message = f"aliases repeat more than {MAX_ALIASED_VALUES:,} values"
                    self._refuse(node, path, "too-many-aliases", message, "Write the texts out, or make them records.")
                return None
        if node.tag not in _IMPLICIT:
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

    def _mapping(self, node: yaml.MappingNode, path: Path, depth: int) -> dict[str, Value]:
        mapping: dict[str, Value] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node, path)
            if key is None:
                continue
            if key in mapping:
                self._duplicate(node, key, key_node, path)
                continue
            if isinstance(value_node, yaml.ScalarNode):
                self._size += 1
                mapping[key] = self._scalar(value_node, path, key)
            else:
                mapping[key] = self._collection(value_node, (*path, key), depth + 1)
        return mapping

    def _key(self, node: yaml.Node, path: Path) -> str | None:
        if not isinstance(node, yaml.ScalarNode):
            self._refuse(
                node,
                path,
                "key-not-text",
                "a key must be a text, not a list or a mapping",
                "Write `name: value`.",
            )
            return None
        if node.value == "<<" and not node.style:
            message = "merge keys (`<<`) are not read: what a record says stands in the record"
            self._refuse(node, path, "merge-key", message, "Write the fields out.")
            return None
        key = self._scalar(node, path)
        if not key:
            self._refuse(node, path, "key-not-text", "a key is empty", "Write `name: value`.")
            return None
        return key

    def _scalar(self, node: yaml.ScalarNode, path: Path, key: str | None = None) -> str | None:
        text: str = node.value
        if not node.style and text in _NULLS and node.tag in _IMPLICIT:
            return None
        if node.tag not in _IMPLICIT or (text and self.source.text[node.start_mark.index] == "!" and not node.style):
            self._refuse_tag(node, _join(path, key))
        if node.style == '"':
            text = self._check_escapes(node, text, _join(path, key))
        if not text.isascii():
            if self.restore:
                text = text.translate(self.restore)
            text = unicodedata.normalize("NFC", text)
            if _BIDI_CONTROLS.search(text) and not is_bidi_balanced(text):
                message = "a bidirectional control character in this text is never closed"
                hint = "Remove it, or close it: U+202C closes an embedding, U+2069 an isolate."
                self._refuse(node, _join(path, key), "unbalanced-bidi", message, hint)
        if self._watch_comments and not node.style:
            self._warn_of_comment(node)
        return text.strip()

    def _warn_of_comment(self, node: yaml.ScalarNode) -> None:
        match = _CUTTING_COMMENT.match(self.source.text, node.end_mark.index)
        if match and node.value:
            message = "this text ends here: ` #` starts a comment, which is not read"
            hint = "Put the text in quotation marks if `#` belongs to it; else write a space after `#`."
            span = self.source.span(match.end() - 1, match.end())
            self.diagnostics.append(
                Diagnostic("cut-by-comment", message, self.source.path, span, hint, Severity.WARNING)
            )

    def _check_escapes(self, node: yaml.ScalarNode, text: str, path: Path) -> str:
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        match = _FORBIDDEN.search(text)
        if match:
            self.broken.add(path)
            self.diagnostics.append(_control_character(self.source, match.group(), _first_line(self.source, node)))
            text = _FORBIDDEN.sub("", text)
        return text

    def _duplicate(self, node: yaml.MappingNode, key: str, key_node: yaml.Node, path: Path) -> None:
        first = next(
            other for other, _ in node.value if isinstance(other, yaml.ScalarNode) and other.value.strip() == key
        )
        related = Related("it stands here first", self.source.path, _first_line(self.source, first))
        message = f"`{key}` stands twice in the same mapping"
        hint = "Keep one of the two; several values of one kind go in a list."
        self.diagnostics.append(
            Diagnostic(
                "duplicate-key",
                message,
                self.source.path,
                _first_line(self.source, key_node),
                hint,
                related=(related,),
            )
        )

    def _refuse_tag(self, node: yaml.Node, path: Path) -> None:
        start = node.start_mark.index
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
        self.diagnostics.append(Diagnostic(code, message, self.source.path, _first_line(self.source, node), hint))


class Places:
    """Finds where in a file the key or the value at a path stands; composes the file again, once."""

    def __init__(self, source: SourceFile) -> None:
        self._source = source
        self._text, self._restore = _hide_line_ends(source.text)
        self._root = _compose(self._text)

    def value(self, path: Path) -> Span:
        """Return the place of the value at `path`, or of the nearest one around it that is written down."""
        node, _, _ = self._find(path)
        return _first_line(self._source, node)

    def key(self, path: Path) -> Span:
        """Return the place of the key that the last part of `path` names; of the value where it is no key."""
        node, key_node, rest = self._find(path)
        return _first_line(self._source, node if key_node is None or rest else key_node)

    def within(self, path: Path, text: str, start: int, end: int) -> Span:
        """Return the place of `text[start:end]`, where `text` is the scalar at `path` as it was read.

        Escapes and folding can hide a passage; then the place is that of the whole scalar.
        """
        node, _, rest = self._find(path)
        if rest or not isinstance(node, yaml.ScalarNode) or end <= start:
            return _first_line(self._source, node)
        wanted = text[start:end]
        occurrence = text.count(wanted, 0, start)
        first, last = node.start_mark.index, node.end_mark.index
        position = first - 1
        for _ in range(occurrence + 1):
            position = self._source.text.find(wanted, position + 1, last)
            if position < 0:
                return _first_line(self._source, node)
        return self._source.span(position, position + len(wanted))

    def is_written(self, path: Path) -> bool:
        """Tell whether the file has a node at exactly this path (a short form leaves out inner ones)."""
        return not self._find(path)[2]

    def _find(self, path: Path) -> tuple[yaml.Node, yaml.Node | None, Path]:
        """Return the deepest node along `path`, its key where it has one, and what of the path is left."""
        assert self._root is not None, "places are asked for in a file that was read"
        node: yaml.Node = self._root
        key_node: yaml.Node | None = None
        for position, part in enumerate(path):
            step = _step(node, part, self._restore)
            if step is None:
                return node, key_node, path[position:]
            key_node, node = step
        return node, key_node, ()


def is_bidi_balanced(text: str) -> bool:
    """Tell whether every embedding, override and isolate of `text` is closed in its paragraph (UAX #9, X1-X8)."""
    for paragraph in text.split("\n"):
        closers: list[str] = []
        for control in _BIDI_CONTROLS.findall(paragraph):
            if control in "\u202a\u202b\u202d\u202e":
                closers.append("\u202c")
            elif control in "\u2066\u2067\u2068":
                closers.append("\u2069")
            elif not closers or closers.pop() != control:
                return False
        if closers:
            return False
    return True


class _Composer(CParser):
    """libyaml's composer without implicit types: a node's tag tells only whether a tag was written."""

    def resolve(self, _kind: type[yaml.Node], _value: str, _implicit: object) -> str:
        return ""

    def descend_resolver(self, _parent: object, _index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


_IMPLICIT = frozenset({""})


def _compose(text: str) -> yaml.Node | None:
    composer = _Composer(text)
    try:
        root: yaml.Node | None = composer.get_single_node()
        return root
    finally:
        composer.dispose()


def _find_too_deep(text: str) -> int | None:
    """Return the offset at which `text` nests too deeply, None where it does not or cannot."""
    flow_starts = text.count("[") + text.count("{")
    if flow_starts < _FLOW_STARTS_THAT_MAY_BE_DEEP and not _MAY_BE_DEEP.search(text):
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


def _hide_line_ends(text: str) -> tuple[str, dict[int, str]]:
    """Swap NEL, LS and PS for characters that `text` does not use; return the way back for str.translate."""
    present = [character for character in _LINE_ENDS_OF_YAML_1_1 if character in text] if not text.isascii() else []
    if not present:
        return text, {}
    unused = (code for code in count(0xE000) if chr(code) not in text)
    swaps = {ord(character): next(unused) for character in present}
    return text.translate(swaps), {swapped: chr(original) for original, swapped in swaps.items()}


def _join(path: Path, key: str | None) -> Path:
    return path if key is None else (*path, key)


def _step(node: yaml.Node, part: str | int, restore: dict[int, str]) -> tuple[yaml.Node | None, yaml.Node] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return None, node.value[part]
    if isinstance(node, yaml.MappingNode):
        for key_node, value_node in node.value:
            if isinstance(key_node, yaml.ScalarNode):
                key = unicodedata.normalize("NFC", key_node.value.translate(restore)).strip()
                if key == part:
                    return key_node, value_node
    return None


def _first_line(source: SourceFile, node: yaml.Node) -> Span:
    """Return a node's place, cut at the end of its first line: what a caret can underline."""
    start, end = _offsets(node)
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        # A block mapping is shown by its first key, not by whatever value follows it.
        end = _offsets(node.value[0][0])[1]
    line = _LINE.match(source.text, start, end)
    return source.span(start, start + len(line.group().rstrip()) if line else start)


def _offsets(node: yaml.Node) -> tuple[int, int]:
    assert node.start_mark is not None
    assert node.end_mark is not None
    return node.start_mark.index, node.end_mark.index


def _too_deep(source: SourceFile, offset: int) -> Diagnostic:
    message = f"lists and mappings are nested more than {MAX_DEPTH} deep"
    return Diagnostic("too-deep", message, source.path, source.span(offset, offset + 1), "Write it flatter.")


def _control_character(source: SourceFile, character: str, span: Span) -> Diagnostic:
    message = f"the character U+{ord(character):04X} is a control character, which a text cannot hold"
    return Diagnostic("control-character", message, source.path, span, "Remove it.")


def _explain_syntax_error(source: SourceFile, error: yaml.MarkedYAMLError) -> Diagnostic:
    problem = error.problem or error.context or "this is not YAML"
    context = error.context or ""
    mark = error.problem_mark or error.context_mark
    code = "several-documents" if "single document" in context + problem else "yaml-syntax"
    message, hint = problem, "Look at this line and the one above it."
    for words, said, advice in _SYNTAX_HELP:
        if words in problem or words in context:
            message, hint = said, advice
            break
    if "opened is not closed" in message:
        mark = error.context_mark or mark
    assert mark is not None, "libyaml marks every mistake"
    offset = mark.index
    return Diagnostic(code, message, source.path, source.span(offset, offset + 1), hint)
