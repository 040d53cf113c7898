"""Outings: from the base to one or more stops and back, timed by the minute.

An outing is a chain of stops, perhaps with lunch near a host on the way. For a city, a base and a
day it has one *run* for each start that makes sense; a run that starts earlier and ends no
earlier than another is dropped, so the first run at or after a time is also the first to be back.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from typing import Literal

from workshop.model.place import City, Site
from workshop.model.terms import in_ramadan
from workshop.model.travel import clock
from workshop.planner.problem import Problem, Stop

PieceKind = Literal["briefing", "transfer", "visit", "leisure", "break", "meal"]


@dataclass(frozen=True)
class Piece:
    """One block of an outing: `ref` is the stop it is for, `place` and `to` are sites."""

    kind: PieceKind
    start: int
    end: int
    ref: str | None
    place: Site
    to: Site | None = None


@dataclass(frozen=True)
class Run:
    """One timed outing: it leaves the base's gap at `start` and is back in it at `end`."""

    start: int
    end: int
    stops: tuple[tuple[Stop, int], ...]
    """Stops with their starts."""
    lunch: tuple[int, int] | None
    """Start of lunch and the index of the stop it follows."""
    riding: int
    waiting: int


@dataclass(frozen=True)
class Outing:
    """A chain of stops with its runs in order of start."""

    stops: tuple[Stop, ...]
    lunch: bool
    runs: tuple[Run, ...]
    starts: tuple[int, ...]

    def first(self, earliest: int) -> Run | None:
        """Return the first run that starts at `earliest` or later."""
        at = bisect_left(self.starts, earliest)
        return self.runs[at] if at < len(self.runs) else None


class _Trip:
    """An outing while it is being timed."""

    def __init__(self, at: int, place: Site) -> None:
        self.at = at
        self.place = place
        self.riding = 0
        self.waiting = 0
        self.lunch: tuple[int, int] | None = None
        self.stops: list[tuple[Stop, int]] = []
        self.pieces: list[Piece] | None = None

    def add(
        self, kind: PieceKind, start: int, end: int, ref: str | None, to: Site | None = None
    ) -> None:
        if self.pieces is not None:
            self.pieces.append(Piece(kind, start, end, ref, self.place, to))
        self.at = end


