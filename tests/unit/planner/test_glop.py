"""What the door to Glop says where rounding leads that astray, which it tells by an error."""

from __future__ import annotations

import math
from typing import Any

import pytest
from pybind11_abseil import status

from workshop.planner import glop
from workshop.planner.linear import Linear


def relaxer() -> glop.Relaxer:
    lp = Linear()
    lp.columns([5, 3])
    lp.row({0: 1, 1: 1}, None, 1)
    return glop.Relaxer(lp.program())


def astray(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Let the next so many solutions end with the error that Glop ends with."""
    solve, left = glop._run, [True] * times

    def run(*given: Any) -> Any:
        if left:
            left.pop()
            raise status.BuildStatusNotOk(
                status.StatusCode.INTERNAL, "Unexpected GLOP termination reason: ABNORMAL"
            )
        return solve(*given)

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
