"""When the group is in a city, read off the blocks of a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workshop.model.agenda import Block, Day
from workshop.model.place import City
from workshop.model.travel import clock


@dataclass(frozen=True)
class Stay:
    """A city on one day; minutes after local midnight where the group comes or goes that day."""

    date: date
    blocks: tuple[Block, ...]
    """What starts in the city that day."""
    comes: int | None = None
    """At its base, from the airport."""
    leaves: int | None = None
    """Its base, for the airport."""
    flight: str | None = None
    """Id of the flight of that day that brings the group or takes it away."""

    def holds(self, span: tuple[int, int], minutes: int) -> bool:
        """Tell whether something of `minutes` fits into `span` while the group is there."""
        low = max(span[0], self.comes or 0)
        high = min(span[1], self.leaves if self.leaves is not None else span[1])
        return high - low >= minutes


def stays(days: tuple[Day, ...], city: City) -> tuple[Stay, ...]:
    """Return the days on which the group is in `city`."""
    return tuple(_stay(day, city) for day in days if city.id in day.cities)


def _stay(day: Day, city: City) -> Stay:
    ports = {port.iata.lower() for port in city.airports}
    rides = [block for block in day.blocks if block.kind == "transfer" and block.to]
    comes = next((clock(r.end) for r in rides if r.place.id in ports), None)
    leaves = next((clock(r.start) for r in reversed(rides) if r.to and r.to.id in ports), None)
    flight = next(
        (
            block.id
            for block in day.blocks
            if block.kind == "flight"
            and (block.place.id in ports or (block.to and block.to.id in ports))
        ),
        None,
    )
    there = tuple(block for block in day.blocks if block.city == city.id)
    return Stay(day.date, there, comes, leaves, flight)


def span_words(span: tuple[int, int]) -> str:
    """`09:00–17:00`."""
    return f"{time_words(span[0])}–{time_words(span[1])}"


def time_words(minutes: int) -> str:
    """Write minutes after midnight as `09:05`."""
    return f"{minutes // 60:02}:{minutes % 60:02}"
