"""The site as its files are now, made page by page as a browser asks for it.

The content is read once, and after a change what has changed of it. The hand-written pages and the theme's files come
from one run of MkDocs, and from another only when one of them changes. A page is planned, built and rendered as in a
build, when it is asked for. What hinders that is told, and what was good last goes on being shown.
"""

import gc
import shutil
import threading
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from itertools import count
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.errors import BuildError, ConfigurationError, RefusedError
from generator.files import to_shown_path
from generator.frame import read_surroundings
from generator.memory import Memory
from generator.pages import plan_pages
from generator.pages.downloads import iter_site_feeds
from generator.pages.page import PlannedPage
from generator.processes import begun, collection_paused, count_cores
from generator.render import Renderer
from generator.settings import SettingsError
from generator.site import (
    PLUGIN,
    Build,
    Content,
    Dresser,
    Part,
    Site,
    find_template_dirs,
    read_unchecked,
    run_mkdocs,
)

# How many pages are kept as they were shown, to be shown again where a template fails.
_KEPT = 100
_TEMPLATES = (".md", ".html")


class Concern(Enum):
    """What a file that a site is made of has to do with."""

    FRAME = "the configuration, the theme or a hand-written page"
    TEMPLATES = "the templates of the pages"
    CONTENT = "the briefs and registries"


class Listing:
    """The pages that a site has, planned as far as they have been asked for."""

    def __init__(self, content: Content) -> None:
        self._rest = plan_pages(content.corpus, content.settings)
        self._planned: dict[str, PlannedPage] = {}

    def find(self, url: str) -> PlannedPage | None:
        """Return the page at an address, None where there is none."""
        while url not in self._planned and (planned := next(self._rest, None)):
            self._planned[planned.url] = planned
        return self._planned.get(url)

    def plan_all(self) -> tuple[PlannedPage, ...]:
        """Return every page."""
        self._planned.update((planned.url, planned) for planned in self._rest)
        return tuple(self._planned.values())


@dataclass(frozen=True)
class Frame:
    """What stands around the pages: the theme, and a folder with its files and the hand-written pages.

    `facts` is what it took from the content: once that is another, it is made anew.
    """

    build: Build
    theme: Dresser
    folder: Path
    facts: tuple[object, ...]


@dataclass(frozen=True)
class State:
    """All that it takes to make a page."""

    frame: Frame
    content: Content
    listing: Listing
    renderer: Renderer


@dataclass(frozen=True)
class Surface:
    """How the preview meets the world: what it is given to read a site with, and to tell of it.

    `read_build` takes the folder that MkDocs is to write into, None for that of the site.
    """

    read_build: Callable[[Path | None], Build]
    find_now: Callable[[], datetime]
    render_findings: Callable[[Content], str]
    tell: Callable[[str], None]


