"""route: cities, their stretches and lists, the way in and the way out."""

from __future__ import annotations

from datetime import time
from typing import Any

from tests.unit.rules.atlas import THU, TUE, WED, make_brief
from tests.unit.rules.world import World, change, drop, replace, stretch
from workshop.model.agenda import Agenda
from workshop.model.cities import CityWishes
from workshop.model.tour import Arrival, Balance, Departure


def listing(agenda: Agenda, number: int, *cities: str) -> Agenda:
    """The agenda with another list of cities on one day."""
    days = list(agenda.days)
    days[number] = days[number].model_copy(update={"cities": cities})
    return agenda.model_copy(update={"days": tuple(days)})


def test_must_city_that_is_not_on_the_route(world: World) -> None:
    brief = make_brief(cities=CityWishes(must=("alpha", "beta", "gamma")))
    world.breaks_only(
        "route",
        world.agenda(),
        "Gamma is a must of the brief and the tour does not go there",
        brief=brief,
    )


def test_cities_in_another_order_than_the_brief_says(world: World) -> None:
    wanted = CityWishes(must=("alpha", "beta"), order=("beta", "alpha"))
    world.breaks_only(
        "route",
        world.agenda(),
        "The tour goes to Alpha before Beta, but the brief wants Beta first",
        brief=make_brief(cities=wanted),
    )
    for order in (("alpha", "beta"), ("alpha", "gamma", "beta"), ("beta",)):
        asked = CityWishes(must=("alpha", "beta"), may=("gamma",), order=order)
        assert world.errors(world.agenda(), brief=make_brief(cities=asked)) == []


def test_city_nobody_asked_for(world: World) -> None:
    brief = make_brief(cities=CityWishes(must=("alpha",), may=("gamma",)))
    world.breaks_only(
        "route", world.agenda(), "goes to Beta, which the brief does not ask for", brief=brief
    )


def test_city_without_a_visit(world: World) -> None:
    agenda = drop(world.agenda(), "lab-briefing", "lab-coach", "lab", "lab-pause", "lab-return")
    brief = make_brief(balance=Balance(tolerance=0.3))
    world.breaks_only("route", agenda, "The tour goes to Beta but visits nobody there", brief=brief)


def test_city_in_two_stretches(world: World) -> None:
    hall = world.place("alpha-hotel")
    agenda = change(world.agenda(), "thursday-debrief", city="alpha", place=hall)
    said = world.said("route", world.errors(agenda))
    assert "The tour comes back to Alpha on Thursday 25 March after Beta" in said


def test_list_of_cities_agrees_with_the_blocks(world: World) -> None:
    world.breaks_only(
        "route",
        listing(world.agenda(), 1, "alpha"),
        "Wednesday 24 March is said to be in Alpha, but its blocks are in Alpha and Beta",
    )
    world.breaks_only("route", listing(world.agenda(), 1, "beta", "alpha"), "Alpha and Beta")
    world.breaks_only("route", listing(world.agenda(), 0), "said to be in no city")
    world.breaks_only("route", listing(world.agenda(), 2, "atlantis"), "“atlantis”")


def test_block_filed_under_another_city_than_its_place(world: World) -> None:
    agenda = change(world.agenda(), "tea", city="gamma")
    said = world.said("route", world.errors(agenda))
    assert "The break is said to be in Gamma, but Alpha Hotel is in Alpha" in said


def test_city_nobody_knows(world: World) -> None:
    agenda = change(world.agenda(), "tea", city="atlantis")
    said = world.said("route", world.errors(agenda))
    assert "The break is in “atlantis”, a city that is not in the catalogue" in said


def arriving(world: World) -> tuple[Agenda, Any]:
    """Return the tour with an arrival at Alpha on Tuesday, and a departure on Thursday evening."""
    wait = world.block(TUE, "alpha", "06:50", "07:30", "break", id="in", ref="aaa", place="aaa")
    coach = world.block(TUE, "alpha", "07:30", "08:30", "transfer", id="in-coach", place="aaa",
                        to="alpha-hotel")  # fmt: skip
    out = world.block(THU, "beta", "16:20", "17:20", "transfer", id="out-coach", to="bbb")
    left = world.block(THU, "beta", "17:20", "19:50", "break", id="out", ref="bbb", place="bbb")
    agenda = replace(world.agenda(), "platforms", lambda block: (wait, coach, block))
    agenda = replace(agenda, "thursday-debrief", lambda block: (block, out, left))
    brief = make_brief(
        arrival=Arrival(city="alpha", airport="AAA", at=time(6, 50)),
        departure=Departure(city="beta", airport="BBB", at=time(19, 50)),
    )
    return agenda, brief


