"""A run of the planner: parts with a bound each, the highest first, until none beats the best.

Every route has a master problem, whose relaxation bounds all its plans. The search takes the nodes
with the highest bounds, splits them by departures and visits (see `tree`) or settles them: only
plans above the best one known, without the columns whose reduced cost says that they cannot be in
one. When no bound exceeds the best plan, it is proven.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from workshop.model.agenda import Agenda, Conflict
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner.ceiling import Ceiling, cost
from workshop.planner.clash import clashes, smallest_clash, unproven
from workshop.planner.early import Early
from workshop.planner.incumbent import Incumbent, gap
from workshop.planner.leftout import left_out
from workshop.planner.node import Node
from workshop.planner.points import points
from workshop.planner.problem import SCALE
from workshop.planner.routes import Route
from workshop.planner.start import Start
from workshop.planner.step import Settling, Splitting, Step, apart, run
from workshop.planner.stop import Progress, Stop
from workshop.planner.tree import Forest

EARLY = 3
"""Routes that are bounded before the best of them is looked at."""
GRACE = 1.5
"""Deterministic seconds by which the limit may be overrun while no plan is known."""
LISTED = 1e-4
"""Deterministic seconds that listing a pattern is taken to cost."""
SMALL, LARGE = 3000, 9000
"""Orders of stops up to which all are listed at once; over which a plan is improved before that."""
LISTING = 4e-4
"""Deterministic seconds that listing the patterns of an order is taken to cost."""
CEILINGS = 0.35
"""Share of the limit that routes may be bounded with by outlines."""
TRIES = 3
"""Nodes at most that are searched when a better plan is looked for."""
NEAR = 0.985
"""Part of a bound that a plan must reach for no better one to be looked for below it."""
PATTERNS, LOOK = 200, 0.4
"""Patterns, and deterministic seconds, of such a search: it is quick, and proves nothing."""
PARTS = 2
"""Nodes that are worked on at a time: a fixed number, so that a plan is the same on any machine."""
STOPPED = "the search was stopped before it found a first plan"
"""The one conflict of an agenda without days that nothing proves impossible."""


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
    ) -> None:
        """Prepare; `run` does the work."""
        self.tour = tour
        self.catalogue = catalogue
        self.stop = stop
        self.seed = seed
        self.limit = limit
        self.work = 0.0
        self.grace = 0.0
        self.known = Incumbent(tour, catalogue, seed, on_progress)
        self.open: list[Node] = []
        self.whole = True
        """Whether there is work left to list all patterns."""

    def run(self, starts: list[date], within: Callable[[Route], bool], *, explain: bool) -> Agenda:
        """Search until the best is proven, the work is done, or `stop` says so."""
        self.grace = GRACE if explain else 0.0  # who asks for no reason only wants a glance
        facts = clashes(self.tour, self.catalogue, starts)
        if facts:
            return Agenda(status="infeasible", seed=self.seed, conflict=facts)
        held = self.tour.agenda
        self.starts = {s: Start.of(self.tour.brief, self.catalogue, s, held) for s in starts}
        self.forest = Forest(list(self.starts.values()))
        self.open = [node for node in self.forest.roots() if within(node.route)]
        if self._early():
            self._relax_roots()
        if self.whole:
            self._prove()
        self.open = [node for node in self.open if not self.known.beaten(node.bound)]
        return self._result(explain)

    def _early(self) -> bool:
        """Find plans before anything is proven; return whether there is work left for a proof."""
        size = sum(start.size() for start in self.forest.starts)
        early = Early(self, self.open)
        if size > SMALL:
            early.first()
        if size > LARGE:
            proof = size * LISTING
            self.whole = self.limit - self.work > proof
            until = self.limit - proof if self.whole else self.limit
            self._ceilings()
            early.climb(until)
            early.improve(until)
        return self.whole

    def _ceilings(self) -> None:
        """Bound the routes by their outlines, as far as a part of the limit allows."""
        for start in self.forest.starts:
            roots = [node for node in self.open if node.start is start]
            routes = [node.route for node in roots]
            until = CEILINGS * self.limit / len(self.forest.starts)
            if not roots or self.over() or cost(start, routes) > until:
                continue
            ceiling = Ceiling(start, routes)
            ceiling.tighten(until, -1.0 if self.known.value is None else self.known.value)
            self.work += ceiling.work
            for node in roots:
                node.bound = min(node.bound, ceiling.of(node.route))
        self.open = [node for node in self.open if not self.known.beaten(node.bound)]

    # ---------------------------------------------------------------- routes

    def _relax_roots(self) -> None:
        """Bound every route; look for a first plan, and then for a good one, on the way."""
        bounded: list[Node] = []
        for node, possible in self.forest.relax_roots(list(self.open), self.known.bar):
            self.count(node)
            node.family = None  # it takes much memory, and few of them are wanted again
            if not possible or self.known.beaten(node.bound):
                self.open.remove(node)
            else:
                bounded.append(node)
                if self.known.best is None or len(bounded) == EARLY:
                    self._dive([one for one in bounded if one in self.open])
            if self.over():
                return

    def _dive(self, nodes: list[Node]) -> None:
        """Go down from the highest bound of `nodes` until a plan is near it, or in vain."""
        tries = TRIES if self.known.best else 1
        path = sorted(nodes, key=lambda one: one.bound)
        while path and tries and not self.over() and not self._near(path[-1].bound):
            node = path.pop()
            step = self._splitting(node)
            if step is not None:
                step.run()
                path += sorted(self._replace(step), key=lambda one: one.bound)
            else:
                columns = node.promising(self.forest.master(node), PATTERNS, self.known.value)
                self.attempt(self.forest, node, columns, LOOK)
                path.sort(key=lambda one: one.bound)
                tries -= 1

    def _near(self, bound: float) -> bool:
        return self.known.value is not None and self.known.value >= NEAR * bound

    def attempt(self, forest: Forest, node: Node, columns: list[int], work: float) -> None:
        """Search for a better plan among `columns`, with at most `work` deterministic seconds."""
        step = self._settling(forest, node, columns, work)

        def better(values: tuple[int, ...]) -> None:
            self._take(step, values)

        step.run(better)
        self.work += step.found.work

    # ---------------------------------------------------------------- proof

    def _prove(self) -> None:
        """Split or settle the nodes with the highest bounds, until none is over the best plan."""
        with ThreadPoolExecutor(max_workers=PARTS) as pool:
            while not self.over():
                possible = [node for node in self.open if not self.known.beaten(node.bound)]
                if not possible:
                    return
                possible.sort(key=lambda one: (-one.bound, one.order))
                steps = [self._step(node) for node in apart(possible)[:PARTS]]
                run(pool, steps)
                for step in steps:
                    self._apply(step)
                self._report("closer to proof")

    def _step(self, node: Node) -> Step:
        """Return what is to be done with a node: split it, or settle it if it is sure of itself."""
        step = self._splitting(node)
        if step is not None:
            return step
        return self._settling(self.forest, node, node.within(self.known.value), node.effort)

    def _splitting(self, node: Node) -> Splitting | None:
        """Split a node by departures or by visits; None if its relaxation is sure of all these."""
        best = self.known.value
        children = self.forest.children(node, best) or self.forest.by_visit(node, best)
        return self._bounding(node, children) if children else None

    def _bounding(self, node: Node, children: list[Node]) -> Splitting:
        family = self.forest.family(node, self.known.value)
        return Splitting(node, children, family, self.known.bar())

    def _settling(self, forest: Forest, node: Node, columns: list[int], work: float) -> Settling:
        constant, best = forest.master(node).linear.constant, self.known.value
        return Settling(
            forest, node, columns, forest.program(node, columns),
            above=None if best is None else best - constant,
            limit=self._afforded(work), seed=self.seed, stop=self.stop,
        )  # fmt: skip

    def _afforded(self, work: float) -> float:
        """Return the deterministic seconds that a try of `work` may take of the limit."""
        if self.known.best is None and self.grace:
            return work
        return max(0.1, min(self.limit - self.work, work))

    def _apply(self, step: Step) -> None:
        """Put what a step has found into the search; a node that resists is split by lectures."""
        if isinstance(step, Splitting):
            self._replace(step)
            return
        node = step.node
        for values in step.plans:
            self._take(step, values)
        self.work += step.found.work
        node.bound = min(node.bound, step.found.bound + node.constant)
        node.effort *= 2
        if step.found.done:
            self.open.remove(node)
        elif not self.over():
            children = self.forest.by_lecture(node, self.known.value)
            if children:
                split = self._bounding(node, children)
                split.run()
                self._replace(split)

    def _replace(self, step: Splitting) -> list[Node]:
        """Put a node's children in its place; return those that may hold something better."""
        self.open.remove(step.node)
        self.work += step.work
        kept = [child for child in step.possible if not self.known.beaten(child.bound)]
        self.open += kept
        return kept

    # ---------------------------------------------------------------- plans

    def count(self, node: Node) -> None:
        """Count the work of bounding a route, with the patterns that were listed for it."""
        self.work += LISTED * node.start.newly_listed()
        if node.family is not None:
            self.work += node.family.work

    def _take(self, step: Settling, values: tuple[int, ...]) -> None:
        start = self.starts[step.node.start.problem.start]
        master = step.forest.master(step.node)
        if self.known.take(start, step.node, master, step.whole(master, values)):
            self._report("better plan")

    def _report(self, note: str) -> None:
        self.known.report(note, self._bound(), self.work)

    def _bound(self) -> int:
        score = round(self.known.best.value / SCALE) if self.known.best else 0
        known = max((node.bound for node in self.open), default=0)
        return max(score, int(known // SCALE))

    def over(self) -> bool:
        """Tell whether the search has to end; for a first plan the limit is overrun a little."""
        grace = 0.0 if self.known.best is not None else self.grace
        return self.stop.stopped() or self.work >= self.limit + grace

    def _result(self, explain: bool) -> Agenda:
        best = self.known.best
        if best is None:
            return self._nothing(explain)
        counted = points(best.days, self.tour.brief, self.catalogue)
        bound = self._bound() if self.open else counted.score
        return Agenda(
            status="feasible" if bound > counted.score else "optimal",
            score=counted.score,
            bound=bound,
            gap=gap(counted.score, bound),
            seed=self.seed,
            work=round(self.work, 2),
            terms=counted.terms,
            days=best.days,
            left_out=left_out(best.days, best.shape.start.problem),
        )

    def _nothing(self, explain: bool) -> Agenda:
        if self.open:
            fact = Conflict(fact=STOPPED)
            return Agenda(status="infeasible", seed=self.seed, conflict=(fact,))
        facts = unproven(self.tour)
        if explain:
            found = smallest_clash(self.tour, self.catalogue, seed=self.seed, stop=self.stop)
            facts = found or facts
        return Agenda(status="infeasible", seed=self.seed, conflict=facts)
