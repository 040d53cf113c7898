"""What is done with a node of a search, so that several can be done at a time.

A step is prepared and applied in one thread; `run` only solves, outside Python's lock. Steps know
nothing of each other, and are applied in the order in which they were prepared: so their results
do not depend on which ends first.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING

from workshop.planner import cp_sat
from workshop.planner.generation import Family
from workshop.planner.linear import Program
from workshop.planner.master import Master
from workshop.planner.node import Node
from workshop.planner.stop import Stop
from workshop.planner.tree import Forest

if TYPE_CHECKING:
    from workshop.planner.linear import Ints

PARTS = 3
"""Nodes that are under way at a time: a fixed number, so that a plan is the same on any machine."""
BESIDE = 8
"""Nodes that are besides while one of them is settled, which takes longer."""


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
    ) -> None:
        """Prepare to search among `columns` of the exact master, whose program is given."""
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


Step = Splitting | Settling


class Flight:
    """Steps that are under way, of nodes that can be worked on at the same time.

    Those of one family cannot, so the first of them goes alone. Settling takes long, so more is
    split beside it.
    """

    def __init__(self, pool: Executor) -> None:
        """Begin with none; `pool` runs them."""
        self._pool = pool
        self._steps: deque[tuple[Step, Future[None]]] = deque()

    def __bool__(self) -> bool:
        """Tell whether any is under way."""
        return bool(self._steps)

    def next(self, nodes: Iterable[Node]) -> Node | None:
        """Return the first node that can be worked on now; None if there is none, or no room."""
        settling = any(isinstance(step, Settling) for step, _ in self._steps)
        if len(self._steps) >= PARTS + settling * BESIDE:
            return None
        busy = {_family(step.node) for step, _ in self._steps}
        return next((node for node in nodes if _family(node) not in busy), None)

    def add(self, step: Step) -> None:
        """Let a step be run."""
        self._steps.append((step, self._pool.submit(step.run)))

    def landed(self) -> Step:
        """Wait for the step that is under way longest, and return it."""
        step, task = self._steps.popleft()
        task.result()
        return step


def _family(node: Node) -> int:
    return id(node.family or node)
