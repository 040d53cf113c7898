"""What a search has come to: the best plan with what is known about it, or why there is none."""

from __future__ import annotations

from collections.abc import Callable

from workshop.model.agenda import Agenda, Conflict
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner.facts import unproven
from workshop.planner.incumbent import gap
from workshop.planner.leftout import left_out
from workshop.planner.points import points
from workshop.planner.state import State

STOPPED = "the search was stopped before it found a first plan"
"""The one conflict of an agenda without days that nothing proves impossible."""


def outcome(
    state: State,
    tour: Tour,
    catalogue: Catalogue,
    explain: Callable[[], tuple[Conflict, ...]] | None,
) -> Agenda:
    """Return the best plan of a search with what is known about it, or an infeasible agenda."""
    best = state.known.best
    if best is None:
        return _nothing(state, tour, catalogue, explain)
    counted = points(best.days, tour.brief, catalogue)
    bound = state.bound() if state.open else counted.score
    return Agenda(
        status="feasible" if bound > counted.score else "optimal",
        score=counted.score,
        bound=bound,
        gap=gap(counted.score, bound),
        seed=state.known.seed,
        work=round(state.work, 2),
        venues=state.known.venues,
        asked=state.known.asked,
        terms=counted.terms,
        days=best.days,
        left_out=left_out(best.days, best.shape.start.problem.based(best.shape.bases)),
    )


def _nothing(
    state: State,
    tour: Tour,
    catalogue: Catalogue,
    explain: Callable[[], tuple[Conflict, ...]] | None,
) -> Agenda:
    if state.open:
        return infeasible((Conflict(fact=STOPPED),), state.known.seed, state.work)
    found = explain() if explain else ()
    return infeasible(found or unproven(tour, catalogue), state.known.seed, state.work)


def infeasible(facts: tuple[Conflict, ...], seed: int, work: float = 0.0) -> Agenda:
    """Return an agenda without days, and the facts that clash."""
    return Agenda(status="infeasible", seed=seed, work=round(work, 2), conflict=facts)
