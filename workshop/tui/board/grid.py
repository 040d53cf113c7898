"""The week: days as columns, blocks in time, one of them under the cursor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from workshop.tui import text
from workshop.tui.board import layout, painting
from workshop.tui.board.lines import KeptLines

if TYPE_CHECKING:
    from textual import events
    from textual.content import Content

    from workshop.model.agenda import Block, Day

AXIS = 6
"""Cells of the time axis at the left."""
HEADS = 2
"""Lines of the column heads."""
ROOMY = 100
"""From this width on all days that fit are shown; below it two at a time."""
NARROWEST = 20
"""Cells of a day's column at least."""


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

    days: reactive[tuple[Day, ...]] = reactive((), layout=False)
    troubled: reactive[frozenset[str]] = reactive(frozenset())
    """Ids of the blocks that a finding names."""
    selected: reactive[str] = reactive("")
    """Id of the block under the cursor."""
    city_names: reactive[dict[str, str]] = reactive(dict)
    carrying: reactive[bool] = reactive(False)
    """Whether the block under the cursor is being moved: then the arrows are not ours."""
    choosing: reactive[bool] = reactive(False)
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
        self._columns: tuple[layout.Column, ...] = ()
        self._dated: tuple[Day, ...] = ()
        self._laid_out_for = Size()
        self._kept = KeptLines()
        self._held: painting.Brush | None = None
        self._places: dict[str, layout.Stretch] = {}
        self._rows: tuple[layout.Row, ...] = ()
        self._visible = range(0)
        self._top = 0
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
        stretch = self.stretch
        return stretch.block if stretch else None

    def select(self, block_id: str) -> bool:
        """Put the cursor on a block; False where there is none with this id."""
        if block_id not in self._places:
            return False
        self.selected = block_id
        stretch = self.stretch
        self._wanted_time = stretch.start if stretch else 0
        return True

    # Laying out

    def watch_days(self, days: tuple[Day, ...]) -> None:
        """Lay other days out; the cursor stays on its block, or where that was if it is gone."""
        was = self.stretch
        self._columns = layout.columns_of(days, self._dated, self._columns)
        self._dated = days
        self._places = {one.block.id: one for column in self._columns for one in column}
        if self.stretch is None:
            near = self._nearest(was)
            self.selected = near.block.id if near else ""
        self._lay_out()

    def _nearest(self, was: layout.Stretch | None) -> layout.Stretch | None:
        """Return what stands nearest in time, in the same column if anything does."""
        if was is not None and was.column < len(self._columns) and self._columns[was.column]:
            return min(self._columns[was.column], key=lambda one: abs(one.start - was.start))
        return next((column[0] for column in self._columns if column), None)

    def watch_selected(self) -> None:
        """Bring the cursor into view and tell about it."""
        self._lay_out()
        self.post_message(self.Moved(self.block))

    def on_resize(self) -> None:
        """Lay out for the new size."""
        self._lay_out()

    def _lay_out(self) -> None:
        self._laid_out_for = self.size
        stretch = self.stretch
        fitting = self._fitting_columns()
        column = stretch.column if stretch else 0
        first = self._visible.start
        if column < first or column >= first + fitting:
            first = column if column < first else column - fitting + 1
        first = max(0, min(first, len(self._columns) - fitting))
        self._visible = range(first, min(len(self._columns), first + fitting))
        shown = tuple(self._columns[number] for number in self._visible)
        self._rows = layout.rows_of(shown, self._room)
        self._bring_into_view(stretch)
        self.refresh()

    def _fitting_columns(self) -> int:
        count = len(self._columns)
        if self.size.width >= ROOMY:
            return max(1, min(count, (self.size.width - AXIS) // NARROWEST))
        return max(1, min(count, 2))

    @property
    def _room(self) -> int:
        return max(1, self.size.height - HEADS)

    def _bring_into_view(self, stretch: layout.Stretch | None) -> None:
        if stretch is not None:
            row = layout.row_of(self._rows, stretch)
            last = row + layout.heights(self._rows).get((stretch.column, stretch.index), 1) - 1
            self._top = max(self._top, min(last, row + 3) - self._room + 1)
            self._top = min(self._top, row)
            if row <= 2:
                self._top = 0
        self._clamp()

    def _clamp(self) -> None:
        self._top = max(0, min(self._top, len(self._rows) - self._room))

    # Painting

    def column_width(self) -> int:
        """Return the cells of one day's column, its separator included."""
        return max(8, (self.size.width - AXIS) // max(1, len(self._visible)))

    def render_line(self, y: int) -> Strip:
        """Paint a head or a row in view; what looks as it did is kept from before."""
        if self.size != self._laid_out_for:
            self._lay_out()
        if not self._columns or not self.size.width:
            return Strip.blank(self.size.width, self.visual_style.rich_style)
        width = self.column_width()
        if y < HEADS:
            return self._drawn(self._heads(width)[y], self.size.width)
        number = self._top + y - HEADS
        if number >= len(self._rows):
            return Strip.blank(self.size.width, self.visual_style.rich_style)
        look = (width, self.size.width, self.app.theme, self.visual_style)
        row = self._rows[number]
        label = self._label(number, row)
        line = self._kept.line(label, row, self._brush(width - 1), look, self._drawn)
        return line.adjust_cell_length(self.size.width, self.visual_style.rich_style)

    def _drawn(self, content: Content, width: int) -> Strip:
        return Visual.to_strips(self, content, width, 1, self.visual_style, pad=True)[0]

    def _brush(self, width: int) -> painting.Brush:
        """Return the brush for what is shown now; looking through the rows takes long."""
        held = self._held
        if held is None or held.rows is not self._rows or (
            (held.width, held.selected, held.troubled) != (width, self.selected, self.troubled)
        ):  # fmt: skip
            self._held = held = painting.Brush(
                width=width, rows=self._rows, selected=self.selected, troubled=self.troubled
            )
        return held

    def _label(self, number: int, row: layout.Row) -> str:
        label = f"{row.at // 60 % 24:02d}:{row.at % 60:02d}" if row.label else " " * (AXIS - 1)
        more_above = number == self._top and self._top > 0
        more_below = number == self._top + self._room - 1 and number < len(self._rows) - 1
        return label + ("↑" if more_above else "↓" if more_below else " ")

    def _heads(self, width: int) -> tuple[Content, Content]:
        stretch = self.stretch
        before = "◂" if self._visible.start > 0 else " "
        after = "▸" if self._visible.stop < len(self._columns) else " "
        top: list[object] = [(f" {before} {after}".ljust(AXIS), "$text-muted")]
        rule: list[object] = [("─" * AXIS, "$foreground 25%")]
        for number in self._visible:
            here = stretch is not None and stretch.column == number
            head = painting.head_of(self.days[number], self.city_names, width - 1)
            style = "bold $foreground" if here else "$text-muted"
            top += [("│", "$foreground 25%"), (head, style)]
            rule += [("┼", "$foreground 25%"), ("─" * (width - 1), "$foreground 25%")]
        return text.joined(*top), text.joined(*rule)

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
        column = self._columns[stretch.column]
        index = stretch.index + step
        if 0 <= index < len(column):
            self._go(column[index])

    def action_move_to_day(self, step: int) -> None:
        """Go to the nearest block in time of the day before or after."""
        stretch = self.stretch
        if stretch is None:
            return
        number = stretch.column + step
        while 0 <= number < len(self._columns):
            at = self._wanted_time or stretch.start
            target = layout.nearest(self._columns[number], at)
            if target is not None:
                self.selected = target.block.id
                return
            number += step

    def action_edge(self, index: int) -> None:
        """Go to the first or last block of the day."""
        stretch = self.stretch
        if stretch is not None:
            self._go(self._columns[stretch.column][index])

    def action_open_block(self) -> None:
        """Ask for the block under the cursor to be shown in full."""
        block = self.block
        if block is not None:
            self.post_message(self.Opened(block))

    def _go(self, stretch: layout.Stretch) -> None:
        self._wanted_time = stretch.start
        self.selected = stretch.block.id

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on what was clicked; a click on it again opens it."""
        stretch, dragged = self._stretch_at(event.x, event.y), self._dragged
        self._dragged = False
        if stretch is None or self.carrying or dragged:
            return
        if stretch.block.id == self.selected:
            self.action_open_block()
        else:
            self._go(stretch)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Remember what is under the pointer, should it be dragged."""
        self._pressed, self._dragged = self._stretch_at(event.x, event.y), False

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Tell where a block that was dragged is let go."""
        pressed, self._pressed = self._pressed, None
        if pressed is None or self.carrying or self._stretch_at(event.x, event.y) is pressed:
            return
        self._dragged = True
        to = self._moment_at(event.x, event.y)
        if to is not None:
            self._go(pressed)
            self.post_message(self.Dragged(to))

    def _moment_at(self, x: int, y: int) -> datetime | None:
        row, column = self._top + y - HEADS, (x - AXIS) // self.column_width()
        if y < HEADS or x < AXIS or row >= len(self._rows) or column >= len(self._visible):
            return None
        midnight = datetime.combine(self.days[self._visible[column]].date, time())
        return midnight + timedelta(minutes=layout.time_of(self._rows, row))

    def _stretch_at(self, x: int, y: int) -> layout.Stretch | None:
        row, column = self._top + y - HEADS, (x - AXIS) // self.column_width()
        if y < HEADS or x < AXIS or row >= len(self._rows) or column >= len(self._visible):
            return None
        cell = self._rows[row].cells[column]
        if not cell.begins:
            return cell.goes_on
        inside = (x - AXIS) % self.column_width() - 1
        return painting.begun_at(cell.begins, inside)

    def on_mouse_scroll_down(self) -> None:
        """Scroll the days without moving the cursor."""
        self._top += 3
        self._clamp()
        self.refresh()

    def on_mouse_scroll_up(self) -> None:
        """Scroll the days back."""
        self._top -= 3
        self._clamp()
        self.refresh()
