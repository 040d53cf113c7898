"""Tours too large to be listed as a whole: a plan comes early, and its bound is one."""

from __future__ import annotations

import json
from itertools import islice

import pytest

from tests.bench.tours import generated
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner import plan
from workshop.planner.ceiling import Ceiling
from workshop.planner.early import beside
from workshop.planner.routes import Route
from workshop.planner.start import Start
from workshop.planner.tree import Forest
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


def test_outline_bounds_what_a_small_tour_can_reach(catalogue: Catalogue) -> None:
    """A plan that is proven best is no better than the ceiling of any group it may be in."""
    brief = {"title": "Two", "group_size": 18, "start": "2027-04-05", "days": 2}
    tour = Tour.model_validate_json(
        json.dumps({"brief": brief | {"cities": {"must": ["bangkok"]}}})
    )
    best = plan(tour, catalogue, limit=10)
    start = Start.of(tour.brief, catalogue, best.days[0].date, None)
    ceiling = Ceiling(start, [root.route for root in Forest([start]).roots()])
    assert ceiling.of(Route(("bangkok",), ())) / 60 >= best.score


def test_parting_groups_never_raises_a_ceiling(large: tuple[Tour, Catalogue]) -> None:
    tour, wider = large
    assert tour.brief.start is not None
    start = Start.of(tour.brief, wider, tour.brief.start, None)
    routes = [root.route for root in Forest([start]).roots()][:40]
    ceiling = Ceiling(start, routes)
    before = {route: ceiling.of(route) for route in routes}
    ceiling.tighten(ceiling.work + 0.3, -1.0)
    assert all(ceiling.of(route) <= before[route] + 1e-6 for route in routes)
    assert any(ceiling.of(route) < before[route] - 1e-6 for route in routes)


def test_routesbeside_one_keep_their_days_in_order() -> None:
    found = list(beside(Route(("a", "b", "c"), (0, 2)), 4))
    assert Route(("a", "b", "c"), (1, 2)) in found
    assert Route(("b", "a", "c"), (0, 2)) in found
    assert all(0 <= r.moves[0] < r.moves[1] < 4 for r in found)
