"""Makes the hand-written pages and the theme's own files, by MkDocs: one unit of the site.

What MkDocs finds out there stands around every other page: the menu, the links of the footer, the policy. It is noted
with the build, so that while nothing of it changes MkDocs need not run.
"""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from generator.folders import iter_files, move, read_digest
from generator.pages.downloads import Download
from generator.search import find_searched
from generator.settings import MenuEntry
from generator.site import Build, Dresser, Site, Surroundings, find_template_dirs, run_mkdocs
from generator.theme import Theme, add_theme_dirs

UNIT = "written pages"


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
