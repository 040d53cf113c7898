"""A brief and a catalogue, flattened to what the search needs: ids, minutes and points.

Times of day are minutes after local midnight. Days count from 0 for one start date.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from workshop.model.agenda import Agenda, Block
from workshop.model.catalogue import Catalogue
from workshop.model.place import City, Site, Venue
from workshop.model.terms import Spans, leisure_terms, open_spans, venue_terms, visit_spans
from workshop.model.tour import Brief
from workshop.model.travel import ride_pair
from workshop.planner.candidates import Fixed, Lesson, Stop, fixed_of, lessons_of, stops_of
from workshop.planner.port import port

SCALE = 60
"""Points are counted in sixtieths, so that a weight for an hour is a whole number for a minute."""
VISIT_GRID = 15
"""Visits and leisure start on the quarter hour unless a slot says otherwise."""
LONGEST = 3
"""Stops of an outing at most."""
OUTINGS, NEAREST = 4, 3
"""Of a usual stay in a city: outings to hosts, beside one of the nearest leisure items."""


@dataclass
class Problem:
    """One brief with one start date; `spans` and `rides` are looked up a lot, hence the caches."""

    brief: Brief
    catalogue: Catalogue
    start: date
    locked: tuple[Block, ...]
    lessons: tuple[Lesson, ...]
    capstone: str | None
    cities: tuple[City, ...]
    bases: dict[str, Venue]
    """The training venue of a stay in each city, or the likeliest of its `choices`."""
    choices: dict[str, tuple[Venue, ...]]
    """The training venues that a stay in each city may have, the likeliest first."""
    stops: dict[str, tuple[Stop, ...]]
    fixed: dict[int, tuple[Fixed, ...]]
    lunch_at: dict[int, tuple[int, str]]
    """Locked lunches by day: their start, and the id of their place."""
    seed: int = 0
    grid: int = VISIT_GRID
    """Minutes between the starts of a stop that are looked at."""
    longest: int = LONGEST
    """Stops of an outing at most."""
    only_on: Mapping[str, Collection[int]] = field(default_factory=dict)
    """Days outside which a stop is not looked at, whatever its hours; by its id."""
    _spans: dict[tuple[str, int], Spans] = field(default_factory=dict)
    _rides: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)

    @property
    def days(self) -> int:
        """Length of the tour in days."""
        return self.brief.days

    def date(self, day: int) -> date:
        """Return the local date of a day of the tour."""
        return self.start + timedelta(days=day)

    def spans(self, stop: Stop, day: int) -> Spans:
        """Return when `stop` can take the group on `day`."""
        key = (stop.id, day)
        if key not in self._spans:
            self._spans[key] = self._open(stop, day)
        return self._spans[key]

    def _open(self, stop: Stop, day: int) -> Spans:
        when = self.date(day)
        if day not in self.only_on.get(stop.id, (day,)):
            return ()
        lock = next((b for b in self.locked if b.ref == stop.id and b.kind in _ANCHORS), None)
        if lock is not None:
            at = lock.start.hour * 60 + lock.start.minute
            return ((at, at + lock.minutes),) if lock.start.date() == when else ()
        if stop.visit:
            return visit_spans(self.catalogue, self.brief, stop.id, when)
        city = self.catalogue.city_of[stop.id]
        return open_spans(
            self.catalogue, self.brief, city, leisure_terms(self.catalogue, stop.id), when
        )

    def ride(self, city: City, start: Site, end: Site) -> tuple[int, int]:
        """Return ride minutes (off-peak, peak) between two sites of a city."""
        key = (start.id, end.id)
        if key not in self._rides:
            self._rides[key] = ride_pair(city, start, end)
        return self._rides[key]

    def based(self, bases: Mapping[str, Venue], free: Collection[str] = ()) -> Problem:
        """Return the problem with these training venues, and the likeliest in other cities.

        In the cities that are `free` there may be other ones, too.
        """
        chosen = {city: bases.get(city, base) for city, base in self.bases.items()}
        choices = {
            city: self.choices[city] if city in free else (one,) for city, one in chosen.items()
        }
        return replace(self, bases=chosen, choices=choices)


_ANCHORS = ("visit", "leisure")


def build(brief: Brief, catalogue: Catalogue, start: date, held: Agenda | None) -> Problem:
    """Flatten a brief for a tour starting on `start`; `held` is the agenda whose locks stay."""
    locked = tuple(block for block in held.blocks if block.locked) if held else ()
    names = (*brief.cities.must, *brief.cities.may)
    cities = tuple(catalogue.city[name] for name in sorted(names))
    capstone = next((m.id for m in catalogue.modules if m.capstone), None)
    fixed = fixed_of(locked, start)
    problem = Problem(
        brief=brief,
        catalogue=catalogue,
        start=start,
        locked=locked,
        lessons=lessons_of(brief, catalogue, fixed),
        capstone=capstone,
        cities=cities,
        bases={},
        choices={},
        stops={city.id: stops_of(brief, catalogue, city, locked) for city in cities},
        fixed=fixed,
        lunch_at={
            (b.start.date() - start).days: (b.start.hour * 60 + b.start.minute, b.place.id)
            for b in locked
            if b.kind == "meal"
        },
    )
    for city in cities:
        some = possible_bases(problem, city)
        if some:
            problem.choices[city.id] = some
            problem.bases[city.id] = some[0]
    return problem


def possible_bases(problem: Problem, city: City) -> tuple[Venue, ...]:
    """Return the training venues that a stay in `city` may start from and return to.

    The brief's choice or a locked training decides; otherwise all that the group fits, first the
    one with the fewest minutes of coach in a stay of some days: to hosts, weighted by their points,
    to airports, and to the nearest leisure.
    """
    brief, catalogue = problem.brief, problem.catalogue
    named = next((wish.id for wish in brief.venues if wish.city == city.id), None)
    held = {b.place.id for b in problem.locked if b.kind in ("training", "debrief")}
    fitting = [
        venue
        for venue in city.venues
        if venue_terms(catalogue, brief, venue.id).cap >= brief.group_size
    ]
    pinned = [venue for venue in fitting if venue.id == named or venue.id in held]
    if pinned or named is not None:
        return tuple(pinned[:1])
    return tuple(sorted(fitting, key=lambda venue: (_coach(problem, city, venue), venue.id)))


def _coach(problem: Problem, city: City, venue: Venue) -> float:
    """Return the minutes of coach that a stay at a training venue is likely to have."""
    stops = problem.stops[city.id]
    hosts = [(stop, stop.points + 1000 * stop.must) for stop in stops if stop.visit]
    out = sorted(problem.ride(city, venue, stop.site)[0] for stop in stops if not stop.visit)
    flown = [sum(ride_pair(city, venue, port(city, one.iata))) / 2 for one in city.airports]
    seen = sum(weight * problem.ride(city, venue, stop.site)[0] for stop, weight in hosts)
    return 2 * (
        OUTINGS * seen / max(1, sum(weight for _, weight in hosts))
        + sum(flown) / max(1, len(flown))
        + sum(out[:NEAREST]) / max(1, len(out[:NEAREST]))
    )
