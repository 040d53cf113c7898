"""The agenda as all rules see it: steps in order of time, by day, with names and look-ups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from workshop.model.agenda import Agenda
from workshop.rules.found import Found
from workshop.rules.ground import Ground, OfDay, site_of
from workshop.rules.step import Step


@dataclass(frozen=True)
class Plan(Ground):
    """An agenda on its ground; everything derived is computed once."""

    agenda: Agenda = field(kw_only=True)
    held: Agenda | None = None

    @cached_property
    def written(self) -> tuple[Step, ...]:
        """Steps in the order the agenda has them."""
        steps: list[Step] = []
        seen: set[int] = set()
        for day in self.agenda.days:
            # A day that the agenda has twice happens twice.
            steps += self.new_steps(day) if id(day) in seen else self.steps_of(day)
            seen.add(id(day))
        return tuple(steps)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Steps in order of time."""
        return tuple(sorted(self.written, key=lambda step: step.span))

    @cached_property
    def dates(self) -> tuple[date, ...]:
        """The agenda's dates, in order, each once."""
        return tuple(sorted({day.date for day in self.agenda.days}))

    @cached_property
    def by_date(self) -> dict[date, tuple[Step, ...]]:
        """Steps by the local date they start on, in order of time."""
        days: dict[date, list[Step]] = {}
        for step in self.steps:
            days.setdefault(step.date, []).append(step)
        return {day: tuple(steps) for day, steps in days.items()}

    @cached_property
    def visits(self) -> tuple[Step, ...]:
        """Visits, whoever receives the group."""
        return self.of("visit")

    @cached_property
    def lectures(self) -> tuple[Step, ...]:
        """Training blocks, whatever is taught."""
        return self.of("training")

    @cached_property
    def taught(self) -> dict[str, Step]:
        """For each module the lecture that ends first, in either form."""
        taught: dict[str, Step] = {}
        for step in self.lectures:
            known = taught.setdefault(step.ref or "", step)
            if step.block.end < known.block.end:
                taught[step.ref or ""] = step
        return taught

    def of(self, *kinds: str) -> tuple[Step, ...]:
        """Return the steps of some kinds in order of time."""
        return tuple(step for step in self.steps if step.kind in kinds)

    def day_by_day(self, find: OfDay) -> Iterator[Found]:
        """Return what a part of a rule finds in each day."""
        for steps in self.by_date.values():
            yield from self.found_in(steps, find)

    @cached_property
    def used_sites(self) -> dict[str, list[Step]]:
        """The steps at each known site, in order of time."""
        used: dict[str, list[Step]] = {}
        for step in self.steps:
            site = self.said_of(step, site_of)
            if site is not None:
                used.setdefault(site, []).append(step)
        return used

    def on(self, day: date) -> tuple[Step, ...]:
        """Return the steps that start on a local date."""
        return self.by_date.get(day, ())

    @cached_property
    def route(self) -> tuple[str, ...]:
        """City ids in the order the group is in them, one for each stretch."""
        route: list[str] = []
        for step in self.steps:
            for city in cities_of(step):
                if not route or route[-1] != city:
                    route.append(city)
        return tuple(route)

    @cached_property
    def bases(self) -> dict[str, str]:
        """The training venue each city's days start from: the brief's, else the one most used."""
        used: dict[str, Counter[str]] = {}
        for weight, steps in ((1000, self.of("training", "debrief")), (1, self.steps)):
            for step in steps:
                spot = self.spots.get(step.leads_to)
                if spot is not None and spot.kind == "venue":
                    used.setdefault(spot.city.id, Counter())[spot.id] += weight
        bases = {city: counts.most_common(1)[0][0] for city, counts in used.items()}
        for wish in self.brief.venues:
            spot = self.spots.get(wish.id)
            if spot is not None and spot.kind == "venue" and spot.city.id == wish.city:
                bases[wish.city] = wish.id
        return bases

    @cached_property
    def arrival(self) -> Step | None:
        """The wait at the airport the brief's arrival begins the tour with, if it is there."""
        wish, first = self.brief.arrival, self.steps[0] if self.steps else None
        if wish is None or first is None:
            return None
        return first if _waits(first, wish.airport.lower()) else None

    @cached_property
    def departure(self) -> Step | None:
        """The last step, if it is at the airport the brief departs from."""
        wish, last = self.brief.departure, self.steps[-1] if self.steps else None
        if wish is None or last is None or last is self.arrival:
            return None
        code = wish.airport.lower()
        at_airport = last.kind == "meal" and last.at == code
        return last if at_airport or _waits(last, code) else None


def cities_of(step: Step) -> tuple[str, ...]:
    """Ids of the cities a step is in: two for a flight to another city."""
    if step.goal is not None and step.goal.id != step.block.city:
        return step.block.city, step.goal.id
    return (step.block.city,)


def _waits(step: Step, code: str) -> bool:
    return step.kind == "break" and step.ref == code and step.at == code
