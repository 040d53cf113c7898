"""Plans before the proof: a first one among few stops, then better ones a city at a time.

The whole of a large tour takes long to list. So a first plan is looked for among a few promising
stops of every city, one an outing, on a coarse grid, and on routes near the one with the least
transit. Then one city after the other is thought over: all its days may change, with the stops of
the plan and some more; on the other days the stops stay where they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from functools import partial
from itertools import combinations, islice
from typing import TYPE_CHECKING

from workshop.planner.glimpse import Guide
from workshop.planner.master import Master
from workshop.planner.narrow import only, ranked, rough
from workshop.planner.node import Node
from workshop.planner.routes import Route
from workshop.planner.shapes import Shape
from workshop.planner.start import Start
from workshop.planner.state import State
from workshop.planner.tree import Forest

if TYPE_CHECKING:
    from workshop.planner.linear import Bools

HOSTS, LEISURE = 6, 2
"""Stops in each city that a first plan is looked for among."""
ROUTES = 12
"""Routes at most that are tried for a first plan."""
MORE = 5
"""Hosts that a city is thought over with at a time, beside those of the plan."""
PATTERNS, EFFORT = 300, 0.4
"""Patterns, and deterministic seconds, of a search for a better plan."""
MANY, THOROUGH = 400, 3.0
"""Patterns, and deterministic seconds, of a search where a relaxation has said what is worth it."""
GLIMPSE = 1.0
"""Deterministic seconds that relaxing a route by itself may take, on the average."""
GLIMPSES, GUIDED, LIKED = 2, 2, 3
"""Routes that are relaxed by themselves, those that are looked at, and stops of each by day."""
CLIMB = 0.25
"""Share of the limit that better routes may be looked for."""


class Early:
    """Finds plans before the proof begins; what it finds and spends stands in `state`."""

    def __init__(self, state: State, roots: list[Node]) -> None:
        """Look among the routes of `roots`, in that order."""
        self.state = state
        self.roots = {(node.start.problem.start, node.route): node for node in roots}
        self._rough: dict[int, Start] = {}
        self._tried: set[tuple[date, Route]] = set()

    def first(self) -> None:
        """Find a first plan, if one of the first routes has one among few stops."""
        for root in list(self.roots.values())[:ROUTES]:
            self._try_route(root)
            if self.state.known.best is not None or self.state.over():
                return

    def climb(self, until: float) -> None:
        """Go from route to route while one next to the best plan's gives more, or `until` (work).

        It takes a share of the limit at most.
        """
        until = min(until, self.state.work + CLIMB * self.state.limit)
        again = self.state.known.best is not None
        while again:
            again = False
            shape = self.state.known.shape()
            for route in list(beside(shape.route, shape.start.problem.days)):
                if self.state.work >= until or self.state.over():
                    return
                root = self.roots.get((shape.start.problem.start, route))
                if root is None or self.state.known.beaten(root.bound):
                    continue
                if self._try_route(root):
                    again = True
                    break

    def _try_route(self, root: Node) -> bool:
        """Look for a better plan on a route, once; return whether there is one."""
        key = (root.start.problem.start, root.route)
        if key in self._tried:
            return False
        few = self._few(root.start)
        self._tried.add(key)
        return self._look(few, root, {})

    def _few(self, start: Start) -> Start:
        if id(start) not in self._rough:
            settled = start.problem.based({})
            self._rough[id(start)] = start.narrowed(rough(settled, HOSTS, LEISURE))
        return self._rough[id(start)]

    def _look(
        self,
        few: Start,
        root: Node,
        stay: dict[int, frozenset[str]],
        effort: float = EFFORT,
        patterns: int = PATTERNS,
    ) -> bool:
        """Look for a better plan on a route of a narrow problem; return whether there is one.

        It takes the `patterns` that promise most and `effort` deterministic seconds. The stretches
        named in `stay` keep their stops.
        """
        state, before = self.state, self.state.known.value
        forest = Forest([few])
        node = Node(root.order, few, root.route, root.bound)
        possible = forest.relax(node, lambda master: _leaving(master, stay), state.known.bar())
        state.count(node)
        if not possible or state.known.beaten(node.bound):
            return False
        columns = node.promising(forest.master(node), patterns, before)
        state.attempt(forest, node, columns, effort)
        return state.known.value != before

    # ---------------------------------------------------------------- by a relaxation

    def guided(self, guide: Guide) -> None:
        """Look on routes that the relaxation of all likes, among the stops that each likes best.

        Each of a few is relaxed by itself first.
        """
        if self.state.over():
            return
        before, start = guide.work, guide.start
        until = before + GLIMPSES * GLIMPSE
        found = (guide.glimpse(r, until) for r in guide.likely() if guide.work < until)
        seen = list(islice((one for one in found if one), GLIMPSES))
        seen.sort(key=lambda one: -one.value)
        self.state.work += guide.work - before
        for glimpse in seen[:GUIDED]:
            order = self.roots[start.problem.start, glimpse.route].order
            root = Node(order, start, glimpse.route, guide.of(glimpse.route))
            if not self.state.over() and not self.state.known.beaten(glimpse.value):
                liked = glimpse.stops[: LIKED * start.problem.days]
                few = start.narrowed(only(start.problem, liked))
                self._look(few, root, {}, THOROUGH, MANY)

    # ---------------------------------------------------------------- one city at a time

    def improve(self, until: float) -> None:
        """Think the best plan over, city by city, until nothing changes or `until` (work)."""
        if self.state.known.best is None or self.state.over():
            return
        self._think_over(None, ())  # its own stops, at any training venue in question
        changed = True
        while changed:
            changed = False
            for city, more in list(self._batches()):
                if self.state.work >= until or self.state.over():
                    return
                changed |= self._think_over(city, more)

    def _batches(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield cities with hosts to think of, the most promising hosts of all cities first."""
        shape = self.state.known.shape()
        problem = shape.start.problem
        cities = [problem.catalogue.city[name] for name in shape.route.cities]
        left = {
            city.id: [s.id for s in ranked(problem, city, visit=True) if s.id not in shape.used]
            for city in cities
        }
        for at in range(0, max(map(len, left.values()), default=0), MORE):
            for city in shape.route.cities:
                if left[city][at : at + MORE]:
                    yield city, tuple(left[city][at : at + MORE])

    def _think_over(self, city: str | None, more: Collection[str]) -> bool:
        """Look for a better plan with `more` stops in one city (None: in all, with no more)."""
        shape = self.state.known.shape()
        problem = shape.start.problem
        leisure = {s.id for s in problem.stops.get(city or "", ()) if not s.visit}
        free = shape.route.cities if city is None else ()
        based = problem.based(shape.bases, free)
        few = shape.start.narrowed(only(based, {*shape.used, *more, *leisure}))
        root = self.roots[problem.start, shape.route]
        stay = shape.stops if city is not None else {}
        there = _stretches_of(few, shape.route, city)
        return self._look(few, root, {n: ids for n, ids in stay.items() if n not in there})


