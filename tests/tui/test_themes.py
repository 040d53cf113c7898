"""Colours: the program's own, the chosen ones, and none."""

from __future__ import annotations

import pytest
from textual.color import Color

from tests.tui.memory import FakeServices
from tests.tui.screen_text import screen_text, settle, until
from tests.tui.stage import steady
from workshop.errors import StoreError
from workshop.store.workspace import Workspace
from workshop.tui import theme
from workshop.tui.app import WorkshopApp
from workshop.tui.room.launch import PLAINLY, RoomApp, find
from workshop.tui.services import Services
from workshop.tui.services_session import SessionServices


async def test_a_theme_of_every_sort_shows_the_board(services: FakeServices) -> None:
    app = WorkshopApp(None, "asia", services=services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert app.theme == theme.NAME
        for name in ("textual-light", "ansi-dark", "nord"):
            app.theme = name
            await pilot.pause()
            assert "T M12 short: Capstone" in screen_text(app)
            for meaning in theme.FALLBACKS:
                assert app.theme_variables[meaning]


@pytest.mark.parametrize(
    "name", ["workshop", "workshop-light", "textual-light", "atom-one-light", "nord"]
)
async def test_colours_can_be_read_on_their_ground(services: FakeServices, name: str) -> None:
    app = WorkshopApp(None, "asia", services=services)
    app.theme = name
    colours = app.get_css_variables()
    for written in (*theme.WRITTEN, *theme.FALLBACKS, "foreground"):
        for ground in ("background", "surface"):
            apart = theme.contrast(Color.parse(colours[written]), Color.parse(colours[ground]))
            assert apart >= theme.READABLE - 0.1, (written, ground)


async def test_a_chosen_theme_is_there_the_next_time(workspace: Workspace) -> None:
    name = "asia-tech-tour-2027"
    async with WorkshopApp(workspace, name, guide=False).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.theme = "textual-light"
        await settle(pilot)
    async with WorkshopApp(workspace, name, guide=False).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: pilot.app.theme == "textual-light")
    services, sessions = Services(workspace), SessionServices(workspace)
    room = RoomApp(services, sessions, find("m03", services, sessions, PLAINLY))
    async with room.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: pilot.app.theme == "textual-light")
    (workspace.root / ".workshop" / "theme-chosen").write_text("no such theme\n" * 100)
    async with WorkshopApp(workspace, name, guide=False).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert pilot.app.theme == theme.NAME, "what is not a theme is nothing"


async def test_a_theme_that_cannot_be_kept_is_worn_and_said(services: FakeServices) -> None:
    def refuse(name: str, value: str) -> None:
        raise StoreError("the disk is full", "make room")

    services.choose = refuse  # type: ignore[method-assign]
    async with WorkshopApp(None, "asia", services=services).run_test(
        size=(120, 40), notifications=True
    ) as pilot:
        await settle(pilot)
        pilot.app.theme = "nord"
        await steady(pilot, "The theme is not kept")
        assert pilot.app.theme == "nord"


async def test_without_colour_the_terminals_own_themes_are_refused(
    services: FakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = WorkshopApp(None, "asia", services=services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.theme = "ansi-dark"
        assert app.theme == theme.NAME
        app.theme = "nord"
        assert app.theme == "nord"
