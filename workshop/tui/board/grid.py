"""The week: days as columns, blocks in time, one of them under the cursor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from workshop.tui import text
from workshop.tui.board import heads, layout, painting, viewport
from workshop.tui.board.lines import KeptLines
from workshop.tui.board.viewport import HEADS

if TYPE_CHECKING:
    from textual import events
    from textual.content import Content

    from workshop.model.agenda import Block, Day


class WeekGrid(Widget, can_focus=True):
    """Shows days side by side and moves a cursor from block to block."""

    BINDING_GROUP_TITLE = "The days"
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move_in_day(-1)", "earlier block", show=False, id="grid.up",
                tooltip="To the block before this one"),
        Binding("down", "move_in_day(1)", "later block", show=False, id="grid.down",
                tooltip="To the block after this one"),
        Binding("left", "move_to_day(-1)", "day before", show=False, id="grid.left",
                tooltip="To the same time of the day before"),
        Binding("right", "move_to_day(1)", "day after", show=False, id="grid.right",
                tooltip="To the same time of the day after"),
        Binding("home", "edge(0)", "first of the day", show=False, id="grid.home",
                tooltip="To the first block of the day"),
        Binding("end", "edge(-1)", "last of the day", show=False, id="grid.end",
                tooltip="To the last block of the day"),
        Binding("enter", "open_block", "open", show=False, id="grid.open",
                tooltip="Show all there is to know about this block"),
    ]  # fmt: skip
    DEFAULT_CSS = """
    WeekGrid { height: 1fr; width: 1fr; }
    """

    days: tuple[Day, ...] = ()
    troubled: frozenset[str] = frozenset()
    """Ids of the blocks that a finding names."""
    selected: reactive[str] = reactive("", repaint=False)
    """Id of the block under the cursor."""
    city_names: reactive[dict[str, str]] = reactive(dict, repaint=False)
    carrying: reactive[bool] = reactive(False, repaint=False)
    """Whether the block under the cursor is being moved: then the arrows are not ours."""
    choosing: reactive[bool] = reactive(False, repaint=False)
    """Whether what is shown is one of several to choose from: then enter takes it."""

    @dataclass
    class Moved(Message):
        """The cursor is on another block, or on none."""

        block: Block | None

    @dataclass
    class Opened(Message):
        """A block is to be shown in full."""

        block: Block

    @dataclass
    class Dragged(Message):
        """The block under the cursor was dragged to another time or day."""

        to: datetime

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Show no days yet."""
        super().__init__(id=id)
        self._view = viewport.EMPTY
        self._kept = KeptLines()
        self._held: painting.Brush | None = None
        self._lines: tuple[object, ...] = ()
        self._places: dict[str, layout.Stretch] = {}
        self._wanted_time = 0
        self._pressed: layout.Stretch | None = None
        self._dragged = False

    # What is under the cursor

    @property
    def stretch(self) -> layout.Stretch | None:
        """The block under the cursor in its column."""
        return self._places.get(self.selected)

    @property
    def block(self) -> Block | None:
        """The block under the cursor."""
        return self.stretch.block if self.stretch is not None else None

    def select(self, block_id: str) -> bool:
        """Put the cursor on a block; False where there is none with this id."""
        if block_id not in self._places:
            return False
        self.selected = block_id
        stretch = self.stretch
        self._wanted_time = stretch.start if stretch else 0
        return True

    # Laying out

    def show(self, days: tuple[Day, ...], troubled: frozenset[str] = frozenset()) -> None:
        """Show other days, and mark the blocks that a finding names.

        The cursor stays on its block, or where that was if it is gone.
        """
        was, columns = self.stretch, layout.columns_of(days, self.days, self._view.columns)
        self.days, self.troubled = days, troubled
        self._places = {one.block.id: one for column in columns for one in column}
        if self.stretch is None:
            near = layout.nearest_to(columns, was)
            self.set_reactive(WeekGrid.selected, near.block.id if near else "")
            self.post_message(self.Moved(self.block))
        self._lay_out(columns)

    def watch_selected(self) -> None:
        """Bring the cursor into view and tell about it."""
        self._lay_out(self._view.columns)
        self.post_message(self.Moved(self.block))

    def watch_city_names(self) -> None:
        """Name the cities in the heads."""
        self._repaint()

    def on_resize(self) -> None:
        """Lay out for the new size."""
        self._lay_out(self._view.columns)

    def _lay_out(self, columns: tuple[layout.Column, ...]) -> None:
        self._view = viewport.laid_out(columns, self.size, self.stretch, self._view)
        self._repaint()

    # Painting

    def _repaint(self) -> None:
        """Paint the lines anew that show something else than before."""
        view, before = self._view, self._lines
        self._lines = lines = tuple(self._shown(y) for y in range(view.height))
        regions = [
            Region(0, y, view.width, 1)
            for y, line in enumerate(lines)
            if y >= len(before) or before[y] != line
        ]
        if regions:
            self.refresh(*regions)

    def _shown(self, y: int) -> object:
        """Return all that a line shows, at one size and theme."""
        number = self._view.row_at(y)
        if y < HEADS:
            return self._head_parts(y)
        if number is None:
            return None
        brush = self._brush()
        cells = self._view.rows[number].cells
        return self._view.label(number), tuple((one.stretches, brush.key(one)) for one in cells)

    def render_line(self, y: int) -> Strip:
        """Paint a head or a row in view; what looks as it did is kept from before."""
        width, style = self.size.width, self.visual_style
        if self.size != (self._view.width, self._view.height):
            self._lay_out(self._view.columns)
        number = self._view.row_at(y)
        if y < HEADS and self._view.columns and width:
            return self._drawn(text.joined(*self._head_parts(y)), width)
        if number is None or not width:
            return Strip.blank(width, style.rich_style)
        look = (self._view.column_width, width, self.app.theme, style)
        row, label = self._view.rows[number], self._view.label(number)
        line = self._kept.line(label, row, self._brush(), look, self._drawn)
        return line.adjust_cell_length(width, style.rich_style)

    def _drawn(self, content: Content, width: int) -> Strip:
        return Visual.to_strips(self, content, width, 1, self.visual_style, pad=True)[0]

    def _brush(self) -> painting.Brush:
        """Return the brush for what is shown now; looking through the rows takes long."""
        held, width, rows = self._held, self._view.column_width - 1, self._view.rows
        if held is None or held.rows is not rows or (
            (held.width, held.selected, held.troubled) != (width, self.selected, self.troubled)
        ):  # fmt: skip
            self._held = held = painting.Brush(
                width=width, rows=rows, selected=self.selected, troubled=self.troubled
            )
        return held

    def _head_parts(self, y: int) -> heads.Parts:
        at = self.stretch.column if self.stretch is not None else None
        return heads.head_parts(y, self._view, self.days, self.city_names, at)

    # Moving

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer nothing where there are no blocks."""
        moves = ("move_in_day", "move_to_day", "edge", "open_block")
        if self.choosing and action == "open_block":
            return False
        return action not in moves or (self.stretch is not None and not self.carrying)

    def action_move_in_day(self, step: int) -> None:
        """Go to the block before or after in the same day."""
        stretch = self.stretch
        if stretch is None:
            return
        column = self._view.columns[stretch.column]
        index = stretch.index + step
        if 0 <= index < len(column):
            self._go(column[index])

    def action_move_to_day(self, step: int) -> None:
        """Go to the nearest block in time of the day before or after."""
        stretch = self.stretch
        if stretch is None:
            return
        number = stretch.column + step
        while 0 <= number < len(self._view.columns):
            at = self._wanted_time or stretch.start
            target = layout.nearest(self._view.columns[number], at)
            if target is not None:
                self.selected = target.block.id
                return
            number += step

    def action_edge(self, index: int) -> None:
        """Go to the first or last block of the day."""
        stretch = self.stretch
        if stretch is not None:
            self._go(self._view.columns[stretch.column][index])

    def action_open_block(self) -> None:
        """Ask for the block under the cursor to be shown in full."""
        if self.block is not None:
            self.post_message(self.Opened(self.block))

    def _go(self, stretch: layout.Stretch) -> None:
        self._wanted_time = stretch.start
        self.selected = stretch.block.id

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on what was clicked; a click on it again opens it."""
        stretch, dragged = self._view.stretch_at(event.x, event.y), self._dragged
        self._dragged = False
        if stretch is None or self.carrying or dragged:
            return
        if stretch.block.id == self.selected:
            self.action_open_block()
        else:
            self._go(stretch)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Remember what is under the pointer, should it be dragged."""
        self._pressed, self._dragged = self._view.stretch_at(event.x, event.y), False

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Tell where a block that was dragged is let go."""
        pressed, self._pressed = self._pressed, None
        if pressed is None or self.carrying or self._view.stretch_at(event.x, event.y) is pressed:
            return
        self._dragged = True
        to = self._moment_at(event.x, event.y)
        if to is not None:
            self._go(pressed)
            self.post_message(self.Dragged(to))

    def _moment_at(self, x: int, y: int) -> datetime | None:
        place = self._view.time_at(x, y)
        if place is None:
            return None
        midnight = datetime.combine(self.days[place[0]].date, time())
        return midnight + timedelta(minutes=place[1])

    def on_mouse_scroll_down(self) -> None:
        """Scroll the days without moving the cursor."""
        self._scroll(3)

    def on_mouse_scroll_up(self) -> None:
        """Scroll the days back."""
        self._scroll(-3)

    def _scroll(self, rows: int) -> None:
        self._view = self._view.scrolled(self._view.top + rows)
        self._repaint()
