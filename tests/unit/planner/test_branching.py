"""Which visit a node is split by."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.planner.branching import PseudoCosts
from workshop.planner.problem import SCALE

BOUND, BEST = 1040.0 * SCALE, 1000 * SCALE


@dataclass
class Part:
    """A part of a node, as it is after it was bounded."""

    bound: float
    family: object | None = "a family"
    relaxed: object | None = "a relaxation"


def learnt(*splits: tuple[str, float, Part, Part]) -> PseudoCosts:
    costs = PseudoCosts()
    for stop, share, made, left in splits:
        costs.watch((0, stop), share, BOUND, BEST, (made, left))
    return costs


def test_with_nothing_known_the_visit_nearest_to_half_is_split() -> None:
    assert PseudoCosts().best({(0, "a"): 0.9, (0, "b"): 0.45, (1, "c"): 1.0}) == (0, "b")
    assert PseudoCosts().best({(0, "a"): 1.0, (1, "a"): 0.0}) is None


def test_a_stop_whose_splits_lowered_both_bounds_goes_first() -> None:
    costs = learnt(
        ("both", 0.5, Part(BOUND - 10 * SCALE), Part(BOUND - 10 * SCALE)),
        ("one", 0.5, Part(BOUND - 30 * SCALE), Part(BOUND)),
    )
    shares = {(3, "one"): 0.5, (2, "both"): 0.5, (1, "new"): 0.5}
    assert costs.best(shares) == (2, "both")


def test_a_part_without_a_solution_counts_as_beaten() -> None:
    costs = learnt(
        ("closed", 0.5, Part(BOUND, relaxed=None), Part(BOUND - 10 * SCALE)),
        ("open", 0.5, Part(BOUND - 10 * SCALE), Part(BOUND - 10 * SCALE)),
    )
    assert costs.best({(0, "open"): 0.5, (0, "closed"): 0.5}) == (0, "closed")


def test_a_part_that_was_not_bounded_teaches_nothing() -> None:
    unbounded = Part(BOUND, family=None, relaxed=None)
    costs = learnt(("a", 0.5, unbounded, unbounded))
    assert costs.best({(0, "a"): 0.9, (0, "b"): 0.6}) == (0, "b")
