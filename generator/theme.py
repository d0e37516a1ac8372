"""The theme around the pages: what its templates are told, and how a generated page gets its frame.

Around most pages the theme prints the same, but for some values in it: the title, what the page's head says, the text.
So it is rendered once with marks in the place of these, for all pages that are alike in everything else, and each page
is put between the pieces. A theme that does more with a value than print it is noticed, and then rendered anew for
every page.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import urljoin, urlsplit

from jinja2 import Environment, TemplateNotFound
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils.templates import TemplateContext

from generator.commonmark import find_ids, render_html
from generator.csp import to_policy
from generator.escape import Html, to_json_in_script, to_xml
from generator.pages.values import Link
from generator.render import Output
from generator.settings import MenuEntry, Settings
from generator.site import Surroundings
from generator.sitemap import render_redirect

TEMPLATE, WRITTEN_TEMPLATE, ERROR_PAGE = "briefings.html", "main.html", "404.html"
_CONTENTS = "<!--contents-->"
_SIDE = '<div class="cb-side">'
# What of a page's metadata is printed as it is, and so does not make another frame of it.
_PRINTED = {"title", "description", "head", "alternates", "json_ld", "filters", "image"}
_MARK = re.compile("(cb-slot-[a-z]+-cb)")


class GeneratedPage(Page):
    """A page that is there already: MkDocs reads no file for it, and cmark makes its HTML."""

    def __init__(self, output: Output, file: File, config: MkDocsConfig) -> None:
        super().__init__(None, file, config)
        self.output = output

    def read_source(self, config: MkDocsConfig) -> None:
        """Take text and metadata from the output.

        Themes print titles as they are, so the texts are escaped and marked so: `|e` leaves them alone.
        """
        self.markdown = str(self.output.content)
        self.meta = _to_meta(self.output)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Make the HTML. The table of contents stands in it, so the theme has none to make."""
        self.content = render_html(self.markdown or "", self.output.sections)
        self.toc = TableOfContents([])
        self.present_anchor_ids = find_ids(self.content)


@dataclass(frozen=True, slots=True)
class _Slots:
    """What is different on every page, as HTML."""

    title: str
    description: str
    head: str
    content: str

    def fill(self, frame: Iterable[str]) -> str:
        """Put a page together."""
        return "".join([getattr(self, piece[8:-3]) if _MARK.fullmatch(piece) else piece for piece in frame])


_MARKS = _Slots(*(f"cb-slot-{name}-cb" for name in _Slots.__slots__))


