"""A node of the search: some plans, and a bound on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workshop.planner.generation import Begin, Family
from workshop.planner.glop import Relaxation
from workshop.planner.linear import ints
from workshop.planner.master import Kind, Master
from workshop.planner.routes import Route
from workshop.planner.start import Start

if TYPE_CHECKING:
    from workshop.planner.linear import Bools, Ints

TINY = 1e-6
"""A column that the relaxation takes less of is not taken."""
EFFORT = 4
"""Deterministic seconds of the first try to settle a node: most end within, and tries are lost."""


@dataclass
class Node:
    """Some plans: those of a route without the columns `barred`.

    `bound` is in sixtieths of a point, and a loose one until the node is relaxed; `keep` are the
    master's columns that its relaxation speaks of, in order.
    """

    order: tuple[int, ...]
    start: Start
    route: Route
    bound: float
    barred: Bools | None = None
    """Marks columns of the master; None for nothing."""
    keep: Ints = field(default_factory=lambda: ints([]))
    relaxed: Relaxation | None = None
    constant: int = 0
    """What the master's program leaves out of its objective."""
    family: Family | None = None
    """What relaxed it; None for a root."""
    begin: Begin | None = None
    """Where its relaxation begins: at that of the node it is a part of."""
    kind: Kind = Kind.FINE
    """The master that its columns are of."""
    waits: bool = False
    """Whether it is a route whose bound is not told yet: another thread may have it."""
    looked: bool = False
    """Whether a plan was looked for among its promising columns."""
    effort: float = EFFORT
    """Deterministic seconds that settling it may take before it is split further."""

    def within(self, best: int | None) -> Ints:
        """Return the columns that a plan better than `best` (sixtieths of a point) may use.

        A column's reduced cost is what the relaxation loses at least by taking it, so it is held
        against the relaxation's own bound, not against a lower one that was proven since.
        """
        kept = self.keep
        if self.relaxed is not None and best is not None:
            room = self.relaxed.bound + self.constant - best
            kept = kept[(self.relaxed.values > TINY) | (self.relaxed.reduced >= -room - 1)]
        return kept if self.barred is None else kept[~self.barred[kept]]

    def promising(self, master: Master, patterns: int, best: int | None) -> Ints:
        """Return the columns `within` with only the `patterns` most promising patterns in them."""
        import numpy as np

        columns = self.within(best)
        if self.relaxed is None:
            return columns
        places = self.keep.searchsorted(columns)
        taken, cost = self.relaxed.values[places] > TINY, -self.relaxed.reduced[places]
        of_patterns = master.patterns(master.groups)[columns]
        order = np.lexsort((columns, cost, ~taken))
        left_out = order[of_patterns[order]][patterns:]
        return np.delete(columns, left_out)

    def split(self, parts: list[Bools], best: int | None) -> list[Node]:
        """Return a node for each of `parts`, which mark the columns barred on top of this one's.

        Columns that no plan better than `best` may use are barred in all of them.
        """
        relaxed = self.relaxed
        begin = None if relaxed is None or relaxed.basis is None else (self.keep, relaxed.basis)
        return [
            Node(
                (*self.order, number), self.start, self.route, self.bound,
                self._without(part, best), constant=self.constant, begin=begin, kind=self.kind,
            )
            for number, part in enumerate(parts)
        ]  # fmt: skip

    def _without(self, part: Bools, best: int | None) -> Bools:
        out = part.copy() if self.barred is None else part | self.barred
        out[self.keep] = True
        within = self.within(best)
        out[within] = part[within]
        return out

    def open_columns(self) -> dict[int, float]:
        """Return the columns that the relaxation takes in part or whole, with how much of them."""
        if self.relaxed is None:
            return {}
        taken = (self.relaxed.values > TINY).nonzero()[0]
        values = self.relaxed.values[taken].tolist()
        return dict(zip(self.keep[taken].tolist(), values, strict=True))
