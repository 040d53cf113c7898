"""What works everywhere: help, small windows, early keys, leaving, and a quick start."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from textual import events
from textual.events import Paste
from textual.screen import ModalScreen, Screen
from textual.widgets import Input

from tests.tui.memory import FakeServices
from tests.tui.screen_text import settle, until
from tests.tui.stage import Stage, steady
from workshop.tui.app import WorkshopApp
from workshop.tui.board.screen import BoardScreen
from workshop.tui.widgets.keys import Keys


def on_a_sheet(app: WorkshopApp) -> bool:
    return isinstance(app.screen, ModalScreen)


class Impatient(WorkshopApp):
    """Somebody types before there is anything to type to."""

    CSS_PATH = Stage.CSS_PATH

    def on_mount(self) -> None:
        for key in ("ctrl+p", "g", "r", "a", "b"):
            self.post_message(events.Key(key, key if len(key) == 1 else None))


async def test_what_is_typed_while_the_program_starts_is_not_lost(services: FakeServices) -> None:
    app = Impatient(None, "asia", services=services)
    async with app.run_test(size=(100, 30)) as pilot:
        await steady(pilot, "V Grab")
        await pilot.press("down", "enter")
        await settle(pilot)
        assert isinstance(app.screen, BoardScreen)
        here = app.screen.here
        assert here is not None
        assert here.ref == "sg-grab"


@pytest.mark.parametrize(
    ("name", "reads", "opened"), [("asia", "take", ModalScreen), (None, "tours", BoardScreen)]
)
async def test_what_is_typed_while_a_place_reads_waits_for_it(
    services: FakeServices,
    monkeypatch: pytest.MonkeyPatch,
    name: str | None,
    reads: str,
    opened: type[Screen[object]],
) -> None:
    gate, read = threading.Event(), getattr(services, reads)

    def late(*given: str) -> object:
        gate.wait(20)
        return read(*given)

    monkeypatch.setattr(services, reads, late)
    app = WorkshopApp(None, name, services=services)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        assert not isinstance(app.screen, opened)
        gate.set()
        await until(pilot, lambda: isinstance(app.screen, opened))


async def test_quitting_does_not_wait_behind_what_was_typed(
    services: FakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, read = threading.Event(), services.take

    def late(*given: str) -> object:
        gate.wait(20)
        return read(*given)

    monkeypatch.setattr(services, "take", late)
    app = WorkshopApp(None, "asia", services=services)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter", "ctrl+q")
        left = not app.is_running
        gate.set()
        assert left


@pytest.mark.parametrize("name", [None, "asia", "fresh", "nyepi"])
async def test_help_lists_every_key_that_the_footer_shows(
    services: FakeServices, name: str | None
) -> None:
    app = WorkshopApp(None, name, services=services)
    async with app.run_test(size=(120, 110)) as pilot:
        await settle(pilot)
        keys = [
            (app.get_key_display(active.binding), active.binding.description)
            for active in app.screen.active_bindings.values()
            if active.binding.show and active.enabled
        ]
        assert keys
        await pilot.press("question_mark")
        shown = await settle(pilot)
        assert on_a_sheet(app)
        for key, description in keys:
            assert any(key in row and description in row for row in shown.splitlines()), key
        await pilot.press("question_mark")
        await settle(pilot)
        assert not on_a_sheet(app)
        await pilot.press("f1")
        await settle(pilot)
        assert on_a_sheet(app)


@pytest.mark.parametrize("name", [None, "asia", "fresh"])
async def test_the_footer_fits_eighty_columns(services: FakeServices, name: str | None) -> None:
    app = WorkshopApp(None, name, services=services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        keys = app.screen.query_one(Keys).shown
        assert keys
        assert sum(key.cells for key in keys) <= 80


async def test_every_own_key_has_an_id_a_verb_and_a_tooltip(services: FakeServices) -> None:
    app = WorkshopApp(None, "asia", services=services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        seen = 0
        for active in app.screen.active_bindings.values():
            if type(active.node).__module__.startswith("workshop.") and active.binding.id:
                seen += 1
                assert active.binding.description
                assert active.binding.tooltip
        assert seen > 12


async def test_a_window_too_small_says_what_it_needs_and_recovers(services: FakeServices) -> None:
    app = WorkshopApp(None, "asia", services=services)
    async with app.run_test(size=(59, 24)) as pilot:
        shown = await settle(pilot)
        assert "This window is too small." in shown
        assert "60 × 20" in shown
        assert "59 × 24" in shown
        assert "Mon 22" not in shown
        await pilot.resize_terminal(80, 19)
        assert "This window is too small." in await settle(pilot)
        await pilot.resize_terminal(20, 5)
        for key in ("i", "escape"):
            await pilot.press(key)
            shown = " ".join((await settle(pilot)).split())
            assert shown == "20 × 5: too small. Needed 60 × 20. ctrl+q quits", (
                "wherever the keys go"
            )
        await pilot.resize_terminal(60, 20)
        shown = await settle(pilot)
        assert "too small" not in shown
        assert "Mon 22" in shown
        await pilot.press("ctrl+p", "p")
        await settle(pilot)
        await pilot.resize_terminal(59, 19)
        assert (await settle(pilot)).split()[0] == "This", "the palette is covered, too"


async def test_what_is_pasted_steers_no_terminal(services: FakeServices) -> None:
    app = WorkshopApp(None, "asia", services=services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("S")
        app.post_message(Paste("\x1b]0;owned\x07 \x9b31m"))
        assert "␛]0;owned␇ �31m" in await settle(pilot)
        assert app.screen.query_one(Input).value.endswith("␛]0;owned␇ �31m")


async def test_a_picture_of_the_screen_is_its_owners_only(
    services: FakeServices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = WorkshopApp(None, "asia", services=services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        shoot = {one.title: one.callback for one in app.get_system_commands(app.screen)}
        for _ in range(2):
            shoot["Screenshot"]()
    first, second = (tmp_path / f"workshop-screen-{number}.svg" for number in (1, 2))
    assert first.read_text("utf-8").startswith("<svg")
    assert first.stat().st_mode & 0o777 == second.stat().st_mode & 0o777 == 0o600


def test_the_first_paint_waits_for_neither_the_core_nor_pydantic() -> None:
    """What `workshop TOUR` imports before it paints."""
    code = (
        "import sys; import workshop.tui.app, workshop.tui.board.screen, workshop.tui.home.screen; "
        "heavy = {'pydantic', 'yaml', 'ruamel', 'ortools', 'numpy', 'holidays',"
        " 'workshop.model.agenda', 'workshop.store.tours', 'workshop.planner.solve',"
        " 'workshop.tui.room.screen', 'workshop.tui.library.screen'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
