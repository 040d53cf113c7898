"""The facts of one tour that a person could drop, and the files in which they stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from workshop.model.agenda import Block, Conflict
from workshop.model.base import WEEKDAYS, Hours
from workshop.model.catalogue import Catalogue
from workshop.model.terms import closed_for, held_slot, host_terms, venue_terms
from workshop.model.tour import Brief, HostWish, Tour
from workshop.planner.fact import Fact, Group, cost_of, kind_of
from workshop.planner.paths import cap_path, closure_path, hours_path


def insisted(brief: Brief) -> Iterator[tuple[int, HostWish]]:
    """List the hosts that must be in the plan, with their place in the brief."""
    for number, wish in enumerate(brief.hosts):
        if wish.wish == "must" or wish.status == "confirmed":
            yield number, wish


class Known:
    """The facts of one tour, in words."""

    def __init__(self, tour: Tour, catalogue: Catalogue) -> None:
        """Look at one tour."""
        self.tour = tour
        self.brief = tour.brief
        self.catalogue = catalogue

    def groups(self) -> tuple[Group, ...]:
        """Return every fact that might be dropped, by kind."""
        found = (*self._wishes(), *self._sites(), *self._dates(), *self._agreed(), *self._cities())
        kinds: dict[str, dict[str, Fact]] = {}
        for fact in found:
            kinds.setdefault(kind_of(fact.where), {}).setdefault(fact.where, fact)
        return tuple(Group(kind, tuple(facts.values())) for kind, facts in kinds.items())

    def _fact(self, words: str, where: str) -> Fact:
        return Fact(words, where, cost_of(where, self.tour))

    # ---------------------------------------------------------------- one by one

    def host(self, number: int, more: str = "") -> Fact:
        """Return that a host must be visited, with its held slot."""
        wish = self.brief.hosts[number]
        name, slot = self.catalogue.host[wish.id].name, held_slot(wish)
        words = f"{name} is confirmed" if wish.status == "confirmed" else f"{name} must be visited"
        if slot is not None:
            words += f" on {day_words(slot.date)} at {slot.start:%H:%M}"
        return self._fact(words + more, f"brief.hosts.{number}")

    def hours(self, number: int, more: str = "") -> Fact:
        """Return when a host is open."""
        wish = self.brief.hosts[number]
        host = self.catalogue.host[wish.id]
        terms = host_terms(self.catalogue, self.brief, wish.id)
        assumed = " (assumed)" if "visiting hours" in terms.assumed else ""
        where = hours_path(self.brief, self.catalogue, wish.id)
        return self._fact(f"{host.name} is open {hours_words(terms.hours)}{assumed}{more}", where)

    def cap(self, number: int) -> Fact:
        """Return how large a group a host takes."""
        wish = self.brief.hosts[number]
        host = self.catalogue.host[wish.id]
        terms = host_terms(self.catalogue, self.brief, wish.id)
        assumed = " (assumed)" if "group cap" in terms.assumed else ""
        words = f"{host.name} takes at most {terms.cap} people{assumed}"
        return self._fact(words, cap_path(self.brief, self.catalogue, wish.id))

    def module(self, number: int, more: str = "") -> Fact:
        """Return that a module must, or must never, be taught."""
        wish = self.brief.modules[number]
        title = self.catalogue.module[wish.id].title
        must = "must" if wish.wish == "must" else "must never"
        return self._fact(f"“{title}” {must} be taught{more}", f"brief.modules.{number}")

    def city(self, number: int, more: str = "") -> Fact:
        """Return that a city must be visited."""
        name = self.catalogue.city[self.brief.cities.must[number]].name
        return self._fact(f"{name} must be visited{more}", f"brief.cities.must.{number}")

    def order(self) -> Fact:
        """Return the order in which cities are visited."""
        names = " → ".join(self.catalogue.city[city].name for city in self.brief.cities.order)
        return self._fact(f"the cities come in this order: {names}", "brief.cities.order")

    def group(self) -> Fact:
        """Return how large the group is."""
        return self._fact(f"the group is {self.brief.group_size} people", "brief.group_size")

    def days(self, more: str = "") -> Fact:
        """Return how long the tour is."""
        return self._fact(f"the tour has {count(self.brief.days, 'day')}{more}", "brief.days")

    def dates(self, start: date, more: str = "") -> Fact:
        """Return when the tour is, for a start."""
        end = start + timedelta(days=self.brief.days - 1)
        where = "brief.start" if self.brief.start else "brief.window"
        on = f"on {day_words(start)}"
        if end > start:
            on = f"from {day_words(start)} to {day_words(end)}"
        return self._fact(f"the tour runs {on} {end.year}{more}", where)

    def flight(self, number: int, more: str = "") -> Fact:
        """Return that a flight is booked."""
        flight = self.brief.flights[number]
        words = f"the flight {flight.start} → {flight.end} is booked for {day_words(flight.date)}"
        return self._fact(words + more, f"brief.flights.{number}")

    def lock(self, block: Block, more: str = "") -> Fact:
        """Return that a block is locked."""
        words = f"“{block.title}” is locked on {day_words(block.start.date())}"
        return self._fact(f"{words} at {block.start:%H:%M}{more}", f"agenda.{block.id}")

    def most_visits(self) -> Fact:
        """Return how many visits the days may hold."""
        room = self.brief.days * self.brief.pace.visits_per_day
        words = f"{count(self.brief.days, 'day')} hold at most {count(room, 'visit')}"
        return self._fact(words, "brief.pace.visits_per_day")

    def balance(self) -> Fact:
        """Return how much of learning is training."""
        balance = self.brief.balance
        low = max(0.0, balance.target - balance.tolerance)
        high = min(1.0, balance.target + balance.tolerance)
        words = f"training is {low:.0%} to {high:.0%} of training and visits"
        return self._fact(words, "brief.balance")

    def hours_of_work(self, more: str = "") -> Fact:
        """Return when the working day begins and ends."""
        pace = self.brief.pace
        words = f"the working day runs from {pace.day_start:%H:%M} to {pace.day_end:%H:%M}"
        return self._fact(words + more, "brief.pace.day_end")

    def road(self) -> Fact:
        """Return from when to when the group is on its way on a day with a flight."""
        pace = self.brief.pace
        words = f"with a flight the group is up at {pace.travel_from:%H:%M} and in by "
        return self._fact(f"{words}{pace.travel_until:%H:%M}", "brief.pace.travel_until")

    def closures(self, city_id: str, days: list[date]) -> tuple[Fact, ...]:
        """Return the days on which a city is closed, and why."""
        city = self.catalogue.city[city_id]
        return tuple(
            self._fact(
                f"{city.name} is closed on {day_words(when)}: {', '.join(names)}",
                closure_path(self.brief, self.catalogue, city_id, when),
            )
            for when in days
            if (names := closed_for(self.catalogue, self.brief, city, when))
        )

    # ---------------------------------------------------------------- all of a kind

    def _wishes(self) -> Iterator[Fact]:
        for number, _ in insisted(self.brief):
            yield self.host(number)
        for number, wish in enumerate(self.brief.modules):
            if wish.wish in ("must", "never"):
                yield self.module(number)
        for number, item in enumerate(self.brief.leisure.must):
            name = self.catalogue.leisure[item].name
            yield self._fact(f"{name} must be enjoyed", f"brief.leisure.must.{number}")

    def _sites(self) -> Iterator[Fact]:
        usual = hours_words(self.catalogue.defaults.host_hours)
        for number, wish in insisted(self.brief):
            hours = self.hours(number)
            if hours.where == "defaults.host_hours":
                hours = self._fact(f"hosts are open {usual} (assumed)", hours.where)
            yield hours
            if host_terms(self.catalogue, self.brief, wish.id).cap < self.brief.group_size:
                yield self.cap(number)
        for number, venue in enumerate(self.brief.venues):
            if venue_terms(self.catalogue, self.brief, venue.id).cap < self.brief.group_size:
                name = self.catalogue.venue[venue.id].name
                yield self._fact(f"{name} is too small for the group", f"brief.venues.{number}")

    def _dates(self) -> Iterator[Fact]:
        brief, pace = self.brief, self.brief.pace
        for city in (*brief.cities.must, *brief.cities.may):
            yield from self.closures(city, possible_days(brief))
        if brief.balance.hard:
            yield self.balance()
        yield self.most_visits()
        yield self.hours_of_work()
        yield self.road()
        yield self._fact(f"nights are {pace.rest_hours} hours", "brief.pace.rest_hours")
        if brief.arrival:
            words = f"the group lands at {brief.arrival.airport} at {brief.arrival.at:%H:%M}"
            yield self._fact(words, "brief.arrival")
        if brief.departure:
            words = f"the group leaves from {brief.departure.airport} at {brief.departure.at:%H:%M}"
            yield self._fact(words, "brief.departure")
        yield self.days()
        if brief.start is not None:
            yield self.dates(brief.start)
        elif brief.window is not None:
            first, last = brief.window.earliest, brief.window.latest
            words = f"the tour is between {day_words(first)} and {day_words(last)} {last.year}"
            yield self._fact(words, "brief.window")

    def _agreed(self) -> Iterator[Fact]:
        for number in range(len(self.brief.flights)):
            yield self.flight(number)
        for block in self.tour.blocks:
            if block.locked:
                yield self.lock(block)

    def _cities(self) -> Iterator[Fact]:
        for number in range(len(self.brief.cities.must)):
            yield self.city(number)
        if len(self.brief.cities.order) > 1:
            yield self.order()


# -------------------------------------------------------------------- of a whole brief


def start_dates(brief: Brief) -> list[date]:
    """Return the start dates that a brief allows, in order."""
    if brief.start is not None:
        return [brief.start]
    if brief.window is None:
        return []
    last = brief.window.latest - timedelta(days=brief.days - 1)
    count = (last - brief.window.earliest).days + 1
    return [brief.window.earliest + timedelta(days=offset) for offset in range(count)]


def possible_days(brief: Brief) -> list[date]:
    """Return every day that the tour might be on."""
    if brief.window is not None:
        first, last = brief.window.earliest, brief.window.latest
    else:
        first = brief.start or date.min
        last = first + timedelta(days=brief.days - 1)
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def unproven(tour: Tour, catalogue: Catalogue) -> tuple[Conflict, ...]:
    """Return all that a brief insists on: what to loosen where nothing is proven."""
    known, brief = Known(tour, catalogue), tour.brief
    facts = [known.city(number) for number in range(len(brief.cities.must))]
    facts += [known.order()] if brief.cities.order else []
    facts += [known.host(number) for number, _ in insisted(brief)]
    facts += [known.module(n) for n, wish in enumerate(brief.modules) if wish.wish == "must"]
    facts += [known.balance()] if brief.balance.hard else []
    return tuple(fact.conflict for fact in (*facts, known.days()))


# -------------------------------------------------------------------- words


def day_words(when: date) -> str:
    """`Tuesday 23 March`."""
    return f"{when:%A} {when.day} {when:%B}"


def hours_words(hours: tuple[Hours, ...]) -> str:
    """`Mon–Fri 09:00–17:00`; `never` where there are none."""
    parts = []
    for one in hours:
        numbers = sorted(WEEKDAYS.index(day) for day in set(one.days))
        days = [WEEKDAYS[number].capitalize() for number in numbers]
        together = len(days) > 1 and numbers[-1] - numbers[0] == len(days) - 1
        named = f"{days[0]}–{days[-1]}" if together else ", ".join(days)
        parts.append(f"{named} {one.start:%H:%M}–{one.end:%H:%M}")
    return ", ".join(parts) or "never"


def count(number: int, thing: str) -> str:
    """`1 day`, `2 days`."""
    return f"{number} {thing}{'' if number == 1 else 's'}"
