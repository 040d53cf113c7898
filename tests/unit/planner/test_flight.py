"""Steps that are solved side by side, and applied in the order in which they began."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from typing import cast

import pytest

from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner.flight import Flight, fly
from workshop.planner.incumbent import Incumbent
from workshop.planner.lanes import Bounder
from workshop.planner.master import Kind
from workshop.planner.node import Node
from workshop.planner.routes import Route
from workshop.planner.start import Start
from workshop.planner.state import State
from workshop.planner.step import Step
from workshop.planner.stop import ignore, never
from workshop.planner.tree import Forest


@dataclass
class Waiting:
    """A step that ends when another one has, if it waits for one."""

    number: int
    after: threading.Event | None
    node: Node
    ended: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        if self.after is not None:
            assert self.after.wait(10)
        self.ended.set()


@dataclass
class Two:
    """A lane with two steps: the first one ends after the second."""

    applied: list[int] = field(default_factory=list)
    left: list[Waiting] = field(default_factory=list)

    def __post_init__(self) -> None:
        second = Waiting(2, None, _node(2))
        self.left = [Waiting(1, second.ended, _node(1)), second]

    def next(self, flight: Flight) -> Step | None:
        del flight
        return cast("Step", self.left.pop(0)) if self.left else None

    def apply(self, step: Step) -> None:
        self.applied.append(cast("Waiting", step).number)


def _node(number: int) -> Node:
    return Node((number,), cast("Start", date(2027, 3, 8)), Route(("jakarta",), ()), 0.0)


def test_what_ends_first_is_applied_in_its_turn() -> None:
    lane = Two()
    fly([lane], lambda: False)
    assert lane.applied == [1, 2]


def test_nothing_is_applied_once_it_is_over() -> None:
    lane = Two()
    fly([lane], lambda: bool(lane.applied))
    assert lane.applied == [1]


def test_an_error_in_a_step_is_not_lost() -> None:
    lane = Two()
    lane.left[0].run = lambda: 1 / 0  # type: ignore[assignment]
    with pytest.raises(ZeroDivisionError):
        fly([lane], lambda: False)


def test_a_bound_counts_when_it_is_applied_not_when_a_thread_has_it(catalogue: Catalogue) -> None:
    brief = {"title": "One", "group_size": 18, "start": "2027-04-05", "days": 1}
    tour = Tour.model_validate_json(
        json.dumps({"brief": brief | {"cities": {"must": ["singapore"]}}})
    )
    start = Start.of(tour.brief, catalogue, date(2027, 4, 5), None)
    forest, state = Forest([start]), State(Incumbent(tour, catalogue, 0, ignore), never, 10.0)
    state.open = forest.roots(Kind.ROUGH)
    bounder = Bounder(state, forest, state.open)
    with ThreadPoolExecutor() as pool:
        flight = Flight(pool)
        step = bounder.next(flight)
        assert step is not None
        step.run()
        assert step.node.relaxed is not None
        assert state.bounded() == []
        bounder.apply(step)
        assert state.bounded() == [step.node]
