"""The plain Markdown that other programs are measured on says what the made-up corpus says, and its links lead on."""

import posixpath
import re
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from benchmarks.corpus import SEED, iter_briefs
from benchmarks.entities import make_world
from benchmarks.plain import MOST_LINKS, iter_pages, link_in_hugo, link_in_mkdocs

BRIEFS = 40
_LINK = re.compile(r"\]\((?!https:|#)([^)]+)\)")
_REFERENCE = re.compile(r"\[\[[^\]]*\]\]|\[@[^\]]*\]")
# What a page shows in another form: as a link with the record's name, or as part of a list of sources.
_SHOWN_OTHERWISE = {"id", "language", "sources", "url", "kind", "published", "citing"}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return dict(iter_pages(BRIEFS, link_in_mkdocs))


def iter_texts(value: Any) -> Iterator[str]:
    """Yield every text of a value that a reader is to see, cut where a reference stands in it."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key not in _SHOWN_OTHERWISE:
                yield from iter_texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from iter_texts(item)
    else:
        yield from (part.strip() for part in _REFERENCE.split(value))


def test_every_text_of_a_briefing_stands_on_its_page(pages: dict[str, str]) -> None:
    world = make_world(BRIEFS, Random(SEED))
    ids = {name: made.get("name") or made["title"] for kind in world.registries.values() for name, made in kind.items()}
    for brief in iter_briefs(world, BRIEFS):
        ids[brief.id] = brief.fields["title"]
        page = pages[f"briefs/{brief.id}.md"]
        missing = [text for text in iter_texts(brief.fields) if ids.get(text, text) not in page]
        assert missing == [], brief.id


def test_every_record_has_a_page_that_lists_the_briefings_that_name_it(pages: dict[str, str]) -> None:
    world = make_world(BRIEFS, Random(SEED))
    for kind, records in world.registries.items():
        assert kind == "sources" or {f"{kind}/{name}.md" for name in records} <= pages.keys()
    process = world.registries["processes"]
    listed = sum(pages[f"processes/{name}.md"].count("](../briefs/") for name in process)
    assert listed == BRIEFS
    assert all(page.count("](../briefs/") <= MOST_LINKS for page in pages.values())


def test_links_lead_to_pages(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        for target in _LINK.findall(text):
            assert posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) in pages, (path, target)


def test_links_for_hugo_lead_to_the_same_pages(pages: dict[str, str]) -> None:
    for path, text in iter_pages(BRIEFS, link_in_hugo):
        address = path.removesuffix(".md") if path != "index.md" else ""
        targets = [posixpath.normpath(posixpath.join(address, target)) + ".md" for target in _LINK.findall(text)]
        assert set(targets) <= pages.keys(), path
