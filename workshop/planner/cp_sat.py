"""The only door to OR-Tools: relaxations, and best whole-number solutions.

OR-Tools takes about 0.4 s to import, so it is imported inside the functions that solve.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from workshop.planner.linear import Linear
from workshop.planner.stop import Stop

POLL_SECONDS = 0.05


@dataclass(frozen=True)
class Relaxation:
    """The linear relaxation: an upper bound on the objective, and reduced costs by column."""

    bound: float
    values: tuple[float, ...]
    reduced: tuple[float, ...]


@dataclass(frozen=True)
class Solved:
    """What a search found: the best values, if any, and the proven bound.

    `done` tells that the search ended by itself: best proven, or no solution above the cutoff.
    """

    values: tuple[int, ...] | None
    objective: int
    bound: float
    done: bool
    work: float


def relax(linear: Linear) -> Relaxation | None:
    """Solve the linear relaxation; None where even that has no solution."""
    from ortools.linear_solver.python import model_builder, model_builder_helper

    model = model_builder_helper.ModelBuilderHelper()
    infinity = float("inf")
    for low, high, points in zip(linear.lower, linear.upper, linear.objective, strict=True):
        column = model.add_var()
        model.set_var_lower_bound(column, low)
        model.set_var_upper_bound(column, high)
        model.set_var_objective_coefficient(column, points)
    for terms, at_least, at_most in linear.rows:
        row = model.add_linear_constraint()
        model.set_constraint_lower_bound(row, -infinity if at_least is None else at_least)
        model.set_constraint_upper_bound(row, infinity if at_most is None else at_most)
        for column, value in terms.items():
            model.add_term_to_constraint(row, column, value)
    model.set_maximize(True)
    solver = model_builder_helper.ModelSolverHelper("glop")
    solver.solve(model)
    if solver.status() != model_builder.SolveStatus.OPTIMAL:
        return None
    return Relaxation(
        solver.objective_value(),
        tuple(solver.variable_values()),
        tuple(solver.reduced_costs()),
    )


def solve(
    linear: Linear,
    *,
    above: int | None,
    limit: float,
    seed: int,
    stop: Stop,
    on_better: Callable[[tuple[int, ...]], None],
    on_bound: Callable[[float], None],
) -> Solved:
    """Search the best whole-number solution with an objective over `above`.

    `limit` is in deterministic seconds, so that the same input gives the same answer.
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    columns = [
        model.new_int_var(low, high, "")
        for low, high in zip(linear.lower, linear.upper, strict=True)
    ]
    for terms, at_least, at_most in linear.rows:
        expression = cp_model.LinearExpr.weighted_sum(
            [columns[c] for c in terms], list(terms.values())
        )
        least = cp_model.INT_MIN if at_least is None else at_least
        most = cp_model.INT_MAX if at_most is None else at_most
        model.add_linear_constraint(expression, least, most)
    total = cp_model.LinearExpr.weighted_sum(columns, linear.objective)
    if above is not None:
        model.add(total >= above + 1)
    model.maximize(total)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = limit
    solver.parameters.linearization_level = 2
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.catch_sigint_signal = False  # Ctrl-C is ours: it trips `stop`

    class Watch(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            on_better(tuple(self.value(c) for c in columns))

    solver.best_bound_callback = on_bound
    with _Watchdog(stop, solver.stop_search):
        status = solver.solve(model, Watch())
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return Solved(
        values=tuple(solver.value(c) for c in columns) if found else None,
        objective=round(solver.objective_value) if found else 0,
        bound=solver.best_objective_bound if status != cp_model.INFEASIBLE else float("-inf"),
        done=status in (cp_model.OPTIMAL, cp_model.INFEASIBLE),
        work=solver.response_proto.deterministic_time,
    )


class _Watchdog:
    """Asks `stop` now and then, and calls `halt` until the search has ended."""

    def __init__(self, stop: Stop, halt: Callable[[], None]) -> None:
        self._stop = stop
        self._halt = halt
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def _watch(self) -> None:
        while not self._over.wait(POLL_SECONDS):
            if self._stop.stopped():
                self._halt()

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._thread.join()
