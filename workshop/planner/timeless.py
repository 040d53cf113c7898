"""Clashes that no date can solve, seen without a search.

Each set is a smallest one: dropping any of its facts ends that clash.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from itertools import combinations
from zoneinfo import ZoneInfo

from workshop.model.catalogue import Catalogue
from workshop.model.place import City, Venue
from workshop.model.terms import host_terms, host_wish, module_wish, venue_terms
from workshop.model.tour import BookedFlight, Tour
from workshop.model.travel import LAST_MINUTE, at_base, clock
from workshop.planner.changes import listed
from workshop.planner.fact import Cost, Fact, Facts
from workshop.planner.facts import Known, insisted
from workshop.planner.paths import cap_path, module_path
from workshop.planner.port import port

_SAME_DAY = "no plan has a night on the way, book one that is there on the day it leaves"


class Timeless:
    """The checks of one tour that need no date."""

    def __init__(self, tour: Tour, catalogue: Catalogue) -> None:
        """Look at one tour."""
        self.tour = tour
        self.brief = tour.brief
        self.catalogue = catalogue
        self.known = Known(tour, catalogue)
        self.cities = (*self.brief.cities.must, *self.brief.cities.may)

    def all(self) -> Iterator[Facts]:
        """List the clashes."""
        yield from self._room()
        yield from self._caps()
        yield from self._hosts()
        yield from self._modules()
        yield from self._locks()
        yield from self._booked()
        yield from self._unflown()

    def _room(self) -> Iterator[Facts]:
        group, size = self.brief.group_size, self.known.group()
        seats = self.brief.coach_seats or self.catalogue.defaults.coach_seats
        if seats < group:
            where = "brief.coach_seats" if self.brief.coach_seats else "defaults.coach_seats"
            assumed = "" if self.brief.coach_seats else " (assumed)"
            yield Fact(f"the coach seats {seats}{assumed}", where, Cost.ASSUMED), size
        for number, city_id in enumerate(self.brief.cities.must):
            city = self.catalogue.city[city_id]
            rooms = self._rooms(city)
            caps = {v.id: venue_terms(self.catalogue, self.brief, v.id).cap for v in rooms}
            best = max(rooms, key=lambda v: caps[v.id])
            if caps[best.id] < group:
                words = f"the largest training room in {city.name} takes {caps[best.id]}"
                room = Fact(words, f"venue.{best.id}", Cost.ASSUMED)
                yield room, size, self.known.city(number)

    def _rooms(self, city: City) -> list[Venue]:
        """Return the training venues that the brief names in a city, or all of them."""
        named = {wish.id for wish in self.brief.venues if wish.city == city.id}
        return [venue for venue in city.venues if venue.id in named or not named]

    def _caps(self) -> Iterator[Facts]:
        """A city of which no host takes the group."""
        for number, city_id in enumerate(self.brief.cities.must):
            hosts = [
                h.id
                for h in self.catalogue.city[city_id].hosts
                if not host_wish(self.brief, h.id).barred
            ]
            terms = [host_terms(self.catalogue, self.brief, host) for host in hosts]
            if any(one.cap >= self.brief.group_size for one in terms):
                continue
            caps: dict[str, Fact] = {}
            for host, one in zip(hosts, terms, strict=True):
                where = cap_path(self.brief, self.catalogue, host)
                name = self.catalogue.host[host].name
                words = f"{name} takes at most {one.cap} people"
                if "group cap" in one.assumed:
                    words = f"a company takes at most {one.cap} people (assumed)"
                caps.setdefault(where, Fact(words, where, Cost.ASSUMED))
            others = [self.known.city(number)] if len(self.cities) > 1 else []
            yield *caps.values(), self.known.group(), *others

    def _hosts(self) -> Iterator[Facts]:
        for number, wish in insisted(self.brief):
            host, city = self.catalogue.host[wish.id], self.catalogue.city_of[wish.id]
            if city.id not in self.cities:
                words = f"{city.name} is not among the cities"
                yield self.known.host(number), Fact(words, "brief.cities", Cost.CITY)
            terms = host_terms(self.catalogue, self.brief, wish.id)
            if terms.cap < self.brief.group_size:
                yield self.known.host(number), self.known.cap(number), self.known.group()
            module = self.catalogue.framework[host.frameworks[0]].module
            for other, never in enumerate(self.brief.modules):
                if never.id == module and never.wish == "never":
                    more = f", and {host.name} may be visited only after it"
                    yield self.known.host(number), self.known.module(other, more)

    def _modules(self) -> Iterator[Facts]:
        for number, wish in enumerate(self.brief.modules):
            if wish.wish != "must":
                continue
            module = self.catalogue.module[wish.id]
            for need in self.catalogue.with_needs(module.needs):
                if need == module.id:
                    yield (self.known.module(number, ", but it needs itself, by way of others"),)
                elif module_wish(self.brief, need).wish == "never":
                    title = self.catalogue.module[need].title
                    words = f"it needs “{title}”, which is never taught"
                    where = module_path(self.brief, need)
                    yield self.known.module(number), Fact(words, where, Cost.WISH)

    def _locks(self) -> Iterator[Facts]:
        for block in self.tour.blocks:
            if block.locked and block.kind in ("transfer", "briefing", "debrief", "break"):
                words = f"“{block.title}” is locked, but a {block.kind} follows what is around it: "
                where = f"agenda.{block.id}"
                yield (Fact(words + "lock that instead", where, Cost.AGREED),)

    # ---------------------------------------------------------------- flights

    def _booked(self) -> Iterator[Facts]:
        """A booked flight that lands on the next day, or so late that nobody is in bed in time."""
        for number, flight in enumerate(self.brief.flights):
            times = f", {flight.departs:%H:%M} to {flight.lands:%H:%M}"
            there = self._at_hotel(flight)
            if self._instant(flight, "start") >= self._instant(flight, "end"):
                more = f"{times}, so it lands on the next day: {_SAME_DAY}"
                yield (self.known.flight(number, more),)
            elif there > LAST_MINUTE:
                more = f"{times}, and nobody is at the hotel before midnight: {_SAME_DAY}"
                yield (self.known.flight(number, more),)
            elif there > clock(self.brief.pace.travel_until):
                at = time(*divmod(there, 60))
                more = f"{times}, and nobody is at the hotel before {at:%H:%M}"
                yield self.known.flight(number, more), self.known.road()

    def _at_hotel(self, flight: BookedFlight) -> int:
        """Return the first minute of its day at which the group is at a hotel after a flight."""
        city, d = self.catalogue.city_of[flight.end], self.catalogue.defaults
        airport, lands = port(city, flight.end), clock(flight.lands)
        return min(at_base(city, d, airport, hotel, lands) for hotel in self._rooms(city))

    def _instant(self, flight: BookedFlight, edge: str) -> datetime:
        """Return when a flight leaves or lands, if both were on its date."""
        airport, at = (
            (flight.start, flight.departs) if edge == "start" else (flight.end, flight.lands)
        )
        zone = ZoneInfo(self.catalogue.city_of[airport].timezone)
        return datetime.combine(flight.date, at, zone)

    def _unflown(self) -> Iterator[Facts]:
        """Cities that no order joins with flights; named are those that none leads to and from."""
        must = self.brief.cities.must
        legs = self._legs()
        if len(must) < 2 or self._joined(legs):
            return
        found: list[str] = []
        for one, two in combinations(must, 2):
            names = [self.catalogue.city[city].name for city in (one, two)]
            missing = [way for way in ((one, two), (two, one)) if way not in legs]
            if len(missing) == 2:
                found.append(f"between {names[0]} and {names[1]}, in neither direction")
            elif missing:
                ends = names if missing[0] == (one, two) else names[::-1]
                found.append(f"from {ends[0]} to {ends[1]}")
        words = f"there is no flight {listed(found)}: add the departures there are"
        yield (
            Fact(words, "flights", Cost.ASSUMED),
            *([self.known.order()] if self.brief.cities.order else []),
            *(self.known.city(number) for number in range(len(must))),
        )

    def _joined(self, legs: set[tuple[str, str]]) -> bool:
        """Tell whether some order of the cities that must be, with others or not, can be flown."""

        def goes_on(order: tuple[str, ...]) -> bool:
            if set(order).issuperset(self.brief.cities.must) and self.brief.cities.kept_by(order):
                return True
            return any(
                goes_on((*order, city))
                for city in self.cities
                if city not in order and (not order or (order[-1], city) in legs)
            )

        return goes_on(())

    def _legs(self) -> set[tuple[str, str]]:
        """Return the cities, from and to, between which any flight goes, booked or not."""
        city_of = self.catalogue.city_of
        ways = [(flight.start, flight.end) for flight in self.brief.flights]
        for pair in self.catalogue.flights:
            ways += [(pair.start, pair.end)] if pair.departures_out else []
            ways += [(pair.end, pair.start)] if pair.departures_back else []
        return {(city_of[one].id, city_of[two].id) for one, two in ways}
