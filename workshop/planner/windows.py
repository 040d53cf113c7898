"""The stretches of a route, and the windows that each has by the flights around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from workshop.model.travel import clock
from workshop.planner.evenings import Evening
from workshop.planner.listing import PatternBook
from workshop.planner.patterns import Window
from workshop.planner.problem import VISIT_GRID, Problem
from workshop.planner.routes import Hop, Route, RoutePlanner

Books = Mapping[str, PatternBook]
"""What days hold, by the training venue that the group comes from."""
Ways = dict[int, list[int]]
"""Ways a stretch can begin, or end, each with the columns of the hops that lead to it."""
HopColumns = dict[int, list[tuple[Hop, int]]]
"""By day: its departures, each with its column in a master."""


@dataclass(frozen=True)
class Stretch:
    """A part of a day in one city: `number` orders them over the tour."""

    number: int
    day: int
    city: str
    leaves: bool
    """A flight, or the brief's departure, ends it."""
    lands: bool
    """A flight, or the brief's arrival, begins it."""
    last_of_day: bool


def stretches(problem: Problem, route: Route) -> tuple[Stretch, ...]:
    """Return the stretches of a route: one a day, two on a day with a flight."""
    found: list[Stretch] = []
    at = 0
    for day in range(problem.days):
        moves = day in route.moves
        first = day == 0 and problem.brief.arrival is not None
        last = day == problem.days - 1 and problem.brief.departure is not None
        found.append(Stretch(len(found), day, route.cities[at], moves or last, first, not moves))
        if moves:
            at += 1
            found.append(Stretch(len(found), day, route.cities[at], last, True, True))
    return tuple(found)


