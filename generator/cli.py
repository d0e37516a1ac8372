"""The command `briefings`: reads its arguments, runs what they ask for, and tells how it went.

Exit status 0: all is well. 1: there are problems in the content. 2: wrong use, or a configuration that cannot be used.
"""

import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from generator import __version__, authoring, comparing
from generator.build import BuildResult, read_build, run_build, run_export, run_render, run_shard
from generator.checks.quote_report import to_quote_report
from generator.diagnostics import Diagnostic, Severity, catalogue
from generator.diagnostics.formats import FORMATS, default_format, render_diagnostics, wants_color
from generator.errors import BuildError, ConfigurationError
from generator.exports.formats import FORMATS as EXPORT_FORMATS
from generator.files import to_shown_path
from generator.lifetime import leave
from generator.preview import Surface
from generator.processes import count_cores
from generator.settings import CONFIG_FILE, SettingsError, find_now, is_now_given, parse_now
from generator.shard import parse_shard
from generator.site import Build, Content, read_content, read_quotes

_Command = TypeVar("_Command", bound=Callable[..., Any])
_PATH = click.Path(path_type=Path)
PROBLEMS = 1
WRONG_USE = 2
LOGGER = "mkdocs"


class Terminal:
    """Where a command tells its progress: one line that is written over, on a terminal; nowhere in a pipe."""

    def __init__(self, quiet: bool) -> None:
        self.is_shown = not quiet and sys.stderr.isatty()

    def show(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Tell what is being done now."""
        self._write(f"{stage}{f' {done:,}' if done else ''}{f' of {total:,}' if total else ''} …")

    def conclude(self, text: str) -> None:
        """Tell how it ended."""
        self._write(f"{text}\n")

    def clear(self) -> None:
        """Make room for what stays on the screen."""
        self._write("")

    def _write(self, text: str) -> None:
        if self.is_shown:
            click.echo(f"\r\x1b[2K{text}", nl=False, err=True)


class _LogHandler(logging.Handler):
    """Shows what MkDocs and its plugins log."""

    def __init__(self, terminal: Terminal, level: int) -> None:
        super().__init__(level)
        self.terminal = terminal

    def emit(self, record: logging.LogRecord) -> None:
        self.terminal.clear()
        click.echo(f"{record.levelname.lower()}: {self.format(record)}", err=True)


@dataclass(frozen=True)
class _Asked:
    """What every command is asked: the site's configuration, the clock, and how much to tell."""

    config_file: Path
    strict: bool
    quiet: bool
    verbose: bool
    now: str | None

    def find_now(self) -> datetime:
        return parse_now(self.now) if self.now else find_now(os.environ, datetime.now(UTC))

    def read_build(self, terminal: Terminal, site_dir: Path | None = None) -> Build:
        return read_build(
            self.config_file,
            self.find_now(),
            is_now_given=bool(self.now) or is_now_given(os.environ),
            site_dir=site_dir,
            strict=self.strict,
            progress=terminal.show,
        )

    def to_build_command(self) -> list[str]:
        """Make the command that builds the same site in another process."""
        options = ["--config-file", str(self.config_file), "--quiet", *(["--strict"] if self.strict else [])]
        return [sys.executable, "-m", "generator", "build", *options, *(["--now", self.now] if self.now else [])]

    def select(self, diagnostics: Iterable[Diagnostic], notes: bool = False) -> list[Diagnostic]:
        """Leave out what is not asked for: `--quiet` leaves what stops a build, and `notes` says whether they count."""
        shown = {Severity.ERROR}
        if self.strict or not self.quiet:
            shown.add(Severity.WARNING)
        if self.verbose or (notes and not self.quiet):
            shown.add(Severity.NOTE)
        return [found for found in diagnostics if found.severity in shown]


def common_options(command: _Command) -> _Command:
    """Add the options that every command takes."""
    options = (
        click.option(
            "-f", "--config-file", type=_PATH, default=CONFIG_FILE, show_default=True, metavar="FILE",
            help="The site's configuration.",
        ),
        click.option("-s", "--strict", is_flag=True, help="Treat warnings as errors."),
        click.option("-q", "--quiet", is_flag=True, help="Show errors only."),
        click.option("-v", "--verbose", is_flag=True, help="Show notes, and what is being done."),
        click.option(
            "--now", metavar="MOMENT",
            help="Take this for the present: 2022-03-10T12:00:00Z, or seconds since 1970."
            "  [default: SOURCE_DATE_EPOCH, else the clock]",
        ),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", prog_name="briefings", message="%(prog)s %(version)s")
def main() -> None:
    """Make a searchable site of briefings out of YAML files.

    Exit status: 0 all is well, 1 problems in the content, 2 wrong use or configuration.
    """


def run_command() -> None:
    """Run the command, and end this process with it."""
    main(prog_name="briefings", obj=leave)


for _command in (*authoring.COMMANDS, comparing.diff):
    main.add_command(_command)


_JOBS = click.option(
    "-j", "--jobs", type=click.IntRange(min=1), metavar="N",
    help="How many processes take part.  [default: one for each core]",
)  # fmt: skip
_SITE_DIR = click.option(
    "-d", "--site-dir", type=_PATH, metavar="DIR", help="Where the site goes.  [default: as in FILE]"
)


@main.command(epilog="\b\nExamples:\n  briefings build --strict -d public\n  briefings build --shard 2/5 --out part-2")
@common_options
@_SITE_DIR
@_JOBS
@click.option("--shard", metavar="K/N", help="Make only a part of the site, the Kth of N, for `briefings merge`.")
@click.option("--out", type=_PATH, metavar="DIR", help="Where this part goes: a folder that is replaced whole.")
def build(site_dir: Path | None, jobs: int | None, shard: str | None, out: Path | None, **options: Any) -> None:
    """Build the site.

    It is put in its place whole when all of it is ready. On an error nothing is written, and the old site stays.
    What has not changed since the last build is taken from there, and gives the same bytes as a build from nothing.
    """
    if bool(shard) != bool(out) or (shard and site_dir):
        raise click.UsageError("--shard and --out go together, and without --site-dir: a part is no site yet")
    asked = _Asked(**options)
    with _session(asked) as terminal:
        started = time.monotonic()
        made = asked.read_build(terminal, site_dir)
        result = run_shard(made, parse_shard(shard), out, jobs or 0) if shard and out else run_build(made, jobs or 0)
        _report(asked, terminal, result, _summarise(result, started))


@main.command(epilog="\b\nExample:\n  briefings merge part-*")
@common_options
@_SITE_DIR
@_JOBS
@click.argument("parts", nargs=-1, required=True, type=_PATH, metavar="PART...")
def merge(parts: tuple[Path, ...], site_dir: Path | None, jobs: int | None, **options: Any) -> None:
    """Make the site of parts that `briefings build --shard` made.

    It takes all parts, and the same content, configuration, options and moment (`--now` or SOURCE_DATE_EPOCH) as they
    were made with: a part of anything else is refused. The site is the same, byte for byte, as that of one build.
    """
    asked = _Asked(**options)
    with _session(asked) as terminal:
        started = time.monotonic()
        result = run_build(asked.read_build(terminal, site_dir), jobs or 0, parts)
        _report(asked, terminal, result, _summarise(result, started))


@main.command(epilog="\b\nExamples:\n  briefings check\n  briefings check --format concise briefs/2022")
@common_options
@click.option(
    "--format", "format_name", type=click.Choice(list(FORMATS)), metavar="NAME",
    help=f"How findings are shown: {', '.join(FORMATS)}.  [default: text; github within its workflows]",
)  # fmt: skip
@click.option(
    "--report", type=click.Choice(["quotes"]), metavar="quotes",
    help="List every quotation instead, as verified, not verifiable or wrong.",
)  # fmt: skip
@click.argument("paths", nargs=-1, type=_PATH, metavar="[PATH]...")
def check(paths: tuple[Path, ...], format_name: str | None, report: str | None, **options: Any) -> None:
    """Check the content, and write nothing.

    Everything is read, whatever PATH says: a PATH, a file or a folder, only narrows what is reported.
    """
    asked = _Asked(**options)
    with _session(asked) as terminal:
        made = asked.read_build(terminal)
        if report:
            click.echo(to_quote_report(read_quotes(made.settings)))
            return
        content = read_content(made.settings, made.progress, jobs=count_cores())
        found = _narrow(content, paths)
        terminal.clear()
        shown = asked.select(found.diagnostics, notes=True)
        if shown or not asked.quiet:
            click.echo(_render(format_name or default_format(os.environ), shown, found, sys.stdout.isatty()))
        if found.is_refused(asked.strict):
            sys.exit(PROBLEMS)


@main.command(epilog="\b\nExample:\n  briefings render --out content")
@common_options
@click.option("--out", type=_PATH, required=True, metavar="DIR", help="The folder to write, replaced whole.")
def render(out: Path, **options: Any) -> None:
    """Write the pages as Markdown and the data files, without MkDocs.

    Any site generator that reads CommonMark with front matter can publish the folder.
    """
    asked = _Asked(**options)
    with _session(asked) as terminal:
        result = run_render(asked.read_build(terminal), out)
        _report(asked, terminal, result, f"{result.pages:,} files")


@main.command(epilog="\b\nExample:\n  briefings export --format sqlite --out briefings.sqlite")
@common_options
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(EXPORT_FORMATS)),
    required=True,
    metavar="NAME",
    help=f"What to write: {', '.join(EXPORT_FORMATS)}.",
)
@click.option("--out", type=_PATH, required=True, metavar="PATH", help="The file to write; for api and csv a folder.")
def export(format_name: str, out: Path, **options: Any) -> None:
    """Write the content as data, without a site: the same files as the site has.

    A file is written over. A folder keeps what else is in it.
    """
    asked = _Asked(**options)
    with _session(asked) as terminal:
        _report(asked, terminal, run_export(asked.read_build(terminal), format_name, out), format_name)


