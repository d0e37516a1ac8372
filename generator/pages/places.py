"""The page of a place: what happened there, and what is said of it."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from generator.corpus import Corpus
from generator.model.types import country_names
from generator.pages.backlinks import TopicView, build_topics
from generator.pages.entries import Fact
from generator.pages.head import Head, build_head, to_record_page
from generator.pages.maps import MapPicture, build_place_map
from generator.pages.notes import SourceEntry
from generator.pages.page import Page, PlannedPage
from generator.pages.scribe import Scribe
from generator.pages.values import Link
from generator.routes import page_url
from generator.settings import Settings


class PlaceView(NamedTuple):
    """All that the page of a place holds."""

    head: Head
    map: MapPicture | None
    topics: tuple[TopicView, ...]
    sources: tuple[SourceEntry, ...]


def plan_places(corpus: Corpus, settings: Settings) -> Iterator[PlannedPage]:
    """Plan the page of every place."""
    for name in corpus.places:
        yield PlannedPage(page_url("places", name), partial(build_place_page, name))


def build_place_page(name: str, corpus: Corpus, settings: Settings) -> Page:
    """Build the page of one place."""
    place = corpus.places[name]
    scribe = Scribe.at(page_url("places", name), corpus, settings)
    country = country_names().get(place.country or "", "")
    around = places_around(corpus, place.within)
    head = build_head(
        scribe,
        "places",
        name,
        above=around,
        meta=[Fact("", tuple(Link(text) for text in (place.kind and place.kind.label, country) if text))],
        disputed=place.disputed,
        facts=[Fact("Lies in", scribe.links(reversed(around)))],
    )
    view = PlaceView(head, build_place_map(scribe, name), build_topics(scribe, "places", name), scribe.notes.entries())
    return to_record_page(scribe, "places", view)


def places_around(corpus: Corpus, name: str | None) -> list[str]:
    """Return a place and those that it lies in, the widest first."""
    found: list[str] = []
    while name and name not in found:
        found.insert(0, name)
        place = corpus.places.get(name)
        name = place.within if place else None
    return found
