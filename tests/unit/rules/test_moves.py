"""overlap and travel-time."""

from __future__ import annotations

from tests.unit.rules.atlas import TUE, WED
from tests.unit.rules.world import World, change, drop, find, replace, shift, stretch
from workshop.model.agenda import Place


def test_two_things_at_once(world: World) -> None:
    world.breaks_only(
        "overlap",
        stretch(world.agenda(), "hotel-lunch", end=10),
        "“Coordination” starts at 12:50 on Wednesday 24 March while lunch lasts until 12:55",
        "move it to 12:55 or later",
    )


def test_thing_inside_a_longer_one_is_found_after_a_short_one_between(world: World) -> None:
    agenda = stretch(world.agenda(), "shop-lunch", end=10)
    agenda = stretch(agenda, "shop-return", start=5, end=-18)
    errors = world.errors(agenda)
    assert "while lunch lasts until 14:20" in world.said("overlap", errors)


def test_coach_too_short_for_its_ride(world: World) -> None:
    world.breaks_only(
        "travel-time",
        stretch(world.agenda(), "shop-return", end=-10),
        "The coach from Alpha Shop to Alpha Hotel needs 25 minutes when it leaves at 14:10; "
        "15 minutes are planned",
        "plan it until 14:35",
    )


def test_coach_too_short_for_the_peak(world: World) -> None:
    agenda = stretch(world.agenda(), "garden-coach", end=-10)
    world.breaks_only("travel-time", agenda, "needs 25 minutes when it leaves at 17:30")
    # outside the peak the same minutes are enough
    agenda = stretch(world.agenda(), "garden-return", end=-10)
    assert world.broken(agenda) == set()


def test_short_coach_that_makes_the_next_thing_late_names_it(world: World) -> None:
    world.breaks_only(
        "travel-time",
        stretch(world.agenda(), "shop-coach", start=22, end=5),
        "Alpha Shop starts at 11:30 but the coach from Alpha Hotel arrives at 11:32: it needs "
        "25 minutes",
        "move it to 11:47 or later, or leave earlier",
    )


def test_airport_coach_is_recomputed_too(world: World) -> None:
    world.breaks_only(
        "travel-time",
        stretch(world.agenda(), "airport-coach", start=10),
        "the coach from Alpha Hotel arrives at 15:10: it needs 40 minutes",
    )


def test_group_is_early_at_a_host(world: World) -> None:
    world.breaks_only(
        "travel-time",
        stretch(world.agenda(), "shop-coach", end=8),
        "Alpha Shop starts at 11:30 but the coach from Alpha Hotel arrives at 11:18; the group "
        "should be there 15 minutes before",
        "move it to 11:33 or later",
    )


def test_nobody_is_elsewhere_without_a_coach(world: World) -> None:
    world.breaks_only(
        "travel-time",
        drop(world.agenda(), "bank-return"),
        "Lunch starts at Alpha Hotel at 11:45 on Wednesday 24 March, but the group is still at "
        "Alpha Bank",
        "plan a coach from Alpha Bank to Alpha Hotel (20 minutes)",
    )


def test_visit_without_a_coach_to_it(world: World) -> None:
    world.breaks_only(
        "travel-time",
        drop(world.agenda(), "lab-coach"),
        "Beta Lab starts at Beta Lab at 10:45 on Thursday 25 March, but the group is still at "
        "Beta Hotel",
    )


def test_coach_leaves_from_where_the_group_is(world: World) -> None:
    agenda = change(world.agenda(), "lab-coach", place=world.place("beta-hall"))
    world.breaks_only(
        "travel-time", agenda, "leaves at 10:00 on Thursday 25 March, but the group is still at"
    )


def test_group_wakes_where_it_went_to_bed(world: World) -> None:
    agenda = drop(world.agenda(), "garden-return")
    said = world.said("travel-time", world.errors(agenda))
    assert "The briefing for Alpha Bank starts at Alpha Hotel at 08:30 on Wednesday" in said


def test_place_nobody_knows(world: World) -> None:
    nowhere = Place(id="moon", name="The Moon", lat=0.0, lon=0.0)
    agenda = change(world.agenda(), "tea", place=nowhere)
    world.breaks_only("travel-time", agenda, "The break is at The Moon, a place that is not in")


def test_coach_to_nowhere(world: World) -> None:
    agenda = change(world.agenda(), "lab-return", to=None)
    world.breaks_only("travel-time", agenda, "leaves Beta Lab at 12:25 goes nowhere")


def test_coach_to_another_country(world: World) -> None:
    agenda = change(world.agenda(), "garden-return", to=world.place("beta-hotel"))
    said = world.said("travel-time", world.errors(agenda))
    assert "No coach goes from Alpha Garden in Alpha to Beta Hotel in Beta" in said


def test_only_coaches_and_flights_move_the_group(world: World) -> None:
    agenda = change(world.agenda(), "shop-lunch", to=world.place("alpha-hotel"))
    agenda = drop(agenda, "shop-return")
    world.breaks_only("travel-time", agenda, "only coaches and flights move the group")


def test_visit_is_at_the_host(world: World) -> None:
    agenda = change(world.agenda(), "shop", place=world.place("alpha-bank"))
    assert "Alpha Shop is planned at Alpha Bank" in world.said("travel-time", world.errors(agenda))


def test_position_is_the_catalogues_whatever_the_agenda_says(world: World) -> None:
    beside = world.place("alpha-hotel").model_copy(update={"id": "alpha-bank", "lat": -6.0})
    agenda = change(world.agenda(), "bank-coach", to=beside)
    agenda = stretch(agenda, "bank-coach", end=-15)
    found = world.findings(agenda)
    assert "needs 30 minutes" in world.said("travel-time", found)
    assert "another position" in world.said("travel-time", found, "warning")


def test_position_that_is_no_number(world: World) -> None:
    lost = Place(id="alpha-hotel", name="Alpha Hotel", lat=float("nan"), lon=float("inf"))
    found = world.findings(change(world.agenda(), "tea", place=lost))
    assert "another position" in world.said("travel-time", found, "warning")


def test_lunch_at_a_host_before_its_visit_counts_as_being_there(world: World) -> None:
    """The ride is what must end early, whatever the group does at the host until the visit."""
    early = world.block(TUE, "alpha", "11:10", "11:20", "break", place="alpha-shop", id="wait")
    agenda = replace(world.agenda(), "shop", lambda block: (early, block))
    assert "travel-time" not in world.broken(agenda)
    agenda = shift(stretch(agenda, "shop-coach", end=8), 8, "wait")
    assert "arrives at 11:18" in world.said("travel-time", world.errors(agenda))


def test_flight_is_a_way_to_another_city_and_its_absence_is_seen(world: World) -> None:
    agenda = drop(world.agenda(), "flight")
    assert "the group is still at Alpha Airport" in world.said("travel-time", world.errors(agenda))
    assert find(world.agenda(), "flight").start.date() == WED
