"""capacity: the group fits hosts, rooms, gardens and coaches."""

from __future__ import annotations

from tests.unit.rules.atlas import hours, make_brief, wishing
from tests.unit.rules.world import World
from workshop.model.cities import CityWishes
from workshop.model.tour import HostWish, VenueWish


def test_group_larger_than_the_hosts_cap(world: World) -> None:
    world.breaks_only(
        "capacity",
        world.agenda(),
        "Alpha Shop takes 12; the group is 18",
        brief=wishing(id="alpha-shop", group_cap=12),
    )


def test_group_larger_than_room_garden_and_coach(world: World) -> None:
    wish = VenueWish(city="alpha", id="alpha-hotel", capacity=10)
    world.breaks_only(
        "capacity",
        world.agenda(),
        "Alpha Hotel seats 10; the group is 18",
        brief=make_brief(venues=(wish,)),
    )
    small = tuple(
        item.model_copy(update={"capacity": 5}) for item in world.catalogue.city["alpha"].leisure
    )
    world.breaks_only(
        "capacity",
        world.agenda(),
        "Alpha Garden takes 5",
        catalogue=world.with_city("alpha", leisure=small),
    )
    world.breaks_only(
        "capacity",
        world.agenda(),
        "The coach has 15 seats; the group is 18",
        brief=make_brief(coach_seats=15),
    )


def test_cap_equal_to_the_group_is_enough(world: World) -> None:
    brief = make_brief(coach_seats=18, hosts=(HostWish(id="alpha-shop", group_cap=18),))
    assert world.errors(world.agenda(), brief=brief) == []


def test_assumed_cap_alone_is_noted_under_capacity(world: World) -> None:
    brief = make_brief(
        cities=CityWishes(must=("alpha", "beta")),
        hosts=(HostWish(id="alpha-shop", hours=(hours("09:00", "17:00"),), visit_minutes=90),),
    )
    said = world.said("capacity", world.findings(world.agenda(), brief=brief), "note")
    assert "Alpha Shop's group cap is assumed (25); ask the host" in said
