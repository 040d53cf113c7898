"""A run of the planner: parts with a bound each, the highest first, until none beats the best.

Every route has a master problem, whose relaxation bounds all its plans. The nodes with the highest
bounds are split (see `tree`) or settled: only plans above the best one known, without the columns
whose reduced cost says that they cannot be in one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from workshop.model.agenda import Agenda, Conflict, Day
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner.checks import clashes
from workshop.planner.early import Early
from workshop.planner.footprint import Shelf
from workshop.planner.incumbent import Incumbent
from workshop.planner.linear import few_collections
from workshop.planner.node import EFFORT, Node
from workshop.planner.outcome import infeasible, outcome
from workshop.planner.routes import Route
from workshop.planner.start import Start
from workshop.planner.state import State
from workshop.planner.step import Flight, Splitting, Step
from workshop.planner.stop import Progress, Stop
from workshop.planner.together import Together
from workshop.planner.tree import Forest

EARLY = 3
"""Routes that are bounded before the best of them is looked at."""
GRACE = 1.5
"""Deterministic seconds by which the limit may be overrun while no plan is known."""
SMALL, LARGE = 600, 9000
"""Orders of stops up to which all are listed at once; over which a plan is improved before that."""
LISTING = 1.5e-4
"""Deterministic seconds that listing the patterns of an order is taken to cost."""
PROOFS = 3
"""Times that such a listing must be affordable for a proof to be begun over many routes."""
WIDE = 2e-3
"""Deterministic seconds, by order of stops at a base, that the limit must have for every base."""
SCOUTS = 40
"""Routes, the most promising first, on which a plan at the likeliest venues is looked for."""
TRIES = 3
"""Nodes at most that are searched when a better plan is looked for."""
NEAR = 0.985
"""Part of a bound that a plan must reach for no better one to be looked for below it."""
PATTERNS, LOOK = 200, 0.4
"""Patterns, and deterministic seconds, of such a search: it is quick, and proves nothing."""
THREADS = 2
"""Threads that work on nodes."""


def any_route(route: Route) -> bool:
    """Look at every route."""
    del route
    return True


class Search:
    """One run of the planner."""

    def __init__(
        self,
        tour: Tour,
        catalogue: Catalogue,
        stop: Stop,
        on_progress: Callable[[Progress], None],
        seed: int,
        limit: float,
        shelf: Shelf | None = None,
    ) -> None:
        """Prepare; `run` does the work. What was worked out before stands on the `shelf`."""
        self.tour, self.catalogue, self.shelf = tour, catalogue, shelf
        self.state = State(Incumbent(tour, catalogue, seed, on_progress), stop, limit)
        self.whole = True
        """Whether there is work left to list all patterns."""
        self.scouted = False
        """Whether a good plan has been looked for at the likeliest venues."""

    @few_collections()
    def run(
        self,
        starts: list[date],
        within: Callable[[Route], bool] = any_route,
        explain: Callable[[], tuple[Conflict, ...]] | None = None,
        *,
        known: tuple[Day, ...] = (),
        only_on: Mapping[str, Collection[int]] | None = None,
    ) -> Agenda:
        """Search until the best is proven, the work is done, or `stop` says so.

        See `plan` for `within`, `known` and `only_on`; `explain` finds out why there is no plan.
        """
        self.state.grace = GRACE if explain else 0.0  # who asks for no reason only wants a glance
        facts = clashes(self.tour, self.catalogue, starts)
        if facts:
            return infeasible(explain() if explain else facts, self.state.known.seed)
        self._look(starts, within, only_on or {}, known)
        self.state.open = self.state.hopeful()
        return outcome(self.state, self.tour, self.catalogue, explain)

    def _look(
        self,
        starts: list[date],
        within: Callable[[Route], bool],
        only_on: Mapping[str, Collection[int]],
        known: tuple[Day, ...],
    ) -> None:
        """Look at all training venues; only at the likeliest for a plan if the limit is short."""
        brief, held = self.tour.brief, self.tour.agenda
        found = [
            Start.of(brief, self.catalogue, start, held, self.shelf, only_on) for start in starts
        ]
        settled = [start.settled() for start in found]
        wide = self._affords(found)
        self.state.starts = {one.problem.start: one for one in (found if wide else settled)}
        if known:
            self.state.known.begin(self.state.starts[known[0].date], known)
        if wide and any(one is not it for one, it in zip(found, settled, strict=True)):
            self._among(settled, within)
        self.state.known.venues = "all" if wide else "likeliest"
        self._exhaust(found if wide else settled, within)
        if not wide and self.state.known.best is None:
            self.state.known.venues = "all"
            self.state.starts = {one.problem.start: one for one in found}
            self._plant(found, within)
            self._relax_roots()
            self._prove()

    def _exhaust(self, starts: list[Start], within: Callable[[Route], bool]) -> None:
        """Search some starts until their best is proven, or the work is done."""
        self._plant(starts, within)
        if self._early():
            self._relax_roots()
        if self.whole:
            self._prove()

    def _affords(self, starts: list[Start]) -> bool:
        """Tell whether the limit allows to look at all training venues, or there is but one."""
        orders = sum(start.size() for start in starts)
        widely = sum(start.size(every_base=True) for start in starts)
        return widely == orders or (orders <= LARGE and WIDE * widely <= self.state.limit)

    def _plant(self, starts: list[Start], within: Callable[[Route], bool]) -> None:
        """Begin with the routes of some starts, none of them bounded."""
        self.forest = Forest(starts)
        self.state.open = [node for node in self.forest.roots() if within(node.route)]

    def _among(self, settled: list[Start], within: Callable[[Route], bool]) -> None:
        """Find a good plan with the likeliest training venues, and then better ones for it.

        What bounds those plans bounds no others.
        """
        self.state.least = max(start.most() for start in settled)
        self._plant(settled, within)
        self.state.open = self.state.open[:SCOUTS]
        if self._early():
            self._relax_roots()
        Early(self.state, self.forest.roots()).rebase()
        self.state.least = 0.0
        self.scouted = True

    def _early(self) -> bool:
        """Find plans before anything is proven; return whether there is work left for a proof."""
        size = sum(start.size() for start in self.forest.starts)
        early = Early(self.state, self.state.open)
        if size > SMALL and self.state.known.best is None:
            early.first()
        if size > LARGE:
            together = Together(self.state, self.forest.starts)
            many = together.pays(size)
            bounded = many and together.ceilings(early)
            proof = size * LISTING
            self.whole = self.state.limit - self.state.work > (PROOFS if many else 1) * proof
            until = self.state.limit - proof if self.whole else self.state.limit
            if not bounded and not together.outlines(early):
                early.climb(until)
            early.improve(until)
        return self.whole

    # ---------------------------------------------------------------- routes

    def _relax_roots(self) -> None:
        """Bound every route; on the way look for a first plan, and for a good one."""
        bounded: list[Node] = []
        if self.state.over():
            return
        for node, possible in self.forest.relax_roots(list(self.state.open), self.state.known.bar):
            self.state.count(node)
            node.family = None  # it takes much memory, and few of them are wanted again
            if not possible or self.state.known.beaten(node.bound):
                self.state.open.remove(node)
            else:
                bounded.append(node)
                if self.state.known.best is None or (len(bounded) == EARLY and not self.scouted):
                    self._dive([one for one in bounded if one in self.state.open])
            if self.state.over():
                return
        self._dive(self.state.hopeful())

    def _dive(self, nodes: list[Node]) -> None:
        """Go down from the highest bound of `nodes` until a plan is near it, or in vain."""
        tries = TRIES if self.state.known.best else 1
        path = sorted(nodes, key=lambda one: one.bound)
        while path and tries and not self.state.over() and not self._near(path[-1].bound):
            node = path.pop()
            step = self._splitting(node)
            if step is not None:
                step.run()
                path += sorted(self._replace(step), key=lambda one: one.bound)
            else:
                columns = node.promising(self.forest.master(node), PATTERNS, self.state.known.value)
                self.state.attempt(self.forest, node, columns, LOOK)
                path.sort(key=lambda one: one.bound)
                tries -= 1

    def _near(self, bound: float) -> bool:
        return self.state.known.value is not None and self.state.known.value >= NEAR * bound

    # ---------------------------------------------------------------- proof

    def _prove(self) -> None:
        """Split or settle the nodes with the highest bounds, until none is over the best plan."""
        with ThreadPoolExecutor(max_workers=THREADS) as pool:
            flight = Flight(pool)
            while self.state.work < self.state.limit and not self.state.over():
                possible = self.state.hopeful()
                possible.sort(key=lambda one: (-one.bound, one.order))
                while node := flight.next(possible):
                    flight.add(self._step(node))
                if not flight:
                    return
                self._apply(flight.landed())
                self.state.report("closer to proof")

    def _step(self, node: Node) -> Step:
        """Return what is to be done with a node: split it, or settle it if it is sure of itself.

        One that resisted is split by lectures.
        """
        step = self._splitting(node)
        if step is not None:
            return step
        best = self.state.known.value
        if node.effort > EFFORT:
            children = self.forest.by_lecture(node, best)
            if children:
                return self._bounding(node, children)
        return self.state.settling(self.forest, node, node.within(best), node.effort)

    def _splitting(self, node: Node) -> Splitting | None:
        """Split a node by visits, departures or venues; None if its relaxation is sure of these.

        The visits come first: venues are nearly alike, so that each would need the same splits.
        """
        best, forest = self.state.known.value, self.forest
        children = forest.by_visit(node, best) or forest.children(node, best)
        children = children or forest.by_base(node, best)
        return self._bounding(node, children) if children else None

    def _bounding(self, node: Node, children: list[Node]) -> Splitting:
        family = self.forest.family(node, self.state.known.value)
        return Splitting(node, children, family, self.state.known.bar())

    def _apply(self, step: Step) -> None:
        """Put what a step has found into the search."""
        if isinstance(step, Splitting):
            self._replace(step)
            return
        node = step.node
        for values in step.plans:
            self.state.take(step, values)
        self.state.work += step.found.work
        node.bound = min(node.bound, step.found.bound + node.constant)
        node.effort *= 2
        if step.found.done:
            self.state.open.remove(node)

    def _replace(self, step: Splitting) -> list[Node]:
        """Put a node's children in its place; return those that may hold something better."""
        self.forest.learn(step.node, step.children)
        self.state.open.remove(step.node)
        self.state.work += step.work
        kept = [child for child in step.possible if not self.state.known.beaten(child.bound)]
        self.state.open += kept
        return kept
