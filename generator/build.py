"""Runs a build: reads and checks the content, lets MkDocs publish it with the plugin in place, and switches.

There is one way of building. `briefings build` calls MkDocs as a library and gives the plugin the content that it
has read; `mkdocs build` lets the plugin read it. What differs is only that the first writes into a staging folder.
"""

import gc
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any, Protocol, cast

from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from generator.checks import check_site
from generator.checks.verification import VerifiedQuote, iter_verified
from generator.corpus import Corpus
from generator.diagnostics import Diagnostic, Severity, sort_diagnostics
from generator.files import RawFile, read_sources
from generator.model.file import DecodedFile, decode_file
from generator.pages import plan_pages
from generator.pages.page import PlannedPage
from generator.publish import hold_target, make_staging, publish
from generator.render import Output, Renderer
from generator.settings import MenuEntry, Settings, SettingsError, to_settings
from generator.source import SourceFile
from generator.tree import write_tree
from generator.yaml_parser import decode_source

PLUGIN = "briefings"
# What a build is at, how many of these are done, and how many there are (0 where it is not known).
Progress = Callable[[str, int, int], None]


class ConfigurationError(Exception):
    """The site's configuration, or the way a command was called, cannot be used."""


class BuildError(Exception):
    """The content is right, and yet no site came of it; the old one stands as it was."""


@dataclass(frozen=True)
class Content:
    """What the files of a site say: the corpus, and every finding."""

    settings: Settings
    corpus: Corpus
    sources: Mapping[str, SourceFile]
    diagnostics: tuple[Diagnostic, ...]

    def is_refused(self, strict: bool) -> bool:
        """Tell whether nothing may be published: there are errors, or under `strict` warnings."""
        refused = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        return any(found.severity in refused for found in self.diagnostics)


class Part(Enum):
    """What MkDocs is to make in one run: the whole site, its hand-written pages and the theme, or generated pages."""

    WHOLE = "whole"
    WRITTEN = "written"
    GENERATED = "generated"


@dataclass(frozen=True)
class Surroundings:
    """What every page shows around it, the menu and the links of the footer; and the hand-written pages' addresses."""

    menu: tuple[MenuEntry, ...]
    links: tuple[MenuEntry, ...]
    written: tuple[str, ...]


@dataclass(frozen=True)
class Site:
    """What MkDocs is given to publish: what the content is rendered to, or a part of it.

    `listing` is every generated page of the site; `surroundings` are known where another run has made the hand-written
    pages.
    """

    settings: Settings
    outputs: tuple[Output, ...]
    listing: tuple[PlannedPage, ...] = ()
    part: Part = Part.WHOLE
    surroundings: Surroundings | None = None


@dataclass(frozen=True)
class BuildResult:
    """How a build ended; `site_dir` and `pages` stay empty where the content was refused."""

    content: Content
    site_dir: Path | None = None
    pages: int = 0


class Publisher(Protocol):
    """What a build knows of the MkDocs plugin: its options, and where it takes what is given to it."""

    config: Mapping[str, Any]
    site: Site | None
    progress: Progress

    @property
    def surroundings(self) -> Surroundings:
        """What every page shows around it, after a run."""


def no_progress(stage: str, done: int, total: int) -> None:
    """Show nothing."""


@dataclass(frozen=True)
class Build:
    """One run over one site: its configuration, its settings and the plugin that publishes it."""

    config: MkDocsConfig
    settings: Settings
    publisher: Publisher
    progress: Progress = field(default=no_progress)


def read_build(
    config_file: Path,
    now: datetime,
    *,
    site_dir: Path | None = None,
    strict: bool = False,
    progress: Progress = no_progress,
) -> Build:
    """Read mkdocs.yml; `site_dir` and `strict` take the place of what it says."""
    options: dict[str, Any] = {"site_dir": site_dir and str(site_dir.absolute()), "strict": strict or None}
    try:
        config = load_config(str(config_file), **options)
    except (MkDocsException, OSError) as error:
        raise ConfigurationError(f"{config_file}: {error}") from error
    publisher = config.plugins.get(PLUGIN)
    if publisher is None:
        raise ConfigurationError(f"{config_file}: the plugin is missing: add “- {PLUGIN}” to “plugins”")
    try:
        settings = to_settings(config, str(config_file), publisher.config, now)
    except SettingsError as error:
        raise ConfigurationError(f"{config_file}: {error}") from error
    if not settings.briefs_dir.is_dir():
        raise ConfigurationError(f"{config_file}: there is no folder of briefs at {settings.briefs_dir}")
    return Build(config, settings, cast(Publisher, publisher), progress)


def read_content(settings: Settings, progress: Progress = no_progress) -> Content:
    """Read every file of the site, and check it."""
    progress("Reading", 0, 0)
    with _collection_paused():
        read = read_sources(settings.briefs_dir, settings.root)
        decoded = [decode_raw_file(raw) for raw in read.files]
        checked = check_site(decoded, read.snapshots, settings.now)
        sources = {file.source.path: file.source for file in decoded}
        diagnostics = sort_diagnostics([*read.diagnostics, *checked.diagnostics])
        return Content(settings, checked.corpus, sources, tuple(diagnostics))


