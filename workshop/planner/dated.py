"""Clashes of a tour that starts on some day, seen without a search.

Each set is a smallest one: dropping any of its facts ends that clash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import combinations, pairwise

from workshop.model.catalogue import Catalogue
from workshop.model.terms import Spans, held_slot, host_terms, host_wish, visit_spans
from workshop.model.tour import Brief, ClosureOverride, HostWish, Slot, Tour
from workshop.model.travel import Position, clock, ride_minutes, ride_pair
from workshop.planner.fact import Fact, Facts
from workshop.planner.facts import Known, count, insisted
from workshop.planner.port import port


class Dated:
    """The checks of one tour that need its dates."""

    def __init__(self, tour: Tour, catalogue: Catalogue) -> None:
        """Look at one tour."""
        self.tour = tour
        self.brief = tour.brief
        self.catalogue = catalogue
        self.known = Known(tour, catalogue)

    def all(self, start: date) -> Iterator[Facts]:
        """List the clashes of a tour that starts on `start`."""
        days = [start + timedelta(days=number) for number in range(self.brief.days)]
        yield from self._days_enough()
        yield from self._closed_cities(days)
        yield from self._closed_hosts(days)
        yield from self._slots(days)
        yield from self._timed(days)
        yield from self._together(days)
        yield from self._outside(days)

    def _days_enough(self) -> Iterator[Facts]:
        cities = len(self.brief.cities.must)
        if cities - 1 > self.brief.days:
            flights = f"; {cities} cities need {count(cities - 1, 'day')} with a flight"
            yield self.known.days(flights), *(self.known.city(n) for n in range(cities))
        wanted = [number for number, _ in insisted(self.brief)]
        if len(wanted) > self.brief.days * self.brief.pace.visits_per_day:
            yield *(self.known.host(number) for number in wanted), self.known.most_visits()

    def _closed_cities(self, days: list[date]) -> Iterator[Facts]:
        for number, city_id in enumerate(self.brief.cities.must):
            city = self.catalogue.city[city_id]
            usable = [host.id for host in city.hosts if self._may_visit(host.id)]
            if self._receives(self.brief, usable, days):
                continue
            more = ", and a city is visited for at least one host"
            closed = self._closures(city_id, usable, days)
            then = "" if closed else f", and no company in {city.name} receives anybody then"
            asked = (
                (self.known.city(number, more),)
                if len((*self.brief.cities.must, *self.brief.cities.may)) > 1
                else ()
            )
            yield *closed, self.known.dates(days[0], then), *asked

    def _receives(self, brief: Brief, hosts: list[str], days: list[date]) -> bool:
        """Tell whether one of `hosts` is open on one of `days`."""
        return any(visit_spans(self.catalogue, brief, host, d) for host in hosts for d in days)

    def _closures(self, city: str, hosts: list[str], days: list[date]) -> Facts:
        """Return the closed days on which one of `hosts` would be open otherwise."""
        found: list[Fact] = []
        for day in days:
            fact = self.known.closures(city, [day])
            override = ClosureOverride(city=city, date=day, open=True)
            kept = [one for one in self.brief.closures if (one.city, one.date) != (city, day)]
            opened = self.brief.model_copy(update={"closures": (*kept, override)})
            if fact and self._receives(opened, hosts, [day]):
                found += fact
        return tuple(found)

    def _may_visit(self, host: str) -> bool:
        cap = host_terms(self.catalogue, self.brief, host).cap
        return not host_wish(self.brief, host).barred and cap >= self.brief.group_size

    def _closed_hosts(self, days: list[date]) -> Iterator[Facts]:
        for number, wish in insisted(self.brief):
            if any(visit_spans(self.catalogue, self.brief, wish.id, day) for day in days):
                continue
            fact, city = self.known.host(number), self.catalogue.city_of[wish.id]
            if held_slot(wish) is not None:
                yield fact, self.known.dates(days[0])
                continue
            terms = host_terms(self.catalogue, self.brief, wish.id)
            longest = max((clock(h.end) - clock(h.start) for h in terms.hours), default=0)
            if longest < terms.minutes:
                more = f", {longest} minutes at most; a visit takes {terms.minutes}"
                yield fact, self.known.hours(number, more)
            else:
                closed = self._closures(city.id, [wish.id], days)
                yield fact, self.known.hours(number), *closed, self.known.dates(days[0])

    def _slots(self, days: list[date]) -> Iterator[Facts]:
        held = [
            (slot, number, wish)
            for number, wish in insisted(self.brief)
            if (slot := held_slot(wish)) is not None and slot.date in days
        ]
        held.sort(key=lambda one: (one[0].date, one[0].start))
        for (slot, number, wish), (later, other, second) in pairwise(held):
            more = self._too_close(slot, wish, later, second) if slot.date == later.date else ""
            if more:
                yield self.known.host(number), self.known.host(other, more)

    def _timed(self, days: list[date]) -> Iterator[Facts]:
        """Visits too early or too late for the working day, or that leave no time for lunch."""
        for fact, host, start, minutes in self._at_fixed_times(days):
            more = self._beyond(host, start, minutes)
            if more is not None:
                yield fact(""), self.known.hours_of_work(more)
            if not self._eats(host, start, minutes):
                yield (fact(self._no_lunch),)

    def _at_fixed_times(
        self, days: list[date]
    ) -> Iterator[tuple[Callable[[str], Fact], str, int, int]]:
        """List the visits with a slot or a lock: the fact, the host, the start and the minutes."""
        for number, wish in insisted(self.brief):
            slot = held_slot(wish)
            if slot is not None and slot.date in days:
                minutes = host_terms(self.catalogue, self.brief, wish.id).minutes
                yield partial(self.known.host, number), wish.id, clock(slot.start), minutes
        for block in self.tour.blocks:
            if block.locked and block.kind == "visit" and block.start.date() in days:
                start = clock(block.start)
                yield partial(self.known.lock, block), str(block.ref), start, block.minutes

    def _beyond(self, host: str, start: int, minutes: int) -> str | None:
        """Return why a visit is too early or too late for the working day; None if it is not."""
        d, pace, city = self.catalogue.defaults, self.brief.pace, self.catalogue.city_of[host]
        rides = [ride_pair(city, base, self.catalogue.host[host]) for base in city.venues]
        way, over = min(map(min, rides)), start + minutes
        lead = d.briefing_minutes + way + d.arrive_early_minutes
        if start < clock(pace.day_start) + lead:
            return f"; briefing, coach and being early take {lead} minutes"
        if over > clock(pace.day_end):
            return ""
        after = d.pause_minutes + way + d.debrief_minutes
        if over + after > clock(pace.day_end):
            return f"; after it notes, the coach back and the debrief take {after} minutes"
        return None

    def _eats(self, host: str, start: int, minutes: int) -> bool:
        """Tell whether there is time for lunch before a visit or after it."""
        d, city, there = self.catalogue.defaults, self.catalogue.city_of[host], self.catalogue.host
        ports = [port(city, airport.iata) for airport in city.airports]
        eaten: list[Position] = [*city.venues, *city.hosts, *ports]
        way = min(min(ride_pair(city, one, there[host])) for one in eaten if one.id != host)
        over = start - d.arrive_early_minutes - way - d.briefing_minutes
        late = start + minutes + d.pause_minutes + d.lunch_minutes
        return over - d.lunch_minutes >= clock(d.lunch.start) or late <= clock(d.lunch.end)

    @property
    def _no_lunch(self) -> str:
        d = self.catalogue.defaults
        hours = f"{d.lunch.start:%H:%M} and {d.lunch.end:%H:%M}"
        return f": the briefing, the coach and the visit leave no time for lunch between {hours}"

    def _together(self, days: list[date]) -> Iterator[Facts]:
        """Two hosts of a city that are open only when the other one is visited."""
        for (number, wish), (other, second) in combinations(insisted(self.brief), 2):
            city = self.catalogue.city_of[wish.id]
            both = (wish.id, second.id)
            slots = (held_slot(wish), held_slot(second))
            if all(slots) or city.id != self.catalogue.city_of[second.id].id:
                continue
            spans = [[(day, visit_spans(self.catalogue, self.brief, host, day)) for day in days]
                     for host in both]  # fmt: skip
            if not all(any(open_on for _, open_on in some) for some in spans):
                continue  # told by itself
            if not any(
                one != two or self._one_after_the_other(both, first, then)
                for one, first in spans[0] if first
                for two, then in spans[1] if then
            ):  # fmt: skip
                closed = self._closures(city.id, list(both), days)
                yield (
                    self.known.host(number),
                    self.known.host(other, ", and both are open only at one time"),
                    *(self.known.hours(n) for n, slot in zip((number, other), slots, strict=True)
                      if slot is None),
                    *closed,
                    *([self.known.dates(days[0])] if closed else []),
                )  # fmt: skip

    def _one_after_the_other(self, both: tuple[str, str], first: Spans, then: Spans) -> bool:
        """Tell whether two hosts of a city can be visited on one day, in either order."""
        d, hosts = self.catalogue.defaults, self.catalogue.host
        city = self.catalogue.city_of[both[0]]
        ride = min(ride_pair(city, hosts[both[0]], hosts[both[1]]))
        between = d.pause_minutes + d.briefing_minutes + ride + d.arrive_early_minutes
        one, two = (host_terms(self.catalogue, self.brief, host).minutes for host in both)
        return any(
            low + one + between + two <= high or start + two + between + one <= end
            for low, end in first
            for start, high in then
        )

    def _too_close(self, slot: Slot, wish: HostWish, later: Slot, second: HostWish) -> str:
        """Say why two slots of a day cannot both be kept; nothing if they can."""
        city, other = self.catalogue.city_of[wish.id], self.catalogue.city_of[second.id]
        if city.id != other.id:
            return f", and {city.name} and {other.name} cannot both be visited on one day"
        terms, d = host_terms(self.catalogue, self.brief, wish.id), self.catalogue.defaults
        busy = terms.minutes + d.pause_minutes + d.briefing_minutes
        hosts, start = self.catalogue.host, clock(slot.start)
        need = busy + ride_minutes(city, d, hosts[wish.id], hosts[second.id], start + busy)
        need, free = need + d.arrive_early_minutes, clock(later.start) - start
        if free >= need:
            return ""
        what = "the visit, notes, a briefing, the coach and being early"
        return f", {free} minutes after the other; {need} are needed for {what}"

    def _outside(self, days: list[date]) -> Iterator[Facts]:
        for number, flight in enumerate(self.brief.flights):
            if flight.date not in days:
                yield self.known.flight(number), self.known.dates(days[0])
        for block in self.tour.blocks:
            if block.locked and block.start.date() not in days:
                yield self.known.lock(block), self.known.dates(days[0])
