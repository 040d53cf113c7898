"""A node of the search: some plans, and a bound on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from workshop.planner.generation import Begin, Family
from workshop.planner.glop import Relaxation
from workshop.planner.master import Master
from workshop.planner.routes import Route
from workshop.planner.start import Start

TINY = 1e-6
"""A column that the relaxation takes less of is not taken."""
EFFORT = 4
"""Deterministic seconds of the first try to settle a node: most end within, and tries are lost."""


@dataclass
class Node:
    """Some plans: those of a route without the columns `barred` and with the columns `forced`.

    `bound` is in sixtieths of a point, and a loose one until the node is relaxed; `keep` are the
    master's columns that its relaxation speaks of, in that order.
    """

    order: tuple[int, ...]
    start: Start
    route: Route
    bound: float
    barred: frozenset[int] = frozenset()
    forced: frozenset[int] = frozenset()
    keep: list[int] = field(default_factory=list)
    relaxed: Relaxation | None = None
    constant: int = 0
    """What the master's program leaves out of its objective."""
    family: Family | None = None
    """What relaxed it; None for a root."""
    begin: Begin | None = None
    """Where its relaxation begins: at that of the node it is a part of."""
    effort: float = EFFORT
    """Deterministic seconds that settling it may take before it is split further."""

    def within(self, best: int | None) -> list[int]:
        """Return the columns that a plan better than `best` (sixtieths of a point) may use.

        A column's reduced cost is what the relaxation loses at least by taking it, so it is held
        against the relaxation's own bound, not against a lower one that was proven since.
        """
        if self.relaxed is None or best is None:
            return [column for column in self.keep if column not in self.barred]
        room = self.relaxed.bound + self.constant - best
        useful = (self.relaxed.values > TINY) | (self.relaxed.reduced >= -room - 1)
        kept = [self.keep[place] for place in useful.nonzero()[0].tolist()]
        return [column for column in kept if column not in self.barred]

    def promising(self, master: Master, patterns: int, best: int | None) -> list[int]:
        """Return the columns `within` with only the `patterns` most promising patterns in them."""
        columns = self.within(best)
        if self.relaxed is None:
            return columns
        values, reduced = self.relaxed.values.tolist(), self.relaxed.reduced.tolist()
        rank = {
            column: (value <= TINY, -cost, column)
            for column, value, cost in zip(self.keep, values, reduced, strict=True)
        }
        of_patterns = {column for group in master.groups for column in group.columns}
        listed = sorted(of_patterns.intersection(columns), key=rank.__getitem__)
        left_out = set(listed[patterns:])
        return [column for column in columns if column not in left_out]

    def split(self, parts: list[tuple[set[int], set[int]]], best: int | None) -> list[Node]:
        """Return a node for each pair of columns that are barred and forced on top of this one's.

        Columns that no plan better than `best` may use are barred in all of them.
        """
        known = self.barred | (set(self.keep) - set(self.within(best)))
        relaxed = self.relaxed
        begin = None if relaxed is None or relaxed.basis is None else (self.keep, relaxed.basis)
        return [
            Node(
                (*self.order, number), self.start, self.route, self.bound,
                known | barred, self.forced | forced, constant=self.constant, begin=begin,
            )
            for number, (barred, forced) in enumerate(parts)
        ]  # fmt: skip

    def open_columns(self) -> Iterator[tuple[int, float]]:
        """Yield the columns that the relaxation takes in part or whole, with how much of them."""
        if self.relaxed is not None:
            taken = (self.relaxed.values > TINY).nonzero()[0].tolist()
            for place in taken:
                yield self.keep[place], float(self.relaxed.values[place])
