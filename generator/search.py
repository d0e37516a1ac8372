"""The site's search: Pagefind's command run over built pages, and what it finds made into a small index.

Pagefind reads the element marked `data-pagefind-body` of every page; what it writes is made into small parts that a
browser fetches (see `search_index`). It comes as a program inside a Python wheel, so nothing is downloaded and no
service is asked. What it finds on a page does not depend on others, so only pages that changed are read again.
"""

import logging
import subprocess
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pagefind_bin

from generator.folders import link_file
from generator.lifetime import END_WITH_PARENT
from generator.search_index import write_index

log = logging.getLogger("mkdocs.plugins.briefings")

FOLDER = "pagefind"
# How many pages Pagefind is given at a time: it keeps them all in its memory.
BATCH = 4000
_BODY = b"data-pagefind-body"


class SearchError(RuntimeError):
    """The search index could not be made; the text is Pagefind's own word on it."""


def is_indexed(html: bytes) -> bool:
    """Tell whether a page is for the search: it has a part that is marked."""
    return _BODY in html


def find_indexed(site_dir: Path) -> list[str]:
    """Return the paths of a site's pages that are for the search, in order."""
    pages = (path for path in site_dir.rglob("*.html") if is_indexed(path.read_bytes()))
    return sorted(path.relative_to(site_dir).as_posix() for path in pages)


def write_search(
    site_dir: Path,
    pages: Sequence[str],
    *,
    old_site: Path | None = None,
    old: Sequence[str] = (),
    same: Collection[str] = (),
) -> set[str]:
    """Write the index of a site's pages, which are given by their paths and in order, into its folder.

    `old_site` may have an index of the pages `old`, in this order; what it has of those that are the `same` is taken
    over. Returns the files of the index that are those of the old one. Raises SearchError where Pagefind fails.
    """
    fresh = [page for page in pages if page not in same]
    numbers = {page: number for number, page in enumerate(pages)}
    kept = {number: numbers[page] for number, page in enumerate(old) if page in same}
    with TemporaryDirectory(prefix=".search-", dir=site_dir) as folder:
        found = []
        for start in range(0, len(fresh), BATCH) if fresh or kept else (0,):
            found.append(Path(folder, f"found-{start}"))
            run_pagefind(site_dir, fresh[start : start + BATCH], Path(folder, f"pages-{start}"), found[-1])
        earlier = old_site / FOLDER if old_site and kept else None
        return write_index(site_dir / FOLDER, numbers, found, earlier, kept)


def to_command(program: Path, pages: Path, found: Path) -> list[str]:
    """Make Pagefind's command line.

    One language is forced, and so one index: a page in another language would else have an index of its own, which
    a search from any other page does not reach. It is one that Pagefind knows no endings of: words are kept whole.
    """
    return [str(program), "--site", str(pages), "--output-path", str(found), "--force-language", "und"]


def run_pagefind(site_dir: Path, pages: Iterable[str], folder: Path, found: Path) -> None:
    """Have Pagefind read some pages of a site, which are put into a folder for it."""
    folder.mkdir()
    for page in pages:
        link_file(site_dir / page, folder / page)
    try:
        command = to_command(pagefind_bin.get_executable(), folder, found)
        # Killed with a build, it does not write on into a folder that is cleared away.
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", errors="replace", check=False, preexec_fn=END_WITH_PARENT
        )
    except OSError as error:
        raise SearchError(f"Pagefind cannot be started: {error}; is the package pagefind_bin whole?") from error
    if done.returncode:
        # It prints some lines over and over.
        lines = dict.fromkeys(line.strip() for line in done.stderr.splitlines() if line.strip())
        reason = " ".join(lines).rpartition("Error: ")[2]
        raise SearchError(f"Pagefind made no index (exit status {done.returncode}): {reason}")
    log.debug(done.stdout.strip())
