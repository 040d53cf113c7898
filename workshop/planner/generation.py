"""Column generation: the relaxation of a route, solved over the few patterns that it needs.

A route has thousands of patterns, and its relaxation takes a few hundred of them. So it is solved
over some, the others are priced with the prices of its rows (duals), those that would pay are
added, and so on until none would. On the way every solution gives a bound: of each stretch one
pattern is taken, so no plan gives more than the solution and, for each stretch, what its best
pattern would pay. A route that cannot be better than a known plan is seldom solved to the end.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.planner.cp_sat import Relaxation, Relaxer
from workshop.planner.linear import FREE, Program
from workshop.planner.problem import SCALE

if TYPE_CHECKING:
    from workshop.planner.linear import Floats, Ints
    from workshop.planner.master import Group, Master

FIRST, MORE = 6, 6
"""Patterns of a window that a relaxation begins with, and that are added at a time."""
FINE = 1000
"""Points that a row costs for each unit by which the patterns listed so far break it."""
PAYS = 1e-6
"""What a column must promise to be worth adding, in sixtieths of a point."""


@dataclass(frozen=True)
class Bounded:
    """What generation found out: a bound, and the relaxation if it was solved to its end."""

    bound: float
    relaxed: Relaxation | None
    possible: bool
    rounds: int
    columns: int
    """Columns at the end."""


def remember(master: Master, values: Floats) -> None:
    """Let other routes begin with the patterns that a solution takes."""
    import numpy as np

    for group in master.groups:
        taken = values[group.start : group.start + len(group.footprint)] > PAYS
        group.footprint.used.update(np.flatnonzero(taken).tolist())


class Generator:
    """The relaxation of one master, over its columns `keep`."""

    def __init__(self, master: Master, keep: list[int]) -> None:
        """Begin with some patterns."""
        import numpy as np

        self.master = master
        self.linear = master.linear.whole()
        self.allowed = np.zeros(len(self.linear.objective), dtype=bool)
        self.allowed[keep] = True
        self.inside = self.allowed.copy()
        for group in master.groups:
            self._begin(group)
        self.listed: Ints = np.flatnonzero(self.inside)
        part = self.linear.part(self.listed)
        self.fines = int(((part.low > 0) | (part.high < 0)).sum())
        self.relaxer = Relaxer(_with_fines(part, FINE * SCALE))

    def _begin(self, group: Group) -> None:
        """Choose the patterns that a group begins with."""
        import numpy as np

        columns = slice(group.start, group.start + len(group.footprint))
        objective = np.array(group.footprint.objective, dtype=np.float64)
        worth = np.where(self.allowed[columns], objective, -np.inf)
        chosen = np.zeros(len(worth), dtype=bool)
        chosen[np.argsort(-worth, kind="stable")[:FIRST]] = True
        chosen[sorted(group.footprint.used)] = True
        self.inside[columns] &= chosen

    def bound(self, above: float) -> Bounded:
        """Bound the route's plans, and solve it to the end if that is over `above`."""
        best, rounds = float("inf"), 0
        while True:
            found = self.relaxer.solve()
            rounds += 1
            if found is None or found.bound == float("inf"):
                return Bounded(float("inf"), None, True, rounds, len(self.relaxer))
            reduced = self.linear.reduced(found.duals)
            reduced[~self.allowed] = -float("inf")
            best = min(best, found.bound + self._more(reduced))
            if best < above:
                return Bounded(best, None, True, rounds, len(self.relaxer))
            paying = self._paying(reduced)
            if not len(paying):
                return self._end(found, reduced, rounds)
            self._add(paying)

    def _more(self, reduced: Floats) -> float:
        """Return what the best patterns of all stretches would pay together."""
        by_stretch: dict[int, float] = defaultdict(float)
        for group in self.master.groups:
            if len(group.footprint):
                most = float(reduced[group.start : group.start + len(group.footprint)].max())
                number = group.stretch.number
                by_stretch[number] = max(by_stretch[number], most)
        return sum(by_stretch.values())

    def _paying(self, reduced: Floats) -> Ints:
        """Return the patterns that would pay most, some of each group."""
        import numpy as np

        outside = np.where(self.inside, -np.inf, reduced)
        found: list[Ints] = []
        for group in self.master.groups:
            some = outside[group.start : group.start + len(group.footprint)]
            top = np.argsort(-some, kind="stable")[:MORE]
            found.append(group.start + top[some[top] > PAYS])
        return np.concatenate(found)

    def _add(self, columns: Ints) -> None:
        import numpy as np

        self.inside[columns] = True
        self.listed = np.concatenate([self.listed, columns])
        self.relaxer.widen(self.linear.part(columns))

    def _end(self, found: Relaxation, reduced: Floats, rounds: int) -> Bounded:
        import numpy as np

        if found.values[: self.fines].sum() > PAYS:
            return self._exact(rounds)
        values = np.zeros(len(reduced))
        values[self.listed] = found.values[self.fines :]
        whole = Relaxation(found.bound, values, reduced, found.duals)
        return Bounded(found.bound, whole, True, rounds, len(self.relaxer))

    def _exact(self, rounds: int) -> Bounded:
        """Solve the whole: where a fine is paid, there is hardly a solution without."""
        import numpy as np

        whole = Relaxer(self.linear.part(np.flatnonzero(self.allowed))).solve()
        bound = float("inf") if whole is None else whole.bound
        return Bounded(bound, None, whole is not None, rounds, int(self.allowed.sum()))


def _with_fines(part: Program, fine: int) -> Program:
    """Return a program with a column in front for each row that nothing would break."""
    import numpy as np

    broken = np.flatnonzero((part.low > 0) | (part.high < 0))
    count = len(broken)
    rows = np.concatenate([broken, part.rows])
    columns = np.concatenate([np.arange(count), part.columns + count])
    values = np.concatenate([np.where(part.low[broken] > 0, 1, -1), part.values])
    order = np.lexsort((columns, rows))
    return Program(
        np.concatenate([np.zeros(count, dtype=np.int64), part.lower]),
        np.concatenate([np.full(count, FREE), part.upper]),
        np.concatenate([np.full(count, -fine), part.objective]),
        part.low, part.high, rows[order], columns[order], values[order],
    )  # fmt: skip