def read_quotes(settings: Settings) -> list[VerifiedQuote]:
    """Read every file of the site, and say of each quotation whether its words stand in a stored text."""
    read = read_sources(settings.briefs_dir, settings.root)
    checked = check_site(map(decode_raw_file, read.files), read.snapshots, settings.now)
    return list(iter_verified(checked.context))


@contextmanager
def _collection_paused() -> Iterator[None]:
    """Look for no garbage in what is made meanwhile, then or later: it stays, and searching it takes the longest."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()


def decode_raw_file(raw: RawFile) -> DecodedFile:
    """Decode a file from its bytes to what it defines; findings on its characters come first."""
    source, findings = decode_source(raw.path, raw.data)
    if findings and not source.text:
        return DecodedFile(source, raw.location, diagnostics=tuple(findings), is_readable=False)
    decoded = decode_file(source, raw.location)
    return replace(decoded, diagnostics=(*findings, *decoded.diagnostics)) if findings else decoded


def render_site(content: Content, progress: Progress = no_progress) -> Site:
    """Render all that is published, before anything is written: so what fails here harms nothing."""
    listing = tuple(plan_pages(content.corpus, content.settings))
    return Site(content.settings, tuple(_iter_outputs(content, listing, progress)), listing)


def run_build(build: Build) -> BuildResult:
    """Build the site: write it whole beside its place, then switch; on an error write nothing."""
    target = Path(build.config.site_dir).resolve()
    check_target(target, build.settings)
    content = read_content(build.settings, build.progress)
    if content.is_refused(bool(build.config.strict)):
        return BuildResult(content)
    build.publisher.site = render_site(content, build.progress)
    build.publisher.progress = build.progress

    def write(staging: Path) -> None:
        build.config.site_dir = str(staging)
        try:
            mkdocs_build.build(build.config)
        except MkDocsException as error:
            raise BuildError(str(error)) from error

    _write_and_switch(target, write, build.progress)
    pages = sum(output.path.endswith(".md") for output in build.publisher.site.outputs)
    return BuildResult(content, target, pages)


def run_render(build: Build, out: Path) -> BuildResult:
    """Write the rendered Markdown and data files alone, as a folder that is replaced whole."""
    target = out.resolve()
    check_target(target, build.settings)
    if target.is_dir() and any(target.iterdir()) and not (target / "index.md").is_file():
        raise ConfigurationError(f"{out} holds something else: give a new folder, or one that render wrote")
    content = read_content(build.settings, build.progress)
    if content.is_refused(bool(build.config.strict)):
        return BuildResult(content)
    site = render_site(content, build.progress)
    _write_and_switch(target, lambda staging: write_tree(site.outputs, staging), build.progress)
    return BuildResult(content, target, len(site.outputs))


def check_target(target: Path, settings: Settings) -> None:
    """Refuse a folder to write into that holds the site's sources, or is a part of them: it is replaced whole."""
    if target.exists() and not target.is_dir():
        raise ConfigurationError(f"{target} is a file, and the site is a folder")
    parts = (settings.docs_dir, settings.briefs_dir, settings.templates_dir)
    for source in (part.resolve() for part in (settings.config_file, *parts)):
        if source.is_relative_to(target):
            raise ConfigurationError(f"{target} cannot be written into: it holds {source}, which would be lost")
    for source in (part.resolve() for part in parts):
        if target.is_relative_to(source):
            raise ConfigurationError(f"{target} cannot be written into: it lies in {source}, which a build reads")


def _write_and_switch(target: Path, write: Callable[[Path], object], progress: Progress) -> None:
    try:
        with hold_target(target, on_wait=lambda: progress("Waiting for another build", 0, 0)):
            staging = make_staging(target)
            try:
                write(staging)
                publish(staging, target)
            finally:
                shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise BuildError(f"{target} was not written: {error}") from error


def _iter_outputs(content: Content, listing: Sequence[PlannedPage], progress: Progress) -> Iterator[Output]:
    renderer = Renderer(find_template_dirs(content.settings))
    for number, planned in enumerate(listing, start=1):
        yield renderer.render(planned.build(content.corpus, content.settings))
        progress("Rendering", number, len(listing))


def find_template_dirs(settings: Settings) -> tuple[Path, ...]:
    """Find where a template is looked for: in the site's own folder, then in the one that the package brings."""
    package = Path(__file__).parent
    # In an installed package the templates lie inside it; in a checkout beside it.
    shipped = next((path for path in (package / "templates", package.parent / "templates") if path.is_dir()), None)
    folders = dict.fromkeys(path.resolve() for path in (settings.templates_dir, shipped) if path is not None)
    return tuple(path for path in folders if path.is_dir())
