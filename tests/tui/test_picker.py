"""Picking what to add, by keyboard alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.widgets import Input

from tests.hostile import EVERYTHING
from tests.tui import sample
from tests.tui.screen_text import rush, screen_text, settle
from tests.tui.stage import Stage, assert_golden, steady
from workshop.catalogue.additions import Addition, additions
from workshop.tui.board.picker import Picker

FOUND = additions(sample.brief(), sample.agenda(), sample.catalogue())


def picker(found: tuple[Addition, ...] = FOUND, **options: object) -> Stage:
    return Stage(Picker(found, sample.catalogue(), **options))  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_picker_looks_as_it_did_and_tries_what_fits_when_asked(
    size: tuple[int, int],
) -> None:
    asked: list[str] = []

    def fits(ref: str) -> bool:
        asked.append(ref)
        return ref == "sg-alibaba"

    app = picker(fits=fits)
    async with app.run_test(size=size) as pilot:
        assert_golden(await steady(pilot, "4 of 4"), f"picker-{size[0]}x{size[1]}")
        assert asked == []
        await pilot.press("f6")
        shown = await steady(pilot, "✔ fits")
        assert sorted(asked) == sorted(one.ref for one in FOUND)
        assert "Telkom" not in shown
        await pilot.press("enter")
    assert app.answer == "sg-alibaba"


async def test_typing_narrows_arrows_move_and_enter_takes() -> None:
    app = picker()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("down", "up")
        rush(pilot, *"INDONesia", "enter")
        await settle(pilot)
    assert app.answer == "jkt-telkom", "what was typed a moment ago counts"


async def test_filters_say_what_they_leave_and_f8_drops_them() -> None:
    app = picker()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f3")
        shown = await settle(pilot)
        assert "Singapore (" in shown
        await pilot.press("down", "enter")
        shown = await settle(pilot)
        assert "· Jakarta" in shown
        assert "Alibaba" not in shown
        await pilot.press("f3", "enter")
        assert "Alibaba" in await settle(pilot), "the first answer drops the filter"
        await pilot.press("f3", "down", "enter", "f8")
        assert "Alibaba Cloud" in await settle(pilot)
        await pilot.press(*"zzz")
        await steady(pilot, "Nothing matches. F8 shows everything again.")
        await pilot.press("enter", "escape")
    assert app.answer is None


async def test_a_name_is_shown_as_it_stands() -> None:
    found = tuple(
        replace(FOUND[0], ref=f"x{number}", title=name, about=name, reason=name, suggested_by=name)
        for number, name in enumerate(EVERYTHING)
    )
    async with picker(found).run_test(size=(80, 24)) as pilot:
        shown = await settle(pilot)
        for _ in range(len(found) // 13 + 1):
            await pilot.press("pagedown")
            shown += screen_text(pilot.app)
        pilot.app.screen.query_one(Input).value = "[/foo] $x"
        await settle(pilot)
    for name in ("see [/foo] now", "[@click=app.quit]quit[/]", "[TODO] fix"):
        assert name in shown
