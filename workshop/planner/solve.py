"""The façade: a tour in, the best agenda out, with a bound that proves how good it is.

Every start date and route has a master problem. Its linear relaxation bounds it; the routes are
solved in the order of their bounds, each only above the best plan known and without the columns
that cannot be in a better one. What no route's bound exceeds is proven best.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from workshop.model.agenda import Agenda, Conflict, Day
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner import cp_sat
from workshop.planner.clash import clashes, unproven
from workshop.planner.leftout import left_out
from workshop.planner.linear import Linear
from workshop.planner.master import Master, MasterBuilder
from workshop.planner.objective import SCALE
from workshop.planner.patterns import PatternBook
from workshop.planner.points import points
from workshop.planner.problem import Problem, build
from workshop.planner.realise import Writer, chosen
from workshop.planner.routes import Route, RoutePlanner
from workshop.planner.stop import Progress, Stop, ignore, never

FIRST_LOOK = 20 * SCALE
"""Columns this far below the relaxation are left out of the first search of a route."""
FIRST_WORK = 1.0
"""Deterministic seconds for the search of a first plan."""
LP_WORK = 1e-5
"""Deterministic seconds that a relaxation is taken to cost, per column."""


@dataclass
class Candidate:
    """A route on a start date, with its relaxation's bound in sixtieths of a point."""

    order: int
    problem: Problem
    planner: RoutePlanner
    builder: MasterBuilder
    route: Route
    bound: float


