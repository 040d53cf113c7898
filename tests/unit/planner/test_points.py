"""Points by block add up to the terms; money over the ceiling takes points off."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.rules.atlas import make_brief
from tests.unit.rules.world import World
from workshop.model.base import Cost
from workshop.model.budget import Budget, CostLine
from workshop.model.tour import HostWish, LeisureWish, ModuleWish, Weights
from workshop.planner.points import block_points, points


def by_kind(world: World, brief: Any) -> tuple[dict[str, int], dict[str, int]]:
    agenda = world.agenda()
    kinds = {block.id: block.kind for block in agenda.blocks}
    sums = {"visits": 0, "modules": 0, "leisure": 0, "transit": 0}
    names = {"visit": "visits", "training": "modules", "leisure": "leisure"}
    for key, value in block_points(agenda, brief, world.catalogue).items():
        sums[names.get(kinds[key], "transit")] += value
    terms = {term.name: term.points for term in points(agenda.days, brief, world.catalogue).terms}
    return sums, terms


def test_each_block_gives_what_its_term_counts() -> None:
    world = World()
    brief = make_brief(
        hosts=(HostWish(id="alpha-shop", wish="wish", status="confirmed"),),
        modules=(ModuleWish(id="m04", wish="may"),),
    )
    given_by = block_points(world.agenda(), brief, world.catalogue)
    assert given_by["shop"] == (60 + 30) * 120 // 100
    assert given_by["bank"] == 60 * 90 // 100
    assert (given_by["platforms"], given_by["innovation"]) == (40, 20)
    assert given_by["capstone-short"] == 20
    assert given_by["garden"] == 30
    assert given_by["flight"] == -11
    assert "hotel-lunch" not in given_by


@given(
    st.integers(0, 300),
    st.integers(0, 200),
    st.integers(0, 200),
    st.integers(0, 200),
    st.integers(0, 200),
)
def test_blocks_add_up_to_their_terms_exactly(
    wanted: int, visit: int, module: int, leisure: int, transit: int
) -> None:
    world = World()
    weights = Weights(visit=visit, module=module, leisure=leisure, transit=transit, idle=7)
    brief = make_brief(weights=weights, leisure=LeisureWish(minutes_per_day=wanted))
    sums, terms = by_kind(world, brief)
    assert sums == {name: terms[name] for name in sums}


@pytest.mark.parametrize(("fixed", "off"), [(1000, 0), (1000.01, -1), (1010, -1), (1250, -25)])
def test_each_begun_percent_over_the_ceiling_takes_off_a_point(fixed: float, off: int) -> None:
    world = World()
    line = CostLine(what="All", cost=Cost(currency="USD", fixed=fixed))
    brief = make_brief(budget=Budget(ceiling=1000, currency="USD", lines=(line,)))
    counted = points(world.agenda().days, brief, world.catalogue)
    (term,) = [term for term in counted.terms if term.name == "over budget"]
    assert (term.points, term.unit) == (off, "%")
    dear = brief.model_copy(update={"weights": Weights(cost=7)})
    terms = points(world.agenda().days, dear, world.catalogue).terms
    assert [term.points for term in terms if term.name == "over budget"] == [7 * off]
    plain = points(world.agenda().days, make_brief(), world.catalogue)
    assert counted.score == plain.score + off
    assert "over budget" not in {term.name for term in plain.terms}
