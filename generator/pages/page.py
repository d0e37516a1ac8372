"""What a page is before it is rendered."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from generator.corpus import Corpus
from generator.settings import Settings


class Section(NamedTuple):
    """A section heading of a page, and the anchor that it has."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be rendered: its address, its template in `templates/pages/`, and the values that this prints.

    `title` and `description` are plain text. `meta` says more to the theme, such as `kind` or `redirect`.
    """

    url: str
    template: str
    title: str
    view: Any
    description: str = ""
    sections: tuple[Section, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)


class PlannedPage(NamedTuple):
    """A page that the site has: its address, and how it is built.

    Planning is cheap and building is not: a page is built when it is asked for, and again when something that it
    read has changed. So `build` reads nothing but the corpus and the settings that it is given, by id where it can.

    `updated` is the day of its last change, for search engines, which are not told of pages that are not `listed`.
    """

    url: str
    build: Callable[[Corpus, Settings], Page]
    updated: str = ""
    listed: bool = True


def to_slug(title: str) -> str:
    """Return the anchor of one of our own headings: the same that any Markdown engine would give it."""
    return title.lower().replace(" ", "-")


def to_sections(view: Any, titles: Iterable[tuple[str, str]]) -> tuple[Section, ...]:
    """Return the sections that a page has, of the fields that may fill one and their titles; not the empty ones."""
    return tuple(Section(to_slug(title), title) for field, title in titles if getattr(view, field))
