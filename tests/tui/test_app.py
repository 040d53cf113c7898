"""What works everywhere: help, palette, themes, small windows, leaving, and a quick start."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from textual import events
from textual.color import Color
from textual.command import DiscoveryHit, Hit
from textual.events import Paste
from textual.screen import ModalScreen, Screen
from textual.widgets import Input

from tests.hostile import CONTROL, EVERYTHING, WIDE
from tests.tui import sample
from tests.tui.memory import FakeServices
from tests.tui.screen_text import screen_text, settle, until
from tests.tui.stage import Stage, steady
from workshop.errors import StoreError
from workshop.model.tour import Tour
from workshop.store.workspace import Workspace
from workshop.tui import text, theme, words
from workshop.tui.app import WorkshopApp
from workshop.tui.board.commands import BoardCommands
from workshop.tui.board.grid import WeekGrid
from workshop.tui.board.screen import BoardScreen
from workshop.tui.commands import KeyCommands
from workshop.tui.room.launch import PLAINLY, RoomApp, find
from workshop.tui.services import Services
from workshop.tui.services_session import SessionServices
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


async def test_the_palette_offers_what_the_keys_do(services: FakeServices) -> None:
    app = WorkshopApp(None, "asia", services=services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        provider = KeyCommands(app.screen)
        offered = [hit.text async for hit in provider.discover()]
        for wanted in ("Plan (p)", "Export (e)", "Left out (i)", "Points (t)", "Quit (^q)"):
            assert wanted in offered
        found = [hit async for hit in provider.search("points")]
        best = max(found, key=lambda hit: hit.score)
        assert isinstance(best, Hit)
        await best.command()
        assert "points in all" in await settle(pilot)


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


async def test_the_palette_finds_blocks_with_hostile_names(services: FakeServices) -> None:
    plan = sample.agenda()
    strings = iter(one for one in EVERYTHING if one.strip())
    days = tuple(
        day.model_copy(
            update={
                "blocks": tuple(
                    block.model_copy(update={"title": next(strings)}) for block in day.blocks
                )
            }
        )
        for day in plan.days
    )
    services.tours_["asia"] = Tour(
        brief=sample.brief(), agenda=plan.model_copy(update={"days": days})
    )
    app = WorkshopApp(None, "asia", services=services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        provider = BoardCommands(app.screen)
        hits = [hit async for hit in provider.discover()]
        assert len(hits) == sum(
            block.kind in ("training", "visit") for day in days for block in day.blocks
        )
        for hit in hits:
            assert isinstance(hit, DiscoveryHit)
            assert str(hit.display) == hit.text
        found = [hit async for hit in provider.search("[TODO]")]
        assert found
        for one in found:
            assert str(one.prompt) == one.text
        found[0].command()
        assert app.screen.query_one(WeekGrid).selected
        await pilot.press("ctrl+p", *"[x]")
        assert "\x1b" not in await settle(pilot)


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


# The door for text


@pytest.mark.parametrize("hostile", EVERYTHING, ids=lambda one: repr(one)[:20])
def test_text_is_never_markup_and_never_a_control_code(hostile: str) -> None:
    shown = text.literal(hostile).plain
    assert shown == text.clean(hostile)
    shown.encode()
    assert not any((ord(one) < 32 and one != "\n") or 127 <= ord(one) < 160 for one in shown)
    if hostile not in CONTROL and "\u202e" not in hostile and "\r" not in hostile:
        assert shown.replace("\n", "") == hostile.replace("\n", "").translate(
            {0x2028: None, 0x2029: None}
        )
    for cells in (1, 7, 40):
        assert text.width(text.fit(hostile, cells)) == cells
        assert all(text.width(row) <= max(2, cells) for row in text.wrap(hostile, cells))


def test_widths_are_terminal_cells() -> None:
    for one, cells in WIDE.items():
        assert text.width(one) == cells, one


def test_wrapping_loses_no_word() -> None:
    said = "a longer sentence 서울특별시 with a verylongwordthatdoesnotfit inside"
    assert "".join("".join(text.wrap(said, 9)).split()) == "".join(said.split())


def test_minutes_dates_and_distance_in_words() -> None:
    plan = sample.agenda()
    assert words.hours(45) == "45 min"
    assert words.hours(750) == "12 h 30"
    assert words.proof("feasible", 1000, 1.0) == "not yet known how good · 1000"
    assert words.proof("feasible", 1000, 0.0121) == "within 1.3 % of the best · 1000"
    assert words.percent(0.013) == "1.3 %"
    assert words.ratio(51, 49) == "51 : 49"
    assert words.ratio(0, 0) == "– : –"
    first, last = plan.days[0].date, plan.days[-1].date
    assert words.date_span(first, last) == "22–26 Mar 2027"
    assert words.date_span(first, first.replace(month=4)) == "22 Mar – 22 Apr 2027"
    assert words.zone(plan.days[2].blocks[4].start) == "+8"