class DayTrips:
    """All outings of one city on one day of a problem."""

    def __init__(self, problem: Problem, city: City, day: int) -> None:
        """Prepare; nothing is listed until `outings` is read."""
        self.problem = problem
        self.city = city
        self.day = day
        self.base = problem.bases[city.id]
        self.defaults = problem.catalogue.defaults
        self.peaks = [(clock(span.start), clock(span.end)) for span in self.defaults.peak]
        self._begin: dict[str, tuple[int, ...]] = {}
        self.open = tuple(
            stop
            for stop in problem.stops[city.id]
            if problem.spans(stop, day) and (stop.visit or self._by_day(stop))
        )
        fasting = city.ramadan is not None and in_ramadan(problem.catalogue, problem.date(day))
        self.host_lunch = not fasting or bool(city.ramadan and city.ramadan.host_lunch)

    def _by_day(self, stop: Stop) -> bool:
        end = clock(self.problem.brief.pace.day_end)
        return any(low + stop.minutes <= end for low, _ in self.problem.spans(stop, self.day))

    def outings(self, longest: int) -> Iterator[Outing]:
        """List chains of at most `longest` stops, with and without lunch on the way."""
        most = min(longest, self.problem.brief.pace.visits_per_day)
        hosts = [stop for stop in self.open if stop.visit]
        leisure = [stop for stop in self.open if not stop.visit]
        chains: list[tuple[Stop, ...]] = [(item,) for item in leisure]
        for length in range(1, most + 1):
            chains += permutations(hosts, length)
        chains += [(host, item) for host in hosts for item in leisure if most and longest > 1]
        for chain in chains:
            for lunch in (None, *self._lunch_places(chain)):
                runs = tuple(self._runs(chain, lunch))
                if runs:
                    yield Outing(chain, lunch is not None, runs, tuple(r.start for r in runs))

    def _lunch_places(self, chain: tuple[Stop, ...]) -> list[int]:
        pinned = self.problem.lunch_at.get(self.day)
        if pinned is not None:
            return [at for at, stop in enumerate(chain) if stop.id == pinned[1]]
        return [at for at, stop in enumerate(chain) if stop.visit and self.host_lunch]

    def _runs(self, chain: tuple[Stop, ...], lunch: int | None) -> list[Run]:
        found: list[Run] = []
        for start in self._starts(chain[0]):
            run = self._run(chain, lunch, start)
            if run is None:
                continue
            while found and found[-1].end >= run.end:
                found.pop()
            found.append(run)
        return found

    def _starts(self, stop: Stop) -> tuple[int, ...]:
        if stop.id not in self._begin:
            self._begin[stop.id] = tuple(self._list_starts(stop))
        return self._begin[stop.id]

    def _list_starts(self, stop: Stop) -> list[int]:
        starts: list[int] = []
        for low, high in self.problem.spans(stop, self.day):
            if stop.start_at is not None:
                starts += [low] if low == stop.start_at else []
                continue
            first = -(-low // self.problem.grid) * self.problem.grid
            starts += range(first, high - stop.minutes + 1, self.problem.grid)
        return starts

    def pieces(self, run: Run) -> tuple[Piece, ...]:
        """Return the blocks of a run."""
        trip = _Trip(run.start, self.base)
        trip.pieces = []
        chain = tuple(stop for stop, _ in run.stops)
        self._make(trip, chain, run.lunch[1] if run.lunch else None, run.stops[0][1])
        return tuple(trip.pieces)

    def _run(self, chain: tuple[Stop, ...], lunch: int | None, start: int) -> Run | None:
        """Time an outing whose first stop begins at `start`; None if a stop cannot follow."""
        begin = self._leave_for(self.base, chain[0], start) - self._briefing(chain[0])
        trip = _Trip(begin, self.base)
        if begin < 0 or not self._make(trip, chain, lunch, start):
            return None
        return Run(begin, trip.at, tuple(trip.stops), trip.lunch, trip.riding, trip.waiting)

    def _make(self, trip: _Trip, chain: tuple[Stop, ...], lunch: int | None, start: int) -> bool:
        """Make a trip stop by stop; False if a stop, or lunch, cannot follow."""
        for index, stop in enumerate(chain):
            begins: int | None = start
            if index:
                ready = trip.at + self._briefing(stop)
                arrive = ready + self._ride(trip.place, stop.site, ready)
                begins = self._start_after(stop, arrive + self._early(stop))
            if begins is None:
                return False
            self._go(trip, stop, begins)
            if index == lunch:
                eat = self._lunch_start(trip.at)
                if eat is None:
                    return False
                trip.waiting += eat - trip.at
                trip.lunch = (eat, index)
                trip.add("meal", eat, eat + self.defaults.lunch_minutes, None)
        self._move(trip, None, self.base)
        return True

    def _go(self, trip: _Trip, stop: Stop, begins: int) -> None:
        """Brief, ride, be early, stay, and after a visit take notes."""
        if stop.visit:
            trip.add("briefing", trip.at, trip.at + self._briefing(stop), stop.id)
        self._move(trip, stop, stop.site)
        trip.waiting += begins - trip.at - self._early(stop)
        trip.add("visit" if stop.visit else "leisure", begins, begins + stop.minutes, stop.id)
        trip.stops.append((stop, begins))
        if stop.visit:
            trip.add("break", trip.at, trip.at + self.defaults.pause_minutes, stop.id)

    def _move(self, trip: _Trip, stop: Stop | None, to: Site) -> None:
        ride = self._ride(trip.place, to, trip.at)
        if ride:
            trip.riding += ride
            trip.add("transfer", trip.at, trip.at + ride, stop.id if stop else None, to)
        trip.place = to

    def _briefing(self, stop: Stop) -> int:
        return self.defaults.briefing_minutes if stop.visit else 0

    def _lunch_start(self, at: int) -> int | None:
        fixed = self.problem.lunch_at.get(self.day)
        latest = clock(self.defaults.lunch.end) - self.defaults.lunch_minutes
        eat = max(at, clock(self.defaults.lunch.start)) if fixed is None else fixed[0]
        return eat if at <= eat <= latest else None

    def _early(self, stop: Stop) -> int:
        return self.defaults.arrive_early_minutes if stop.visit else 0

    def _start_after(self, stop: Stop, earliest: int) -> int | None:
        starts = self._starts(stop)
        at = bisect_left(starts, earliest)
        return starts[at] if at < len(starts) else None

    def _ride(self, start: Site, end: Site, leave: int) -> int:
        offpeak, peak = self.problem.ride(self.city, start, end)
        arrive = leave + offpeak
        for low, high in self.peaks:
            if leave < high and low < arrive:
                return peak
        return offpeak

    def _leave_for(self, start: Site, stop: Stop, begins: int) -> int:
        arrive = begins - self._early(stop)
        leave = (arrive - self.problem.ride(self.city, start, stop.site)[0]) // 5 * 5
        while leave + self._ride(start, stop.site, leave) > arrive:
            leave -= 5
        return leave
