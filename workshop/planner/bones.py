"""Whether the days of a route hold what must be in them, whatever is taught: that costs little.

First each stop that must be by itself, with the departures around its day; then all days together,
as a linear program of their patterns alone. What fails here is certain to fail with lectures too.
"""

from __future__ import annotations

from workshop.planner.generation import Family
from workshop.planner.node import Node
from workshop.planner.routes import Route
from workshop.planner.start import Start
from workshop.planner.windows import stretches

LOOKED, SOLVED = 5e-4, 0.02
"""Deterministic seconds that it is taken to cost to look at the stops of a route, and to solve the
program of its days."""


class Bones:
    """Looks at routes; `work` is what that has cost, in deterministic seconds."""

    def __init__(self, start: Start) -> None:
        """Prepare for the routes of one start date."""
        self.start = start
        self.work = 0.0
        self._leisure: dict[tuple[str, int], frozenset[str]] = {}

    def worth(self, route: Route) -> float | None:
        """Return what the days of a route may be worth; None if it surely has no plan.

        In sixtieths of a point: its visits, less rides and idling, and nothing that is taught.
        """
        self.work += LOOKED
        if not self._enjoyable(route):
            return None
        master = self.start.builder.bare(route)
        self.work += self.start.listing()
        if not master.possible:
            return None
        self.work += SOLVED
        node = Node((), self.start, route, self.start.most())
        may = Family.of_route(master).relax(node, float("-inf"))
        return node.bound if may else None

    def _enjoyable(self, route: Route) -> bool:
        """Tell whether all leisure that must be is open on some day of its city."""
        problem = self.start.problem
        stops = (stop for city in route.cities for stop in problem.stops[city])
        must = {stop.id for stop in stops if stop.must and not stop.visit}
        there = {(one.city, one.day) for one in stretches(problem, route)} if must else set()
        return must <= frozenset[str]().union(*(self._enjoyed(*place) for place in there))

    def _enjoyed(self, city: str, day: int) -> frozenset[str]:
        """Return the leisure of a city that is open on a day, for an evening or by daylight."""
        if (city, day) not in self._leisure:
            found = set[str]()
            for base in self.start.problem.choices[city]:
                book = self.start.builder.books[base.id]
                found |= {evening.stop.id for evening in book.evenings(city, day)}
                found |= {outing.stops[0].id for outing in book.singles(city, day)}
            self._leisure[city, day] = frozenset(found)
        return self._leisure[city, day]
