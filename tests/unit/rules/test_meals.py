"""meals: lunch, every day, in its window, in the right place."""

from __future__ import annotations

from datetime import time

from tests.unit.rules.atlas import WED, make_brief, make_pair
from tests.unit.rules.world import World, change, drop, replace, shift, stretch
from workshop.model.agenda import Agenda
from workshop.model.place import RamadanRule
from workshop.model.tour import Arrival, Departure


def test_day_without_lunch(world: World) -> None:
    world.breaks_only(
        "meals",
        drop(world.agenda(), "thursday-lunch"),
        "There is no lunch on Thursday 25 March",
        "plan 60 minutes between 11:30 and 14:30",
    )


def test_short_lunch(world: World) -> None:
    world.breaks_only(
        "meals",
        stretch(world.agenda(), "hotel-lunch", end=-5),
        "Lunch on Wednesday 24 March lasts 55 minutes; 60 minutes are needed",
        "end it at 12:45",
    )


def test_lunch_outside_its_window(world: World) -> None:
    later = shift(world.agenda(), 25, "shop-lunch", "shop-return")
    later = shift(later, 20, "innovation", "tuesday-debrief")
    world.breaks_only(
        "meals",
        later,
        "Lunch on Tuesday 23 March is at 13:35–14:35, outside 11:30–14:30",
        "move it to 13:30 or earlier",
    )


def test_meal_that_is_not_called_lunch_is_none(world: World) -> None:
    world.breaks_only("meals", change(world.agenda(), "hotel-lunch", ref=None), "no lunch on")


def test_two_lunches(world: World) -> None:
    again = world.block(WED, "alpha", "14:10", "14:20", "meal", id="again", ref="lunch")
    agenda = replace(world.agenda(), "airport-coach", lambda block: (again, block))
    assert "There are 2 lunches on Wednesday" in world.said("meals", world.errors(agenda))


def test_lunch_in_ramadan(world: World) -> None:
    world.breaks_only(
        "meals",
        world.agenda(),
        "Lunch on Tuesday 23 March is at Alpha Shop, where people fast: it is Ramadan",
        "have lunch at the base",
        catalogue=world.in_ramadan(),
    )


def test_lunch_at_a_host_in_ramadan_where_it_is_usual(world: World) -> None:
    world.catalogue = world.in_ramadan()
    allowed = RamadanRule(visits_end=time(15, 30), host_lunch=True)
    catalogue = world.with_city("alpha", ramadan=allowed)
    assert world.errors(world.agenda(), catalogue=catalogue) == []


def test_lunch_at_a_host_that_was_not_just_visited(world: World) -> None:
    agenda = change(world.agenda(), "hotel-lunch", place=world.place("alpha-shop"))
    said = world.said("meals", world.errors(agenda))
    assert "at Alpha Shop, which the group has not just visited" in said


def test_lunch_at_a_sight(world: World) -> None:
    agenda = change(world.agenda(), "hotel-lunch", place=world.place("alpha-garden"))
    said = world.said("meals", world.errors(agenda))
    assert "at Alpha Garden, which is neither the base nor a host just visited" in said


def test_lunch_in_an_airport_where_the_group_is_not_yet(world: World) -> None:
    agenda = change(world.agenda(), "hotel-lunch", place=world.place("bbb"))
    said = world.said("meals", world.errors(agenda))
    assert "at Beta Airport, but not in the wait for a flight or after one" in said


def noon(world: World) -> Agenda:
    """The agenda with a flight at noon on Wednesday, debrief in Beta, and no lunch."""
    agenda = drop(
        world.agenda(),
        *("bank-briefing", "bank-coach", "bank", "bank-pause", "bank-return", "hotel-lunch"),
        *("coordination", "wednesday-debrief"),
    )
    agenda = shift(agenda, -6 * 60, "airport-coach", "check-in", "flight", "kerb", "hotel-coach")
    agenda = shift(stretch(agenda, "check-in", start=15), 15, "airport-coach")
    late = world.block(WED, "beta", "16:10", "16:40", "training", id="coordination", ref="m05",
                       form="short")  # fmt: skip
    debrief = world.block(WED, "beta", "17:30", "18:15", "debrief", id="wednesday-debrief")
    coach = {"end": late.start.replace(hour=16, minute=30)}
    agenda = change(agenda, "hotel-coach", **coach)
    late = late.model_copy(
        update={
            "start": late.start.replace(minute=40),
            "end": late.end.replace(hour=17, minute=10),
        }
    )
    return replace(agenda, "hotel-coach", lambda block: (block, late, debrief))


def test_flight_at_noon_excuses_lunch_with_a_note(world: World) -> None:
    found = world.findings(noon(world))
    assert world.said("meals", found) == ""
    assert "No lunch is planned on Wednesday 24 March" in world.said("meals", found, "note")


def test_flight_in_the_evening_excuses_nothing(world: World) -> None:
    world.breaks_only("meals", drop(world.agenda(), "hotel-lunch"), "no lunch on Wednesday")


def test_flight_that_leaves_an_hour_of_the_window_excuses_nothing(world: World) -> None:
    """Check-in at half past twelve: an hour of the window is left; a minute less is not."""
    for departs, excused in (("15:00", False), ("14:59", True)):
        minutes = 180 if departs == "15:00" else 179
        agenda = shift(noon(world), minutes, "airport-coach", "check-in", "flight")
        pair = make_pair("AAA", "BBB", 110, (departs,), ())
        found = world.findings(agenda, catalogue=world.with_catalogue(flights=(pair,)))
        assert ("no lunch on" in world.said("meals", found)) is not excused


def test_arrival_in_the_afternoon_and_departure_at_noon_excuse_lunch(world: World) -> None:
    brief = make_brief(
        arrival=Arrival(city="alpha", airport="AAA", at=time(13, 0)),
        departure=Departure(city="beta", airport="BBB", at=time(14, 30)),
    )
    agenda = drop(world.agenda(), "shop-lunch", "thursday-lunch")
    found = world.findings(agenda, brief=brief)
    assert world.said("meals", found) == ""
    notes = world.said("meals", found, "note")
    assert "on Tuesday 23 March" in notes
    assert "on Thursday 25 March" in notes


def test_lunch_while_waiting_for_the_last_flight(world: World) -> None:
    agenda = change(world.agenda(), "thursday-lunch", place=world.place("bbb"))
    brief = make_brief(departure=Departure(city="beta", airport="BBB", at=time(14, 30)))
    assert "meals" not in world.broken(agenda, brief=brief)
    assert "meals" in world.broken(agenda)


def test_lunch_in_the_airport_where_the_group_has_landed(world: World) -> None:
    agenda = change(world.agenda(), "shop-lunch", place=world.place("aaa"))
    for lands, fine in (("11:00", True), ("16:00", False)):
        brief = make_brief(
            arrival=Arrival(city="alpha", airport="AAA", at=time.fromisoformat(lands))
        )
        said = world.said("meals", world.findings(agenda, brief=brief))
        assert ("not in the wait for a flight or after one" not in said) is fine
