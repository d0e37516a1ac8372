"""Page to Markdown: the Jinja environment in which nothing is printed unescaped."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateAssertionError, nodes

from generator.escape import finalize
from generator.pages.page import Page
from generator.pages.page import Section as Section

_HEADING = re.compile(r"^## ")
# What a template can do to a value. Sorting, grouping and wording are done before, and nothing here makes HTML.
_FILTERS = ("first", "last", "length")


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site: a page's Markdown where `path` ends in `.md`, else its content as it is.

    `title` and `description` are plain text, not escaped. `meta` says more to the theme.
    """

    path: str
    content: str | bytes
    title: str = ""
    description: str = ""
    sections: tuple[Section, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)

    @property
    def data(self) -> bytes:
        """The content as bytes."""
        return self.content.encode() if isinstance(self.content, str) else self.content


class _Environment(Environment):
    """Jinja without its ways around escaping: names that begin with `_` are refused when a template is read.

    Jinja's own sandbox looks at every attribute whenever it is printed, which is half of a page's time.
    """

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        for found in template.find_all(nodes.Getattr):
            if found.attr.startswith("_"):
                raise TemplateAssertionError(f"`{found.attr}` is not for templates", found.lineno, name, filename)
        return template

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Take an item, and never an attribute by a name that is put together."""
        try:
            return obj[argument]
        except (LookupError, TypeError, AttributeError):
            return self.undefined(obj=obj, name=argument)


class Renderer:
    """Renders pages with the templates of several folders; one in an earlier folder takes the place of others."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._environment = _Environment(
            loader=FileSystemLoader([str(folder) for folder in folders]),
            autoescape=True,
            finalize=finalize,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
        )
        self._environment.filters = {name: self._environment.filters[name] for name in _FILTERS}
        self._environment.globals = {}

    def render(self, page: Page) -> Output:
        """Render a page to Markdown: its path is the page's address and `index.md`."""
        template = self._environment.get_template(f"pages/{page.template}.md")
        text = template.render(page=page, view=page.view)
        markdown = tidy_markdown(text)
        return Output(f"{page.url}index.md", markdown, page.title, page.description, page.sections, page.meta)


def tidy_markdown(text: str) -> str:
    """Take indentation and empty lines out of what a template gave, and part Markdown headings from the rest.

    Line ends in texts are references by now, so what is indented or empty is the template's layout; CommonMark would
    make code of the one, and end a block of raw HTML at the other.
    """
    lines = (line.strip(" \t") for line in text.split("\n"))
    return "\n".join(f"\n{line}\n" if _HEADING.match(line) else line for line in lines if line).strip() + "\n"
