"""flight: departures, waits, booked flights, zones."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from tests.unit.rules.atlas import THU, TUE, WED, make_brief, make_pair
from tests.unit.rules.world import World, change, drop, find, replace, shift, stretch
from workshop.model.tour import Arrival, BookedFlight, Departure

EVENING = ("flight", "kerb", "hotel-coach")


def booked(**more: Any) -> BookedFlight:
    values: dict[str, Any] = {"date": WED, "start": "AAA", "end": "BBB"}
    return BookedFlight(**(values | {"departs": time(18, 0), "lands": time(20, 50)} | more))


def test_departure_that_does_not_exist(world: World) -> None:
    agenda = stretch(shift(world.agenda(), -10, *EVENING), "check-in", end=-10)
    world.breaks_only(
        "flight",
        agenda,
        "The flight from Alpha Airport to Beta Airport leaves at 17:50; the departures known are "
        "12:00 and 18:00",
        "take 18:00",
    )


def test_landing_is_departure_plus_block_minutes(world: World) -> None:
    agenda = shift(stretch(world.agenda(), "flight", end=-10), -10, "kerb", "hotel-coach")
    world.breaks_only(
        "flight", agenda, "takes 110 minutes; the agenda gives it 100 minutes", "land at 20:50"
    )


def test_way_back_has_its_own_departures(world: World) -> None:
    turned = make_pair("BBB", "AAA", 110, ("12:00",), ("12:00", "18:00"))
    catalogue = world.with_catalogue(flights=(turned,))
    assert world.errors(world.agenda(), catalogue=catalogue) == []
    turned = make_pair("BBB", "AAA", 110, ("12:00", "18:00"), ("12:00",))
    world.breaks_only(
        "flight",
        world.agenda(),
        "the departures known are 12:00",
        catalogue=world.with_catalogue(flights=(turned,)),
    )


def test_pair_nobody_flies(world: World) -> None:
    world.breaks_only(
        "flight",
        world.agenda(),
        "No flight is known from Alpha Airport to Beta Airport",
        catalogue=world.with_catalogue(flights=()),
    )


def test_booked_flight_decides(world: World) -> None:
    none = world.with_catalogue(flights=())
    brief = make_brief(flights=(booked(),))
    assert world.errors(world.agenda(), brief=brief, catalogue=none) == []
    world.breaks_only(
        "flight",
        world.agenda(),
        "on Wednesday 24 March is booked for 17:00–19:50; the agenda has 18:00–20:50",
        brief=make_brief(flights=(booked(departs=time(17, 0), lands=time(19, 50)),)),
    )
    world.breaks_only(
        "flight",
        world.agenda(),
        "is booked for 18:00–20:45",
        brief=make_brief(flights=(booked(lands=time(20, 45)),)),
    )


def test_booked_flight_is_used(world: World) -> None:
    world.breaks_only(
        "flight",
        world.agenda(),
        "The flight booked from Beta Airport to Gamma Airport on Wednesday 24 March, 11:00–12:25, "
        "is not in the agenda",
        brief=make_brief(
            flights=(booked(start="BBB", end="GGG", departs=time(11, 0), lands=time(12, 25)),)
        ),
    )
    world.breaks_only(
        "flight",
        world.agenda(),
        "on Tuesday 23 March",
        brief=make_brief(flights=(booked(date=TUE),)),
    )


def test_flight_from_outside_the_catalogue_is_not_missed(world: World) -> None:
    brief = make_brief(flights=(booked(start="LHR"),))
    assert world.errors(world.agenda(), brief=brief) == []


def test_at_the_airport_in_time(world: World) -> None:
    agenda = shift(world.agenda(), 35, "wednesday-debrief", "airport-coach")
    agenda = stretch(agenda, "check-in", start=35)
    world.breaks_only(
        "flight",
        agenda,
        "leaves at 18:00; the group is at Alpha Airport 2 h 20 before, and 2 h 30 are needed",
        "be at Alpha Airport by 15:30",
    )


def test_no_wait_at_all(world: World) -> None:
    world.breaks_only(
        "flight", drop(world.agenda(), "check-in"), "is at Alpha Airport 0 minutes before"
    )


def test_lunch_is_part_of_the_wait(world: World) -> None:
    parts = (
        world.block(WED, "alpha", "15:30", "16:30", "meal", id="snack", ref="snack", place="aaa"),
        world.block(WED, "alpha", "16:30", "18:00", "break", id="check-in", ref="aaa", place="aaa"),
    )
    agenda = replace(world.agenda(), "check-in", lambda block: parts)
    assert world.errors(agenda) == []


def test_kerb(world: World) -> None:
    world.breaks_only(
        "flight",
        stretch(world.agenda(), "kerb", end=-5),
        "lands at 20:50; it takes 40 minutes to the kerb of Beta Airport, and 35 minutes are",
    )
    world.breaks_only("flight", drop(world.agenda(), "kerb"), "and 0 minutes are planned")


def test_two_flights_in_a_day(world: World) -> None:
    again = find(world.agenda(), "flight").model_copy(
        update={"id": "again", "start": find(world.agenda(), "kerb").start}
    )
    end = again.start + timedelta(minutes=110)
    agenda = replace(
        world.agenda(), "kerb", lambda block: (block, again.model_copy(update={"end": end}))
    )
    said = world.said("flight", world.errors(agenda))
    assert "There are two flights on Wednesday 24 March" in said


def test_flight_inside_one_country(world: World) -> None:
    world.breaks_only(
        "flight",
        world.agenda(),
        "stays in one country",
        catalogue=world.with_city("beta", country_code="ID"),
    )


def test_flight_between_places_that_are_no_airports(world: World) -> None:
    agenda = change(world.agenda(), "flight", to=None)
    assert "not between two airports" in world.said("flight", world.errors(agenda))
    agenda = change(world.agenda(), "flight", to=world.place("beta-hotel"))
    assert "not between two airports" in world.said("flight", world.errors(agenda))


def test_wait_for_no_flight(world: World) -> None:
    wait = world.block(TUE, "alpha", "14:35", "14:45", "break", id="odd", ref="aaa")
    agenda = replace(world.agenda(), "innovation", lambda block: (wait, block))
    world.breaks_only(
        "flight", agenda, "The group waits at Alpha Airport on Tuesday 23 March for no flight"
    )


@pytest.mark.parametrize("key", ["platforms", "shop", "tuesday-debrief"])
def test_time_written_in_another_zone(world: World, key: str) -> None:
    block = find(world.agenda(), key)
    other = datetime.fromisoformat("2027-03-23T00:00:00+08:00").tzinfo
    agenda = change(
        world.agenda(), key, start=block.start.astimezone(other), end=block.end.astimezone(other)
    )
    world.breaks_only("flight", agenda, "in another zone; in Alpha it is")


def test_landing_is_written_in_the_zone_of_the_goal(world: World) -> None:
    flight = find(world.agenda(), "flight")
    agenda = change(world.agenda(), "flight", end=flight.end.astimezone(flight.start.tzinfo))
    world.breaks_only(
        "flight",
        agenda,
        "The flight from Alpha Airport to Beta Airport is written as 19:50 in another zone; in "
        "Beta it is 20:50 then",
        "write it as 20:50 with the offset of Beta",
    )


def test_time_zone_nobody_knows(world: World) -> None:
    for zone in ("Mars/Base", "../etc/passwd", "", "Asia"):
        catalogue = world.with_city("alpha", timezone=zone)
        world.breaks_only(
            "flight", world.agenda(), "has a time zone nobody knows", catalogue=catalogue
        )


def test_inbound_booking_of_the_arrival_is_not_missed(world: World) -> None:
    """A booked flight that brings the group to the tour is the arrival itself."""
    inbound = booked(date=TUE, start="GGG", end="AAA", departs=time(3, 0), lands=time(6, 50))
    brief = make_brief(
        flights=(inbound,), arrival=Arrival(city="alpha", airport="AAA", at=time(6, 50))
    )
    assert "flight" not in world.broken(world.agenda(), brief=brief)


def test_outbound_booking_of_the_departure_is_not_missed(world: World) -> None:
    outbound = booked(date=THU, start="BBB", end="GGG", departs=time(20, 0), lands=time(21, 25))
    brief = make_brief(
        flights=(outbound,), departure=Departure(city="beta", airport="BBB", at=time(20, 0))
    )
    assert "flight" not in world.broken(world.agenda(), brief=brief)
    empty = world.agenda().model_copy(update={"days": ()})
    assert "flight" in world.broken(empty, brief=brief)
