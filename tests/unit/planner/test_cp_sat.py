"""What the search over whole numbers may claim."""

from __future__ import annotations

import numpy as np
import pytest

from workshop.planner import cp_sat
from workshop.planner.linear import Linear
from workshop.planner.stop import never


def program() -> Linear:
    """A knapsack whose best is worth 30."""
    lp = Linear()
    columns = [lp.column(worth) for worth in (10, 13, 17)]
    lp.row(dict(zip(columns, (3, 4, 5), strict=True)), None, 9)
    return lp


@pytest.mark.parametrize("above", [None, 12])
def test_a_search_that_ended_before_it_began_proves_nothing(above: int | None) -> None:
    found = cp_sat.solve(
        program().program(), above=above, limit=0.0, seed=0, stop=never, on_better=lambda _: None
    )
    assert found.values is None
    assert not found.done
    assert found.bound >= 30


def test_a_search_that_ends_by_itself_has_the_best() -> None:
    seen: list[tuple[int, ...]] = []
    found = cp_sat.solve(
        program().program(), above=12, limit=1.0, seed=0, stop=never, on_better=seen.append
    )
    assert found.done
    assert found.objective == found.bound == 30
    assert np.dot(seen[-1], (10, 13, 17)) == 30
    none = cp_sat.solve(
        program().program(), above=30, limit=1.0, seed=0, stop=never, on_better=seen.append
    )
    assert none.done
    assert none.bound < 30
