"""The footer shows whole keys, as many as there is room for."""

from __future__ import annotations

import re
from pathlib import Path

from textual.app import App, ComposeResult
from textual.binding import Binding

import workshop.tui
from tests.tui.screen_text import settle
from workshop.tui.widgets.keys import Keys, fitting


class Full(App[None]):
    """More keys than a narrow footer holds."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed: list[str] = []

    BINDINGS = [
        Binding("a", "one", "a spare action"),
        *(Binding(key, f"two('{key}')", f"action {key}", tooltip=f"do {key}") for key in "bcdefgh"),
        Binding("escape", "app.bell", "go back"),
        Binding("question_mark", "app.focus_next", "help", key_display="?"),
    ]

    def compose(self) -> ComposeResult:
        yield Keys(("one",))

    def action_one(self) -> None:
        """Do nothing."""

    def action_two(self, key: str) -> None:
        """Remember the key."""
        self.pressed.append(key)


def test_no_screen_moves_the_cursor_later_than_it_says() -> None:
    """`Widget.focus` queues up behind what was typed by then, and so takes the cursor back."""
    files = (Path(workshop.tui.__file__).parent).rglob("*.py")
    late = [path.name for path in files if re.search(r"\.focus\(\)", path.read_text("utf-8"))]
    assert late == []


def test_what_is_spare_goes_first_and_then_what_stands_last() -> None:
    assert fitting([10, 10, 10, 10], [2, 1, 1, 0], 40) == [0, 1, 2, 3]
    assert fitting([10, 10, 10, 10], [2, 1, 1, 0], 39) == [1, 2, 3]
    assert fitting([10, 10, 10, 10], [2, 1, 1, 0], 29) == [1, 3]
    assert fitting([10, 30, 5], [0, 1, 2], 20) == [0]


async def test_no_key_is_cut_and_more_room_shows_more() -> None:
    app = Full()
    async with app.run_test(size=(40, 5)) as pilot:
        assert (await settle(pilot)).endswith(" b action b  esc go back  ? help")
        await pilot.resize_terminal(140, 5)
        assert (await settle(pilot)).endswith("esc go back  a a spare action  ? help")


async def test_a_click_presses_the_key_and_the_mouse_says_what_it_does() -> None:
    app = Full()
    async with app.run_test(size=(140, 5)) as pilot:
        line = (await settle(pilot)).split("\n")[-1]
        await pilot.click(Keys, offset=(line.index("action d") + 1, 0))
        assert app.pressed == ["d"]
        await pilot.hover(Keys, offset=(line.index("action e"), 0))
        await settle(pilot)
        assert str(app.query_one(Keys).tooltip) == "do e"
        await pilot.click(Keys, offset=(139, 0))
        assert app.pressed == ["d"]
