"""The façade: a tour in, the best agenda out, with a bound that proves how good it is.

Every route has a master problem, whose relaxation bounds all its plans. The search takes the node
with the highest bound, splits it by departures (see `tree`) or settles it: only plans above the
best one known, without the columns whose reduced cost says that they cannot be in one. When no
bound exceeds the best plan, it is proven.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from workshop.model.agenda import Agenda, Conflict, Day
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner import cp_sat
from workshop.planner.ceiling import Ceiling, cost
from workshop.planner.clash import clashes, smallest_clash, unproven
from workshop.planner.early import Early, Shape
from workshop.planner.leftout import left_out
from workshop.planner.master import Master
from workshop.planner.node import Node
from workshop.planner.points import points
from workshop.planner.problem import SCALE
from workshop.planner.realise import Chosen, Writer, chosen, with_locks
from workshop.planner.routes import Route
from workshop.planner.stop import Progress, Stop, ignore, never
from workshop.planner.tree import Forest, Start

EARLY = 3
"""Routes that are bounded before the best of them is looked at."""
COLD, WARM = 5e-5, 5e-6
"""Deterministic seconds that a relaxation is taken to cost by column: the first, the others."""
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
PATTERNS, LOOK = 300, 0.5
"""Patterns, and deterministic seconds, of such a search: it is quick, and proves nothing."""
RARELY = 1_000_000
"""New containers between two looks for cycles, while a search is on."""
STOPPED = "the search was stopped before it found a first plan"
"""The one conflict of an agenda without days that nothing proves impossible."""


def any_route(route: Route) -> bool:
    """Look at every route."""
    del route
    return True


def _unheard(bound: float) -> None:
    del bound


@dataclass(frozen=True)
class Best:
    """The best plan so far; `value` in sixtieths of a point."""

    value: int
    days: tuple[Day, ...]
    shape: Shape


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
        explain: bool = True,
        within: Callable[[Route], bool] = any_route,
    ) -> None:
        """Prepare; `run` does the work."""
        self.explain = explain
        self.within = within
        self.tour = tour
        self.catalogue = catalogue
        self.stop = stop
        self.tell = on_progress
        self.seed = seed
        self.limit = limit
        self.work = 0.0
        self.began = time.monotonic()
        self.best: Best | None = None
        self.open: list[Node] = []
        self.told: tuple[int, int] = (0, 0)
        self.whole = True
        """Whether there is work left to list all patterns."""

    def run(self) -> Agenda:
        """Search until the best is proven, the work is done, or `stop` says so."""
        with _few_collections():
            return self._run()

    def _run(self) -> Agenda:
        starts = start_dates(self.tour)
        facts = clashes(self.tour, self.catalogue, starts)
        if facts:
            return Agenda(status="infeasible", seed=self.seed, conflict=facts)
        held = self.tour.agenda
        self.forest = Forest(
            [Start.of(self.tour.brief, self.catalogue, start, held) for start in starts]
        )
        self.open = [node for node in self.forest.roots() if self.within(node.route)]
        if self._early():
            self._relax_roots()
        while self.open and self.whole and not self.over():
            node = max(self.open, key=lambda one: (one.bound, tuple(-n for n in one.order)))
            if self.beaten(node.bound):
                break
            self._expand(node)
            self._report("closer to proof")
        self.open = [node for node in self.open if not self.beaten(node.bound)]
        return self._result()

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
            ceiling.tighten(until, -1.0 if self.best is None else self.best.value)
            self.work += ceiling.work
            for node in roots:
                node.bound = min(node.bound, ceiling.of(node.route))
        self.open = [node for node in self.open if not self.beaten(node.bound)]

    # ---------------------------------------------------------------- nodes

    def _relax_roots(self) -> None:
        """Bound every route; look for a first plan, and then for a good one, on the way."""
        bounded: list[Node] = []
        for node, found in self.forest.relax_roots(list(self.open), self._bar):
            self.work += LISTED * node.start.newly_listed()
            if found is not None:
                self.work += WARM * found.columns * found.rounds
            if found is None or not found.possible or self.beaten(node.bound):
                self.open.remove(node)
            else:
                bounded.append(node)
                if self.best is None or len(bounded) == EARLY:
                    self._dive([one for one in bounded if one in self.open])
            if self.over():
                return

    def _dive(self, nodes: list[Node]) -> None:
        """Go down from the highest bound of `nodes` until a better plan is found, or in vain."""
        before, tries = self.value(), TRIES
        path = sorted(nodes, key=lambda one: one.bound)
        while path and tries and not self.over() and self.value() == before:
            node = path.pop()
            children = self._children(node)
            if children:
                path += sorted(self._replace(node, children), key=lambda one: one.bound)
            else:
                columns = node.promising(self.forest.master(node), PATTERNS, self.value())
                self.attempt(self.forest, node, columns, LOOK)
                tries -= 1

    def _children(self, node: Node) -> list[Node]:
        """Split a node by departures or by visits; [] if its relaxation is sure of all these."""
        best = self.value()
        return self.forest.children(node, best) or self.forest.by_visit(node, best)

    def _expand(self, node: Node) -> None:
        """Split a node, or settle it; one that resists is split by lectures."""
        children = self._children(node)
        if children:
            self._replace(node, children)
        elif not self._settle(node) and not self.over():
            self._replace(node, self.forest.by_lecture(node, self.value()) or [node])

    def _replace(self, node: Node, children: list[Node]) -> list[Node]:
        """Put a node's children in its place; return those that may hold something better."""
        self.open.remove(node)
        possible = self.forest.relax(node, children, self.value())
        self.work += WARM * sum(len(child.keep) for child in children)
        kept = [child for child in possible if not self.beaten(child.bound)]
        self.open += kept
        return kept

    def _bar(self) -> float:
        """Return what the bound of a node must reach for it to hold something better."""
        return float("-inf") if self.best is None else self.best.value + 1.0

    def value(self) -> int | None:
        """Return the value of the best plan, in sixtieths of a point."""
        return None if self.best is None else self.best.value

    def beaten(self, bound: float) -> bool:
        """Tell whether nothing below `bound` can be better than the best plan."""
        return self.best is not None and bound < self.best.value + 1

    def _settle(self, node: Node) -> bool:
        """Search a node for something better; return whether nothing more is in it."""
        known = node.bound

        def bounded(bound: float) -> None:
            node.bound = min(known, bound + node.constant)
            self._report("closer to proof")

        columns = node.within(self.value())
        found = self.attempt(self.forest, node, columns, node.effort, bounded)
        node.bound = min(node.bound, found.bound + node.constant)
        node.effort *= 2
        if found.done:
            self.open.remove(node)
        return found.done

    def attempt(
        self,
        forest: Forest,
        node: Node,
        columns: list[int],
        work: float,
        on_bound: Callable[[float], None] = _unheard,
    ) -> cp_sat.Solved:
        """Search for a better plan among `columns`, with at most `work` deterministic seconds."""
        master = forest.master(node)

        def better(values: tuple[int, ...]) -> None:
            whole = [0] * len(master.linear.objective)
            for column, value in zip(columns, values, strict=True):
                whole[column] = value
            self._take(node, master, whole)

        found = cp_sat.solve(
            forest.program(node, columns),
            above=None if self.best is None else self.best.value - master.linear.constant,
            limit=max(0.1, min(self.limit - self.work, work)),
            seed=self.seed,
            stop=self.stop,
            on_better=better,
            on_bound=on_bound,
        )
        self.work += found.work
        return found

    # ---------------------------------------------------------------- plans

    def count(self, start: Start, node: Node) -> None:
        """Count the work of bounding a route for the first time."""
        self.work += COLD * len(node.keep) + LISTED * start.newly_listed()

    def shape(self) -> Shape:
        """Return the shape of the best plan; LookupError if there is no plan yet."""
        if self.best is None:
            raise LookupError("no plan has been found yet")
        return self.best.shape

    def _take(self, node: Node, master: Master, values: list[int]) -> None:
        problem = node.start.problem
        writer = Writer(problem, node.start.planner, master)
        solution = chosen(problem, master, values)
        days = with_locks(writer.days(solution), problem.locked)
        value = points(days, self.tour.brief, self.catalogue).sixtieths
        if self.best is None or value > self.best.value:
            self.best = Best(value, days, self._shape(node, solution))
            self._report("better plan")

    def _shape(self, node: Node, solution: Chosen) -> Shape:
        when = node.start.problem.start
        start = next(one for one in self.forest.starts if one.problem.start == when)
        stops = {
            number: frozenset(stop.id for stop, _ in pattern.visits)
            for number, pattern in solution.patterns.items()
        }
        return Shape(start, node.route, stops)

    def _report(self, note: str) -> None:
        """Tell what is known, if that is news."""
        if self.best is None:
            return
        score, bound = round(self.best.value / SCALE), self._bound()
        if self.told == (score, bound):
            return
        self.told = (score, bound)
        gap = _gap(score, bound)
        agenda = Agenda(
            status="feasible", score=score, bound=bound, gap=gap, seed=self.seed,
            work=round(self.work, 2), days=self.best.days,
        )  # fmt: skip
        self.tell(Progress(agenda, score, bound, gap, time.monotonic() - self.began, note))

    def _bound(self) -> int:
        score = round(self.best.value / SCALE) if self.best else 0
        known = max((node.bound for node in self.open), default=0)
        return max(score, int(known // SCALE))

    def over(self) -> bool:
        """Tell whether the search has to end."""
        return self.stop.stopped() or self.work >= self.limit

    def _result(self) -> Agenda:
        if self.best is None:
            return self._nothing()
        counted = points(self.best.days, self.tour.brief, self.catalogue)
        bound = self._bound() if self.open else counted.score
        return Agenda(
            status="feasible" if self.open else "optimal",
            score=counted.score,
            bound=bound,
            gap=_gap(counted.score, bound),
            seed=self.seed,
            work=round(self.work, 2),
            terms=counted.terms,
            days=self.best.days,
            left_out=left_out(self.best.days, self.best.shape.start.problem),
        )

    def _nothing(self) -> Agenda:
        if self.open:
            fact = Conflict(fact=STOPPED)
            return Agenda(status="infeasible", seed=self.seed, conflict=(fact,))
        facts = unproven(self.tour)
        if self.explain:
            found = smallest_clash(self.tour, self.catalogue, seed=self.seed, stop=self.stop)
            facts = found or facts
        return Agenda(status="infeasible", seed=self.seed, conflict=facts)


def plan(
    tour: Tour,
    catalogue: Catalogue,
    *,
    stop: Stop = never,
    on_progress: Callable[[Progress], None] = ignore,
    seed: int = 0,
    limit: float = 60.0,
    explain: bool = True,
    within: Callable[[Route], bool] = any_route,
) -> Agenda:
    """Return the best agenda for `tour`, among the routes `within` which it is looked for.

    `limit` bounds the search in deterministic seconds (about seconds of one core), so that the
    same tour, catalogue, seed and limit give the same agenda. `stop` ends it early with the best
    so far; `on_progress` is called from this thread with each better plan. Locked blocks of the
    tour's agenda stay. Where no plan can exist the status is `infeasible` and `conflict` says why:
    the fewest facts that clash, or without `explain` all that the brief insists on.
    """
    return Search(tour, catalogue, stop, on_progress, seed, limit, explain, within).run()


def start_dates(tour: Tour) -> list[date]:
    """Return the start dates that a brief allows, in order."""
    brief = tour.brief
    if brief.start is not None:
        return [brief.start]
    if brief.window is None:
        return []
    last = brief.window.latest - timedelta(days=brief.days - 1)
    count = (last - brief.window.earliest).days + 1
    return [brief.window.earliest + timedelta(days=offset) for offset in range(count)]


def _gap(score: int, bound: int) -> float:
    return round(max(0, bound - score) / max(1, abs(score)), 4)


@contextmanager
def _few_collections() -> Iterator[None]:
    """Let the collector of cycles run rarely: programs are large, and have no cycles.

    It costs a third of the time in which they are written down otherwise.
    """
    before = gc.get_threshold()
    gc.set_threshold(RARELY, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