def test_arrival_and_departure_of_the_brief(world: World) -> None:
    agenda, brief = arriving(world)
    assert world.errors(agenda, brief=brief) == []


def test_agenda_that_ignores_the_arrival(world: World) -> None:
    agenda, brief = arriving(world)
    world.breaks_only(
        "route",
        drop(agenda, "in", "in-coach"),
        "The group lands at Alpha Airport at 06:50 on the first day, but the agenda begins with "
        "“Platforms”",
        brief=brief,
    )


def test_arrival_at_another_time(world: World) -> None:
    agenda, brief = arriving(world)
    world.breaks_only(
        "route",
        stretch(agenda, "in", start=-5),
        "The group lands at Alpha Airport at 06:50 on Tuesday 23 March, but the agenda begins on "
        "Tuesday 23 March at 06:45",
        brief=brief,
    )


def test_arrival_in_another_city(world: World) -> None:
    agenda, brief = arriving(world)
    brief = brief.model_copy(
        update={"arrival": Arrival(city="gamma", airport="GGG", at=time(6, 50))}
    )
    assert "lands at Gamma Airport" in world.said("route", world.errors(agenda, brief=brief))


def test_agenda_that_ignores_the_departure(world: World) -> None:
    agenda, brief = arriving(world)
    world.breaks_only(
        "route",
        drop(agenda, "out", "out-coach"),
        "The group leaves from Beta Airport at 19:50 on the last day, but the agenda ends with "
        "the debrief",
        brief=brief,
    )


def test_departure_at_another_time(world: World) -> None:
    agenda, brief = arriving(world)
    world.breaks_only(
        "route",
        stretch(agenda, "out", end=10),
        "but the agenda ends on Thursday 25 March at 20:00",
        brief=brief,
    )


def test_waits_of_arrival_and_departure_are_long_enough(world: World) -> None:
    agenda, brief = arriving(world)
    short = stretch(agenda, "in", end=-10)
    world.breaks_only(
        "flight",
        short,
        "It takes 40 minutes to the kerb of Alpha Airport; 30 minutes are planned",
        "leave at 07:30 or later",
        brief=brief,
    )
    late = stretch(agenda, "out", start=20)
    world.breaks_only(
        "flight",
        late,
        "The group reaches Beta Airport at 17:40 for its departure at 19:50; 2 h 30 are needed",
        "be at Beta Airport by 17:20",
        brief=brief,
    )


def test_last_wait_may_hold_lunch(world: World) -> None:
    """A departure at two: lunch in the airport fills part of the wait, whichever comes first."""
    agenda, brief = arriving(world)
    brief = brief.model_copy(
        update={
            "departure": Departure(city="beta", airport="BBB", at=time(19, 50)),
        }
    )
    for wait, meal in (
        (("17:20", "18:50"), ("18:50", "19:50")),
        (("18:20", "19:50"), ("17:20", "18:20")),
    ):
        parts = sorted(
            (
                world.block(THU, "beta", *wait, "break", id="out", ref="bbb", place="bbb"),
                world.block(THU, "beta", *meal, "meal", id="dinner", ref="dinner", place="bbb"),
            ),
            key=lambda block: block.start,
        )
        fed = replace(agenda, "out", lambda block, parts=parts: tuple(parts))
        assert world.errors(fed, brief=brief) == []


def test_day_without_blocks_is_where_the_group_is(world: World) -> None:
    agenda = world.agenda()
    days = (*agenda.days[:2], agenda.days[2].model_copy(update={"blocks": ()}))
    empty = agenda.model_copy(update={"days": days})
    assert "said to be in" not in world.said("route", world.errors(empty))
    assert WED in {day.date for day in days}
