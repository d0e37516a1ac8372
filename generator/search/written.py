"""Pages that are written by hand as results: one for each of their sections."""

from html.parser import HTMLParser

from generator.search.items import Item

# Elements whose words stand apart from those around them.
_APART = frozenset(["p", "li", "td", "th", "tr", "dt", "dd", "pre", "div", "h1", "h2", "h3", "h4", "br", "summary"])


def build_sections(url: str, title: str, html: str) -> list[Item]:
    """Build the results that lead to a page and to its sections, from the HTML of its text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    items = []
    for anchor, heading, words in reader.sections:
        text = " ".join("".join(words).split())
        name = " ".join("".join(heading).split())
        if text or name:
            about = (title,) if anchor else ()
            items.append(Item("page", f"{url}#{anchor}" if anchor else url, name or title, body=text, about=about))
    return items


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sections: list[tuple[str, list[str], list[str]]] = [("", [], [])]
        self._is_heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("id")
        if tag == "h2" and name:
            self.sections.append((name, [], []))
        self._is_heading = self._is_heading or tag == "h1" or (tag == "h2" and bool(name))
        if tag in _APART:
            self._add(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _APART:
            self._add(" ")
        if tag in ("h1", "h2"):
            self._is_heading = False

    def handle_data(self, data: str) -> None:
        self._add(data)

    def _add(self, text: str) -> None:
        _, heading, words = self.sections[-1]
        (heading if self._is_heading else words).append(text)
