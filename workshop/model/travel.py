"""Minutes between places, by city and hour.

All times of day are minutes after local midnight. Rides are rounded up to five minutes.
"""

from __future__ import annotations

import math
from typing import Protocol

from workshop.model.base import Span
from workshop.model.place import Airport, City, Defaults

GRID = 5
"""Rides are rounded up to a multiple of this many minutes."""
LAST_MINUTE = 24 * 60 - 1
"""The last minute of a day: who is at a hotel later than that is there on the next."""


class Position(Protocol):
    """Anything with an id and a position in degrees."""

    @property
    def id(self) -> str:
        """Catalogue id; an airport's is its code in lower case."""

    @property
    def lat(self) -> float:
        """Degrees north."""

    @property
    def lon(self) -> float:
        """Degrees east."""


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in km by the haversine formula, Earth radius 6371 km."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half = (
        math.sin((phi2 - phi1) / 2) ** 2
        + math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * 6371.0 * math.asin(math.sqrt(half))


def in_peak(start: int, end: int, peak: tuple[Span, ...]) -> bool:
    """Tell whether any part of `start` … `end` falls into a peak window."""
    return any(start < clock(span.end) and clock(span.start) < end for span in peak)


def clock(at: object) -> int:
    """Return a `datetime.time` (or `datetime`) as minutes after midnight."""
    return int(at.hour) * 60 + int(at.minute)  # type: ignore[attr-defined]


def round_up(minutes: float) -> int:
    """Round up to the grid; a hair above a multiple counts as the multiple."""
    return math.ceil((minutes - 1e-6) / GRID) * GRID


def ride_pair(city: City, start: Position, end: Position) -> tuple[int, int]:
    """Return the ride's minutes (off-peak, peak): distance × detour ÷ speed + the city's buffer.

    To and from an airport the catalogue's coach minutes to the centre are used instead, lengthened
    where the other place lies farther from the airport than the centre does. No ride is needed
    between a place and itself.
    """
    if start.id == end.id:
        return 0, 0
    for port, other in ((start, end), (end, start)):
        airport = _airport(city, port)
        if airport is not None and airport.offpeak_minutes is not None:
            return _airport_ride(city, airport, other)
    km = distance_km(start.lat, start.lon, end.lat, end.lon) * city.detour_factor
    return (
        round_up(km / city.speed_kmh.offpeak * 60 + city.transfer_buffer_minutes),
        round_up(km / city.speed_kmh.peak * 60 + city.transfer_buffer_minutes),
    )


def ride_minutes(city: City, defaults: Defaults, start: Position, end: Position, leave: int) -> int:
    """Return the minutes of a ride that leaves at `leave`; peak if any part of it is in a peak."""
    offpeak, peak = ride_pair(city, start, end)
    return peak if in_peak(leave, leave + offpeak, defaults.peak) else offpeak


def at_base(city: City, defaults: Defaults, airport: Position, base: Position, lands: int) -> int:
    """Return when a group that `lands` is at its base: after immigration and bags, and a coach.

    That may be on the next day: minutes go on from midnight.
    """
    kerb = lands + city.kerb_minutes
    return kerb + ride_minutes(city, defaults, airport, base, kerb)


def latest_leave(
    city: City, defaults: Defaults, start: Position, end: Position, arrive: int
) -> int:
    """Return the latest grid time to leave and be there at `arrive` or before."""
    leave = (arrive - ride_pair(city, start, end)[0]) // GRID * GRID
    while leave + ride_minutes(city, defaults, start, end, leave) > arrive:
        leave -= GRID
    return leave


def _airport(city: City, place: Position) -> Airport | None:
    return next((port for port in city.airports if port.iata.lower() == place.id), None)


def _airport_ride(city: City, airport: Airport, other: Position) -> tuple[int, int]:
    centre = distance_km(airport.lat, airport.lon, city.centre.lat, city.centre.lon)
    here = distance_km(airport.lat, airport.lon, other.lat, other.lon)
    extra = max(0.0, here - centre) * city.detour_factor * 60
    offpeak = airport.offpeak_minutes or 0
    peak = airport.peak_minutes or offpeak
    return (
        round_up(offpeak + extra / city.speed_kmh.offpeak),
        round_up(peak + extra / city.speed_kmh.peak),
    )
