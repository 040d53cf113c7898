"""Which columns a node may leave out, so that what is proven stays true."""

from __future__ import annotations

from typing import cast

from workshop.planner.cp_sat import Relaxation
from workshop.planner.routes import Route
from workshop.planner.tree import Node, Start


def node(bound: float) -> Node:
    made = Node((0,), cast("Start", None), Route(("alpha",), ()), bound)
    made.keep = [3, 5, 8, 9]
    made.relaxed = Relaxation(100.0, (1.0, 0.0, 0.0, 0.0), (0.0, -5.0, -13.0, -30.0))
    return made


def test_columns_that_cost_more_than_the_room_above_the_best_are_left_out() -> None:
    assert node(100.0).within(85) == [3, 5, 8]
    assert node(100.0).within(None) == [3, 5, 8, 9]


def test_a_bound_lowered_since_the_relaxation_leaves_out_no_more() -> None:
    """The lower bound says nothing of reduced costs: a column at -13 may still give 87."""
    assert node(88.0).within(85) == [3, 5, 8]
