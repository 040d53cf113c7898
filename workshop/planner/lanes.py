"""What a search does side by side: it bounds routes, dives for better plans, proves the best."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from workshop.planner.ceiling import Ceiling
from workshop.planner.flight import Flight
from workshop.planner.node import EFFORT, Node
from workshop.planner.routes import Route
from workshop.planner.state import State
from workshop.planner.step import Bounding, Parting, Settling, Splitting, Step
from workshop.planner.tree import Forest

AHEAD = 3
"""Routes that are bounded at a time, once there is one: the others wait for their turn."""
EARLY = 3
"""Routes that are bounded before the best of them is looked at, if a plan is known."""
TRIES = 3
"""Nodes at most that are searched when a better plan is looked for."""
NEAR = 0.985
"""Part of a bound that a plan must reach for no better one to be looked for below it."""
PATTERNS, LOOK = 200, 0.4
"""Patterns, and deterministic seconds, of such a search: it is quick, and proves nothing."""
LARGE = 5000
"""Columns of a node over which its promising ones are searched first, and which are too many for a
thorough search."""
AGAIN = 1.5
"""Times the work of a search after which it looks for a better plan again."""
PARTS = 3
"""Nodes that are split at a time: a fixed number, so that a plan is the same on any machine."""
BESIDE = 8
"""Nodes that are besides while one of them is settled, which takes longer."""


class Bounder:
    """Bounds routes, one after the other."""

    def __init__(
        self, state: State, forest: Forest, routes: Sequence[Node], most: int | None = None
    ) -> None:
        """Prepare for the open `routes`; `most` that may have plans are bounded, if it is given."""
        self.state, self.forest = state, forest
        self.bounded = 0
        """Routes with a bound above the best plan there was then."""
        self._waiting = deque(routes)
        self._begun, self._most = 0, most
        self._landed = 0

    @property
    def done(self) -> bool:
        """Tell whether all have a bound."""
        return self._landed == self._begun and (not self._waiting or self._begun == self._most)

    def add(self, route: Node) -> None:
        """Let a route be bounded beside those that wait."""
        self._waiting.append(route)

    def next(self, flight: Flight) -> Bounding | None:
        """Return the bounding of the next route that may have plans."""
        under_way = flight.count(Bounding)
        if under_way >= (AHEAD if self._landed else 1):  # the first one is wanted at once
            return None
        while self._begun != self._most and (root := self._highest()):
            self._waiting.remove(root)
            family = self.forest.begun(root)
            if family is not None:
                self._begun += 1
                return Bounding(root, family, self.state.known.bar())
            self.state.open.remove(root)
        return None

    def _highest(self) -> Node | None:
        """Return the route that may have most; None if a part that is bounded may have more."""
        root = max(self._waiting, key=lambda one: one.bound, default=None)
        if root and all(node.bound <= root.bound for node in self.state.bounded()):
            return root
        return None

    def apply(self, step: Step) -> None:
        """Keep a route if it may have a better plan."""
        node = step.node
        node.waits = False
        self._landed += 1
        self.state.count(node)
        self.forest.remember(node)
        node.family = None  # it takes much memory, and few of them are wanted again
        possible = isinstance(step, Bounding) and step.possible
        if possible and not self.state.known.beaten(node.bound):
            self.bounded += 1
        else:
            self.state.open.remove(node)


class Diver:
    """Goes down from the highest bound until a plan is near it, or in vain.

    It does so when the first routes are bounded, and again when all are.
    """

    def __init__(self, state: State, forest: Forest, bounder: Bounder) -> None:
        """Prepare to dive from the routes that `bounder` bounds."""
        self.state, self.forest, self.bounder = state, forest, bounder
        self._path: list[Node] = []
        self._tries = 0
        self._seen = 0
        self._last = False
        self._under_way = False
        self._begun = False

    @property
    def content(self) -> bool:
        """Tell whether it has dived, and a plan is near the highest bound there is."""
        ended = self._begun and not self._under_way and self._ended()
        return ended and self._near(max((n.bound for n in self.state.bounded()), default=0.0))

    def next(self, flight: Flight) -> Step | None:
        """Return the next step of a dive."""
        if self._under_way:
            return None
        if self._ended() and self._due():
            self._path = sorted(self.state.bounded(), key=lambda one: one.bound)
            self._tries = TRIES if self.state.known.best else 1
            self._begun = True
        if self._ended() or flight.busy(self._path[-1]):
            return None
        self._under_way = True
        node = self._path.pop()
        step = self.state.splitting(self.forest, node)
        if step is not None:
            return step
        return _look(self.state, self.forest, node)

    def apply(self, step: Step) -> None:
        """Go on with the parts of a node, or with the next node after a search."""
        self._under_way = False
        if isinstance(step, Splitting):
            parts = self.state.replace(self.forest, step)
            self._path += sorted(parts, key=lambda one: one.bound)
        elif isinstance(step, Settling):
            self.state.found(step)
            self._path.sort(key=lambda one: one.bound)
            self._tries -= 1

    def _ended(self) -> bool:
        still = {id(node) for node in self.state.open}
        self._path = [node for node in self._path if id(node) in still]
        return not self._path or not self._tries or self._near(self._path[-1].bound)

    def _due(self) -> bool:
        """Tell whether it is time for a dive."""
        before, self._seen = self._seen, self.bounder.bounded
        if self.bounder.done:
            again, self._last = not self._last, True
            return again
        if self.state.known.best is None:
            return self._seen > before
        return before < EARLY <= self._seen

    def _near(self, bound: float) -> bool:
        return self.state.known.value is not None and self.state.known.value >= NEAR * bound


class Parter:
    """Bounds routes together, those with the highest bound first, until each is alone.

    Now and then it looks for a better plan where that points.
    """

    def __init__(
        self,
        state: State,
        bounder: Bounder,
        ceilings: Sequence[Ceiling],
        look: Callable[[Ceiling], None],
    ) -> None:
        """Prepare to part the routes of some `ceilings`; `bounder` goes on with single ones."""
        self.state, self.bounder, self.ceilings = state, bounder, ceilings
        self._look, self._due = look, AGAIN * state.work
        self._roots = {id(one): self._of(one) for one in ceilings}
        """By ceiling, what has not been handed to `bounder`."""
        for ceiling in ceilings:
            self._lower(ceiling)
            ceiling.twin()

    def _of(self, ceiling: Ceiling) -> dict[Route, Node]:
        return {node.route: node for node in self.state.open if node.start is ceiling.start}

    def next(self, flight: Flight) -> Parting | None:
        """Return the bounding of the next routes, if no part that is bounded may have more."""
        del flight
        ceiling = max(self.ceilings, key=lambda one: one.highest())
        if any(node.bound > ceiling.highest() for node in self.state.bounded()):
            return None
        best = self._best()
        part = ceiling.begun(best)
        if part is None:
            return None
        node = self._roots[id(ceiling)][ceiling.routes[part.group[0]]]
        return Parting(node, ceiling, part, best, self.state.limit - self.state.work)

    def apply(self, step: Step) -> None:
        """Lower the bounds of routes; one that is alone now is bounded by itself."""
        if isinstance(step, Parting):
            ceiling, part = step.ceiling, step.part
            alone = ceiling.landed(part)
            self.state.work += part.work
            if self.state.work >= self._due:
                self._look(ceiling)
                self._due = AGAIN * self.state.work
            self._lower(ceiling)
            if alone in self._roots[id(ceiling)]:
                self.bounder.add(self._roots[id(ceiling)].pop(alone))
        self.state.report("bounded")

    def _lower(self, ceiling: Ceiling) -> None:
        """Lower the bounds of routes, and drop those that cannot be better than the best plan."""
        roots, best = self._roots[id(ceiling)], self._best()
        dropped: set[int] = set()
        for route, node in list(roots.items()):
            node.bound = min(node.bound, ceiling.of(route))
            if node.bound <= best:
                dropped.add(id(roots.pop(route)))
        self.state.open = [node for node in self.state.open if id(node) not in dropped]

    def _best(self) -> float:
        best = self.state.known.value
        return float("-inf") if best is None else best


class Prover:
    """Splits or settles the nodes with the highest bounds, until none is over the best plan."""

    def __init__(self, state: State, forest: Forest) -> None:
        """Prepare for what is open in `state`, as far as it has a bound."""
        self.state, self.forest = state, forest

    def next(self, flight: Flight) -> Step | None:
        """Return a step of the first node that can be worked on now.

        Settling takes long, so more is split beside it.
        """
        settling = flight.count(Settling)
        if flight.count(Splitting, Settling) >= PARTS + bool(settling) * BESIDE:
            return None
        possible = self.state.bounded()
        possible.sort(key=lambda one: (-one.bound, one.order))
        node = next((node for node in possible if not flight.busy(node)), None)
        return None if node is None else self._step(node)

    def apply(self, step: Step) -> None:
        """Put what a step has found into the search."""
        if isinstance(step, Splitting):
            self.state.replace(self.forest, step)
        elif isinstance(step, Settling):
            self._settled(step)
        self.state.report("closer to proof")

    def _step(self, node: Node) -> Step:
        """Return what is to be done with a node: split it, or settle it if it is sure of itself.

        One that resisted is split by lectures.
        """
        step = self.state.splitting(self.forest, node)
        if step is not None:
            return step
        best = self.state.known.value
        columns = node.within(best)
        if len(columns) > LARGE and not node.looked:
            node.looked = True
            return _look(self.state, self.forest, node)
        if node.effort > EFFORT or len(columns) > LARGE:
            children = self.forest.by_lecture(node, best)
            if children:
                return self.state.bounding(self.forest, node, children)
        return self.state.settling(self.forest, node, columns, node.effort)

    def _settled(self, step: Settling) -> None:
        self.state.found(step)
        node = step.node
        if step.look:
            return
        node.bound = min(node.bound, step.found.bound + node.constant)
        node.effort *= 2
        if step.found.done:
            self.state.open.remove(node)


def _look(state: State, forest: Forest, node: Node) -> Settling:
    """Prepare a quick search among the most promising patterns of a node."""
    columns = node.promising(forest.master(node), PATTERNS, state.known.value)
    return state.settling(forest, node, columns, LOOK, look=True)
