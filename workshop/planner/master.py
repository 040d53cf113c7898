"""The master problem of one route: one pattern for each stretch, lectures into gaps, evenings.

Points are counted in sixtieths, so that a weight for an hour is a whole number for a minute.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from workshop.model.travel import clock
from workshop.planner.evenings import Evening, evenings
from workshop.planner.lectures import add_lectures
from workshop.planner.linear import Linear, Terms
from workshop.planner.objective import add_objective
from workshop.planner.order import NeedBook
from workshop.planner.patterns import Pattern, PatternBook, Window
from workshop.planner.problem import Key, Problem
from workshop.planner.routes import Hop, LunchMode, Route, RoutePlanner


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


@dataclass(frozen=True)
class Choice:
    """A pattern that may fill a stretch; where hops begin or end it, one of these must be flown."""

    stretch: int
    pattern: Pattern
    column: int
    befores: frozenset[int]
    afters: frozenset[int]
    """Columns of hops; none where no hop has a say."""


@dataclass
class Master:
    """The linear program of a route, and what its columns mean."""

    route: Route
    linear: Linear
    stretches: tuple[Stretch, ...]
    choices: list[Choice] = field(default_factory=list)
    hops: list[tuple[Hop, int]] = field(default_factory=list)
    lectures: dict[tuple[int, int, Key], int] = field(default_factory=dict)
    """(stretch, gap, lesson key) → column."""
    evenings: list[tuple[Evening, int]] = field(default_factory=list)
    possible: bool = True

    def columns(self, barred: frozenset[int]) -> list[int]:
        """Return the columns that are left without the hops `barred`, and what only they allow."""
        out = set(barred)
        for choice in self.choices:
            if (choice.befores and choice.befores <= barred) or (
                choice.afters and choice.afters <= barred
            ):
                out.add(choice.column)
        return [column for column in range(len(self.linear.lower)) if column not in out]


class MasterBuilder:
    """Builds the master of a route; one builder serves all routes of a problem."""

    def __init__(self, problem: Problem, planner: RoutePlanner, book: PatternBook) -> None:
        """Prepare for one problem."""
        self.problem = problem
        self.planner = planner
        self.book = book
        self.weights = problem.brief.weights
        self.pace = problem.brief.pace
        pause = problem.catalogue.defaults.break_minutes
        self.needs = NeedBook(problem.lessons, problem.capstone, pause)

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

    def build(self, route: Route) -> Master:
        """Return the master of `route`; `possible` is False where a stretch has no pattern."""
        return Build(self, route).done()


class Build:
    """The building of one master, step by step; every step adds columns or rows."""

    def __init__(self, builder: MasterBuilder, route: Route) -> None:
        self.b = builder
        self.problem = builder.problem
        self.lp = Linear()
        self.route = route
        self.stretches = _stretches(self.problem, route)
        self.master = Master(route, self.lp, self.stretches)
        self.by_stretch: dict[int, list[Choice]] = defaultdict(list)
        self.hop_columns: dict[int, list[tuple[Hop, int]]] = {}
        self.evenings_on: dict[int, list[tuple[Evening, int]]] = {}
        debrief_latest = clock(builder.problem.catalogue.defaults.debrief_latest)
        self.capstone_must = any(
            wish.id == self.problem.capstone and wish.wish == "must"
            for wish in self.problem.brief.modules
        )
        self.day_end = min(clock(builder.pace.day_end), debrief_latest)

    def done(self) -> Master:
        """Add all columns and rows, and return the master."""
        self._hop_choice()
        windows = [self._windows(stretch) for stretch in self.stretches]
        if not all(windows) or not self._every_city_visited(windows):
            return self._impossible()
        for city in self.route.cities:
            if not self._stay(city, windows):
                return self._impossible()
        self._evenings()
        self._stops_once()
        self._visit_limits()
        add_lectures(self)
        add_objective(self)
        return self.master

    def _impossible(self) -> Master:
        self.master.possible = False
        return self.master

    def _every_city_visited(self, windows: list[list[tuple[Window, int, int]]]) -> bool:
        visited = {
            window.city
            for choices in windows
            for window in {window for window, _, _ in choices}
            if self.b.book.has_visit(window)
        }
        return visited == set(self.route.cities)

    def _stay(self, city: str, windows: list[list[tuple[Window, int, int]]]) -> bool:
        """Add the patterns of a stay; return whether every stretch has one, and some a visit."""
        stay = [stretch for stretch in self.stretches if stretch.city == city]
        for stretch in stay:
            self._patterns(stretch, windows[stretch.number])
        found = [self.by_stretch[stretch.number] for stretch in stay]
        return all(found) and any(choice.pattern.hosts for some in found for choice in some)

    # ---------------------------------------------------------------- columns

    def _hop_choice(self) -> None:
        weight = self.b.weights.transit
        for move, (a, b) in zip(
            self.route.moves,
            zip(self.route.cities, self.route.cities[1:], strict=False),
            strict=True,
        ):
            hops = [
                (hop, self.lp.column(-weight * hop.transit))
                for hop in self.b.planner.hops(move, a, b)
            ]
            self.hop_columns[move] = hops
            self.master.hops += hops
            self.lp.row({column: 1 for _, column in hops}, 1, 1)

    def _patterns(self, stretch: Stretch, windows: list[tuple[Window, int, int]]) -> None:
        """Add the patterns of a stretch, tied to the hops that begin and end it."""
        by_before: dict[int, Terms] = defaultdict(dict)
        by_after: dict[int, Terms] = defaultdict(dict)
        befores, afters = self._befores(stretch), self._afters(stretch)
        for window, before_key, after_key in windows:
            flown = frozenset(befores[before_key]), frozenset(afters[after_key])
            for pattern in self.b.book.patterns(window):
                if stretch.number == 0 and self._unprepared(pattern):
                    continue
                cost = self.b.weights.transit * pattern.riding
                cost += self.b.weights.idle * pattern.idle
                column = self.lp.column(-cost)
                choice = Choice(stretch.number, pattern, column, *flown)
                self.by_stretch[stretch.number].append(choice)
                self.master.choices.append(choice)
                by_before[before_key][column] = 1
                by_after[after_key][column] = 1
        self._tie(by_before, befores)
        self._tie(by_after, afters)

    def _unprepared(self, pattern: Pattern) -> bool:
        """Tell whether a pattern that opens the tour has no room for what its visits need."""
        free = set() if self.capstone_must else {self.problem.capstone}
        return any(free.isdisjoint(some) for some in self.b.needs.needs(pattern).crowds)

    def _tie(self, groups: dict[int, Terms], sides: dict[int, list[int]]) -> None:
        """For each way a stretch can begin (or end): its patterns = its hop columns (or 1)."""
        for key, hops in sides.items():
            terms = dict(groups.get(key, {}))
            for column in hops:
                terms[column] = -1
            self.lp.row(terms, 0 if hops else 1, 0 if hops else 1)

    def _befores(self, stretch: Stretch) -> dict[int, list[int]]:
        """Ways a stretch can begin: a key (see `_begin`) → the hop columns that lead to it."""
        hops = self._hops_before(stretch)
        if not hops:
            return {-1: []}
        groups: dict[int, list[int]] = defaultdict(list)
        for hop, column in hops:
            groups[self._begin_key(stretch, hop)].append(column)
        return dict(groups)

    def _hops_before(self, stretch: Stretch) -> list[tuple[Hop, int]]:
        """Return the hops that bear on when a stretch begins: of this day, or of yesterday."""
        if stretch.lands:
            return self.hop_columns.get(stretch.day, [])
        return self.hop_columns.get(stretch.day - 1, [])

    def _begin_key(self, stretch: Stretch, hop: Hop) -> int:
        if stretch.lands:
            return hop.arrive * 2 + (hop.lunch == "after")
        return max(self._usually_rested(stretch.day), self._rested(hop.arrive))

    def _usually_rested(self, day: int) -> int:
        """Return when the group is rested after a full working day before `day`."""
        travel_from = clock(self.b.pace.travel_from)
        return max(travel_from, self._rested(clock(self.b.pace.day_end))) if day else travel_from

    def _rested(self, end: int) -> int:
        """Return the first minute of the next day after a day that ended at `end`."""
        return end + self.b.pace.rest_hours * 60 - 24 * 60

    def _afters(self, stretch: Stretch) -> dict[int, list[int]]:
        """Ways a stretch can end: number of the hop on this day → its column."""
        if not stretch.leaves or stretch.day not in self.hop_columns:
            return {-1: []}
        return {
            number: [column] for number, (_, column) in enumerate(self.hop_columns[stretch.day])
        }

    def _windows(self, stretch: Stretch) -> list[tuple[Window, int, int]]:
        """Return a stretch's windows, each with the way it begins and the way it ends."""
        found: list[tuple[Window, int, int]] = []
        for before in self._befores(stretch):
            for after in self._afters(stretch):
                window = self._window(stretch, before, after)
                if window is not None:
                    found.append((window, before, after))
        return found

    def _window(self, stretch: Stretch, before: int, after: int) -> Window | None:
        """Return the window of a stretch for one way of beginning and one of ending."""
        start, lunch, rested = self._beginning(stretch, before)
        d = self.problem.catalogue.defaults
        end, debrief = self.day_end, True
        if stretch.leaves:
            leave, where, debrief = self._ending(stretch, after)
            lunch, end = lunch and where == "before", min(end, leave)
            if leave < rested:
                return None
        reserved = d.debrief_minutes if debrief else 0
        low, high = self.b.book.base_span(stretch.city, stretch.day)
        low, high = max(start, low), min(end, high) - reserved
        if high < low:
            low = high = min(start, end)
        return Window(stretch.city, stretch.day, low, high, lunch, debrief, stretch.lands)

    def _beginning(self, stretch: Stretch, before: int) -> tuple[int, bool, int]:
        """Return when a stretch begins, whether lunch may be in it, and when all are rested."""
        edge = self.b.planner.arrival() if stretch.number == 0 else None
        if edge is not None:
            return edge.base, edge.lunch == "after", 0
        if stretch.lands:
            return before // 2, bool(before % 2), 0
        rested = self._usually_rested(stretch.day) if before < 0 else before
        return max(clock(self.b.pace.day_start), rested), True, rested

    def _ending(self, stretch: Stretch, after: int) -> tuple[int, LunchMode, bool]:
        """Return when the group leaves, where lunch is, and whether the debrief is before that."""
        if after < 0:
            edge = self.b.planner.departure()
            if edge is not None:
                return edge.base, edge.lunch, True
        hop = self.hop_columns[stretch.day][after][0]
        return hop.leave, hop.lunch, not self._room_for_debrief(hop)

    def _room_for_debrief(self, hop: Hop) -> bool:
        """Tell whether a debrief fits after a landing."""
        low, high = self.b.book.base_span(hop.end, hop.day)
        debrief = self.problem.catalogue.defaults.debrief_minutes
        return max(hop.arrive, low) + debrief <= min(self.day_end, high)

    def _evenings(self) -> None:
        for stretch in self.stretches:
            if not stretch.last_of_day or (stretch.leaves and stretch.day == self.problem.days - 1):
                continue
            found = [
                (evening, self.lp.column(-self.b.weights.transit * evening.riding))
                for evening in evenings(self.problem, stretch.city, stretch.day)
            ]
            self.evenings_on[stretch.day] = found
            self.master.evenings += found
            if found:
                self.lp.row({column: 1 for _, column in found}, None, 1)
            self._afternoons(stretch, found)
            self._mornings(stretch, found)

    def _afternoons(self, stretch: Stretch, found: list[tuple[Evening, int]]) -> None:
        """Keep the afternoon clear before an evening out; those that leave together share a row."""
        debrief = self.problem.catalogue.defaults.debrief_minutes
        for leave, together in _grouped(found, lambda evening: evening.leave).items():
            busy = {
                choice.column: 1
                for choice in self.by_stretch[stretch.number]
                if choice.pattern.busy_until + (0 if choice.pattern.empty else debrief) > leave
            }
            self.lp.row(together | busy, None, 1)
            if stretch.lands:
                late = [c for hop, c in self.hop_columns.get(stretch.day, []) if hop.arrive > leave]
                self._exclude(together, late)

    def _mornings(self, stretch: Stretch, found: list[tuple[Evening, int]]) -> None:
        """Keep the next morning clear until the group is rested after an evening out."""
        after = stretch.number + 1
        if after == len(self.stretches):
            return
        for back, together in _grouped(found, lambda evening: evening.back).items():
            rested = self._rested(back)
            early = {
                choice.column: 1
                for choice in self.by_stretch[after]
                if choice.pattern.busy_from < rested
            }
            if early:
                self.lp.row(together | early, None, 1)
            hops = self.hop_columns.get(stretch.day + 1, [])
            self._exclude(together, [c for hop, c in hops if hop.leave < rested])

    def _exclude(self, together: Terms, hops: list[int]) -> None:
        if hops:
            self.lp.row(together | dict.fromkeys(hops, 1), None, 1)

    # ---------------------------------------------------------------- stops

    def _stops_once(self) -> None:
        by_stop: dict[str, Terms] = defaultdict(dict)
        for choice in self.master.choices:
            for stop, _ in choice.pattern.visits:
                by_stop[stop.id][choice.column] = 1
        for evening, column in self.master.evenings:
            by_stop[evening.stop.id][column] = 1
        for city in self.route.cities:
            for stop in self.problem.stops[city]:
                if stop.must or stop.id in by_stop:
                    self.lp.row(by_stop.get(stop.id, {}), 1 if stop.must else None, 1)
        named = {stop.id for city in self.route.cities for stop in self.problem.stops[city]}
        required = [
            w.id for w in self.problem.brief.hosts if w.wish == "must" or w.status == "confirmed"
        ]
        required += self.problem.brief.leisure.must
        if any(one not in named for one in required):
            self.master.possible = False

    def _visit_limits(self) -> None:
        by_city: dict[str, Terms] = defaultdict(dict)
        by_day: dict[int, Terms] = defaultdict(dict)
        for choice in self.master.choices:
            stretch = self.stretches[choice.stretch]
            hosts = choice.pattern.hosts
            if hosts:
                by_city[stretch.city][choice.column] = hosts
                by_day[stretch.day][choice.column] = hosts
        for city in self.route.cities:
            self.lp.row(by_city.get(city, {}), 1, None)
        for terms in by_day.values():
            self.lp.row(terms, None, self.b.pace.visits_per_day)


def _grouped(found: list[tuple[Evening, int]], key: Callable[[Evening], int]) -> dict[int, Terms]:
    groups: dict[int, Terms] = {}
    for evening, column in found:
        groups.setdefault(key(evening), {})[column] = 1
    return groups


def _stretches(problem: Problem, route: Route) -> tuple[Stretch, ...]:
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
