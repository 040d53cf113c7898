"""Tours too large to be listed as a whole: a plan comes early, and its bound is one."""

from __future__ import annotations

from itertools import islice

import pytest

from tests.bench.tours import generated
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner import plan
from workshop.planner.early import beside
from workshop.planner.routes import Route
from workshop.rules import check

EIGHTY = 3
"""Number of the generated tour with 80 candidates and 10 days."""


@pytest.fixture(scope="module")
def large(catalogue: Catalogue) -> tuple[Tour, Catalogue]:
    _, tour, wider = next(islice(generated(catalogue, EIGHTY + 1), EIGHTY, None))
    return tour, wider


def test_eighty_candidates_have_a_plan_however_small_the_limit(
    large: tuple[Tour, Catalogue],
) -> None:
    tour, wider = large
    one, other = (plan(tour, wider, limit=0.1) for _ in range(2))
    assert one.status == "feasible"
    assert len(one.days) == 10
    assert [f for f in check(one, tour.brief, wider, held=None) if f.severity == "error"] == []
    assert one.bound >= one.score
    assert one.work > 0
    assert one.model_dump_json() == other.model_dump_json()


def test_routesbeside_one_keep_their_days_in_order() -> None:
    found = list(beside(Route(("a", "b", "c"), (0, 2)), 4))
    assert Route(("a", "b", "c"), (1, 2)) in found
    assert Route(("b", "a", "c"), (0, 2)) in found
    assert all(0 <= r.moves[0] < r.moves[1] < 4 for r in found)
