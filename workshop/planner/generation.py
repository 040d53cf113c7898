"""Column generation: relaxations solved over the few patterns that they need.

A route has thousands of patterns, and its relaxation takes a few hundred of them. So it is solved
over some, the others are priced with the prices of its rows (duals), those that would pay are
added, and so on until none would. On the way every solution gives a bound: of each stretch one
pattern is taken, so no plan gives more than the solution and, for each stretch, what its best
pattern would pay. A node that cannot be better than a known plan is seldom solved to the end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from workshop.planner.blocks import Blocks
from workshop.planner.glop import BASIC, LOWER, Basis, Relaxation, Relaxer, fined
from workshop.planner.linear import Whole, ints
from workshop.planner.problem import SCALE

if TYPE_CHECKING:
    from workshop.planner.linear import Bools, Floats, Ints
    from workshop.planner.master import Master

FIRST, MORE = 20, 20
"""Patterns of a window that a relaxation begins with, and that are added at a time."""
SMALL = 5000
"""Columns up to which a part of a route is solved over all of them."""
FINE = 1000
"""Points that a row costs for each unit by which the patterns taken so far break it."""
PAYS = 1e-6
"""What a column must promise to be worth adding, in sixtieths of a point."""
PIVOTING, PRICING, WRITING = 5e-8, 3e-9, 7e-8
"""Deterministic seconds: of a pivot by row, of pricing and of writing down by coefficient.

