"""Outlines of land and points on them, drawn flat: from degrees to the numbers of a picture."""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from math import cos, radians
from typing import NamedTuple

from generator.model.records import Place
from generator.model.vocabulary import Precision

Point = tuple[float, float]

# How many decimals of a degree each precision leaves: 10 m, 1 km, 10 km, 100 km.
_DECIMALS = {
    Precision.EXACT: 4,
    Precision.SETTLEMENT: 2,
    Precision.DISTRICT: 1,
    Precision.REGION: 0,
    Precision.COUNTRY: 0,
}


_HIGHEST = 0.75


class Frame(NamedTuple):
    """The part of the world that a picture shows, in degrees, and how wide the picture is."""

    west: float
    south: float
    east: float
    north: float
    width: int = 800

    @property
    def height(self) -> int:
        """How high the picture is: shapes are true in its middle."""
        return round((self.north - self.south) * self._scale / self.narrowing)

    def to_picture(self, lon: float, lat: float) -> Point:
        """Return where a place is in the picture."""
        return round((lon - self.west) * self._scale, 1), round((self.north - lat) * self._scale / self.narrowing, 1)

    @property
    def _scale(self) -> float:
        return self.width / (self.east - self.west)

    @property
    def narrowing(self) -> float:
        """How much shorter a degree of longitude is than one of latitude."""
        return max(0.2, cos(radians((self.north + self.south) / 2)))


def cut_coordinates(place: Place) -> Point | None:
    """Return longitude and latitude of a place, cut to what its precision lets be published."""
    if place.lat is None or place.lon is None:
        return None
    decimals = _DECIMALS[place.precision or Precision.SETTLEMENT]
    return round(place.lon, decimals), round(place.lat, decimals)


def to_frame(points: Iterable[Point], margin: float, least: float) -> Frame:
    """Return the frame that holds all points, with a margin around them, and at least so many degrees wide and high."""
    points = list(points)
    west, east = _widen(min(x for x, _ in points), max(x for x, _ in points), margin, least, 180)
    south, north = _widen(min(y for _, y in points), max(y for _, y in points), margin, least * 0.6, 85)
    narrowing = Frame(west, south, east, north).narrowing
    # A picture that is higher than three quarters of its width does not fit on a screen.
    west, east = _widen(west, east, 0, (north - south) / narrowing / _HIGHEST, 180)
    return Frame(west, south, east, north)


def to_land_path(frame: Frame) -> str:
    """Return the land in a frame as the path of an SVG; where outlines cross the frame's edge they run along it."""
    parts = []
    for ring in _read_land():
        clipped = _clip(ring, frame)
        # A step of less than half a point of the picture does not show.
        drawn = list(_thin(frame.to_picture(x, y) for x, y in clipped))
        if len(drawn) > 2:
            parts.append("M" + "L".join(f"{x:g},{y:g}" for x, y in drawn) + "Z")
    return "".join(parts)


@lru_cache(maxsize=1)
def _read_land() -> tuple[tuple[Point, ...], ...]:
    """Read the outlines that come with the package (Natural Earth, public domain)."""
    rings = json.loads(files(__package__).joinpath("land.json").read_bytes())
    return tuple(tuple(_decode(numbers)) for numbers in rings)


def _decode(numbers: list[int]) -> Iterator[Point]:
    x = y = 0
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        yield x / 100, y / 100


def _widen(low: float, high: float, margin: float, least: float, limit: float) -> tuple[float, float]:
    low, high = max(-limit, low - margin), min(limit, high + margin)
    missing = max(0.0, least - (high - low))
    # Where one side is the end of the world, the other has what is missing.
    low = min(max(-limit, low - missing / 2), max(-limit, limit - least))
    return low, min(limit, max(high, low + least))


def _thin(points: Iterable[Point]) -> Iterator[Point]:
    before = (float("inf"), float("inf"))
    for point in points:
        if abs(point[0] - before[0]) + abs(point[1] - before[1]) >= 0.5:
            yield point
            before = point


def _clip(ring: tuple[Point, ...], frame: Frame) -> list[Point]:
    """Cut a ring to the frame, edge by edge (Sutherland and Hodgman)."""
    points = list(ring)
    for axis, edge, side in ((0, frame.west, 1), (0, frame.east, -1), (1, frame.south, 1), (1, frame.north, -1)):
        if points:
            points = list(_clip_edge(points, axis, edge, side))
    return points


def _clip_edge(points: list[Point], axis: int, edge: float, side: int) -> Iterator[Point]:
    before = points[-1]
    for point in points:
        inside, was_inside = (point[axis] - edge) * side >= 0, (before[axis] - edge) * side >= 0
        if inside != was_inside:
            share = (edge - before[axis]) / (point[axis] - before[axis])
            yield (
                before[0] + share * (point[0] - before[0]),
                before[1] + share * (point[1] - before[1]),
            )
        if inside:
            yield point
        before = point
