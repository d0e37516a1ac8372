"""Runs a build: reads and checks the content, makes the site beside its place, and switches.

`briefings build` calls MkDocs as a library, with the plugin in place; `mkdocs build` lets the plugin read the content
itself. Both give the same bytes.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, cast

from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from generator.compiled import compiled_path
from generator.errors import BuildError, ConfigurationError, RefusedError
from generator.exports.formats import FORMATS, export_format
from generator.folders import drafted
from generator.frame import read_engine
from generator.memory import Memory, memory_path, read_memory, write_memory
from generator.past import check_past, read_past
from generator.pieces import Pieces, kept_pieces
from generator.processes import begun, collection_paused, count_cores
from generator.produce import Production, produce
from generator.publish import clear_staging, hold_target, make_staging, published
from generator.record import record_path, write_record
from generator.settings import Settings, SettingsError, to_settings
from generator.shard import PART_RECORD, Shard, read_parts
from generator.site import (
    PLUGIN,
    Build,
    Content,
    Progress,
    Publisher,
    no_progress,
    read_content,
    read_unchecked,
    render_site,
)
from generator.tree import write_tree


@dataclass(frozen=True)
class BuildResult:
    """How a build ended: how many pages the site has, and how many of them were made anew.

    All but `content` stay empty where the content was refused.
    """

    content: Content
    site_dir: Path | None = None
    pages: int = 0
    made: int = 0


def read_build(
    config_file: Path,
    now: datetime,
    *,
    is_now_given: bool = True,
    site_dir: Path | None = None,
    strict: bool = False,
    progress: Progress = no_progress,
) -> Build:
    """Read mkdocs.yml; `site_dir` and `strict` take the place of what it says.

    `now` is the build's clock, which somebody gave or which just runs.
    """
    options: dict[str, Any] = {"site_dir": site_dir and str(site_dir.absolute()), "strict": strict or None}
    try:
        config = load_config(str(config_file), **options)
    except (MkDocsException, OSError) as error:
        raise ConfigurationError(f"{config_file}: {error}") from error
    publisher = config.plugins.get(PLUGIN)
    if publisher is None:
        raise ConfigurationError(f"{config_file}: the plugin is missing: add “- {PLUGIN}” to “plugins”")
    try:
        settings = to_settings(config, str(config_file), publisher.config, now, is_now_given)
    except SettingsError as error:
        raise ConfigurationError(f"{config_file}: {error}") from error
    if not settings.briefs_dir.is_dir():
        raise ConfigurationError(f"{config_file}: there is no folder of briefs at {settings.briefs_dir}")
    return Build(config, settings, cast(Publisher, publisher), progress)


def run_build(build: Build, jobs: int = 0, parts: Sequence[Path] = ()) -> BuildResult:
    """Build the site: make it beside its place, then switch; on an error nothing is written, and the old site stays.

    `jobs` is how many processes make it; 0 for one for each core. `parts` are folders with parts of it that were made
    elsewhere: all of them, or none.
    """
    target = Path(build.config.site_dir).resolve()
    check_target(target, build.settings)
    if lost := [part for part in parts if part.resolve().is_relative_to(target)]:
        raise ConfigurationError(f"{target} cannot be written into: it holds the part {lost[0]}, which would be lost")
    pasts = read_parts(parts)
    engine, count = read_engine(), jobs or count_cores()
    # A process that begins while there is little in memory begins at once, and costs this one nothing later.
    with begun(partial(check_past, target, record_path(target))) as checked:
        build.compiled.read(compiled_path(target), engine)
        with collection_paused():
            memory = read_memory(memory_path(target), engine)
        build.kept.append(memory)
        content, check = read_unchecked(build.settings, build.progress, memory, count)
        # It is checked while it is found out what is stale: nothing is made before that has ended.
        with begun(check) as findings:
            strict = bool(build.config.strict)

            def to_checked() -> Content:
                return content.with_findings(findings())

            def settle() -> None:
                if to_checked().is_refused(strict):
                    raise RefusedError

            def make(staging: Path, pieces: Pieces) -> Production:
                last = partial(read_past, target, record_path(target), checked)
                return produce(build, content, last, staging, count, parts=pasts, pieces=pieces, settle=settle)

            try:
                if content.is_refused(strict):
                    raise RefusedError
                production = _put_in_place(build, target, engine, memory, make, is_merged=bool(pasts))
            except Exception:
                # What is wrong in the content may be stumbled over before it is told.
                if not to_checked().is_refused(strict):
                    raise
                return BuildResult(to_checked())
            return BuildResult(to_checked(), target, production.pages, production.made)


def _put_in_place(
    build: Build,
    target: Path,
    engine: str,
    memory: Memory,
    make: Callable[[Path, Pieces], Production],
    *,
    is_merged: bool,
) -> Production:
    """Make a site in a staging folder, and put it in its place, with what is kept of it beside."""
    build.publisher.progress = build.progress
    # Nearly all that is made from here on stays to the end, or is another process's.
    with _held(target, build.progress), _staged(target) as staging, collection_paused():
        with _kept(memory_path(target), engine, memory), kept_pieces(target, engine) as pieces:
            production = make(staging, pieces)
        # From an old site that shares little with the new one, the next build could not take much.
        is_alike = not is_merged and production.made * 2 < production.pages
        with published(staging, target, keeps_old=is_alike):
            write_record(record_path(target), production.record)
            build.compiled.write(compiled_path(target), engine)
    return production


@contextmanager
def _kept(path: Path, engine: str, memory: Memory) -> Iterator[None]:
    """Write a memory meanwhile, where that is worth it; on an error nothing of it is left."""
    if not memory.is_worth_writing:
        yield
        return
    with drafted(path) as draft, begun(partial(write_memory, draft, engine, memory)) as written:
        memory.drop_packed()
        yield
        written()


def run_shard(build: Build, shard: Shard, out: Path, jobs: int = 0) -> BuildResult:
    """Make a part of the site, with its record in it, as a folder that is replaced whole."""
    target, site, count = out.resolve(), Path(build.config.site_dir).resolve(), jobs or count_cores()
    check_target(target, build.settings)
    if target.is_relative_to(site) or site.is_relative_to(target):
        raise ConfigurationError(f"{out} is the place of the site: a part of it needs a folder of its own")
    _check_replaceable(target, out, PART_RECORD)
    content = read_content(build.settings, build.progress, jobs=count)
    if content.is_refused(bool(build.config.strict)):
        return BuildResult(content)
    build.publisher.progress = build.progress
    with _held(target, build.progress), _written_whole(target) as staging:
        last = partial(read_past, target, target / PART_RECORD)
        production = produce(build, content, last, staging, count, shard=shard)
        write_record(staging / PART_RECORD, production.record)
    return BuildResult(content, target, production.pages, production.made)


def run_render(build: Build, out: Path) -> BuildResult:
    """Write the rendered Markdown and data files alone, as a folder that is replaced whole."""
    target = out.resolve()
    check_target(target, build.settings)
    _check_replaceable(target, out, "index.md")
    content = read_content(build.settings, build.progress, jobs=count_cores())
    if content.is_refused(bool(build.config.strict)):
        return BuildResult(content)
    site = render_site(content, build.progress)
    with _held(target, build.progress), _written_whole(target) as staging:
        write_tree(site.outputs, staging)
    return BuildResult(content, target, len(site.outputs))


def run_export(build: Build, format_name: str, out: Path) -> BuildResult:
    """Write the content as data of one format, into a file or a folder."""
    content = read_content(build.settings, build.progress, jobs=count_cores())
    if content.is_refused(bool(build.config.strict)):
        return BuildResult(content)
    outputs = export_format(content.corpus, build.settings, format_name)
    if not outputs:
        raise BuildError(f"there is nothing to write as {format_name}")
    is_folder = FORMATS[format_name].is_folder
    folder = out if is_folder else out.parent
    try:
        write_tree(outputs if is_folder else [replace(outputs[0], path=out.name)], folder)
    except OSError as error:
        raise BuildError(f"{out} was not written: {error}") from error
    return BuildResult(content, out, len(outputs))


def check_target(target: Path, settings: Settings) -> None:
    """Refuse a folder to write into that holds the site's sources, or is a part of them: it is replaced whole."""
    if target.exists() and not target.is_dir():
        raise ConfigurationError(f"{target} is a file, and the site is a folder")
    for source in (part.resolve() for part in (settings.config_file, *settings.sources)):
        if source.is_relative_to(target):
            raise ConfigurationError(f"{target} cannot be written into: it holds {source}, which would be lost")
    for source in (part.resolve() for part in settings.sources):
        if target.is_relative_to(source):
            raise ConfigurationError(f"{target} cannot be written into: it lies in {source}, which a build reads")


def _check_replaceable(target: Path, out: Path, mark: str) -> None:
    """Refuse a folder with something in it, unless the file `mark` says that the same command wrote it."""
    if target.is_dir() and any(target.iterdir()) and not (target / mark).is_file():
        raise ConfigurationError(f"{out} holds something else: give a new folder, or one that this command wrote")


@contextmanager
def _held(target: Path, progress: Progress) -> Iterator[None]:
    """Let no other build write into a target, or beside it, meanwhile."""
    try:
        with hold_target(target, on_wait=lambda: progress("Waiting for another build", 0, 0)):
            yield
    except OSError as error:
        raise BuildError(f"{target} was not written: {error}") from error


@contextmanager
def _staged(target: Path) -> Iterator[Path]:
    """Give a staging folder to write into, of which nothing is left that was not put elsewhere. Needs the lock."""
    staging = make_staging(target)
    try:
        yield staging
    finally:
        clear_staging(staging)


@contextmanager
def _written_whole(target: Path) -> Iterator[Path]:
    """Give a staging folder to write into, and put it in the target's place when that is done. Needs the lock."""
    with _staged(target) as staging:
        yield staging
        with published(staging, target):
            pass
