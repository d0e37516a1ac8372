"""Sites to check in tests: the small one of `tests/cases/site`, with files added to it."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from generator.checks import check_site
from generator.diagnostics import Diagnostic, Severity, sort_diagnostics
from generator.diagnostics.concise import render_concise
from generator.diagnostics.report import Report
from generator.files import RawFile, read_sources
from generator.model.file import decode_bytes
from tests.conftest import ROOT

CASES = ROOT / "tests" / "cases"
BASE = CASES / "site"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
HEAD = {
    "title": "The talks go on",
    "date": "2022-03-12",
    "conflict": "border-war",
    "summary": "The talks go on [@report].",
}
_FILE = re.compile(r"^# ([\w./-]+\.(?:yml|txt))\n", re.MULTILINE)


def check(files: Mapping[str, str | bytes], now: datetime = NOW) -> list[Diagnostic]:
    """Check the base site with these files added; paths are those in the folder of briefs."""
    base = read_sources(BASE, BASE)
    snapshots = dict(base.snapshots)
    added = []
    for path, text in files.items():
        data = text if isinstance(text, bytes) else text.encode("utf-8")
        if path.startswith("_snapshots/"):
            snapshots[path.removeprefix("_snapshots/")] = data
        else:
            added.append(RawFile(path, path, data))
    decoded = [decode_bytes(raw.path, raw.location, raw.data) for raw in [*base.files, *added]]
    return list(check_site(decoded, snapshots, now).diagnostics)


def check_brief(text: str, **more: str | bytes) -> list[Diagnostic]:
    """Check a piece of a brief; what every brief needs and the piece lacks is put below it."""
    return [found for found in check({"brief.yml": complete(text), **more}) if found.severity != Severity.NOTE]


def check_folder(folder: Path) -> list[Diagnostic]:
    """Check the base site with the files of a folder added; what is found is shown by its path in that folder."""
    added = read_sources(folder, folder)
    base = read_sources(BASE, BASE)
    decoded = [decode_bytes(raw.path, raw.location, raw.data) for raw in [*base.files, *added.files]]
    checked = check_site(decoded, {**base.snapshots, **added.snapshots}, NOW)
    return sort_diagnostics([*added.diagnostics, *checked.diagnostics])


def complete(text: str) -> str:
    """Put below a piece of a brief what it lacks to be one, so that its own lines keep their numbers."""
    lacking = {key: value for key, value in HEAD.items() if not re.search(rf"^{key}:", text, re.MULTILINE)}
    return text + "".join(f"{key}: {value}\n" for key, value in lacking.items())


def split_example(text: str) -> dict[str, str]:
    """Take an example of the catalogue apart into files; one that names none is a piece of a brief."""
    parts = _FILE.split(text)
    if len(parts) == 1:
        return {"brief.yml": complete(text)}
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def show(diagnostics: Sequence[Diagnostic]) -> str:
    """Show findings one a line, with their hints, for a person to review and a test to compare."""
    lines = []
    for found in diagnostics:
        lines.append(render_concise(Report([found])).split("\n")[0])
        lines += [f"    {line}".rstrip() for line in found.hint.split("\n") if line]
        lines += [f"    {place.path}:{place.span.line}:{place.span.column}: {place.message}" for place in found.related]
    return "".join(f"{line}\n" for line in lines)
