"""confirmed: a slot is kept, and who has not agreed is noted."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.unit.rules.atlas import TUE, WED, hours, wishing
from tests.unit.rules.world import World, change, drop
from workshop.model.tour import Slot

SHOP = ("shop-briefing", "shop-coach", "shop", "shop-pause", "shop-lunch", "shop-return")


def test_held_slot_on_a_holiday_is_kept_and_deserves_a_look(world: World) -> None:
    slot = Slot(date=TUE, start=time(11, 30))
    brief = wishing(id="alpha-shop", status="confirmed", slot=slot)
    catalogue = world.with_holiday("ID", TUE, "Day of Tea")
    found = world.findings(world.agenda(), brief=brief, catalogue=catalogue)
    assert world.said("open", found) == ""
    said = world.said("open", found, "warning")
    assert "The slot held at Alpha Shop, Tuesday 23 March 11:30, is outside its usual hours" in said
    assert "closed on Tuesday 23 March: Day of Tea" in said


def test_held_slot_outside_assumed_hours_deserves_a_look(world: World) -> None:
    slot = Slot(date=TUE, start=time(11, 30))
    brief = wishing(
        id="alpha-shop", status="tentative", slot=slot, hours=(hours("14:00", "17:00"),)
    )
    found = world.findings(world.agenda(), brief=brief)
    assert "Alpha Shop is open 14:00–17:00" in world.said("open", found, "warning")


def test_declined_host_is_not_visited(world: World) -> None:
    world.breaks_only(
        "confirmed",
        world.agenda(),
        "Alpha Shop has declined | take the visit out",
        brief=wishing(id="alpha-shop", status="declined"),
    )


@pytest.mark.parametrize("status", ["confirmed", "tentative"])
def test_held_slot_is_kept_to_the_minute(world: World, status: str) -> None:
    slot = Slot(date=TUE, start=time(11, 35))
    brief = wishing(id="alpha-shop", status=status, slot=slot)
    world.breaks_only(
        "confirmed",
        world.agenda(),
        "for Tuesday 23 March 11:35, but the visit is on Tuesday 23 March at 11:30",
        "move it to Tuesday 23 March 11:35",
        brief=brief,
    )


def test_held_slot_on_another_day(world: World) -> None:
    brief = wishing(id="alpha-shop", status="confirmed", slot=Slot(date=WED, start=time(11, 30)))
    world.breaks_only("confirmed", world.agenda(), "confirmed for Wednesday 24 March", brief=brief)


def test_held_slot_keeps_its_length(world: World) -> None:
    slot = Slot(date=TUE, start=time(11, 30), minutes=60)
    world.breaks_only(
        "confirmed",
        world.agenda(),
        "Alpha Shop is confirmed for 60 minutes, but the visit lasts 90 minutes",
        "end it at 12:30",
        brief=wishing(id="alpha-shop", status="confirmed", slot=slot),
    )


def test_slot_of_an_invited_host_binds_nobody(world: World) -> None:
    slot = Slot(date=WED, start=time(15, 0))
    brief = wishing(id="alpha-shop", status="invited", slot=slot)
    assert world.errors(world.agenda(), brief=brief) == []


def test_confirmed_host_is_in_the_agenda(world: World) -> None:
    slot = Slot(date=date(2027, 3, 23), start=time(15, 0))
    world.breaks_only(
        "confirmed",
        world.agenda(),
        "Alpha Post has confirmed for Tuesday 23 March 15:00 and is not in the agenda",
        brief=wishing(id="alpha-post", status="confirmed", slot=slot, wish="must"),
    )


def test_who_is_not_confirmed_is_noted_and_never_shown_as_confirmed(world: World) -> None:
    brief = wishing(id="alpha-shop", status="invited")
    notes = [one for one in world.findings(world.agenda(), brief=brief) if one.rule == "confirmed"]
    assert [(one.severity, one.blocks) for one in notes] == [("note", ("shop", "bank", "lab"))]
    assert notes[0].message == (
        "3 visits are not confirmed (invited: Alpha Shop; idea: Alpha Bank and Beta Lab)"
    )
    world.breaks_only(
        "confirmed",
        change(world.agenda(), "shop", status="confirmed"),
        "The agenda shows Alpha Shop as confirmed; the brief says invited",
        brief=brief,
    )
    stale = change(world.agenda(), "shop", status="idea")
    assert "as idea" in world.said("confirmed", world.findings(stale, brief=brief), "warning")


def test_single_visit_that_is_not_confirmed_reads_as_a_sentence(world: World) -> None:
    agenda = drop(drop(world.agenda(), "bank"), "lab")
    said = world.said("confirmed", world.findings(agenda), "note")
    assert "Alpha Shop is not confirmed (status: idea)" in said


def test_confirmed_host_gets_no_note(world: World) -> None:
    brief = wishing(id="alpha-shop", status="confirmed", slot=Slot(date=TUE, start=time(11, 30)))
    found = world.findings(change(world.agenda(), "shop", status="confirmed"), brief=brief)
    assert "Alpha Shop" not in world.said("confirmed", found, "note")
    assert world.said("confirmed", found) == ""
