"""The frame of a site: all that its files depend on beside the corpus, as one digest (see `stale.py`).

What stands around every page is told apart: it follows from which pages there are, and data files do not have it.

Where the site's folder lies is no part of it: what was made in one place can be taken in another (see `shard.py`).
"""

import errno
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, replace
from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from generator.folders import read_file
from generator.pages.downloads import Download
from generator.pages.page import PlannedPage
from generator.settings import Settings

_PACKAGE = Path(__file__).parent
_ANY = datetime.min.replace(tzinfo=UTC)
# A template that prints something of the build's clock: then each page may show the day.
_CLOCK = re.compile(rb"\{[{%][^}]*\b(?:build_date_utc|update_date|now|today|generated_at)\b")


def read_frame(config: MkDocsConfig, settings: Settings, template_dirs: Iterable[Path]) -> str:
    """Digest the frame."""
    digest = blake2b(digest_size=16)
    # What pages ask of the day is a question as any other; data files have the moment in their keys.
    timeless = astuple(replace(settings, now=_ANY, is_now_given=False))
    digest.update(read_engine().encode())
    for fact in (timeless, config):
        digest.update(repr(_to_plain(fact, settings.root)).encode() + b"\0")
    _add_files(digest, settings.docs_dir)
    for folder in (*template_dirs, *settings.more_sources):
        if _add_files(digest, folder, sought=_CLOCK):
            digest.update(settings.today.isoformat().encode())
    digest.update(settings.config_file.read_bytes())
    return digest.hexdigest()


def read_surroundings(settings: Settings, listing: Iterable[PlannedPage], feeds: Iterable[Download]) -> bytes:
    """Digest what stands around every page: the menu as far as it leads to pages, the feeds, and how deep pages lie."""
    urls = {planned.url for planned in listing}
    around = [entry.url for entry in (*settings.menu, *settings.links) if entry.url in urls]
    depths = sorted({url.count("/") for url in urls})
    return blake2b(repr((around, depths, [feed.path for feed in feeds])).encode(), digest_size=16).digest()


def to_keys(listing: Iterable[PlannedPage], around: bytes) -> dict[str, str]:
    """Return by address what a page was planned with: a list's part is another page when the list is split anew."""
    # What the parts of a list have in common is written out once.
    written: dict[int, str] = {}

    def write(argument: object) -> str:
        if not isinstance(argument, tuple):
            return repr(argument)
        text = written.get(id(argument))
        if text is None:
            text = written[id(argument)] = repr(argument)
        return text

    keys = {}
    for planned in listing:
        text = "\n".join([write(argument) for argument in getattr(planned.build, "args", ())])
        keys[planned.url] = blake2b(text.encode(), digest_size=12, key=around).hexdigest()
    return keys


@cache
def read_engine() -> str:
    """Digest the program: its own code, Python, and the packages that are installed; what runs does not change."""
    digest = blake2b(digest_size=16)
    for fact in (sys.version, *_iter_packages()):
        digest.update(fact.encode() + b"\0")
    _add_files(digest, _PACKAGE, suffix=".py")
    return digest.hexdigest()


def _to_plain(value: Any, root: Path) -> Any:
    """Reduce a configuration to what it says: of objects that say nothing by themselves, their type is left."""
    if isinstance(value, Mapping):
        items = sorted(value.items(), key=str)
        return {str(key): _to_plain(item, root) for key, item in items if key != "site_dir"}
    if isinstance(value, Theme):
        return {name: _to_plain(value[name], root) for name in value}
    if isinstance(value, list | tuple):
        return [_to_plain(item, root) for item in value]
    if isinstance(value, str | Path):
        return str(value).removeprefix(str(root))
    return value if isinstance(value, int | float | bool | datetime | None) else type(value).__name__


def _iter_packages() -> Iterator[str]:
    """Yield name and version of every installed package: the names of their folders of metadata."""
    for folder in map(Path, sys.path):
        if folder.is_dir():
            yield from sorted(path.name for path in folder.glob("*-info"))


def _add_files(digest: "blake2b", folder: Path, *, suffix: str = "", sought: re.Pattern[bytes] | None = None) -> bool:
    """Digest the files of a folder, or one file; tell whether one of them has what is sought."""
    root, is_found = str(folder), False
    for path in sorted(_iter_files(root)) if folder.is_dir() else filter(os.path.isfile, (root,)):
        if path.endswith(suffix):
            digest.update(path.removeprefix(root).replace(os.sep, "/").encode() + b"\0")
            content = read_file(path)
            digest.update(blake2b(content).digest())
            is_found = is_found or (sought is not None and sought.search(content) is not None)
    return is_found


def _iter_files(folder: str) -> Iterator[str]:
    """Yield the files that MkDocs finds in a folder, also by links. Raises OSError for what it would pass over."""
    for parent, folders, names in os.walk(folder, onerror=_fail, followlinks=True):
        folders[:] = [name for name in folders if name != "__pycache__"]
        for name in names:
            path = f"{parent}{os.sep}{name}"
            # There are hundreds at every start, and to take a path apart takes longer than to read it.
            if os.path.isfile(path):  # noqa: PTH113
                yield path
            elif not name.startswith("."):
                # MkDocs would wait for ever for a pipe to be written to.
                raise OSError(errno.EINVAL, "This leads to no file", path)


def _fail(error: OSError) -> None:
    raise error
