"""frame: briefing, pause, debrief, breaks, and how long things last."""

from __future__ import annotations

from typing import Literal

import pytest

from tests.unit.rules.atlas import TUE, WED, make_brief
from tests.unit.rules.world import World, change, drop, in_order, replace, shift, stretch
from workshop.model.tour import HostWish


def test_visit_without_a_briefing(world: World) -> None:
    world.breaks_only(
        "frame",
        drop(world.agenda(), "lab-briefing"),
        "The visit to Beta Lab on Thursday 25 March has no briefing right before the group leaves",
        "plan 15 minutes of briefing before the coach leaves",
    )


def test_briefing_about_another_host(world: World) -> None:
    agenda = change(world.agenda(), "lab-briefing", ref="alpha-shop")
    world.breaks_only("frame", agenda, "The visit to Beta Lab on Thursday 25 March has no briefing")


def test_briefing_that_is_not_right_before_the_ride(world: World) -> None:
    agenda = drop(shift(world.agenda(), -45, "shop-briefing"), "tea")
    agenda = in_order(shift(agenda, 15, "capstone-short"))
    world.breaks_only("frame", agenda, "Alpha Shop on Tuesday 23 March has no briefing right")


def test_short_briefing(world: World) -> None:
    world.breaks_only(
        "frame",
        stretch(world.agenda(), "lab-briefing", start=5),
        "The briefing for Beta Lab lasts 10 minutes; 15 minutes are needed",
    )


def test_visit_without_a_pause(world: World) -> None:
    world.breaks_only(
        "frame",
        drop(world.agenda(), "lab-pause"),
        "The visit to Beta Lab on Thursday 25 March has no pause for notes after it",
        "plan 10 minutes at Beta Lab from 12:15",
    )


def test_pause_that_is_late_or_short(world: World) -> None:
    late = shift(world.agenda(), 5, "lab-pause", "lab-return")
    world.breaks_only("frame", late, "is not directly after the visit", "start it at 12:15")
    short = stretch(world.agenda(), "lab-pause", end=-3)
    world.breaks_only("frame", short, "after Beta Lab lasts 7 minutes; 10 minutes are needed")


def test_working_day_without_a_debrief(world: World) -> None:
    world.breaks_only(
        "frame",
        drop(world.agenda(), "tuesday-debrief"),
        "Tuesday 23 March has no debrief",
        "plan 45 minutes at the base after “Innovation”",
    )


def test_debrief_before_the_last_lecture(world: World) -> None:
    agenda = shift(world.agenda(), -35, "wednesday-debrief")
    agenda = in_order(shift(agenda, 50, "coordination"))
    world.breaks_only(
        "frame",
        agenda,
        "The debrief on Wednesday 24 March is before “Coordination” is over",
    )


def test_short_debrief_and_two_debriefs(world: World) -> None:
    short = stretch(world.agenda(), "tuesday-debrief", end=-5)
    world.breaks_only("frame", short, "The debrief on Tuesday 23 March lasts 40 minutes; 45")
    again = world.block(WED, "alpha", "08:30", "09:15", "debrief", id="again")
    agenda = replace(drop(world.agenda(), "bank-briefing"), "bank-coach", lambda block: (again,))
    assert "Wednesday 24 March has 2 debriefs" in world.said("frame", world.errors(agenda))


def test_debrief_is_over_by_nine(world: World) -> None:
    agenda = shift(world.agenda(), 270, "tuesday-debrief")
    said = world.said("frame", world.errors(agenda))
    assert "The debrief on Tuesday 23 March ends at 21:30; it is over by 21:00" in said
    assert "start it at 20:15 or earlier" in said


def test_lectures_back_to_back(world: World) -> None:
    agenda = stretch(world.agenda(), "tea", end=-5)
    agenda = shift(agenda, -5, "capstone-short")
    world.breaks_only(
        "frame",
        agenda,
        "There are 10 minutes between “Platforms” and “Capstone”; 15 minutes are needed",
        "start “Capstone” at 10:00",
    )


def test_gap_without_a_block_is_a_break_too(world: World) -> None:
    assert world.errors(drop(world.agenda(), "tea")) == []


def test_module_lasts_as_long_as_its_form(world: World) -> None:
    world.breaks_only(
        "frame",
        stretch(world.agenda(), "platforms", end=-5),
        "The full form of “Platforms” takes 75 minutes; the agenda gives it 70 minutes",
        "end it at 09:45",
    )
    world.breaks_only(
        "frame",
        stretch(world.agenda(), "coordination", end=4),
        "The short form of “Coordination” takes 30 minutes; the agenda gives it 34 minutes",
    )
    world.breaks_only(
        "frame", change(world.agenda(), "platforms", form=None), "neither the full nor the short"
    )


def test_visit_lasts_as_long_as_agreed(world: World) -> None:
    world.breaks_only(
        "frame",
        world.agenda(),
        "Alpha Shop takes 2 hours; the agenda gives it 90 minutes",
        brief=make_brief(hosts=(HostWish(id="alpha-shop", visit_minutes=120),)),
    )


def test_leisure_lasts_as_long_as_it_takes(world: World) -> None:
    world.breaks_only(
        "frame", stretch(world.agenda(), "garden", end=-30), "Alpha Garden takes 90 minutes"
    )


@pytest.mark.parametrize("kind", ["briefing", "break"])
def test_briefing_or_pause_for_nobody(world: World, kind: Literal["briefing", "break"]) -> None:
    for ref in ("alpha-post", "nobody", "[red]"):
        stray = world.block(TUE, "alpha", "14:35", "14:45", kind, id="stray", ref=ref)
        agenda = replace(world.agenda(), "innovation", lambda block, stray=stray: (stray, block))
        world.breaks_only("frame", agenda, "belongs to no visit in the agenda")
