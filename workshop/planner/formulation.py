"""How the master of a route is written down: its days first, then what is taught and what counts.

The days are flights, patterns and evenings out: flights tie the patterns of the stretches that they
begin and end, an evening out keeps the hours around it clear, and every stop is made once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from workshop.planner.footprint import FootprintBook, Shelf
from workshop.planner.lectures import add_lectures
from workshop.planner.linear import Cells
from workshop.planner.listing import PatternBook
from workshop.planner.master import Build, Group, Master
from workshop.planner.needs import NeedBook
from workshop.planner.nights import add_evenings
from workshop.planner.objective import add_objective
from workshop.planner.patterns import Window
from workshop.planner.problem import Problem
from workshop.planner.routes import Hop, Route, RoutePlanner
from workshop.planner.windows import Books, Stretch, WindowPlanner

Way = tuple[str, Window, int, int]
"""A base, a window there, and the ways in which it begins and ends."""


class MasterBuilder:
    """Builds the masters of routes; one builder serves all routes of a problem."""

    def __init__(
        self,
        problem: Problem,
        planner: RoutePlanner,
        shelf: Shelf | None = None,
    ) -> None:
        """Prepare for one problem; see `FootprintBook` for the `shelf`."""
        self.problem = problem
        self.planner = planner
        self.shelf: Shelf = {} if shelf is None else shelf
        pause = problem.catalogue.defaults.break_minutes
        needs = NeedBook(problem.lessons, problem.capstone, pause)
        self.books: dict[str, PatternBook] = {}
        self.footprints: dict[str, FootprintBook] = {}
        for city, bases in problem.choices.items():
            for base in bases:
                book = PatternBook(problem.based({city: base}))
                self.books[base.id] = book
                self.footprints[base.id] = FootprintBook(book.problem, book, needs, self.shelf)

    @property
    def listed(self) -> int:
        """Number of patterns that were listed so far."""
        return sum(footprints.listed for footprints in self.footprints.values())

    def worth_building(self, route: Route) -> bool:
        """Tell whether every city of a route has a host that is open on one of its days."""
        edges = (0, *route.moves, self.problem.days - 1)
        return all(
            any(
                stop.visit and self.problem.spans(stop, day)
                for stop in self.problem.stops[city]
                for day in range(first, last + 1)
            )
            for city, first, last in zip(route.cities, edges, edges[1:], strict=False)
        )

    def visits_every_city(self, route: Route) -> bool:
        """Tell whether a visit fits each city of a route, and all that must be visited somewhere.

        Each is looked at by itself, whatever else the days hold.
        """
        build = Build(self.problem, self.planner, route)
        return self.worth_building(route) and _Days(build, self.books, self.footprints).visited()

    def build(self, route: Route) -> Master:
        """Return the master of `route`; `possible` is False where a stretch has no pattern."""
        build = Build(self.problem, self.planner, route)
        if _Days(build, self.books, self.footprints).add():
            add_lectures(build)
            add_objective(build)
        else:
            build.master.possible = False
        return build.master

    def days(self, route: Route) -> Master:
        """Return the master of `route` with its days alone: nothing taught, and nothing counted."""
        build = Build(self.problem, self.planner, route)
        build.master.possible &= _Days(build, self.books, self.footprints).add()
        return build.master


class _Days:
    """Writes the flights, patterns and evenings of a master down."""

    def __init__(self, build: Build, books: Books, footprints: Mapping[str, FootprintBook]) -> None:
        self.build = build
        self.lp = build.lp
        self.master = build.master
        self.problem = build.problem
        self.weights = build.problem.brief.weights
        self.books = books
        self.footprints = footprints
        self.windows = WindowPlanner(build.planner, books, build.hop_columns)
        choices = build.problem.choices
        self.bases = {city: [one.id for one in choices[city]] for city in build.route.cities}

    def add(self) -> bool:
        """Add the columns and rows; return False where a stretch has no pattern."""
        windows = self._every_window()
        if not all(windows) or not self._every_city_visited(windows):
            return False
        for city in self.build.route.cities:
            if not self._stay(city, windows):
                return False
        add_evenings(self.build, self.windows, self.bases)
        self._stops_once()
        self._visit_limits()
        return True

    def visited(self) -> bool:
        """Tell whether a visit fits each city, without adding patterns."""
        windows = self._every_window()
        return all(windows) and self._every_city_visited(windows)

    def _every_window(self) -> list[list[Way]]:
        self._base_choice()
        self._hop_choice()
        return [self._windows(stretch) for stretch in self.build.stretches]

    def _windows(self, stretch: Stretch) -> list[Way]:
        return [
            (base, *way)
            for base in self.bases[stretch.city]
            for way in self.windows.windows(stretch, base)
        ]

    def _every_city_visited(self, windows: list[list[Way]]) -> bool:
        """Tell whether a visit fits each city, and each visit that must be fits somewhere."""
        named = [stop for city in self.build.route.cities for stop in self.problem.stops[city]]
        must, made = {stop.id for stop in named if stop.visit and stop.must}, set[str]()
        visited: set[str] = set()
        for choices in windows:
            for base, window in {(base, window) for base, window, _, _ in choices}:
                hosts = self.books[base].visits(window)
                made |= hosts
                visited |= {window.city} if hosts else set()
        return visited == set(self.build.route.cities) and must <= made

    def _stay(self, city: str, windows: list[list[Way]]) -> bool:
        """Add the patterns of a stay; return whether every stretch has one, and some a visit."""
        stay = [stretch for stretch in self.build.stretches if stretch.city == city]
        for stretch in stay:
            self._patterns(stretch, windows[stretch.number])
        found = [self.build.by_stretch[stretch.number] for stretch in stay]
        return all(any(len(group.footprint) for group in some) for some in found) and any(
            group.footprint.hosts for some in found for group in some
        )

    # ---------------------------------------------------------------- columns

    def _base_choice(self) -> None:
        """Where several bases may be, one of them is that of the stay in a city."""
        for some in self.bases.values():
            if len(some) > 1:
                seats = {base: self.lp.column() for base in some}
                self.master.seats |= seats
                self.lp.row(dict.fromkeys(seats.values(), 1), 1, 1)

    def _hop_choice(self) -> None:
        weight = self.weights.transit
        for move, (a, b) in zip(
            self.build.route.moves,
            zip(self.build.route.cities, self.build.route.cities[1:], strict=False),
            strict=True,
        ):
            hops = [
                (hop, self.lp.column(-weight * hop.transit))
                for hop in self.build.planner.hops(move, a, b)
            ]
            self.build.hop_columns[move] = hops
            self.master.hops += hops
            self.lp.row({column: 1 for _, column in hops}, 1, 1)
            for side, city in enumerate((a, b)):
                self._fly_from_the_bases(city, side, hops)

    def _fly_from_the_bases(self, city: str, side: int, hops: list[tuple[Hop, int]]) -> None:
        """The group flies from the base of its stay (side 0), or to it (side 1)."""
        for base in self.bases[city]:
            if base in self.master.seats:
                flown = {column: 1 for hop, column in hops if hop.bases[side] == base}
                self.lp.row({**flown, self.master.seats[base]: -1}, 0, 0)

    def _patterns(self, stretch: Stretch, windows: list[Way]) -> None:
        """Add the patterns of a stretch, tied to the hops that begin and end it."""
        by_before: dict[tuple[str, int], list[Cells]] = defaultdict(list)
        by_after: dict[tuple[str, int], list[Cells]] = defaultdict(list)
        bases = self.bases[stretch.city]
        befores = {base: self.windows.befores(stretch, base) for base in bases}
        afters = {base: self.windows.afters(stretch, base) for base in bases}
        for base, window, before, after in windows:
            footprint = self.footprints[base].of(window, opening=stretch.number == 0)
            start = self.lp.columns(footprint.objective)
            flown = frozenset(befores[base][before]), frozenset(afters[base][after])
            group = Group(stretch, base, window, footprint, start, *flown)
            self.build.by_stretch[stretch.number].append(group)
            self.master.groups.append(group)
            one_each = footprint.all.moved(start)
            by_before[base, before].append(one_each)
            by_after[base, after].append(one_each)
        for base in bases:
            self._tie(base, by_before, befores[base])
            self._tie(base, by_after, afters[base])

    def _tie(
        self, base: str, groups: dict[tuple[str, int], list[Cells]], sides: dict[int, list[int]]
    ) -> None:
        """For each way a stretch can begin (or end): its patterns = its hop columns (or 1).

        Where no hop has a say it is 1 if the base is that of the stay.
        """
        for key, hops in sides.items():
            terms, one = (dict.fromkeys(hops, -1), 0) if hops else self.master.stay(base)
            self.lp.row(terms, one, one, groups.get((base, key), ()))

    # ---------------------------------------------------------------- stops

    def _stops_once(self) -> None:
        by_stop, evening_of = self.build.stops()
        named = [stop for city in self.build.route.cities for stop in self.problem.stops[city]]
        for stop in named:
            if stop.must or stop.id in by_stop or stop.id in evening_of:
                low = 1 if stop.must else None
                self.lp.row(evening_of.get(stop.id, {}), low, 1, by_stop.get(stop.id, ()))
        required = [
            w.id for w in self.problem.brief.hosts if w.wish == "must" or w.status == "confirmed"
        ]
        required += self.problem.brief.leisure.must
        if not {stop.id for stop in named}.issuperset(required):
            self.master.possible = False

    def _visit_limits(self) -> None:
        by_city: dict[str, list[Cells]] = {city: [] for city in self.build.route.cities}
        by_day: dict[int, list[Cells]] = defaultdict(list)
        for stretch in self.build.stretches:
            hosts = self.build.cells(stretch, lambda footprint: footprint.hosts)
            by_city[stretch.city] += hosts
            by_day[stretch.day] += hosts
        for cells in by_city.values():
            self.lp.row({}, 1, None, cells)
        for cells in by_day.values():
            self.lp.row({}, None, self.problem.brief.pace.visits_per_day, cells)
