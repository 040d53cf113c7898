"""A program of many windows, kept as its windows wrote it down.

What the patterns of a window put into rows is the same on every day and every route, so it is not
copied: a *block* is the columns of a window in one place of a program. Its `Table` has a row for
each of the window's `Cells` and is shared by all blocks of the window; the block knows into which
rows of its program they go. `reduced` prices block by block, `only` copies the columns out that are
asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from workshop.planner.linear import Cells, Linear, Program, Whole, ints

if TYPE_CHECKING:
    from workshop.planner.linear import Floats, Ints

Names = tuple[int, int]
"""Which the arrays of some cells are, that windows keep and share."""
Tables = dict[frozenset[Names], "Table"]
"""The tables of a window, by the cells that they are made of."""
Span = tuple[int, int, Tables]
"""The first and the last but one column of a block, and where its window keeps its tables."""


class Table:
    """Some cells of a window, in the order of their columns; each of them has a row of its own."""

    def __init__(self, named: Mapping[Names, Cells], width: int) -> None:
        """Write them down; `width` is the number of columns."""
        import numpy as np

        self.place = {name: row for row, name in enumerate(named)}
        self._cells = cells = list(named.values())  # held, so that their arrays keep their names
        self.lengths = ints([len(some.columns) for some in cells])
        """By row: how many values stand in it."""
        rows = np.repeat(np.arange(len(cells)), self.lengths)
        columns = np.concatenate([some.columns for some in cells])
        order = np.argsort(columns, kind="stable")
        self.rows: Ints = rows[order]
        self.columns: Ints = columns[order]
        self.values: Floats = np.concatenate([s.values for s in cells], dtype=np.float64)[order]
        self.starts: Ints = np.searchsorted(self.columns, np.arange(width + 1))

    def priced(self, prices: Floats) -> Floats:
        """Return what each column takes of the rows at their `prices`."""
        import numpy as np

        taken = np.bincount(self.columns, prices[self.rows] * self.values, len(self.starts) - 1)
        return taken.astype(np.float64, copy=False)

    def entries(self, columns: Ints) -> tuple[Ints, Ints]:
        """Return the places of the values of some columns, and for each which of these it is of."""
        import numpy as np

        return _spread(self.starts[columns], np.diff(self.starts)[columns])


class Block:
    """The columns of a window from `first` on, and the program's rows that its cells stand in."""

    def __init__(self, span: Span, cells: Sequence[tuple[int, Cells]]) -> None:
        """Take the `cells` of a block, each with its row."""
        import numpy as np

        self.first, self.end, tables = span
        names = [(id(some.columns), id(some.values)) for _, some in cells]  # which windows share
        alike = {name: some for name, (_, some) in zip(names, cells, strict=True)}
        key = frozenset(alike)
        if key not in tables:
            tables[key] = Table(alike, self.end - self.first)
        self.table = tables[key]
        place = ints([self.table.place[name] for name in names])
        order = np.argsort(place, kind="stable")
        self._rows = ints([row for row, _ in cells])[order]
        self._factors = ints([some.factor for _, some in cells])[order]
        self._place = place[order]
        self._starts: Ints = np.searchsorted(self._place, np.arange(len(alike) + 1))
        self.size = int(self.table.lengths[self._place].sum())
        """Number of coefficients in the program."""

    def taken(self, duals: Floats) -> Floats:
        """Return what each column takes of the program's rows at the prices `duals`."""
        import numpy as np

        prices = duals[self._rows] * self._factors
        by_place = np.bincount(self._place, prices, len(self._starts) - 1)
        return self.table.priced(by_place.astype(np.float64, copy=False))

    def written(self, columns: Ints) -> tuple[Ints, Ints, Ints]:
        """Return rows, places in `columns` and values of what stands in some of the columns."""
        import numpy as np

        entries, which = self.table.entries(columns)
        rows = self.table.rows[entries]
        places, entry = _spread(self._starts[rows], np.diff(self._starts)[rows])
        values = self.table.values[entries].astype(np.int64)
        return self._rows[places], which[entry], values[entry] * self._factors[places]


class Blocks:
    """The program that `written` holds; its bulk columns (`Linear.columns`) are the blocks."""

    def __init__(self, written: Linear, spans: Sequence[Span]) -> None:
        """Take a program."""
        import numpy as np

        spans = [span for span in spans if span[0] < span[1]]
        block = {first: number for number, (first, _, _) in enumerate(spans)}
        cells: list[list[tuple[int, Cells]]] = [[] for _ in spans]
        for row, some in written.cells:
            cells[block[some.shift]].append((row, some))
        self._blocks = [Block(*both) for both in zip(spans, cells, strict=True) if both[1]]
        self._at = {block.first: block for block in self._blocks}
        self._plain = written.plain()
        self.lower, self.upper = self._plain.lower, self._plain.upper
        self.objective = self._plain.objective
        self.low, self.high = self._plain.low, self._plain.high
        self._single = np.ones(len(self.lower), dtype=bool)
        for first, end, _ in spans:
            self._single[first:end] = False
        self.size = self._plain.size + sum(block.size for block in self._blocks)
        """Coefficients."""

    def reduced(self, duals: Floats) -> Floats:
        """Return each column's objective less what it takes of the rows at the prices `duals`."""
        reduced = self._plain.reduced(duals)
        for block in self._blocks:
            reduced[block.first : block.end] -= block.taken(duals)
        return reduced

    def price(self, duals: Floats, reduced: Floats, firsts: Iterable[int]) -> int:
        """Price only the columns in no block, and the blocks that begin at `firsts`.

        What they pay at the prices `duals` is put into `reduced`. Return the number of
        coefficients that were priced.
        """
        single = self._plain.reduced(duals)
        reduced[self._single] = single[self._single]
        count = self._plain.size
        for block in (self._at[first] for first in firsts if first in self._at):
            here = slice(block.first, block.end)
            reduced[here] = single[here] - block.taken(duals)
            count += block.size
        return count

    def part(self, keep: Sequence[int] | Ints) -> Program:
        """Return the program over the columns `keep`, in that order, with all rows."""
        return self.only(ints(keep)).part(range(len(keep)))

    def only(self, keep: Ints) -> Whole:
        """Return what is written of the columns `keep`, renumbered in that order."""
        import numpy as np

        kept = self._plain.only(keep)
        rows, columns, values = [kept.rows], [kept.columns], [kept.values]
        order = np.argsort(keep, kind="stable")
        ordered = keep[order]
        for block in self._blocks:
            low, high = ordered.searchsorted([block.first, block.end])
            if low < high:
                found = block.written(ordered[low:high] - block.first)
                rows.append(found[0])
                columns.append(order[low + found[1]])
                values.append(found[2])
        return Whole(
            kept.lower, kept.upper, kept.objective, kept.low, kept.high,
            np.concatenate(rows), np.concatenate(columns), np.concatenate(values),
        )  # fmt: skip


def _spread(starts: Ints, counts: Ints) -> tuple[Ints, Ints]:
    """Return the numbers from each start on, so many of each, and which start each is of."""
    import numpy as np

    which = np.repeat(np.arange(len(starts)), counts)
    before = np.cumsum(counts) - counts
    return np.arange(len(which)) + (starts - before)[which], which
