"""Makes generated pages, in processes: builds and renders each, puts it into the theme, writes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.pages.page import PlannedPage
from generator.processes import collection_paused
from generator.record import MadeUnits, Numbers, to_numbers
from generator.render import Renderer
from generator.search_text import is_searched
from generator.site import Content, Dresser
from generator.stale import Asked
from generator.tree import Tree


@dataclass(frozen=True)
class PageMaker:
    """All that it takes to make pages: the corpus, the templates, the theme around, and the folder to write into."""

    content: Content
    renderer: Renderer
    dresser: Dresser
    folder: Path

    def make(self, pages: Iterable[PlannedPage]) -> MadeUnits:
        """Build, render and write pages; return what they asked of the corpus."""
        settings, tree = self.content.settings, Tree(self.folder)
        watch = self.renderer.watch
        questions: dict[Asked, int] = {}
        units: dict[str, tuple[dict[str, str], Numbers]] = {}
        indexed: set[str] = set()
        with collection_paused():
            for planned in pages:
                path = page_path(planned.url)
                with watch.gathering() as asked:
                    output = self.renderer.render(planned.build(watch.corpus, settings))
                html = self.dresser.dress(output)
                numbers = to_numbers([questions.setdefault(one, len(questions)) for one in asked])
                units[planned.url] = ({path: tree.write(path, html.encode())}, numbers)
                if is_searched(html):
                    indexed.add(path)
        return MadeUnits(tuple(questions), units, frozenset(indexed))


def page_path(url: str) -> str:
    """Return the path of a page's file."""
    return f"{url}index.html"
