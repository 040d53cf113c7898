"""The plain formulation, to compare with: the whole tour as one model, and nothing but the solver.

Every visit, leisure item and lecture is an optional interval with a free start in each stretch of
a day that could hold it. What is away from the base follows one another in a circuit, straight or
by way of the base, with the rides of the hour; lectures do not overlap with it. The objective is
the planner's score. It shares what a brief means with the planner (`problem`), and no idea of how
to search.

Where it is simpler than the planner it is so in its own favour: it is given the route and the
flights of the planner's own plan, which is half of the answer; lunch needs no ride and may be had
on one; the debrief of a day with a flight takes no time. So it may reach a few points that nobody
can have, and its bound is one for the planner's plan too.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from ortools.sat.python import cp_model

from tests.bench.plain_draft import Draft
from tests.bench.plain_stretches import Stretches
from tests.bench.plain_whole import Whole
from workshop.model.agenda import Agenda
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner.problem import SCALE, Problem, build


@dataclass(frozen=True)
class Reached:
    """What the solver came to; seconds of the clock, the building of the model included."""

    first: float | None
    """Seconds to the first plan; None where none was found."""
    score: int | None
    bound: int
    seconds: float

    @property
    def gap(self) -> float | None:
        """How far from proof, as the planner counts it."""
        if self.score is None:
            return None
        return (self.bound - self.score) / max(1, abs(self.score))


def one_model(
    tour: Tour, catalogue: Catalogue, agenda: Agenda, seconds: float, workers: int = 2
) -> Reached:
    """Return what CP-SAT reaches in `seconds` of the clock, given the route of `agenda`.

    Raises AssertionError if it proves that there is no plan: the formulation is at fault then.
    """
    began = time.perf_counter()
    model = plain_model(build(tour.brief, catalogue, agenda.days[0].date, None), agenda)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.1, seconds - (time.perf_counter() - began))
    solver.parameters.num_workers = workers
    solver.parameters.cp_model_probing_level = 0  # else there is no plan before ten seconds
    seen = _Seen(began)
    status = solver.solve(model, seen)
    assert status != cp_model.INFEASIBLE, "there is a plan: the planner's own"
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return Reached(
        seen.first,
        round(solver.objective_value / SCALE) if found else None,
        round(solver.best_objective_bound / SCALE),
        time.perf_counter() - began,
    )


def plain_model(problem: Problem, agenda: Agenda) -> cp_model.CpModel:
    """Return the whole model of a tour."""
    draft = Draft(problem, agenda)
    Stretches(draft).fill()
    whole = Whole(draft)
    whole.order()
    whole.score()
    draft.model.maximize(sum(draft.points))
    return draft.model


class _Seen(cp_model.CpSolverSolutionCallback):
    """Notes when the first plan was found."""

    def __init__(self, began: float) -> None:
        super().__init__()
        self.began = began
        self.first: float | None = None

    def on_solution_callback(self) -> None:
        if self.first is None:
            self.first = time.perf_counter() - self.began
