"""Where things are on a flat page: projection, fitting a view, clipping lines to it.

Positions are degrees (WGS 84), longitude first as in GeoJSON; a page has x to the right and y
down, in whatever unit its width and height are given in.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

Position = tuple[float, float]
"""Longitude and latitude in degrees."""
Spot = tuple[float, float]
"""x and y on a page."""
Line = tuple[Position, ...]
Path = tuple[Spot, ...]

POLE = 85.0
"""Degrees of latitude beyond which Mercator's projection is cut off."""
NEAR = 0.55
"""Degrees around a city in which its own, finer coast is good."""


@dataclass(frozen=True)
class Coast:
    """Coastlines: of the whole region, and finer ones by the city they lie around."""

    region: tuple[Line, ...] = ()
    around: dict[str, tuple[Line, ...]] = field(default_factory=dict)
    origin: str = ""
    """Whose shapes these are, and on what terms."""

    def for_view(self, view: View, centres: dict[str, Position]) -> tuple[Line, ...]:
        """Return the lines to draw in `view`: a city's own where the view lies around it."""
        for city, (lon, lat) in centres.items():
            box = (lon - NEAR, lat - NEAR, lon + NEAR, lat + NEAR)
            if city in self.around and all(_inside(corner, box) for corner in view.corners()):
                return self.around[city]
        return self.region


@dataclass(frozen=True)
class View:
    """A page of `width` by `height` that shows the world around a point, north up (Mercator)."""

    width: float
    height: float
    scale: float
    """Units of the page for a radian of longitude."""
    left: float
    """Mercator x of the page's left edge, and y of its top edge, in radians."""
    top: float

    @classmethod
    def fitting(
        cls, positions: Iterable[Position], width: float, height: float, *, least: float,
        margin: float = 0.18,
    ) -> View:  # fmt: skip
        """Return the largest view that shows all `positions`, of `least` degrees at least.

        `margin` is the share of the page left free at every edge.
        """
        points = [_mercator(one) for one in positions] or [(0.0, 0.0)]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        room = math.radians(least)
        wide, high = max(max(xs) - min(xs), room), max(max(ys) - min(ys), room)
        free = 1 - 2 * margin
        scale = min(width * free / wide, height * free / high)
        middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
        return cls(
            width, height, scale,
            left=middle[0] - width / 2 / scale, top=middle[1] + height / 2 / scale,
        )  # fmt: skip

    def spot(self, position: Position) -> Spot:
        """Return where a position is on the page, be it outside."""
        x, y = _mercator(position)
        return (x - self.left) * self.scale, (self.top - y) * self.scale

    def paths(self, lines: Iterable[Line]) -> Iterator[Path]:
        """Yield what can be seen of some lines, in units of the page."""
        for line in lines:
            yield from _clipped([self.spot(one) for one in line], self.width, self.height)

    def corners(self) -> tuple[Position, Position]:
        """Return the positions at the page's top left and bottom right."""
        right, bottom = self.left + self.width / self.scale, self.top - self.height / self.scale
        return _degrees(self.left, self.top), _degrees(right, bottom)


def _mercator(position: Position) -> tuple[float, float]:
    lon, lat = position
    phi = math.radians(max(-POLE, min(POLE, lat)))
    return math.radians(lon), math.asinh(math.tan(phi))


def _degrees(x: float, y: float) -> Position:
    return math.degrees(x), math.degrees(math.atan(math.sinh(y)))


def _inside(position: Position, box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    return west <= position[0] <= east and south <= position[1] <= north


def _clipped(spots: list[Spot], width: float, height: float) -> Iterator[Path]:
    """Yield the runs of a line that lie on the page, cut at its edges."""
    run: list[Spot] = []
    for start, end in pairwise(spots):
        piece = _segment(start, end, width, height)
        if piece is None:
            continue
        if run and run[-1] != piece[0]:
            yield tuple(run)
            run = []
        run = run or [piece[0]]
        run.append(piece[1])
    if run:
        yield tuple(run)


def _segment(start: Spot, end: Spot, width: float, height: float) -> tuple[Spot, Spot] | None:
    """Return the part of a segment on the page, None if it misses it (Liang and Barsky)."""
    (x, y), dx, dy = start, end[0] - start[0], end[1] - start[1]
    first, last = 0.0, 1.0
    for step, gap in ((-dx, x), (dx, width - x), (-dy, y), (dy, height - y)):
        if step == 0:
            if gap < 0:
                return None
            continue
        at = gap / step
        if step < 0:
            first = max(first, at)
        else:
            last = min(last, at)
    if first > last:
        return None
    return (x + first * dx, y + first * dy), (x + last * dx, y + last * dy)
