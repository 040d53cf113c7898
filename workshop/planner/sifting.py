"""Sifting: a large linear program solved over the few columns and rows that it needs.

Most columns are never taken and most rows never bind. So a program is solved over some of both;
then the rows that its solution breaks are added, and the columns that would pay at the prices of
its rows (Gilmore and Gomory, 1961), until there are none. Every solution on the way gives a bound
on the whole (Geoffrion, 1974): rows left out only make it looser, and what the columns left out
would pay is asked for by whoever knows how they exclude each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.planner.glop import Basis, Relaxation, Relaxer, fined
from workshop.planner.linear import FREE, Program

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.planner.blocks import Blocks
    from workshop.planner.linear import Floats, Ints

FIRST, MORE = 8, 10
"""Columns of a block that are there from the beginning, and that are added at a time."""
PAYS, BROKEN = 1e-6, 1e-6
"""What a column must promise, and a row be broken by, to be worth adding."""
FINE = 60_000
"""What it costs to break by one a row that has to be kept by something."""
PIVOTING, PRICING = 1.2e-7, 8e-9
"""Deterministic seconds: of a pivot by row, of pricing by coefficient."""

Span = tuple[int, int]


@dataclass(frozen=True)
class Sifted:
    """Prices of the rows, as a bound has them, and the solution that they come from.

    No solution of the whole gives more than `fixed` and, of each column it takes, what that pays:
    its reduced cost, times what is taken of it (Geoffrion, 1974).
    """

    fixed: float
    """What the rows' sides cost at their prices."""
    paid: Floats
    """By column: what it pays at most, taken to its better limit."""
    reduced: Floats
    """By column: what one of it pays."""
    value: float
    """The solution's own objective: the bound is near it when few columns would still pay."""
    values: Floats
    """By column, of the solution over the columns that were there."""


