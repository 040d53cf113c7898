"""A linear program in integers, written down in bulk, so that any solver can be given it.

A master has thousands of columns and a hundred thousand coefficients, nearly all of them patterns'.
What the patterns of a window put into a row is the same in every route, so it is kept as `Cells`
(arrays) and only moved to where the patterns' columns begin. NumPy is imported inside functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

Terms = dict[int, int]
"""Coefficient by column."""
FREE = 2**62
"""Stands for no limit in `Program.low` and `Program.high`."""


@dataclass(frozen=True)
class Cells:
    """Coefficients of some columns in one row: `values[i]` for column `columns[i]`."""

    columns: Ints
    values: Ints

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
        return Cells(self.columns + by, self.values)

    def times(self, factor: int) -> Cells:
        """Return the cells with their coefficients multiplied."""
        return Cells(self.columns, self.values * factor)


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
    """A program while it is written down: columns and rows are added, never changed."""

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

    def program(self) -> Program:
        """Return what has been written down, once: to keep it too would take much memory."""
        program = self._freeze()
        self._cells, self._terms = [], ([], [], [])
        return program

    def _freeze(self) -> Program:
        import numpy as np

        def ints(some: Sequence[int]) -> Ints:
            return np.array(some, dtype=np.int64)

        lengths = ints([len(cells.columns) for _, cells in self._cells])
        numbers = np.repeat(ints([row for row, _ in self._cells]), lengths)
        rows = np.concatenate([ints(self._terms[0]), numbers])
        columns = np.concatenate(
            [ints(self._terms[1]), *(cells.columns for _, cells in self._cells)]
        )
        values = np.concatenate([ints(self._terms[2]), *(cells.values for _, cells in self._cells)])
        width = len(self.lower)
        places, where = np.unique(rows * width + columns, return_inverse=True)
        totals = np.zeros(len(places), dtype=np.int64)
        np.add.at(totals, where, values)
        kept = totals != 0
        places, totals = places[kept], totals[kept]
        return Program(
            ints(self.lower), ints(self.upper), ints(self.objective),
            ints(self._low), ints(self._high),
            places // width, places % width, totals,
        )  # fmt: skip


def minus(one: Terms, other: Terms) -> Terms:
    """Return the terms of one expression less those of another."""
    return one | {column: one.get(column, 0) - value for column, value in other.items()}
