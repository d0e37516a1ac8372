"""The commands for authors: files to start from, and what editors need to complete and explain them."""

from datetime import UTC, datetime
from pathlib import Path

import click

from generator.build import read_build
from generator.diagnostics import catalogue
from generator.errors import ConfigurationError
from generator.files import to_shown_path
from generator.model.dates import parse_edtf
from generator.new import KINDS, StarterError, run_init, run_new_brief, run_new_record
from generator.schema import SCHEMAS_DIR, iter_schemas, to_json
from generator.settings import CONFIG_FILE, Settings

_PATH = click.Path(path_type=Path)
_config_file = click.option(
    "-f", "--config-file", type=_PATH, default=CONFIG_FILE, show_default=True, metavar="FILE",
    help="The site's configuration.",
)  # fmt: skip


@click.group()
def new() -> None:
    """Write a file to start from: of a briefing, or of a record.

    What must be filled in has no value, and `briefings check` says so. No file is ever written over.
    """


@new.command(epilog='\b\nExample:\n  briefings new brief 2022-03-29-istanbul --title "Talks in Istanbul"')
@_config_file
@click.option("--title", default="", metavar="TEXT", help="What happened, in a few words.")
@click.option("--date", default="", metavar="DATE", help="When it took place.  [default: the day that ID begins with]")
@click.argument("name", metavar="ID")
def brief(config_file: Path, name: str, title: str, date: str) -> None:
    """Write a briefing to start from, into the folder of its year.

    It is a draft until you take that line out.
    """
    settings = _read_settings(config_file)
    try:
        path = run_new_brief(settings.root, settings.briefs_dir, name, title, parse_edtf(date).text if date else "")
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    click.echo(to_shown_path(path, Path.cwd()))


def _add_record(word: str, kind: str) -> None:
    article = "an" if word[0] in "aeiou" else "a"
    text = f"Write {article} {word} to start from, into the folder `{kind}/` of the briefs."

    @new.command(word, help=text, short_help=f"Write {article} {word} to start from.")
    @_config_file
    @click.option("--name", "--title", "title", default="", metavar="TEXT", help="What it is called.")
    @click.argument("name", metavar="ID")
    def record(config_file: Path, name: str, title: str) -> None:
        settings = _read_settings(config_file)
        try:
            path = run_new_record(settings.root, settings.briefs_dir, kind, name, title)
        except StarterError as error:
            raise click.UsageError(str(error)) from error
        click.echo(to_shown_path(path, Path.cwd()))


for _word, _kind in KINDS.items():
    _add_record(_word, _kind)


@click.command(epilog="\b\nExample:\n  briefings init our-briefings --name 'Our briefings'")
@click.option("--name", default="Briefings", show_default=True, metavar="TEXT", help="What the site is called.")
@click.argument("folder", type=_PATH, metavar="DIR")
def init(folder: Path, name: str) -> None:
    """Make a new site in a folder of its own.

    It has a configuration, a small example, settings for editors and a workflow that publishes it, and builds as it is.
    """
    try:
        paths = run_init(folder, name)
    except StarterError as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"{len(paths)} files, in {folder}. See the site with: briefings serve -f {folder / CONFIG_FILE}")


@click.command(epilog="\b\nExample:\n  briefings schema --out schemas")
@click.option(
    "--out", type=_PATH, default=SCHEMAS_DIR, show_default=True, metavar="DIR", help="The folder to write into."
)
def schema(out: Path) -> None:
    """Write the JSON Schemas that editors go by.

    There is one of briefings, and two of each registry: of its file, and of a file with one record.
    `.vscode/settings.json`, as `briefings init` writes it, names those in the default folder.
    """
    out.mkdir(parents=True, exist_ok=True)
    schemas = dict(iter_schemas())
    for name, made in schemas.items():
        (out / name).write_text(to_json(made), encoding="utf-8", newline="\n")
    click.echo(f"{len(schemas)} schemas, in {out}")


@click.command(epilog="\b\nExamples:\n  briefings explain\n  briefings explain misquotation")
@click.argument("code", required=False, metavar="[CODE]")
def explain(code: str | None) -> None:
    """Say what a code of the check stands for, why it is a rule, and what is right.

    Without CODE, all codes are listed.
    """
    if code is None:
        click.echo(catalogue.to_list())
    elif rule := catalogue.CATALOGUE.get(code):
        click.echo(catalogue.to_text(rule))
    else:
        near = " or ".join(catalogue.find_near_codes(code))
        advice = f"Did you mean {near}?" if near else "`briefings explain` lists all codes."
        raise click.UsageError(f"There is no code “{code}”. {advice}")


COMMANDS: tuple[click.Command, ...] = (explain, init, new, schema)


def _read_settings(config_file: Path) -> Settings:
    try:
        return read_build(config_file, datetime.now(UTC)).settings
    except ConfigurationError as error:
        raise click.UsageError(str(error)) from error
