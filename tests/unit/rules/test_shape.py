"""lock and balance."""

from __future__ import annotations

import pytest

from tests.unit.rules.atlas import make_brief
from tests.unit.rules.world import World, change, drop, find, shift, stretch
from workshop.model.agenda import Agenda
from workshop.model.tour import Balance


def locked(agenda: Agenda, *keys: str) -> Agenda:
    for key in keys:
        agenda = change(agenda, key, locked=True)
    return agenda


def test_locked_blocks_that_stay(world: World) -> None:
    held = locked(world.agenda(), *(block.id for block in world.agenda().blocks))
    assert world.errors(world.agenda(), held=held) == []


def test_id_and_words_of_a_locked_block_may_change(world: World) -> None:
    held = locked(world.agenda(), "garden")
    agenda = change(world.agenda(), "garden", id="leisure-1", title="Garden", note="bring a hat")
    assert world.errors(agenda, held=held) == []


def test_locked_block_that_is_gone(world: World) -> None:
    held = locked(world.agenda(), "garden")
    agenda = drop(world.agenda(), "garden-coach", "garden", "garden-return")
    world.breaks_only(
        "lock",
        agenda,
        "Alpha Garden was locked on Tuesday 23 March 18:30 and is gone",
        "put Alpha Garden back, or unlock it first",
        held=held,
    )


def test_locked_block_that_moved(world: World) -> None:
    held = locked(world.agenda(), "garden")
    agenda = shift(world.agenda(), 15, "garden", "garden-return")
    world.breaks_only(
        "lock",
        agenda,
        "Alpha Garden was locked on Tuesday 23 March 18:30 and is now on Tuesday 23 March 18:45",
        held=held,
    )


def test_locked_block_with_another_length_form_or_place(world: World) -> None:
    held = locked(world.agenda(), "hotel-lunch", "coordination")
    longer = stretch(world.agenda(), "hotel-lunch", end=5)
    world.breaks_only("lock", longer, "now lasts 65 minutes instead of 60 minutes", held=held)
    full = change(world.agenda(), "coordination", form="full")
    assert "“Coordination” was locked" in world.said("lock", world.errors(full, held=held))
    moved = change(world.agenda(), "hotel-lunch", place=world.place("alpha-hall"))
    assert "is now at Alpha Hall" in world.said("lock", world.errors(moved, held=held))


def test_coach_locked_to_one_place_goes_to_another(world: World) -> None:
    held = locked(world.agenda(), "garden-coach")
    agenda = change(world.agenda(), "garden-coach", to=world.place("alpha-tower"))
    assert "elsewhere" in world.said("lock", world.errors(agenda, held=held))


def test_unlocked_blocks_may_go(world: World) -> None:
    agenda = drop(world.agenda(), "garden-coach", "garden", "garden-return")
    assert world.errors(agenda, held=world.agenda()) == []


def test_locked_block_of_a_city_nobody_knows(world: World) -> None:
    held = change(world.agenda(), "garden", city="atlantis", locked=True, ref="what?")
    assert "lock" in world.broken(world.agenda(), held=held)
    assert find(held, "garden").locked


@pytest.mark.parametrize(
    ("target", "words"), [(0.3, "add visits or teach shorter"), (0.7, "teach more or visit less")]
)
def test_hard_balance(world: World, target: float, words: str) -> None:
    brief = make_brief(balance=Balance(target=target))
    world.breaks_only(
        "balance",
        world.agenda(),
        "Lectures are 54% of learning (5 h 15 of lectures, 4 h 30 of visits)",
        f"the target is {target:.0%} ± 10",
        words,
        brief=brief,
    )


def test_balance_on_the_very_edge_is_kept(world: World) -> None:
    agenda = world.agenda()
    share = agenda.minutes().training_share
    assert share is not None
    brief = make_brief(balance=Balance(target=share - 0.1, tolerance=0.1))
    assert world.errors(agenda, brief=brief) == []


def test_balance_of_nothing_is_not_said(world: World) -> None:
    empty = world.agenda().model_copy(update={"days": ()})
    assert all(one.rule != "balance" for one in world.findings(empty))
