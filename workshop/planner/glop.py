"""The door to OR-Tools' Glop: linear relaxations, solved again and again.

OR-Tools takes time to import, so it is imported inside the functions that solve.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workshop.planner.linear import FREE, Program
from workshop.planner.wire import write

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from workshop.planner.linear import Floats, Ints

    Statuses = NDArray[np.int8]


LOWER, BASIC = 2, 5
"""How MathOpt writes that a column or row is at its lower limit, or in the basis."""


@dataclass(frozen=True)
class Basis:
    """The basis that a solution ended with: how each column and each row stands (MathOpt)."""

    columns: Statuses
    rows: Statuses

    @property
    def square(self) -> bool:
        """Tell whether there is one in the basis for each row."""
        inside = int((self.columns == BASIC).sum() + (self.rows == BASIC).sum())
        return inside == len(self.rows)


@dataclass(frozen=True)
class Relaxation:
    """The linear relaxation: an upper bound on the objective, and what it rests on.

    A bound of infinity stands for a relaxation that could not be solved: it tells nothing.
    """

    bound: float
    values: Floats
    """By column."""
    reduced: Floats
    """By column: what the objective loses at least, as a number below 0, by taking one of it."""
    duals: Floats
    """By row."""
    pivots: int = 0
    """Steps of the simplex method that it took: the same on any machine."""
    basis: Basis | None = None


class Relaxer:
    """The linear relaxation of a program, solved again and again while it changes a little.

    Each solution starts from the basis of the one before: a tenth of the work. Columns may be fixed
    (dual simplex), and columns may be added (primal simplex).
    """

    def __init__(self, program: Program, *, scaled: bool = False) -> None:
        """Hand `program` to Glop.

        Small programs do not need to be `scaled`, and are solved again in a quarter of the time
        without; large ones take a tenth of the steps with it.
        """
        self._upper: list[int] = program.upper.tolist()
        self._height = len(program.low)
        self._model = _written(program)
        self._updates: list[Any] = []
        """Rows and columns added since, to hand over again."""
        self._scaled = scaled
        self._dual = True
        self._barred = frozenset[int]()
        self._begin()

    def __len__(self) -> int:
        """Return the number of columns."""
        return len(self._upper)

    def solve(
        self,
        barred: frozenset[int] = frozenset(),
        basis: Basis | None = None,
    ) -> Relaxation | None:
        """Solve with the columns `barred` at 0; None if there is no solution.

        It starts from `basis`, or else from that of the solution before.
        """
        import numpy as np
        from ortools.glop.parameters_pb2 import GlopParameters
        from ortools.math_opt import parameters_pb2, result_pb2

        self._fix(barred)
        parameters = parameters_pb2.SolveParametersProto()
        parameters.glop.use_preprocessing = False
        parameters.glop.use_scaling = self._scaled
        parameters.glop.use_dual_simplex = self._dual
        # Devex: a small program with new columns is done again sooner than with steepest edge.
        parameters.glop.feasibility_rule = GlopParameters.DEVEX
        parameters.glop.optimization_rule = (
            GlopParameters.STEEPEST_EDGE if self._scaled else GlopParameters.DEVEX
        )
        found = self._ended(parameters, basis)
        self._dual = True
        nothing = np.zeros(len(self))
        unsolved = Relaxation(float("inf"), nothing, nothing, np.zeros(self._height))
        if found is None:
            return unsolved
        if found.termination.reason in (
            result_pb2.TERMINATION_REASON_INFEASIBLE,
            result_pb2.TERMINATION_REASON_INFEASIBLE_OR_UNBOUNDED,
        ):
            return None
        if found.termination.reason != result_pb2.TERMINATION_REASON_OPTIMAL:
            return unsolved
        primal = found.solutions[0].primal_solution
        dual, ended = found.solutions[0].dual_solution, found.solutions[0].basis
        return Relaxation(
            primal.objective_value,
            np.array(primal.variable_values.values),
            np.array(dual.reduced_costs.values),
            np.array(dual.dual_values.values),
            found.solve_stats.simplex_iterations,
            Basis(
                np.array(ended.variable_status.values, dtype=np.int8),
                np.array(ended.constraint_status.values, dtype=np.int8),
            ),
        )

    def _begin(self) -> None:
        """Hand all to a new solver, with no column fixed."""
        from ortools.math_opt import parameters_pb2
        from ortools.math_opt.core.python import solver

        self._solver = solver.new(
            parameters_pb2.SOLVER_TYPE_GLOP, self._model, parameters_pb2.SolverInitializerProto()
        )
        for update in self._updates:
            self._solver.update(update)
        self._dual, self._barred = True, frozenset()

    def _ended(self, parameters: Any, basis: Basis | None) -> Any:
        """Solve; once more, scaled, where rounding has led Glop astray; None if that does again.

        It says so by an error, of some ten thousand relaxations once, and its solver is no use
        after that.
        """
        from pybind11_abseil.status import StatusNotOk

        try:
            return _run(self._solver.solve, parameters, basis)
        except StatusNotOk:
            self._renew()
            parameters.glop.use_scaling = not self._scaled
            parameters.glop.use_dual_simplex = False
        try:
            return _run(self._solver.solve, parameters, None)
        except StatusNotOk:
            self._renew()
            return None

    def _renew(self) -> None:
        barred = self._barred
        self._begin()
        self._fix(barred)

    def deepen(self, low: Ints, high: Ints, rows: Ints, columns: Ints, values: Ints) -> None:
        """Add rows under those there are; `rows` counts the coefficients' rows from the first."""
        import numpy as np
        from ortools.math_opt import model_update_pb2

        update = model_update_pb2.ModelUpdateProto()
        first = self._height
        added = update.new_linear_constraints
        added.ids.extend(range(first, first + len(low)))
        added.lower_bounds.extend(np.where(low == -FREE, -np.inf, low).tolist())
        added.upper_bounds.extend(np.where(high == FREE, np.inf, high).tolist())
        order = np.lexsort((columns, rows))
        matrix = update.linear_constraint_matrix_updates
        write(matrix, rows[order] + first, columns[order], values[order])
        self._add(update)
        self._height += len(low)

    def widen(self, part: Program) -> None:
        """Add the columns of `part`, which has the same rows, behind those there are."""
        from ortools.math_opt import model_update_pb2

        update = model_update_pb2.ModelUpdateProto()
        first, width = len(self), len(part.lower)
        added = update.new_variables
        added.ids.extend(range(first, first + width))
        added.lower_bounds.extend(part.lower.tolist())
        added.upper_bounds.extend(part.upper.tolist())
        added.integers.extend([False] * width)
        paying = update.objective_updates.linear_coefficients
        paying.ids.extend(range(first, first + width))
        paying.values.extend(part.objective.tolist())
        matrix = update.linear_constraint_matrix_updates
        write(matrix, part.rows, part.columns + first, part.values)
        self._add(update)
        self._upper += part.upper.tolist()
        self._dual = False

    def _add(self, update: Any) -> None:
        self._updates.append(update)
        self._solver.update(update)

    def _fix(self, barred: frozenset[int]) -> None:
        """Move the bounds of the columns that were not fixed so before."""
        from ortools.math_opt import model_update_pb2

        update = model_update_pb2.ModelUpdateProto()
        bounds = update.variable_updates
        upper = self._upper
        ids = sorted(barred ^ self._barred)
        bounds.upper_bounds.ids.extend(ids)
        bounds.upper_bounds.values.extend(0.0 if c in barred else float(upper[c]) for c in ids)
        self._solver.update(update)
        self._barred = barred


