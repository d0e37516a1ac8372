"""Which pages of a built site to look at: of each kind the one that holds most."""

from pathlib import Path

WRITTEN = ("about", "method", "reading", "writing", "publishing")


def find_kinds(site: Path) -> dict[str, str]:
    """Find a page of every kind, by what stands at its address: `people/x/` for one person, `people/` for the list."""
    largest: dict[str, tuple[int, str]] = {}
    for path in site.rglob("*.html"):
        url = path.relative_to(site).as_posix().removesuffix("index.html")
        size = path.stat().st_size
        if size > largest.get(kind_of(url), (0, ""))[0]:
            largest[kind_of(url)] = size, url
    return {kind: url for kind, (_, url) in sorted(largest.items())}


def kind_of(url: str) -> str:
    """Tell the kind of page: pages written by hand are one kind, records of a registry another."""
    first, _, rest = url.partition("/")
    if first in WRITTEN:
        return "written"
    return f"{first}/…" if rest else url
