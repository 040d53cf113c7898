"""Mending the day from the lecture: the repair is in the tour's journal, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.tui.room_desk import HeldClock, seated
from tests.tui.screen_text import settle
from workshop.editing.edits import Editor
from workshop.errors import UsageError
from workshop.model.agenda import Agenda, Block
from workshop.model.tour import Tour
from workshop.planner.changes import difference
from workshop.planner.events import Delay, Event
from workshop.planner.repair import Repair
from workshop.store.workspace import Workspace
from workshop.tui.daytour import DayTour
from workshop.tui.room.launch import PLAINLY, RoomApp, find
from workshop.tui.services import Services, StopSignal
from workshop.tui.services_session import SessionServices
from workshop.tui.workbench import TourInHand

NAME = "asia-tech-tour-2027"


class Canned(Services):
    """Mends every tour by taking out the first visit that comes after the late block."""

    asked: tuple[Tour, Event] | None = None
    early: bool = False
    """Whether a second repair moves something that has begun."""

    def repair(
        self,
        hand: TourInHand,
        event: Event,
        *,
        stop: StopSignal,
        on_found: Callable[[Repair], None],
    ) -> tuple[Repair, ...]:
        del stop, on_found
        self.asked = hand.tour, event
        before = the(hand.tour)
        assert isinstance(event, Delay)
        late = block(before, event.block)
        visit = next(b for b in before.blocks if b.kind == "visit" and b.start > late.start)
        done = Editor(hand.tour, self.catalogue()).drop(visit.id).tour
        changes = difference(before, the(done))
        one = Repair(
            label="fewest changes", kept=len(changes.kept), moved=changes.moved, added=(),
            dropped=changes.dropped, tell=(f"{visit.title}: thank them",), score=before.score - 60,
            plan=the(done), note="Proven.", weight=1, proven=True, brief=done.brief,
        )  # fmt: skip
        past = next(change for change in changes.kept if change.block.start < late.start)
        wrong = replace(one, label="wrong", moved=(replace(past, after=past.block),))
        return one, wrong


def the(tour: Tour) -> Agenda:
    assert tour.agenda is not None
    return tour.agenda


def agenda(day: DayTour) -> Agenda:
    return the(day.now().tour)


def block(plan: Agenda, block_id: str) -> Block:
    return next(one for one in plan.blocks if one.id == block_id)


async def test_y_mends_the_rest_of_the_day_in_the_journal_and_takes_it_back(
    workspace: Workspace,
) -> None:
    services, sessions = Canned(workspace), SessionServices(workspace)
    day = DayTour(services, NAME)
    before = agenda(day)
    lectures = [one for one in before.days[0].blocks if one.kind == "training"]
    coach = next(b for b in before.days[0].blocks if b.start > lectures[1].end and b.to)
    clock = HeldClock(lectures[1].start - timedelta(minutes=5))
    app = RoomApp(services, sessions, find(NAME, services, sessions, PLAINLY), clock=clock)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await seated(pilot)
        await pilot.press("n", "right")
        assert "Y repair" not in await settle(pilot), "nothing is late yet"
        clock.running = (coach.start - clock.moment).total_seconds() + 1800
        await pilot.press("right")
        assert "Y repair" in await settle(pilot)
        await pilot.press("Y")
        await settle(pilot)
        shown = await settle(pilot)
        assert "1. fewest changes: 1 out, tell 1, −60 points" in shown
        assert "wrong" not in shown, "what has begun is not moved"
        assert "To tell: " in shown
        await pilot.press("enter")
        await settle(pilot)
        shown = await settle(pilot)
        assert [one.message for one in app._notifications][-1].startswith("Taken. To tell: ")
        gone = {one.id for one in before.blocks} - {one.id for one in agenda(day).blocks}
        assert any(one.startswith("visit-") for one in gone)
        assert "late by" not in shown, "the lecture goes by the plan as it is now"
        assert day.now().undoes == "repair: fewest changes"
        assert day.now().unsaved, "the file is the organiser's to save"
        await pilot.press("Y")
        await settle(pilot)
        assert "Take back: repair: fewest changes" in await settle(pilot)
        await pilot.press("end", "enter")
        await settle(pilot)
        await settle(pilot)
        assert agenda(day) == before
        assert "late by" in await settle(pilot)


def test_what_came_before_is_held_and_keeps_its_own_lock(workspace: Workspace) -> None:
    services = Canned(workspace)
    day = DayTour(services, NAME)
    before = agenda(day)
    _, late, *_ = [one for one in before.blocks if one.kind == "visit"]
    found = day.repairs(f"brief-{late.ref}", 60)
    assert services.asked is not None
    given, event = services.asked
    assert event == Delay(late.id, 60), "a briefing that is late makes its visit late"
    kinds = ("training", "visit", "leisure", "meal", "flight")
    for one in the(given).blocks:
        assert one.locked is (one.start < late.start and one.kind in kinds)
    assert [one.label for one in found] == ["fewest changes"]
    assert not any(one.locked for one in found[0].plan.blocks)


def test_a_tour_on_the_board_is_mended_there_and_elsewhere_not_at_all(
    workspace: Workspace,
) -> None:
    board = Canned(workspace)
    hand = board.take(NAME)
    day = DayTour(Canned(workspace), NAME)
    lecture = [one for one in agenda(day).blocks if one.kind == "training"][1]
    (repair,) = day.repairs(lecture.id, 30)
    with pytest.raises(UsageError, match="open elsewhere"):
        day.take(repair)
    here = DayTour(board, NAME, hand)
    here.take(repair)
    assert board.now(hand).undoes == here.taken
    assert agenda(day).days == repair.plan.days, "others follow"
    here.take_back()
    assert not here.can_take_back()
    assert board.now(hand).tour == hand.tour
    board.release(hand)
