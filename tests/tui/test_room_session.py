"""Conducting: what keys record, what console and room show of it, and what a kill leaves."""

from __future__ import annotations

import re
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.room_desk import (
    DECK,
    LARGE,
    ROOT,
    SMALL,
    Desk,
    HeldClock,
    presenting,
    read,
    seated,
)
from tests.tui.screen_text import screen_text, settle
from workshop.delivery.fold import fold
from workshop.errors import StoreError
from workshop.store.sessions import SessionStore
from workshop.tui.room.audience import AudienceScreen, Watch
from workshop.tui.room.conducting import ConductingScreen
from workshop.tui.room.launch import Lecture, RoomApp
from workshop.tui.room.lecture import RoomScreen
from workshop.tui.room.seat import Seat
from workshop.tui.room.walk import Position
from workshop.tui.services import Services
from workshop.tui.services_session import Opened, SessionServices, Target

TASKS = DECK.replace(
    "# Crème brûlée",
    """\
# Draw it

<!--
exercise:
  title: Draw the diamond
  minutes: 12
  steps:
    - do: Draw the four corners
      minutes: 5
    - do: Name the groups
      minutes: 4
  debrief:
    - Which group was hard to name?
-->

---

# Which order?

1. First this
2. Then that
3. Last these

<!--
poll:
  kind: rank
-->

---

# Crème brûlée""",
)


@pytest.fixture
def sessions(tmp_path: Path) -> SessionServices:
    for name in ("content", "itineraries"):
        (tmp_path / name).mkdir()
    return SessionServices(tmp_path)


def seat(sessions: SessionServices, *, rehearsal: bool = False) -> Seat:
    return Seat(sessions, Target("module:m99", ref="m99", rehearsal=rehearsal))


@asynccontextmanager
async def watching(
    sessions: SessionServices, clock: HeldClock, *, keys: bool = True
) -> AsyncIterator[Pilot[None]]:
    """Open the room's screen on the same sessions, as another process would."""
    other = SessionServices(sessions.store.path.parent.parent)
    watch = Watch(other, Target("module:m99", ref="m99"), lambda _: read(TASKS), "Hello", keys)
    app = RoomApp(Services(ROOT), other, watch, clock=clock)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        yield pilot


async def followed(pilot: Pilot[None]) -> str:
    """Let the room's screen look at what was recorded."""
    screen = pilot.app.screen
    assert isinstance(screen, AudienceScreen)
    screen._follow()
    return await settle(pilot)


def told(desk: Desk) -> str:
    """Return the screen on one line, without the edges of its notices."""
    return " ".join(desk.text.replace("▌", " ").split())


def conducted(desk: Desk) -> ConductingScreen:
    assert isinstance(desk.room, ConductingScreen)
    return desk.room


async def test_a_quiz_is_counted_hidden_corrected_revealed_and_run_again() -> None:
    async with presenting(TASKS) as desk:
        await desk.press("5", "enter", "t", "1", "2", "2", "3")
        assert "█" not in desk.text  # hidden until revealed
        console = await desk.press("n")
        assert "Quiz: 4 so far" in console
        assert "1:00 left" in console
        await desk.press("minus", "3", "equals_sign", "1", "1", "2", "enter")
        desk.clock.running = 70
        assert re.search(r"1 Price +12", await desk.press("t"))
        shown = await desk.press("v", "n")
        assert "✔ 2. Mix" in shown
        assert re.search(r"█ 12\n", shown)
        assert "14 hands" in shown
        await desk.pilot.resize_terminal(*LARGE)
        shown = await settle(desk.pilot)
        assert re.search(r"█ 12\n", shown)
        assert "14 hands" in shown
        again = await desk.press("R", "n")
        assert "round 2: 0 so far" in again
        await desk.press("right", "left")
        state = conducted(desk).desk
        assert state is not None
        assert [one.totals for one in state.state.rounds] == [(12, 2, 0), (0, 0, 0)]


async def test_ranking_teams_and_answers_in_words() -> None:
    async with presenting(TASKS) as desk:
        await desk.press("7", "enter", "t", "2", "1", "backspace", "2", "1", "3", "n")
        assert "Ranking: 1 so far" in desk.text
        await desk.press("t", "T", *"Red,B", "enter", "5", "enter", "t", "2", "tab", "1", "t")
        assert "Red 1 · B 0" in desk.text
        await desk.press("right", "n", "n", "2", "enter", "t")
        assert "no question: h asks" in desk.text
        await desk.press("h", *"A/b/c", "enter", "1")
        assert "Show of hands: 1 so far" in desk.text
        await desk.press("Z", "enter")  # asked by mistake
        state = conducted(desk).desk
        assert state is not None
        assert [one.question.ask for one in state.state.struck] == ["A"]
        assert "Show of hands" not in desk.text
        await desk.press("h", *"A/b/c", "enter", "1")
        assert [one.question.key for one in state.state.rounds][-1] == "hands-2"


