"""Pages that lead from the address of an id that was renamed to the new one."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from generator.corpus import Corpus
from generator.pages.page import Page, PlannedPage
from generator.pages.scribe import Scribe
from generator.pages.values import Link
from generator.routes import page_url
from generator.settings import Settings


class RedirectView(NamedTuple):
    """Where the page has gone."""

    target: Link


def plan_redirects(corpus: Corpus, settings: Settings) -> Iterator[PlannedPage]:
    """Plan a page for every former id."""
    for name, definition in corpus.definitions.items():
        for former in definition.model.formerly if definition.model else ():
            yield PlannedPage(page_url(definition.kind, former), partial(build_redirect, name, former), listed=False)


def build_redirect(name: str, former: str, corpus: Corpus, settings: Settings) -> Page:
    """Build the page at a former address."""
    scribe = Scribe.at(page_url(corpus.kinds[name], former), corpus, settings)
    target = scribe.link(name)
    meta = {"kind": "redirect", "redirect": target.url, "noindex": True, "search": False}
    return Page(scribe.url, "redirect", target.text, RedirectView(target), meta=meta)
