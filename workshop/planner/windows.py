"""The stretches of a route, and the windows that each has by the flights around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple, TypeVar

from workshop.model.travel import clock
from workshop.planner.evenings import Evening
from workshop.planner.listing import PatternBook
from workshop.planner.patterns import Window
from workshop.planner.problem import VISIT_GRID, Problem
from workshop.planner.routes import Hop, Leg, Route, RoutePlanner

Books = Mapping[str, PatternBook]
"""What days hold, by the training venue that the group comes from."""
Ways = dict[int, list[int]]
"""Ways a stretch can begin, or end, each with the numbers of the hops that lead to it."""
CALM = -1
"""The way to begin, or to end, in which no flight has a say."""
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

    @property
    def since(self) -> int:
        """The day whose flight bears on when it begins: this one, or the day before."""
        return self.day if self.lands else self.day - 1


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


class Openings(NamedTuple):
    """What a stretch may be at one base."""

    windows: tuple[tuple[Window, int, int], ...]
    """Each with how it begins and how it ends."""
    befores: Ways
    """By how it begins (see `woken`); what leads to the same windows is one, by the first's key."""
    afters: Ways
    """By the number of the hop that ends it; those with the same windows are one, too."""
    hosts: frozenset[str]
    """Hosts of which a visit alone fits one of the windows."""


