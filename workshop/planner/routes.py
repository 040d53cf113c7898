"""Routes: which cities in which order, on which days the group flies, and with which departures.

Within a route every day is one stretch in one city, or two with a flight between them.
Times are minutes after local midnight of the city named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import combinations, pairwise, permutations, product
from zoneinfo import ZoneInfo

from workshop.model.place import City, Venue
from workshop.model.tour import Arrival, Departure
from workshop.model.travel import clock, latest_leave, ride_minutes
from workshop.planner.lunch import LunchMode, at_airport, lunch_mode, lunch_start
from workshop.planner.port import port
from workshop.planner.problem import Problem


@dataclass(frozen=True)
class Hop:
    """One departure that moves the group: from base to base, with all its waits."""

    day: int
    start: str
    end: str
    origin: str
    target: str
    """Cities and airport codes."""
    departs: int
    lands: int
    leave: int
    """From the base of `start`."""
    arrive: int
    """At the base of `end`."""
    transit: int
    """Minutes of coaches, airports and flight."""
    booked: bool
    lunch: LunchMode
    """Where lunch is on this day: in one of the two stretches, at an airport, or in the air."""
    eat: int | None
    """When lunch in an airport starts, local."""
    bases: tuple[str, str]
    """The training venues that the group leaves and comes to."""

    @property
    def flight(self) -> tuple[int, str, str, int]:
        """What makes it the same departure, whichever the bases."""
        return self.day, self.origin, self.target, self.departs


Flight = tuple[str, str, int, int, bool]
"""Origin, target, departure, landing (local minutes), booked."""


Leg = tuple[int, str, str]
"""A day, and the cities between which the group flies on it."""


@dataclass(frozen=True)
class Route:
    """Cities in order; `moves[i]` is the day on which the group flies to `cities[i + 1]`."""

    cities: tuple[str, ...]
    moves: tuple[int, ...]

    @property
    def legs(self) -> tuple[Leg, ...]:
        """Its flights, in order."""
        return tuple(zip(self.moves, self.cities, self.cities[1:], strict=False))

    def stays(self, days: int) -> Iterator[tuple[str, int, int]]:
        """Yield its cities with the first and the last day there, on a tour of so many days."""
        edges = (0, *self.moves, days - 1)
        yield from ((c, a, b) for c, (a, b) in zip(self.cities, pairwise(edges), strict=True))


@dataclass(frozen=True)
class Edge:
    """The group's own coming or going: an airport break and a ride, fixed by the brief."""

    airport: str
    at: int
    base: int
    """When the group is at its base, or must leave it."""
    transit: int
    lunch: LunchMode
    eat: int | None


