"""Maps: of one place, and of all places that have coordinates, with a list in words beside each picture."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

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
# In points of the picture: the height of a line of names, the width of a letter, half a dot, and the way to its name.
_LINE, _LETTER, _DOT, _GAP = 16, 9, 7, 10
# By how much the style sheet enlarges names on a phone.
_ENLARGED = 1.7


class Marker(NamedTuple):
    """A place in a picture; `name` is written beside it, to the left where there is no room to the right.

    `is_small` is said of a name that has room on a phone, too, where names are larger beside the land.
    """

    x: float
    y: float
    title: str
    name: str
    is_left: bool
    is_small: bool


class MapPicture(NamedTuple):
    """A map as numbers: the size of the picture, the path of the land, the places."""

    width: int
    height: int
    label: str
    land: str
    markers: tuple[Marker, ...]


class PlaceLine(NamedTuple):
    """A place in the list beside the map, with what happened there."""

    place: Link
    country: str
    words: tuple[str, ...]
    disputed: str


class MapView(NamedTuple):
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
    points = [(*frame.to_picture(lon, lat), ", ".join(titles)) for (lon, lat), titles in found.items()]
    return MapPicture(frame.width, frame.height, label, to_land_path(frame), tuple(_iter_markers(points, frame.width)))


def _iter_markers(points: Sequence[tuple[float, float, str]], width: int) -> Iterator[Marker]:
    """Yield the points, each with its name where that covers no other point and no name before it."""
    names: list[_Box] = []
    large: list[_Box] = []
    for x, y, title in points:
        dots = [
            _Box(at - _DOT, at + _DOT, height - _DOT, height + _DOT)
            for at, height, _ in points
            if (at, height) != (x, y)
        ]
        sides = [_Box.beside(x, y, title, is_left) for is_left in (x > width * 0.75, x <= width * 0.75)]
        # A name too long for either side is cut off by the picture's edge; beside it the place has it whole.
        sides.sort(key=lambda box: not box.is_within(width))
        free = (box for box in sides if not box.meets_any([*dots, *names]))
        box = next(free, None) if len(points) <= _NAMED else None
        if box is None:
            yield Marker(x, y, title, "", False, False)
            continue
        names.append(box)
        is_left = box.left < x
        wide = _Box.beside(x, y, title, is_left, _ENLARGED)
        is_small = wide.is_within(width) and not wide.meets_any([*dots, *large])
        if is_small:
            large.append(wide)
        yield Marker(x, y, title, title, is_left, is_small)


class _Box(NamedTuple):
    """What a name or a point takes up in a picture, by a rough guess of the widths of letters."""

    left: float
    right: float
    top: float
    bottom: float

    @classmethod
    def beside(cls, x: float, y: float, name: str, is_left: bool, scale: float = 1) -> "_Box":
        width, half = len(name) * _LETTER * scale, _LINE * scale / 2
        left, right = (x - _GAP - width, x - _GAP) if is_left else (x + _GAP, x + _GAP + width)
        return cls(left, right, y - half, y + half)

    def is_within(self, width: int) -> bool:
        return self.left >= 0 and self.right <= width

    def meets_any(self, others: Iterable["_Box"]) -> bool:
        return any(
            self.left < one.right and one.left < self.right and self.top < one.bottom and one.top < self.bottom
            for one in others
        )


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