def _stretches_of(start: Start, route: Route, city: str | None) -> set[int]:
    return {s.number for s in start.stretches(route) if s.city == city}


def _leaving(master: Master, stay: dict[int, frozenset[str]]) -> Bools:
    """Mark the columns of a master with which the stretches in `stay` do not keep their stops."""
    out = master.none()
    for group in master.groups:
        wanted = stay.get(group.stretch.number)
        if wanted is not None:
            out[group.patterns.where(partial(_leaves, wanted)) + group.start] = True
    return out


def _leaves(wanted: frozenset[str], shape: Shape) -> bool:
    return {stop.id for stop, _ in shape.visits} != wanted


def beside(route: Route, days: int) -> Iterator[Route]:
    """Yield the routes that fly one or two days sooner or later, or swap two cities."""
    for at, day in enumerate(route.moves):
        for by in (-1, 1, -2, 2):
            moves = (*route.moves[:at], day + by, *route.moves[at + 1 :])
            if list(moves) == sorted(set(moves)) and moves[0] >= 0 and moves[-1] < days:
                yield Route(route.cities, moves)
    for one, two in combinations(range(len(route.cities)), 2):
        cities = list(route.cities)
        cities[one], cities[two] = cities[two], cities[one]
        yield Route(tuple(cities), route.moves)
    for by in (-1, 1):
        moves = tuple(day + by for day in route.moves)
        if len(moves) > 1 and moves[0] >= 0 and moves[-1] < days:
            yield Route(route.cities, moves)
