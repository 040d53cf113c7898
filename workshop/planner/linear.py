"""A linear program in integers, written down in bulk, so that any solver can be given a part of it.

A master has thousands of columns and a hundred thousand coefficients, nearly all of them patterns'.
What the patterns of a window put into a row is the same in every route, so it is kept as `Cells`
(arrays) that all routes share, with only the place where the patterns' columns begin. No solver is
ever given the whole of it: `part` copies some columns out, `reduced` prices the others. NumPy is
imported inside functions.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

RARELY = 1_000_000
"""New containers between two looks for cycles, while programs are written down."""
Terms = dict[int, int]
"""Coefficient by column."""
FREE = 2**62
"""Stands for no limit in `Program.low` and `Program.high`."""


def ints(some: Sequence[int] | Ints) -> Ints:
    """Return whole numbers as an array."""
    import numpy as np

    return np.array(some, dtype=np.int64)


class Cells(NamedTuple):
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

    @classmethod
    def ones(cls, columns: Ints) -> Cells:
        """Make cells of a one in each of `columns`."""
        import numpy as np

        return cls(columns, np.ones(len(columns), dtype=np.int64))

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return len(self.columns) > 0

    def moved(self, by: int) -> Cells:
        """Return the cells with their columns counted from `by`."""
        return Cells(self.columns, self.values, self.shift + by, self.factor)

    def times(self, factor: int) -> Cells:
        """Return the cells with their coefficients multiplied."""
        return Cells(self.columns, self.values, self.shift, self.factor * factor)

    def places(self) -> list[int]:
        """Return the columns as plain numbers."""
        places: list[int] = (self.columns + self.shift).tolist()
        return places


def _renumbering(columns: int, kept: Ints) -> Ints:
    """Return the place in `kept` of each of so many columns, -1 for one that is not kept."""
    import numpy as np

    number = np.full(columns, -1, dtype=np.int64)
    number[kept] = np.arange(len(kept))
    return number


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

    def part(self, keep: Sequence[int]) -> Program:
        """Return the program over the columns `keep`, renumbered in that order; others are zero.

        Rows are left out that have no column any more and that nothing breaks.
        """
        import numpy as np

        kept = np.array(keep, dtype=np.int64)
        number = _renumbering(len(self.lower), kept)
        inside = number[self.columns] >= 0
        rows = self.rows[inside]
        bound = (self.low > 0) | (self.high < 0)
        bound[rows] = True
        renumbered = np.cumsum(bound) - 1
        return Program(
            self.lower[kept],
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
        self.cells: list[tuple[int, Cells]] = []
        """Row and what stands in it, for what was written in bulk."""

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
        self.cells += [(number, some) for some in cells if some.columns.size]

    def whole(self) -> Whole:
        """Return what has been written down as arrays: much memory, so let them go soon."""
        import numpy as np

        plain = self.plain()

        lengths = ints([len(cells.columns) for _, cells in self.cells])
        rows = [plain.rows, np.repeat(ints([row for row, _ in self.cells]), lengths)]
        columns = [plain.columns, *(c.columns for _, c in self.cells)]
        values = [plain.values, *(c.values for _, c in self.cells)]
        shifts = np.repeat(ints([cells.shift for _, cells in self.cells]), lengths)
        factors = np.repeat(ints([cells.factor for _, cells in self.cells]), lengths)
        written = len(plain.rows)
        flat_columns, flat_values = np.concatenate(columns), np.concatenate(values)
        flat_columns[written:] += shifts
        flat_values[written:] *= factors
        return replace(plain, rows=np.concatenate(rows), columns=flat_columns, values=flat_values)

    def plain(self) -> Whole:
        """Return what has been written down, but for the cells, as arrays."""
        return Whole(
            ints(self.lower), ints(self.upper), ints(self.objective),
            ints(self._low), ints(self._high), *(ints(some) for some in self._terms),
        )  # fmt: skip

    def part(self, keep: Sequence[int] | Ints) -> Program:
        """Return the program over the columns `keep`, in that order, with all rows."""
        return self.whole().part(keep)

    def program(self) -> Program:
        """Return the program over all columns."""
        return self.part(range(len(self.lower)))


@dataclass(frozen=True)
class Whole:
    """A program as it was written down: in no order, and with cells that are to be added up."""

    lower: Ints
    upper: Ints
    objective: Ints
    low: Ints
    high: Ints
    rows: Ints
    columns: Ints
    values: Ints

    @property
    def size(self) -> int:
        """Number of coefficients."""
        return len(self.rows)

    def part(self, keep: Sequence[int] | Ints) -> Program:
        """Return the program over the columns `keep`, in that order, with all rows."""
        import numpy as np

        kept = np.array(keep, dtype=np.int64)
        number = _renumbering(len(self.lower), kept)
        found = number[self.columns]
        inside = np.flatnonzero(found >= 0)
        keys = self.rows[inside] * len(kept) + found[inside]
        order = keys.argsort(kind="stable")
        keys = keys[order]
        first = np.flatnonzero(np.diff(keys, prepend=-1))
        totals = np.add.reduceat(self.values[inside[order]], first)
        lasting = totals != 0
        places, totals = keys[first[lasting]], totals[lasting]
        return Program(
            self.lower[kept], self.upper[kept], self.objective[kept], self.low, self.high,
            places // len(kept), places % len(kept), totals,
        )  # fmt: skip

    def only(self, keep: Ints) -> Whole:
        """Return what is written of the columns `keep`, renumbered in that order."""
        number = _renumbering(len(self.lower), keep)
        columns = number[self.columns]
        inside = columns >= 0
        return Whole(
            self.lower[keep], self.upper[keep], self.objective[keep], self.low, self.high,
            self.rows[inside], columns[inside], self.values[inside],
        )  # fmt: skip

    def reduced(self, duals: Floats) -> Floats:
        """Return each column's objective less what it takes of the rows at the prices `duals`."""
        import numpy as np

        taken = np.bincount(self.columns, duals[self.rows] * self.values, len(self.objective))
        return self.objective.astype(np.float64) - taken


def minus(one: Terms, other: Terms) -> Terms:
    """Return the terms of one expression less those of another."""
    return one | {column: one.get(column, 0) - value for column, value in other.items()}


@contextmanager
def few_collections() -> Iterator[None]:
    """Let the collector of cycles run rarely: programs are large, and have no cycles.

    It costs a third of the time in which they are written down otherwise.
    """
    before = gc.get_threshold()
    gc.set_threshold(RARELY, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
