"""Lunch on a day with a flight: where it is, and when it starts in an airport.

Times are minutes after local midnight; `departs` is a departure, `kerb` when the group stands
before the airport where it has landed.
"""

from __future__ import annotations

from typing import Literal

from workshop.model.place import City, Defaults, Venue
from workshop.model.travel import clock, ride_minutes
from workshop.planner.port import port

BOARDING = 45
"""Minutes kept between lunch in an airport and the departure, where the window allows."""

LunchMode = Literal["before", "departure", "arrival", "after", "none"]


def lunch_mode(
    d: Defaults, leave: int, departs: int, kerb: int, end: City, target: str, base: Venue
) -> LunchMode:
    """Say where lunch is: in the airport if the wait allows it, else around the flight.

    Where it fits nowhere else, but the hours before check-in have room, the group is at the airport
    early enough to have it there.
    """
    first, last = clock(d.lunch.start), clock(d.lunch.end)
    latest = last - d.lunch_minutes
    if min(departs, last) - max(departs - d.airport_minutes, first) >= d.lunch_minutes:
        return "departure"
    if leave - first >= d.lunch_minutes:
        return "before"
    if kerb > latest:
        before_check_in = departs - d.airport_minutes - first
        return "departure" if before_check_in >= d.lunch_minutes else "none"
    ride = ride_minutes(end, d, port(end, target), base, kerb)
    return "after" if kerb + ride <= latest else "arrival"


def lunch_start(d: Defaults, lunch: LunchMode, departs: int, kerb: int) -> int | None:
    """Return when lunch in an airport starts: late in the wait, or at the kerb."""
    if lunch == "arrival":
        return max(kerb, clock(d.lunch.start))
    if lunch != "departure":
        return None
    low = max(departs - d.airport_minutes, clock(d.lunch.start))
    high = min(departs, clock(d.lunch.end)) - d.lunch_minutes
    return min(high, max(low, departs - d.lunch_minutes - BOARDING))


def at_airport(d: Defaults, departs: int, eat: int | None) -> int:
    """Return when to be at an airport for a departure, with lunch there at `eat` if not None."""
    check_in = departs - d.airport_minutes
    return check_in if eat is None else min(check_in, eat)
