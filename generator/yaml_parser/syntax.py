"""What libyaml says of a mistake, in an author's words: where it is, what it is, and what to write."""

import re

import yaml

from generator.diagnostics import Diagnostic
from generator.source import SourceFile

_QUOTE_IT = "If it is a text, put it in quotation marks."
_LOOK = "Look at this line and the one above it."
# libyaml's words, and what to say in their place.
_SAID = (
    (
        "could not find expected ':'",
        "a key is not followed by a colon and a space",
        "Write `key: value`; a text of several lines goes below `>-`, indented.",
    ),
    (
        "did not find expected key",
        "this line does not fit the mapping that it stands in",
        "Let all keys of a mapping start in the same column; a text that goes on is indented further.",
    ),
    (
        "did not find expected '-' indicator",
        "this line does not fit the list that it stands in",
        "Start each item with `- `, all in the same column, and what belongs to it two columns further.",
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
        "did not find expected node content",
        "there is nothing where a value should be",
        "Write it, or remove the comma or bracket that is one too many.",
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
    ("while scanning an alias", "`*` starts an alias, and no name follows", _QUOTE_IT),
    ("while scanning an anchor", "`&` starts an anchor, and no name follows", _QUOTE_IT),
    ("did not find expected comment or line break", "after `>` and `|` a text starts on the next line", _QUOTE_IT),
    ("found a tab character", "a tab stands where only spaces can", "Indent with spaces."),
    (
        "block sequence entries are not allowed",
        "a hyphen followed by a space starts an item of a list, which cannot stand here",
        "Put each item on a line of its own; a text that begins with a hyphen goes in quotation marks.",
    ),
    ("mapping keys are not allowed", "a question mark followed by a space starts a key", _QUOTE_IT),
    (
        "expected a single document",
        "a second document starts here",
        "Keep one document in a file: remove `---` and `...`, or move the rest to a file of its own.",
    ),
)
_KEY = re.compile(r"(?P<indent>[ ]*(?:- +)*)(?P<key>[^\s\"'#\[\]{},:][^:#]*):(?P<rest>.*)")
# A no-break space and the like, where an editor shows an indented key.
_FALSE_INDENT = re.compile(r"^ *(?P<space>[\u00a0\u2007\u202f\u3000]+)[ \u00a0]*(?:- )?[a-z_]+:(?= |$)", re.MULTILINE)


def explain_syntax_error(source: SourceFile, error: yaml.MarkedYAMLError) -> Diagnostic:
    """Say what a syntax error of libyaml means, at the place that is to be mended."""
    problem, context = error.problem or error.context or "this is not YAML", error.context or ""
    mark = error.problem_mark or error.context_mark
    assert mark is not None, "libyaml marks every mistake"
    if "mapping values are not allowed" in problem:
        return _explain_colon(source, mark.index)
    if "cannot start any token" in problem:
        return _explain_start(source, mark.index)
    if "did not find expected key" in problem or "did not find expected '-'" in problem:
        closed = _explain_closed(source, mark.index)
        if closed:
            return closed
    message, hint = problem, _LOOK
    for words, said, advice in _SAID:
        if words in problem or words in context:
            message, hint = said, advice
            break
    opening = error.context_mark
    if opening and ("opened is not closed" in message or ("brackets" in message and opening.line < mark.line)):
        mark = opening
    code = "several-documents" if "single document" in context + problem else "yaml-syntax"
    return Diagnostic(code, message, source.path, source.span(mark.index, mark.index + 1), hint)


def find_false_indent(source: SourceFile) -> Diagnostic | None:
    """Say that a key is indented by a space that is none to YAML; None where there is no such key."""
    match = _FALSE_INDENT.search(source.text)
    if match is None:
        return None
    message = f"the character U+{ord(match['space'][0]):04X} looks like a space here, and is none to YAML"
    span = source.span(*match.span("space"))
    return Diagnostic("yaml-syntax", message, source.path, span, "Indent with plain spaces.")


def _explain_colon(source: SourceFile, index: int) -> Diagnostic:
    span = source.span(index, index + 1)
    line = source.line(span.line)
    start = _KEY.match(line)
    if start and start.end("key") < span.column - 1 and start["rest"].startswith(" "):
        message = "a colon followed by a space starts a mapping, which cannot stand here"
        text = start["rest"].strip().replace('"', "'")
        hint = f'Put the whole text in quotation marks: `{start["key"]}: "{_shorten(text)}"`.'
        return Diagnostic("yaml-syntax", message, source.path, span, hint)
    # The line is a key and its value: then it is the one above that is wrong, or how this one is indented.
    above = source.line(span.line - 1)
    key = _KEY.match(above)
    indent = len(above) - len(above.lstrip(" -"))
    own_indent = len(line) - len(line.lstrip(" -"))
    if above.strip() and own_indent <= indent and not above.lstrip().startswith("#"):
        if key and not key["rest"].startswith((" ", "\t")):
            place = sum(map(len, (key["indent"], key["key"])))
            offset = source.offset(span.line - 1, place + 1)
            message = "there is no space after this colon, so it ends no key"
            hint = f"Write `{key['key']}: {_shorten(key['rest'])}`."
            return Diagnostic("yaml-syntax", message, source.path, source.span(offset, offset + 1), hint)
        if not key:
            offset = source.offset(span.line - 1, indent + 1)
            message = "a key is not followed by a colon and a space"
            hint = "Write `key: value`; a text of several lines goes below `>-`, indented."
            span = source.span(offset, offset + len(above.strip(" -")))
            return Diagnostic("yaml-syntax", message, source.path, span, hint)
    message = "this key is indented further than the lines that it belongs to"
    hint = "Let all keys of a mapping start in the same column."
    offset = source.offset(span.line, own_indent + 1)
    return Diagnostic("yaml-syntax", message, source.path, source.span(offset, max(index, offset + 1)), hint)


def _explain_start(source: SourceFile, index: int) -> Diagnostic:
    character = source.text[index : index + 1]
    span = source.span(index, index + 1)
    if character == "\t":
        return Diagnostic("yaml-syntax", "a tab stands where only spaces can", source.path, span, "Indent with spaces.")
    message = f"a text cannot start with `{character}`"
    return Diagnostic("yaml-syntax", message, source.path, span, "Put the whole text in quotation marks.")


def _explain_closed(source: SourceFile, index: int) -> Diagnostic | None:
    """Say that text goes on after a quotation mark or a bracket has closed it; None where none stands before."""
    span = source.span(index, index + 1)
    before = source.line(span.line)[: span.column - 1].rstrip()
    if not before or before[-1] not in "\"']}":
        return None
    if before[-1] in "]}":
        message = "text stands after a list or mapping in brackets has closed"
        hint = "A text that begins with a bracket goes in quotation marks, all of it."
    else:
        message = "text stands after the quotation mark that closes a text"
        hint = "Put the whole text in quotation marks of another kind, or below `>-` on the next line, indented."
        if before[-1] == "'":
            hint = "Inside single quotation marks write '' for an apostrophe; or use double ones."
    return Diagnostic("yaml-syntax", message, source.path, span, hint)


def _shorten(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