@main.command(epilog="\b\nExample:\n  briefings serve -a 127.0.0.1:8080")
@common_options
@click.option(
    "-a", "--address", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT", help="Where to listen."
)
def serve(address: str, **options: Any) -> None:
    """Show the site on this machine, and follow every change of its files.

    Pages are made as they are asked for, and the browser reloads by itself. An error is shown over the last good page
    until it is mended. The search and the data files are built when they are first asked for after a change.
    """
    # What serves and watches takes a fortieth of the start, which no other command needs.
    from generator.serve import run_server

    asked = _Asked(**options)
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit() or int(port) > 65535:
        raise click.BadParameter(f"“{address}” is not HOST:PORT, such as 127.0.0.1:8000", param_hint="--address")
    # Whoever ends it, it clears its folder away.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with _session(asked) as terminal:
        surface = Surface(
            lambda folder: asked.read_build(terminal, folder),
            asked.find_now,
            lambda content: _render("text", asked.select(content.diagnostics), content, False),
            lambda text: click.echo(text, err=True),
        )
        run_server(surface, asked.to_build_command(), (host.strip("[]"), int(port)))


@contextmanager
def _session(asked: _Asked) -> Iterator[Terminal]:
    """Show what is logged while a command runs, and turn what stops it into a sentence and an exit status.

    At its end the process is over, where it is the command's own.
    """
    terminal = Terminal(asked.quiet)
    # What stops a build is shown even when little is asked for.
    handler = _LogHandler(terminal, logging.ERROR if asked.quiet and not asked.strict else logging.DEBUG)
    logger = logging.getLogger(LOGGER)
    logger.addHandler(handler)
    # The logger itself lets warnings pass whatever is shown: under --strict MkDocs counts them.
    logger.setLevel(logging.INFO if asked.verbose else logging.WARNING)
    logger.propagate = False
    status = 0
    try:
        yield terminal
    except SystemExit as end:
        status = int(end.code or 0)
    except (ConfigurationError, SettingsError) as error:
        raise _Failure(str(error), WRONG_USE) from error
    except BuildError as error:
        raise _Failure(str(error), PROBLEMS) from error
    finally:
        terminal.clear()
        logger.removeHandler(handler)
    # Here, while what the command has made is still held by its frame.
    if end_process := click.get_current_context().obj:
        end_process(status)
    if status:
        sys.exit(status)


