"""The agenda as all rules see it: steps in order of time, by day, with names and look-ups."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from workshop.model.agenda import Agenda, Block, Place
from workshop.model.catalogue import Catalogue
from workshop.model.place import City
from workshop.model.tour import Brief
from workshop.model.travel import ride_minutes
from workshop.rules.step import Step, local, zone_of
from workshop.rules.words import capital, listed, name_words


@dataclass(frozen=True)
class Spot:
    """A place of the catalogue, whatever it is; an airport's id is its code in lower case."""

    id: str
    name: str
    lat: float
    lon: float
    kind: Literal["host", "venue", "leisure", "airport"]
    city: City


@dataclass(frozen=True)
class Plan:
    """An agenda with its brief and catalogue; everything derived is computed once."""

    agenda: Agenda
    brief: Brief
    catalogue: Catalogue
    held: Agenda | None = None

    @cached_property
    def spots(self) -> dict[str, Spot]:
        """All places of the catalogue by id."""
        spots: dict[str, Spot] = {}
        for city in self.catalogue.cities:
            for port in city.airports:
                code = port.iata.lower()
                spots[code] = Spot(code, port.name, port.lat, port.lon, "airport", city)
            for host in city.hosts:
                spots[host.id] = Spot(host.id, host.name, host.lat, host.lon, "host", city)
            for venue in city.venues:
                spots[venue.id] = Spot(venue.id, venue.name, venue.lat, venue.lon, "venue", city)
            for item in city.leisure:
                spots[item.id] = Spot(item.id, item.name, item.lat, item.lon, "leisure", city)
        return spots

    @cached_property
    def written(self) -> tuple[Step, ...]:
        """Steps in the order the agenda has them."""
        numbered = [(day.date, block) for day in self.agenda.days for block in day.blocks]
        return tuple(self._step(number, *pair) for number, pair in enumerate(numbered))

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Steps in order of time."""
        return tuple(
            sorted(self.written, key=lambda step: (step.block.start, step.block.end, step.number))
        )

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

    def ride(self, start: str, end: str, leave: float) -> int | None:
        """Minutes of a coach ride inside one city, or None where there is none to be had."""
        here, there = self.spots.get(start), self.spots.get(end)
        if here is None or there is None or here.city.id != there.city.id:
            return None
        try:
            return ride_minutes(here.city, self.catalogue.defaults, here, there, int(leave))
        except (ValueError, OverflowError):  # a position that is no number
            return None

    def city_name(self, city: str) -> str:
        """Return a city's name, or its id in quotes if nobody knows it."""
        known = self.catalogue.city.get(city)
        return name_words(known.name, known.id) if known else f"“{name_words(city, '?')}”"

    def city_names(self, cities: tuple[str, ...]) -> str:
        """Return the names of some cities as a list in words."""
        return listed(self.city_name(city) for city in cities) or "no city"

    def site_name(self, site: str) -> str:
        """Return the name of a host, venue, leisure item or airport; its id in quotes if none."""
        spot = self.spots.get(site)
        return name_words(spot.name, spot.id) if spot else f"“{name_words(site, '?')}”"

    def place_name(self, place: Place) -> str:
        """Return the catalogue's name of a place, else the one the agenda gives it."""
        if place.id in self.spots:
            return self.site_name(place.id)
        return name_words(place.name, f"“{name_words(place.id, '?')}”")

    def module_name(self, module: str) -> str:
        """Return a module's title in quotes, or its id if nobody knows it."""
        known = self.catalogue.module.get(module)
        return f"“{name_words(known.title, known.id) if known else name_words(module, '?')}”"

    def name(self, step: Step) -> str:
        """Return what a person calls a step; words of ours start with a small letter."""
        ref, block = step.ref or "", step.block
        if step.kind == "training":
            return self.module_name(ref) if ref else "a lecture without a module"
        if step.kind in ("visit", "leisure"):
            return self.site_name(ref) if ref in self.spots else self.place_name(block.place)
        if step.moves:
            what = "coach" if step.kind == "transfer" else "flight"
            goal = f" to {self.place_name(block.to)}" if block.to else ""
            return f"the {what} from {self.place_name(block.place)}{goal}"
        if step.kind == "meal":
            return "lunch" if ref == "lunch" else "the meal"
        if step.kind == "break":
            return self._break_name(step)
        return "the debrief" if step.kind == "debrief" else f"the briefing for {self._about(ref)}"

    def opening(self, step: Step) -> str:
        """Return the name to begin a sentence with; a company's own spelling stays."""
        name = self.name(step)
        return name if step.kind in ("visit", "leisure") else capital(name)

    def _break_name(self, step: Step) -> str:
        if step.ref is None:
            return "the break"
        if step.ref == step.at and step.at in self.airports:
            return f"the wait at {self.site_name(step.at)}"
        return f"the pause after {self._about(step.ref)}"

    def _about(self, ref: str) -> str:
        return self.site_name(ref) if ref else "nobody"

    @cached_property
    def airports(self) -> frozenset[str]:
        """Place ids of all airports."""
        return frozenset(spot.id for spot in self.spots.values() if spot.kind == "airport")

    def _step(self, number: int, filed: date, block: Block) -> Step:
        city = self.catalogue.city.get(block.city)
        goal = city
        if block.kind == "flight" and block.to is not None and block.to.id in self.spots:
            goal = self.spots[block.to.id].city
        return Step(
            block=block,
            number=number,
            filed=filed,
            city=city,
            goal=goal,
            begins=local(block.start, zone_of(city.timezone) if city else None),
            ends=local(block.end, zone_of(goal.timezone) if goal else None),
        )


def cities_of(step: Step) -> tuple[str, ...]:
    """Ids of the cities a step is in: two for a flight to another city."""
    if step.goal is not None and step.goal.id != step.block.city:
        return step.block.city, step.goal.id
    return (step.block.city,)


def _waits(step: Step, code: str) -> bool:
    return step.kind == "break" and step.ref == code and step.at == code
