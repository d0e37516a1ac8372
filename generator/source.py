"""The text of a file, and places in it.

Lines end at LF, CR LF or CR, as YAML has it. Lines and columns count from 1; columns are counted in characters
(Unicode code points), not bytes and not screen cells.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file: from its first character to just after its last one (1-based lines and columns)."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)


@dataclass(frozen=True)
class SourceFile:
    """The text of one file; `path` is what people are shown: relative to the site's folder, with forward slashes."""

    path: str
    text: str

    @cached_property
    def digest(self) -> str:
        """What tells this text, at its place, from any other."""
        return blake2b(f"{self.path}\n{self.text}".encode(), digest_size=12).hexdigest()

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def span(self, start: int, end: int) -> Span:
        """Turn two offsets into `text` (the second exclusive) into a span."""
        return Span(*self._position(start), *self._position(max(start, end)))

    def offset(self, line: int, column: int) -> int:
        """Turn a 1-based line and column into an offset, the reverse of `span`."""
        return self._line_starts[line - 1] + column - 1

    def line(self, number: int) -> str:
        """Return a line's text without its end; the empty string where there is no such line."""
        starts = self._line_starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def _position(self, offset: int) -> tuple[int, int]:
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1
