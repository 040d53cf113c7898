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

QUICK = (100, 0.5)
"""Patterns, and deterministic seconds, of the look for a first plan."""
LONG = (1000, 3.0)
"""The same for the look at each of the best routes."""
LOOKS = 3
"""How many routes get a long look before any is settled."""
LP_WORK = 3e-5
"""Deterministic seconds that a relaxation is taken to cost, per column."""
TINY = 1e-9
STOPPED = "the search was stopped before it found a first plan"
"""The one conflict of an agenda without days that nothing proves impossible."""


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
            if self.best is None:
                self._look(candidate, master, relaxed, *QUICK)
        self.open = kept

    def _relax(self, linear: Linear) -> cp_sat.Relaxation | None:
        self.work += LP_WORK * len(linear.objective)
        return cp_sat.relax(linear)

    def _solve_all(self) -> None:
        """Look once at each of the best routes, then settle them one by one."""
        self.open.sort(key=lambda c: (-c.bound, c.order))
        for candidate in self.open[:LOOKS]:
            if not self._over() and not self._beaten(candidate.bound):
                self._settle(candidate, only_look=True)
        while self.open and not self._over():
            candidate = max(self.open, key=lambda c: (c.bound, -c.order))
            if self._beaten(candidate.bound):
                break
            if self._settle(candidate):
                self.open.remove(candidate)
        self.open = [c for c in self.open if not self._beaten(c.bound)]

    def _beaten(self, bound: float) -> bool:
        return self.best is not None and bound < self.best.value + 1

    def _settle(self, candidate: Candidate, *, only_look: bool = False) -> bool:
        """Search one route for something better; return whether nothing more is in it."""
        master = candidate.builder.build(candidate.route)
        relaxed = self._relax(master.linear)
        if relaxed is None:
            return True
        if only_look or self.best is None:
            self._look(candidate, master, relaxed, *LONG)
        if only_look or self._over():
            return False
        room = relaxed.bound - self._floor(master) if self.best else float("inf")
        keep = [
            column
            for column, (value, reduced) in enumerate(
                zip(relaxed.values, relaxed.reduced, strict=True)
            )
            if value > TINY or reduced >= -room - 1
        ]
        known = candidate.bound

        def bounded(bound: float) -> None:
            candidate.bound = min(known, bound + master.linear.constant)
            self._report("closer to proof")

        found = self._search(candidate, master, keep, float("inf"), bounded)
        candidate.bound = min(candidate.bound, found.bound + master.linear.constant)
        return found.done

    def _look(
        self,
        candidate: Candidate,
        master: Master,
        relaxed: cp_sat.Relaxation,
        patterns: int,
        work: float,
    ) -> None:
        """Search among the most promising patterns only: quick, and proves nothing."""
        columns = [choice.column for choice in master.choices]
        columns.sort(key=lambda c: (relaxed.values[c] <= TINY, -relaxed.reduced[c], c))
        left_out = set(columns[patterns:])
        keep = [c for c in range(len(master.linear.objective)) if c not in left_out]
        self._search(candidate, master, keep, work)

    def _floor(self, master: Master) -> float:
        return (self.best.value if self.best else 0) - master.linear.constant

    def _search(
        self,
        candidate: Candidate,
        master: Master,
        keep: list[int],
        work: float,
        on_bound: Callable[[float], None] | None = None,
    ) -> cp_sat.Solved:
        """Search among the columns `keep`, with at most `work` deterministic seconds."""

        def better(values: tuple[int, ...]) -> None:
            self._take(candidate, master, _spread(values, keep, len(master.linear.objective)))

        found = cp_sat.solve(
            _restricted(master.linear, keep),
            above=None if self.best is None else int(self._floor(master)),
            limit=max(0.1, min(self.limit - self.work, work)),
            seed=self.seed,
            stop=self.stop,
            on_better=better,
            on_bound=on_bound or _unheard,
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
        gap = 1.0 if self._unbounded() else _gap(score, bound)
        agenda = Agenda(
            status="feasible", score=score, bound=bound, gap=gap, seed=self.seed,
            work=round(self.work, 2), days=self.best.days,
        )  # fmt: skip
        self.tell(Progress(agenda, score, bound, gap, time.monotonic() - self.began, note))

    def _bound(self) -> int:
        score = round(self.best.value / SCALE) if self.best else 0
        known = [c.bound for c in self.open if c.bound != float("inf")]
        return max(score, int(max(known, default=0) // SCALE))

    def _unbounded(self) -> bool:
        """Tell whether some route has not been bounded yet; the gap is then unknown, said as 1."""
        return any(c.bound == float("inf") for c in self.open)

    def _over(self) -> bool:
        return self.stop.stopped() or self.work >= self.limit

    def _result(self) -> Agenda:
        if self.best is None:
            return self._nothing()
        counted = points(self.best.days, self.tour.brief, self.catalogue)
        proven = not self.open
        bound = counted.score if proven else self._bound()
        return Agenda(
            status="optimal" if proven else "feasible",
            score=counted.score,
            bound=bound,
            gap=1.0 if self._unbounded() else _gap(counted.score, bound),
            seed=self.seed,
            work=round(self.work, 2),
            terms=counted.terms,
            days=self.best.days,
            left_out=left_out(self.best.days, self.best.problem),
        )

    def _nothing(self) -> Agenda:
        if self.open:
            fact = Conflict(fact=STOPPED)
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


def _unheard(bound: float) -> None:
    del bound


def _gap(score: int, bound: int) -> float:
    return round(max(0, bound - score) / max(1, abs(score)), 4)
