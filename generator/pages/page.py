"""What a page is before it is rendered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Section:
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
