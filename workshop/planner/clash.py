"""Facts of a brief that cannot hold together, found without a search where that is possible.

`Conflict.where` is a path into the tour file (`brief.hosts.3`) or the content
(`closures.ID.2027-03-08`, `host.jkt-goto`); who prints it turns it into a file and a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from workshop.model.agenda import Conflict
from workshop.model.catalogue import Catalogue
from workshop.model.lecture import Module
from workshop.model.place import City
from workshop.model.terms import (
    closed_for,
    held_slot,
    host_terms,
    module_wish,
    venue_terms,
    visit_spans,
)
from workshop.model.tour import Brief, HostWish, Tour
from workshop.model.travel import clock, ride_minutes

Facts = tuple[Conflict, ...]


def clashes(tour: Tour, catalogue: Catalogue, starts: list[date]) -> Facts:
    """Return the first set of facts that no plan can obey, or () if none is seen.

    Checks that hold for any start date come first; those that depend on dates count only if every
    start in `starts` fails them, and then speak of the first start.
    """
    checks = _Checks(tour, catalogue)
    for facts in checks.timeless():
        return facts
    dated = [next(checks.dated(start), ()) for start in starts]
    return dated[0] if dated and all(dated) else ()


def unproven(tour: Tour) -> Facts:
    """Return all that the brief insists on: what to loosen where a search found no plan."""
    brief = tour.brief
    facts = [
        Conflict(fact=f"{city} must be visited", where=f"brief.cities.must.{number}")
        for number, city in enumerate(brief.cities.must)
    ]
    facts += [_host_fact(number, wish) for number, wish in _insisted(brief)]
    facts += [
        Conflict(fact=f"{wish.id} must be taught", where=f"brief.modules.{number}")
        for number, wish in enumerate(brief.modules)
        if wish.wish == "must"
    ]
    facts += [
        Conflict(fact=f"{item} must be enjoyed", where=f"brief.leisure.must.{number}")
        for number, item in enumerate(brief.leisure.must)
    ]
    facts += [
        Conflict(fact=f"the flight {f.start} → {f.end} is booked", where=f"brief.flights.{number}")
        for number, f in enumerate(brief.flights)
    ]
    if brief.arrival:
        facts.append(Conflict(fact=f"the group lands at {brief.arrival.at:%H:%M}",
                              where="brief.arrival"))  # fmt: skip
    if brief.departure:
        facts.append(Conflict(fact=f"the group leaves at {brief.departure.at:%H:%M}",
                              where="brief.departure"))  # fmt: skip
    if brief.balance.hard:
        low = max(0.0, brief.balance.target - brief.balance.tolerance)
        high = min(1.0, brief.balance.target + brief.balance.tolerance)
        facts.append(Conflict(fact=f"training is {low:.0%} to {high:.0%} of training and visits",
                              where="brief.balance"))  # fmt: skip
    locked = [b for b in tour.agenda.blocks if b.locked] if tour.agenda else []
    facts += [Conflict(fact=f"“{b.title}” is locked", where=f"agenda.{b.id}") for b in locked]
    facts.append(Conflict(fact=f"the tour has {brief.days} days", where="brief.days"))
    return tuple(facts)


class _Checks:
    def __init__(self, tour: Tour, catalogue: Catalogue) -> None:
        self.tour = tour
        self.brief: Brief = tour.brief
        self.catalogue = catalogue
        self.cities = (*self.brief.cities.must, *self.brief.cities.may)

    # ---------------------------------------------------------------- whatever the dates

    def timeless(self) -> Iterator[Facts]:
        yield from self._room()
        yield from self._hosts()
        yield from self._modules()
        yield from self._locks()

    def _room(self) -> Iterator[Facts]:
        group, size = self.brief.group_size, self._fact("group_size")
        seats = self.brief.coach_seats or self.catalogue.defaults.coach_seats
        if seats < group:
            where = "brief.coach_seats" if self.brief.coach_seats else "defaults.coach_seats"
            yield size, Conflict(fact=f"the coach seats {seats}", where=where)
        for number, city_id in enumerate(self.brief.cities.must):
            city = self.catalogue.city[city_id]
            named = [wish.id for wish in self.brief.venues if wish.city == city_id]
            rooms = [v for v in city.venues if v.id in named or not named]
            most = max(venue_terms(self.catalogue, self.brief, v.id).cap for v in rooms)
            if most < group:
                room = Conflict(fact=f"the largest training room in {city.name} takes {most}",
                                where=f"venue.{rooms[0].id}")  # fmt: skip
                yield size, self._must_city(number, city), room

    def _hosts(self) -> Iterator[Facts]:
        for number, wish in _insisted(self.brief):
            host, fact = self.catalogue.host[wish.id], _host_fact(number, wish, self.catalogue)
            city = self.catalogue.city_of[wish.id]
            terms = host_terms(self.catalogue, self.brief, wish.id)
            if city.id not in self.cities:
                named = Conflict(fact=f"{city.name} is not among the cities", where="brief.cities")
                yield fact, named
            if terms.cap < self.brief.group_size:
                assumed = " (assumed)" if "group cap" in terms.assumed else ""
                cap = Conflict(fact=f"{host.name} takes at most {terms.cap} people{assumed}",
                               where=f"host.{host.id}")  # fmt: skip
                yield fact, cap, self._fact("group_size")
            module = self.catalogue.framework[host.frameworks[0]].module
            for other, never in enumerate(self.brief.modules):
                if never.id == module and never.wish == "never":
                    taught = self.catalogue.module[module].title
                    yield (
                        fact,
                        Conflict(fact=f"“{taught}” comes before it and is never taught",
                                 where=f"brief.modules.{other}"),
                    )  # fmt: skip

    def _modules(self) -> Iterator[Facts]:
        for number, wish in enumerate(self.brief.modules):
            if wish.wish != "must":
                continue
            module = self.catalogue.module[wish.id]
            fact = Conflict(fact=f"“{module.title}” must be taught",
                            where=f"brief.modules.{number}")  # fmt: skip
            for need in _needs(self.catalogue, module):
                if need == module.id:
                    cycle = Conflict(fact=f"“{module.title}” needs itself, by way of others",
                                     where=f"module.{module.id}")  # fmt: skip
                    yield fact, cycle
                elif module_wish(self.brief, need).wish == "never":
                    title = self.catalogue.module[need].title
                    yield fact, Conflict(fact=f"it needs “{title}”, which is never taught",
                                         where=self._module_path(need))  # fmt: skip

    def _module_path(self, module: str) -> str:
        ids = [wish.id for wish in self.brief.modules]
        return f"brief.modules.{ids.index(module)}"

    def _locks(self) -> Iterator[Facts]:
        for block in self.tour.agenda.blocks if self.tour.agenda else ():
            if block.locked and block.kind in ("transfer", "briefing", "debrief", "break"):
                fact = f"“{block.title}” is locked, but a {block.kind} follows what is around it: "
                yield (Conflict(fact=fact + "lock that instead", where=f"agenda.{block.id}"),)

    # ---------------------------------------------------------------- for one start

    def dated(self, start: date) -> Iterator[Facts]:
        days = [start + timedelta(days=number) for number in range(self.brief.days)]
        yield from self._days_enough()
        yield from self._closed_cities(days)
        yield from self._closed_hosts(days)
        yield from self._slots(days)
        yield from self._outside(days)

    def _days_enough(self) -> Iterator[Facts]:
        cities = len(self.brief.cities.must)
        if cities - 1 > self.brief.days:
            flights = Conflict(fact=f"{cities} cities need {cities - 1} days with a flight",
                               where="brief.cities")  # fmt: skip
            yield flights, self._fact("days")
        wanted = len(list(_insisted(self.brief)))
        room = self.brief.days * self.brief.pace.visits_per_day
        if wanted > room:
            most = Conflict(fact=f"{self.brief.days} days hold at most {room} visits",
                            where="brief.pace")  # fmt: skip
            yield (
                *(_host_fact(n, w, self.catalogue) for n, w in _insisted(self.brief)),
                most,
            )

    def _closed_cities(self, days: list[date]) -> Iterator[Facts]:
        for number, city_id in enumerate(self.brief.cities.must):
            city = self.catalogue.city[city_id]
            usable = [host.id for host in city.hosts if self._may_visit(host.id)]
            if any(visit_spans(self.catalogue, self.brief, h, d) for h in usable for d in days):
                continue
            yield self._must_city(number, city), *self._closures(city, days)

    def _may_visit(self, host: str) -> bool:
        wish = next((w for w in self.brief.hosts if w.id == host), None)
        barred = wish is not None and (wish.wish == "never" or wish.status == "declined")
        cap = host_terms(self.catalogue, self.brief, host).cap
        return not barred and cap >= self.brief.group_size

    def _closures(self, city: City, days: list[date]) -> Facts:
        return tuple(
            Conflict(
                fact=f"{city.name} is closed on {when:%A} {when.day} {when:%B}: {', '.join(names)}",
                where=f"closures.{city.country_code}.{when}",
            )
            for when in days
            if (names := closed_for(self.catalogue, self.brief, city, when))
        )

    def _closed_hosts(self, days: list[date]) -> Iterator[Facts]:
        for number, wish in _insisted(self.brief):
            if any(visit_spans(self.catalogue, self.brief, wish.id, day) for day in days):
                continue
            host, city = self.catalogue.host[wish.id], self.catalogue.city_of[wish.id]
            fact = _host_fact(number, wish, self.catalogue)
            terms = host_terms(self.catalogue, self.brief, wish.id)
            slot = held_slot(wish)
            if slot is not None:
                dates = f"the tour runs from {days[0]} to {days[-1]}"
                yield fact, Conflict(fact=dates, where=self._dates_path())
                continue
            longest = max((clock(h.end) - clock(h.start) for h in terms.hours), default=0)
            if longest < terms.minutes:
                hours = Conflict(
                    fact=f"{host.name} is open {longest} minutes at most; a visit takes "
                    f"{terms.minutes}",
                    where=f"brief.hosts.{number}",
                )
                yield fact, hours
            else:
                hours = Conflict(fact=f"{host.name} is open {_hours(terms.hours)}",
                                 where=f"brief.hosts.{number}")  # fmt: skip
                yield fact, hours, *self._closures(city, days)

    def _slots(self, days: list[date]) -> Iterator[Facts]:
        held = [
            (slot, number, wish)
            for number, wish in _insisted(self.brief)
            if (slot := held_slot(wish)) is not None and slot.date in days
        ]
        held.sort(key=lambda one: (one[0].date, one[0].start))
        for (slot, number, wish), (later, other, second) in pairwise(held):
            if slot.date != later.date:
                continue
            city = self.catalogue.city_of[wish.id]
            facts = (
                _host_fact(number, wish, self.catalogue),
                _host_fact(other, second, self.catalogue),
            )
            need = self._between(wish, second)
            free = clock(later.start) - clock(slot.start)
            if need is None:
                far = f"{city.name} and {self.catalogue.city_of[second.id].name} on one day"
                yield *facts, Conflict(fact=far, where="flights")
            elif free < need:
                yield (
                    *facts,
                    Conflict(
                        fact=f"{need} minutes are needed from one start to the next, {free} are "
                        "there: the visit, notes, briefing, the coach and being early",
                        where="defaults",
                    ),
                )

    def _between(self, one: HostWish, two: HostWish) -> int | None:
        city, other = self.catalogue.city_of[one.id], self.catalogue.city_of[two.id]
        terms, d = host_terms(self.catalogue, self.brief, one.id), self.catalogue.defaults
        if city.id != other.id:
            return None
        busy = terms.minutes + d.pause_minutes + d.briefing_minutes
        start = clock(one.slot.start) if one.slot else 0
        hosts = self.catalogue.host
        ride = ride_minutes(city, d, hosts[one.id], hosts[two.id], start + busy)
        return busy + ride + d.arrive_early_minutes

    def _outside(self, days: list[date]) -> Iterator[Facts]:
        for number, flight in enumerate(self.brief.flights):
            if flight.date not in days:
                booked = Conflict(
                    fact=f"the flight {flight.start} → {flight.end} is booked for {flight.date}",
                    where=f"brief.flights.{number}",
                )
                dates = f"the tour runs from {days[0]} to {days[-1]}"
                yield booked, Conflict(fact=dates, where=self._dates_path())
        for block in self.tour.agenda.blocks if self.tour.agenda else ():
            if block.locked and block.start.date() not in days:
                locked = Conflict(fact=f"“{block.title}” is locked on {block.start.date()}",
                                  where=f"agenda.{block.id}")  # fmt: skip
                dates = f"the tour runs from {days[0]} to {days[-1]}"
                yield locked, Conflict(fact=dates, where=self._dates_path())

    # ---------------------------------------------------------------- facts

    def _fact(self, key: str) -> Conflict:
        words = {
            "group_size": f"the group is {self.brief.group_size} people",
            "days": f"the tour has {self.brief.days} days",
        }
        return Conflict(fact=words[key], where=f"brief.{key}")

    def _must_city(self, number: int, city: City) -> Conflict:
        fact = f"{city.name} must be visited, and a city is visited for at least one host"
        return Conflict(fact=fact, where=f"brief.cities.must.{number}")

    def _dates_path(self) -> str:
        return "brief.start" if self.brief.start else "brief.window"


def _insisted(brief: Brief) -> Iterator[tuple[int, HostWish]]:
    for number, wish in enumerate(brief.hosts):
        if wish.wish == "must" or wish.status == "confirmed":
            yield number, wish


def _host_fact(number: int, wish: HostWish, catalogue: Catalogue | None = None) -> Conflict:
    name = catalogue.host[wish.id].name if catalogue else wish.id
    slot = held_slot(wish)
    fact = f"{name} is confirmed" if wish.status == "confirmed" else f"{name} must be visited"
    if slot is not None:
        fact += f" on {slot.date:%A} {slot.date.day} {slot.date:%B} at {slot.start:%H:%M}"
    return Conflict(fact=fact, where=f"brief.hosts.{number}")


def _hours(hours: tuple[object, ...]) -> str:
    return ", ".join(
        f"{'–'.join((h.days[0], h.days[-1]) if len(h.days) > 1 else h.days)} "  # type: ignore[attr-defined]
        f"{h.start:%H:%M}–{h.end:%H:%M}"  # type: ignore[attr-defined]
        for h in hours
    ) or "never"  # fmt: skip


def _needs(catalogue: Catalogue, module: Module) -> list[str]:
    """Return all that a module builds on, itself included where it builds on itself."""
    found: list[str] = []
    todo = list(module.needs)
    while todo:
        need = todo.pop(0)
        if need not in found and need in catalogue.module:
            found.append(need)
            todo += catalogue.module[need].needs
    return found
