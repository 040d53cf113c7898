"""The route as a picture: cities where they lie, the ways between them with their hours.

A map is a plain value in points of a page, so that it can be painted into HTML and PDF alike.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from workshop.export.redaction import Source
from workshop.export.wording import length
from workshop.model.agenda import Agenda, Block, is_airport_wait
from workshop.model.place import City

Line = tuple[tuple[float, float], ...]
Coast = Sequence[Sequence[tuple[float, float]]]
"""Lines along the coast, each of (degrees east, degrees north), as in GeoJSON."""

WIDTH, HEIGHT = 640.0, 400.0
"""The largest map, in points."""
_MARGIN = 0.18
"""Room around the outermost cities, as a share of the larger side."""
_LEAST = 4.0
"""Degrees that a map shows at least: one city alone is not drawn as a dot in nothing."""


@dataclass(frozen=True)
class Stop:
    """A city on the map; `numbers` are its places in the route, from 1."""

    name: str
    x: float
    y: float
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Leg:
    """A way between two cities; `words` say how long it takes."""

    line: Line
    words: str
    x: float
    y: float
    """Where the words stand."""


@dataclass(frozen=True)
class RouteMap:
    """A map in points, x to the right and y down."""

    width: float
    height: float
    coast: tuple[Line, ...]
    grid: tuple[tuple[Line, str], ...]
    """Lines of latitude and longitude, with their degrees."""
    legs: tuple[Leg, ...]
    stops: tuple[Stop, ...]


def route_map(source: Source, coast: Coast = ()) -> RouteMap | None:
    """Return the map of a tour's route, None where no city of it is known."""
    route = _route(source)
    if not route:
        return None
    frame = _Frame.around([(city.centre.lat, city.centre.lon) for city in route])
    stops: dict[str, Stop] = {}
    for number, city in enumerate(route, start=1):
        x, y = frame.point(city.centre.lon, city.centre.lat)
        before = stops[city.id].numbers if city.id in stops else ()
        stops[city.id] = Stop(city.name, x, y, (*before, number))
    hours = _hours(source.agenda)
    legs = []
    for at, (start, end) in enumerate(pairwise(route)):
        words = hours[at] if at < len(hours) else ""
        legs.append(_leg(stops[start.id], stops[end.id], words))
    return RouteMap(
        width=frame.width,
        height=frame.height,
        coast=tuple(_inside(coast, frame)),
        grid=tuple(_grid(frame)),
        legs=tuple(legs),
        stops=tuple(stops.values()),
    )


def _route(source: Source) -> list[City]:
    ids = [city for day in source.agenda.days for city in day.cities]
    stops = [one for at, one in enumerate(ids) if at == 0 or ids[at - 1] != one]
    return [source.catalogue.city[one] for one in stops if one in source.catalogue.city]


def _hours(agenda: Agenda) -> list[str]:
    """Say how long each flight takes, alone and from door to door."""
    blocks = agenda.blocks
    return [
        f"{length(block.minutes)} in the air, {length(_door_to_door(blocks, at))} door to door"
        for at, block in enumerate(blocks)
        if block.kind == "flight"
    ]


def _door_to_door(blocks: Sequence[Block], at: int) -> int:
    """Return the minutes from the coach before a flight to the coach after it."""
    first = last = at
    while first > 0 and _travels(blocks[first - 1], blocks[first]):
        first -= 1
    while last + 1 < len(blocks) and _travels(blocks[last + 1], blocks[last]):
        last += 1
    return round((blocks[last].end - blocks[first].start) / timedelta(minutes=1))


def _travels(block: Block, beside: Block) -> bool:
    near = abs(beside.start - block.end) < timedelta(hours=1) or abs(
        block.start - beside.end
    ) < timedelta(hours=1)
    return near and (block.kind == "transfer" or is_airport_wait(block))


@dataclass(frozen=True)
class _Frame:
    """The part of the world that is shown: an equirectangular map, true at its middle."""

    south: float
    north: float
    west: float
    east: float
    width: float
    height: float

    @classmethod
    def around(cls, points: Sequence[tuple[float, float]]) -> _Frame:
        lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
        middle = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
        shrink = math.cos(math.radians(middle[0]))
        high = max(max(lats) - min(lats), _LEAST)
        wide = max((max(lons) - min(lons)) * shrink, _LEAST)
        around = _MARGIN * max(high, wide)
        high, wide = high + 2 * around, max(wide + 2 * around, (high + 2 * around) * 0.9)
        scale = min(WIDTH / wide, HEIGHT / high)
        return cls(
            south=middle[0] - high / 2,
            north=middle[0] + high / 2,
            west=middle[1] - wide / shrink / 2,
            east=middle[1] + wide / shrink / 2,
            width=wide * scale,
            height=high * scale,
        )

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        x = (lon - self.west) / (self.east - self.west) * self.width
        return round(x, 1), round((self.north - lat) / (self.north - self.south) * self.height, 1)

    def has(self, lon: float, lat: float) -> bool:
        return self.south <= lat <= self.north and self.west <= lon <= self.east


def _inside(coast: Coast, frame: _Frame) -> Iterator[Line]:
    """Give the stretches of the coast that are on the map, one point beyond its edge included."""
    for line in coast:
        run: list[tuple[float, float]] = []
        for before, here in pairwise(line):
            if frame.has(*before) or frame.has(*here):
                run = run or [frame.point(*before)]
                run.append(frame.point(*here))
            elif run:
                yield tuple(run)
                run = []
        if run:
            yield tuple(run)


def _grid(frame: _Frame) -> Iterator[tuple[Line, str]]:
    for lat in range(math.ceil(frame.south / 5) * 5, math.floor(frame.north / 5) * 5 + 1, 5):
        _, y = frame.point(frame.west, lat)
        yield ((0.0, y), (round(frame.width, 1), y)), f"{abs(lat)}°{'NS'[lat < 0] if lat else ''}"
    for lon in range(math.ceil(frame.west / 5) * 5, math.floor(frame.east / 5) * 5 + 1, 5):
        x, _ = frame.point(lon, frame.north)
        yield ((x, 0.0), (x, round(frame.height, 1))), f"{abs(lon)}°{'EW'[lon < 0] if lon else ''}"


def _leg(start: Stop, end: Stop, words: str) -> Leg:
    """Draw a way as a slight bow, so that there and back are two lines."""
    dx, dy = end.x - start.x, end.y - start.y
    bow = 0.12
    cx, cy = (start.x + end.x) / 2 + bow * dy, (start.y + end.y) / 2 - bow * dx
    line = tuple(
        (
            round((1 - t) ** 2 * start.x + 2 * t * (1 - t) * cx + t * t * end.x, 1),
            round((1 - t) ** 2 * start.y + 2 * t * (1 - t) * cy + t * t * end.y, 1),
        )
        for t in (step / 12 for step in range(13))
    )
    middle = line[6]
    return Leg(line, words, middle[0], middle[1])
