"""The command `diff`: what changed in substance between two states of a site."""

import os
import sys
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from generator.build import read_build
from generator.checks import check_site
from generator.corpus import Corpus
from generator.diagnostics import Severity, sort_diagnostics
from generator.diagnostics.cells import to_visible
from generator.diagnostics.formats import render_diagnostics, wants_color
from generator.diff import compare
from generator.errors import ConfigurationError
from generator.exports.json_text import to_readable_json
from generator.files import Sources
from generator.history import read_folder, read_revision
from generator.memory import Memory
from generator.model.change import Change
from generator.processes import collection_paused
from generator.repository import GitError
from generator.settings import CONFIG_FILE, SettingsError, find_now, parse_now

_PATH = click.Path(path_type=Path)
SCHEMA_VERSION = "1.0"
PROBLEMS = 1
_SAME = "No change in substance."


@click.command(
    epilog="\b\nExamples:\n  briefings diff HEAD~1 HEAD\n  briefings diff v1.0 briefs --format json\n"
    "  briefings diff old-site/briefs briefs"
)
@click.option(
    "-f", "--config-file", type=_PATH, default=CONFIG_FILE, show_default=True, metavar="FILE",
    help="The site's configuration, which says where in a revision the briefs are.",
)  # fmt: skip
@click.option(
    "--format", "format_name", type=click.Choice(["text", "json"]), default="text", show_default=True, metavar="NAME",
    help="How the changes are shown: text or json.",
)  # fmt: skip
@click.option("--json", "is_json", is_flag=True, help="The same as --format json.")
@click.option(
    "--now", metavar="MOMENT", help="Take this for the present.  [default: SOURCE_DATE_EPOCH, else the clock]"
)
@click.argument("old")
@click.argument("new")
def diff(config_file: Path, format_name: str, is_json: bool, now: str | None, old: str, new: str) -> None:
    """Say what changed in substance from OLD to NEW.

    Each is a folder, of briefs or of a whole site, or a revision of the git repository, such as HEAD~1 or a tag.
    Compared is what each publishes: briefs and records, field by field, not lines. Drafts and briefs under an embargo
    are not there. Comments, the order of keys, and the file that something stands in make no change.

    Exit status: 0 they were compared, whether or not something changed; 1 one of them has errors, which are shown;
    2 wrong use, such as a revision that is not there.
    """
    try:
        moment = parse_now(now) if now else find_now(os.environ, datetime.now(UTC))
        memory = Memory()
        with collection_paused():
            before, after = (_read(side, config_file, moment, memory) for side in (old, new))
    except (ConfigurationError, GitError, SettingsError) as error:
        raise click.UsageError(str(error)) from error
    changes = compare(before, after)
    if is_json or format_name == "json":
        click.echo(to_json(changes, old, new), nl=False)
    else:
        click.echo(to_text(changes))


def to_text(changes: tuple[Change, ...]) -> str:
    """Write changes as sentences, those of one brief or record together."""
    lines: list[str] = []
    for _, group in groupby(changes, key=lambda change: (change.kind, change.home)):
        same = list(group)
        lines += ["", f"{same[0].kind}/{same[0].home}"]
        lines += [f"  {to_visible(change.words)}" for change in same]
    return "\n".join(lines).strip() or _SAME


def to_json(changes: tuple[Change, ...], old: str, new: str) -> str:
    """Write changes as JSON."""
    value = {
        "schema_version": SCHEMA_VERSION,
        "old": old,
        "new": new,
        "total": len(changes),
        "changes": [_to_plain(change) for change in changes],
    }
    return to_readable_json(value).decode()


def _to_plain(change: Change) -> dict[str, Any]:
    return {
        "action": change.action.value,
        "collection": change.kind,
        "id": change.home,
        "name": change.name,
        "path": list(change.path),
        "old": change.old,
        "new": change.new,
        "words": change.words,
    }


def _read(side: str, config_file: Path, now: datetime, memory: Memory) -> Corpus:
    """Read and check one side, of which the other has most files; leave with its errors where it has any."""
    sources = _read_sources(side, config_file, now)
    decoded = memory.decode_all(sources.files)
    checked = check_site(decoded, sources.snapshots, now)
    found = sort_diagnostics([*sources.diagnostics, *checked.diagnostics])
    if errors := [each for each in found if each.severity is Severity.ERROR]:
        files = {file.source.path: file.source for file in decoded}
        color = wants_color(os.environ, sys.stderr.isatty())
        click.echo(render_diagnostics("text", errors, files, color=color), err=True)
        click.echo(f"“{side}” has errors, and is not compared.", err=True)
        sys.exit(PROBLEMS)
    return checked.corpus


def _read_sources(side: str, config_file: Path, now: datetime) -> Sources:
    folder = Path(side)
    if folder.is_dir():
        own = folder / CONFIG_FILE
        return read_folder(read_build(own, now).settings.briefs_dir if own.is_file() else folder)
    return read_revision(read_build(config_file, now).settings.briefs_dir, side)
