"""The file `_headers` of hosts that read one: pages of other origins may read the data, feeds and calendars."""

from collections.abc import Iterator

from generator.exports.catalogue import Catalogue
from generator.pages.downloads import API, CALENDAR, DATA, FEEDS
from generator.render import Output


def iter_headers(catalogue: Catalogue) -> Iterator[Output]:
    """Yield the file."""
    paths = [f"/{API}*", f"/{DATA}*", "/briefs/*"]
    paths += [path for name in (*FEEDS, CALENDAR) for path in (f"/{name}", f"/*/{name}")]
    yield Output("_headers", "".join(f"{path}\n  Access-Control-Allow-Origin: *\n" for path in paths))
