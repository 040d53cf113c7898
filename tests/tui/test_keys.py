"""The footer shows whole keys, as many as there is room for."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.widgets._footer import FooterKey

from workshop.tui.widgets.keys import Keys, fitting


class Full(App[None]):
    """More keys than a narrow footer holds."""

    BINDINGS = [
        Binding("a", "one", "a spare action"),
        *(Binding(key, f"two('{key}')", f"action {key}") for key in "bcdefgh"),
        Binding("escape", "app.bell", "go back"),
        Binding("question_mark", "app.focus_next", "help", key_display="?"),
    ]

    def compose(self) -> ComposeResult:
        yield Keys(("one",))

    def action_one(self) -> None:
        """Do nothing."""

    def action_two(self, key: str) -> None:
        """Do nothing."""


def test_what_is_spare_goes_first_and_then_what_stands_last() -> None:
    assert fitting([10, 10, 10, 10], [2, 1, 1, 0], 40) == [0, 1, 2, 3]
    assert fitting([10, 10, 10, 10], [2, 1, 1, 0], 39) == [1, 2, 3]
    assert fitting([10, 10, 10, 10], [2, 1, 1, 0], 29) == [1, 3]
    assert fitting([10, 30, 5], [0, 1, 2], 20) == [0]


async def test_no_key_is_cut_and_more_room_shows_more() -> None:
    app = Full()
    async with app.run_test(size=(40, 5)) as pilot:
        await pilot.pause()

        def shown() -> list[str]:
            keys = list(app.query(FooterKey))
            assert max(key.region.right for key in keys) <= app.size.width
            return [key.description for key in keys]

        assert shown() == ["action b", "go back", "help"]
        await pilot.resize_terminal(140, 5)
        await pilot.pause()
        await pilot.pause()
        assert shown()[-3:] == ["go back", "a spare action", "help"]