class WindowPlanner:
    """Works out the windows of stretches: once for all routes with the same flights around them."""

    def __init__(self, planner: RoutePlanner, books: Books) -> None:
        """Prepare for the routes of one problem."""
        self.planner = planner
        self.problem = planner.problem
        self.books = books
        self.pace = self.problem.brief.pace
        defaults = self.problem.catalogue.defaults
        self.debrief = defaults.debrief_minutes
        self.day_end = min(clock(self.pace.day_end), clock(defaults.debrief_latest))
        self._openings: dict[tuple[object, ...], Openings] = {}
        self._evenings: dict[tuple[str, int, bool], tuple[Evening, ...]] = {}

    def openings(self, stretch: Stretch, base: str, route: Route) -> Openings:
        """Return what a stretch of a route may be at a base."""
        legs = {leg[0]: leg for leg in route.legs}
        into, out = legs.get(stretch.since), legs.get(stretch.day) if stretch.leaves else None
        about = stretch.day, stretch.leaves, stretch.lands, stretch.last_of_day
        key = base, into, out, about, stretch.number == 0
        if key not in self._openings:
            self._openings[key] = self._between(stretch, base, into, out)
        return self._openings[key]

    def _between(self, stretch: Stretch, base: str, into: Leg | None, out: Leg | None) -> Openings:
        befores, afters = self._begun(stretch, base, into), self._ended(base, out)
        flown = () if out is None else self.planner.hops(*out)
        begins = {before: self._beginning(stretch, base, before) for before in befores}
        ends = {
            after: self._ending(stretch, base, flown[after] if flown else None) for after in afters
        }
        found = {
            (before, after): self._held(stretch, base, begins[before], ends[after])
            for before, after in product(befores, afters)
        }
        begun = {before: tuple(found[before, after] for after in afters) for before in befores}
        ended = {after: tuple(found[before, after] for before in befores) for after in afters}
        befores, afters = _merged(befores, begun), _merged(afters, ended)
        hours = self._around_evenings(stretch, base)
        windows = tuple(
            (self._cut(window, *hours), *way)
            for way in product(befores, afters)
            if (window := found[way]) is not None
        )
        hosts = (self.books[base].visits(window) for window in set(found.values()) if window)
        return Openings(windows, befores, afters, frozenset[str]().union(*hosts))

    def _begun(self, stretch: Stretch, base: str, leg: Leg | None) -> Ways:
        hops = () if leg is None else self.planner.hops(*leg)
        if not hops:
            return {CALM: []}
        ways: Ways = defaultdict(list)
        for number, hop in enumerate(hops):
            if hop.bases[1] == base:
                ways[self.woken(stretch, hop)].append(number)
        return dict(ways)

    def _ended(self, base: str, leg: Leg | None) -> Ways:
        if leg is None:
            return {CALM: []}
        hops = enumerate(self.planner.hops(*leg))
        return {number: [number] for number, hop in hops if hop.bases[0] == base}

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

    def _around_evenings(self, stretch: Stretch, base: str) -> tuple[list[int], list[int]]:
        """Return when an evening out the day before may let a stretch begin, or one end its work.

        A pattern that teaches to the end of its window would otherwise leave no time to go. While a
        first plan is looked for, on a coarse grid, whole windows are enough.
        """
        book = self.books[base]
        if book.problem.grid != VISIT_GRID:
            return [], []
        backs, leaves = set[int](), set[int]()
        if stretch.day and not stretch.lands and book.evenings(stretch.city, stretch.day - 1):
            backs = {self.rested(one.back) for one in book.evenings_of(stretch.city)}
        if stretch.last_of_day and book.evenings(stretch.city, stretch.day):
            leaves = {one.leave for one in book.evenings_of(stretch.city)}
        return sorted(backs), sorted(leaves)

    def _cut(self, window: Window, begins: list[int], ends: list[int]) -> Window:
        """Return a window that may be cut to the hours around evenings out."""
        debrief = self.debrief if window.debrief else 0
        starts = tuple(at for at in begins if window.start < at < window.end)
        over = tuple(at - debrief for at in ends if window.start < at - debrief < window.end)
        return replace(window, starts=starts, ends=over) if starts or over else window

    def evenings(self, base: str, day: int, *, flies: bool) -> tuple[Evening, ...]:
        """List the evenings out from a base on a day that are worth looking at.

        One that leaves earlier for the same thing is only if the next day, on which the group may
        fly, can then begin earlier.
        """
        key = base, day, flies
        if key not in self._evenings:
            kept: list[Evening] = []
            city = self.problem.catalogue.city_of[base].id
            for one in sorted(self.books[base].evenings(city, day), key=lambda one: -one.leave):
                if not any(self._better(other, one, flies=flies) for other in kept):
                    kept.append(one)
            self._evenings[key] = tuple(kept)
        return self._evenings[key]

    def _better(self, later: Evening, one: Evening, *, flies: bool) -> bool:
        """Tell whether an evening that leaves later makes the other one useless."""
        last = later.day == self.problem.days - 1
        rested = max(self.rested(one.back), clock(self.pace.day_start))
        free = last or (not flies and self.rested(later.back) <= rested)
        return later.stop.id == one.stop.id and later.riding <= one.riding and free

    def window(self, stretch: Stretch, base: str, before: int, hop: Hop | None) -> Window | None:
        """Return the window of a stretch at a base for one way of beginning it.

        A `hop` ends one that leaves, if not the brief's departure. None if there is no rest before.
        """
        begin, end = self._beginning(stretch, base, before), self._ending(stretch, base, hop)
        return self._held(stretch, base, begin, end)

    def _held(
        self, stretch: Stretch, base: str, begin: tuple[int, bool, int], end: tuple[int, bool, bool]
    ) -> Window | None:
        start, lunch, rested = begin
        leave, before_flight, debrief = end
        if leave < rested:
            return None
        until = min(self.day_end, leave)
        reserved = self.debrief if debrief else 0
        low, high = self.books[base].base_span(stretch.city, stretch.day)
        low, high = max(start, low), min(until, high) - reserved
        if high < low:
            low = high = min(start, until)
        lunch = lunch and before_flight
        return Window(stretch.city, stretch.day, low, high, lunch, debrief, stretch.lands)

    def _beginning(self, stretch: Stretch, base: str, before: int) -> tuple[int, bool, int]:
        """Return when a stretch begins, whether lunch may be in it, and when all are rested."""
        edge = self.planner.arrival(base) if stretch.number == 0 else None
        if edge is not None:
            return edge.base, edge.lunch == "after", 0
        if stretch.lands:
            return before // 2, bool(before % 2), 0
        rested = self._usually_rested(stretch.day) if before == CALM else before
        return max(clock(self.pace.day_start), rested), True, rested

    def _ending(self, stretch: Stretch, base: str, hop: Hop | None) -> tuple[int, bool, bool]:
        """Return when the group leaves, whether lunch may be before that, and the debrief is."""
        if hop is not None:
            return hop.leave, hop.lunch == "before", not self._room_for_debrief(hop)
        edge = self.planner.departure(base) if stretch.leaves else None
        if edge is not None:
            return edge.base, edge.lunch == "before", True
        return 24 * 60, True, True

    def _room_for_debrief(self, hop: Hop) -> bool:
        """Tell whether a debrief fits after a landing."""
        low, high = self.books[hop.bases[1]].base_span(hop.end, hop.day)
        return max(hop.arrive, low) + self.debrief <= min(self.day_end, high)


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