class _Failure(click.ClickException):
    """What stops a command, in a sentence."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc]


def _summarise(result: BuildResult, started: float) -> str:
    return f"{result.pages:,} pages in {time.monotonic() - started:.1f} s, {result.made:,} of them made anew"


def _report(asked: _Asked, terminal: Terminal, result: BuildResult, summary: str) -> None:
    """Show what was found on standard error, then where the result is; leave with status 1 where there is none."""
    terminal.clear()
    if shown := asked.select(result.content.diagnostics):
        click.echo(_render(default_format(os.environ), shown, result.content, sys.stderr.isatty()), err=True)
    if result.site_dir is None:
        sys.exit(PROBLEMS)
    terminal.conclude(f"{summary}, in {os.path.relpath(result.site_dir)}")


def _render(format_name: str, diagnostics: Sequence[Diagnostic], content: Content, is_terminal: bool) -> str:
    color = wants_color(os.environ, is_terminal)
    checked = len(content.sources)
    return render_diagnostics(
        format_name, diagnostics, content.sources, color=color, checked=checked, rules=catalogue.TITLES
    )


def _narrow(content: Content, paths: Sequence[Path]) -> Content:
    """Keep the findings in these files and folders, or with a related place there."""
    if not paths:
        return content
    settings = content.settings
    wanted = []
    for path in paths:
        if not path.exists():
            raise ConfigurationError(f"there is no {path}")
        if not path.resolve().is_relative_to(settings.briefs_dir.resolve()):
            raise ConfigurationError(f"{path} is not in {to_shown_path(settings.briefs_dir, settings.root)}")
        wanted.append(to_shown_path(path.absolute(), settings.root))

    def is_wanted(shown: str) -> bool:
        return any(shown == path or shown.startswith(f"{path}/") for path in wanted)

    kept = tuple(
        found
        for found in content.diagnostics
        if is_wanted(found.path) or any(is_wanted(related.path) for related in found.related)
    )
    return Content(settings, content.corpus, content.sources, kept)
