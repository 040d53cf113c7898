"""Which columns a node may leave out, so that what is proven stays true."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np

from workshop.planner.glop import Relaxation
from workshop.planner.node import Node
from workshop.planner.routes import Route
from workshop.planner.start import Start
from workshop.planner.tree import least_sure

if TYPE_CHECKING:
    from workshop.planner.linear import Bools


def node(bound: float) -> Node:
    made = Node((0,), cast("Start", None), Route(("alpha",), ()), bound)
    made.keep = np.array([3, 5, 8, 9])
    values, reduced = np.array([1.0, 0.0, 0.0, 0.0]), np.array([0.0, -5.0, -13.0, -30.0])
    made.relaxed = Relaxation(100.0, values, reduced, np.zeros(2))
    return made


def marked(*columns: int) -> Bools:
    found = np.zeros(10, dtype=bool)
    found[list(columns)] = True
    return found


def test_what_is_nearest_to_half_is_split_first() -> None:
    assert least_sure({(0, "a"): 0.9, (1, "b"): 0.4, (2, "c"): 1.0}) == (1, "b")
    assert least_sure({7: 0.75, 3: 0.25}) == 3
    assert least_sure({7: 1.0, 3: 0.0}) is None


def test_barred_columns_stay_out_and_parts_add_to_them() -> None:
    whole = node(100.0)
    whole.barred = marked(5)
    assert whole.within(None).tolist() == [3, 8, 9]
    one, other = whole.split([marked(3), marked()], 85)
    assert one.barred is not None
    assert other.barred is not None
    assert one.barred.nonzero()[0].tolist() == [3, 5, 9]
    assert other.barred.nonzero()[0].tolist() == [5, 9]


def test_columns_that_cost_more_than_the_room_above_the_best_are_left_out() -> None:
    assert node(100.0).within(85).tolist() == [3, 5, 8]
    assert node(100.0).within(None).tolist() == [3, 5, 8, 9]


def test_a_bound_lowered_since_the_relaxation_leaves_out_no_more() -> None:
    """The lower bound says nothing of reduced costs: a column at -13 may still give 87."""
    assert node(88.0).within(85).tolist() == [3, 5, 8]