Two are at work mostly, so each costs half of what it takes.
"""

STEADY = 100
"""Pivots that a solution is taken to cost beside those that it makes."""

Segment = tuple[int, int, int]
"""A stretch, and the first and the last but one of the places where patterns of a window stand."""


class Part(Protocol):
    """Some plans of a route, and what relaxing them has told; a `node` of the search is one."""

    bound: float
    barred: Bools | None
    keep: Ints
    relaxed: Relaxation | None
    constant: int
    family: Family | None
    begin: Begin | None


Begin = tuple["Ints", Basis]
"""The columns of a program, and where a solution over them stands: a good place to begin at."""


class Family:
    """Nodes that are relaxed one after the other, over the columns `keep` of a route's program."""

    def __init__(
        self, whole: Whole | Blocks, keep: Ints, segments: list[Segment],
        promise: Floats, work: float = 0.0,
    ) -> None:  # fmt: skip
        """Prepare for `whole`, whose columns are `keep`; begin with those of the best `promise`.

        These stand in order, so that what is sought among them is soon found.
        It has taken so much `work` to write down.
        """
        import numpy as np

        self.keep = keep
        self.work = work
        """Deterministic seconds that relaxing has taken so far."""
        self._begun = False
        """Whether it has a solution to go on from; then that is better than the node's own."""
        self._whole = whole
        self._segments = [segment for segment in segments if segment[1] < segment[2]]
        self._edges = ints([edge for one in self._segments for edge in one[1:]]).reshape(-1, 2)
        self._inside = np.ones(len(keep), dtype=bool)
        for _, low, high in self._segments:
            best = np.argsort(-promise[low:high], kind="stable")[:FIRST]
            self._inside[low:high] = np.isinf(promise[low:high])
            self._inside[low + best] = True
        self._listed: Ints = np.flatnonzero(self._inside)
        part = whole.part(self._listed)
        broken = np.flatnonzero((part.low > 0) | (part.high < 0))  # rows, by nothing at all
        self._fines = len(broken)
        self._relaxer = Relaxer(fined(part, broken, FINE * SCALE))

    @classmethod
    def of_route(cls, master: Master) -> Family:
        """Return the family of a route: all columns, and first what other routes take."""
        return cls.begun(master)()

    @classmethod
    def begun(cls, master: Master) -> Callable[[], Family]:
        """Return what makes the family of a route, in any thread, of what routes have taken yet."""
        import numpy as np

        whole = master.blocks
        promise = whole.objective.astype(np.float64)
        segments: list[Segment] = []
        for group in master.groups:
            columns = group.columns
            promise[[group.start + number for number in group.footprint.used]] = np.inf
            segments.append((group.stretch.number, columns.start, columns.stop))
        return partial(cls, whole, np.arange(len(promise)), segments, promise, WRITING * whole.size)

    @classmethod
    def among(cls, master: Master, keep: Ints, near: Part) -> Callable[[], Family]:
        """Return what makes a family over some columns of a route, in any thread.

        It begins with the patterns that the relaxation of a part `near` it takes; that is of
        another master with the same patterns.
        """
        import numpy as np

        whole = master.blocks
        promise = np.full(len(master.linear.objective), -np.inf)
        if near.relaxed is not None:
            days = near.keep < master.shared
            taken, reduced = near.relaxed.values[days] > PAYS, near.relaxed.reduced[days]
            promise[near.keep[days]] = np.where(taken, np.inf, reduced)
        else:
            promise[:] = np.inf
        segments: list[Segment] = []
        for group in master.groups:
            low, high = keep.searchsorted([group.columns.start, group.columns.stop])
            segments.append((group.stretch.number, int(low), int(high)))
        work = WRITING * whole.size
        return lambda: cls(whole.only(keep), keep, segments, promise[keep], work)

    def narrowed(self, columns: Ints, relaxed: Relaxation) -> Family:
        """Return a family over fewer columns, that begins with what `relaxed` takes or nearly."""
        import numpy as np

        basic = np.zeros(len(self.keep), dtype=bool)
        if relaxed.basis is not None:  # a column that is barred may be in it all the same
            basic = relaxed.basis.columns[self._fines :] == BASIC
        wanted = basic.copy()
        wanted[self.keep.searchsorted(columns)] = True
        places = np.flatnonzero(wanted)
        taken = (relaxed.values[places] > PAYS) | basic[places] | (len(columns) <= SMALL)
        promise = np.where(taken, np.inf, relaxed.reduced[places])
        segments = [
            (stretch, int(places.searchsorted(low)), int(places.searchsorted(high)))
            for stretch, low, high in self._segments
        ]
        return Family(self._whole.only(places), self.keep[places], segments, promise)

    @property
    def copied(self) -> int:
        """Number of coefficients that it keeps for itself: a whole route's are kept for all."""
        return 0 if isinstance(self._whole, Blocks) else self._whole.size

    # ---------------------------------------------------------------- relaxing

    def relax(self, node: Part, bar: float) -> bool:
        """Bound a node, to the end if that is over `bar`; return whether it may have solutions."""
        node.family, node.keep, node.relaxed = self, self.keep, None
        barred = self._out(node)
        best, basis = float("inf"), None if self._begun else self._basis(node)
        self._begun = True
        while True:
            found = self._solved(barred, basis)
            if found is None or found.bound == float("inf"):
                return self._exact(node, barred)
            reduced = self._reduced(found, barred)
            best = min(best, found.bound + self._more(reduced))
            node.bound = min(node.bound, best + node.constant)
            if node.bound < bar:
                return True
            paying = self._paying(reduced)
            if not len(paying):
                return self._end(node, found, reduced, barred)
            self._add(paying)
            basis = None

    def _basis(self, node: Part) -> Basis | None:
        """Return where the node begins, over the columns listed so far; None if nowhere."""
        import numpy as np

        if node.begin is None:
            return None
        keep, basis = node.begin
        places = keep.searchsorted(self.keep[self._listed])
        fines, columns = np.split(basis.columns, [self._fines])
        found = Basis(np.concatenate([fines, columns[places]]), basis.rows)
        return found if found.square else None

    def _out(self, node: Part) -> Bools:
        """Mark the places of the columns that are barred."""
        import numpy as np

        return np.zeros(len(self.keep), bool) if node.barred is None else node.barred[self.keep]

    def _solved(self, barred: Bools, basis: Basis | None) -> Relaxation | None:
        """Solve over the columns listed so far."""
        out = barred[self._listed].nonzero()[0] + self._fines
        found = self._relaxer.solve(frozenset(out.tolist()), basis)
        self._count(found, len(self._whole.low))
        self.work += PRICING * self._whole.size
        return found

    def _count(self, found: Relaxation | None, rows: int) -> None:
        """Count the work of a solution; one that found nothing has the pivots of a short one."""
        self.work += PIVOTING * rows * (STEADY + (found.pivots if found is not None else 0))

    def _reduced(self, found: Relaxation, barred: Bools) -> Floats:
        """Price all columns; those that are barred promise nothing."""
        reduced = self._whole.reduced(found.duals)
        reduced[barred] = -float("inf")
        return reduced

    def _more(self, reduced: Floats) -> float:
        """Return what the best patterns of all stretches would pay together."""
        import numpy as np

        best = np.maximum.reduceat(np.append(reduced, 0.0), self._edges.ravel())[::2].tolist()
        by_stretch: dict[int, float] = defaultdict(float)
        for (stretch, _, _), most in zip(self._segments, best, strict=True):
            by_stretch[stretch] = max(by_stretch[stretch], most)
        return sum(by_stretch.values())

    def _paying(self, reduced: Floats) -> Ints:
        """Return the patterns that would pay most, some of each window."""
        import numpy as np

        paying = np.flatnonzero(~self._inside & (reduced > PAYS))
        edges = paying.searchsorted(self._edges)
        found: list[Ints] = [np.zeros(0, dtype=np.int64)]
        for low, high in edges[edges[:, 0] < edges[:, 1]].tolist():
            some = paying[low:high]
            found.append(some[np.argsort(-reduced[some], kind="stable")[:MORE]])
        return np.concatenate(found)

    def _add(self, places: Ints) -> None:
        import numpy as np

        self._inside[places] = True
        self._listed = np.concatenate([self._listed, places])
        self._relaxer.widen(self._whole.part(places))

    def _end(self, node: Part, found: Relaxation, reduced: Floats, barred: Bools) -> bool:
        import numpy as np

        if found.values[: self._fines].sum() > PAYS:
            return self._exact(node, barred)
        values = np.zeros(len(self.keep))
        values[self._listed] = found.values[self._fines :]
        basis = None if found.basis is None else self._spread(found.basis)
        node.relaxed = Relaxation(found.bound, values, reduced, found.duals, basis=basis)
        node.bound = min(node.bound, found.bound + node.constant)  # nothing would pay any more
        return True

    def _spread(self, basis: Basis) -> Basis:
        """Return a basis over the columns listed so far as one over all, behind the fines."""
        import numpy as np

        columns = np.full(self._fines + len(self.keep), LOWER, dtype=np.int8)
        columns[: self._fines] = basis.columns[: self._fines]
        columns[self._fines + self._listed] = basis.columns[self._fines :]
        return Basis(columns, basis.rows)

    def _exact(self, node: Part, barred: Bools) -> bool:
        """Solve over all columns: where a fine is paid there is hardly a solution without."""
        import numpy as np

        open_places = np.flatnonzero(~barred)
        program = self._whole.part(open_places)
        found = Relaxer(program).solve()
        self._count(found, len(program.low))
        if found is None:
            return False
        values, reduced = np.zeros(len(self.keep)), np.full(len(self.keep), -np.inf)
        values[open_places], reduced[open_places] = found.values, found.reduced
        node.relaxed = Relaxation(found.bound, values, reduced, found.duals)
        node.bound = min(node.bound, found.bound + node.constant)
        return True


def remember(master: Master, values: Floats) -> None:
    """Let other routes begin with the patterns that a solution takes."""
    for group in master.groups:
        taken = values[group.columns.start : group.columns.stop] > PAYS
        group.footprint.used.update(taken.nonzero()[0].tolist())
