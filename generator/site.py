"""A site on its way: what its files say, what MkDocs is given of it, and what a build works with."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from jinja2 import BytecodeCache
from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from generator.checks import check_site, find_problems, join_site
from generator.checks.verification import VerifiedQuote, iter_verified
from generator.compiled import Compiled
from generator.corpus import Corpus
from generator.diagnostics import Diagnostic, Severity, sort_diagnostics
from generator.errors import BuildError
from generator.exports import iter_exports
from generator.files import read_sources
from generator.history import read_history
from generator.memory import Memory
from generator.model.file import decode_bytes
from generator.pages import plan_pages
from generator.pages.downloads import Download, iter_site_feeds
from generator.pages.page import PlannedPage
from generator.processes import collection_paused
from generator.render import Output, Renderer
from generator.settings import MenuEntry, Settings
from generator.source import SourceFile

PLUGIN = "briefings"
# What a build is at, how many of these are done, and how many there are (0 where it is not known).
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Content:
    """What the files of a site say: the corpus, and every finding."""

    settings: Settings
    corpus: Corpus
    sources: Mapping[str, SourceFile]
    diagnostics: tuple[Diagnostic, ...]

    def with_findings(self, findings: Iterable[Diagnostic]) -> "Content":
        """Add findings."""
        return replace(self, diagnostics=tuple(sort_diagnostics([*self.diagnostics, *findings])))

    def is_refused(self, strict: bool) -> bool:
        """Tell whether nothing may be published: there are errors, or under `strict` warnings."""
        refused = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        return any(found.severity in refused for found in self.diagnostics)


class Part(Enum):
    """What MkDocs is to make in one run: the whole site, or its hand-written pages and the theme."""

    WHOLE = "whole"
    WRITTEN = "written"


@dataclass(frozen=True)
class Surroundings:
    """What every page shows around it: menu, links of the footer, feeds; and what hand-written pages there are.

    `written` are these pages' addresses; `anchors` their links to places in generated pages, which MkDocs cannot check
    in its run for them: the file, the page's address, the anchor, and the link as it is written. `policy` is that of
    all pages, once it is made (see `csp.py`).
    """

    menu: tuple[MenuEntry, ...]
    links: tuple[MenuEntry, ...]
    written: tuple[str, ...]
    anchors: tuple[tuple[str, str, str, str], ...] = ()
    feeds: tuple[Download, ...] = ()
    policy: str = ""


@dataclass(frozen=True)
class Site:
    """What MkDocs is given to publish: what the content is rendered to, or a part of it.

    `listing` is every generated page of the site, `feeds` what its pages offer to readers of feeds and calendars.
    """

    settings: Settings
    outputs: tuple[Output, ...]
    listing: tuple[PlannedPage, ...] = ()
    part: Part = Part.WHOLE
    feeds: tuple[Download, ...] = ()


class Dresser(Protocol):
    """What puts generated pages into a theme."""

    def dress(self, output: Output) -> str:
        """Make the whole HTML of a page."""


class Publisher(Protocol):
    """What a build knows of the MkDocs plugin: its options, and where it takes what is given to it."""

    config: Mapping[str, Any]
    site: Site | None
    progress: Progress
    compiled: BytecodeCache | None

    @property
    def surroundings(self) -> Surroundings:
        """What every page shows around it, after a run."""

    @property
    def dresser(self) -> Dresser:
        """What dresses pages as those of the last run."""


def no_progress(stage: str, done: int, total: int) -> None:
    """Show nothing."""


@dataclass(frozen=True)
class Build:
    """One run over one site: its configuration, its settings and the plugin that publishes it.

    `kept` is what has served its turn, and need not be taken apart before the run is over.
    """

    config: MkDocsConfig
    settings: Settings
    publisher: Publisher
    progress: Progress = field(default=no_progress)
    compiled: Compiled = field(default_factory=Compiled)
    kept: list[object] = field(default_factory=list)


def read_content(
    settings: Settings, progress: Progress = no_progress, memory: Memory | None = None, jobs: int = 1
) -> Content:
    """Read every file of the site, and check it; what is in `memory` already is taken from there.

    So many `jobs` decode many files, each a process: not where there are threads, which forking would leave behind.
    """
    content, check = read_unchecked(settings, progress, memory, jobs)
    return content.with_findings(check())


def read_unchecked(
    settings: Settings, progress: Progress = no_progress, memory: Memory | None = None, jobs: int = 1
) -> tuple[Content, Callable[[], list[Diagnostic]]]:
    """Read every file of the site; return with it what checks it against the rules across records."""
    memory = memory or Memory()
    progress("Reading", 0, 0)
    with collection_paused():
        read = read_sources(settings.briefs_dir, settings.root, memory.known)
        decoded = memory.decode_all(read.files, jobs)
        context, diagnostics = join_site(decoded, read.snapshots, settings.now)
        sources = {file.source.path: file.source for file in decoded}
        corpus = context.draft.published
        if settings.history:
            files = {raw.location: (raw.data, file) for raw, file in zip(read.files, decoded, strict=True)}
            history = read_history(settings.briefs_dir, settings.history, settings.now, files, corpus)
            corpus = replace(corpus, history=history)
        content = Content(settings, corpus, sources, ()).with_findings([*read.diagnostics, *diagnostics])
        return content, partial(find_problems, context)


def read_quotes(settings: Settings) -> list[VerifiedQuote]:
    """Read every file of the site, and say of each quotation whether its words stand in a stored text."""
    read = read_sources(settings.briefs_dir, settings.root)
    decoded = [decode_bytes(raw.path, raw.location, raw.data) for raw in read.files]
    checked = check_site(decoded, read.snapshots, settings.now)
    return list(iter_verified(checked.context))


def render_site(content: Content, progress: Progress = no_progress) -> Site:
    """Render all that is published, before anything is written: so what fails here harms nothing."""
    listing = tuple(plan_pages(content.corpus, content.settings))
    outputs = tuple(_iter_outputs(content, listing, progress))
    return Site(content.settings, outputs, listing, feeds=tuple(iter_site_feeds(content.corpus)))


def _iter_outputs(content: Content, listing: Sequence[PlannedPage], progress: Progress) -> Iterator[Output]:
    renderer = Renderer(find_template_dirs(content.settings), content.corpus, content.settings)
    for number, planned in enumerate(listing, start=1):
        yield renderer.render(planned.build(content.corpus, content.settings))
        progress("Rendering", number, len(listing))
    yield from iter_exports(content.corpus, content.settings)


def run_mkdocs(build: Build, site: Site, folder: Path) -> None:
    """Have MkDocs make a site, or a part of it. Raises BuildError where it refuses."""
    build.publisher.site, build.publisher.compiled = site, build.compiled
    build.config.site_dir = str(folder)
    try:
        mkdocs_build.build(build.config)
    except MkDocsException as error:
        raise BuildError(str(error)) from error


def find_template_dirs(settings: Settings) -> tuple[Path, ...]:
    """Find where a template is looked for: in the site's own folder, then in the one that the package brings."""
    package = Path(__file__).parent
    # In an installed package the templates lie inside it; in a checkout beside it.
    shipped = next((path for path in (package / "templates", package.parent / "templates") if path.is_dir()), None)
    folders = dict.fromkeys(path.resolve() for path in (settings.templates_dir, shipped) if path is not None)
    return tuple(path for path in folders if path.is_dir())