class WindowPlanner:
    """Works out the windows of a route's stretches."""

    def __init__(self, planner: RoutePlanner, books: Books, hops: HopColumns) -> None:
        """Prepare for one route, whose departures are `hops`."""
        self.planner = planner
        self.problem = planner.problem
        self.books = books
        self.hops = hops
        self.pace = self.problem.brief.pace
        latest = clock(self.problem.catalogue.defaults.debrief_latest)
        self.day_end = min(clock(self.pace.day_end), latest)
        self._evenings: dict[tuple[str, int], tuple[Evening, ...]] = {}
        self._ways: dict[tuple[Stretch, str], tuple[Ways, Ways]] = {}

    def befores(self, stretch: Stretch, base: str) -> Ways:
        """Ways a stretch can begin: a key (see `woken`) → the hop columns that lead to it.

        Those that lead to the same windows are one, under the key of the first.
        """
        return self._both(stretch, base)[0]

    def afters(self, stretch: Stretch, base: str) -> Ways:
        """Ways a stretch can end: number of the hop on this day → its column.

        Those that leave the same windows are one, under the number of the first.
        """
        return self._both(stretch, base)[1]

    def _both(self, stretch: Stretch, base: str) -> tuple[Ways, Ways]:
        if (stretch, base) not in self._ways:
            befores, afters = self._begun(stretch, base), self._ended(stretch, base)
            found = {
                (before, after): self.window(stretch, base, before, after)
                for before in befores
                for after in afters
            }
            self._ways[stretch, base] = (
                _merged(befores, {one: tuple(found[one, to] for to in afters) for one in befores}),
                _merged(afters, {to: tuple(found[one, to] for one in befores) for to in afters}),
            )
        return self._ways[stretch, base]

    def _begun(self, stretch: Stretch, base: str) -> Ways:
        hops = self._hops_before(stretch)
        if not hops:
            return {-1: []}
        groups: dict[int, list[int]] = defaultdict(list)
        for hop, column in hops:
            if hop.bases[1] == base:
                groups[self.woken(stretch, hop)].append(column)
        return dict(groups)

    def _hops_before(self, stretch: Stretch) -> list[tuple[Hop, int]]:
        """Return the hops that bear on when a stretch begins: of this day, or of yesterday."""
        return self.hops.get(stretch.day if stretch.lands else stretch.day - 1, [])

    def woken(self, stretch: Stretch, hop: Hop) -> int:
        """Return the key of how a stretch begins after a hop of this day, or of yesterday."""
        if stretch.lands:
            return hop.arrive * 2 + (hop.lunch == "after")
        return max(self._usually_rested(stretch.day), self.rested(hop.arrive))

    def _usually_rested(self, day: int) -> int:
        """Return when the group is rested after a full working day before `day`."""
        travel_from = clock(self.pace.travel_from)
        return max(travel_from, self.rested(clock(self.pace.day_end))) if day else travel_from

    def rested(self, end: int) -> int:
        """Return the first minute of the next day after a day that ended at `end`."""
        return end + self.pace.rest_hours * 60 - 24 * 60

    def _ended(self, stretch: Stretch, base: str) -> Ways:
        if not stretch.leaves or stretch.day not in self.hops:
            return {-1: []}
        hops = enumerate(self.hops[stretch.day])
        return {number: [column] for number, (hop, column) in hops if hop.bases[0] == base}

    def windows(self, stretch: Stretch, base: str) -> list[tuple[Window, int, int]]:
        """Return a stretch's windows at a base, each with how it begins and how it ends."""
        found: list[tuple[Window, int, int]] = []
        for before in self.befores(stretch, base):
            for after in self.afters(stretch, base):
                window = self.window(stretch, base, before, after)
                if window is not None:
                    found.append((self._around_evenings(stretch, base, window), before, after))
        return found

    def _around_evenings(self, stretch: Stretch, base: str, window: Window) -> Window:
        """Return a window that may be cut to what an evening out, or one the day before, leaves.

        A pattern that teaches to the end of its window would otherwise leave no time to go. While a
        first plan is looked for, on a coarse grid, whole windows are enough.
        """
        if self.books[base].problem.grid != VISIT_GRID:
            return window
        debrief = self.problem.catalogue.defaults.debrief_minutes if window.debrief else 0
        starts, ends = set[int](), set[int]()
        out = self.books[base].evenings_of(stretch.city)
        if stretch.last_of_day and self.evenings(base, stretch.day):
            ends = {one.leave - debrief for one in out}
        if stretch.day and not stretch.lands and self.evenings(base, stretch.day - 1):
            starts = {self.rested(one.back) for one in out}
        return replace(
            window,
            starts=tuple(sorted(at for at in starts if window.start < at < window.end)),
            ends=tuple(sorted(at for at in ends if window.start < at < window.end)),
        )

    def evenings(self, base: str, day: int) -> tuple[Evening, ...]:
        """List the evenings out from a base on a day that are worth looking at.

        One that leaves earlier for the same thing is only if the next day may then begin earlier.
        """
        if (base, day) not in self._evenings:
            self._evenings[base, day] = self._worth_looking_at(base, day)
        return self._evenings[base, day]

    def _worth_looking_at(self, base: str, day: int) -> tuple[Evening, ...]:
        kept: list[Evening] = []
        city = self.problem.catalogue.city_of[base].id
        for one in sorted(self.books[base].evenings(city, day), key=lambda one: -one.leave):
            if not any(self._better(other, one) for other in kept):
                kept.append(one)
        return tuple(kept)

    def _better(self, later: Evening, one: Evening) -> bool:
        """Tell whether an evening that leaves later makes the other one useless."""
        last, flies = later.day == self.problem.days - 1, later.day + 1 in self.hops
        rested = max(self.rested(one.back), clock(self.pace.day_start))
        free = last or (not flies and self.rested(later.back) <= rested)
        return later.stop.id == one.stop.id and later.riding <= one.riding and free

    def window(self, stretch: Stretch, base: str, before: int, after: int) -> Window | None:
        """Return the window of a stretch at a base for one way of beginning and one of ending."""
        start, lunch, rested = self._beginning(stretch, base, before)
        d = self.problem.catalogue.defaults
        end, debrief = self.day_end, True
        if stretch.leaves:
            leave, before_flight, debrief = self.ending(stretch, base, after)
            lunch, end = lunch and before_flight, min(end, leave)
            if leave < rested:
                return None
        reserved = d.debrief_minutes if debrief else 0
        low, high = self.books[base].base_span(stretch.city, stretch.day)
        low, high = max(start, low), min(end, high) - reserved
        if high < low:
            low = high = min(start, end)
        return Window(stretch.city, stretch.day, low, high, lunch, debrief, stretch.lands)

    def _beginning(self, stretch: Stretch, base: str, before: int) -> tuple[int, bool, int]:
        """Return when a stretch begins, whether lunch may be in it, and when all are rested."""
        edge = self.planner.arrival(base) if stretch.number == 0 else None
        if edge is not None:
            return edge.base, edge.lunch == "after", 0
        if stretch.lands:
            return before // 2, bool(before % 2), 0
        rested = self._usually_rested(stretch.day) if before < 0 else before
        return max(clock(self.pace.day_start), rested), True, rested

    def ending(self, stretch: Stretch, base: str, after: int) -> tuple[int, bool, bool]:
        """Return when the group leaves, whether lunch may be before that, and the debrief is."""
        if after < 0:
            edge = self.planner.departure(base)
            if edge is not None:
                return edge.base, edge.lunch == "before", True
        hop = self.hops[stretch.day][after][0]
        return hop.leave, hop.lunch == "before", not self._room_for_debrief(hop)

    def _room_for_debrief(self, hop: Hop) -> bool:
        """Tell whether a debrief fits after a landing."""
        low, high = self.books[hop.bases[1]].base_span(hop.end, hop.day)
        debrief = self.problem.catalogue.defaults.debrief_minutes
        return max(hop.arrive, low) + debrief <= min(self.day_end, high)


Way = TypeVar("Way")


def alike(ways: Mapping[Way, Hashable]) -> list[list[Way]]:
    """Group ways that come to the same."""
    groups: dict[Hashable, list[Way]] = {}
    for way, what in ways.items():
        groups.setdefault(what, []).append(way)
    return list(groups.values())


def _merged(ways: Ways, windows: Mapping[int, Hashable]) -> Ways:
    """Make one of the ways with the same `windows`, under the first's name."""
    return {some[0]: [hop for way in some for hop in ways[way]] for some in alike(windows)}
