"""Facts of a brief that cannot hold together, seen without a search.

Each set is a smallest one: dropping any of its facts ends that clash.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, pairwise

from workshop.model.agenda import Conflict
from workshop.model.catalogue import Catalogue
from workshop.model.terms import Spans, held_slot, host_terms, module_wish, venue_terms, visit_spans
from workshop.model.tour import Brief, ClosureOverride, HostWish, Slot, Tour
from workshop.model.travel import clock, ride_minutes, ride_pair
from workshop.planner.draft import place_of, wish_path
from workshop.planner.fact import Cost, Fact
from workshop.planner.facts import Known, cap_path, count, day_words, insisted

Facts = tuple[Fact, ...]


class Checks:
    """The checks of one tour."""

    def __init__(self, tour: Tour, catalogue: Catalogue) -> None:
        """Look at one tour."""
        self.tour = tour
        self.brief = tour.brief
        self.catalogue = catalogue
        self.known = Known(tour, catalogue)
        self.cities = (*self.brief.cities.must, *self.brief.cities.may)

    # ---------------------------------------------------------------- whatever the dates

    def timeless(self) -> Iterator[Facts]:
        """List the clashes that no date can solve."""
        yield from self._room()
        yield from self._caps()
        yield from self._hosts()
        yield from self._modules()
        yield from self._locks()

    def _room(self) -> Iterator[Facts]:
        group, size = self.brief.group_size, self.known.group()
        seats = self.brief.coach_seats or self.catalogue.defaults.coach_seats
        if seats < group:
            where = "brief.coach_seats" if self.brief.coach_seats else "defaults.coach_seats"
            assumed = "" if self.brief.coach_seats else " (assumed)"
            yield Fact(f"the coach seats {seats}{assumed}", where, Cost.ASSUMED), size
        for number, city_id in enumerate(self.brief.cities.must):
            city = self.catalogue.city[city_id]
            named = [wish.id for wish in self.brief.venues if wish.city == city_id]
            rooms = [v for v in city.venues if v.id in named or not named]
            caps = {v.id: venue_terms(self.catalogue, self.brief, v.id).cap for v in rooms}
            best = max(rooms, key=lambda v: caps[v.id])
            if caps[best.id] < group:
                words = f"the largest training room in {city.name} takes {caps[best.id]}"
                room = Fact(words, f"venue.{best.id}", Cost.ASSUMED)
                yield room, size, self.known.city(number)

    def _caps(self) -> Iterator[Facts]:
        """A city of which no host takes the group."""
        for number, city_id in enumerate(self.brief.cities.must):
            hosts = [h.id for h in self.catalogue.city[city_id].hosts if not self._barred(h.id)]
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
                    where = f"brief.{wish_path('modules', place_of(self.brief.modules, need))}"
                    yield self.known.module(number), Fact(words, where, Cost.WISH)

    def _locks(self) -> Iterator[Facts]:
        for block in self.tour.blocks:
            if block.locked and block.kind in ("transfer", "briefing", "debrief", "break"):
                words = f"“{block.title}” is locked, but a {block.kind} follows what is around it: "
                where = f"agenda.{block.id}"
                yield (Fact(words + "lock that instead", where, Cost.AGREED),)

    # ---------------------------------------------------------------- for one start

    def dated(self, start: date) -> Iterator[Facts]:
        """List the clashes of a tour that starts on `start`."""
        days = [start + timedelta(days=number) for number in range(self.brief.days)]
        yield from self._days_enough()
        yield from self._closed_cities(days)
        yield from self._closed_hosts(days)
        yield from self._slots(days)
        yield from self._outside_work(days)
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
            asked = (self.known.city(number, more),) if len(self.cities) > 1 else ()
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
        return not self._barred(host) and cap >= self.brief.group_size

    def _barred(self, host: str) -> bool:
        wish = next((w for w in self.brief.hosts if w.id == host), None)
        return wish is not None and (wish.wish == "never" or wish.status == "declined")

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

    def _outside_work(self, days: list[date]) -> Iterator[Facts]:
        """A slot before anybody can be there, or that ends after the working day."""
        pace, d = self.brief.pace, self.catalogue.defaults
        for number, wish in insisted(self.brief):
            slot, city = held_slot(wish), self.catalogue.city_of[wish.id]
            if slot is None or slot.date not in days:
                continue
            rides = [ride_pair(city, b, self.catalogue.host[wish.id]) for b in city.venues]
            lead = d.briefing_minutes + min(map(min, rides)) + d.arrive_early_minutes
            early = clock(slot.start) < clock(pace.day_start) + lead
            more = f"; briefing, coach and being early take {lead} minutes" if early else ""
            minutes = host_terms(self.catalogue, self.brief, wish.id).minutes
            if early or clock(slot.start) + minutes > clock(pace.day_end):
                yield self.known.host(number), self.known.hours_of_work(more)

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
                words = f"“{block.title}” is locked on {day_words(block.start.date())}"
                locked = Fact(words, f"agenda.{block.id}", Cost.AGREED)
                yield locked, self.known.dates(days[0])


def clashes(tour: Tour, catalogue: Catalogue, starts: list[date]) -> tuple[Conflict, ...]:
    """Return the first set of facts that no plan can obey, seen without a search, or ().

    Checks that hold for any start date come first; those that depend on dates count only if every
    start in `starts` fails them, and then speak of the first start. The cheapest to drop is first.
    """
    checks = Checks(tour, catalogue)
    for facts in checks.timeless():
        return told(facts)
    dated = [next(checks.dated(start), ()) for start in starts]
    return told(dated[0]) if dated and all(dated) else ()


def told(facts: Facts) -> tuple[Conflict, ...]:
    """Return facts as an agenda tells them, cheapest first; equal ones keep their order."""
    return tuple(fact.conflict for fact in sorted(facts, key=lambda fact: fact.cost))
