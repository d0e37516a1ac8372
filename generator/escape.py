"""Every way in which a text is escaped: this module alone makes markup of text.

`to_html` writes for two readers at once: an HTML parser, and a CommonMark parser that sees the text inside a raw HTML
block. A character that either could take for markup becomes a numeric character reference; so do line ends, since an
empty line would end the block, and white space at which a parser might cut. Letters of any script stay as they are.
"""

import json
import re
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

# In a raw HTML block these stand for themselves in CommonMark and its common extensions.
_LITERAL = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ ,.;?/()%'-")
# NEL stays as it is: HTML reads the reference of any C1 control as a character of windows-1252.
_REFERENCES = {code: f"&#{code};" for code in range(128) if chr(code) not in _LITERAL} | {
    code: f"&#{code};" for code in (0xA0, 0xAD, 0x2028, 0x2029, 0xFEFF)
}
_BIBTEX = {ord(character): f"\\{character}" for character in "#$%&_"} | {
    ord("\\"): "\\textbackslash{}",
    ord("{"): "\\textbraceleft{}",
    ord("}"): "\\textbraceright{}",
    ord("~"): "\\textasciitilde{}",
    ord("^"): "\\textasciicircum{}",
    **dict.fromkeys(map(ord, "\n\r\t"), " "),
}
_ICAL = {ord("\\"): "\\\\", ord(";"): "\\;", ord(","): "\\,", ord("\n"): "\\n"}
_SPACES = re.compile(r"^ | (?= )| $|-(?=-)")
_NOT_IN_YAML = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]')
# What spreadsheets take for the beginning of a formula, in both widths that East Asian keyboards have.
_GUARD = "'"
_GUARDED = (*"=+-@\t\r＝＋－＠", _GUARD)


class Html(Markup):
    """Text that is HTML already: made by this module, and by nothing else."""

    def __new__(cls, text: str = "") -> "Html":
        """Take a text as HTML. Markup looks first whether it has HTML of its own, which takes twice as long."""
        return str.__new__(cls, text)


@lru_cache(maxsize=65_536)
def to_html(text: str) -> Html:
    """Escape a text for the body and for the double-quoted attributes of HTML inside Markdown."""
    escaped = text.translate(_REFERENCES)
    if "  " in escaped or "--" in escaped or escaped[:1] == " " or escaped[-1:] == " ":
        escaped = _SPACES.sub(lambda match: f"&#{ord(match[0])};", escaped)
    return Html(escaped)


def finalize(value: Any) -> Any:
    """Escape whatever a template prints, unless it is HTML already; the Jinja environment calls it on everything.

    A missing optional value prints nothing.
    """
    if isinstance(value, Markup):
        return value
    return to_html("" if value is None else str(value))


def element(tag: str, content: Html, **attributes: str | None) -> Html:
    """Make an element of a fixed tag around HTML; an attribute's name loses a final `_`, and None leaves it out."""
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{to_html(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return Html(f"<{tag}{written}>{content}</{tag}>")


def join(parts: "list[Html] | tuple[Html, ...]", separator: str = "") -> Html:
    """Put pieces of HTML one after the other; the separator is text."""
    if len(parts) == 1 and isinstance(parts[0], Html):
        return parts[0]
    # What is not HTML already is escaped on the way.
    return to_html(separator).join(parts)


def to_xml(text: str) -> Html:
    """Escape a text for XML, and for HTML that no Markdown parser sees."""
    return Html(escape(text))


def to_bibtex(text: str) -> str:
    """Escape a text for a field of BibTeX between braces: also single braces and backslashes leave these balanced."""
    return text.translate(_BIBTEX)


def to_ical_text(text: str) -> str:
    """Escape a text for a value of iCalendar (RFC 5545 §3.3.11)."""
    return text.translate(_ICAL)


def to_csv_text(text: str) -> str:
    """Write a text so that no spreadsheet takes it for a formula: one apostrophe comes off again."""
    return _GUARD + text if text.startswith(_GUARDED) else text


def to_yaml_line(text: str) -> str:
    """Write any text as a YAML scalar on one line, every character kept."""
    return f'"{_NOT_IN_YAML.sub(_escape_in_yaml, text)}"'


def _escape_in_yaml(match: re.Match[str]) -> str:
    character = match[0]
    return f"\\{character}" if character in '\\"' else f"\\u{ord(character):04x}"


def to_json_in_script(value: Any) -> Html:
    """Write a value as JSON that can stand in a `<script type="application/ld+json">` (HTML §4.12.1.3)."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Html(text)
