"""A list of any length that draws only the rows in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workshop.tui import text


class Rows(ScrollView, can_focus=False):
    """Shows items by their numbers; `describe` is asked only for those on screen.

    The keys belong to whoever holds the list; it moves the cursor through `move` and `go`.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--row", "rows--cursor"}
    DEFAULT_CSS = """
    Rows {
        height: 1fr; scrollbar-size-vertical: 1; overflow-x: hidden; overflow-y: auto;
        & .rows--cursor {
            background: $block-cursor-background; color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
    }
    """

    cursor: reactive[int] = reactive(0)

    class Picked(Message):
        """A row was clicked."""

    def __init__(self, describe: Callable[[int, int], str]) -> None:
        """Draw the row of an item as `describe(item, width)`, one line of plain text."""
        super().__init__()
        self._describe = describe
        self._items: Sequence[int] = ()

    @property
    def picked(self) -> int | None:
        """The item under the cursor, None where there are none."""
        return self._items[self.cursor] if self._items else None

    def show(self, items: Sequence[int], at: int | None = None) -> None:
        """Show `items` with the cursor on the item `at`, or on the first."""
        self._items = items
        self.virtual_size = Size(1, len(items))
        self.set_reactive(Rows.cursor, items.index(at) if at in items else 0)
        self._reveal()
        self.refresh()

    def move(self, rows: int) -> None:
        """Move the cursor by `rows`, stopping at the ends."""
        self.go(self.cursor + rows)

    def go(self, row: int) -> None:
        """Put the cursor on row `row`, stopping at the ends."""
        self.cursor = min(max(0, row), max(0, len(self._items) - 1))

    def watch_cursor(self) -> None:
        """Keep the cursor in sight."""
        self._reveal()

    def _reveal(self) -> None:
        height = max(1, self.scrollable_content_region.height)
        top = round(self.scroll_offset.y)
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, force=True, immediate=True)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False, force=True, immediate=True)
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in sight when the list gets shorter."""
        self._reveal()

    def on_click(self, event: Click) -> None:
        """Pick the row that was clicked."""
        row = event.y + round(self.scroll_offset.y)
        if row < len(self._items):
            self.go(row)
            self.post_message(self.Picked())

    def render_line(self, y: int) -> Strip:
        """Draw one row of the screen."""
        row = y + round(self.scroll_offset.y)
        width = self.scrollable_content_region.width
        if row >= len(self._items):
            return Strip.blank(width, self.rich_style)
        name = "rows--cursor" if row == self.cursor else "rows--row"
        words = text.fit(" " + self._describe(self._items[row], max(1, width - 2)), width)
        return Strip([Segment(words, self.get_component_rich_style(name))], width)
