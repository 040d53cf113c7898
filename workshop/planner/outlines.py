"""A bound on every plan of a start date, before any pattern is listed.

All routes are bounded together by the `outline` of the tour; then those with the same order of
cities, and with the same first days of flights, the group with the highest bound first.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable

from workshop.planner.cityorders import Order
from workshop.planner.glimpse import Glimpse, gladly, unhurried
from workshop.planner.glop import Relaxation, Relaxer
from workshop.planner.outline import Outline
from workshop.planner.routes import Route
from workshop.planner.start import Start

COLD, WARM = 3e-4, 7e-5
"""Deterministic seconds that a relaxation is taken to cost by column: the first, the others."""

Group = tuple[Order, tuple[int, ...]]
"""Cities in order, and the days of the first flights: all routes that begin so."""
ALL: Group = (), ()
"""All routes."""


def cost(start: Start, routes: Iterable[Route]) -> float:
    """Estimate the deterministic seconds that it takes to bound all `routes` together."""
    problem = start.problem
    hosts = sum(stop.visit for stops in problem.stops.values() for stop in stops)
    legs = sum(len(order) for order in {route.cities for route in routes})
    return COLD * problem.days * (hosts + 3 * len(problem.lessons) // 2 + legs)


class Outlines:
    """What the plans of each route of a start date do not exceed, in sixtieths of a point."""

    def __init__(self, start: Start, routes: Iterable[Route]) -> None:
        """Bound all of `routes` together."""
        self.start = start
        self._most = start.most()
        self._routes = tuple(routes)
        self._seen: set[Route] = set()
        self._parts: dict[Group, list[Group]] = {ALL: []}
        for route in self._routes:
            group: Group = ALL
            for part in [(route.cities, route.moves[:n]) for n in range(len(route.moves) + 1)]:
                if part not in self._parts:
                    self._parts[group].append(part)
                    self._parts[part] = []
                group = part
        self._outline = Outline(start, [order for order, _ in self._parts[ALL]])
        program = self._outline.lp.program()
        self._size = len(program.lower)
        self._relaxer = Relaxer(program)
        self.work = (COLD - WARM) * self._size
        self._bounds: dict[Group, float] = {ALL: self._bound(ALL)}
        self._heap: list[tuple[float, Group]] = [(-self._bounds[ALL], ALL)]

    def of(self, route: Route) -> float:
        """Return the ceiling of the plans of `route`."""
        parts = ((route.cities, route.moves[:count]) for count in range(len(route.moves), -1, -1))
        return next((self._bounds[p] for p in parts if p in self._bounds), self._bounds[ALL])

    def tighten(self, until: float, best: float) -> None:
        """Part the groups with the highest bounds, until `work` is `until` or none is over `best`.

        A single route with the highest bound of all is as far as this goes.
        """
        while self._heap and self.work < until and -self._heap[0][0] > best:
            above, group = self._heap[0]
            parts = self._parts[group]
            if not parts or self.work + len(parts) * WARM * self._size > until:
                return
            heapq.heappop(self._heap)
            for part in parts:
                self._bounds[part] = min(-above, self._bound(part))
                heapq.heappush(self._heap, (-self._bounds[part], part))

    def _bound(self, group: Group) -> float:
        relaxed = self._relaxed(group)
        if relaxed is None:
            return float("-inf")
        if group == ALL:
            self._whole = relaxed.values
        return min(self._most, relaxed.bound + self._outline.lp.constant)

    def _relaxed(self, group: Group) -> Relaxation | None:
        self.work += WARM * self._size
        barred = self._outline.orders.others(*group) if group != ALL else ()
        return self._relaxer.solve(frozenset(barred))

    # ---------------------------------------------------------------- where to look

    def likely(self) -> list[Route]:
        """Return the routes whose flights the relaxation of all takes most of, and then by bound.

        But none that was looked at, nor one that is hurried.
        """

        def promise(route: Route) -> tuple[float, float]:
            columns = self._outline.orders.flown(route.cities, route.moves)
            return -sum(self._whole[c] for c in columns), -self.of(route)

        days = self.start.problem.days
        some = (r for r in self._routes if r not in self._seen and unhurried(r, days))
        return sorted(some, key=promise)

    def glimpse(self, route: Route, until: float) -> Glimpse | None:
        """Relax one route by itself; None if it cannot be, or there is no work left for it."""
        self._seen.add(route)
        relaxed = self._relaxed((route.cities, route.moves)) if self.work < until else None
        if relaxed is None or relaxed.bound == float("inf"):
            return None
        taken: dict[str, float] = defaultdict(float)
        loss: dict[str, float] = defaultdict(lambda: float("-inf"))
        for stop, column in self._outline.stops():
            taken[stop.id] += float(relaxed.values[column])
            loss[stop.id] = max(loss[stop.id], float(relaxed.reduced[column]))
        value = relaxed.bound + self._outline.lp.constant
        return Glimpse(route, value, gladly(taken, loss))
