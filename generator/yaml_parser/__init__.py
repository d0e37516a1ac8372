"""Strict YAML: text in, plain values and findings out, with the place of every key and value on demand.

The subset is the content model's (§2): one document, a mapping at the top, no tags, no merge keys, no duplicate
keys, no implicit types. Every scalar is text (trimmed, in NFC); a plain empty scalar, `~` or `null` is None.
"""

import yaml

from generator.diagnostics import Diagnostic
from generator.source import SourceFile
from generator.yaml_parser.build import Builder, too_deep
from generator.yaml_parser.compose import compose, find_too_deep, first_line, hide_line_ends
from generator.yaml_parser.places import Places
from generator.yaml_parser.strict import find_lax
from generator.yaml_parser.syntax import explain_syntax_error, find_false_indent
from generator.yaml_parser.text import MAX_BYTES, decode_source, is_bidi_balanced
from generator.yaml_parser.values import Document, Path, Value

__all__ = [
    "MAX_BYTES",
    "Document",
    "Path",
    "Places",
    "Value",
    "decode_source",
    "is_bidi_balanced",
    "parse_yaml",
]


def parse_yaml(source: SourceFile) -> Document:
    """Read one file strictly; a mistake is a finding, never an exception."""
    text, restore = hide_line_ends(source.text)
    try:
        deep = find_too_deep(text)
        if deep is not None:
            return Document(None, (too_deep(source, deep),))
        root = compose(text)
    except yaml.MarkedYAMLError as error:
        return Document(None, (explain_syntax_error(source, error),))
    except yaml.YAMLError as error:
        # A reader error: libyaml refuses a character that decode_source let pass. It has no mark, only an offset.
        offset = getattr(error, "position", 0)
        return Document(None, (Diagnostic("yaml-syntax", str(error), source.path, source.span(offset, offset + 1)),))
    if not text.isascii() and (false_indent := find_false_indent(source)):
        return Document(None, (false_indent,))
    if not isinstance(root, yaml.MappingNode):
        found = "the file is empty" if root is None else "the file does not hold a mapping at its top"
        span = source.span(0, 0) if root is None else first_line(source, root)
        hint = "Write `key: value` lines that start in the first column."
        return Document(None, (Diagnostic("not-a-mapping", found, source.path, span, hint),))
    lax = find_lax(source, root)
    if lax is not None:
        return Document(None, (lax,))
    builder = Builder(source, restore)
    value = builder.build(root)
    if builder.is_exhausted:
        return Document(None, tuple(builder.diagnostics))
    assert isinstance(value, dict)
    return Document(value, tuple(builder.diagnostics), frozenset(builder.broken))
