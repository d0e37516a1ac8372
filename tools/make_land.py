"""Write generator/pages/land.json, the outlines of land that maps are drawn with, from a TopoJSON file.

The file is land-50m.json of the npm package world-atlas, made of Natural Earth's 1:50m land (public domain):

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/make_land.py package/land-50m.json

Each ring becomes a list of numbers: longitude and latitude of its first point in hundredths of a degree, then the
steps from point to point. Points that change the outline by less than a map shows are left out, small islands too.
"""

import json
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent.parent / "generator" / "pages" / "land.json"
# In degrees: how far an outline may be from the original; and in square degrees, the smallest island.
TOLERANCE = 0.06
SMALLEST = 0.05

Point = tuple[float, float]


def read_rings(topology: Any) -> list[list[Point]]:
    """Decode the rings of the file's only object, the land."""
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((x * scale[0] + translate[0], y * scale[1] + translate[1]))
        arcs.append(arc)
    rings = []
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            for numbers in polygon:
                ring: list[Point] = []
                for number in numbers:
                    ring += (arcs[number] if number >= 0 else arcs[~number][::-1])[bool(ring) :]
                rings.append(ring)
    return rings


def simplify(points: list[Point]) -> list[Point]:
    """Leave out the points of a line that lie within the tolerance of the rest (Douglas and Peucker)."""
    keep = {0, len(points) - 1}
    pending = [(0, len(points) - 1)]
    while pending:
        first, last = pending.pop()
        middle = range(first + 1, last)
        farthest = max(middle, key=lambda at: _distance(points[at], points[first], points[last]), default=None)
        if farthest is not None and _distance(points[farthest], points[first], points[last]) > TOLERANCE:
            keep.add(farthest)
            pending += [(first, farthest), (farthest, last)]
    return [points[at] for at in sorted(keep)]


def area(ring: list[Point]) -> float:
    """Return the area of a ring in square degrees."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def encode(ring: list[Point]) -> list[int]:
    """Write a ring as its first point and the steps from there."""
    numbers: list[int] = []
    before = (0, 0)
    for x, y in ring[:-1]:
        point = (round(x * 100), round(y * 100))
        if point != before or not numbers:
            numbers += [point[0] - before[0], point[1] - before[1]]
            before = point
    return numbers


def main(path: str) -> None:
    """Read the TopoJSON file at `path`, and write the outlines."""
    rings = read_rings(json.loads(Path(path).read_text(encoding="utf-8")))
    land = [encode(simplify(ring)) for ring in rings if area(ring) > SMALLEST]
    lines = ",\n".join(json.dumps(numbers, separators=(",", ":")) for numbers in land if len(numbers) >= 6)
    TARGET.write_text(f"[\n{lines}\n]\n", encoding="ascii")


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, ((x - x1) * dx + (y - y1) * dy) / length)) if length else 0.0
    return float(((x - x1 - along * dx) ** 2 + (y - y1 - along * dy) ** 2) ** 0.5)


if __name__ == "__main__":
    main(sys.argv[1])
