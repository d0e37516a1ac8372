"""What hand-written pages are made of beside themselves."""

import pytest

from generator.links_out import LINKS_OUT
from generator.written_files import may_read_more


def test_most_extensions_of_markdown_read_nothing_else() -> None:
    assert not may_read_more(["toc", "tables", "markdown.extensions.footnotes", "pymdownx.blocks.tab", LINKS_OUT])


@pytest.mark.parametrize("name", ["pymdownx.snippets", "pymdownx.b64", "markdown_include.include", "ours:Extension"])
def test_others_may(name: str) -> None:
    assert may_read_more(["toc", name])