class Theme:
    """The site's theme with all that every page shows."""

    def __init__(self, config: MkDocsConfig, env: Environment, settings: Settings, around: Surroundings) -> None:
        self._config = config
        self._env = env
        self._settings = settings
        self._around = around
        self._frames: dict[tuple[Any, ...], list[str]] = {}
        self._is_plain: dict[str, bool] = {}
        self._head, self._contents = (env.get_template(f"partials/{name}.html") for name in ("head", "contents"))
        self.template = TEMPLATE if _has_template(env, TEMPLATE) else WRITTEN_TEMPLATE

    def make_policy(self, depths: Iterable[int]) -> str:
        """Make the policy of the site's pages; `depths` are those of their addresses."""
        return to_policy(self._iter_clean_pages(sorted(depths)))

    def extend(self, context: TemplateContext, page: Page | None = None) -> TemplateContext:
        """Give a template the site's settings, its menu and its policy, and what a page's head says."""
        settings, around = self._settings, self._around
        more: dict[str, Any] = {
            "cb": settings,
            "cb_csp": around.policy,
            "cb_disclaimer": settings.disclaimer,
            "cb_head": self._to_head(page),
            "cb_feeds": around.feeds,
            "cb_links": [_to_item(entry, page) for entry in around.links],
            "cb_menu": [_to_item(entry, page) for entry in around.menu],
            "build_date_utc": settings.today,
        }
        cast(dict[str, Any], context).update(more)
        if isinstance(page, GeneratedPage):
            page.content = self._add_contents(page.output, page.content or "")
        return context

    def dress(self, output: Output) -> str:
        """Make the whole HTML of a generated page."""
        url = output.path.removesuffix("index.md")
        if "redirect" in output.meta:
            return to_redirect(output, self._settings)
        meta = _to_meta(output)
        slots = _Slots(
            str(meta["title"]),
            str(meta["description"]),
            self._render_head(output.title, output.description, self._settings.to_absolute_url(url), output.meta),
            self._add_contents(output, render_html(str(output.content), output.sections)),
        )
        name = str(output.meta.get("template", self.template))
        if name not in self._is_plain:
            full = self._render(name, self._to_page(output))
            self._is_plain[name] = slots.fill(self._find_frame(name, url, output, meta)) == full
        if not self._is_plain[name]:
            return self._render(name, self._to_page(output))
        return slots.fill(self._find_frame(name, url, output, meta))

    def _find_frame(self, name: str, url: str, output: Output, meta: Mapping[str, Any]) -> list[str]:
        """Return the frame that a page shares with others of its kind, depth, and place in the menu."""
        about = tuple((key, repr(value)) for key, value in sorted(meta.items()) if key not in _PRINTED)
        here = [(url == entry.url, _is_below(url, entry.url)) for entry in (*self._around.menu, *self._around.links)]
        key = (name, url.count("/"), url == "", tuple(here), bool(output.description), about)
        if key not in self._frames:
            page = self._to_page(output)
            page.meta = {**page.meta, "title": Html(_MARKS.title)}
            if output.description:
                page.meta["description"] = Html(_MARKS.description)
            page.content = _MARKS.content
            self._frames[key] = _MARK.split(self._render(name, page, _MARKS.head))
        return self._frames[key]

    def _to_page(self, output: Output) -> GeneratedPage:
        file = File(output.path, None, self._config.site_dir, self._config.use_directory_urls)
        page = GeneratedPage(output, file, self._config)
        page.read_source(self._config)
        page.render(self._config, Files([]))
        page.update_date = self._settings.now.date().isoformat()
        return page

    def _render(self, name: str, page: GeneratedPage, head: str = "") -> str:
        context = cast(dict[str, Any], self.extend(get_context(Navigation([], []), [], self._config, page), page))
        if head:
            context["cb_head"] = Html(head)
        return self._env.get_template(name).render(context)

    def _to_head(self, page: Page | None) -> Html:
        if isinstance(page, GeneratedPage):
            output = page.output
            return self._render_head(output.title, output.description, page.canonical_url or "", output.meta)
        if page is None:
            return self._render_head("", "", "", {})
        title = Html(str(page.title or "")).striptags()
        description, kind = str(page.meta.get("description") or ""), (("kind", "About this site"),)
        return self._render_head(title, description, page.canonical_url or "", {"filters": kind})

    def _render_head(self, title: str, description: str, url: str, meta: Mapping[str, Any]) -> Html:
        about = {name: meta.get(name, ()) for name in ("head", "alternates", "filters", "image")}
        about["json_ld"] = to_json_in_script(meta["json_ld"]) if "json_ld" in meta else ""
        return Html(self._head.render(config=self._config, title=title, description=description, url=url, **about))

    def _add_contents(self, output: Output, content: str) -> str:
        if _CONTENTS not in content:
            return content
        toc = [AnchorLink(to_xml(section.title), section.id, 2) for section in output.sections]
        contents = self._contents.render(page=SimpleNamespace(toc=toc))
        return content.replace(_CONTENTS, contents)

    def _iter_clean_pages(self, depths: Iterable[int]) -> Iterator[str]:
        """Render the theme around a page that holds nothing, and its error page.

        A script of the theme may hold the way to the site's root, so the page is rendered at each depth of a page.
        """
        for name, depth in product(dict.fromkeys((self.template, WRITTEN_TEMPLATE)), depths):
            path = "/".join(["empty"] * depth + ["index.md"])
            yield self._render(name, self._to_page(Output(path, "", title="empty")))
        if _has_template(self._env, ERROR_PAGE):
            # It is shown at any address, so its way to the site's root is a whole path.
            root = urlsplit(self._config.site_url or "/").path
            context = self.extend(get_context(Navigation([], []), [], self._config, base_url=root))
            yield self._env.get_template(ERROR_PAGE).render(cast(dict[str, Any], context))


def add_theme_dirs(config: MkDocsConfig, folders: Iterable[Path]) -> None:
    """Put the theme's overrides of each folder of templates after `custom_dir` and before the theme itself."""
    dirs = config.theme.dirs
    known = {Path(folder).resolve() for folder in dirs}
    start = 1 if config.theme.custom_dir else 0
    dirs[start:start] = [str(own) for folder in folders if (own := folder / "theme").is_dir() and own not in known]


def to_redirect(output: Output, settings: Settings) -> str:
    """Make the page at an address that was another's name once."""
    target, url = str(output.meta["redirect"]), output.path.removesuffix("index.md")
    canonical = urljoin(settings.to_absolute_url(url), target) if settings.site_url else ""
    return render_redirect(output.title, target, canonical)


def _to_meta(output: Output) -> dict[str, Any]:
    words = {"title": to_xml(output.title), "description": to_xml(output.description)}
    return {**output.meta, **words, "has_side": _SIDE in str(output.content)}


def _to_item(entry: MenuEntry, page: Page | None) -> dict[str, Any]:
    link = Link(entry.title, entry.url)
    is_active = page is not None and _is_below(page.url, link.url)
    return {"title": link.text, "url": link.url, "rel": link.rel, "active": is_active}


def _is_below(here: str, url: str) -> bool:
    return here == url or (bool(url) and here.startswith(url))


def _has_template(env: Environment, name: str) -> bool:
    try:
        env.get_template(name)
    except TemplateNotFound:
        return False
    return True
