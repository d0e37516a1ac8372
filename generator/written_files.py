"""Makes the hand-written pages and the theme's own files, by MkDocs: one unit of the site.

What MkDocs finds out there stands around every other page: the menu, the links of the footer, the policy. It is noted
with the build, so that while nothing of it changes MkDocs need not run.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from generator.folders import iter_files, move, read_digest
from generator.links_out import LINKS_OUT
from generator.pages.downloads import Download
from generator.search import find_searched
from generator.settings import MenuEntry
from generator.site import Build, Dresser, Site, Surroundings, find_template_dirs, run_mkdocs
from generator.theme import Theme, add_theme_dirs

UNIT = "written pages"
# Extensions of Markdown that read nothing but the page itself: those of Python-Markdown and of PyMdown, but for two.
# fmt: off
_MARKDOWN = frozenset({
    "abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes",
    "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc",
    "wikilinks",
})
# fmt: on
_PYMDOWN = "pymdownx."
_READING = frozenset({"pymdownx.b64", "pymdownx.snippets"})


def may_read_more(extensions: Iterable[str]) -> bool:
    """Tell whether extensions of Markdown may read files of which nothing is known here: then no page is kept."""
    return not all(
        name == LINKS_OUT
        or name.removeprefix("markdown.extensions.") in _MARKDOWN
        or (name.startswith(_PYMDOWN) and name not in _READING)
        for name in extensions
    )


def make_written(build: Build, site: Site, staging: Path) -> tuple[dict[str, str], list[str]]:
    """Have MkDocs make these files; return them with their SHA-256, and those of them that are for the search.

    They are made in a folder apart, since others may be at work in the site by now.
    """
    # Not a hidden one: where this build is killed, it would be taken for an entry of an old site (see `publish.py`).
    with TemporaryDirectory(prefix="written-", dir=staging) as name:
        folder = Path(name)
        run_mkdocs(build, site, folder)
        digests = {path: read_digest(folder / path) for path in iter_files(folder)}
        indexed = find_searched(folder)
        for path in digests:
            move(folder / path, staging / path)
    return digests, indexed


def to_notes(around: Surroundings) -> dict[str, Any]:
    """Note what stands around every page, as plain values, but for the feeds, which the corpus tells."""
    return {
        "menu": [(entry.title, entry.url) for entry in around.menu],
        "links": [(entry.title, entry.url) for entry in around.links],
        "written": around.written,
        "anchors": around.anchors,
        "policy": around.policy,
    }


def recall(build: Build, notes: Mapping[str, Any], feeds: tuple[Download, ...]) -> tuple[Surroundings, Dresser]:
    """Return what stands around every page as it was noted, and what dresses pages so."""
    menu, links = (tuple([MenuEntry(*entry) for entry in notes[name]]) for name in ("menu", "links"))
    anchors = tuple([tuple(anchor) for anchor in notes["anchors"]])
    around = Surroundings(menu, links, tuple(notes["written"]), anchors, feeds, notes["policy"])
    add_theme_dirs(build.config, find_template_dirs(build.settings))
    env = build.config.theme.get_env()
    env.bytecode_cache = build.compiled
    return around, Theme(build.config, env, build.settings, around)
