"""What must hold between flights and the cities they join: airports, zones, one local day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from workshop.catalogue.nearest import did_you_mean
from workshop.catalogue.parts import Part, Parts, V
from workshop.catalogue.yamltext import Path
from workshop.errors import Fault
from workshop.model.place import City, FlightPair
from workshop.model.travel import clock


def flight_faults(parts: Parts) -> Iterator[Fault]:
    """Return what is wrong with pairs of airports: who joins what, shifts, nights on board."""
    if parts.pairs is None or not parts.all_cities:
        return
    city_of = {port.iata: city.value for city in parts.cities for port in city.value.airports}
    flown: dict[frozenset[str], str] = {}
    for number, pair in enumerate(parts.pairs.value):
        here: Path = ("pairs", number)
        unknown = [
            (key, code)
            for key, code in (("from", pair.start), ("to", pair.end))
            if code not in city_of
        ]
        for key, code in unknown:
            hint = did_you_mean(code, city_of, "add the airport to its city")
            yield parts.pairs.fault((*here, key), f"no city has an airport {code}", hint)
        if unknown:
            continue
        if city_of[pair.start] is city_of[pair.end]:
            what = f"{pair.start} and {pair.end} are airports of one city"
            yield parts.pairs.fault(here, what, "a flight joins two cities")
            continue
        ends = frozenset((pair.start, pair.end))
        if ends in flown:
            what = f"{pair.start} and {pair.end} are joined by `{flown[ends]}` already"
            yield parts.pairs.fault(here, what, "a pair serves both ways; keep one")
        flown.setdefault(ends, pair.id)
        yield from _clock_shift(parts.pairs, here, pair, city_of[pair.start], city_of[pair.end])
        yield from _same_day(parts.pairs, here, pair)


def unreached(parts: Parts) -> Iterator[Fault]:
    """Find cities that no flight joins to another: no tour goes there and elsewhere."""
    if parts.pairs is None or not parts.all_cities or len(parts.cities) == 1:
        return
    flown = {code for pair in parts.pairs.value for code in (pair.start, pair.end)}
    for city in parts.cities:
        ports = [port.iata for port in city.value.airports]
        if not flown.intersection(ports):
            what = f"no flight joins `{city.value.id}` to another city"
            yield city.fault(("airports",), what, f"add a pair with {ports[0]} to flights.yaml")


def _clock_shift(
    part: Part[V], here: Path, pair: FlightPair, start: City, end: City
) -> Iterator[Fault]:
    """Check the shift against the zones, in winter and in summer."""
    if not (zone(start.timezone) and zone(end.timezone)):
        return
    shifts = {_offset(end, month) - _offset(start, month) for month in (1, 7)}
    if pair.clock_shift_minutes not in shifts:
        true = " or ".join(str(shift) for shift in sorted(shifts))
        what = f"`clock_shift_minutes` is {pair.clock_shift_minutes}, the cities' zones say {true}"
        yield part.fault((*here, "clock_shift_minutes"), what, f"write {true}")


def _same_day(part: Part[V], here: Path, pair: FlightPair) -> Iterator[Fault]:
    """Check that options land on the local day they leave; a plan has no nights on board."""
    for key, times, shift in (
        ("departures_out", pair.departures_out, pair.clock_shift_minutes),
        ("departures_back", pair.departures_back, -pair.clock_shift_minutes),
    ):
        for number, leaves in enumerate(times):
            if not 0 <= clock(leaves) + pair.block_minutes + shift < 24 * 60:
                what = f"the departure at {leaves:%H:%M} does not land on the day it leaves"
                yield part.fault((*here, key, number), what, "list flights by day only")


def zone(name: str) -> ZoneInfo | None:
    """Return a time zone, None where there is none of that name."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def _offset(city: City, month: int) -> int:
    """Minutes east of UTC in the middle of a month of 2027."""
    offset = datetime(2027, month, 15, 12, tzinfo=ZoneInfo(city.timezone)).utcoffset()
    return int((offset or timedelta()).total_seconds() // 60)
