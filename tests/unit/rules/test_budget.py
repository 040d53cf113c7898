"""budget."""

from __future__ import annotations

from tests.unit.rules.atlas import make_brief
from tests.unit.rules.world import World
from workshop.model.base import Cost
from workshop.model.budget import Budget, CostLine
from workshop.model.tour import Brief


def brief(fixed: float, currency: str = "USD") -> Brief:
    line = CostLine(what="Coaches", cost=Cost(currency=currency, fixed=fixed))
    return make_brief(budget=Budget(ceiling=5000, currency="USD", lines=(line,)))


def test_without_a_budget_money_is_not_mentioned(world: World) -> None:
    assert "budget" not in {one.rule for one in world.findings(world.agenda())}


def test_within_the_ceiling_is_a_note_and_so_is_what_nobody_priced(world: World) -> None:
    found = world.findings(world.agenda(), brief=brief(4000))
    said = world.said("budget", found, "note")
    assert "Known costs are USD 4,000; the ceiling is USD 5,000" in said
    assert "3 hosts' fees, 2 rooms" in said
    assert world.said("budget", found, "warning") == ""


def test_over_the_ceiling_is_a_warning(world: World) -> None:
    found = world.findings(world.agenda(), brief=brief(5500.5))
    assert world.said("budget", found, "warning") == (
        "Known costs are USD 5,500.50, USD 500.50 over the ceiling of USD 5,000 | "
        "drop or replace what costs most, or raise the ceiling"
    )
    assert world.errors(world.agenda(), brief=brief(5500.5)) == []


def test_a_missing_rate_is_a_warning_with_its_place(world: World) -> None:
    found = world.findings(world.agenda(), brief=brief(100, "EUR"))
    assert world.said("budget", found, "warning") == (
        "The costs do not add up: there is no rate for EUR to USD: add one, with its date | "
        "see brief.budget.rates"
    )
