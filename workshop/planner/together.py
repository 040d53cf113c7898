"""Routes that are bounded together, where bounding them one by one takes longer than there is."""

from __future__ import annotations

from collections.abc import Sequence

from workshop.planner import ceiling, outlines
from workshop.planner.early import Early
from workshop.planner.node import Node
from workshop.planner.start import Start
from workshop.planner.state import State

RELAXING = 2e-5
"""Deterministic seconds, by an order of stops, that relaxing a route is taken to cost."""
AFFORDED = 0.75
"""Part of the limit that bounding all routes once by their network may be taken to cost."""
ALONE = 0.4
"""Part of the limit that bounding routes one by one may take."""
OUTLINES = 0.2
"""Part of it that outlines may take, where that takes longer than there is."""


class Together:
    """Bounds the open routes of a search; nothing below a bound is lost."""

    def __init__(self, state: State, starts: Sequence[Start]) -> None:
        """Bound what is open in `state`, on each of its start dates."""
        self.state = state
        self.starts = starts
        self.ceilings: list[ceiling.Ceiling] = []
        """What bounds the routes of each start together, if there was time for that."""

    def pays(self, size: int) -> bool:
        """Tell whether relaxing routes one by one takes too long, with `size` orders of stops."""
        return RELAXING * size * len(self.state.open) > ALONE * self.state.limit

    def outlines(self, early: Early) -> None:
        """Bound the routes without their patterns, where there is no time to list them.

        Then look where that points.
        """
        for start in self.starts:
            roots = [node for node in self.state.open if node.start is start]
            routes = [node.route for node in roots]
            until = OUTLINES * self.state.limit / len(self.starts)
            if roots and not self.state.over() and outlines.cost(start, routes) <= until:
                found = outlines.Outlines(start, routes)
                best = self.state.known.value
                found.tighten(until, -1.0 if best is None else best)
                self.state.work += found.work
                for node in roots:
                    node.bound = min(node.bound, found.of(node.route))
                early.guided(found)
        self.state.open = self.state.hopeful()

    def bounded(self, early: Early) -> bool:
        """Bound the routes by their networks; return whether the limit allowed it."""
        if sum(map(ceiling.cost, self.starts)) > AFFORDED * self.state.limit:
            return False
        share = (self.state.limit - self.state.work) / len(self.starts)
        for start in self.starts:
            roots = [node for node in self.state.open if node.start is start]
            if roots and not self.state.over():
                self._ceiling(early, start, roots, AFFORDED * share)
        return True

    def _ceiling(self, early: Early, start: Start, roots: list[Node], until: float) -> None:
        """Bound routes of a start together, and look on those that this shows to be the best.

        One is relaxed first, that of the best plan. It ends `until` (work), so that there is time
        to look.
        """
        bounds = ceiling.Ceiling(start, [node.route for node in roots])
        known = self.state.known.best
        likely = [known.shape.route] if known else []
        bounds.begin(next((r for r in likely if r in bounds.routes), roots[0].route), until)
        bounds.tighten(until - bounds.work, self.state.known.bar())
        self.state.work += bounds.work
        for node in roots:
            node.bound = min(node.bound, bounds.of(node.route))
        self.ceilings.append(bounds)
        self.state.report("bounded")
        early.guided(bounds)
