"""teach-first, prerequisite and once."""

from __future__ import annotations

import pytest

from tests.unit.rules.atlas import THU, TUE, WED, make_brief
from tests.unit.rules.world import World, change, drop, find, replace
from workshop.model.agenda import Agenda, Block
from workshop.model.tour import Balance, HostWish, LeisureWish, ModuleWish


def swapped(agenda: Agenda, one: str, other: str) -> Agenda:
    """The agenda with what is taught in two blocks exchanged."""
    first, second = find(agenda, one), find(agenda, other)
    agenda = change(agenda, one, ref=second.ref, form=second.form)
    return change(agenda, other, ref=first.ref, form=first.form)


def test_framework_is_taught_before_the_visit(world: World) -> None:
    agenda = change(world.agenda(), "platforms", ref="m11")
    agenda = change(agenda, "innovation", ref="m03")
    agenda = change(agenda, "coordination-platforms", ref="m11", form="short")
    agenda = replace(agenda, "coordination-platforms", lambda block: ())
    catalogue = world.with_host("alpha-bank", frameworks=("marketplace",))
    world.breaks_only(
        "teach-first",
        agenda,
        "Alpha Shop on Tuesday 23 March 11:30 shows Marketplace, but “Platforms” is taught only "
        "after it, on Tuesday 23 March 14:45",
        "teach “Platforms” before 11:30 on Tuesday, or visit later",
        catalogue=catalogue,
    )


def test_framework_is_taught_at_all(world: World) -> None:
    world.breaks_only(
        "teach-first",
        drop(world.agenda(), "innovation"),
        "Alpha Bank on Wednesday 24 March 09:35 shows Innovation platform, but “Innovation” is "
        "not taught",
        "or leave the visit out",
        brief=make_brief(balance=Balance(tolerance=0.3)),
    )


def test_module_that_ends_as_the_visit_starts_is_in_time(world: World) -> None:
    catalogue = world.with_host("beta-lab", frameworks=("coordination",))
    assert world.errors(world.agenda(), catalogue=catalogue) == []


def test_short_form_teaches_first_too(world: World) -> None:
    assert find(world.agenda(), "coordination").form == "short"
    assert world.errors(world.agenda()) == []


def test_module_before_what_it_builds_on(world: World) -> None:
    agenda = swapped(world.agenda(), "coordination", "coordination-platforms")
    catalogue = world.with_host("beta-lab", frameworks=("marketplace",))
    world.breaks_only(
        "prerequisite",
        agenda,
        "“Coordination platforms” on Wednesday 24 March 12:50 builds on “Coordination”, which "
        "comes only on Thursday 25 March 09:15",
        "teach “Coordination” before it",
        catalogue=catalogue,
    )


def test_module_without_what_it_builds_on(world: World) -> None:
    agenda = change(world.agenda(), "coordination", ref="m11")
    catalogue = world.with_host("beta-lab", frameworks=("marketplace",))
    world.breaks_only(
        "prerequisite", agenda, "“Coordination”, which is not taught", catalogue=catalogue
    )


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("capstone-short", "“Capstone” has no short form in the plan; it belongs before the first"),
        ("capstone-full", "“Capstone” has no full form in the plan; it belongs after the last"),
    ],
)
def test_capstone_has_both_forms(world: World, missing: str, words: str) -> None:
    brief = make_brief(balance=Balance(tolerance=0.3))
    world.breaks_only("prerequisite", drop(world.agenda(), missing), words, brief=brief)


def test_plan_without_the_capstone(world: World) -> None:
    agenda = drop(world.agenda(), "capstone-short", "capstone-full")
    assert world.errors(agenda, brief=make_brief(balance=Balance(tolerance=0.3))) == []


def test_capstone_full_form_before_the_last_visit(world: World) -> None:
    agenda = change(world.agenda(), "innovation", ref="m12")
    agenda = change(agenda, "capstone-full", ref="m04")
    catalogue = world.with_host("alpha-bank", frameworks=("marketplace",))
    world.breaks_only(
        "prerequisite",
        agenda,
        "The full form of “Capstone” is on Tuesday 23 March 14:45, before the last visit, "
        "Beta Lab, is over",
        catalogue=catalogue,
    )


def test_capstone_short_form_after_the_first_visit(world: World) -> None:
    agenda = swapped(world.agenda(), "capstone-short", "coordination")
    world.breaks_only(
        "prerequisite",
        agenda,
        "The short form of “Capstone” is on Wednesday 24 March 12:50, but the first visit, "
        "Alpha Shop, starts on Tuesday 23 March 11:30",
    )


