"""A linear program in integers, written down in bulk, so that any solver can be given a part of it.

A master has thousands of columns and a hundred thousand coefficients, nearly all of them patterns'.
What the patterns of a window put into a row is the same in every route, so it is kept as `Cells`
(arrays) that all routes share, with only the place where the patterns' columns begin. No solver is
ever given the whole of it: `part` copies some columns out, `reduced` prices the others. NumPy is
imported inside functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

Terms = dict[int, int]
"""Coefficient by column."""
FREE = 2**62
"""Stands for no limit in `Program.low` and `Program.high`."""


@dataclass(frozen=True)
class Cells:
    """Coefficients in one row: `factor · values[i]` for column `shift + columns[i]`, each once."""

    columns: Ints
    values: Ints
    shift: int = 0
    factor: int = 1

    @classmethod
    def of(cls, columns: Sequence[int], values: Sequence[int] | int = 1) -> Cells:
        """Make cells of plain numbers; one value may stand for all."""
        import numpy as np

        where = np.array(columns, dtype=np.int64)
        if isinstance(values, int):
            return cls(where, np.full(len(where), values, dtype=np.int64))
        return cls(where, np.array(values, dtype=np.int64))

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return len(self.columns) > 0

    def moved(self, by: int) -> Cells:
        """Return the cells with their columns counted from `by`."""
        return replace(self, shift=self.shift + by)

    def times(self, factor: int) -> Cells:
        """Return the cells with their coefficients multiplied."""
        return replace(self, factor=self.factor * factor)

    def places(self) -> list[int]:
        """Return the columns as plain numbers."""
        places: list[int] = (self.columns + self.shift).tolist()
        return places


@dataclass(frozen=True)
class Program:
    """Maximise `objective` under rows `low ≤ Σ value · column ≤ high`; all data integer.

    The coefficients are in the order of their rows, and of their columns within a row.
    """

    lower: Ints
    upper: Ints
    objective: Ints
    low: Ints
    high: Ints
    rows: Ints
    columns: Ints
    values: Ints

    def part(self, keep: Sequence[int], ones: Iterable[int] = ()) -> Program:
        """Return the program over the columns `keep`, renumbered in that order; others are zero.

        The columns `ones` must be 1. Rows are left out that have no column any more and that
        nothing breaks.
        """
        import numpy as np

        kept = np.array(keep, dtype=np.int64)
        number = np.full(len(self.lower), -1, dtype=np.int64)
        number[kept] = np.arange(len(kept))
        inside = number[self.columns] >= 0
        rows = self.rows[inside]
        bound = (self.low > 0) | (self.high < 0)
        bound[rows] = True
        renumbered = np.cumsum(bound) - 1
        lower = self.lower[kept]
        lower[number[list(ones)]] = 1
        return Program(
            lower,
            self.upper[kept],
            self.objective[kept],
            self.low[bound],
            self.high[bound],
            renumbered[rows],
            number[self.columns[inside]],
            self.values[inside],
        )


class Linear:
    """A program that is written down, and then read: columns and rows are added, never changed."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.lower: list[int] = []
        self.upper: list[int] = []
        self.objective: list[int] = []
        self.constant = 0
        self._low: list[int] = []
        self._high: list[int] = []
        self._terms: tuple[list[int], list[int], list[int]] = ([], [], [])
        self._cells: list[tuple[int, Cells]] = []

    def column(self, objective: int = 0, lower: int = 0, upper: int = 1) -> int:
        """Add an integer column and return its number."""
        self.lower.append(lower)
        self.upper.append(upper)
        self.objective.append(objective)
        return len(self.lower) - 1

    def columns(self, objective: Sequence[int]) -> int:
        """Add a column of 0 or 1 for each of `objective`, and return the number of the first."""
        first = len(self.lower)
        self.lower += [0] * len(objective)
        self.upper += [1] * len(objective)
        self.objective += objective
        return first

    def row(
        self,
        terms: Terms,
        low: int | None = None,
        high: int | None = None,
        cells: Iterable[Cells] = (),
    ) -> None:
        """Add a row of terms and cells; what they say of the same column is added up."""
        number = len(self._low)
        self._low.append(-FREE if low is None else low)
        self._high.append(FREE if high is None else high)
        rows, columns, values = self._terms
        rows += [number] * len(terms)
        columns += terms.keys()
        values += terms.values()
        self._cells += [(number, some) for some in cells if some]

    def part(self, keep: Sequence[int] | Ints) -> Program:
        """Return the program over the columns `keep`, in that order, with all rows."""
        import numpy as np

        kept = np.array(keep, dtype=np.int64)
        number = np.full(len(self.lower), -1, dtype=np.int64)
        number[kept] = np.arange(len(kept))
        rows, columns, values = [self._written[0]], [number[self._written[1]]], [self._written[2]]
        for row, cells in self._cells:
            found = number[cells.shift :][cells.columns]
            inside = found >= 0
            some = found[inside]
            if len(some):
                rows.append(np.full(len(some), row, dtype=np.int64))
                columns.append(some)
                values.append(cells.values[inside] * cells.factor)
        where = np.concatenate(columns)
        inside = where >= 0
        keys = np.concatenate(rows)[inside] * len(kept) + where[inside]
        places, inverse = np.unique(keys, return_inverse=True)
        totals = np.zeros(len(places), dtype=np.int64)
        np.add.at(totals, inverse, np.concatenate(values)[inside])
        lasting = totals != 0
        places, totals = places[lasting], totals[lasting]
        lower, upper, objective, low, high = self._limits
        return Program(
            lower[kept], upper[kept], objective[kept], low, high,
            places // len(kept), places % len(kept), totals,
        )  # fmt: skip

    def program(self) -> Program:
        """Return the program over all columns."""
        return self.part(range(len(self.lower)))

    def reduced(self, duals: Floats) -> Floats:
        """Return each column's objective less what it takes of the rows at the prices `duals`."""
        import numpy as np

        found = self._limits[2].astype(np.float64)
        rows, columns, values = self._written
        found -= np.bincount(columns, duals[rows] * values, len(found))
        for row, cells in self._cells:
            if duals[row]:
                found[cells.shift :][cells.columns] -= (duals[row] * cells.factor) * cells.values
        return found

    @cached_property
    def _limits(self) -> tuple[Ints, Ints, Ints, Ints, Ints]:
        """Bounds and objective of the columns, bounds of the rows."""
        import numpy as np

        lists = self.lower, self.upper, self.objective, self._low, self._high
        lower, upper, objective, low, high = (np.array(some, dtype=np.int64) for some in lists)
        return lower, upper, objective, low, high

    @cached_property
    def _written(self) -> tuple[Ints, Ints, Ints]:
        """Rows, columns and values of the terms."""
        import numpy as np

        rows, columns, values = (np.array(some, dtype=np.int64) for some in self._terms)
        return rows, columns, values


def minus(one: Terms, other: Terms) -> Terms:
    """Return the terms of one expression less those of another."""
    return one | {column: one.get(column, 0) - value for column, value in other.items()}
