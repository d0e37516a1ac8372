"""Makes generated pages, in processes: builds and renders each, puts it into the theme, writes it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.pages.page import PlannedPage
from generator.render import Renderer
from generator.search import is_indexed
from generator.site import Content
from generator.stale import Question, Watch
from generator.theme import Theme
from generator.tree import Tree


@dataclass(frozen=True)
class MadePages:
    """What a process made: by page the digest of its file and its questions, which stand once each in a list.

    `indexed` are the files that are for the search.
    """

    questions: tuple[Question, ...]
    pages: Mapping[str, tuple[str, tuple[int, ...]]]
    indexed: frozenset[str]


@dataclass(frozen=True)
class PageMaker:
    """All that it takes to make pages: the corpus, the templates and the theme, and the folder to write into."""

    content: Content
    renderer: Renderer
    theme: Theme
    folder: Path

    def make(self, pages: Iterable[PlannedPage]) -> MadePages:
        """Build, render and write pages; return what they asked of the corpus."""
        settings, tree = self.content.settings, Tree(self.folder)
        questions: dict[Question, int] = {}
        made: dict[str, tuple[str, tuple[int, ...]]] = {}
        indexed: set[str] = set()
        for planned in pages:
            watch = Watch()
            output = self.renderer.render(planned.build(watch.over(self.content.corpus), settings), watch.questions)
            data = self.theme.dress(output).encode()
            digest = tree.write(page_path(planned.url), data)
            if is_indexed(data):
                indexed.add(page_path(planned.url))
            made[planned.url] = (
                digest,
                tuple(questions.setdefault(one, len(questions)) for one in watch.questions),
            )
        return MadePages(tuple(questions), made, frozenset(indexed))


def page_path(url: str) -> str:
    """Return the path of a page's file."""
    return f"{url}index.html"
