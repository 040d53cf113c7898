"""A bound on every plan of a start date, before any pattern is listed.

Routes with the same order of cities and the same first days of flights are bounded together by the
`outline` of the tour, the group with the highest bound first, and parted where that pays.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable

from workshop.planner.glop import Relaxer
from workshop.planner.outline import Outline
from workshop.planner.routes import Route
from workshop.planner.start import Start

COLD, WARM = 1.5e-4, 2e-5
"""Deterministic seconds that a relaxation is taken to cost by column: the first, the others."""

Group = tuple[tuple[str, ...], tuple[int, ...]]
"""Cities in order, and the days of the first flights: all routes that begin so."""


def cost(start: Start, routes: Iterable[Route]) -> float:
    """Estimate the deterministic seconds that it takes to bound the orders of `routes`."""
    problem = start.problem
    hosts = sum(stop.visit for stops in problem.stops.values() for stop in stops)
    size = problem.days * (hosts + 3 * len(problem.lessons) // 2)
    return COLD * size * len({route.cities for route in routes})


class Outlines:
    """What the plans of each route of a start date do not exceed, in sixtieths of a point."""

    def __init__(self, start: Start, routes: Iterable[Route]) -> None:
        """Bound every order of cities in `routes`."""
        self.work = 0.0
        self._most = start.most()
        self._start = start
        self._next: dict[Group, set[int]] = {}
        self._outlines: dict[tuple[str, ...], tuple[Outline, Relaxer, int]] = {}
        for route in routes:
            for count, day in enumerate(route.moves):
                self._next.setdefault((route.cities, route.moves[:count]), set()).add(day)
            if route.cities not in self._outlines:
                outline = Outline(start, route.cities)
                program = outline.lp.program()
                size = len(program.lower)
                self._outlines[route.cities] = outline, Relaxer(program), size
                self.work += (COLD - WARM) * size
        self._bounds: dict[Group, float] = {
            (cities, ()): self._bound((cities, ())) for cities in self._outlines
        }
        self._heap: list[tuple[float, Group]] = [
            (-bound, group) for group, bound in self._bounds.items()
        ]
        heapq.heapify(self._heap)

    def of(self, route: Route) -> float:
        """Return the ceiling of the plans of `route`."""
        return next(
            self._bounds[route.cities, route.moves[:count]]
            for count in range(len(route.moves), -1, -1)
            if (route.cities, route.moves[:count]) in self._bounds
        )

    def tighten(self, until: float, best: float) -> None:
        """Part the groups with the highest bounds, until `work` is `until` or none is over `best`.

        A single route with the highest bound of all is as far as this goes.
        """
        while self._heap and self.work < until and -self._heap[0][0] > best:
            above, group = self._heap[0]
            days = sorted(self._next.get(group, ()))
            if not days:
                return
            heapq.heappop(self._heap)
            for day in days:
                part = group[0], (*group[1], day)
                self._bounds[part] = min(-above, self._bound(part))
                heapq.heappush(self._heap, (-self._bounds[part], part))

    def _bound(self, group: Group) -> float:
        outline, relaxer, size = self._outlines[group[0]]
        self.work += WARM * size
        wanted = set(enumerate(group[1]))
        legs = range(len(group[1]))
        barred = [
            column
            for (leg, day), column in outline.flights.items()
            if leg in legs and (leg, day) not in wanted
        ]
        relaxed = relaxer.solve(frozenset(barred))
        if relaxed is None:
            return float("-inf")
        return min(self._most, relaxed.bound + outline.lp.constant)
