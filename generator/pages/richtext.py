"""Rich text to HTML: the one place where an author's marks become markup."""

from collections.abc import Iterable, Iterator
from itertools import groupby, zip_longest
from typing import Protocol

from generator.escape import Html, element, join, to_html
from generator.model.rich import parse_rich
from generator.model.rich_nodes import Kind, Node
from generator.pages.values import Link, Ref

_TAGS = {
    Kind.PARAGRAPH: "p",
    Kind.BULLET_LIST: "ul",
    Kind.ITEM: "li",
    Kind.BLOCK_QUOTE: "blockquote",
    Kind.EMPHASIS: "em",
    Kind.STRONG: "strong",
}


class Notes(Protocol):
    """What numbers source notes."""

    def ref(self, source: str, locator: str) -> Ref:
        """Note a source; return its number."""


class Linker(Protocol):
    """What knows the page that a text is printed on."""

    @property
    def notes(self) -> Notes:
        """The page's source notes."""

    def link(self, name: str, text: str = "") -> Link:
        """Return a link to a record."""


def to_markup(text: str, linker: Linker, *, cites: bool = True) -> Html:
    """Render a rich text that was checked before; without `cites`, without its source notes."""
    blocks = parse_rich(text).blocks
    return _join(blocks if cites or "[@" not in text else _without_notes(blocks), linker)


def _without_notes(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    closed = _close_up(nodes)
    return tuple(
        node._replace(children=_without_notes(node.children)) if node.children else node
        for node in closed
        if node.kind is not Kind.NOTE
    )


def link_element(link: Link) -> Html:
    """Make a link, its text isolated from the direction of the words around it; a link out says so to browsers."""
    text = element("bdi", to_html(link.text))
    return element("a", text, href=link.url, rel=link.rel) if link.url else text


def _ref_link(ref: Ref) -> Html:
    label = to_html(ref.label)
    return Html(f'<a href="#source-{ref.number}" id="{ref.id}" aria-label="{label}">{ref.number}</a>')


def _join(nodes: tuple[Node, ...], linker: Linker) -> Html:
    parts: list[Html] = []
    for is_note, run in groupby(_close_up(nodes), _is_note):
        if is_note:
            parts.append(_render_notes(run, linker))
        else:
            parts += [_render(node, linker) for node in run]
    return join(parts)


def _is_note(node: Node) -> bool:
    return node.kind is Kind.NOTE


def _render_notes(nodes: Iterable[Node], linker: Linker) -> Html:
    """Render source numbers that stand side by side: they share one superscript."""
    links = join([_ref_link(linker.notes.ref(node.target, node.text)) for node in nodes], " ")
    return Html(f'<sup class="cb-refs" data-search-skip>{links}</sup>')


def _close_up(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Leave out the space before a source number: it is written for the eye of the author, and would show as a gap."""
    for node, after in zip_longest(nodes, nodes[1:]):
        if node.kind is not Kind.TEXT:
            yield node
        elif after is None or after.kind is not Kind.NOTE:
            if node.text:
                yield node
        elif text := node.text.rstrip():
            yield node._replace(text=text)


def _render(node: Node, linker: Linker) -> Html:
    match node.kind:
        case Kind.TEXT:
            return to_html(node.text)
        case Kind.CODE:
            return element("code", to_html(node.text))
        case Kind.CODE_BLOCK:
            return element("pre", element("code", to_html(node.text)), tabindex="0")
        case Kind.HARD_BREAK:
            return Html("<br>")
        case Kind.RECORD:
            return link_element(linker.link(node.target, node.text))
        case Kind.LINK:
            return element("a", _join(node.children, linker), href=node.target, rel=Link("", node.target).rel)
        case Kind.ORDERED_LIST:
            start = None if node.target == "1" else node.target
            return element("ol", _join(node.children, linker), start=start)
        case _:
            return element(_TAGS[node.kind], _join(node.children, linker))
