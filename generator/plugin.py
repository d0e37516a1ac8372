"""The MkDocs plugin: puts what the content is rendered to among MkDocs' own pages, and indexes the built site."""

import os
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

import click
from jinja2 import BytecodeCache, Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from generator.checksums import CHECKSUMS, read_digests, to_checksums
from generator.diagnostics import Severity
from generator.diagnostics.formats import render_diagnostics, wants_color
from generator.headers import HEADERS, to_headers
from generator.links_out import LINKS_OUT
from generator.render import Output
from generator.search import find_searched, write_search
from generator.settings import MenuEntry, Settings, SettingsError, find_now, is_now_given, to_settings
from generator.site import (
    PLUGIN,
    Part,
    Progress,
    Site,
    Surroundings,
    find_template_dirs,
    no_progress,
    read_content,
    render_site,
)
from generator.sitemap import SITEMAP, to_sitemap
from generator.theme import GeneratedPage, Theme, add_theme_dirs, to_redirect

if TYPE_CHECKING:
    # Only `mkdocs serve` serves; to load it takes a fortieth of the start.
    from mkdocs.livereload import LiveReloadServer

# What themes bring and these pages do not use: MkDocs' sitemap, and Material's own search.
_UNUSED = (SITEMAP, "assets/javascripts/lunr/*", "assets/javascripts/workers/*", "*.map")


class BriefingsConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's options in mkdocs.yml."""

    briefs_dir = config_options.Type(str, default="briefs")
    templates_dir = config_options.Type(str, default="templates")
    disclaimer = config_options.Type(str, default="")
    licence = config_options.Type(str, default="")
    licence_url = config_options.Type(str, default="")
    edit_url = config_options.Type(str, default="")
    history = config_options.Type(int, default=0)
    menu = config_options.Optional(config_options.Type(list))
    links = config_options.Optional(config_options.Type(list))


class FileElsewhere(File):
    """A page that is made in another run: it can be linked to, and nothing is written of it here."""

    def __init__(self, path: str, config: MkDocsConfig) -> None:
        super().__init__(
            path,
            None,
            config.site_dir,
            config.use_directory_urls,
            dest_uri=path.removesuffix(".md") + ".html",
            inclusion=InclusionLevel.NOT_IN_NAV,
        )
        self.generated_by = PLUGIN

    def is_documentation_page(self) -> bool:
        """Say no, so that MkDocs makes no page of it."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Write nothing."""


