"""The overview: time by day, taught and seen, costs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tui import sample
from tests.tui.stage import Stage, assert_golden, steady
from workshop.model.base import Cost
from workshop.model.budget import Budget, CostLine
from workshop.model.coverage import coverage
from workshop.model.tour import HostWish
from workshop.tui import words
from workshop.tui.board.overview import bar, coverage_lines, day_line, minutes_of
from workshop.tui.board.overviewscreen import OverviewScreen

CATALOGUE = sample.catalogue()
PLAN = sample.agenda()
BRIEF = sample.brief()


def test_the_days_add_up_to_the_tour() -> None:
    days = [minutes_of(day) for day in PLAN.days]
    for field in ("training", "visit", "leisure", "transit"):
        whole = getattr(PLAN.minutes(), field)
        assert sum(getattr(day, field) for day in days) == whole


def test_a_bar_is_as_long_as_its_day_and_leaves_nothing_out() -> None:
    spent = minutes_of(PLAN.days[0])
    whole = spent.training + spent.visit + spent.leisure + spent.transit
    full = bar(spent, whole, 40).plain
    assert 36 <= len(full) <= 40
    assert set(full) == set("TV♥→")
    assert set(bar(spent, 100 * whole, 8).plain) == set("TV♥→"), "a little shows, too"
    assert bar(spent, whole, 3).plain == ""


def test_a_line_for_a_day_never_cuts_a_number() -> None:
    for day in PLAN.days:
        for width in (58, 78, 118):
            line = day_line(day, width)
            assert words.hours(minutes_of(day).transit) in line.plain
            assert line.cell_length <= width


def test_coverage_tells_what_is_taught_seen_or_missing() -> None:
    (one,) = coverage(PLAN, BRIEF, CATALOGUE)
    assert one.standing == "late", "GoTo is visited an hour before the lecture"
    assert [block.ref for block in one.visits][:2] == ["jkt-goto", "jkt-jago"]
    assert {host.id for host in one.could} == {"jkt-telkom", "sg-alibaba", "bkk-line"}

    gone = HostWish(id="bkk-line", status="declined")
    declined = BRIEF.model_copy(update={"hosts": (gone,)})
    (one,) = coverage(PLAN, declined, CATALOGUE)
    assert {host.id for host in one.could} == {"jkt-telkom", "sg-alibaba"}, "it has declined"

    def without(*kinds: str) -> str:
        days = tuple(
            day.model_copy(update={"blocks": tuple(b for b in day.blocks if b.kind not in kinds)})
            for day in PLAN.days
        )
        return coverage(PLAN.model_copy(update={"days": days}), BRIEF, CATALOGUE)[0].standing

    assert without("visit") == "taught"
    assert without("training") == "seen"
    assert without("training", "visit") == "neither"
    first = PLAN.days[0]
    kept = tuple(block for block in first.blocks if block.ref != "jkt-goto")
    later = (first.model_copy(update={"blocks": kept}), *PLAN.days[1:])
    assert coverage(PLAN.model_copy(update={"days": later}), BRIEF, CATALOGUE)[0].standing == "both"


@pytest.mark.parametrize(
    ("name", "wide", "narrow"),
    [
        ("Learning [x]", "Learning [x]  ", "Learning [x]  "),
        ("Kind of platform: team projects", "Kind of platform: team projects",
         "Kind: team projects"),
        ("A kind of platform: operational automation", "A: operational automation",
         "… operational automation"),
    ],
)  # fmt: skip
def test_a_kind_keeps_its_name_where_there_is_room(name: str, wide: str, narrow: str) -> None:
    (one,) = coverage(PLAN, BRIEF, CATALOGUE)
    named = replace(one, framework=one.framework.model_copy(update={"name": name}))
    for width, expected in ((120, wide), (67, narrow)):
        line = list(coverage_lines((named,), width))[-1].plain
        assert line.startswith(f"! {expected}")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_overview_looks_as_it_did(size: tuple[int, int]) -> None:
    lines = (CostLine(what="Coaches [x]", cost=Cost(currency="USD", fixed=6000, per_head=10)),)
    budget = Budget(ceiling=50000, currency="USD", lines=lines)
    brief = sample.brief().model_copy(update={"budget": budget})
    app = Stage(OverviewScreen(PLAN, brief, CATALOGUE, at=PLAN.days[1].date))
    async with app.run_test(size=size) as pilot:
        assert_golden(await steady(pilot, "Taught"), f"overview-{size[0]}x{size[1]}")
        await pilot.press("space", "space")
        await steady(pilot, "USD 343.33 a head")
        await pilot.press("escape")
    assert app.answer is None
