"""The door to OR-Tools' CP-SAT: best whole-number solutions.

OR-Tools takes about 0.4 s to import, so it is imported inside the functions that solve.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from workshop.planner.linear import FREE, Program
from workshop.planner.stop import Stop

POLL_SECONDS = 0.05


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


def solve(
    program: Program,
    *,
    above: int | None,
    limit: float,
    seed: int,
    stop: Stop,
    on_better: Callable[[tuple[int, ...]], None],
) -> Solved:
    """Search the best whole-number solution with an objective over `above`.

    `limit` is in deterministic seconds, so that the same input gives the same answer.
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    columns = [
        model.new_int_var(low, high, "")
        for low, high in zip(program.lower.tolist(), program.upper.tolist(), strict=True)
    ]
    listed, values = program.columns.tolist(), program.values.tolist()
    starts = program.rows.searchsorted(range(len(program.low) + 1)).tolist()
    limits = zip(program.low.tolist(), program.high.tolist(), strict=True)
    for (begin, end), (low, high) in zip(pairwise(starts), limits, strict=True):
        expression = cp_model.LinearExpr.weighted_sum(
            [columns[c] for c in listed[begin:end]], values[begin:end]
        )
        least = cp_model.INT_MIN if low == -FREE else low
        most = cp_model.INT_MAX if high == FREE else high
        model.add_linear_constraint(expression, least, most)
    total = cp_model.LinearExpr.weighted_sum(columns, program.objective.tolist())
    if above is not None:
        model.add(total >= above + 1)
    model.maximize(total)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = limit
    solver.parameters.linearization_level = 2
    solver.parameters.add_lp_constraints_lazily = False  # most bind: half the time
    solver.parameters.cp_model_probing_level = 0  # a part has been relaxed: half the time again
    solver.parameters.catch_sigint_signal = False  # Ctrl-C is ours: it trips `stop`

    class Watch(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            on_better(tuple(self.value(c) for c in columns))

    with _Watchdog(stop, solver.stop_search):
        status = solver.solve(model, Watch())
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    bound = solver.best_objective_bound if status != cp_model.INFEASIBLE else -math.inf
    if status == cp_model.UNKNOWN and bound <= (above or 0):
        bound = math.inf  # it ended before there was one, and says 0
    return Solved(
        values=tuple(solver.value(c) for c in columns) if found else None,
        objective=round(solver.objective_value) if found else 0,
        bound=bound,
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
