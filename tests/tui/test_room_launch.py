"""Getting into a lecture: from the app, and from the lectures of a tour."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Literal

import pytest
from textual.app import App

from tests.tui.room_desk import ROOT, HeldClock, seated
from tests.tui.screen_text import screen_text, settle
from workshop.decks.deck import Deck
from workshop.errors import UsageError
from workshop.model.agenda import Agenda, Block, Day, Place
from workshop.tui.room.day import Programme
from workshop.tui.room.launch import Lecture, RoomApp
from workshop.tui.room.lecture import RoomScreen
from workshop.tui.room.screen import PresenterScreen
from workshop.tui.room.seat import Seat
from workshop.tui.services import Services
from workshop.tui.services_session import SessionServices

EAST = timezone(timedelta(hours=7))


def block(number: int) -> Block:
    start = datetime(2027, 3, 21 + number, 9, tzinfo=EAST)
    return Block(
        id=f"teach-m0{number}-full",
        kind="training",
        ref=f"m0{number}",
        title=f"Lecture [{number}]",
        city="jakarta",
        start=start,
        end=start + timedelta(minutes=75),
        place=Place(id="v", name="v", lat=0.0, lon=0.0),
        form="full",
    )


def other(number: int, kind: Literal["visit", "transfer"]) -> Block:
    start = datetime(2027, 3, 21 + number, 11, tzinfo=EAST)
    return block(number).model_copy(
        update={
            "id": f"{kind}-{number}",
            "kind": kind,
            "ref": None,
            "title": f"{kind} {number} [/x]",
            "start": start,
            "end": start + timedelta(minutes=45),
        }
    )


def workspace_at(folder: Path) -> Path:
    for name in ("content", "itineraries"):
        (folder / name).mkdir()
    return folder


def programme() -> Programme:
    days = tuple(
        Day(date=date(2027, 3, 21 + n), cities=("jakarta",), blocks=(block(n), other(n, "visit")))
        for n in (1, 3)
    )
    return Programme("asia", "A tour [x]", Agenda(status="feasible", days=days))


async def test_the_day_of_a_tour_is_listed_and_its_sessions_run(tmp_path: Path) -> None:
    sessions = SessionServices(workspace_at(tmp_path))
    clock = HeldClock(datetime(2027, 3, 22, 2, tzinfo=UTC))  # a laptop left on another zone
    app = RoomApp(Services(ROOT), sessions, programme(), clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        shown = await settle(pilot)
        assert "A tour [x] · Mon 22 Mar 2027 · day 1 of 2" in shown
        assert "▶ 09:00–10:15  T M01 Lecture [1]" in shown
        assert "On now: Lecture [1], 75 min left." in shown
        await pilot.press("enter")
        shown = await seated(pilot)
        assert isinstance(app.screen, RoomScreen)
        assert "We start at 09:00" in shown  # the welcome screen, and no clock runs
        clock.running = 300
        await pilot.press("n", "right")
        shown = await settle(pilot)
        assert "0:00 of 1 h 15 · 09:05" in shown
        await pilot.press("w", "enter", "n")
        assert "Back at 09:20" in await settle(pilot)
        await pilot.press("n", "w")
        assert "visit 1 [/x] 11:00: safe by 55 min" in shown
        clock.running = 9000
        await pilot.press("left")
        shown = await settle(pilot)
        assert "! visit 1 [/x] 11:00: late by 1 h 29" in shown
        await pilot.press("E", "down", "enter")
        await settle(pilot)
        await pilot.press("q")
        shown = await settle(pilot)
        assert "✔ 145 of 75 min" in shown
        await pilot.press("down", "enter")
        shown = await seated(pilot)
        assert "visit 1 [/x]" in shown
        await pilot.press("q", "right")
        assert "Wed 24 Mar 2027 · day 2 of 2" in await settle(pilot)
        assert [row.block for row in sessions.store.rows()] == ["teach-m01-full", "visit-1"]


async def test_help_lists_the_keys() -> None:
    app = RoomApp(Services(ROOT), None, Lecture(services_deck(), services_deck))
    async with app.run_test(size=(120, 99)) as pilot:
        await settle(pilot)
        await pilot.press("question_mark")
        shown = await settle(pilot)
        assert "List all slides" in shown
        assert "Any clicker works" in shown


async def test_app_opens_a_module_and_returns_to_where_it_was() -> None:
    app: App[None] = App()
    async with app.run_test(size=(80, 24)) as pilot:
        before = app.screen
        app.push_screen(PresenterScreen(Services(ROOT), "m03", seat=Seat(minutes=30, form="short")))
        await seated(pilot)
        assert isinstance(app.screen, RoomScreen)
        await pilot.press("n")
        shown = await settle(pilot)
        assert "of 30 min" in shown
        assert "short form" in shown
        await pilot.press("q", "q", "q")
        await settle(pilot)
        assert app.screen is before


async def test_fault_of_the_program_while_opening_is_told() -> None:
    class Stumbling(Services):
        def deck(self, module: str) -> Deck:
            raise ZeroDivisionError("[/oops]")

    app: App[None] = App()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(PresenterScreen(Stumbling(ROOT), "m03"))
        for _ in range(50):
            await pilot.pause()
            if "ZeroDivisionError: [/oops]" in screen_text(app):
                return
        pytest.fail(screen_text(app))


async def test_module_without_a_deck_is_told_and_left() -> None:
    class Bare(Services):
        def deck(self, module: str) -> Deck:
            raise UsageError(f"there is no module '{module}' [/x]", "look again")

    app: App[None] = App()
    async with app.run_test(size=(80, 24)) as pilot:
        before = app.screen
        app.push_screen(PresenterScreen(Bare(ROOT), "m77"))
        assert "there is no module 'm77' [/x]" in await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is before


async def test_help_names_each_key_once_and_those_that_do_the_same_together() -> None:
    app = RoomApp(Services(ROOT), None, Lecture(services_deck(), services_deck))
    async with app.run_test(size=(120, 99)) as pilot:
        await settle(pilot)
        await pilot.press("question_mark")
        rows = [" ".join(row.split()) for row in (await settle(pilot)).splitlines()]
        shown = "\n".join(rows)
        assert "b . B blank" in shown
        assert "F5 bring the slide back" in shown
        assert "0 1 2 3 4 5 6 7 8 9 number" in shown
        assert shown.count("leave –") == 1


def services_deck() -> Deck:
    return Services(ROOT).deck("m03")