def test_module_twice_even_in_two_forms(world: World) -> None:
    agenda = change(world.agenda(), "coordination-platforms", ref="m03")
    world.breaks_only(
        "once",
        agenda,
        "“Platforms” is in the plan twice: on Tuesday 23 March 08:30 and on Thursday 25 March",
    )


def test_capstone_form_twice(world: World) -> None:
    agenda = change(world.agenda(), "coordination-platforms", ref="m12")
    said = world.said("once", world.errors(agenda))
    assert "“Capstone” is in the plan twice" in said


def test_host_twice(world: World) -> None:
    shop = world.place("alpha-shop")

    def again(block: Block) -> tuple[Block, ...]:
        if block.kind == "transfer":
            updates: dict[str, object] = (
                {"to": shop} if block.id == "bank-coach" else {"place": shop}
            )
        else:
            updates = {"ref": "alpha-shop"}
            if block.kind != "briefing":
                updates["place"] = shop
        return (block.model_copy(update=updates),)

    agenda = world.agenda()
    for key in ("bank-briefing", "bank-coach", "bank", "bank-pause", "bank-return"):
        agenda = replace(agenda, key, again)
    world.breaks_only(
        "once",
        agenda,
        "Alpha Shop is in the plan twice: on Tuesday 23 March 11:30 and on Wednesday 24 March",
    )


def test_leisure_twice(world: World) -> None:
    again = world.block(TUE, "alpha", "20:10", "21:40", "leisure", id="garden-2",
                        ref="alpha-garden", place="alpha-garden")  # fmt: skip
    agenda = replace(world.agenda(), "garden-return", lambda block: (again,))
    assert "Alpha Garden is in the plan twice" in world.said("once", world.errors(agenda))


def test_block_id_twice(world: World) -> None:
    agenda = change(world.agenda(), "tea", id="lab")
    world.breaks_only("once", agenda, "have the same block id lab")


def test_musts_are_there(world: World) -> None:
    for brief, name in (
        (make_brief(modules=(ModuleWish(id="m11", wish="must"),)), "“The map”"),
        (make_brief(hosts=(HostWish(id="alpha-post", wish="must"),)), "Alpha Post"),
        (make_brief(leisure=LeisureWish(must=("beta-tower",))), "Beta Tower"),
        (make_brief(modules=(ModuleWish(id="m99", wish="must"),)), "“m99”"),
    ):
        world.breaks_only(
            "once", world.agenda(), f"{name} is a must of the brief and is not", brief=brief
        )


def test_musts_that_are_there_are_enough(world: World) -> None:
    brief = make_brief(
        modules=(ModuleWish(id="m03", wish="must"),),
        hosts=(HostWish(id="alpha-shop", wish="must"),),
        leisure=LeisureWish(must=("alpha-garden",)),
    )
    assert world.errors(world.agenda(), brief=brief) == []


def test_nevers_are_not_there(world: World) -> None:
    for brief, name in (
        (make_brief(modules=(ModuleWish(id="m04", wish="never"),)), "“Innovation”"),
        (make_brief(hosts=(HostWish(id="alpha-shop", wish="never"),)), "Alpha Shop"),
        (make_brief(leisure=LeisureWish(never=("alpha-garden",))), "Alpha Garden"),
    ):
        world.breaks_only(
            "once", world.agenda(), f"{name} is a never of the brief and is in", brief=brief
        )


def test_form_the_brief_asks_for(world: World) -> None:
    world.breaks_only(
        "once",
        world.agenda(),
        "The brief wants “Coordination” in its full form; the agenda has the short form",
        brief=make_brief(modules=(ModuleWish(id="m05", form="full"),)),
    )
    capstone = make_brief(modules=(ModuleWish(id="m12", form="full"),))
    assert world.errors(world.agenda(), brief=capstone) == []


def test_module_nobody_knows(world: World) -> None:
    agenda = change(world.agenda(), "coordination-platforms", ref="m99")
    world.breaks_only("once", agenda, "“m99” is not a module of the catalogue")
    agenda = change(world.agenda(), "coordination-platforms", ref=None)
    world.breaks_only("once", agenda, "There is a lecture without a module")


def test_days_are_those_of_the_world() -> None:
    assert (TUE.weekday(), WED.weekday(), THU.weekday()) == (1, 2, 3)


def test_capstone_without_any_visit(world: World) -> None:
    agenda = swapped(world.agenda(), "capstone-short", "capstone-full")
    visits = [block.id for block in agenda.blocks if block.kind == "visit"]
    said = world.said("prerequisite", world.errors(drop(agenda, *visits)))
    assert "The full form of “Capstone” comes before its short form" in said
