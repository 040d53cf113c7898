"""Variants in words: what each costs or gains, money that is known in part, the best start."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.unit.rules.atlas import WED, make_brief
from tests.unit.rules.world import World, change, drop, shift
from workshop.export.variants import (
    balance_words,
    best_words,
    difference_words,
    table_rows,
    told,
    variants_data,
)
from workshop.model.agenda import Agenda, Term
from workshop.model.base import Cost
from workshop.model.budget import Budget, CostLine
from workshop.model.costing import costs
from workshop.model.tour import Tour
from workshop.planner.changes import difference
from workshop.planner.compare import Variant
from workshop.planner.twist import Twist


@pytest.fixture
def world() -> World:
    return World()


def variant(world: World, label: str, agenda: Agenda, **more: Any) -> Variant:
    brief = make_brief(**more.pop("brief", {}))
    base = world.agenda()
    return Variant(
        label=label,
        twist=more.pop("twist", Twist(days=3)),
        tour=Tour(brief=brief),
        agenda=agenda,
        costs=costs(agenda, brief, world.catalogue),
        difference=difference(base, agenda),
    )


def shorter(world: World) -> Agenda:
    agenda = drop(world.agenda(), "garden-coach", "garden", "garden-return", "innovation")
    agenda = change(shift(agenda, 15, "platforms"), "capstone-short", ref="m99", title="Other")
    return agenda.model_copy(update={"score": 40})


def test_what_a_variant_costs_and_gains(world: World) -> None:
    base = variant(world, "as it is", world.agenda().model_copy(update={"score": 41}))
    other = variant(world, "less", shorter(world))
    said = balance_words(base, other)
    assert said == (
        "1 h 15 less training, 1 h 30 less leisure, 1 h 00 less in transit; 1 point fewer"
    )
    assert balance_words(other, base).endswith("1 point more")
    assert balance_words(base, base) == "nothing changes in numbers; the same points"


def test_points_by_other_weights_are_held_against_the_tour_by_those_weights(world: World) -> None:
    # 730 points with other weights were said to be 281 fewer than 1011 with the brief's own.
    base = variant(world, "as it is", world.agenda().model_copy(update={"score": 90}))
    other = variant(world, "transit 20", shorter(world), weights={"transit": 20})
    assert balance_words(base, replace(other, before=38)).endswith(
        "; 2 points more: as it is the tour has 38 with these weights"
    )


def test_out_in_and_moved_by_name(world: World) -> None:
    said = list(difference_words(difference(world.agenda(), shorter(world))))
    assert said[0].startswith("out: ")
    assert "Leisure" in said[0]
    assert said[1] == "in: Other (short)"
    assert said[2] == "moved: 1 lecture"
    assert said[3].startswith("kept as they are: ")
    assert list(difference_words(None)) == []


def priced(per_head: float) -> dict[str, Any]:
    line = CostLine(what="All", cost=Cost(currency="USD", per_head=per_head))
    return {"budget": Budget(ceiling=9999, currency="USD", lines=(line,))}


def test_known_costs_are_compared_and_said_to_be_known_only(world: World) -> None:
    base = variant(world, "as it is", world.agenda(), brief=priced(100))
    other = variant(world, "dear", world.agenda(), brief=priced(120.5))
    assert "USD 20.50 a head more in known costs" in balance_words(base, other)
    rows = table_rows([base, other])
    assert rows[0][5] == "USD 100 + unknown"
    free = variant(world, "plain", world.agenda())
    assert table_rows([free])[0][5] == "unknown"
    assert "a head" not in balance_words(base, free)


def test_gap_is_said_where_nothing_is_proven(world: World) -> None:
    agenda = world.agenda().model_copy(update={"status": "feasible", "gap": 0.0215})
    assert table_rows([variant(world, "x", agenda)])[0][-1] == "within 2.2 %"
    there = agenda.model_copy(update={"venues": "likeliest"})
    assert table_rows([variant(world, "x", there)])[0][-1] == "within 2.2 % at its venues"


def scored(world: World, first: date, score: int, **terms: int) -> Variant:
    by = first - world.agenda().days[0].date
    days = tuple(
        day.model_copy(update={"date": day.date + by, "blocks": ()}) for day in world.agenda().days
    )
    rows = tuple(
        Term(name=name, amount=0, unit="", weight=1, points=value) for name, value in terms.items()
    )
    agenda = Agenda(status="optimal", score=score, bound=score, terms=rows, days=days)
    twist = Twist(start=first)
    return Variant("", twist, Tour(brief=make_brief(start=first)), agenda)


def test_best_start_with_its_reasons_and_closed_days(world: World) -> None:
    code = world.catalogue.city["alpha"].country_code
    catalogue = world.with_holiday(code, WED, "Big day")
    found = [
        scored(world, date(2027, 3, 23), 90, visits=95, transit=-5),
        scored(world, date(2027, 3, 30), 100, visits=110, transit=-10),
    ]
    said = best_words(found, catalogue)
    assert said == (
        "best start: Tue 30 Mar, 100 points; next is Tue 23 Mar, 10 points fewer",
        "  against Tue 23 Mar: visits +15, transit -5",
        "  Tue 23 Mar: closed: Alpha Wed 24 Mar (Big day)",
        "  Tue 30 Mar: no city is closed on a working day",
    )
    assert best_words(found[:1], catalogue) == ()


def test_equal_starts_are_best_together(world: World) -> None:
    found = [scored(world, date(2027, 3, day), 90) for day in (23, 30)]
    assert best_words(found, world.catalogue)[0] == (
        "best start: Tue 23 Mar and Tue 30 Mar, 90 points"
    )


def test_everything_is_told_and_is_data(world: World) -> None:
    found = (
        variant(world, "as it is", world.agenda(), twist=Twist()),
        variant(world, "less", shorter(world)),
    )
    text = "\n".join(told(found, world.catalogue))
    assert "as it is: Alpha → Beta, from Tue 23 Mar" in text
    assert "less: Alpha → Beta" in text
    data: Any = variants_data("x", found)
    base, other = data["variants"]
    assert base["route"] == ["alpha", "beta"]
    assert base["costs"]["total"] is None
    assert {one["title"] for one in other["difference"]["added"]} == {"Other"}
    assert other["difference"]["added"][0]["before"] is None
