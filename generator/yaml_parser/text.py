"""A file's bytes to its text, and which characters a text may hold."""

import re

from generator.diagnostics import Diagnostic
from generator.source import SourceFile, Span

MAX_BYTES = 2 * 1024 * 1024

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Bytes of characters that surely may stand in a text, and starts of the few others above ASCII.
_HARMLESS = bytes({0x09, 0x0A, 0x0D, *range(0x20, 0x7F), *range(0x80, 0x100)})
_MAY_BE_FORBIDDEN = (b"\xc2", b"\xef\xbf")


def decode_source(path: str, data: bytes) -> tuple[SourceFile, list[Diagnostic]]:
    """Decode a file's bytes: UTF-8, with or without a BOM, of at most 2 MiB and without control characters.

    With findings and an empty text the file cannot be read at all; else a control character is replaced, so that
    everything else in the file is checked too.
    """
    nothing = SourceFile(path, "")
    if len(data) > MAX_BYTES:
        message = f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are read"
        return nothing, [Diagnostic("file-too-large", message, path, hint="Split it into several files.")]
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = SourceFile(path, data[: error.start].decode("utf-8").removeprefix("\ufeff"))
        end = len(before.text)
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        return nothing, [_not_utf8(path, message, before.span(end, end + 1))]
    if b"\x00" in data:
        where = SourceFile(path, text)
        return nothing, [_not_utf8(path, "this file seems to be UTF-16", where.span(text.index("\0"), 1))]
    if not data.translate(None, _HARMLESS) and not any(start in data for start in _MAY_BE_FORBIDDEN):
        return SourceFile(path, text), []
    source = SourceFile(path, FORBIDDEN.sub("\ufffd", text))
    return source, [
        control_character(path, match.group(), source.span(match.start(), match.end()))
        for match in FORBIDDEN.finditer(text)
    ]


def control_character(path: str, character: str, span: Span) -> Diagnostic:
    """Say that a text holds a control character."""
    message = f"the character U+{ord(character):04X} is a control character, which a text cannot hold"
    return Diagnostic("control-character", message, path, span, "Remove it.")


def is_bidi_balanced(text: str) -> bool:
    """Tell whether every embedding, override and isolate of `text` is closed in its paragraph (UAX #9, X1-X8)."""
    for paragraph in text.split("\n"):
        closers: list[str] = []
        for control in BIDI_CONTROLS.findall(paragraph):
            if control in "\u202a\u202b\u202d\u202e":
                closers.append("\u202c")
            elif control in "\u2066\u2067\u2068":
                closers.append("\u2069")
            elif not closers or closers.pop() != control:
                return False
        if closers:
            return False
    return True


def _not_utf8(path: str, message: str, span: Span) -> Diagnostic:
    return Diagnostic("not-utf8", message, path, span, "Save the file as UTF-8 in your editor.")
