"""Which days and rows of the week are in view, and what stands where; pure and without a screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.tui.board import layout, painting

if TYPE_CHECKING:
    from textual.geometry import Size

AXIS = 6
"""Cells of the time axis at the left."""
HEADS = 2
"""Lines of the column heads."""
ROOMY = 100
"""From this width on all days that fit are shown; below it two at a time."""
NARROWEST = 20
"""Cells of a day's column at least."""


@dataclass(frozen=True)
class Viewport:
    """The part of the columns that a size has room for: days `visible`, rows from `top` on."""

    columns: tuple[layout.Column, ...]
    rows: tuple[layout.Row, ...]
    visible: range
    top: int
    width: int
    height: int

    @property
    def room(self) -> int:
        """Rows that are in view at once."""
        return max(1, self.height - HEADS)

    @property
    def column_width(self) -> int:
        """Cells of one day's column, its separator included."""
        return max(8, (self.width - AXIS) // max(1, len(self.visible)))

    def scrolled(self, top: int) -> Viewport:
        """Return it with another first row, as far as there are rows."""
        top = max(0, min(top, len(self.rows) - self.room))
        return Viewport(self.columns, self.rows, self.visible, top, self.width, self.height)

    def row_at(self, y: int) -> int | None:
        """Return the number of the row on line `y`, None for a head or below the last one."""
        number = self.top + y - HEADS
        return number if y >= HEADS and number < len(self.rows) else None

    def place_at(self, x: int, y: int) -> tuple[int, int] | None:
        """Return row and visible column at a cell."""
        row, column = self.row_at(y), (x - AXIS) // self.column_width
        if row is None or x < AXIS or column >= len(self.visible):
            return None
        return row, column

    def stretch_at(self, x: int, y: int) -> layout.Stretch | None:
        """Return the block at a cell."""
        place = self.place_at(x, y)
        if place is None:
            return None
        cell = self.rows[place[0]].cells[place[1]]
        if not cell.begins:
            return cell.goes_on
        return painting.begun_at(cell.begins, (x - AXIS) % self.column_width - 1)

    def time_at(self, x: int, y: int) -> tuple[int, int] | None:
        """Return the day's number, and the minutes after its midnight, at a cell."""
        place = self.place_at(x, y)
        if place is None:
            return None
        return self.visible[place[1]], layout.time_of(self.rows, place[0])

    def label(self, number: int) -> str:
        """Return what the axis says of a row, and whether there is more above or below."""
        row = self.rows[number]
        label = f"{row.at // 60 % 24:02d}:{row.at % 60:02d}" if row.label else " " * (AXIS - 1)
        more_above = number == self.top and self.top > 0
        more_below = number == self.top + self.room - 1 and number < len(self.rows) - 1
        return label + ("↑" if more_above else "↓" if more_below else " ")


EMPTY = Viewport((), (), range(0), 0, 0, 0)


def laid_out(
    columns: tuple[layout.Column, ...], size: Size, stretch: layout.Stretch | None, before: Viewport
) -> Viewport:
    """Lay columns out in `size` with a block in view; days and rows move no more than they must."""
    fitting = _fitting(len(columns), size.width)
    column = stretch.column if stretch else 0
    first = before.visible.start
    if column < first or column >= first + fitting:
        first = column if column < first else column - fitting + 1
    first = max(0, min(first, len(columns) - fitting))
    visible = range(first, min(len(columns), first + fitting))
    if (before.columns, before.visible, before.height) == (columns, visible, size.height):
        rows = before.rows
    else:
        shown = tuple(columns[number] for number in visible)
        rows = layout.rows_of(shown, max(1, size.height - HEADS))
    view = Viewport(columns, rows, visible, before.top, size.width, size.height)
    return view.scrolled(view.top if stretch is None else _top_for(view, stretch))


def _fitting(count: int, width: int) -> int:
    if width >= ROOMY:
        return max(1, min(count, (width - AXIS) // NARROWEST))
    return max(1, min(count, 2))


def _top_for(view: Viewport, stretch: layout.Stretch) -> int:
    row = layout.row_of(view.rows, stretch)
    last = row + layout.heights(view.rows).get((stretch.column, stretch.index), 1) - 1
    if row <= 2:
        return 0
    return min(max(view.top, min(last, row + 3) - view.room + 1), row)