def fined(part: Program, rows: Ints, fine: int) -> Program:
    """Return a program with a column in front for each of `rows`, which pays `fine` to keep it.

    So it can be solved before the columns are there that would keep those rows.
    """
    import numpy as np

    count, begins = len(rows), part.rows.searchsorted(rows)
    fines = np.where(part.low[rows] > 0, 1, -1)
    return Program(
        np.concatenate([np.zeros(count, dtype=np.int64), part.lower]),
        np.concatenate([np.full(count, FREE), part.upper]),
        np.concatenate([np.full(count, -fine), part.objective]),
        part.low, part.high, np.insert(part.rows, begins, rows),
        np.insert(part.columns + count, begins, np.arange(count)),
        np.insert(part.values, begins, fines),
    )  # fmt: skip


def _run(solve: Callable[..., Any], parameters: Any, basis: Basis | None) -> Any:
    from ortools.math_opt import callback_pb2, model_parameters_pb2

    request = model_parameters_pb2.ModelSolveParametersProto()
    if basis is not None:
        start = request.initial_basis
        for status, found in (
            (start.variable_status, basis.columns),
            (start.constraint_status, basis.rows),
        ):
            status.ids.extend(range(len(found)))
            status.values.extend(found.tolist())
    return solve(parameters, request, None, callback_pb2.CallbackRegistrationProto(), None, None)


def _written(program: Program) -> Any:
    """Return a program as the message that MathOpt reads."""
    import numpy as np
    from ortools.math_opt import model_pb2

    width, height = len(program.lower), len(program.low)
    model = model_pb2.ModelProto()
    model.variables.ids.extend(range(width))
    model.variables.lower_bounds.extend(program.lower.tolist())
    model.variables.upper_bounds.extend(program.upper.tolist())
    model.variables.integers.extend([False] * width)
    model.objective.maximize = True
    paying = np.flatnonzero(program.objective)
    model.objective.linear_coefficients.ids.extend(paying.tolist())
    model.objective.linear_coefficients.values.extend(program.objective[paying].tolist())
    rows = model.linear_constraints
    rows.ids.extend(range(height))
    rows.lower_bounds.extend(np.where(program.low == -FREE, -np.inf, program.low).tolist())
    rows.upper_bounds.extend(np.where(program.high == FREE, np.inf, program.high).tolist())
    write(model.linear_constraint_matrix, program.rows, program.columns, program.values)
    return model
