"""Every page that a site has is reached, every link leads somewhere, and what is held back is nowhere."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest

from generator.commonmark import render_html
from generator.corpus import Corpus
from generator.exports import iter_exports
from generator.pages import build_pages
from generator.pages.backlinks import TOPICS, topic_url
from generator.render import Renderer
from generator.routes import page_url, statement_url
from tests.conftest import ROOT
from tests.pages.world import SECRET, settings, world

BASE = "https://site.example/"


@dataclass
class Document(HTMLParser):
    """The ids and the links of a page."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name == "id":
                self.ids.append(value or "")
            elif name == "href":
                self.links.append(value or "")
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(int(tag[1]))


def read(corpus: Corpus) -> Iterator[tuple[str, Document, str]]:
    renderer = Renderer([ROOT / "templates"], corpus, settings())
    for page in build_pages(corpus, settings()):
        output = renderer.render(page)
        html = render_html(str(output.content), output.sections)
        document = Document()
        document.feed(html)
        yield page.url, document, html


@cache
def read_world() -> dict[str, tuple[Document, str]]:
    return {url: (document, html) for url, document, html in read(world())}


def find_broken(corpus: Corpus, documents: dict[str, Document]) -> set[str]:
    files = {output.path for output in iter_exports(corpus, settings())}
    broken = set()
    for url, document in documents.items():
        for link in document.links:
            target = urlsplit(urljoin(BASE + url, link))
            if f"{target.scheme}://{target.netloc}/" != BASE:
                continue
            path = target.path.removeprefix("/")
            found = documents.get(path)
            if path not in files and (found is None or (target.fragment and target.fragment not in found.ids)):
                broken.add(f"{url} -> {link}")
    return broken


def test_every_link_of_the_invented_world_leads_to_a_page_a_place_or_a_file() -> None:
    assert find_broken(world(), {url: document for url, (document, _) in read_world().items()}) == set()


def test_every_link_of_the_shipped_briefings_leads_to_a_page_a_place_or_a_file(corpus: Corpus) -> None:
    documents = {url: document for url, document, _ in read(corpus)}
    assert len(documents) > len(corpus.definitions)
    assert find_broken(corpus, documents) == set()


def test_every_page_has_one_first_heading_and_each_id_once() -> None:
    for url, (document, _) in read_world().items():
        assert document.headings.count(1) == 1, url
        assert len(document.ids) == len(set(document.ids)), url


def test_every_record_and_briefing_has_a_page_that_another_page_links_to() -> None:
    pages = read_world()
    linked = {urlsplit(urljoin(BASE + url, link)).path[1:] for url, (page, _) in pages.items() for link in page.links}
    for name, definition in world().definitions.items():
        assert page_url(definition.kind, name) in pages
        assert page_url(definition.kind, name) in linked, name


@pytest.mark.parametrize("shipped", [False, True])
def test_whatever_speaks_of_a_record_is_linked_from_its_page(shipped: bool, corpus: Corpus) -> None:
    told = corpus if shipped else world()
    links = {
        url: {urljoin(BASE + url, link) for link in document.links}
        for url, document, _ in (read(told) if shipped else ((url, *page) for url, page in read_world().items()))
    }
    for name, kinds in told.backlinks.items():
        kind = told.kind_of(name)
        if kind in (None, "briefs"):
            continue
        url = page_url(kind, name)
        lists = [topic_url(kind, name, topic) for topic in TOPICS[kind]]
        found = set().union(*(links.get(each, set()) for each in [url, *lists]))
        for backlinks in kinds.values():
            for backlink in backlinks:
                assert BASE + statement_url(backlink.statement) in found, (name, backlink.statement.home)


def test_what_is_held_back_occurs_in_no_page_and_no_address() -> None:
    for url, (_, html) in read_world().items():
        assert SECRET not in html, url
        assert "secret" not in html, url
        assert "held" not in url, url


def test_a_quotation_has_its_anchor_in_its_briefing_alone() -> None:
    anchored = {url for url, (document, _) in read_world().items() if "quote-simple" in document.ids}
    assert anchored == {"briefs/round-one/"}
