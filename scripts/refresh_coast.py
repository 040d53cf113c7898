"""Write content/coast.json: the coastlines of the region that tours of this program go to.

The shapes are Natural Earth's "land" at 1:50 million and, close around the cities, at 1:10 million
(naturalearthdata.com, public domain), read from the npm package world-atlas 2.0.2, which holds them
as TopoJSON. It fetches nothing: unpack the package and name its folder.

    python scripts/refresh_coast.py FOLDER
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
Point = tuple[float, float]
Box = tuple[float, float, float, float]

REGION: Box = (88.0, -14.0, 138.0, 46.0)
"""West, south, east, north in degrees."""
COARSE, FINE = 0.05, 0.004
"""Degrees that a line may be moved by when points are left out."""
SMALL = 0.15
"""An island of the region that is not this wide anywhere is left out."""
AROUND = 0.6
"""Degrees around a city for which the fine shapes are kept."""
CITIES = {
    "jakarta": (106.82, -6.2), "singapore": (103.85, 1.3), "bangkok": (100.53, 13.75),
    "seoul": (126.98, 37.56),
}  # fmt: skip


def arcs(path: Path) -> Iterator[list[Point]]:
    """Yield the lines of a TopoJSON file in degrees."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    (scale_x, scale_y) = topology["transform"]["scale"]
    (from_x, from_y) = topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * scale_x + from_x, y * scale_y + from_y))
        yield line


def clipped(line: list[Point], box: Box) -> Iterator[list[Point]]:
    """Yield the runs of a line inside a box, each with the point before and after it."""
    west, south, east, north = box
    inside = [west <= x <= east and south <= y <= north for x, y in line]
    run: list[Point] = []
    for number, point in enumerate(line):
        near = inside[max(0, number - 1) : number + 2]
        if any(near):
            run.append(point)
        elif run:
            yield run
            run = []
    if len(run) > 1:
        yield run


def simplified(line: list[Point], tolerance: float) -> list[Point]:
    """Leave out points that lie within `tolerance` of the line without them (Douglas–Peucker)."""
    keep = {0, len(line) - 1}
    stack = [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        far, at = 0.0, first
        for number in range(first + 1, last):
            distance = _distance(line[number], line[first], line[last])
            if distance > far:
                far, at = distance, number
        if far > tolerance:
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [line[number] for number in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = math.hypot(x2 - x1, y2 - y1)
    if length == 0:
        return math.hypot(x - x1, y - y1)
    share = max(0.0, min(1.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length**2))
    return math.hypot(x - x1 - share * (x2 - x1), y - y1 - share * (y2 - y1))


def wide(line: list[Point]) -> float:
    """Return the longer side of a line's box in degrees."""
    xs, ys = zip(*line, strict=True)
    return float(max(max(xs) - min(xs), max(ys) - min(ys)))


def lines(source: Iterable[list[Point]], box: Box, tolerance: float, small: float) -> list[str]:
    """Return the lines of a box as JSON, sorted so that the file is the same every time."""
    places = 2 if tolerance >= 0.02 else 3
    found = []
    for arc in source:
        for run in clipped(arc, box):
            if wide(run) >= small:
                kept = [[round(x, places), round(y, places)] for x, y in simplified(run, tolerance)]
                found.append(json.dumps(kept, separators=(",", ":")))
    return sorted(found)


def feature(name: str, shapes: list[str]) -> str:
    """Return a GeoJSON feature, one line of the coast a line of the file."""
    body = ",\n".join(shapes)
    return (
        f'{{"type":"Feature","properties":{{"name":"{name}"}},'
        f'"geometry":{{"type":"MultiLineString","coordinates":[\n{body}\n]}}}}'
    )


def main() -> None:
    """Read the shapes and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the unpacked npm package world-atlas 2.0.2")
    parser.add_argument("--output", type=Path, default=ROOT / "content" / "coast.json")
    options = parser.parse_args()
    region = lines(arcs(options.folder / "land-50m.json"), REGION, COARSE, SMALL)
    fine = list(arcs(options.folder / "land-10m.json"))
    features = [feature("region", region)]
    for city, (lon, lat) in CITIES.items():
        box = (lon - AROUND, lat - AROUND, lon + AROUND, lat + AROUND)
        features.append(feature(city, lines(fine, box, FINE, 0.0)))
    head = {
        "type": "FeatureCollection",
        "origin": "Natural Earth 4.1.0, land 1:50m and 1:10m (naturalearthdata.com),"
        " from the npm package world-atlas 2.0.2; cut out and thinned by scripts/refresh_coast.py",
        "licence": "public domain",
    }
    text = json.dumps(head, indent=0)[:-2] + ',\n"features":[\n' + ",\n".join(features) + "\n]}\n"
    options.output.write_text(text, encoding="utf-8")
    print(f"wrote {options.output}, {len(text) // 1024} KB")


if __name__ == "__main__":
    main()
