"""The site's search: what its pages say, read from their HTML, and made into an index of small files.

What a page says does not depend on others, so only pages that changed are read again.
"""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from generator.search_index import write_index
from generator.search_text import PageText, is_searched, read_page

FOLDER = "search-index"


def find_searched(site_dir: Path) -> list[str]:
    """Return the paths of a site's pages that are for the search, in order."""
    pages = (path for path in site_dir.rglob("*.html") if is_searched(_read(path)))
    return sorted(path.relative_to(site_dir).as_posix() for path in pages)


def write_search(
    site_dir: Path,
    pages: Sequence[str],
    *,
    old_site: Path | None = None,
    spare_site: Path | None = None,
    old: Sequence[str] = (),
    same: Collection[str] = (),
) -> set[str]:
    """Write the index of a site's pages, which are given by their paths and in order, into its folder.

    `old_site` may have an index of the pages `old`, in this order; what it has of those that are the `same` is taken
    over. `spare_site`, the one before it, loses its index to the new one, which so need not be put together file by
    file. Returns the files of the index that are those of the old one.
    """
    numbers = {page: number for number, page in enumerate(pages)}
    kept = {number: numbers[page] for number, page in enumerate(old) if page in same}
    fresh = [page for page in pages if page not in same]

    def read() -> Iterator[tuple[int, str, PageText]]:
        for page in fresh:
            yield numbers[page], f"/{page.removesuffix('index.html')}", read_page(_read(site_dir / page))

    before = old_site / FOLDER if old_site and kept else None
    return write_index(site_dir / FOLDER, read(), before, kept, spare_site and spare_site / FOLDER)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
