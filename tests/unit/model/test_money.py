"""Costs: what is known is added up exactly, what is not is counted, nothing is made up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.rules.atlas import make_brief
from tests.unit.rules.world import World
from workshop.model.base import Cost
from workshop.model.budget import Budget, CostLine, Rate
from workshop.model.costing import at_sizes, costs
from workshop.model.money import Costs
from workshop.model.moneywords import in_words, line_words, missing_words, money, size_words
from workshop.model.tour import Brief, HostWish, VenueWish


def cost(currency: str = "USD", fixed: float = 0, per_head: float = 0) -> Cost:
    return Cost(currency=currency, fixed=fixed, per_head=per_head)


def line(what: str, currency: str = "USD", fixed: float = 0, per_head: float = 0) -> CostLine:
    return CostLine(what=what, cost=cost(currency, fixed, per_head))


def rate(currency: str, per_unit: float, day: int = 20) -> Rate:
    return Rate(currency=currency, per_unit=per_unit, as_of=date(2026, 11, day))


def budget(*lines: CostLine, ceiling: float = 10_000, rates: tuple[Rate, ...] = ()) -> Budget:
    return Budget(ceiling=ceiling, currency="USD", rates=rates, lines=lines)


@pytest.fixture
def world() -> World:
    return World()


def summed(world: World, **brief: Any) -> Costs:
    return costs(world.agenda(), make_brief(**brief), world.catalogue)


def test_without_prices_everything_is_counted_and_nothing_summed(world: World) -> None:
    sums = summed(world)
    assert [missing_words(one) for one in sums.unknown] == [
        "3 hosts' fees",
        "2 rooms",
        "2 nights at the hotel",
        "10 coach rides",
        "1 flight",
        "1 leisure item",
        "3 meals",
    ]
    assert (sums.known, sums.per_head, sums.total, sums.ceiling) == (False, None, 0, None)
    assert sums.faults == ()


def test_one_of_a_kind_is_said_in_the_singular(world: World) -> None:
    agenda = world.agenda().model_copy(update={"days": world.agenda().days[:2]})
    words = [missing_words(one) for one in costs(agenda, make_brief(), world.catalogue).unknown]
    assert "1 night at the hotel" in words


def test_the_names_of_what_has_no_price_are_kept(world: World) -> None:
    by_kind = {one.kind: one.names for one in summed(world).unknown}
    assert by_kind["rooms"] == ("Alpha Hotel", "Beta Hotel")
    assert by_kind["coaches"] == ()


def test_rooms_cost_each_day_and_hosts_each_visit(world: World) -> None:
    sums = summed(
        world,
        venues=(VenueWish(city="alpha", id="alpha-hotel", cost=cost(fixed=100, per_head=10)),),
        hosts=(HostWish(id="alpha-shop", cost=cost(per_head=2.5)),),
    )
    assert {one.what: (one.times, one.amount) for one in sums.lines} == {
        "Visit": (1, 18 * 250),
        "Alpha Hotel, 2 days": (2, 2 * (100_00 + 18 * 10_00)),
    }
    assert sums.currency == "USD"
    assert sums.total == 605_00
    by_kind = {one.kind: one.number for one in sums.unknown}
    assert (by_kind["hosts"], by_kind["rooms"]) == (2, 1)


def test_the_brief_goes_before_the_file(world: World) -> None:
    catalogue = world.with_host("alpha-shop", cost=cost(fixed=500))
    brief = make_brief(hosts=(HostWish(id="alpha-shop", cost=cost(fixed=20)),))
    assert costs(world.agenda(), make_brief(), catalogue).total == 500_00
    assert costs(world.agenda(), brief, catalogue).total == 20_00


def test_nothing_to_pay_is_known_and_not_unknown(world: World) -> None:
    sums = summed(world, hosts=(HostWish(id="alpha-shop", cost=cost()),))
    assert {one.kind: one.number for one in sums.unknown}["hosts"] == 2
    assert (sums.known, sums.total) == (True, 0)
    assert line_words(sums.lines[0], "USD") == "Visit: free"


def test_other_currencies_are_converted_at_the_newest_rate(world: World) -> None:
    rates = (rate("SGD", 0.7, day=1), rate("SGD", 0.75, day=20), rate("THB", 0.03))
    sums = summed(world, budget=budget(line("Guide", "SGD", fixed=500), rates=rates))
    assert sums.total == 375_00
    assert (
        line_words(sums.lines[0], sums.currency)
        == "Guide: SGD 500 (USD 375 at 0.75 of 20 Nov 2026)"
    )


def test_missing_rate_is_told_with_its_currency_and_place(world: World) -> None:
    sums = summed(
        world, budget=budget(line("Guide", "IDR", fixed=9e6), line("Coaches", fixed=6000))
    )
    (fault,) = sums.faults
    assert fault.fact == "there is no rate for IDR to USD: add one, with its date"
    assert fault.where == "brief.budget.rates"
    assert sums.total == 6000_00
    assert not sums.complete


def test_a_missing_rate_is_told_once(world: World) -> None:
    lines = (line("Guide", "IDR", fixed=1), line("Tea", "IDR", fixed=1))
    assert len(summed(world, budget=budget(*lines)).faults) == 1


def test_two_currencies_without_a_budget_cannot_be_added(world: World) -> None:
    sums = summed(
        world,
        hosts=(
            HostWish(id="alpha-shop", cost=cost("IDR", fixed=1000)),
            HostWish(id="beta-lab", cost=cost("SGD", fixed=10)),
        ),
    )
    assert (sums.currency, sums.known, sums.total) == (None, False, 0)
    assert [one.fact for one in sums.faults] == [
        "costs are in IDR and SGD, and no budget says in which to count them"
    ]


def test_an_amount_that_is_no_money_is_told_and_not_added(world: World) -> None:
    sums = summed(world, budget=budget(line("Gold", fixed=1e300), line("Tea", fixed=1)))
    assert sums.total == 1_00
    assert [one.fact for one in sums.faults] == ["Gold: the amount or its rate is no sum of money"]


def test_lines_that_say_what_they_pay_for_take_it_off_the_unknown(world: World) -> None:
    covering = CostLine(what="Bus company", cost=cost(fixed=6000), covers=("coaches", "meals"))
    kinds = {one.kind for one in summed(world, budget=budget(covering)).unknown}
    assert kinds == {"hosts", "rooms", "nights", "flights", "leisure"}


def test_three_sizes_share_what_is_fixed(world: World) -> None:
    brief = make_brief(budget=budget(line("Coaches", fixed=3600), line("Meals", per_head=50)))
    found = at_sizes(world.agenda(), brief, world.catalogue)
    assert [(one.heads, one.per_head) for one in found] == [
        (12, 350_00),
        (18, 250_00),
        (24, 200_00),
    ]


def test_three_sizes_are_said_in_a_line_where_a_price_is_known(world: World) -> None:
    brief = make_brief(budget=budget(line("Coaches", fixed=3600), line("Meals", per_head=50)))
    assert size_words(at_sizes(world.agenda(), brief, world.catalogue)) == (
        "a head: USD 350 of 12 people, USD 250 of 18 people, USD 200 of 24 people",
    )
    assert size_words(at_sizes(world.agenda(), make_brief(), world.catalogue)) == ()


@pytest.mark.parametrize(("group", "sizes"), [(1, [1]), (2, [1, 2, 3]), (4, [3, 4, 5])])
def test_sizes_of_small_groups_are_whole_people(world: World, group: int, sizes: list[int]) -> None:
    found = at_sizes(world.agenda(), make_brief(group_size=group), world.catalogue)
    assert [one.heads for one in found] == sizes


def test_who_does_not_take_more_people_is_named(world: World) -> None:
    found = at_sizes(world.agenda(), make_brief(group_size=20), world.catalogue)
    assert [len(one.beyond) for one in found] == [0, 0, 3]
    assert "Alpha Shop takes 25" in found[2].beyond
    assert in_words(found[2])[-1].startswith("27 people do not fit: ")


def test_ceiling_within_and_over(world: World) -> None:
    within = summed(world, budget=budget(line("Coaches", fixed=6000)))
    assert within.over == -4000_00
    assert "within the ceiling of USD 10,000, USD 4,000 left for what is unknown" in in_words(
        within
    )
    over = summed(world, budget=budget(line("Coaches", fixed=10_000.01)))
    assert (over.over, over.percent_over) == (1, 1)
    assert "over the ceiling of USD 10,000 by USD 0.01" in in_words(over)


@pytest.mark.parametrize(
    ("price", "fixed", "per_head", "heads"),
    [
        (500, 6000, 100, 15),
        (500, 6001, 100, 16),
        (500, 0, 100, 1),
        (100, 0, 100, 1),
        (100, 1, 100, None),
        (99, 0, 100, None),
    ],
)
def test_break_even(
    world: World, price: float, fixed: float, per_head: float, heads: int | None
) -> None:
    wish = Budget(
        ceiling=1,
        currency="USD",
        price_per_head=price,
        lines=(line("All", "USD", fixed, per_head),),
    )
    sums = summed(world, budget=wish)
    assert sums.break_even == heads
    said = "\n".join(in_words(sums))
    assert ("never met" in said) is (heads is None)
    if heads == 15:
        assert "at USD 500 a head the known costs are met from 15 people on" in said


def test_without_a_price_there_is_no_break_even(world: World) -> None:
    assert summed(world, budget=budget(line("Coaches", fixed=1))).break_even is None


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (0, "USD 0"),
        (5, "USD 0.05"),
        (1234_00, "USD 1,234"),
        (-1234_50, "USD -1,234.50"),
    ],
)
def test_amounts_in_words(amount: int, said: str) -> None:
    assert money(amount, "USD") == said


def test_a_half_hundredth_is_rounded_up_as_it_was_written(world: World) -> None:
    assert summed(world, budget=budget(line("Tea", fixed=1.005))).total == 1_01


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["USD", "SGD"]),
            st.decimals(0, 10_000, places=3).map(float),
            st.decimals(0, 100, places=3).map(float),
        ),
        max_size=6,
    ),
    st.integers(1, 100),
)
def test_lines_add_up_to_the_total_and_grow_with_the_group(
    given_lines: list[tuple[str, float, float]], heads: int
) -> None:
    world = World()
    lines = [line(f"L{n}", *one) for n, one in enumerate(given_lines)]
    brief: Brief = make_brief(budget=budget(*lines, rates=(rate("SGD", 0.7512),)))
    sums = costs(world.agenda(), brief, world.catalogue, heads)
    assert sums.total == sum(one.amount or 0 for one in sums.lines)
    assert abs(sums.total - 100 * (sums.base + heads * sums.slope)) <= len(lines)
    assert costs(world.agenda(), brief, world.catalogue, heads + 1).total >= sums.total
