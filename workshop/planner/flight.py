"""Work that goes on side by side, with the same results on any machine.

A lane knows what is to be done next of one kind of work. Its steps are prepared and applied in the
thread that calls `fly`, and solved in others. What has landed is applied in the order in which it
began, whichever ends first, so that nothing depends on which thread is quicker.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Protocol

from workshop.planner.node import Node
from workshop.planner.step import Step

THREADS = 2
"""Threads that solve."""


class Lane(Protocol):
    """Work of one kind."""

    def next(self, flight: Flight) -> Step | None:
        """Return a step beside those of the `flight`; None for none now."""

    def apply(self, step: Step) -> None:
        """Put what a step has found into the search; it is not under way any more."""


class Flight:
    """The steps that are under way."""

    def __init__(self, pool: Executor) -> None:
        """Begin with none; `pool` runs them."""
        self._pool = pool
        self._steps: deque[tuple[Lane, Step, Future[None]]] = deque()

    def __bool__(self) -> bool:
        """Tell whether any is under way."""
        return bool(self._steps)

    def count(self, *kinds: type[Step]) -> int:
        """Return how many steps of these kinds are under way."""
        return sum(isinstance(step, kinds) for _, step, _ in self._steps)

    def busy(self, node: Node) -> bool:
        """Tell whether a node has to wait: those of one family are not worked on at a time."""
        return any(_family(step.node) == _family(node) for _, step, _ in self._steps)

    def add(self, lane: Lane, step: Step) -> None:
        """Let a step of a lane be run."""
        self._steps.append((lane, step, self._pool.submit(step.run)))

    def land(self) -> None:
        """Wait for the step that is under way longest, and apply it."""
        lane, step, task = self._steps.popleft()
        task.result()
        lane.apply(step)


def _family(node: Node) -> int:
    return id(node.family or node)


def fly(lanes: Sequence[Lane], over: Callable[[], bool]) -> None:
    """Work on all lanes, the first of them first, until none has a step or it is `over`.

    What is under way then is not applied.
    """
    with ThreadPoolExecutor(max_workers=THREADS) as pool:
        flight = Flight(pool)
        while not over():
            for lane in lanes:
                while step := lane.next(flight):
                    flight.add(lane, step)
            if not flight:
                return
            flight.land()
