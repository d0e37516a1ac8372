"""The Content-Security-Policy of the site's pages.

Only scripts that stand in the theme's own templates may run. Their hashes are taken from pages that hold no content:
a script that found its way in with a text has no hash, and stays dead.
"""

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html.parser import HTMLParser

_DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self'{hashes}",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    # The search box works without a script, too.
    "form-action 'self'",
    "object-src 'none'",
)
_SCRIPT_TYPES = ("", "text/javascript", "module")


def to_policy(pages: Iterable[str]) -> str:
    """Make the policy that lets the inline scripts of these pages run, and nothing else that is inline."""
    scripts = {script for page in pages for script in find_inline_scripts(page)}
    hashes = sorted(f" 'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts)
    return "; ".join(_DIRECTIVES).format(hashes="".join(hashes))


def find_inline_scripts(html: str) -> list[str]:
    """Collect the scripts that stand in a page; data that a script reads (`application/json`) is none."""
    finder = _ScriptFinder()
    finder.feed(html)
    finder.close()
    return finder.scripts


class _ScriptFinder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: list[str] = []
        self._is_open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "script" and "src" not in attributes and (attributes.get("type") or "").lower() in _SCRIPT_TYPES:
            self._is_open = True
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._is_open = False

    def handle_data(self, data: str) -> None:
        if self._is_open:
            self.scripts[-1] += data