class Sifting:
    """A program that is solved again and again, over ever more of its columns and rows."""

    def __init__(self, program: Blocks, spans: Sequence[Span], promise: Floats) -> None:
        """Begin with the columns outside the blocks `spans`; `promise` is a first price of all."""
        import numpy as np

        self.work = 0.0
        """Deterministic seconds so far."""
        self._program = program
        self.promise = promise
        """What each column paid when it was priced last."""
        self._inside = np.ones(len(program.lower), dtype=bool)
        """The columns that are there."""
        for low, high in spans:
            self._inside[low:high] = False
        self._begun: set[Span] = set()
        self._duals = np.zeros(len(program.low))
        self._listed: Ints = np.flatnonzero(self._inside)
        part = program.part(self._listed)
        self._low, self._high = part.low, part.high
        self._cells = part.rows, part.columns, part.values
        must = (part.low > 0) | (part.high < 0)
        self._rows: Ints = np.flatnonzero(must | (part.low == part.high))
        self._fines: Ints = self._rows.searchsorted(np.flatnonzero(must))
        """Places of the rows that have to be kept by something; others go behind."""
        self._relaxer = self._relaxed(part)
        self._begins: Basis | None = None
        """Where the next solution begins, if not at the last one."""
        self._ended: Basis | None = None
        """Where the last solution stands."""

    def twin(self) -> Sifting:
        """Return another one, that goes on from where this one is."""
        other = copy(self)
        other.work = 0.0
        other.promise, other._inside = self.promise.copy(), self._inside.copy()
        other._begun = set(self._begun)
        other._relaxer = self._relaxed(self._program.part(self._listed))
        other._begins = self._ended
        return other

    def _relaxed(self, part: Program) -> Relaxer:
        """Hand what is there of the columns and rows to the solver."""
        return Relaxer(fined(self._over(part, self._rows), self._fines, FINE), scaled=True)

    def _over(self, part: Program, rows: Ints) -> Program:
        """Return a program over some of its rows, in that order."""
        import numpy as np

        place = np.full(len(part.low), -1, dtype=np.int64)
        place[rows] = np.arange(len(rows))
        found = place[part.rows]
        inside = found >= 0
        order = np.lexsort((part.columns[inside], found[inside]))
        return Program(
            part.lower, part.upper, part.objective, part.low[rows], part.high[rows],
            found[inside][order], part.columns[inside][order], part.values[inside][order],
        )  # fmt: skip

    # ---------------------------------------------------------------- solving

    def solve(
        self, barred: Ints, spans: list[Span], until: float, tell: Callable[[Sifted], bool]
    ) -> Sifted | None:
        """Solve without the columns `barred`, as far as `until` (work) allows.

        The last solution is returned; None if there was none in time. Of the blocks only `spans`
        can be used. `tell` hears of each solution on the way, and says whether to go on.
        """
        import numpy as np

        new = [span for span in spans if span not in self._begun]
        if self._begun:
            self._price(new)
        self._add_columns(self.promise, new, FIRST)
        self._begun.update(spans)
        number = np.full(len(self._inside), -1, dtype=np.int64)
        sifted: Sifted | None = None
        while self.work < until:
            number[self._listed] = np.arange(len(self._listed)) + len(self._fines)
            places = number[barred]
            barring = frozenset(places[places >= 0].tolist())
            found = self._relaxer.solve(barring, self._fitting(self._begins))
            self._begins = None
            if found is None or found.bound == float("inf"):
                break
            self.work += PIVOTING * (found.pivots + 50) * len(self._rows)
            self._ended = found.basis
            values = found.values[len(self._fines) :]
            if self._add_rows(values):
                continue
            sifted = self._sifted(found, values, spans)
            if not tell(sifted):
                break
            paying = np.where(sifted.reduced > PAYS, sifted.reduced, -np.inf)
            if not self._add_columns(paying, spans, MORE):
                break
        return sifted

    def _price(self, spans: Sequence[Span]) -> None:
        """Price the columns of some blocks, and those in none, at the last prices of the rows."""
        count = self._program.price(self._duals, self.promise, (first for first, _ in spans))
        self.work += PRICING * count

    def _fitting(self, basis: Basis | None) -> Basis | None:
        """Return a basis if it is of the columns and rows there are."""
        if basis is None or len(basis.columns) != len(self._relaxer):
            return None
        return basis if len(basis.rows) == len(self._rows) else None

    def _sifted(self, found: Relaxation, values: Floats, spans: Sequence[Span]) -> Sifted:
        """Price the blocks `spans`; the bound is worked out from the prices, whatever they are."""
        import numpy as np

        duals = np.zeros(len(self._low))
        duals[self._rows] = found.duals
        duals[(duals > 0) & (self._high == FREE)] = 0  # the solver's tolerance, not a price
        duals[(duals < 0) & (self._low == -FREE)] = 0
        self._duals = duals
        self._price(spans)
        sides = np.where(duals > 0, self._high, np.where(duals < 0, self._low, 0))
        gained = self.promise * np.where(self.promise > 0, self._program.upper, self._program.lower)
        whole = np.zeros(len(self._inside))
        whole[self._listed] = values
        return Sifted(float(duals @ sides), gained, self.promise.copy(), found.bound, whole)

    def _add_rows(self, values: Floats) -> bool:
        """Add the rows that a solution breaks; return whether there are any."""
        import numpy as np

        rows, columns, coefficients = self._cells
        taken = np.bincount(rows, coefficients * values[columns], len(self._low))
        broken = (taken > self._high + BROKEN) | (taken < self._low - BROKEN)
        broken[self._rows] = False
        new = np.flatnonzero(broken)
        if not len(new):
            return False
        inside = broken[rows]
        place = np.cumsum(broken) - 1
        self._relaxer.deepen(
            self._low[new], self._high[new], place[rows[inside]],
            columns[inside] + len(self._fines), coefficients[inside],
        )  # fmt: skip
        self._rows = np.concatenate([self._rows, new])
        return True

    def _add_columns(self, promise: Floats, spans: Iterable[Span], most: int) -> bool:
        """Add the columns of each block that promise most; return whether there are any."""
        import numpy as np

        outside = np.where(self._inside, -np.inf, promise)
        found: list[Ints] = []
        for low, high in spans:
            some = low + np.flatnonzero(outside[low:high] > -np.inf)
            if len(some):
                found.append(some[np.argsort(-outside[some], kind="stable")[:most]])
        if not found:
            return False
        places = np.concatenate(found)
        part = self._program.part(places)
        self._relaxer.widen(self._over(part, self._rows))
        old = self._cells
        self._cells = (
            np.concatenate([old[0], part.rows]),
            np.concatenate([old[1], part.columns + len(self._listed)]),
            np.concatenate([old[2], part.values]),
        )
        self._inside[places] = True
        self._listed = np.concatenate([self._listed, places])
        return True
