"""The program of all routes of a start date together: a relaxation that bounds every one of them.

A master speaks of one route. Here the route itself is chosen, as a column that is 1 for the route
taken (Dantzig and Wolfe, 1960: one convexity row, and every row of flights and stays is tied to
the routes that have them). A day has two parts, before and after a flight, and patterns of all
cities compete for them; what is taught, seen and counted does not ask in which city, so those rows
are the same as a master's. Three things are left out, so that it is a relaxation: evenings out take
nothing of a day, the rooms cost nothing, and lectures have a part of a day but no gap in it (see
`halfday`). Each city has one training venue.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from workshop.planner.evenings import Evening, evenings
from workshop.planner.halfday import without_gaps
from workshop.planner.lectures import add_lectures
from workshop.planner.linear import Cells, Terms, minus
from workshop.planner.master import Build, Group
from workshop.planner.objective import add_objective
from workshop.planner.patterns import Window
from workshop.planner.routes import Hop, Leg, Route
from workshop.planner.start import Start
from workshop.planner.windows import CALM, Stretch, alike

Place = tuple[int, str, bool]
"""The number of a part of a day, the city, and whether the day ends there."""
End = tuple[Stretch, Hop | None, Terms | None]
"""A stretch, the departure that ends it, and the columns tied to that end."""


@dataclass
class _Stay:
    """The routes in a city on a day, by what bears on the day, and those asleep there."""

    calm: Terms = field(default_factory=dict)
    """Routes that begin the day there and did not fly the day before."""
    whole: Terms = field(default_factory=dict)
    """Routes that are there all day."""
    night: Terms = field(default_factory=dict)
    """Routes that end the day there."""


class Network:
    """Writes down the program of many routes of a start date."""

    def __init__(self, start: Start, routes: Iterable[Route]) -> None:
        """Write the columns of routes, flights, patterns and evenings, and then the rows."""
        self.start = start
        self.problem = start.problem
        self.planner = start.planner
        self.windows = start.builder.windows
        self.routes = tuple(routes)
        self.days = range(self.problem.days)
        self.cities = tuple(sorted({city for route in self.routes for city in route.cities}))
        self.build = Build(
            self.problem, self.planner, Route(self.cities, ()), self._slots(), bounding=True
        )
        self.lp, self.master = self.build.lp, self.build.master
        self.first = self.lp.columns([0] * len(self.routes))
        """Column of the first route; the others follow."""
        self._stays: dict[tuple[str, int], _Stay] = defaultdict(_Stay)
        self._legs: dict[Leg, Terms] = defaultdict(dict)
        self.hops: dict[Leg, list[tuple[Hop, int]]] = {}
        self._place_routes()
        self._fly()
        self._days()
        self._evenings()
        self._stops_once()
        self._visit_limits()
        add_lectures(self.build)
        add_objective(self.build)

    def days_of(self, route: Route) -> Iterator[tuple[str, int]]:
        """Yield the cities of a route with each day there."""
        yield from ((c, day) for c, a, b in route.stays(len(self.days)) for day in range(a, b + 1))

    def nights(self, route: Route) -> Iterator[tuple[int, str]]:
        """Yield each night of a route but the last, with the city it is spent in."""
        yield from ((day, c) for c, a, b in route.stays(len(self.days)) for day in range(a, b))

    def stretches_of(self, route: Route) -> Iterator[Place]:
        """Yield the number and city of each stretch of a route, and whether it ends the day."""
        for city, first, last in route.stays(len(self.days)):
            flown = city != route.cities[0]
            if flown:
                yield 2 * first + 1, city, True
            for day in range(first + flown, last + 1):
                yield 2 * day, city, day not in route.moves

    def _slots(self) -> tuple[Stretch, ...]:
        """Return two parts for each day, in no city: what all routes have in common."""
        return tuple(
            Stretch(2 * day + part, day, "", leaves=False, lands=bool(part), last_of_day=bool(part))
            for day in self.days
            for part in (0, 1)
        )

    def _place_routes(self) -> None:
        """Note where each route is on each day; one of them is taken."""
        for column, route in enumerate(self.routes, start=self.first):
            for leg in route.legs:
                self._legs[leg][column] = 1
            edges = (-1, *route.moves, self.problem.days)
            for city, (came, left) in zip(route.cities, pairwise(edges), strict=True):
                for day in range(came + 1, min(left + 1, self.problem.days)):
                    stay = self._stays[city, day]
                    if day > came + 1 or came < 0:
                        stay.calm[column] = 1
                    if day < left:
                        stay.whole[column] = 1
                for day in range(max(came, 0), left):
                    self._stays[city, day].night[column] = 1
        self.lp.row({self.first + n: 1 for n in range(len(self.routes))}, 1, 1)

    def _fly(self) -> None:
        """Add the departures of each leg: as many are flown as routes have the leg."""
        weight = self.problem.brief.weights.transit
        for leg, taken in self._legs.items():
            hops = [(hop, self.lp.column(-weight * hop.transit)) for hop in self.planner.hops(*leg)]
            self.hops[leg] = hops
            self.build.hop_columns.setdefault(leg[0], []).extend(hops)
            self.master.hops += hops
            self.lp.row(minus({column: 1 for _, column in hops}, taken), 0, 0)

    def _days(self) -> None:
        """Add the patterns of each city and day, tied to what begins and ends them."""
        for city in self.cities:
            for day in self.days:
                self._morning(city, day)
                self._landing(city, day)

    def _morning(self, city: str, day: int) -> None:
        """Add what a day that begins in a city may hold: all of it, or until a departure."""
        lands = day == 0 and self.problem.brief.arrival is not None
        last = day == self.problem.days - 1 and self.problem.brief.departure is not None
        whole = Stretch(2 * day, day, city, last, lands, last_of_day=True)
        leaving = Stretch(2 * day, day, city, leaves=True, lands=lands, last_of_day=False)
        begins: dict[int, Terms] = {CALM: dict(self._stays[city, day].calm)}
        for hop, column in self._flown(city, day - 1, 1):
            key = self.windows.woken(whole, hop)
            begins.setdefault(key, {})[column] = 1
        ends: list[End] = [(whole, None, self._stays[city, day].whole)]
        ends += [(leaving, hop, {c: 1}) for hop, c in self._flown(city, day, 0)]
        self._tied(begins, ends)

    def _landing(self, city: str, day: int) -> None:
        """Add what may be done in a city on a day after landing there."""
        last = day == self.problem.days - 1 and self.problem.brief.departure is not None
        after = Stretch(2 * day + 1, day, city, leaves=last, lands=True, last_of_day=True)
        begins: dict[int, Terms] = {}
        for hop, column in self._flown(city, day, 1):
            begins.setdefault(self.windows.woken(after, hop), {})[column] = 1
        self._tied(begins, [(after, None, None)])

    def _flown(self, city: str, day: int, side: int) -> list[tuple[Hop, int]]:
        """Return the departures from a city (side 0), or to it (side 1), with their columns."""
        return [
            pair
            for (when, *ends), hops in self.hops.items()
            if (when, ends[side]) == (day, city)
            for pair in hops
        ]

    def _tied(self, begins: dict[int, Terms], ends: list[End]) -> None:
        """Add the patterns of each way to begin and each to end: as many as take that way.

        Ways that lead to the same windows share their patterns. An end without terms is tied by
        what begins alone.
        """
        choices = {key: [self._window(stretch, key, hop) for stretch, hop, _ in ends]
                   for key in begins if begins[key]}  # fmt: skip
        rows = alike({key: tuple(some) for key, some in choices.items()})
        columns = alike({
            number: (ends[number][0], *(choices[key[0]][number] for key in rows))
            for number in range(len(ends))
        })  # fmt: skip
        by_end: dict[int, list[Cells]] = defaultdict(list)
        for keys in rows:
            found: list[Cells] = []
            for numbers in columns:
                stretch, window = ends[numbers[0]][0], choices[keys[0]][numbers[0]]
                if window is not None:
                    found.append(self._patterns(stretch, window))
                    by_end[numbers[0]].append(found[-1])
            self.lp.row(minus({}, _together(begins[key] for key in keys)), 0, 0, found)
        for numbers in columns:
            flown = _together(ends[number][2] or {} for number in numbers)
            if flown:
                self.lp.row(minus({}, flown), 0, 0, by_end[numbers[0]])

    def _window(self, stretch: Stretch, before: int, hop: Hop | None) -> Window | None:
        return self.windows.window(stretch, self.problem.bases[stretch.city].id, before, hop)

    def _patterns(self, stretch: Stretch, window: Window) -> Cells:
        base = self.problem.bases[window.city].id
        whole = self.start.builder.footprints[base].of(window, opening=stretch.number == 0)
        footprint = without_gaps(whole, fewer=True)
        start = self.lp.columns(footprint.objective)
        group = Group(stretch, base, window, footprint, start, frozenset(), frozenset())
        self.build.by_stretch[stretch.number].append(group)
        self.master.groups.append(group)
        return footprint.all.moved(start)

    def _evenings(self) -> None:
        """Add the evening out to each leisure item that rides least, for those asleep there."""
        weight = self.problem.brief.weights.transit
        last = self.problem.days - 1
        for city in self.cities:
            for day in self.days:
                if day == last and self.problem.brief.departure is not None:
                    continue
                least: dict[str, Evening] = {}
                for evening in evenings(self.problem, city, day):
                    before = least.get(evening.stop.id)
                    if before is None or evening.riding < before.riding:
                        least[evening.stop.id] = evening
                found = [
                    (one, self.lp.column(-weight * one.riding)) for _, one in sorted(least.items())
                ]
                self.build.evenings_on.setdefault(day, []).extend(found)
                self.master.evenings += found
                if found:
                    taken = {column: 1 for _, column in found}
                    self.lp.row(minus(taken, self._stays[city, day].night), None, 0)

    def _stops_once(self) -> None:
        """Each stop is made once at most, and must be if the brief says so."""
        by_stop, evening_of = self.build.stops()
        for city in self.cities:
            for stop in self.problem.stops[city]:
                low = 1 if stop.must else None
                self.lp.row(evening_of.get(stop.id, {}), low, 1, by_stop.get(stop.id, ()))

    def _visit_limits(self) -> None:
        """So many visits a day at most, and one at least in each city while a route is there.

        For each span of days: as many visits within it as routes whose stay lies within it.
        """
        visits: dict[tuple[str, int], list[Cells]] = defaultdict(list)
        by_day: dict[int, list[Cells]] = defaultdict(list)
        for group in self.master.groups:
            if group.footprint.hosts:
                cells = group.footprint.hosts.moved(group.start)
                visits[group.stretch.city, group.stretch.day].append(cells)
                by_day[group.stretch.day].append(cells)
        staying: dict[tuple[str, int, int], Terms] = defaultdict(dict)
        for column, route in enumerate(self.routes, start=self.first):
            for stay in route.stays(len(self.days)):
                staying[stay][column] = -1
        for city in self.cities:
            for first in self.days:
                for last in self.days[first:]:
                    within = _together(
                        staying.get((city, a, b), {})
                        for a in range(first, last + 1)
                        for b in range(a, last + 1)
                    )
                    there = [c for d in range(first, last + 1) for c in visits[city, d]]
                    if within:
                        self.lp.row(within, 0, None, there)
        for some in by_day.values():
            self.lp.row({}, None, self.problem.brief.pace.visits_per_day, some)


def _together(some: Iterable[Terms]) -> Terms:
    return {column: value for terms in some for column, value in terms.items()}
