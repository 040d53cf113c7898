"""Column generation: a relaxation over some patterns bounds what one over all of them does."""

from __future__ import annotations

import json
from functools import cache

import numpy as np
import pytest

from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner import cp_sat
from workshop.planner.generation import Family
from workshop.planner.glop import Relaxation, Relaxer
from workshop.planner.linear import FREE, Program
from workshop.planner.master import Kind
from workshop.planner.narrow import only
from workshop.planner.node import Node
from workshop.planner.routes import Route
from workshop.planner.start import Start
from workshop.planner.stop import never
from workshop.planner.tree import Forest


@pytest.fixture(scope="module")
def forest(catalogue: Catalogue) -> Forest:
    brief = {"title": "Two", "group_size": 18, "start": "2027-04-05", "days": 2}
    cities = {"cities": {"must": ["bangkok"], "may": ["singapore"]}}
    tour = Tour.model_validate_json(json.dumps({"brief": brief | cities}))
    assert tour.brief.start is not None
    return Forest([Start.of(tour.brief, catalogue, tour.brief.start, None)])


@cache
def solved(forest: Forest, route: Route) -> Relaxation | None:
    """Return a route's relaxation over all its columns."""
    root = next(one for one in forest.roots() if one.route == route)
    return Relaxer(forest.master(root).linear.program()).solve()


def relaxed_whole(forest: Forest, root: Node) -> float | None:
    """Return the bound of a route's relaxation over all its columns."""
    relaxed = solved(forest, root.route)
    return None if relaxed is None else relaxed.bound + forest.master(root).linear.constant


def priced(program: Program, duals: np.ndarray) -> float:
    """Return the bound that prices of the rows prove by themselves, whatever the solver claims.

    Weak duality: the rows at their prices, and each column at the better of its two limits.
    """
    least, most = program.low == -FREE, program.high == FREE
    duals = np.where((duals > 0) & most | (duals < 0) & least, 0.0, duals)
    rows = np.where(duals > 0, duals * ~most * program.high, duals * ~least * program.low)
    spent = np.bincount(
        program.columns, duals[program.rows] * program.values, minlength=len(program.lower)
    )
    gains = program.objective - spent
    return float(rows.sum() + np.maximum(gains * program.lower, gains * program.upper).sum())


def test_what_a_relaxation_claims_its_prices_prove(forest: Forest) -> None:
    roots = [root for root in forest.roots() if forest.master(root).possible]
    assert roots
    for root in roots:
        relaxed = solved(forest, root.route)
        if relaxed is not None:
            program = forest.master(root).linear.program()
            assert priced(program, relaxed.duals) == pytest.approx(relaxed.bound, abs=0.01)


def test_a_route_is_bounded_as_by_all_its_patterns(forest: Forest) -> None:
    for root, possible in forest.relax_roots(forest.roots(), lambda: float("-inf")):
        if forest.master(root).possible:
            bound = relaxed_whole(forest, root)
            assert possible == (bound is not None)
            if bound is not None:
                assert root.bound == pytest.approx(bound, abs=0.01)
                assert root.relaxed is not None
                assert root.relaxed.reduced.max() < float("inf")


def test_a_route_that_is_not_worth_it_is_left_early_with_a_bound_that_holds(
    forest: Forest,
) -> None:
    root = next(one for one in forest.roots() if forest.master(one).possible)
    bound = relaxed_whole(forest, root)
    assert bound is not None
    master = forest.master(root)
    root.constant = master.linear.constant
    bar = bound + 600
    assert Family.of_route(master).relax(root, bar)
    assert root.relaxed is None
    assert bound - 0.01 <= root.bound < bar


def test_parts_of_a_node_are_bounded_as_by_a_family_of_their_own(forest: Forest) -> None:
    root = next(one for one in forest.roots() if forest.master(one).possible)
    root.constant = forest.master(root).linear.constant
    family = Family.of_route(forest.master(root))
    assert family.relax(root, float("-inf"))
    parts = forest.children(root, None) or forest.by_visit(root, None)
    assert parts
    for part in parts:
        again = Node(part.order, part.start, part.route, part.bound, part.barred)
        again.constant = part.constant
        possible = family.relax(part, float("-inf"))
        other = Family.of_route(forest.master(root)).relax(again, float("-inf"))
        assert possible == other
        if possible:
            assert part.bound == pytest.approx(again.bound, abs=0.01)
            assert part.bound <= root.bound + 0.01


def test_a_narrower_family_goes_on_from_the_basis_of_the_node(forest: Forest) -> None:
    root = next(one for one in forest.roots() if forest.master(one).possible)
    root.constant = forest.master(root).linear.constant
    family = Family.of_route(forest.master(root))
    assert family.relax(root, float("-inf"))
    assert root.relaxed is not None
    part = (forest.children(root, None) or forest.by_visit(root, None))[0]
    again = Node(part.order, part.start, part.route, part.bound, part.barred)
    again.constant = part.constant
    narrow = family.narrowed(root.within(None), root.relaxed)
    fresh = family.narrowed(root.within(None), root.relaxed)
    assert narrow.relax(part, float("-inf")) == fresh.relax(again, float("-inf"))
    assert part.bound == pytest.approx(again.bound, abs=0.01)
    assert narrow.work < fresh.work


def test_a_rough_node_is_refined_to_what_a_fine_one_would_be(forest: Forest) -> None:
    rough = next(one for one in forest.roots(Kind.ROUGH) if forest.master(one).possible)
    rough.constant = forest.master(rough).linear.constant
    assert Family.of_route(forest.master(rough)).relax(rough, float("-inf"))
    fine, family = forest.refined(rough, None)
    assert family().relax(fine, float("-inf"))
    bound = relaxed_whole(forest, fine)
    assert bound is not None
    assert fine.bound == pytest.approx(min(bound, rough.bound), abs=0.01)
    part = forest.by_visit(rough, None)[0]
    assert rough.family is not None
    assert rough.family.relax(part, float("-inf"))
    fine, family = forest.refined(part, None)
    assert family().relax(fine, float("-inf"))
    assert fine.bound <= bound + 0.01
    told = forest.exact(part)
    kept = told.told(forest.master(part), part.within(None))
    assert len(told.told(forest.master(fine), fine.within(None))) <= len(kept)


def test_the_master_that_bounds_is_tighter_and_loses_no_plan(catalogue: Catalogue) -> None:
    brief = {"title": "One", "group_size": 18, "start": "2027-04-05", "days": 1}
    tour = Tour.model_validate_json(
        json.dumps({"brief": brief | {"cities": {"must": ["singapore"]}}})
    )
    assert tour.brief.start is not None
    whole = Start.of(tour.brief, catalogue, tour.brief.start, None)
    stops = [stop.id for stop in whole.problem.stops["singapore"]]
    forest = Forest([whole.narrowed(only(whole.problem, stops[:2] + stops[-1:]))])
    (root,) = forest.roots()
    assert len(forest.master(root).seats) > 1
    exact = forest.exact(root).linear
    best = cp_sat.solve(
        exact.program(), above=None, limit=20.0, seed=0, stop=never, on_better=lambda _: None
    )
    loose, bound = Relaxer(exact.program()).solve(), relaxed_whole(forest, root)
    rough = relaxed_whole(forest, forest.roots(Kind.ROUGH)[0])
    assert best.done
    assert rough is not None
    assert best.objective + exact.constant <= rough + 0.01
    assert loose is not None
    assert bound is not None
    assert best.objective + exact.constant <= bound + 0.01
    assert bound <= loose.bound + exact.constant + 0.01
