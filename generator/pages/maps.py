"""Maps: of one place, and of all places that have coordinates, with a list in words beside each picture."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from generator.corpus import Corpus
from generator.model.brief import Outcome
from generator.model.statement import Statement
from generator.model.types import country_names
from generator.pages.geography import cut_coordinates, to_frame, to_land_path
from generator.pages.page import Page, PlannedPage
from generator.pages.scribe import Scribe
from generator.pages.split import Pager, Part, build_pagers, split
from generator.pages.values import Link
from generator.settings import Settings

_URL = "map/"
_PAGE_SIZE = 200
# In degrees: how much of its surroundings the map of one place shows, and the margin around those of all.
_AROUND, _MARGIN, _LEAST = 14.0, 3.0, 24.0
# How many places are named in the picture: more would cover one another.
_NAMED = 40
# The height of a line of names, and the width of a letter, in points of the picture.
_LINE, _LETTER = 16, 9


@dataclass(frozen=True, slots=True)
class Marker:
    """A place in a picture; `name` is written beside it, to the left where there is no room to the right."""

    x: float
    y: float
    title: str
    name: str
    is_left: bool


@dataclass(frozen=True, slots=True)
class MapPicture:
    """A map as numbers: the size of the picture, the path of the land, the places."""

    width: int
    height: int
    label: str
    land: str
    markers: tuple[Marker, ...]


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place in the list beside the map, with what happened there."""

    place: Link
    country: str
    words: tuple[str, ...]
    disputed: str


@dataclass(frozen=True, slots=True)
class MapView:
    """The map of all places: the picture on its first page, the list on all."""

    lead: str
    picture: MapPicture | None
    pagers: tuple[Pager, ...]
    places: tuple[PlaceLine, ...]


def plan_map(corpus: Corpus, settings: Settings) -> Iterator[PlannedPage]:
    """Plan the map; a site whose places have no coordinates has none."""
    names = find_places(corpus)
    for part in _split(names) if names else ():
        yield PlannedPage(part.url, partial(build_map, part.url))


def build_map(url: str, corpus: Corpus, settings: Settings) -> Page:
    """Build one page of the map."""
    scribe = Scribe.at(url, corpus, settings)
    names = find_places(corpus)
    parts = _split(names)
    part = next(part for part in parts if part.url == url)
    is_first = part.number == 1
    lead = "Places with a known position, in alphabetical order. Points are as exact as is published of each."
    view = MapView(
        lead=lead,
        picture=build_picture(scribe, names, "Map of the places listed below", _MARGIN, _LEAST) if is_first else None,
        pagers=build_pagers(scribe, parts, part),
        places=tuple(_build_line(scribe, name) for name in names[part.start : part.stop]),
    )
    return Page(url, "map", "Map", view, lead, (), {"kind": "map", "search": False})


def find_places(corpus: Corpus) -> list[str]:
    """Return the places that have coordinates, in alphabetical order."""
    found = [name for name, place in corpus.places.items() if cut_coordinates(place)]
    return sorted(found, key=lambda name: (corpus.places[name].name.casefold(), name))


def build_place_map(scribe: Scribe, name: str) -> MapPicture | None:
    """Build the map of one place and its surroundings; None where its position is not known."""
    place = scribe.corpus.places[name]
    if cut_coordinates(place) is None:
        return None
    return build_picture(scribe, [name], f"Map: where {place.name} lies", 0.0, _AROUND)


def build_conflict_map(scribe: Scribe, name: str, events: Iterable[Statement]) -> MapPicture | None:
    """Build the map of where a conflict, its meetings and its outcomes take place; None where that is not known."""
    found = dict.fromkeys(scribe.corpus.conflicts[name].places)
    for event in events:
        entry = event.entry
        places = entry.places if isinstance(entry, Outcome) else (getattr(entry, "place", None),)
        found.update(dict.fromkeys(place for place in places if place))
    known = [place for place in found if cut_coordinates(scribe.corpus.places[place])]
    label = f"Map of the places of the conflict: {', '.join(scribe.name(place) for place in known[:_NAMED])}"
    return build_picture(scribe, known, label, _MARGIN, _LEAST) if known else None


def build_picture(scribe: Scribe, names: Sequence[str], label: str, margin: float, least: float) -> MapPicture:
    """Draw places that have coordinates; those at one point share a marker."""
    found: dict[tuple[float, float], list[str]] = {}
    for name in names:
        point = cut_coordinates(scribe.corpus.places[name])
        if point:
            found.setdefault(point, []).append(scribe.name(name))
    frame = to_frame(found, margin, least)
    markers: list[Marker] = []
    for (lon, lat), titles in found.items():
        x, y = frame.to_picture(lon, lat)
        is_left = x > frame.width * 0.75
        title = ", ".join(titles)
        has_room = len(found) <= _NAMED and not any(_covers(other, x, y, is_left, title) for other in markers)
        markers.append(Marker(x, y, title, title if has_room else "", is_left))
    return MapPicture(frame.width, frame.height, label, to_land_path(frame), tuple(markers))


def _covers(marker: Marker, x: float, y: float, is_left: bool, title: str) -> bool:
    """Tell whether a name beside a point would run into the name of a marker, by a rough guess of widths."""
    if not marker.name or abs(marker.y - y) >= _LINE:
        return False
    spans = [
        (at - len(name) * _LETTER, at) if left else (at, at + len(name) * _LETTER)
        for at, name, left in ((marker.x, marker.name, marker.is_left), (x, title, is_left))
    ]
    return spans[0][0] < spans[1][1] and spans[1][0] < spans[0][1]


def _build_line(scribe: Scribe, name: str) -> PlaceLine:
    place = scribe.corpus.places[name]
    counts = (("meetings", "meeting"), ("outcomes", "outcome"), ("claims", "claim"))
    told = [(len(scribe.corpus.backlinks_of(name, kind)), word) for kind, word in counts]
    return PlaceLine(
        scribe.link(name),
        country_names().get(place.country or "", ""),
        tuple(f"{count} {word}{'s' if count > 1 else ''}" for count, word in told if count),
        place.disputed or "",
    )


def _split(names: Sequence[str]) -> tuple[Part, ...]:
    return split(_URL, len(names), _PAGE_SIZE)
