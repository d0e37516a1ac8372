"""Markdown of generated pages to HTML, by cmark.

Generated pages use Markdown for structure alone: their section headings. Everything else in them is raw HTML whose
texts are escaped already. So plain CommonMark is enough, and no extension can touch a text.
"""

import ctypes
import re
import sys
from collections.abc import Sequence
from html import unescape

from cmarkgfm import _cmark
from cmarkgfm.cmark import Options

from generator.escape import to_xml
from generator.render import Section

# A heading that was written in Markdown has no attributes; one in raw HTML has a class or an id.
# Windows has a memory of its own for each library; there it is kept.
_FREE = ctypes.CDLL(None).free if sys.platform != "win32" else None
if _FREE is not None:
    _FREE.argtypes, _FREE.restype = [ctypes.c_void_p], None
_HEADING = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ID = re.compile(r"""\sid=(?:"([^"]*)"|'([^']*)')""")


class SectionError(ValueError):
    """A page's headings are not the sections that it names: a template and its view model differ."""


def render_html(markdown: str, sections: Sequence[Section] = ()) -> str:
    """Render a generated page's Markdown, and give its section headings their ids, in order."""
    html = _to_html(markdown)
    expected = iter(sections)

    def add_id(match: re.Match[str]) -> str:
        title = unescape(_TAG.sub("", match[1]))
        section = next(expected, None)
        if section is None or section.title != title:
            wanted = f"“{section.title}”" if section else "no more"
            raise SectionError(f"the page has the heading “{title}” where its sections name {wanted}")
        return f'<h2 id="{to_xml(section.id)}">{match[1]}</h2>'

    html = _HEADING.sub(add_id, html)
    if (missing := next(expected, None)) is not None:
        raise SectionError(f"the page has no heading “{missing.title}”, which its sections name")
    return html


def _to_html(markdown: str) -> str:
    """Call cmark, and give back the memory of what it rendered: its binding keeps it, as much as all pages together."""
    data = markdown.encode()
    rendered = _cmark.lib.cmark_markdown_to_html(data, len(data), Options.CMARK_OPT_UNSAFE)
    html: str = _cmark.ffi.string(rendered).decode()
    if _FREE is not None:
        _FREE(int(_cmark.ffi.cast("uintptr_t", rendered)))
    return html


def find_ids(html: str) -> set[str]:
    """Collect the ids of a page's elements: what a link from another page may point at."""
    return {unescape(double or single) for double, single in _ID.findall(html)}
