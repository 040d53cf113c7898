"""What a search found, row by row: so many rows at most, and the cursor stays on its item."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from textual.widgets import OptionList
from textual.widgets.option_list import Option

from workshop.tui import text

if TYPE_CHECKING:
    from textual.content import Content

SHOWN = 500
"""Rows at most; the rest is counted in words."""
NARROWEST = 20
"""Cells that a row is written for at least."""

T = TypeVar("T")


class Results(OptionList, Generic[T]):
    """A list that is written anew for what was found and for the room there is."""

    items: tuple[T, ...] = ()
    """What has a row."""

    @property
    def item(self) -> T | None:
        """What the cursor is on."""
        at = self.highlighted
        return self.items[at] if at is not None and at < len(self.items) else None

    def fill(
        self, found: Sequence[T], row: Callable[[T, int], Content], at: int = 0, empty: str = ""
    ) -> None:
        """Write a `row` for each, in the cells it is given, with the cursor on the row `at`.

        Where nothing was found it says `empty`, if that is anything.
        """
        self.items = tuple(found[:SHOWN])
        width = max(NARROWEST, self.scrollable_content_region.width - 2)
        options = [Option(row(one, width)) for one in self.items]
        if len(found) > SHOWN:
            options.append(_quiet(f"{len(found) - SHOWN} more… search to narrow them down"))
        if not options and empty:
            options.append(_quiet(empty))
        with self.screen.prevent(OptionList.OptionHighlighted):
            self.set_options(options)
            self.highlighted = at if self.items else None

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Bring the cursor into sight, and with the last row what is said under it."""
        super().scroll_to_highlight(top)
        if self.items and self.highlighted == len(self.items) - 1:
            self.scroll_end(animate=False)

    def move(self, rows: int) -> None:
        """Move the cursor to the next row, or the one before."""
        self.action_cursor_down() if rows > 0 else self.action_cursor_up()

    def page(self, direction: int) -> None:
        """Move the cursor by a screen."""
        rows = max(1, self.scrollable_content_region.height - 1)
        if self.items:
            to = (self.highlighted or 0) + direction * rows
            self.highlighted = min(len(self.items) - 1, max(0, to))


def _quiet(said: str) -> Option:
    return Option(text.one_line(said, "$text-muted"), disabled=True)
