"""The timing of outings: many of one shape at a time, by the minute, as arrays.

Stops have numbers; the base is numbered after them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from workshop.model.place import City
from workshop.model.travel import clock
from workshop.planner.candidates import Stop
from workshop.planner.problem import Problem

if TYPE_CHECKING:
    from workshop.planner.linear import Ints

NEVER = 2 * 24 * 60
"""A minute that no day has."""
PieceKind = Literal["briefing", "transfer", "visit", "leisure", "break", "meal"]


class Trips:
    """Outings of one shape while they are timed; all are arrays, with a place for each outing."""

    def __init__(self, begin: Ints, base: int) -> None:
        """Begin at the base, which is numbered `base`."""
        self.at = begin
        self.place: Ints = begin * 0 + base
        """Number of the stop where the group is."""
        self.riding: Ints = begin * 0
        self.waiting: Ints = begin * 0
        self.possible = begin >= 0
        self.eat: Ints = begin * 0
        """When lunch starts, if there is one on the way."""
        self.starts: list[Ints] = []
        self.pieces: list[tuple[PieceKind, Ints, Ints, Ints, Ints]] = []
        """Kind, start, end, and the places where it begins and ends."""

    def add(
        self, kind: PieceKind, start: Ints, minutes: Ints | int, to: Ints | None = None
    ) -> None:
        """Add a piece, the same for all outings but for its times and places."""
        self.at = start + minutes
        goal = self.place if to is None else to
        self.pieces.append((kind, start, self.at, self.place, goal))
        self.place = goal


class Timing:
    """Times the outings of one city on one day of a problem."""

    def __init__(self, problem: Problem, city: City, day: int, stops: tuple[Stop, ...]) -> None:
        """Prepare to time chains of `stops`."""
        self.problem = problem
        self.city = city
        self.day = day
        self.stops = stops
        self.defaults = problem.catalogue.defaults
        self.peaks = [(clock(span.start), clock(span.end)) for span in self.defaults.peak]

    @cached_property
    def tables(self) -> _Tables:
        """What the stops take."""
        return _Tables(self.problem, self.city, self.day, self.stops)

    def timed(self, begin: Ints, stops: Ints, lunch: int | None, start: Ints) -> Trips:
        """Time outings: `stops` has a row for each stop on the way, `start` is the first's."""
        trips = Trips(begin, len(self.stops))
        for index, stop in enumerate(stops):
            self._go(trips, stop, start if index == 0 else self._next(trips, stop))
            if index == lunch:
                self._eat(trips)
        self._ride_to(trips, stops[0] * 0 + len(self.stops))
        return trips

    def _next(self, trips: Trips, stop: Ints) -> Ints:
        """Return when a stop that follows others starts."""
        ready = trips.at + self.tables.briefing[stop]
        there = ready + self._ride(trips.place, stop, ready) + self.tables.early[stop]
        begins: Ints = self.tables.next[stop, there.clip(max=NEVER)]
        trips.possible &= begins < NEVER
        return begins

    def _eat(self, trips: Trips) -> None:
        """Have lunch where the group is."""
        fixed = self.problem.lunch_at.get(self.day)
        minutes = self.defaults.lunch_minutes
        first = clock(self.defaults.lunch.start)
        trips.eat = trips.at.clip(min=first) if fixed is None else trips.at * 0 + fixed[0]
        latest = clock(self.defaults.lunch.end) - minutes
        trips.possible &= (trips.at <= trips.eat) & (trips.eat <= latest)
        trips.waiting = trips.waiting + trips.eat - trips.at
        trips.add("meal", trips.eat, minutes)

    def _go(self, trips: Trips, stop: Ints, begins: Ints) -> None:
        """Brief, ride, be early, stay, and after a visit take notes."""
        tables = self.tables
        place = trips.place
        trips.add("briefing", trips.at, tables.briefing[stop], stop)
        trips.place = place
        self._ride_to(trips, stop)
        trips.waiting = trips.waiting + begins - trips.at - tables.early[stop]
        trips.starts.append(begins)
        trips.add("visit", begins, tables.minutes[stop])
        trips.add("break", trips.at, tables.notes[stop])

    def _ride_to(self, trips: Trips, to: Ints) -> None:
        ride = self._ride(trips.place, to, trips.at)
        trips.riding = trips.riding + ride
        trips.add("transfer", trips.at, ride, to)

    def _ride(self, start: Ints, end: Ints, leave: Ints) -> Ints:
        """Return the minutes of rides between stops (or the base, numbered after them)."""
        offpeak: Ints = self.tables.offpeak[start, end]
        busy = leave < 0
        for low, high in self.peaks:
            busy |= (leave < high) & (low < leave + offpeak)
        ride: Ints = offpeak + busy * (self.tables.peak[start, end] - offpeak)
        return ride

    def begin(self, stop: Ints, begins: Ints) -> Ints:
        """Return when outings leave the base's gap, so that their first stops start at `begins`."""
        import numpy as np

        base = stop * 0 + len(self.stops)
        arrive = begins - self.tables.early[stop]
        leave = (arrive - self.tables.offpeak[base, stop]) // 5 * 5
        late = np.arange(len(leave))
        while late.size:
            ride = self._ride(base[late], stop[late], leave[late])
            late = late[leave[late] + ride > arrive[late]]
            leave[late] -= 5
        begin: Ints = leave - self.tables.briefing[stop]
        return begin


class _Tables:
    """What the stops of a day take, by number; the base is numbered after them."""

    def __init__(self, problem: Problem, city: City, day: int, stops: tuple[Stop, ...]) -> None:
        import numpy as np

        defaults = problem.catalogue.defaults
        visit = np.array([stop.visit for stop in stops], dtype=np.int64)
        self.briefing: Ints = visit * defaults.briefing_minutes
        self.early: Ints = visit * defaults.arrive_early_minutes
        self.notes: Ints = visit * defaults.pause_minutes
        self.minutes: Ints = np.array([stop.minutes for stop in stops], dtype=np.int64)
        sites = (*(stop.site for stop in stops), problem.bases[city.id])
        rides = np.array([[problem.ride(city, a, b) for b in sites] for a in sites])
        self.offpeak: Ints = rides[:, :, 0]
        self.peak: Ints = rides[:, :, 1]
        self.starts: list[Ints] = [
            np.array(list(_starts(problem, stop, day)), dtype=np.int64) for stop in stops
        ]
        self.next: Ints = np.full((len(stops), NEVER + 1), NEVER)
        """By stop and minute: the first start at that minute or later."""
        for number, starts in enumerate(self.starts):
            at = starts.searchsorted(np.arange(NEVER))
            self.next[number, :NEVER] = np.append(starts, NEVER)[at]


def _starts(problem: Problem, stop: Stop, day: int) -> Iterator[int]:
    for low, high in problem.spans(stop, day):
        if stop.start_at is not None:
            if low == stop.start_at:
                yield low
            continue
        first = -(-low // problem.grid) * problem.grid
        yield from range(first, high - stop.minutes + 1, problem.grid)
