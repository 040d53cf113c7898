"""The guide: shown once, found again, and true to the keys of the board."""

from __future__ import annotations

from tests.tui.memory import FakeServices
from tests.tui.screen_text import settle
from tests.tui.stage import assert_golden, steady
from tests.tui.test_board import board
from workshop.errors import StoreError
from workshop.store.workspace import Workspace
from workshop.tui.board.screen import BoardScreen
from workshop.tui.guide import NAME, SIX, GuideScreen, keys_of
from workshop.tui.services import Services

TITLE = "Six things to do here"


async def test_a_new_workspace_begins_with_the_guide_and_only_once(
    services: FakeServices,
) -> None:
    services.done = set()
    async with board(services).run_test(size=(80, 24)) as pilot:
        shown = await steady(pilot, TITLE)
        for number, thing in enumerate(SIX, start=1):
            assert f"{number} {thing.name}" in shown
        assert "ctrl+p finds any action." in shown, "it fits on this screen"
        rows = shown.splitlines()
        last = next(number for number, row in enumerate(rows) if "╰" in row)
        assert_golden("\n".join(row[4:76] for row in rows[1 : last + 1]), "guide-80x24")
        await pilot.press("enter")
        assert TITLE not in await settle(pilot)
    assert services.done == {NAME}
    async with board(services).run_test(size=(80, 24)) as pilot:
        assert TITLE not in await settle(pilot)
        await pilot.press("question_mark", "g")
        assert TITLE in await settle(pilot), "the help brings it back"
        await pilot.press("question_mark")  # the two keys that it names work from where they stand
        assert "T training · V visit" in await settle(pilot)
        await pilot.press("question_mark")
        assert "─ Help" not in await settle(pilot)
        await pilot.press("question_mark")
        await pilot.app.run_action("guide", pilot.app.screen)
        assert isinstance(pilot.app.screen, GuideScreen), "at once: the next key belongs to it"
        await pilot.press("ctrl+p")
        await pilot.press(*"grab")
        await steady(pilot, "Go to this block")
        await pilot.press("escape")
        assert TITLE not in await settle(pilot)


async def test_a_workspace_that_cannot_remember_says_so_and_works(services: FakeServices) -> None:
    services.done = set()

    def refuse(name: str) -> None:
        raise StoreError("the disk is full", "make room")

    services.remember = refuse  # type: ignore[method-assign]
    async with board(services).run_test(size=(120, 40), notifications=True) as pilot:
        await steady(pilot, "the disk is full")


def test_the_keys_of_the_guide_are_those_of_the_board() -> None:
    keys = keys_of(BoardScreen)
    assert keys["board.plan"] == "p"
    named = {one for thing in SIX for one in thing.keys}
    assert {"board.findings", "board.compare", "board.map", "board.export"} <= named & set(keys)


def test_a_workspace_remembers_on_disk(workspace: Workspace) -> None:
    mark = workspace.root / ".workshop" / "guide-seen"
    mark.unlink()
    services = Services(workspace)
    assert not services.is_done(NAME)
    services.remember(NAME)
    services.remember(NAME)
    assert Services(workspace.root).is_done(NAME)
