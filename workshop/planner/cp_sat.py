"""The door to OR-Tools' CP-SAT: best whole-number solutions.

OR-Tools takes time to import, so it is imported inside the functions that solve: only the
bindings, since what is around them (`cp_model`) imports pandas, which takes 0.2 s more.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from workshop.planner.linear import FREE, Program
from workshop.planner.stop import Stop

POLL_SECONDS = 0.05
LEAST, MOST = -(2**63), 2**63 - 1
"""How CP-SAT writes that a row has no limit."""


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
    from ortools.sat.python import cp_model_helper as cp

    parameters = cp.SatParameters()
    parameters.num_workers = 1
    parameters.random_seed = seed
    parameters.max_deterministic_time = limit
    parameters.linearization_level = 2
    parameters.add_lp_constraints_lazily = False  # most bind: half the time
    parameters.cp_model_probing_level = 0  # a part has been relaxed: half the time again
    parameters.catch_sigint_signal = False  # Ctrl-C is ours: it trips `stop`

    solver: Any = cp.SolveWrapper()
    solver.set_parameters(parameters)
    watch = _watch()(len(program.lower), on_better)
    solver.add_solution_callback(watch)
    with _Watchdog(stop, solver.stop_search):
        found = solver.solve(_written(program, above))
    solver.clear_solution_callback(watch)
    status = cp.CpSolverStatus
    bound = found.best_objective_bound if found.status != status.INFEASIBLE else -math.inf
    if found.status == status.UNKNOWN and bound <= (above or 0):
        bound = math.inf  # it ended before there was one, and says 0
    values = tuple(found.solution)
    return Solved(
        values=values or None,
        objective=round(found.objective_value) if values else 0,
        bound=bound,
        done=found.status in (status.OPTIMAL, status.INFEASIBLE),
        work=found.deterministic_time,
    )


@cache
def _watch() -> Any:
    """Return the class of what CP-SAT tells of its solutions.

    It is made once: a class is in a cycle with itself, and would hold on to all that it speaks of.
    """
    from ortools.sat.python import cp_model_helper as cp

    class Watch(cp.SolutionCallback):
        def __init__(self, width: int, on_better: Callable[[tuple[int, ...]], None]) -> None:
            super().__init__()
            self._width, self._on_better = width, on_better

        def OnSolutionCallback(self) -> None:  # noqa: N802 (its name there)
            self._on_better(tuple(map(self.SolutionIntegerValue, range(self._width))))

    return Watch


def _written(program: Program, above: int | None) -> Any:
    """Return a program as the message that CP-SAT reads, with an objective over `above`."""
    from ortools.sat.python import cp_model_helper as cp

    model = cp.CpModelProto()
    for span in zip(program.lower.tolist(), program.upper.tolist(), strict=True):
        model.variables.add().domain.extend(span)

    def row(columns: list[int], values: list[int], low: int, high: int) -> None:
        written = model.constraints.add().linear
        written.vars.extend(columns)
        written.coeffs.extend(values)
        written.domain.extend([LEAST if low == -FREE else low, MOST if high == FREE else high])

    columns, values = program.columns.tolist(), program.values.tolist()
    starts = program.rows.searchsorted(range(len(program.low) + 1)).tolist()
    limits = zip(program.low.tolist(), program.high.tolist(), strict=True)
    for (begin, end), (low, high) in zip(pairwise(starts), limits, strict=True):
        row(columns[begin:end], values[begin:end], low, high)
    places = program.objective.nonzero()[0]
    paid = program.objective[places]
    if above is not None:
        row(places.tolist(), paid.tolist(), above + 1, FREE)
    model.objective.vars.extend(places.tolist())
    model.objective.coeffs.extend((-paid).tolist())
    model.objective.scaling_factor = -1  # it is maximised
    return model


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