class RoutePlanner:
    """Lists the routes of a problem and the hops that can serve them."""

    def __init__(self, problem: Problem) -> None:
        """Prepare for one problem."""
        self.problem = problem
        self.defaults = problem.catalogue.defaults
        self._hops: dict[Leg, tuple[Hop, ...]] = {}
        self._alike: dict[tuple[object, ...], Hop | None] = {}
        self._edges: dict[tuple[str, str], Edge] = {}

    def routes(self) -> Iterator[Route]:
        """List every route: all musts, some of the optional cities, in the brief's order."""
        brief = self.problem.brief
        for count in range(len(brief.cities.may) + 1):
            for extra in combinations(sorted(brief.cities.may), count):
                chosen = sorted((*brief.cities.must, *extra))
                if not chosen or any(city not in self.problem.bases for city in chosen):
                    continue
                for order in filter(brief.cities.kept_by, permutations(chosen)):
                    yield from self._moves(order)

    def _moves(self, order: tuple[str, ...]) -> Iterator[Route]:
        brief = self.problem.brief
        if brief.arrival and brief.arrival.city != order[0]:
            return
        if brief.departure and brief.departure.city != order[-1]:
            return
        for days in combinations(range(self.problem.days), len(order) - 1):
            legs = list(zip(days, order, order[1:], strict=False))
            if self._uses_booked(legs) and all(self.hops(day, a, b) for day, a, b in legs):
                yield Route(order, days)

    def _uses_booked(self, legs: list[tuple[int, str, str]]) -> bool:
        return all(
            ((when - self.problem.start).days, a, b) in legs for when, a, b in self._booked()
        )

    def _booked(self) -> Iterator[tuple[date, str, str]]:
        city_of = self.problem.catalogue.city_of
        for flight in self.problem.brief.flights:
            yield flight.date, city_of[flight.start].id, city_of[flight.end].id
        for block in self.problem.locked:
            if block.kind == "flight" and block.to is not None:
                yield block.start.date(), block.city, city_of[block.to.id.upper()].id

    def hops(self, day: int, start: str, end: str) -> tuple[Hop, ...]:
        """Return the departures from `start` to `end` on `day` that obey the pace.

        One for each base to leave from and each to come to.
        """
        key = (day, start, end)
        if key not in self._hops:
            choices = self.problem.choices
            flights = self._booked_flights(*key) or self._planned_flights(*key)
            ahead = self._offset(end, day) - self._offset(start, day)
            ways = product(flights, choices[start], choices[end])
            found = (self._timed(start, end, ahead, *way) for way in ways)
            hops = (replace(hop, day=day) for hop in found if hop is not None)
            self._hops[key] = tuple(hop for hop in hops if self._lunch_locked(day, hop))
        return self._hops[key]

    def _timed(
        self, start: str, end: str, ahead: int, flight: Flight, base: Venue, next_base: Venue
    ) -> Hop | None:
        """Return a departure: the same on all days on which clocks at its end are so far ahead."""
        key = start, end, ahead, flight, base.id, next_base.id
        if key not in self._alike:
            self._alike[key] = self._hop(start, end, ahead, flight, base, next_base)
        return self._alike[key]

    def _booked_flights(self, day: int, start: str, end: str) -> list[Flight]:
        when, city_of = self.problem.date(day), self.problem.catalogue.city_of
        found: list[Flight] = [
            (f.start, f.end, clock(f.departs), clock(f.lands), True)
            for f in self.problem.brief.flights
            if f.date == when and city_of[f.start].id == start and city_of[f.end].id == end
        ]
        for b in self.problem.locked:
            if b.kind != "flight" or b.to is None or b.start.date() != when or b.city != start:
                continue
            if city_of[b.to.id.upper()].id == end:
                ports = b.place.id.upper(), b.to.id.upper()
                found.append((*ports, clock(b.start), clock(b.end), True))
        return found[-1:]

    def _planned_flights(self, day: int, start: str, end: str) -> list[Flight]:
        catalogue, when, found = self.problem.catalogue, self.problem.date(day), []
        for pair in catalogue.flights:
            for a, b, departures, sign in (
                (pair.start, pair.end, pair.departures_out, 1),
                (pair.end, pair.start, pair.departures_back, -1),
            ):
                if catalogue.city_of[a].id == start and catalogue.city_of[b].id == end:
                    there = (at for at in departures if (when, a, b, at) not in catalogue.missed)
                    for at in there:
                        lands = clock(at) + pair.block_minutes + sign * pair.clock_shift_minutes
                        found.append((a, b, clock(at), lands, False))
        return sorted(found, key=lambda flight: (flight[2], flight[0], flight[1]))

    def _hop(
        self, one: str, other: str, ahead: int, flight: Flight, base: Venue, next_base: Venue
    ) -> Hop | None:
        start, end = self.problem.catalogue.city[one], self.problem.catalogue.city[other]
        origin, target, departs, lands, booked = flight
        pace, d = self.problem.brief.pace, self.defaults
        if lands >= 24 * 60:
            return None
        check_in = departs - d.airport_minutes
        out, back = port(start, origin), port(end, target)
        leave = latest_leave(start, d, base, out, check_in)
        kerb = lands + end.kerb_minutes
        lunch = lunch_mode(d, leave, departs, kerb, end, target, next_base)
        eat = lunch_start(d, lunch, departs, kerb)
        if lunch == "arrival":
            kerb = (eat or 0) + d.lunch_minutes
        elif eat is not None:
            leave = latest_leave(start, d, base, out, at_airport(d, departs, eat))
        arrive = kerb + ride_minutes(end, d, back, next_base, kerb)
        if leave < clock(pace.travel_from) or arrive > clock(pace.travel_until):
            return None
        transit = arrive - leave - ahead
        transit -= d.lunch_minutes if lunch in ("departure", "arrival") else 0
        return Hop(
            0, start.id, end.id, origin, target, departs, lands, leave, arrive, transit, booked,
            lunch, eat, (base.id, next_base.id),
        )  # fmt: skip

    def _offset(self, city: str, day: int) -> int:
        """Return the minutes by which a city's clocks are ahead of UTC on a day."""
        zone = ZoneInfo(self.problem.catalogue.city[city].timezone)
        when = datetime.combine(self.problem.date(day), datetime.min.time(), zone)
        offset = when.utcoffset()
        return int(offset.total_seconds() // 60) if offset is not None else 0

    def _lunch_locked(self, day: int, hop: Hop) -> bool:
        """Tell whether a hop agrees with a lunch that is locked in an airport."""
        pinned = self.problem.lunch_at.get(day)
        if pinned is None or pinned[1].upper() not in self.problem.catalogue.airport:
            return pinned is None or hop.eat is None
        there = hop.origin if hop.lunch == "departure" else hop.target
        return (hop.eat, there.lower()) == pinned

    def arrival(self, base: str) -> Edge | None:
        """How the group comes to its base on the first day, if the brief says so."""
        wanted = self.problem.brief.arrival
        return None if wanted is None else self._edge("arrival", wanted, base)

    def departure(self, base: str) -> Edge | None:
        """How the group leaves from its base on the last day, if the brief says so."""
        wanted = self.problem.brief.departure
        return None if wanted is None else self._edge("departure", wanted, base)

    def _edge(self, way: LunchMode, wanted: Arrival | Departure, base: str) -> Edge:
        if (way, base) not in self._edges:
            catalogue, at = self.problem.catalogue, clock(wanted.at)
            find = self._coming if way == "arrival" else self._going
            self._edges[way, base] = find(
                catalogue.city[wanted.city], wanted.airport, at, catalogue.venue[base]
            )
        return self._edges[way, base]

    def _coming(self, city: City, airport: str, at: int, base: Venue) -> Edge:
        d, kerb = self.defaults, at + city.kerb_minutes
        lunch = lunch_mode(d, 0, 0, kerb, city, airport, base)
        eat = lunch_start(d, lunch, 0, kerb)
        if lunch == "arrival":
            kerb = (eat or 0) + d.lunch_minutes
        ride = ride_minutes(city, d, port(city, airport), base, kerb)
        eaten = d.lunch_minutes if lunch == "arrival" else 0
        return Edge(airport, at, kerb + ride, kerb + ride - at - eaten, lunch, eat)

    def _going(self, city: City, airport: str, at: int, base: Venue) -> Edge:
        d, out = self.defaults, port(city, airport)
        leave = latest_leave(city, d, base, out, at - d.airport_minutes)
        lunch = lunch_mode(d, leave, at, 24 * 60, city, airport, base)
        eat = lunch_start(d, lunch, at, 0)
        leave = latest_leave(city, d, base, out, at_airport(d, at, eat))
        eaten = d.lunch_minutes if lunch == "departure" else 0
        return Edge(airport, at, leave, at - leave - eaten, lunch, eat)
