"""day and dates."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from tests.unit.rules.atlas import THU, TUE, WED, make_brief
from tests.unit.rules.world import World, change, drop, find, replace, shift, stretch
from workshop.model.agenda import Agenda
from workshop.model.tour import Balance, DateWindow, Pace, VenueWish


def reordered(agenda: Agenda, *numbers: int) -> Agenda:
    """The agenda with its days in another order."""
    return agenda.model_copy(update={"days": tuple(agenda.days[number] for number in numbers)})


def test_day_that_starts_too_early(world: World) -> None:
    agenda = stretch(world.agenda(), "platforms", start=-15)
    agenda = shift(agenda, 0, "platforms")
    agenda = stretch(agenda, "platforms", end=-15)
    world.breaks_only(
        "day",
        agenda,
        "“Platforms” starts at 08:15 on Tuesday 23 March; the day is not before 08:30",
        "move it to 08:30 or later",
    )


def test_day_that_ends_too_late(world: World) -> None:
    world.breaks_only(
        "day",
        drop(shift(world.agenda(), 120, "tuesday-debrief"), *GARDEN),
        "The debrief ends at 19:00 on Tuesday 23 March; the day is over by 18:30",
        "end it by 18:30",
    )


GARDEN = ("garden-coach", "garden", "garden-return")


def test_evening_is_for_leisure_until_its_end(world: World) -> None:
    brief = make_brief(pace=Pace(evening_end=time(20, 15)))
    world.breaks_only(
        "day",
        world.agenda(),
        "The coach from Alpha Garden to Alpha Hotel ends at 20:30 on Tuesday 23 March; the "
        "evening is over by 20:15",
        brief=brief,
    )


def test_travel_by_flight_has_its_own_hours(world: World) -> None:
    brief = make_brief(pace=Pace(evening_end=time(21, 0), travel_until=time(22, 0)))
    world.breaks_only(
        "day",
        world.agenda(),
        "The coach from Beta Airport to Beta Hotel ends at 22:10 on Wednesday 24 March; travel is "
        "over by 22:00",
        brief=brief,
    )


def test_coach_to_an_airport_may_leave_before_the_day_but_not_before_travel(world: World) -> None:
    agenda = drop(
        world.agenda(),
        *("bank-briefing", "bank-coach", "bank", "bank-pause", "bank-return", "hotel-lunch"),
        *("coordination", "wednesday-debrief"),
    )
    for start, broken in (("06:00", False), ("05:55", True)):
        coach = {
            "start": find(agenda, "airport-coach").start.replace(
                hour=int(start[:2]), minute=int(start[3:])
            ),
            "end": find(agenda, "airport-coach").end.replace(hour=7, minute=0),
        }
        early = change(agenda, "airport-coach", **coach)
        early = change(early, "check-in", start=coach["end"])
        assert ("not before 06:00" in world.said("day", world.errors(early))) is broken


def test_end_after_midnight_is_late_not_early(world: World) -> None:
    agenda = stretch(world.agenda(), "garden-return", end=4 * 60)
    assert "ends at 00:30 the next day" in world.said("day", world.errors(agenda))


def test_rest_counts_across_zones(world: World) -> None:
    """Home at 22:10 in Beta, where clocks are an hour ahead of the city the day began in."""
    agenda = shift(world.agenda(), -6, "coordination-platforms")
    world.breaks_only(
        "day",
        agenda,
        "There are 10 h 59 of rest between the coach from Beta Airport to Beta Hotel, which ends "
        "at 22:10 on Wednesday 24 March, and “Coordination platforms” at 09:09; 11 hours are",
        "start at 09:10 or later",
    )
    brief = make_brief(pace=Pace(rest_hours=10))
    assert world.errors(agenda, brief=brief) == []


def test_visits_a_day(world: World) -> None:
    world.breaks_only(
        "day",
        world.agenda(),
        "Tuesday 23 March has 1 visit; the brief allows 0",
        brief=make_brief(pace=Pace(visits_per_day=0)),
    )


def test_day_starts_at_the_base(world: World) -> None:
    agenda = drop(world.agenda(), "bank-briefing")
    agenda = drop(agenda, "bank-coach")
    said = world.said("day", world.errors(agenda))
    assert "Wednesday 24 March starts at Alpha Bank, not at Alpha Hotel, the base in Alpha" in said


def test_day_ends_at_the_base(world: World) -> None:
    agenda = drop(world.agenda(), "garden-return")
    said = world.said("day", world.errors(agenda))
    assert "Tuesday 23 March ends at Alpha Garden, not at Alpha Hotel" in said


def test_last_day_ends_at_the_base_too(world: World) -> None:
    coach = world.block(THU, "beta", "16:30", "17:30", "transfer", id="away", to="bbb")
    agenda = replace(world.agenda(), "thursday-debrief", lambda block: (block, coach))
    said = world.said("day", world.errors(agenda))
    assert "Thursday 25 March ends at Beta Airport, not at Beta Hotel" in said


def test_one_base_in_a_city(world: World) -> None:
    hall = world.place("alpha-hall")
    there = world.block(TUE, "alpha", "14:35", "15:00", "transfer", id="there", to="alpha-hall")
    back = world.block(TUE, "alpha", "17:00", "17:30", "transfer", id="back", to="alpha-hotel",
                       place="alpha-hall")  # fmt: skip
    agenda = drop(world.agenda(), *GARDEN)
    agenda = change(agenda, "innovation", place=hall)
    agenda = shift(agenda, 15, "innovation")
    agenda = change(agenda, "tuesday-debrief", place=hall)
    agenda = replace(agenda, "innovation", lambda block: (there, block))
    agenda = shift(agenda, 0, "tuesday-debrief")
    agenda = replace(agenda, "tuesday-debrief", lambda block: (block, back))
    world.breaks_only(
        "day",
        agenda,
        "“Innovation” on Tuesday 23 March is at Alpha Hall, not at Alpha Hotel, the base in Alpha",
        "The debrief on Tuesday 23 March is at Alpha Hall",
    )


def test_base_is_the_venue_the_brief_names(world: World) -> None:
    brief = make_brief(venues=(VenueWish(city="beta", id="beta-hall"),))
    world.breaks_only(
        "day",
        world.agenda(),
        "Thursday 25 March starts at Beta Hotel, not at Beta Hall, the base in Beta",
        brief=brief,
    )


def test_number_of_days(world: World) -> None:
    world.breaks_only(
        "dates",
        world.agenda(),
        "The agenda has 3 days; the brief asks for 5 days",
        brief=make_brief(days=5),
    )


@pytest.mark.parametrize("order", [(1, 0, 2), (2, 1, 0), (0, 2, 1), (1, 2, 0)])
def test_days_in_another_order(world: World, order: tuple[int, ...]) -> None:
    world.breaks_only("dates", reordered(world.agenda(), *order), "days come one after the other")


def test_day_missing_or_twice(world: World) -> None:
    for order in ((0, 2), (0, 1, 1), (0, 0, 1, 2)):
        assert "dates" in world.broken(reordered(world.agenda(), *order))


def test_blocks_of_two_days_exchanged(world: World) -> None:
    agenda = world.agenda()
    first, second, third = agenda.days
    days = (
        first.model_copy(update={"blocks": third.blocks}),
        second,
        third.model_copy(update={"blocks": first.blocks}),
    )
    world.breaks_only(
        "dates",
        agenda.model_copy(update={"days": days}),
        "“Platforms” is on Tuesday 23 March, 08:30, but stands under Thursday 25 March",
    )


def test_blocks_out_of_order_in_a_day(world: World) -> None:
    agenda = world.agenda()
    days = (
        agenda.days[0].model_copy(update={"blocks": tuple(reversed(agenda.days[0].blocks))}),
        *agenda.days[1:],
    )
    world.breaks_only("dates", agenda.model_copy(update={"days": days}), "stands after")


def test_start_and_window_of_the_brief(world: World) -> None:
    world.breaks_only(
        "dates",
        world.agenda(),
        "The agenda starts on Tuesday 23 March 2027; the brief says Wednesday 24 March 2027",
        brief=make_brief(start=WED),
    )
    for window in (
        DateWindow(earliest=WED, latest=date(2027, 4, 2)),
        DateWindow(earliest=date(2027, 3, 1), latest=WED),
    ):
        world.breaks_only(
            "dates", world.agenda(), "the brief's window is", brief=make_brief(window=window)
        )


def test_block_moved_by_a_whole_day(world: World) -> None:
    agenda = shift(world.agenda(), 24 * 60, "garden")
    assert "stands under Tuesday 23 March" in world.said("dates", world.errors(agenda))


def test_dates_at_the_ends_of_the_calendar(world: World) -> None:
    for at in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:00-12:00"):
        block = world.block(TUE, "alpha", "08:30", "09:45", "training", id="odd", ref="m11")
        start = block.start.fromisoformat(at)
        odd = block.model_copy(update={"start": start, "end": start + timedelta(seconds=30)})
        agenda = replace(world.agenda(), "platforms", lambda block, odd=odd: (odd, block))
        assert "dates" in world.broken(agenda)
        days = (world.agenda().days[0].model_copy(update={"date": start.date()}),)
        assert "dates" in world.broken(world.agenda().model_copy(update={"days": days}))


def test_empty_day_has_no_shape_to_break(world: World) -> None:
    agenda = world.agenda()
    days = (*agenda.days[:2], agenda.days[2].model_copy(update={"blocks": ()}))
    brief = make_brief(balance=Balance(hard=False))
    broken = world.broken(agenda.model_copy(update={"days": days}), brief=brief)
    assert broken == {"meals", "prerequisite", "route"}


def test_a_year_the_calendar_does_not_know_is_warned_of(world: World) -> None:
    catalogue = world.with_holiday("AA", date(2031, 5, 1), "Labour Day")
    found = world.findings(world.agenda(), catalogue=catalogue)
    said = world.said("dates", found, "warning")
    assert "The calendar knows the holidays of 2031 only" in said
    assert "on which days of 2027 offices are closed is not known" in said
    known = world.with_holiday("AA", date(2027, 5, 1), "Labour Day")
    assert not world.said("dates", world.findings(world.agenda(), catalogue=known), "warning")
