"""A run of the planner: parts with a bound each, the highest first, until none beats the best.

Every route has a master problem, whose relaxation bounds all its plans. The nodes with the highest
bounds are split (see `tree`) or settled: only plans above the best one known, without the columns
whose reduced cost says that they cannot be in one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date

from workshop.model.agenda import Agenda, Conflict, Day
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner.ceiling import Ceiling
from workshop.planner.checks import clashes
from workshop.planner.early import Early
from workshop.planner.flight import fly
from workshop.planner.footprints import Shelf
from workshop.planner.incumbent import Incumbent
from workshop.planner.lanes import Bounder, Diver, Parter, Prover
from workshop.planner.master import Kind
from workshop.planner.outcome import infeasible, outcome
from workshop.planner.routes import Route
from workshop.planner.start import Start
from workshop.planner.state import State
from workshop.planner.stop import Progress, Stop
from workshop.planner.together import Together
from workshop.planner.tree import Forest

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
SCOUTS = 16
"""Routes, the most promising first, on which a plan at the likeliest venues is looked for."""


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
        self.scouted = False
        """Whether a good plan has been looked for at the likeliest venues."""
        self.ceilings: list[Ceiling] = []
        """What bounds routes together where there are too many."""

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
            self._work()

    def _exhaust(self, starts: list[Start], within: Callable[[Route], bool]) -> None:
        """Search some starts until their best is proven, or the work is done."""
        self._plant(starts, within)
        if self._early():
            self._work()

    def _affords(self, starts: list[Start]) -> bool:
        """Tell whether the limit allows to look at all training venues, or there is but one."""
        orders = sum(start.size() for start in starts)
        widely = sum(start.size(every_base=True) for start in starts)
        return widely == orders or (orders <= LARGE and WIDE * widely <= self.state.limit)

    def _plant(self, starts: list[Start], within: Callable[[Route], bool]) -> None:
        """Begin with the routes of some starts, none of them bounded."""
        self.forest, self.ceilings = Forest(starts), []
        self.state.open = [n for n in self.forest.roots(Kind.ROUGH) if within(n.route)]

    def _among(self, settled: list[Start], within: Callable[[Route], bool]) -> None:
        """Find a good plan with the likeliest training venues, and then better ones for it.

        What bounds those plans bounds no others.
        """
        self.state.least = max(start.most() for start in settled)
        self._plant(settled, within)
        if self._early():
            bounder = Bounder(self.state, self.forest, self.state.open, SCOUTS)
            diver = Diver(self.state, self.forest, bounder)
            fly([diver, bounder], lambda: diver.content or self.state.over())
        self.state.least = 0.0
        self.scouted = self.state.known.best is not None

    def _work(self) -> None:
        """Bound all routes, look for better plans, and prove the best."""
        bounder = Bounder(self.state, self.forest, [] if self.ceilings else self.state.open)
        diver, prover = Diver(self.state, self.forest, bounder), Prover(self.state, self.forest)
        if self.ceilings:
            parter = Parter(self.state, bounder, self.ceilings, self.early.guided)
            fly([diver, bounder, parter, prover], self.state.over)
            return
        if not self.scouted:  # without a good plan too much would be split
            fly([diver, bounder], self.state.over)
        fly([diver, bounder, prover], self.state.over)

    def _early(self) -> bool:
        """Find plans before anything is proven; return whether there is work left for a proof."""
        size = sum(start.size() for start in self.forest.starts)
        self.early = early = Early(self.state, self.state.open)
        if size > SMALL and self.state.known.best is None:
            early.first()
        if size <= LARGE:
            return True
        together = Together(self.state, self.forest.starts)
        many = together.pays(size)
        bounded = many and together.bounded(early)
        self.ceilings = together.ceilings
        if bounded:
            return True
        proof = size * LISTING
        whole = self.state.limit - self.state.work > (PROOFS if many else 1) * proof
        until = self.state.limit - proof if whole else self.state.limit
        together.outlines(early)
        early.climb(until)
        early.improve(until)
        return whole
