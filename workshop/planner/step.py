"""What is done with a node of a search, so that several can be done at a time.

A step is prepared and applied in one thread; `run` only solves, outside Python's lock. Steps know
nothing of each other, and are applied in the order in which they were prepared: so their results
do not depend on which ends first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from workshop.planner import cp_sat
from workshop.planner.ceiling import Ceiling, Part
from workshop.planner.generation import Family
from workshop.planner.linear import Program
from workshop.planner.master import Master
from workshop.planner.node import Node
from workshop.planner.stop import Stop
from workshop.planner.tree import Forest

if TYPE_CHECKING:
    from workshop.planner.linear import Ints


class Bounding:
    """Bound a route."""

    def __init__(self, node: Node, family: Callable[[], Family], bar: float) -> None:
        """Prepare to bound a root in its `family`, to the end if that is over `bar`."""
        self.node = node
        self.possible = False
        """Whether its relaxation has a solution."""
        self._family, self._bar = family, bar

    def run(self) -> None:
        """Relax it."""
        self.possible = self._family().relax(self.node, self._bar)


class Splitting:
    """Bound the parts of a node, in the family that goes on with it."""

    def __init__(
        self, node: Node, children: list[Node], family: Callable[[], Family], bar: float
    ) -> None:
        """Prepare to bound `children`, each to the end if that is over `bar`."""
        self.node = node
        self.children = children
        self.work = 0.0
        self._bar = bar
        self._family = family
        self.possible: list[Node] = []
        """The children whose relaxation has a solution."""

    def run(self) -> None:
        """Relax the children, in order."""
        family = self._family()
        before = family.work
        self.possible = [child for child in self.children if family.relax(child, self._bar)]
        self.work = family.work - before


class Settling:
    """Search a node for plans above the best one known."""

    def __init__(
        self,
        forest: Forest,
        node: Node,
        columns: Ints,
        program: Program,
        *,
        above: int | None,
        limit: float,
        seed: int,
        stop: Stop,
        look: bool,
    ) -> None:
        """Prepare to search among `columns` of the exact master, whose program is given."""
        self.look = look
        """Whether more columns than these may have better plans, so that nothing is proven."""
        self.forest = forest
        self.node = node
        self.plans: list[tuple[int, ...]] = []
        """What was found, each better than the one before."""
        self.found: cp_sat.Solved
        self._columns = columns
        self._program = program
        self._above, self._limit, self._seed, self._stop = above, limit, seed, stop

    def run(self, on_better: Callable[[tuple[int, ...]], None] | None = None) -> None:
        """Search; what is found goes to `on_better` at once, or else into `plans`."""
        self.found = cp_sat.solve(
            self._program,
            above=self._above,
            limit=self._limit,
            seed=self._seed,
            stop=self._stop,
            on_better=on_better or self.plans.append,
        )

    def whole(self, master: Master, values: Sequence[int]) -> list[int]:
        """Return a solution over all columns of the exact master."""
        whole = [0] * len(master.linear.objective)
        for column, value in zip(self._columns.tolist(), values, strict=True):
            whole[column] = value
        return whole


class Parting:
    """Bound the routes with the highest bound together, and part them."""

    def __init__(self, node: Node, ceiling: Ceiling, part: Part, best: float, work: float) -> None:
        """Prepare for the routes of a `part` of a `ceiling`, one of which has the root `node`."""
        self.node = node
        self.ceiling, self.part = ceiling, part
        self._best, self._work = best, work

    def run(self) -> None:
        """Relax their network."""
        self.ceiling.bound(self.part, self._work, self._best)


Step = Bounding | Splitting | Settling | Parting
