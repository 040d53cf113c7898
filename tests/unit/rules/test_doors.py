"""open: visits, leisure and rooms are within the hours of their doors."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.unit.rules.atlas import THU, TUE, hours, make_brief, wishing
from tests.unit.rules.world import World, change, drop, find, shift
from workshop.model.agenda import Agenda, Day
from workshop.model.tour import Brief, ClosureOverride, VenueWish

SHOP = ("shop-briefing", "shop-coach", "shop", "shop-pause", "shop-lunch", "shop-return")


def test_visit_outside_the_hosts_hours(world: World) -> None:
    catalogue = world.with_host("alpha-shop", hours=(hours("12:00", "17:00"),))
    world.breaks_only(
        "open",
        world.agenda(),
        "Alpha Shop is open 12:00–17:00 on Tuesday 23 March, not 11:30–13:00",
        "move it to 12:00 or later",
        catalogue=catalogue,
    )


def test_nearest_time_may_be_earlier(world: World) -> None:
    catalogue = world.with_host("alpha-shop", hours=(hours("09:00", "12:30"),))
    world.breaks_only("open", world.agenda(), "move it to 11:00 or earlier", catalogue=catalogue)


def test_visit_across_a_midday_break(world: World) -> None:
    catalogue = world.with_host(
        "alpha-shop", hours=(hours("09:00", "12:00"), hours("12:30", "17:00"))
    )
    world.breaks_only("open", world.agenda(), "09:00–12:00 and 12:30–17:00", catalogue=catalogue)


def test_weekday_the_host_is_closed(world: World) -> None:
    catalogue = world.with_host("alpha-shop", hours=(hours("09:00", "17:00", ("wed", "thu")),))
    world.breaks_only(
        "open",
        world.agenda(),
        "Alpha Shop is closed on Tuesdays (open Wednesday and Thursday 09:00–17:00)",
        "move it to Wednesday 24 March",
        catalogue=catalogue,
    )


@pytest.mark.parametrize(
    ("category", "words"),
    [("public", "Day of Tea"), ("government", "Day of Tea (joint leave)")],
)
def test_holidays_close_doors_and_are_named(world: World, category: str, words: str) -> None:
    catalogue = world.with_holiday("ID", TUE, "Day of Tea", category=category)
    world.breaks_only(
        "open",
        world.agenda(),
        f"Alpha Shop is closed on Tuesday 23 March: {words}",
        catalogue=catalogue,
    )


def test_holiday_of_another_country_closes_nothing(world: World) -> None:
    catalogue = world.with_holiday("SG", TUE, "Day of Tea")
    assert world.errors(world.agenda(), catalogue=catalogue) == []


def test_brief_can_declare_a_day_open_or_closed(world: World) -> None:
    catalogue = world.with_holiday("ID", TUE, "Day of Tea")
    override = ClosureOverride(city="alpha", date=TUE, open=True)
    assert (
        world.errors(world.agenda(), catalogue=catalogue, brief=make_brief(closures=(override,)))
        == []
    )
    closed = ClosureOverride(city="beta", date=THU, open=False, why="a race blocks the city")
    world.breaks_only(
        "open",
        world.agenda(),
        "Beta Lab is closed on Thursday 25 March: a race blocks the city",
        brief=make_brief(closures=(closed,)),
    )


def test_host_that_stays_open_on_holidays(world: World) -> None:
    brief = wishing(id="alpha-shop", open_on_holidays=True)
    catalogue = world.with_holiday("ID", TUE, "Day of Tea")
    assert world.errors(world.agenda(), catalogue=catalogue, brief=brief) == []


def test_leisure_and_venue_have_hours_too(world: World) -> None:
    late = tuple(
        item.model_copy(update={"hours": (hours("19:00", "21:00"),)})
        for item in world.catalogue.city["alpha"].leisure
    )
    world.breaks_only(
        "open",
        world.agenda(),
        "Alpha Garden is open 19:00–21:00",
        "move it to 19:00 or later",
        catalogue=world.with_city("alpha", leisure=late),
    )
    brief = make_brief(
        venues=(VenueWish(city="beta", id="beta-hotel", hours=(hours("10:00", "22:00"),)),)
    )
    world.breaks_only("open", world.agenda(), "Beta Hotel is open 10:00–22:00", brief=brief)


def on_friday(world: World) -> tuple[Agenda, Brief]:
    """Return the tour three days later: Tuesday's blocks on a Friday."""
    moved = timedelta(days=3)
    days = tuple(
        Day(
            date=day.date + moved,
            cities=day.cities,
            blocks=tuple(
                block.model_copy(update={"start": block.start + moved, "end": block.end + moved})
                for block in day.blocks
            ),
        )
        for day in world.agenda().days
    )
    return world.agenda().model_copy(update={"days": days}), make_brief(start=TUE + moved)


def test_friday_prayers(world: World) -> None:
    agenda, brief = on_friday(world)
    catalogue = world.with_host("alpha-bank", hours=(hours("09:00", "17:00"),))
    errors = world.errors(agenda, brief=brief, catalogue=catalogue)
    said = world.said("open", errors)
    assert "Alpha Shop receives nobody during Friday prayers, 11:30–13:15" in said
    assert "move it to 10:00 or earlier" in said


def test_assumed_hours_are_weekdays_only(world: World) -> None:
    agenda, brief = on_friday(world)
    said = world.said("open", world.errors(agenda, brief=brief))
    assert "Alpha Bank is closed on Saturdays (open weekdays 09:00–17:00)" in said


def test_ramadan_ends_visits_early(world: World) -> None:
    agenda = shift(drop(world.agenda(), "innovation", "bank"), 190, *SHOP)
    errors = world.errors(agenda, catalogue=world.in_ramadan())
    assert "In Ramadan visits in Alpha end by 15:30" in world.said("open", errors)
    assert "open" not in world.broken(agenda)


def test_unknown_host_and_leisure(world: World) -> None:
    agenda = change(world.agenda(), "lab", ref="nobody")
    assert "“nobody” is not a host of the catalogue" in world.said("open", world.errors(agenda))
    agenda = change(world.agenda(), "garden", ref="alpha-shop")
    assert "is not a leisure item" in world.said("open", world.errors(agenda))
    agenda = change(world.agenda(), "garden", ref=None)
    world.breaks_only("open", agenda, "Alpha Garden is not a leisure item of the catalogue")


@pytest.mark.parametrize(("days", "side"), [(-1, "before"), (1, "after")])
def test_estimated_holiday_beside_a_visit(world: World, days: int, side: str) -> None:
    catalogue = world.with_holiday("SG", THU + timedelta(days=days), "Eid", estimated=True)
    found = world.findings(world.agenda(), catalogue=catalogue)
    said = world.said("open", found, "warning")
    assert f"the day {side} the visit to Beta Lab" in said
    assert "estimate" in said
    sure = world.with_holiday("SG", THU + timedelta(days=days), "Eid")
    assert world.said("open", world.findings(world.agenda(), catalogue=sure), "warning") == ""


def test_seconds_count(world: World) -> None:
    catalogue = world.with_host("alpha-shop", hours=(hours("11:30", "13:00"),))
    assert world.errors(world.agenda(), catalogue=catalogue) == []
    ends = find(world.agenda(), "shop").end + timedelta(seconds=20)
    late = change(world.agenda(), "shop", end=ends)
    said = world.said("open", world.errors(late, catalogue=catalogue))
    assert "Alpha Shop is open 11:30–13:00 on Tuesday 23 March, not 11:30–13:00:20" in said
