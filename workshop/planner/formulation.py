"""How the master of a route is written down: its days first, then what is taught and what counts.

The days are flights, patterns and evenings out: flights tie the patterns of the stretches that they
begin and end, an evening out keeps the hours around it clear, and every stop is made once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from workshop.planner.footprints import FootprintBook, Shelf
from workshop.planner.halfday import without_gaps
from workshop.planner.lectures import add_lectures
from workshop.planner.linear import Cells
from workshop.planner.listing import PatternBook
from workshop.planner.master import Build, Group, Kind, Master
from workshop.planner.needs import need_book
from workshop.planner.nights import add_evenings
from workshop.planner.objective import add_objective
from workshop.planner.problem import Problem
from workshop.planner.routes import Hop, Route, RoutePlanner
from workshop.planner.windows import Books, Openings, Stretch, Ways, WindowPlanner

Open = dict[str, Openings]
"""By base: what a stretch may be there."""


class MasterBuilder:
    """Builds the masters of routes; one builder serves all routes of a problem."""

    def __init__(
        self,
        problem: Problem,
        planner: RoutePlanner,
        shelf: Shelf | None = None,
        books: Books | None = None,
    ) -> None:
        """Prepare for one problem; see `FootprintBook` for the `shelf`.

        `books` are those of a problem that has other bases to choose from, and is else the same.
        """
        self.problem = problem
        self.planner = planner
        self.shelf: Shelf = {} if shelf is None else shelf
        pause = problem.catalogue.defaults.break_minutes
        catalogue = problem.catalogue
        builds_on = [(one.id, tuple(catalogue.with_needs(one.needs))) for one in catalogue.modules]
        needs = need_book(problem.lessons, problem.capstone, pause, tuple(builds_on))
        self.books: dict[str, PatternBook] = {}
        self.footprints: dict[str, FootprintBook] = {}
        for city, bases in problem.choices.items():
            for base in bases:
                known = None if books is None else books.get(base.id)
                book = known or PatternBook(problem.based({city: base}))
                self.books[base.id] = book
                self.footprints[base.id] = FootprintBook(book.problem, book, needs, self.shelf)
        self.windows = WindowPlanner(planner, self.books)

    @property
    def listed(self) -> int:
        """Number of patterns that were listed so far."""
        return sum(footprints.listed for footprints in self.footprints.values())

    def worth_building(self, route: Route) -> bool:
        """Tell whether every city of a route has a host that is open on one of its days."""
        return all(
            any(
                stop.visit and self.problem.spans(stop, day)
                for stop in self.problem.stops[city]
                for day in range(first, last + 1)
            )
            for city, first, last in route.stays(self.problem.days)
        )

    def visits_every_city(self, route: Route) -> bool:
        """Tell whether a visit fits each city of a route, and all that must be visited somewhere.

        Each is looked at by itself, whatever else the days hold.
        """
        return self.worth_building(route) and self._days(route, Kind.FINE).visited()

    def build(self, route: Route, kind: Kind) -> Master:
        """Return the master of `route`; `possible` is False where a stretch has no pattern."""
        days = self._days(route, kind)
        if days.visited() and days.add():
            days.master.shared = len(days.build.lp.objective)
            add_lectures(days.build)
            add_objective(days.build)
        else:
            days.master.possible = False
        return days.master

    def _days(self, route: Route, kind: Kind) -> _Days:
        build = Build(self.problem, self.planner, route, bounding=kind is not Kind.EXACT)
        return _Days(build, self.windows, self.footprints, rough=kind is Kind.ROUGH)

    def bare(self, route: Route) -> Master:
        """Return the master of `route` with its days alone: nothing taught, and nothing counted."""
        days = self._days(route, Kind.FINE)
        days.master.possible &= days.visited() and days.add()
        return days.master


class _Days:
    """Writes the flights, patterns and evenings of a master down."""

    def __init__(
        self,
        build: Build,
        windows: WindowPlanner,
        footprints: Mapping[str, FootprintBook],
        *,
        rough: bool,
    ) -> None:
        self.build = build
        self.lp = build.lp
        self.master = build.master
        self.problem = build.problem
        self.weights = build.problem.brief.weights
        self.footprints = footprints
        self.windows = windows
        self.rough = rough
        choices = build.problem.choices
        self.bases = {city: [one.id for one in choices[city]] for city in build.route.cities}
        self.open: list[Open] = [
            {base: windows.openings(one, base, build.route) for base in self.bases[one.city]}
            for one in build.stretches
        ]

    def visited(self) -> bool:
        """Tell whether each stretch has a window, and a visit fits each city.

        So must each visit that has to be, somewhere.
        """
        named = [stop for city in self.build.route.cities for stop in self.problem.stops[city]]
        must, made = {stop.id for stop in named if stop.visit and stop.must}, set[str]()
        visited: set[str] = set()
        for stretch, choices in zip(self.build.stretches, self.open, strict=True):
            if not any(one.windows for one in choices.values()):
                return False
            hosts = frozenset[str]().union(*(one.hosts for one in choices.values()))
            made |= hosts
            visited |= {stretch.city} if hosts else set()
        return visited == set(self.build.route.cities) and must <= made

    def add(self) -> bool:
        """Add the columns and rows; return False where a stretch has no pattern."""
        self._base_choice()
        self._hop_choice()
        for city in self.build.route.cities:
            if not self._stay(city):
                return False
        add_evenings(self.build, self.windows, self.bases)
        self._stops_once()
        self._visit_limits()
        return True

    def _stay(self, city: str) -> bool:
        """Add the patterns of a stay; return whether every stretch has one, and some a visit."""
        stay = [stretch for stretch in self.build.stretches if stretch.city == city]
        for stretch in stay:
            self._patterns(stretch, self.open[stretch.number])
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
        for leg in self.build.route.legs:
            move, *ends = leg
            hops = [
                (hop, self.lp.column(-weight * hop.transit))
                for hop in self.build.planner.hops(*leg)
            ]
            self.build.hop_columns[move] = hops
            self.master.hops += hops
            self.lp.row({column: 1 for _, column in hops}, 1, 1)
            for side, city in enumerate(ends):
                self._fly_from_the_bases(city, side, hops)

    def _fly_from_the_bases(self, city: str, side: int, hops: list[tuple[Hop, int]]) -> None:
        """The group flies from the base of its stay (side 0), or to it (side 1)."""
        for base in self.bases[city]:
            if base in self.master.seats:
                flown = {column: 1 for hop, column in hops if hop.bases[side] == base}
                self.lp.row({**flown, self.master.seats[base]: -1}, 0, 0)

    def _patterns(self, stretch: Stretch, choices: Open) -> None:
        """Add the patterns of a stretch, tied to the hops that begin and end it."""
        into = self._flown(stretch.since)
        out = self._flown(stretch.day) if stretch.leaves else []
        for base, openings in choices.items():
            befores, afters = _columns(openings.befores, into), _columns(openings.afters, out)
            by_before: dict[int, list[Cells]] = defaultdict(list)
            by_after: dict[int, list[Cells]] = defaultdict(list)
            for window, before, after in openings.windows:
                footprint = self.footprints[base].of(window, opening=stretch.number == 0)
                if self.rough:
                    footprint = without_gaps(footprint)
                start = self.lp.columns(footprint.objective)
                flown = frozenset(befores[before]), frozenset(afters[after])
                group = Group(stretch, base, window, footprint, start, *flown)
                self.build.by_stretch[stretch.number].append(group)
                self.master.groups.append(group)
                one_each = footprint.all.moved(start)
                by_before[before].append(one_each)
                by_after[after].append(one_each)
            self._tie(base, by_before, befores)
            self._tie(base, by_after, afters)

    def _flown(self, day: int) -> list[int]:
        """Return the columns of the hops on a day."""
        return [column for _, column in self.build.hop_columns.get(day, ())]

    def _tie(self, base: str, groups: Mapping[int, list[Cells]], sides: Ways) -> None:
        """For each way a stretch can begin (or end): its patterns = its hop columns (or 1).

        Where no hop has a say it is 1 if the base is that of the stay.
        """
        for key, hops in sides.items():
            terms, one = (dict.fromkeys(hops, -1), 0) if hops else self.master.stay(base)
            self.lp.row(terms, one, one, groups.get(key, ()))

    # ---------------------------------------------------------------- stops

    def _stops_once(self) -> None:
        by_stop, evening_of = self.build.stops()
        named = [stop for city in self.build.route.cities for stop in self.problem.stops[city]]
        for stop in named:
            if stop.must or stop.id in by_stop or stop.id in evening_of:
                low = 1 if stop.must else None
                self.lp.row(evening_of.get(stop.id, {}), low, 1, by_stop.get(stop.id, ()))
        if self.build.bounding:
            for base in self.master.seats:
                self._stops_once_from(base)
        required = [
            w.id for w in self.problem.brief.hosts if w.wish == "must" or w.status == "confirmed"
        ]
        required += self.problem.brief.leisure.must
        if not {stop.id for stop in named}.issuperset(required):
            self.master.possible = False

    def _stops_once_from(self, base: str) -> None:
        """Make each stop once in a stay at a base: half a stay must not make it in both halves."""
        by_stop, evening_of = self.build.stops(base)
        here, one = self.master.stay(base)
        for stop, cells in by_stop.items():
            if len(cells) + (stop in evening_of) > 1:
                self.lp.row({**evening_of.get(stop, {}), **here}, None, one, cells)

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


def _columns(ways: Ways, flown: list[int]) -> Ways:
    """Return ways with the columns of their hops in place of their numbers."""
    return {way: [flown[number] for number in numbers] for way, numbers in ways.items()}
