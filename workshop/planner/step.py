"""What is done with a node of a search, so that several can be done at a time.

A step is prepared and applied in one thread; `run` only solves, outside Python's lock. Steps know
nothing of each other, so that their results do not depend on which ends first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from itertools import groupby

from workshop.planner import cp_sat
from workshop.planner.linear import Program
from workshop.planner.master import Master
from workshop.planner.node import Family, Node
from workshop.planner.stop import Stop
from workshop.planner.tree import Forest


class Splitting:
    """Bound the parts of a node, in the family that goes on with it."""

    def __init__(self, node: Node, children: list[Node], family: Family) -> None:
        """Prepare."""
        self.node = node
        self.children = children
        self.family: Family | None = family
        self.possible: list[Node] = []
        """The children whose relaxation has a solution."""

    def run(self) -> None:
        """Relax the children, in order."""
        if self.family is not None:
            self.possible = [child for child in self.children if self.family.relax(child)]


class Settling:
    """Search a node for plans above the best one known."""

    family: Family | None = None

    def __init__(
        self,
        forest: Forest,
        node: Node,
        columns: list[int],
        program: Program,
        *,
        above: int | None,
        limit: float,
        seed: int,
        stop: Stop,
    ) -> None:
        """Prepare to search among the node's `columns`, whose program is given."""
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
        """Return a solution over all columns of the master."""
        whole = [0] * len(master.linear.objective)
        for column, value in zip(self._columns, values, strict=True):
            whole[column] = value
        return whole


Step = Splitting | Settling


def run(pool: Executor, steps: list[Step]) -> None:
    """Run steps at the same time; those of one family one after the other."""
    waiting = [
        pool.submit(_in_order, list(some))
        for _, some in groupby(steps, key=lambda step: id(step.family or step))
    ]
    for task in waiting:
        task.result()


def _in_order(steps: list[Step]) -> None:
    for step in steps:
        step.run()