async def test_exercise_goes_through_its_steps_and_timers() -> None:
    async with presenting(TASKS) as desk:
        shown = await desk.press("6", "enter", "t")
        assert "▶ 1. Draw the four corners" in shown
        assert "5:00 left" in shown
        desk.clock.running = 130
        assert "2:50 left" in await desk.press("n", "n")
        shown = await desk.press("t")
        assert "✔ 1. Draw the four corners" in shown
        assert "▶ 2. Name the groups" in shown
        assert "▶ Share-out" in await desk.press("t")
        await desk.press("G", *"Grab", "enter", *"Us", "ctrl+s")
        assert "Grab" in desk.text
        assert "Us" in desk.text
        await desk.press("right")
        assert "Which group was hard to name?" in await desk.press("t")
        assert "Draw it" in await desk.press("t")


async def test_run_of_show_is_changed_and_undone() -> None:
    async with presenting(TASKS, LARGE, minutes=40) as desk:
        shown = await desk.press("m")
        assert "▶ Welcome" in shown
        shown = await desk.press("plus", "X")
        assert "+5 min: Welcome" in shown
        assert "exchanged the next two parts" in shown
        assert "exchanged" not in await desk.press("U")
        shown = await desk.press("K", "escape", "n", "right")
        assert "45 min left" not in shown
        assert "m plan" in shown


async def test_what_is_written_down_can_be_struck() -> None:
    async with presenting(TASKS) as desk:
        await desk.press("C", *"Ana", "tab", *"It", "enter", *"x", "enter")
        assert "write a date like" in desk.text
        await desk.press("backspace", *"2027-04-30", "enter")
        await desk.press("D", *"Yes [/x]", "enter", "P", *"L", "ctrl+s", "Z")
        assert "Decision: Yes [/x]" in desk.text
        await desk.press("enter")
        notes = conducted(desk).desk
        assert notes is not None
        said = [(one.what.sort, one.what.words, one.what.owner) for one in notes.state.notes]
        assert said == [("commitment", "It", "Ana"), ("decision", "Yes [/x]", "")]


async def test_paused_break_frozen_and_late_are_told() -> None:
    async with presenting(TASKS, LARGE, minutes=10) as desk:
        await desk.press("n", "p", "s", "right")
        assert "PAUSED" in desk.text
        assert "ROOM FROZEN on slide 1" in desk.text
        desk.clock.running = 900
        assert "0:00 of 10 min" in await desk.press("p", "s")
        desk.clock.running = 1500
        assert "min behind" in await desk.press("right", "w", "enter")
        assert "ROOM SEES BREAK" in desk.text
        assert "Back at 09:40" in await desk.press("n")
        assert "Reason two" in await desk.press("right")


async def test_killed_and_opened_again_it_is_where_it_was(sessions: SessionServices) -> None:
    clock = HeldClock()
    async with presenting(TASKS, seat=seat(sessions), clock=clock) as desk:
        clock.running = 65
        await desk.press("5", "enter", "t", "2", "2", "p")
        clock.running = 600
    async with presenting(TASKS, seat=seat(sessions), clock=clock) as desk:
        assert "Back where it was left: slide 5, 1:05 on the clock." in told(desk)
        assert desk.at == (5, 1)
        console = await desk.press("2", "n")
        assert "Quiz: 3 so far" in console
        assert "PAUSED" in console
        await desk.press("t", "E", "down", "enter")
        assert "Thank you" in await desk.press("n")
    async with presenting(TASKS, seat=seat(sessions)) as desk:
        assert desk.at == (1, 1)
        assert len(sessions.store.rows()) == 2


async def test_a_deck_that_was_changed_since_the_kill_is_gone_on_with(
    sessions: SessionServices,
) -> None:
    clock = HeldClock()
    async with presenting(TASKS, seat=seat(sessions), clock=clock) as desk:
        await desk.press("5", "enter")
        title = desk.room.deck.slides[4].title
    longer = TASKS.replace("\n---\n\n# ", "\n---\n\n# Put in\n\nLater.\n\n---\n\n# ", 1)
    async with presenting(longer, seat=seat(sessions), clock=clock) as desk:
        assert desk.at == (6, 1)
        assert desk.room.deck.slides[5].title == title
        await desk.press("end")
        assert desk.at[0] == len(desk.room.deck.slides)


