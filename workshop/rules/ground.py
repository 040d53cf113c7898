"""What holds whatever is planned: the brief, the catalogue, what follows from the two.

A rule, or a part of one, that is given a `Ground` and the steps of a day reads nothing else, so
that what it finds stands as long as the day does. It is kept: an edit changes few days of many.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Literal, TypeVar, cast

from workshop.model.agenda import Block, Day, Place
from workshop.model.catalogue import Catalogue
from workshop.model.place import City
from workshop.model.terms import (
    Spans,
    Terms,
    host_terms,
    leisure_terms,
    open_spans,
    venue_terms,
    visit_spans,
)
from workshop.model.tour import Brief
from workshop.model.travel import ride_minutes
from workshop.rules.found import Found
from workshop.rules.step import Step, local, zone_of
from workshop.rules.words import capital, listed, name_words

T = TypeVar("T")
MOST = 20_000
"""Answers that are kept; beyond it all are worked out anew."""


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
class Ground:
    """A brief and a catalogue, with look-ups; `kept` holds what was worked out of them."""

    brief: Brief
    catalogue: Catalogue
    kept: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` gives, or gave for this key before."""
        known = self.kept.get(key)
        if known is None:
            if len(self.kept) > MOST:
                self.kept.clear()
            known = self.kept[key] = (make(),)
        value: T = known[0]
        return value

    @cached_property
    def spots(self) -> dict[str, Spot]:
        """All places of the catalogue by id."""
        return self.keep("spots", self._spots)

    def _spots(self) -> dict[str, Spot]:
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
    def airports(self) -> frozenset[str]:
        """Place ids of all airports."""
        spots = self.spots.values()
        return self.keep("airports", lambda: frozenset(s.id for s in spots if s.kind == "airport"))

    def terms(self, site: str) -> Terms:
        """Return the terms of a known host, venue or leisure item."""
        return self.said_of_site(site, _terms)

    def spans(self, site: str, day: date) -> Spans:
        """Return when a known site can be used on a day."""
        return self.keep(("spans", site, day), lambda: self._spans(site, day))

    def _spans(self, site: str, day: date) -> Spans:
        spot = self.spots[site]
        if spot.kind == "host":
            return visit_spans(self.catalogue, self.brief, site, day)
        return open_spans(self.catalogue, self.brief, spot.city, self.terms(site), day)

    def ride(self, start: str, end: str, leave: float) -> int | None:
        """Minutes of a coach ride inside one city, or None where there is none to be had."""
        return self.keep(("ride", start, end, leave), lambda: self._ride(start, end, leave))

    def _ride(self, start: str, end: str, leave: float) -> int | None:
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

    def steps_of(self, day: Day) -> tuple[Step, ...]:
        """Return the blocks of a day as steps; the same ones as long as it is the same day."""
        return self.keep(("steps", id(day)), lambda: (day, self.new_steps(day)))[1]

    def new_steps(self, day: Day) -> tuple[Step, ...]:
        """Return the blocks of a day as steps, in the order the agenda has them."""
        return tuple(self._step(day.date, block) for block in day.blocks)

    def _step(self, filed: date, block: Block) -> Step:
        city = self.catalogue.city.get(block.city)
        goal = city
        if block.kind == "flight" and block.to is not None and block.to.id in self.spots:
            goal = self.spots[block.to.id].city
        return Step(
            block=block,
            filed=filed,
            city=city,
            goal=goal,
            begins=local(block.start, zone_of(city.timezone) if city else None),
            ends=local(block.end, zone_of(goal.timezone) if goal else None),
        )

    def said_of(self, step: Step, say: Callable[[Ground, Step], T]) -> T:
        """Return what is said of a step by itself."""
        return self.keep((say, step), lambda: say(self, step))

    def said_of_site(self, site: str, say: Callable[[Ground, str], T]) -> T:
        """Return what is said of a known host, venue or leisure item by itself."""
        return self.keep((say, site), lambda: say(self, site))

    def found_in(self, steps: Steps, find: OfDay) -> tuple[Found, ...]:
        """Return what a part of a rule finds in the steps of one day."""
        return self.keep((find, steps), lambda: tuple(find(self, steps)))


Steps = tuple[Step, ...]
OfDay = Callable[[Ground, Steps], Iterator[Found]]
"""A part of a rule that looks at the steps of one day and at nothing else of the agenda."""


def _terms(ground: Ground, site: str) -> Terms:
    kind = ground.spots[site].kind
    if kind == "host":
        return host_terms(ground.catalogue, ground.brief, site)
    if kind == "venue":
        return venue_terms(ground.catalogue, ground.brief, site)
    return leisure_terms(ground.catalogue, site)


def site_of(ground: Ground, step: Step) -> str | None:
    """Return the host, leisure item or venue whose door a step must pass, if it is known."""
    if step.kind == "visit":
        return step.ref if step.ref in ground.catalogue.host else None
    if step.kind == "leisure":
        return step.ref if step.ref in ground.catalogue.leisure else None
    if step.kind in ("training", "debrief"):
        return step.at if step.at in ground.catalogue.venue else None
    return None


class _Same:
    """A value that is known by its identity, kept so that no other one can have it."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.value is self.value


def ground_of(brief: Brief, catalogue: Catalogue) -> Ground:
    """Return the ground of a brief and a catalogue, with what was worked out before.

    Both are frozen, so being the same object means having the same facts.
    """
    return _ground(_Same(brief), _Same(catalogue))


@lru_cache(maxsize=8)
def _ground(brief: _Same, catalogue: _Same) -> Ground:
    return Ground(cast("Brief", brief.value), cast("Catalogue", catalogue.value))
