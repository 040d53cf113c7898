"""A tour as lines and places on a page: the route between cities, and a stay inside one.

Pure geometry in units of the page, for a terminal and for a document alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workshop.model.agenda import Agenda, Block, Day, is_airport_wait
from workshop.model.catalogue import Catalogue
from workshop.model.geo import Coast, Path, Position, Spot, View

REGION_LEAST = 8.0
"""Degrees that a map of the route shows at least."""
CITY_LEAST = 0.02
"""The same for a map inside a city, about two kilometres."""


@dataclass(frozen=True)
class Mark:
    """A place on the page; `number` counts the places in the order the group comes there."""

    number: int
    name: str
    spot: Spot
    kind: str
    """What happens there: a kind of block, or `city`."""
    when: datetime | None = None
    """When the group is first there."""


@dataclass(frozen=True)
class Leg:
    """A way between two marks, named by their numbers."""

    start: int
    end: int
    path: Path
    minutes: int
    """Of the flight or the ride."""
    in_all: int
    """From leaving one place to being settled at the other: coaches and airports included."""
    departs: datetime | None = None
    kind: str = "transfer"


@dataclass(frozen=True)
class Chart:
    """A page with its coast, places and ways."""

    title: str
    width: float
    height: float
    coast: tuple[Path, ...]
    marks: tuple[Mark, ...]
    legs: tuple[Leg, ...]


def route_chart(
    agenda: Agenda, catalogue: Catalogue, coast: Coast, width: float, height: float
) -> Chart:
    """Return the route on a page: cities as they are reached, flights as legs."""
    blocks = agenda.blocks
    order = [one for one in agenda.route if one in catalogue.city]
    centres = {one: _centre(catalogue, one) for one in order}
    view = View.fitting(centres.values(), width, height, least=REGION_LEAST)
    first = {order[0]: blocks[0].start} if order and blocks else {}
    number = {city: place for place, city in enumerate(order, start=1)}
    legs = []
    for at, block in enumerate(blocks):
        if block.kind != "flight" or block.to is None:
            continue
        here, there = block.city, _city_of(block.to.id, catalogue)
        first.setdefault(there, block.end)
        if here in number and there in number:
            path = tuple(view.paths([(centres[here], centres[there])]))
            legs.append(
                Leg(
                    number[here],
                    number[there],
                    path[0] if path else (),
                    block.minutes,
                    _door_to_door(blocks, at),
                    block.start,
                    "flight",
                )
            )
    marks = tuple(
        Mark(number[one], catalogue.city[one].name, view.spot(centres[one]), "city", first.get(one))
        for one in order
    )
    shown = coast.for_view(view, {})
    return Chart("The route", width, height, tuple(view.paths(shown)), marks, tuple(legs))


@dataclass(frozen=True)
class Stay:
    """What the group does in one city on one day."""

    date: date
    city: str
    blocks: tuple[Block, ...]


def stays(days: Sequence[Day]) -> tuple[Stay, ...]:
    """Return the stays of a tour; a day with a flight has one before it and one after."""
    found = []
    for day in days:
        current: list[Block] = []
        city = day.cities[0] if day.cities else ""
        for block in day.blocks:
            if block.kind == "flight":
                found.append(Stay(day.date, city, tuple(current)))
                current, city = [], day.cities[-1]
            else:
                current.append(block)
        found.append(Stay(day.date, city, tuple(current)))
    return tuple(stay for stay in found if stay.blocks)


def stay_chart(
    stay: Stay, catalogue: Catalogue, coast: Coast, width: float, height: float
) -> Chart:
    """Return a stay on a page: places in the order they are reached, rides as legs."""
    places: dict[str, tuple[str, Position, str, datetime]] = {}
    for block in stay.blocks:
        for place, at in ((block.place, block.start), (block.to, block.end)):
            if place is not None and place.id not in places:
                kind = block.kind if place is block.place else "transfer"
                places[place.id] = (place.name, (place.lon, place.lat), kind, at)
    major = [b for b in reversed(stay.blocks) if b.kind in ("training", "visit", "leisure")]
    kinds: dict[str, str] = {block.place.id: block.kind for block in major}
    view = View.fitting(
        (position for _, position, _, _ in places.values()), width, height, least=CITY_LEAST
    )
    number = {one: count for count, one in enumerate(places, start=1)}
    marks = tuple(
        Mark(number[one], name, view.spot(position), kinds.get(one, kind), at)
        for one, (name, position, kind, at) in places.items()
    )
    legs = []
    for block in stay.blocks:
        if block.kind == "transfer" and block.to is not None and block.to.id != block.place.id:
            ends = places[block.place.id][1], places[block.to.id][1]
            path = tuple(view.paths([ends]))
            legs.append(
                Leg(
                    number[block.place.id],
                    number[block.to.id],
                    path[0] if path else (),
                    block.minutes,
                    block.minutes,
                    block.start,
                )
            )
    centres = {city.id: (city.centre.lon, city.centre.lat) for city in catalogue.cities}
    city = catalogue.city.get(stay.city)
    title = city.name if city is not None else stay.city
    shown = coast.for_view(view, centres)
    return Chart(title, width, height, tuple(view.paths(shown)), marks, tuple(legs))


def _centre(catalogue: Catalogue, city: str) -> Position:
    centre = catalogue.city[city].centre
    return centre.lon, centre.lat


def _city_of(place: str, catalogue: Catalogue) -> str:
    found = catalogue.city_of.get(place.upper()) or catalogue.city_of.get(place)
    return found.id if found is not None else ""


def _door_to_door(blocks: Sequence[Block], flight: int) -> int:
    """Return the minutes of a flight with the coaches and airport hours on either side."""
    first = last = flight
    while first > 0 and _is_transit(blocks[first - 1]):
        first -= 1
    while last + 1 < len(blocks) and _is_transit(blocks[last + 1]):
        last += 1
    return round((blocks[last].end - blocks[first].start).total_seconds() / 60)


def _is_transit(block: Block) -> bool:
    return block.kind == "transfer" or is_airport_wait(block)