class Preview:
    """A site that is being written: its pages, the version that they are, and what is wrong now, if anything.

    `memory` has what the files were decoded to when the site was built.
    """

    def __init__(self, surface: Surface, folder: Path, memory: Memory) -> None:
        self.changed = threading.Condition()
        self.version = 0
        self.problem = ""
        self._surface = surface
        self._folders = (folder / str(number) for number in count())
        # One page is made at a time; the content is read meanwhile.
        self._making = threading.Lock()
        self._memory = memory
        self._pending = set(Concern)
        self._state: State | None = None
        self._shown: dict[str, str] = {}

    @property
    def news(self) -> dict[str, object]:
        """What browsers are told: the version, and what is wrong."""
        return {"version": self.version, "problem": self.problem}

    def refresh(self, concerns: Iterable[Concern] = (), *, is_alone: bool = False) -> None:
        """Follow a change of the files: read anew what it concerns, and tell every browser.

        `is_alone` says that this process has no threads yet, so that others can decode and check the content.
        """
        self._pending.update(concerns)
        try:
            state = self._make_state(is_alone=is_alone)
        except Exception as error:  # A template in the middle of an edit may raise anything.
            self._update(to_problem(error))
            return
        with self._making:
            state.renderer.turn_to(state.content.corpus, state.content.settings)
            old, self._state = self._state, state
        if old and old.frame is not state.frame:
            shutil.rmtree(old.frame.folder, ignore_errors=True)
        self._pending.clear()
        self._update("")

    def settle(self) -> None:
        """While nothing changes, plan the other pages; where the menu or the day is another by now, follow that."""
        state = self._state
        if state and not self._pending:
            with self._making:
                facts = _to_facts(state.content, state.listing)
            if facts != state.frame.facts:
                self.refresh([Concern.FRAME])
        # What is read is kept out of collections, so what is garbage must be gone before the next reading.
        gc.collect()

    def find_file(self, path: str) -> Path | None:
        """Return a hand-written page or a file of the theme, by its path in the site."""
        state = self._state
        file = state.frame.folder / path if state else None
        return file if file and file.is_file() else None

    def has_page(self, url: str) -> bool:
        """Tell whether a page is made for an address."""
        with self._making:
            return self._state is not None and self._state.listing.find(url) is not None

    def render(self, url: str) -> str | None:
        """Make the HTML of the page at an address, None where there is none.

        Where that fails, this is the page as it was shown last, or an empty text.
        """
        with self._making:
            if (state := self._state) is None:
                return None
            try:
                if (planned := state.listing.find(url)) is None:
                    return None
                page = planned.build(state.content.corpus, state.content.settings)
                html = state.frame.theme.dress(state.renderer.render(page))
            except Exception as error:
                self._update(to_problem(error, state.content.settings.root))
                return self._shown.get(url, "")
            self._shown.pop(url, None)
            self._shown[url] = html
            if len(self._shown) > _KEPT:
                del self._shown[next(iter(self._shown))]
            return html

    def _make_state(self, *, is_alone: bool) -> State:
        old, pending, surface = self._state, self._pending, self._surface
        is_framed = old is not None and Concern.FRAME not in pending
        folder = next(self._folders)
        build = old.frame.build if old and is_framed else surface.read_build(folder)
        settings = replace(build.settings, now=surface.find_now())
        # What was published before is looked back on once: it takes longer than all the rest.
        past, jobs = 0 if old else settings.history, count_cores() if is_alone else 1
        content, check = read_unchecked(replace(settings, history=past), memory=self._memory, jobs=jobs)
        if old:
            corpus = replace(content.corpus, history=old.content.corpus.history)
            content = replace(content, settings=settings, corpus=corpus)

        def to_checked(findings: Iterable[Diagnostic]) -> Content:
            checked = content.with_findings(findings)
            if checked.is_refused(bool(build.config.strict)):
                raise RefusedError(surface.render_findings(checked))
            return checked

        if not is_alone:
            return self._compose(build, to_checked(check()), folder)
        with begun(check) as findings:
            try:
                state = self._compose(build, content, folder)
            except Exception:
                # What is wrong in the content may be stumbled over before it is told.
                to_checked(findings())
                raise
            return replace(state, content=to_checked(findings()))

    def _compose(self, build: Build, content: Content, folder: Path) -> State:
        old, settings = self._state, content.settings
        is_framed = old is not None and old.frame.build is build
        with collection_paused():
            # Nearly every page asks for these.
            _ = content.corpus.backlinks
        listing = Listing(content)
        frame = old.frame if old and is_framed else _make_frame(build, content, listing, folder)
        is_compiled = is_framed and Concern.TEMPLATES not in self._pending
        renderer = (
            old.renderer if old and is_compiled else Renderer(find_template_dirs(settings), content.corpus, settings)
        )
        return State(frame, content, listing, renderer)

    def _update(self, problem: str) -> None:
        if problem:
            self._surface.tell(problem)
        with self.changed:
            self.problem = problem
            self.version += not problem
            self.changed.notify_all()


def find_other_plugins(build: Build) -> list[str]:
    """Return the plugins whose part in the generated pages a preview does not show."""
    return sorted(set(build.config.plugins) - {PLUGIN})


def to_problem(error: Exception, root: Path | None = None) -> str:
    """Say what hindered a page: what went wrong in a template is shown with its place there."""
    if isinstance(error, RefusedError | BuildError | ConfigurationError | SettingsError):
        return str(error)
    places = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(_TEMPLATES)]
    message = f"{type(error).__name__}: {error}"
    if not places:
        return message
    place = places[-1]
    file = to_shown_path(Path(place.filename), root) if root else place.filename
    return f"{file}:{place.lineno}: {message}\n\n    {place.line}"


def _make_frame(build: Build, content: Content, listing: Listing, folder: Path) -> Frame:
    planned = listing.plan_all()
    feeds = tuple(iter_site_feeds(content.corpus))
    run_mkdocs(build, Site(content.settings, (), planned, Part.WRITTEN, feeds), folder)
    return Frame(build, build.publisher.dresser, folder, _to_facts(content, listing))


def _to_facts(content: Content, listing: Listing) -> tuple[object, ...]:
    settings = content.settings
    return settings.today, read_surroundings(settings, listing.plan_all(), iter_site_feeds(content.corpus))