class SlowDisk(SessionServices):
    """Sessions on a disk that answers when it is told to."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.answers = threading.Event()

    def open(self, target: Target, now: datetime) -> Opened | None:
        self.answers.wait(5)
        return super().open(target, now)


async def test_a_press_before_the_session_is_open_shows_when_it_is_on_disk(
    sessions: SessionServices, tmp_path: Path
) -> None:
    slow, deck = SlowDisk(tmp_path), read(TASKS)
    lecture = Lecture(deck, lambda: deck, seat(slow))
    app = RoomApp(Services(ROOT), None, lecture, clock=HeldClock())
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("right", "right")
        await pilot.pause()
        assert isinstance(app.screen, RoomScreen)
        assert "Welcome" in screen_text(app)
        assert app.screen.position == Position()
        slow.answers.set()
        assert "Reason two" in await seated(pilot)
        assert fold(slow.store.events(app.screen.session)).at.step == 1


async def test_room_follows_and_steps_and_either_may_die(sessions: SessionServices) -> None:
    clock = HeldClock()
    async with watching(sessions, clock) as room:
        assert "We start in a moment" in screen_text(room.app)
    async with presenting(TASKS, seat=seat(sessions)) as desk:
        await desk.press("right")
        async with watching(sessions, clock) as room:
            assert "Reason one" in screen_text(room.app)
            assert "Reason two" not in screen_text(room.app)
            await desk.press("right")
            assert "Reason two" in await followed(room)
            await room.press("right")
            assert "Reason three" in await followed(room)
            conducted(desk).follow()
            assert desk.at == (2, 3)
            await desk.press("s", "5", "enter", "n")
            assert "Which lever" in desk.text
            assert "Reason three" in await followed(room)
            assert "▞▀▖" not in screen_text(room.app)
            await desk.press("s", "L")
            assert "▞▀▖" in await followed(room)
            await desk.press("L", "t", "2", "v")
            assert "✔ 2. Mix" in await followed(room)
            assert "Mix is quickest" not in desk.text.split("Answers")[0]
            await desk.press("b")
            assert not re.search(r"\w", await followed(room))
            await room.press("right")
            assert "Which lever" in await followed(room)
    async with watching(sessions, clock, keys=False) as room:
        before = screen_text(room.app)
        await room.press("right", "b")
        assert await followed(room) == before


async def test_console_goes_on_when_the_disk_does_not(
    sessions: SessionServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with presenting(TASKS, LARGE, seat=seat(sessions)) as desk:

        def full(*_: object) -> int:
            raise StoreError("cannot use sessions.db: the disk is full")

        with monkeypatch.context() as patch:
            patch.setattr(SessionStore, "append", full)
            shown = await desk.press("n", "5", "enter", "t", "1", "1")
            assert "the disk is full" in shown
            assert "NOT KEPT ON DISK" in shown
            assert "Quiz: 2 so far" in shown
        assert "NOT KEPT" not in await desk.press("1")
        desk_now = conducted(desk).desk
        assert desk_now is not None
        again = SessionStore(sessions.store.path)
        events = again.events(1)
        assert [event.number for event in events] == list(range(1, len(events) + 1))
        assert desk_now.state.rounds[0].totals == (3, 0, 0)
        again.close()


async def test_rehearsal_is_not_kept_but_its_times_may_be(sessions: SessionServices) -> None:
    rehearsal = seat(sessions, rehearsal=True)
    async with presenting(TASKS, seat=rehearsal) as desk:
        desk.clock.running = 300
        await desk.press("right")
        desk.clock.running = 400
        await desk.press("E", "down", "enter")
    assert sessions.store.rows() == ()
    async with presenting(TASKS, LARGE, seat=seat(sessions)) as desk:
        shown = " ".join(desk.text.split())
        assert "Past runs took" in shown
        desk_now = conducted(desk).desk
        assert desk_now is not None
        assert desk_now.proposals == {0: 300, 1: 105}
        await desk.press("M")
        assert dict(desk_now.state.order.budgets) == {0: 300, 1: 105}


async def test_long_deck_is_recorded_while_it_is_still_read(sessions: SessionServices) -> None:
    deck = read("\n\n---\n\n".join(f"# Number {number}\n\nWords." for number in range(1, 251)))
    async with presenting(deck, seat=seat(sessions)) as desk:
        await desk.press("9", "enter", "plus", "right")
        at = conducted(desk).desk
        assert at is not None
        assert at.state.show.parts[0].slides[9].title == "Number 10"
    kinds = [event.what.kind for event in sessions.store.events(1)]
    assert kinds[0] == "opened"
    assert kinds.count("reread") == 1
    async with presenting(deck, seat=seat(sessions)) as desk:
        assert desk.at == (10, 1)
