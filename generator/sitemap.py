"""The list of a site's pages for search engines, and the pages that send an old address to its new one."""

from collections.abc import Iterable
from urllib.parse import quote

from generator.escape import to_xml
from generator.pages.page import PlannedPage
from generator.settings import Settings

SITEMAP = "sitemap.xml"


def to_sitemap(listing: Iterable[PlannedPage], written: Iterable[str], settings: Settings) -> str:
    """Make the sitemap of all generated pages, and of the pages written by hand at the addresses `written`."""
    entries = [(planned.url, planned.updated) for planned in listing if planned.listed]
    entries += [(url, "") for url in written]
    return render_sitemap(sorted((settings.to_absolute_url(quote(url)), day) for url, day in entries))


def render_sitemap(entries: Iterable[tuple[str, str]]) -> str:
    """Render whole addresses, each with the day of its last change or the empty string where none is known.

    MkDocs' own sitemap gives every page the day of the build, which says nothing and differs from build to build.
    """
    lines = [
        f"<url><loc>{to_xml(url)}</loc>{f'<lastmod>{to_xml(day)}</lastmod>' if day else ''}</url>"
        for url, day in entries
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return "\n".join([head, '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">', *lines, "</urlset>", ""])


def render_redirect(title: str, target: str, canonical: str = "") -> str:
    """Render the page at an old address: it sends its reader on, without a script, on any host."""
    link = f'<link rel="canonical" href="{to_xml(canonical)}">\n' if canonical else ""
    return (
        "<!doctype html>\n"
        '<html lang="en">\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{to_xml(title)}</title>\n"
        '<meta name="robots" content="noindex">\n'
        f"{link}"
        f'<meta http-equiv="refresh" content="0; url={to_xml(target)}">\n'
        f'<p>This page has moved: <a href="{to_xml(target)}">{to_xml(title)}</a></p>\n'
        "</html>\n"
    )
