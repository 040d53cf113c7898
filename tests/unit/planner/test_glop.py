"""What the door to Glop says where rounding leads that astray, which it tells by an error."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from workshop.planner import glop
from workshop.planner.linear import Linear


def relaxer() -> glop.Relaxer:
    lp = Linear()
    lp.columns([5, 3])
    lp.row({0: 1, 1: 1}, None, 1)
    return glop.Relaxer(lp.program())


def astray(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Let the next so many solutions end with an error, after which OR-Tools' solver is no use."""
    solve, left = glop._run, [True] * times

    def run(solver: Any, parameters: Any, basis: glop.Basis | None) -> Any:
        if left:
            left.pop()
            basis = glop.Basis(np.zeros(99, np.int8), np.zeros(99, np.int8))
        return solve(solver, parameters, basis)

    monkeypatch.setattr(glop, "_run", run)


def test_it_is_solved_again(monkeypatch: pytest.MonkeyPatch) -> None:
    astray(monkeypatch, 1)
    found = relaxer().solve()
    assert found is not None
    assert found.bound == pytest.approx(5)


def test_one_that_is_not_solved_at_all_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    astray(monkeypatch, 2)
    found = relaxer().solve()
    assert found is not None  # None would say that there is no solution
    assert math.isinf(found.bound)
    assert not found.values.any()


@pytest.mark.parametrize("times", [1, 2])
def test_it_goes_on_afterwards(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    # Found by planning Seoul and Bangkok in four days: what came after the error broke the plan.
    one = relaxer()
    more = Linear()
    more.columns([9])
    more.row({0: 1}, None, 1)
    one.widen(more.program())
    row = np.array([0])
    one.deepen(np.array([0]), np.array([4]), row, np.array([2]), np.array([8]))
    astray(monkeypatch, times)
    one.solve(frozenset({0}))
    found = one.solve(frozenset({1}))
    assert found is not None
    assert found.bound == pytest.approx(9 / 2 + 5 / 2)  # half of the new column, half of the first
