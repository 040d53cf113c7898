"""Outings: from the base to one or more stops and back, timed by the minute.

An outing is a chain of stops, perhaps with lunch near a host on the way. For a city, a base and a
day it has one *run* for each start that makes sense; a run that starts earlier and ends no
earlier than another is dropped, so the first run at or after a time is also the first to be back.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations, repeat
from typing import NamedTuple

from workshop.model.place import City, Site
from workshop.model.terms import in_ramadan
from workshop.model.travel import clock
from workshop.planner.candidates import Stop
from workshop.planner.problem import Problem
from workshop.planner.timing import NEVER, PieceKind, Timing


@dataclass(frozen=True)
class Piece:
    """One block of an outing: `ref` is the stop it is for, `place` and `to` are sites."""

    kind: PieceKind
    start: int
    end: int
    ref: str | None
    place: Site
    to: Site | None = None


class Run(NamedTuple):
    """One timed outing: it leaves the base's gap at `start` and is back in it at `end`."""

    start: int
    end: int
    chain: tuple[Stop, ...]
    times: tuple[int, ...]
    """When each stop starts."""
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

    @cached_property
    def minutes(self) -> int:
        """Minutes of its shortest run."""
        return min(run.end - run.start for run in self.runs)

    def first(self, earliest: int) -> Run | None:
        """Return the first run that starts at `earliest` or later."""
        at = bisect_left(self.starts, earliest)
        return self.runs[at] if at < len(self.runs) else None


class DayTrips:
    """All outings of one city on one day of a problem."""

    def __init__(self, problem: Problem, city: City, day: int) -> None:
        """Prepare; nothing is listed until `outings` is read."""
        self.problem = problem
        self.city = city
        self.day = day
        self.base = problem.bases[city.id]
        self.open = tuple(
            stop
            for stop in problem.stops[city.id]
            if problem.spans(stop, day) and (stop.visit or self._by_day(stop))
        )
        self.timing = Timing(problem, city, day, self.open)
        fasting = city.ramadan is not None and in_ramadan(problem.catalogue, problem.date(day))
        self.host_lunch = not fasting or bool(city.ramadan and city.ramadan.host_lunch)

    def _by_day(self, stop: Stop) -> bool:
        end = clock(self.problem.brief.pace.day_end)
        return any(low + stop.minutes <= end for low, _ in self.problem.spans(stop, self.day))

    def outings(self, longest: int) -> Iterator[Outing]:
        """List chains of at most `longest` stops, with and without lunch on the way."""
        most = min(longest, self.problem.brief.pace.visits_per_day)
        hosts = [number for number, stop in enumerate(self.open) if stop.visit]
        leisure = [number for number, stop in enumerate(self.open) if not stop.visit]
        kinds: list[list[tuple[int, ...]]] = [[(item,) for item in leisure]]
        kinds += [list(permutations(hosts, length)) for length in range(1, most + 1)]
        kinds.append([(host, item) for host in hosts for item in leisure if most and longest > 1])
        for chains in kinds:
            if chains:
                yield from self._of_kind(chains)

    def _of_kind(self, chains: list[tuple[int, ...]]) -> Iterator[Outing]:
        """List the outings of chains with the same number of stops, chain by chain."""
        found: list[list[Outing]] = [[] for _ in chains]
        for lunch in (None, *range(len(chains[0]))):
            some = [n for n, chain in enumerate(chains) if self._may_eat(chain, lunch)]
            if some:
                runs = self._runs([chains[number] for number in some], lunch)
                for number, listed in zip(some, runs, strict=True):
                    if listed:
                        stops = tuple(self.open[stop] for stop in chains[number])
                        starts = tuple(run.start for run in listed)
                        one = Outing(stops, lunch is not None, tuple(listed), starts)
                        found[number].append(one)
        for outings in found:
            yield from outings

    def _may_eat(self, chain: tuple[int, ...], lunch: int | None) -> bool:
        """Tell whether lunch may follow a stop of a chain; None stands for no lunch."""
        if lunch is None:
            return True
        pinned, stop = self.problem.lunch_at.get(self.day), self.open[chain[lunch]]
        return stop.visit and self.host_lunch if pinned is None else stop.id == pinned[1]

    def _runs(self, chains: list[tuple[int, ...]], lunch: int | None) -> list[list[Run]]:
        """Return the runs of each chain that no later one is back before, or with."""
        import numpy as np

        first = [self.timing.tables.starts[chain[0]] for chain in chains]
        of = np.repeat(np.arange(len(chains)), [len(some) for some in first])
        start = np.concatenate(first)
        stops = np.array(chains, dtype=np.int64)[of].T
        begin = self.timing.begin(stops[0], start)
        trips = self.timing.timed(begin, stops, lunch, start)
        ends = np.where(trips.possible, trips.at, NEVER) + of * 2 * NEVER
        later = np.minimum.accumulate(ends[::-1])[::-1]
        good = trips.possible.copy()
        good[:-1] &= ends[:-1] < later[1:]
        rows = np.flatnonzero(good)
        whose = of[rows].tolist()
        named = [tuple(self.open[stop] for stop in chain) for chain in chains]
        meals = repeat(None) if lunch is None else zip(trips.eat[rows].tolist(), repeat(lunch))
        runs = map(
            Run, begin[rows].tolist(), trips.at[rows].tolist(), map(named.__getitem__, whose),
            zip(*(some[rows].tolist() for some in trips.starts), strict=True), meals,
            trips.riding[rows].tolist(), trips.waiting[rows].tolist(),
        )  # fmt: skip
        found: list[list[Run]] = [[] for _ in chains]
        for number, run in zip(whose, runs, strict=True):
            found[number].append(run)
        return found

    def pieces(self, run: Run) -> tuple[Piece, ...]:
        """Return the blocks of a run."""
        import numpy as np

        numbers = {stop.id: number for number, stop in enumerate(self.open)}
        stops = np.array([[numbers[stop.id]] for stop in run.chain])
        lunch = run.lunch[1] if run.lunch else None
        begin, start = np.array([run.start]), np.array([run.times[0]])
        return tuple(
            self._piece(kind, *(int(some[0]) for some in what))
            for kind, *what in self.timing.timed(begin, stops, lunch, start).pieces
            if what[0][0] < what[1][0]
        )

    def _piece(self, kind: PieceKind, start: int, end: int, place: int, to: int) -> Piece:
        sites = (*(stop.site for stop in self.open), self.base)
        moves = kind == "transfer"
        about = to if moves or kind == "briefing" else place
        stop = self.open[about] if about < len(self.open) and kind != "meal" else None
        if stop is not None and kind == "visit" and not stop.visit:
            kind = "leisure"
        return Piece(
            kind, start, end, stop.id if stop else None, sites[place], sites[to] if moves else None
        )