class BriefingsPlugin(BasePlugin[BriefingsConfig]):  # type: ignore[no-untyped-call]
    """Publishes a corpus of briefs with MkDocs."""

    def __init__(self) -> None:
        self.site: Site | None = None
        self.progress: Progress = no_progress
        self.compiled: BytecodeCache | None = None
        self._pages: list[GeneratedPage] = []
        self._known: set[str] = set()
        self._nav_pages: list[Page] = []
        self._written: list[str] = []
        self._read: list[Page] = []
        self._theme: Theme | None = None
        self._policy = ""
        self._count = 0

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read, check and render before MkDocs cleans its folder, so that an error leaves the old site alone."""
        if "search" in config.plugins or "material/search" in config.plugins:
            raise ConfigurationError("take “search” out of “plugins” in mkdocs.yml: this site has a search of its own")
        if self.site is None:
            self.site = _read_site(config, self.config)
        self._pages, self._read, self._theme, self._policy, self._count = [], [], None, "", 0
        add_theme_dirs(config, find_template_dirs(self.site.settings))
        config.theme.static_templates.discard(SITEMAP)
        config.markdown_extensions = [*dict.fromkeys([*config.markdown_extensions, LINKS_OUT])]
        return config

    def on_serve(self, server: "LiveReloadServer", *, config: MkDocsConfig, builder: object) -> None:
        """Let `mkdocs serve` watch what the pages come from, too."""
        for folder in (self._settings.briefs_dir, self._settings.templates_dir):
            if folder.is_dir():
                server.watch(str(folder))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add everything that was rendered; none of it is in MkDocs' navigation, which is slow with many pages."""
        for file in [file for file in files if file.src_dir != config.docs_dir and _is_unused(file.src_uri)]:
            files.remove(file)
        taken = {file.dest_uri.casefold(): file for file in files}
        for output in self._site.outputs:
            file = _to_file(output, self._settings, config)
            _add_file(file, files, taken, config)
            if file.is_documentation_page():
                self._pages.append(GeneratedPage(output, file, config))
        if self._site.part is not Part.WHOLE:
            made = {output.path for output in self._site.outputs}
            for listed in self._site.listing:
                if (path := f"{listed.url}index.md") not in made:
                    _add_file(FileElsewhere(path, config), files, taken, config)
        return files

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> None:
        """Let the build's clock be the only one."""
        page.update_date = self._settings.now.date().isoformat()
        if not isinstance(page, GeneratedPage):
            self._read.append(page)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Now that every page is read: choose the pages' template, list them for search engines, make the policy."""
        env.bytecode_cache = self.compiled
        # Of every page of the site, also of those that are made elsewhere: all have the same policy.
        depths = {file.dest_uri.count("/") for file in files if file.src_uri.endswith(".md")}
        theme = Theme(config, env, self._settings, self.surroundings)
        self._policy = theme.make_policy(depths)
        self._theme = Theme(config, env, self._settings, self.surroundings)
        for page in self._pages:
            page.meta.setdefault("template", self._theme.template)
        if self._site.part is Part.WHOLE and self._settings.site_url and SITEMAP not in files:
            content = to_sitemap(self._site.listing, self.surroundings.written, self._settings)
            files.append(File.generated(config, SITEMAP, content=content, inclusion=InclusionLevel.NOT_IN_NAV))
        if HEADERS not in files:
            content = to_headers(self._policy)
            files.append(File.generated(config, HEADERS, content=content, inclusion=InclusionLevel.NOT_IN_NAV))

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Leave out of menu and footer what this site does not have; the footer begins with the pages of `nav`."""
        included = [file for file in files if file.inclusion.value > InclusionLevel.DRAFT.value]
        self._known = {file.dest_uri.removesuffix("index.html") for file in included}
        self._nav_pages = [page for page in nav.pages if not page.is_homepage]
        self._written = [
            file.url for file in included if file.src_dir == config.docs_dir and file.src_uri.endswith(".md")
        ]

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give the theme's own pages, such as 404.html, what all pages get."""
        return self.dresser.extend(context)

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give a page's template the site's settings, its menu and its policy."""
        return self.dresser.extend(context, page)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> None:
        """Count the pages as they are written."""
        if isinstance(page, GeneratedPage):
            self._count += 1
            self.progress("Writing", self._count, len(self._pages))

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Index the site when every other plugin has had its say, and list its checksums."""
        if self._site.part is not Part.WHOLE:
            return
        self.progress("Indexing", 0, 0)
        folder = Path(config.site_dir)
        write_search(folder, find_searched(folder))
        (folder / CHECKSUMS).write_text(to_checksums(read_digests(folder)), encoding="utf-8")

    @property
    def surroundings(self) -> Surroundings:
        """What every page of the site shows around it; known once MkDocs has read the hand-written pages."""
        settings = self._settings
        return Surroundings(
            tuple(entry for entry in settings.menu if entry.is_external or entry.url in self._known),
            (
                *(MenuEntry(str(page.title), page.url) for page in self._nav_pages),
                *(entry for entry in settings.links if entry.is_external or entry.url in self._known),
            ),
            tuple(self._written),
            tuple(_iter_anchors(self._read)),
            self._site.feeds,
            self._policy,
        )

    @property
    def dresser(self) -> Theme:
        """The theme with its templates as the run read them, which later changes of their files leave as they are."""
        assert self._theme is not None, "on_env comes first"
        return self._theme

    @property
    def _settings(self) -> Settings:
        return self._site.settings

    @property
    def _site(self) -> Site:
        assert self.site is not None, "on_config comes first"
        return self.site


def _read_site(config: MkDocsConfig, options: BriefingsConfig) -> Site:
    try:
        now = find_now(os.environ, datetime.now(UTC))
        settings = to_settings(config, config.config_file_path, options, now, is_now_given(os.environ))
    except SettingsError as error:
        raise ConfigurationError(str(error)) from error
    if not settings.briefs_dir.is_dir():
        raise ConfigurationError(f"there is no folder of briefs at {settings.briefs_dir}")
    content = read_content(settings)
    if shown := [found for found in content.diagnostics if found.severity is not Severity.NOTE]:
        color = wants_color(os.environ, sys.stderr.isatty())
        click.echo(render_diagnostics("text", shown, content.sources, color=color), err=True)
    if content.is_refused(config.strict):
        raise Abort("Nothing was written: there are problems in the content.")
    return render_site(content)


def _to_file(output: Output, settings: Settings, config: MkDocsConfig) -> File:
    path, content = output.path, output.content
    if "redirect" in output.meta:
        path, content = path.removesuffix(".md") + ".html", to_redirect(output, settings)
    return File.generated(config, path, content=content, inclusion=InclusionLevel.NOT_IN_NAV)


def _add_file(file: File, files: Files, taken: dict[str, File], config: MkDocsConfig) -> None:
    """Add a file in the place of one that the theme brings; two pages of one address are a mistake."""
    other = taken.get(file.dest_uri.casefold())
    if other is not None and (other.src_dir == config.docs_dir or other.generated_by is not None):
        raise PluginError(f"{other.src_uri} and {file.src_uri} have one address: rename or remove one of them")
    if other is not None:
        files.remove(other)
    taken[file.dest_uri.casefold()] = file
    files.append(file)


def _iter_anchors(pages: Iterable[Page]) -> Iterator[tuple[str, str, str, str]]:
    for page in pages:
        for file, anchors in (page.links_to_anchors or {}).items():
            if isinstance(file, FileElsewhere):
                for name, link in anchors.items():
                    yield page.file.src_uri, file.src_uri.removesuffix("index.md"), name, link


def _is_unused(path: str) -> bool:
    return any(fnmatchcase(path, pattern) for pattern in _UNUSED)
