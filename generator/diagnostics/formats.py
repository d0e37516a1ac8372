"""The ways to show findings, by name, and which one to take where none is asked for."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from generator.diagnostics import Diagnostic
from generator.diagnostics.concise import render_concise
from generator.diagnostics.github import render_github
from generator.diagnostics.json import render_json
from generator.diagnostics.report import Report
from generator.diagnostics.sarif import render_sarif
from generator.diagnostics.text import render_text
from generator.source import SourceFile

Renderer = Callable[[Report], str]

FORMATS: Mapping[str, Renderer] = MappingProxyType(
    {
        "text": render_text,
        "concise": render_concise,
        "json": render_json,
        "github": render_github,
        "sarif": render_sarif,
    }
)


def render_diagnostics(
    format_name: str,
    diagnostics: Sequence[Diagnostic],
    sources: Mapping[str, SourceFile],
    *,
    color: bool = False,
    checked: int = 0,
    rules: Mapping[str, str] | None = None,
) -> str:
    """Render sorted findings in one of `FORMATS`; the result has no line end at its end.

    `sources` are files by path and may lack some; `checked` is the number of files looked at; `rules` says
    what each code stands for.
    """
    return FORMATS[format_name](Report(diagnostics, sources, color=color, checked=checked, rules=rules or {}))


def default_format(environment: Mapping[str, str]) -> str:
    """Choose annotations within GitHub's workflows, and text elsewhere."""
    return "github" if environment.get("GITHUB_ACTIONS") else "text"


def wants_color(environment: Mapping[str, str], is_terminal: bool) -> bool:
    """Tell whether to colour: on a terminal, unless NO_COLOR is set; FORCE_COLOR stands for a terminal."""
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        return False
    return is_terminal or environment.get("FORCE_COLOR", "0") not in ("", "0")
