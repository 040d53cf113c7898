"""The relaxation of all routes bounds each: no proven best, no relaxation of a route is above."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from tests.bench.tours import small
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour, VenueWish
from workshop.planner import plan
from workshop.planner.blocks import Blocks
from workshop.planner.ceiling import Ceiling
from workshop.planner.footprint import Footprint
from workshop.planner.halfday import without_gaps
from workshop.planner.network import Network
from workshop.planner.outlines import Outlines
from workshop.planner.packing import most
from workshop.planner.problem import SCALE, build
from workshop.planner.routes import Route
from workshop.planner.start import Start
from workshop.planner.tree import Forest


def tour_of(**fields: Any) -> Tour:
    brief = {"title": "Few days", "group_size": 18, "start": "2027-04-05", "days": 2} | fields
    return Tour.model_validate_json(json.dumps({"brief": brief}))


def settled(tour: Tour, catalogue: Catalogue) -> Tour:
    """Return a tour that names its training venues: the likeliest, as the ceiling has them."""
    assert tour.brief.start is not None
    bases = build(tour.brief, catalogue, tour.brief.start, None).bases
    wishes = tuple(VenueWish(city=city, id=base.id) for city, base in bases.items())
    return tour.model_copy(update={"brief": tour.brief.model_copy(update={"venues": wishes})})


def ceiling_of(tour: Tour, catalogue: Catalogue) -> tuple[Start, Ceiling]:
    assert tour.brief.start is not None
    start = Start.of(tour.brief, catalogue, tour.brief.start, None).settled()
    return start, Ceiling(start, [root.route for root in Forest([start]).roots()])


def tighten(ceiling: Ceiling, until: float) -> None:
    """Bound and part the routes until all are alone, or `work` is `until`."""
    while ceiling.highest() > float("-inf") and ceiling.work < until:
        ceiling.tighten(until - ceiling.work, float("-inf"))


@pytest.mark.parametrize("number", [2, 5])
def test_no_proven_best_is_above_the_ceiling_of_all_routes(
    catalogue: Catalogue, number: int
) -> None:
    tour = settled(small(catalogue, number), catalogue)
    best = plan(tour, catalogue, limit=3, explain=False)
    _, ceiling = ceiling_of(tour, catalogue)
    tighten(ceiling, 3)
    highest = max((ceiling.of(route) for route in ceiling.routes), default=float("-inf"))
    outlines = Outlines(ceiling.start, ceiling.routes)
    outlines.tighten(1, float("-inf"))
    loosest = max((outlines.of(route) for route in ceiling.routes), default=float("-inf"))
    if best.status == "optimal":
        assert highest / SCALE >= best.score - 0.01
        assert loosest / SCALE >= best.score - 0.01
        assert highest / SCALE < 3 * best.score + 300, "a bound that says something"


def test_the_ceiling_of_each_route_holds_however_far_it_was_tightened(
    catalogue: Catalogue,
) -> None:
    tour = tour_of(cities={"must": ["singapore", "bangkok"]}, days=3)
    start, ceiling = ceiling_of(tour, catalogue)
    before = {route: ceiling.of(route) for route in ceiling.routes}
    exact = {
        node.route: node.bound
        for node, possible in Forest([start]).relax_roots(
            Forest([start]).roots(), lambda: float("-inf")
        )
        if possible
    }
    assert len(exact) > 2
    for until in (0.05, 0.5, 3):
        tighten(ceiling, until)
        for route, bound in exact.items():
            assert bound - 0.1 <= ceiling.of(route) <= before[route]
            before[route] = ceiling.of(route)
    apart = [before[route] - bound for route, bound in exact.items()]
    assert min(apart) < 0.1 * max(exact.values())


def test_two_groups_of_routes_that_are_bounded_at_a_time_do_not_bear_on_each_other(
    catalogue: Catalogue,
) -> None:
    def bounds(first: int) -> dict[Route, float]:
        tour = tour_of(cities={"must": ["singapore", "bangkok"]}, days=4)
        _, ceiling = ceiling_of(tour, catalogue)
        ceiling.begin(ceiling.routes[0], 1)
        ceiling.tighten(1, float("-inf"))
        ceiling.twin()
        parts = [ceiling.begun(float("-inf")), ceiling.begun(float("-inf"))]
        assert ceiling.begun(float("-inf")) is None, "each has a program of its own"
        for part in (parts[first], parts[1 - first]):
            assert part is not None
            ceiling.bound(part, 1, float("-inf"))
        for part in parts:
            assert part is not None
            ceiling.landed(part)
        return {route: ceiling.of(route) for route in ceiling.routes}

    assert bounds(0) == bounds(1)


def test_the_outline_of_all_orders_says_of_a_route_what_its_own_does(
    catalogue: Catalogue,
) -> None:
    tour = tour_of(cities={"must": ["singapore", "bangkok"]}, days=3)
    start, ceiling = ceiling_of(tour, catalogue)
    together = Outlines(start, ceiling.routes)
    highest = max(together.of(route) for route in ceiling.routes)
    likely = together.likely()
    assert likely
    for route in likely[:3]:
        one = together.glimpse(route, together.work + 1)
        other = Outlines(start, [route]).glimpse(route, 5)
        assert one is not None
        assert other is not None
        assert one.value == pytest.approx(other.value, abs=0.1)
        assert one.value <= highest + 0.1
        assert {catalogue.city_of[name].id for name in one.stops} == set(route.cities)


def test_without_gaps_every_pattern_has_another_that_is_no_worse(catalogue: Catalogue) -> None:
    start, ceiling = ceiling_of(tour_of(cities={"must": ["singapore"]}), catalogue)
    window = next(group.window for group in ceiling.network.master.groups if group.stretch.day)
    base = start.problem.bases["singapore"].id
    whole = start.builder.footprints[base].of(window, opening=False)
    few = without_gaps(whole, fewer=True)
    pause = catalogue.defaults.break_minutes
    minutes = most(tuple((m, m + pause) for m in whole.lengths), pause)
    assert 0 < len(few) < len(whole)

    def told(one: Footprint) -> list[tuple[frozenset[str], int, int]]:
        stops = [frozenset(s.id for s, _ in one.patterns.done(n).visits) for n in range(len(one))]
        room = minutes[one.patterns.gaps].sum(axis=1).tolist()
        return list(zip(stops, one.objective, room, strict=True))

    left = set(told(few))
    for stops, gained, room in set(told(whole)):
        assert any(stops == other and gained <= more and room <= wide for other, more, wide in left)


def test_a_glimpse_of_a_route_names_stops_of_its_cities(catalogue: Catalogue) -> None:
    tour = tour_of(cities={"must": ["singapore", "bangkok"]}, days=3)
    _, ceiling = ceiling_of(tour, catalogue)
    tighten(ceiling, 3)
    route = next(route for route in ceiling.routes if ceiling.of(route) > 0)
    glimpse = ceiling.glimpse(route, ceiling.work + 5)
    assert glimpse is not None
    assert glimpse.value <= ceiling.of(route) + 0.1
    assert glimpse.stops
    assert {catalogue.city_of[name].id for name in glimpse.stops} <= set(route.cities)


def test_blocks_price_and_copy_columns_as_the_whole_program_does(catalogue: Catalogue) -> None:
    tour = tour_of(cities={"must": ["singapore"]})
    assert tour.brief.start is not None
    start = Start.of(tour.brief, catalogue, tour.brief.start, None)
    network = Network(start, [root.route for root in Forest([start]).roots()])
    blocks, whole = Blocks(network.lp, network.master.spans()), network.lp.whole()
    dice = np.random.default_rng(4)
    duals = dice.integers(-3, 4, len(whole.low)).astype(float)
    assert blocks.reduced(duals) == pytest.approx(whole.reduced(duals))
    some = dice.permutation(len(whole.objective))[:200]
    for one, other in zip(
        vars(blocks.part(some)).values(), vars(whole.part(some)).values(), strict=True
    ):
        assert (one == other).all()