@dataclass(frozen=True)
class Best:
    """The best plan so far; `value` in sixtieths of a point."""

    value: int
    days: tuple[Day, ...]
    problem: Problem
    bases: frozenset[str]


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
        self.tell = on_progress
        self.seed = seed
        self.limit = limit
        self.work = 0.0
        self.began = time.monotonic()
        self.best: Best | None = None
        self.open: list[Candidate] = []

    def run(self) -> Agenda:
        """Search until the best is proven, the work is done, or `stop` says so."""
        facts = clashes(self.tour, self.catalogue, self.starts())
        if facts:
            return Agenda(status="infeasible", seed=self.seed, conflict=facts)
        self.open = sorted(self._candidates(), key=_promise)
        self._relax_all()
        self._solve_all()
        return self._result()

    # ---------------------------------------------------------------- routes

    def starts(self) -> list[date]:
        """Return the start dates to consider."""
        brief = self.tour.brief
        if brief.start is not None:
            return [brief.start]
        if brief.window is None:
            return []
        last = brief.window.latest - timedelta(days=brief.days - 1)
        count = (last - brief.window.earliest).days + 1
        return [brief.window.earliest + timedelta(days=offset) for offset in range(count)]

    def _candidates(self) -> Iterator[Candidate]:
        number = 0
        for start in self.starts():
            problem = build(self.tour.brief, self.catalogue, start, self.tour.agenda)
            planner = RoutePlanner(problem)
            builder = MasterBuilder(problem, planner, PatternBook(problem))
            for route in planner.routes():
                if builder.worth_building(route):
                    yield Candidate(number, problem, planner, builder, route, float("inf"))
                    number += 1

    def _relax_all(self) -> None:
        """Bound every route; look for a first plan on the most promising one as soon as seen."""
        kept: list[Candidate] = []
        for index, candidate in enumerate(self.open):
            if self._over():
                kept += self.open[index:]
                break
            master = candidate.builder.build(candidate.route)
            if not master.possible:
                continue
            relaxed = self._relax(master.linear)
            if relaxed is None:
                continue
            candidate.bound = relaxed.bound + master.linear.constant
            if self.best is None or candidate.bound > self.best.value:
                kept.append(candidate)
            if self.best is None and kept:
                self._solve(candidate, first_look=True)
        self.open = kept

    def _relax(self, linear: Linear) -> cp_sat.Relaxation | None:
        self.work += LP_WORK * len(linear.objective)
        return cp_sat.relax(linear)

    def _solve_all(self) -> None:
        while self.open and not self._over():
            candidate = max(self.open, key=lambda c: (c.bound, -c.order))
            if self.best is not None and candidate.bound < self.best.value + 1:
                break
            if self._solve(candidate, first_look=False):
                self.open.remove(candidate)
        if self.best is not None:
            self.open = [c for c in self.open if c.bound >= self.best.value + 1]

    def _solve(self, candidate: Candidate, *, first_look: bool) -> bool:
        """Search one route for something better; return whether it is settled."""
        master = candidate.builder.build(candidate.route)
        relaxed = self._relax(master.linear)
        if relaxed is None:
            return True
        if self.best is None or relaxed.bound - self._floor(master) > FIRST_LOOK:
            most = FIRST_WORK if first_look else float("inf")
            self._search(candidate, master, relaxed, FIRST_LOOK, most)
        if first_look or self._over():
            return False
        if self.best is not None and relaxed.bound + master.linear.constant < self.best.value + 1:
            return True
        within = relaxed.bound - self._floor(master) if self.best else float("inf")
        found = self._search(candidate, master, relaxed, within)
        candidate.bound = min(candidate.bound, found.bound + master.linear.constant)
        return found.done

    def _floor(self, master: Master) -> float:
        return (self.best.value if self.best else 0) - master.linear.constant

    def _search(
        self,
        candidate: Candidate,
        master: Master,
        relaxed: cp_sat.Relaxation,
        within: float,
        most: float = float("inf"),
    ) -> cp_sat.Solved:
        """Search among the columns whose reduced cost is `within` the relaxation."""
        keep = [
            column
            for column, (value, reduced) in enumerate(
                zip(relaxed.values, relaxed.reduced, strict=True)
            )
            if value > 1e-9 or reduced >= -within - 1
        ]
        small = _restricted(master.linear, keep)

        def better(values: tuple[int, ...], objective: int, bound: float) -> None:
            del objective, bound
            self._take(candidate, master, _spread(values, keep, len(master.linear.objective)))

        found = cp_sat.solve(
            small,
            above=None if self.best is None else int(self._floor(master)),
            limit=max(0.1, min(self.limit - self.work, most)),
            seed=self.seed,
            stop=self.stop,
            on_better=better,
        )
        self.work += found.work
        return found

    # ---------------------------------------------------------------- plans

    def _take(self, candidate: Candidate, master: Master, values: tuple[int, ...]) -> None:
        writer = Writer(candidate.problem, candidate.planner, master)
        days = writer.days(chosen(candidate.problem, master, values))
        value = points(days, self.tour.brief, self.catalogue).sixtieths
        if self.best is None or value > self.best.value:
            bases = frozenset(candidate.problem.bases[city].id for city in candidate.route.cities)
            self.best = Best(value, days, candidate.problem, bases)
            self._report("better plan")

    def _report(self, note: str) -> None:
        if self.best is None:
            return
        score = round(self.best.value / SCALE)
        bound = self._bound()
        gap = _gap(score, bound)
        agenda = Agenda(
            status="feasible", score=score, bound=bound, gap=gap, seed=self.seed,
            work=round(self.work, 2), days=self.best.days,
        )  # fmt: skip
        self.tell(Progress(agenda, score, bound, gap, time.monotonic() - self.began, note))

    def _bound(self) -> int:
        score = round(self.best.value / SCALE) if self.best else 0
        known = [c.bound for c in self.open if c.bound != float("inf")]
        return max(score, int(max(known, default=0) // SCALE))

    def _over(self) -> bool:
        return self.stop.stopped() or self.work >= self.limit

    def _result(self) -> Agenda:
        if self.best is None:
            return self._nothing()
        counted = points(self.best.days, self.tour.brief, self.catalogue)
        proven = not self.open
        bound = counted.score if proven else self._bound()
        unbounded = any(c.bound == float("inf") for c in self.open)
        return Agenda(
            status="optimal" if proven else "feasible",
            score=counted.score,
            bound=bound,
            gap=1.0 if unbounded else _gap(counted.score, bound),
            seed=self.seed,
            work=round(self.work, 2),
            terms=counted.terms,
            days=self.best.days,
            left_out=left_out(self.best.days, self.best.problem),
        )

    def _nothing(self) -> Agenda:
        if self.open:
            fact = Conflict(fact="the search was stopped before it found a first plan")
            return Agenda(status="infeasible", seed=self.seed, conflict=(fact,))
        return Agenda(status="infeasible", seed=self.seed, conflict=unproven(self.tour))


def plan(
    tour: Tour,
    catalogue: Catalogue,
    *,
    stop: Stop = never,
    on_progress: Callable[[Progress], None] = ignore,
    seed: int = 0,
    limit: float = 60.0,
) -> Agenda:
    """Return the best agenda for `tour`.

    `limit` bounds the search in deterministic seconds (about seconds of one core), so that the
    same tour, catalogue, seed and limit give the same agenda. `stop` ends it early with the best
    so far; `on_progress` is called from this thread with each better plan. Locked blocks of the
    tour's agenda stay. Where no plan can exist the status is `infeasible` and `conflict` says why.
    """
    return Search(tour, catalogue, stop, on_progress, seed, limit).run()


def _promise(candidate: Candidate) -> tuple[int, int, int]:
    """Sort the routes with the least flying first, then those with the most even stays."""
    route, planner = candidate.route, candidate.planner
    legs = zip(route.moves, route.cities, route.cities[1:], strict=False)
    transit = sum(min(hop.transit for hop in planner.hops(*leg)) for leg in legs)
    edges = (0, *route.moves, candidate.problem.days - 1)
    stays = (last - first for first, last in pairwise(edges))
    return transit, sum(stay * stay for stay in stays), candidate.order


def _restricted(linear: Linear, keep: list[int]) -> Linear:
    new = {old: number for number, old in enumerate(keep)}
    small = Linear(
        [linear.lower[c] for c in keep],
        [linear.upper[c] for c in keep],
        [linear.objective[c] for c in keep],
    )
    for terms, low, high in linear.rows:
        small.row({new[c]: value for c, value in terms.items() if c in new}, low, high)
    return small


def _spread(values: tuple[int, ...], keep: list[int], size: int) -> tuple[int, ...]:
    whole = [0] * size
    for column, value in zip(keep, values, strict=True):
        whole[column] = value
    return tuple(whole)


def _gap(score: int, bound: int) -> float:
    return round(max(0, bound - score) / max(1, abs(score)), 4)
