"""A program of many windows, kept as its windows wrote it down.

A window stands in it once for each day it may be used on, and what its patterns put into a row is
the same each time. So nothing is copied: a *block* is the columns of a window in one place, with
the rows that it has cells in. `reduced` prices block by block, and only rows that have a price;
`part` copies the columns out that are asked for. (`linear.Whole` copies everything at once, which
is quicker for a single route and takes too much memory for all.)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workshop.planner.linear import Cells, Linear, Program, Whole, ints

if TYPE_CHECKING:
    from workshop.planner.linear import Floats, Ints


class Blocks:
    """The program that `written` holds; its bulk columns (`Linear.columns`) are the blocks."""

    def __init__(self, written: Linear, spans: Sequence[tuple[int, int]]) -> None:
        """Take a program; `spans` are the first and the last but one column of each block."""
        self._spans = [span for span in spans if span[0] < span[1]]
        block = {first: number for number, (first, _) in enumerate(self._spans)}
        self._cells: list[list[tuple[int, Cells]]] = [[] for _ in self._spans]
        for row, some in written.cells:
            self._cells[block[some.shift]].append((row, some))
        self._rows = [ints([row for row, _ in some]) for some in self._cells]
        self._plain = written.plain()
        self.lower, self.upper = self._plain.lower, self._plain.upper
        self.objective = self._plain.objective
        self.low, self.high = self._plain.low, self._plain.high
        self.size = len(self._plain.rows) + sum(len(c.columns) for _, c in written.cells)
        """Coefficients."""

    def reduced(self, duals: Floats) -> Floats:
        """Return each column's objective less what it takes of the rows at the prices `duals`."""
        import numpy as np

        reduced = self._plain.reduced(duals)
        for (first, end), rows, cells in zip(self._spans, self._rows, self._cells, strict=True):
            prices = duals[rows]
            taken = np.zeros(end - first)
            for place in np.flatnonzero(prices).tolist():
                some = cells[place][1]
                taken[some.columns] += (prices[place] * some.factor) * some.values
            reduced[first:end] -= taken
        return reduced

    def part(self, keep: Sequence[int] | Ints) -> Program:
        """Return the program over the columns `keep`, in that order, with all rows."""
        return self.only(ints(keep)).part(range(len(keep)))

    def only(self, keep: Ints) -> Whole:
        """Return what is written of the columns `keep`, renumbered in that order."""
        import numpy as np

        kept = self._plain.only(keep)
        rows, columns, values = [kept.rows], [kept.columns], [kept.values]
        number = np.full(len(self.lower), -1, dtype=np.int64)
        number[keep] = np.arange(len(keep))
        ordered = np.sort(keep)
        for (first, end), cells in zip(self._spans, self._cells, strict=True):
            low, high = ordered.searchsorted([first, end])
            if low == high:
                continue
            for row, some in cells:
                found = number[some.columns + some.shift]
                inside = np.flatnonzero(found >= 0)
                if len(inside):
                    rows.append(np.full(len(inside), row, dtype=np.int64))
                    columns.append(found[inside])
                    values.append(some.values[inside] * some.factor)
        return Whole(
            kept.lower, kept.upper, kept.objective, kept.low, kept.high,
            np.concatenate(rows), np.concatenate(columns), np.concatenate(values),
        )  # fmt: skip
