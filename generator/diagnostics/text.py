"""Findings for a person to read from top to bottom, each with the line it is about."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from generator.diagnostics import Diagnostic, Severity
from generator.diagnostics.cells import cut_excerpt, to_visible
from generator.diagnostics.report import Report, count_findings, format_place
from generator.source import SourceFile, Span

_LIMIT = 96
_RESET = "\x1b[0m"
_BOLD, _BLUE = "\x1b[1m", "\x1b[1;34m"
_COLORS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.NOTE: "\x1b[1;36m"}


def render_text(report: Report) -> str:
    """Render findings under a heading for each file, each with its line, its hint and the related places."""
    blocks = []
    for path, findings in groupby(report.diagnostics, key=lambda found: found.path):
        group = list(findings)
        heading = f"=== {to_visible(path)}: {count_findings(group)} ==="
        blocks.append(_paint(heading, _BOLD, report.color))
        blocks.extend("\n".join(_iter_lines(found, report)) for found in group)
    return "\n\n".join([*blocks, _paint(report.summary(), _BOLD, report.color)])


def _iter_lines(found: Diagnostic, report: Report) -> Iterator[str]:
    color = _COLORS[found.severity]
    # One gutter for the whole finding, as wide as its largest line number.
    gutter = max(len(str(span.line)) for span in (found.span, *(place.span for place in found.related)))
    bar = " " * gutter + " |"

    def paint(text: str, style: str) -> str:
        return _paint(text, style, report.color)

    def iter_remark(label: str, text: str) -> Iterator[str]:
        first, *others = text.split("\n")
        yield paint(" " * gutter + " =", _BLUE) + " " + paint(f"{label}:", _BOLD) + " " + to_visible(first)
        for line in others:
            yield f"{paint(bar, _BLUE)} {' ' * len(label)}  {to_visible(line)}".rstrip()

    def iter_place(path: str, span: Span, mark: str, style: str) -> Iterator[str]:
        yield paint(" " * gutter + "-->", _BLUE) + f" {format_place(path, span)}"
        if path in report.sources:
            text, underline = _draw(report.sources, path, span, mark)
            yield paint(bar, _BLUE)
            yield f"{paint(f'{span.line:>{gutter}} |', _BLUE)} {text}".rstrip()
            yield f"{paint(bar, _BLUE)} {paint(underline, style)}"

    first, *others = found.message.split("\n")
    yield paint(f"{found.severity}[{to_visible(found.code)}]", color) + paint(f": {to_visible(first)}", _BOLD)
    yield from (f"{paint(bar, _BLUE)} {to_visible(line)}".rstrip() for line in others)
    yield from iter_place(found.path, found.span, "^", color)
    if found.hint:
        yield from iter_remark("hint", found.hint)
    for place in found.related:
        yield from iter_remark("also", place.message)
        yield from iter_place(place.path, place.span, "-", _BLUE)


def _draw(sources: Mapping[str, SourceFile], path: str, span: Span, mark: str) -> tuple[str, str]:
    line = sources[path].line(span.line)
    end = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    excerpt = cut_excerpt(line, span.column - 1, end, _LIMIT)
    return excerpt.text, " " * excerpt.start + mark * excerpt.width


def _paint(text: str, style: str, color: bool) -> str:
    return f"{style}{text}{_RESET}" if color else text
