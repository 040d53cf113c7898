"""The state of a search: the nodes still open, the best plan known, and the work that is done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from workshop.planner.incumbent import Incumbent
from workshop.planner.master import Kind
from workshop.planner.node import Node
from workshop.planner.problem import SCALE
from workshop.planner.start import Start
from workshop.planner.step import Settling, Splitting
from workshop.planner.stop import Stop
from workshop.planner.tree import Forest

if TYPE_CHECKING:
    from workshop.planner.linear import Ints

HELD = 10_000_000
"""Coefficients of programs that are kept for the parts that are open: some 240 MB."""


class State:
    """What a search knows, and what it may still spend; work is in deterministic seconds."""

    def __init__(self, known: Incumbent, stop: Stop, limit: float) -> None:
        """Begin with nothing open; work ends at `limit`, or when `stop` says so."""
        self.known = known
        self.stop = stop
        self.limit = limit
        self.work = 0.0
        self.grace = 0.0
        """Work by which the limit may be overrun while no plan is known."""
        self.open: list[Node] = []
        self.least = 0.0
        """What some plan may have for all that is known, while only a part of all is open."""
        self.starts: dict[date, Start] = {}
        """The start dates, each with the whole of its problem."""

    def over(self) -> bool:
        """Tell whether the search has to end; for a first plan the limit is overrun a little."""
        grace = 0.0 if self.known.best is not None else self.grace
        return self.stop.stopped() or self.work >= self.limit + grace

    def bound(self) -> int:
        """Return the points that no plan exceeds."""
        score = round(self.known.best.value / SCALE) if self.known.best else 0
        known = max((node.bound for node in self.open), default=0)
        return max(score, int(max(known, self.least) // SCALE))

    def hopeful(self) -> list[Node]:
        """Return the open nodes that may hold something better than the best plan."""
        return [node for node in self.open if not self.known.beaten(node.bound)]

    def bounded(self) -> list[Node]:
        """Return those of the hopeful nodes that have been bounded."""
        return [node for node in self.hopeful() if not node.waits]

    def count(self, node: Node) -> None:
        """Count the work of bounding a route, with the patterns that were listed for it."""
        self.work += node.start.listing()
        if node.family is not None:
            self.work += node.family.work

    # ---------------------------------------------------------------- parts

    def splitting(self, forest: Forest, node: Node) -> Splitting | None:
        """Split a node by visits, departures or venues; None if its relaxation is sure of these.

        The visits come first: venues are nearly alike, so that each would need the same splits.
        One that is sure without gaps for its lectures has to be so with them too.
        """
        best = self.known.value
        children = forest.by_visit(node, best) or forest.children(node, best)
        children = children or forest.by_base(node, best)
        if children:
            return self.bounding(forest, node, children)
        if node.kind is Kind.ROUGH:
            fine, family = forest.refined(node, best)
            return Splitting(node, [fine], family, self.known.bar())
        return None

    def bounding(self, forest: Forest, node: Node, children: list[Node]) -> Splitting:
        """Prepare to bound the parts of a node."""
        return Splitting(node, children, forest.family(node, self.known.value), self.known.bar())

    def replace(self, forest: Forest, step: Splitting) -> list[Node]:
        """Put a node's parts in its place; return those that may hold something better."""
        forest.learn(step.node, step.children)
        self.open.remove(step.node)
        self.work += step.work
        kept = [child for child in step.possible if not self.known.beaten(child.bound)]
        self.open += kept
        self._let_go()
        return kept

    def _let_go(self) -> None:
        """Let go of the programs of the parts that are looked at last, where all take too much.

        Such a part begins again with the columns of its route, from the basis that it has.
        """
        room, held = HELD, set[int]()
        for node in sorted(self.open, key=lambda one: -one.bound):
            if node.family is not None and id(node.family) not in held:
                room -= node.family.copied
                if room < 0:
                    node.family = None
                else:
                    held.add(id(node.family))

    # ---------------------------------------------------------------- plans

    def attempt(self, forest: Forest, node: Node, columns: Ints, work: float) -> None:
        """Search for a better plan among `columns`, with at most `work` deterministic seconds."""
        step = self.settling(forest, node, columns, work, look=True)

        def better(values: tuple[int, ...]) -> None:
            self.take(step, values)

        step.run(better)
        self.work += step.found.work

    def settling(
        self, forest: Forest, node: Node, columns: Ints, work: float, *, look: bool = False
    ) -> Settling:
        """Prepare a search of a node for better plans, as far as the limit affords `work`.

        A `look` is only at some of the columns that may have them.
        It is a search of the exact master, for plans of the `columns` of the one that bounds.
        """
        exact, best = forest.exact(node), self.known.value
        constant, columns = exact.linear.constant, exact.told(forest.master(node), columns)
        return Settling(
            forest, node, columns, forest.program(node, columns),
            above=None if best is None else best - constant,
            limit=self._afforded(work), seed=self.known.seed, stop=self.stop, look=look,
        )  # fmt: skip

    def found(self, step: Settling) -> None:
        """Keep what a search of a node has found."""
        for values in step.plans:
            self.take(step, values)
        self.work += step.found.work

    def _afforded(self, work: float) -> float:
        """Return the deterministic seconds that a try of `work` may take of the limit."""
        if self.known.best is None and self.grace:
            return work
        return max(0.1, min(self.limit - self.work, work))

    def take(self, step: Settling, values: tuple[int, ...]) -> None:
        """Keep a plan that a step has found, if it is the best so far, and tell of it."""
        start = self.starts[step.node.start.problem.start]
        master = step.forest.exact(step.node)
        if self.known.take(start, step.node, master, step.whole(master, values)):
            self.report("better plan")

    def report(self, note: str) -> None:
        """Tell what is known and how far it may be from the best."""
        self.known.report(note, self.bound(), self.work)
