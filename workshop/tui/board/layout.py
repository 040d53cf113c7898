"""Days of blocks as rows of a shared time axis, pure and without a screen.

The axis is elastic: a row stands for half an hour; a half-hour in which much begins takes more
rows, one in which nothing begins may take none. So that all days stay aligned, every column
stretches alike. Times are minutes after local midnight of the column's day.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from workshop.tui.words import is_major

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.model.agenda import Block, Day

SLOT = 30


@dataclass(frozen=True)
class Stretch:
    """A block in its column: `start` and `end` by the local clock, never running backwards."""

    block: Block
    column: int
    index: int
    start: int
    end: int


@dataclass(frozen=True)
class Cell:
    """What one day shows in one row: blocks that begin here, or one that goes on."""

    begins: tuple[Stretch, ...] = ()
    goes_on: Stretch | None = None
    nth: int = 0
    """Which row of the block that goes on this is, counting its first as 0."""

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """Every block this cell shows."""
        return self.begins or ((self.goes_on,) if self.goes_on else ())


@dataclass(frozen=True)
class Row:
    """One line of the axis; `at` is the slot's time, `label` whether to print it."""

    at: int
    label: bool
    cells: tuple[Cell, ...]


Column = tuple[Stretch, ...]


def columns_of(
    days: tuple[Day, ...], before: tuple[Day, ...] = (), columns: tuple[Column, ...] = ()
) -> tuple[Column, ...]:
    """Place the blocks of each day on its local clock.

    `columns` are those of the days `before`. One whose day is still the same is taken as it is, and
    of the others the stretches that are as they were: a stretch that stays is the same object.
    """
    known = {
        (n, id(day)): column for n, (day, column) in enumerate(zip(before, columns, strict=True))
    }
    return tuple(
        known[n, id(day)] if (n, id(day)) in known else _same(_column(n, day), columns[n : n + 1])
        for n, day in enumerate(days)
    )


def _same(column: Column, before: tuple[Column, ...]) -> Column:
    """Return a column with the stretches of the one before it that are equal."""
    was = before[0] if before else ()
    return tuple(
        was[one.index] if one.index < len(was) and was[one.index] == one else one for one in column
    )


def _column(number: int, day: Day) -> Column:
    stretches: list[Stretch] = []
    latest = 0
    for index, block in enumerate(day.blocks):
        start = max(latest, _minutes(day, block.start))
        end = max(start + 5, _minutes(day, block.end))
        stretches.append(Stretch(block, number, index, start, end))
        latest = start
    return tuple(stretches)


def _minutes(day: Day, at: object) -> int:
    days = (at.date() - day.date).days  # type: ignore[attr-defined]
    return int(days) * 1440 + int(at.hour) * 60 + int(at.minute)  # type: ignore[attr-defined]


def rows_of(columns: tuple[Column, ...], height: int) -> tuple[Row, ...]:
    """Lay the columns out, as roomy as `height` rows allow; it may take more rows than that.

    First every block gets a line of its own and every half-hour a row; where that does not fit,
    half-hours in which nothing begins go, then small blocks share a line with the next big one.
    """
    if not any(columns):
        return ()
    plans = [(False, True), (False, False), (True, True), (True, False)]
    if len(columns) <= 2:
        plans = plans[:2]
    shared, every_slot = next(
        (plan for plan in plans if _count(columns, *plan) <= height), plans[-1]
    )
    return _rows(columns, shared=shared, every_slot=every_slot)


def _slots(columns: tuple[Column, ...]) -> Iterator[tuple[int, list[Column]]]:
    """Yield each half-hour with what begins in it, by column."""
    first = min(column[0].start for column in columns if column) // SLOT * SLOT
    last = max(stretch.end for column in columns for stretch in column)
    begun: list[dict[int, list[Stretch]]] = []
    for column in columns:
        by_slot: dict[int, list[Stretch]] = {}
        for stretch in column:
            by_slot.setdefault(stretch.start // SLOT * SLOT, []).append(stretch)
        begun.append(by_slot)
    for slot in range(first, last, SLOT):
        yield slot, [tuple(by_slot.get(slot, ())) for by_slot in begun]


def _count(columns: tuple[Column, ...], shared: bool, every_slot: bool) -> int:
    """Count the rows that `_rows` would lay out."""
    return sum(
        max(int(every_slot), *(len(_groups(one, shared=shared)) for one in begun))
        for _, begun in _slots(columns)
    )


def _rows(columns: tuple[Column, ...], *, shared: bool, every_slot: bool) -> tuple[Row, ...]:
    counts: dict[tuple[int, int], int] = {}
    rows: list[Row] = []
    for slot, begun in _slots(columns):
        groups = [_groups(one, shared=shared) for one in begun]
        lines = max(len(group) for group in groups)
        if not lines and not every_slot:
            continue
        for line in range(max(1, lines)):
            part = slot + SLOT * line // max(1, lines)
            cells = [
                _cell(column, group, line, (slot, part), counts)
                for column, group in zip(columns, groups, strict=True)
            ]
            rows.append(Row(slot, line == 0, tuple(cells)))
    return tuple(rows)


def _groups(begun: Column, *, shared: bool) -> list[Column]:
    if not shared:
        return [(stretch,) for stretch in begun]
    groups: list[list[Stretch]] = []
    waiting: list[Stretch] = []
    for stretch in begun:
        waiting.append(stretch)
        if is_major(stretch.block.kind):
            groups.append(waiting)
            waiting = []
    if waiting and groups:
        groups[-1] += waiting
    elif waiting:
        groups.append(waiting)
    return [tuple(group) for group in groups]


def _cell(
    column: Column,
    groups: list[Column],
    line: int,
    times: tuple[int, int],
    counts: dict[tuple[int, int], int],
) -> Cell:
    if line < len(groups):
        for stretch in groups[line]:
            counts[stretch.column, stretch.index] = 1
        return Cell(begins=groups[line])
    slot, part = times
    running = [one for one in column if one.start < max(part, slot + 1) and one.end > part]
    if groups:
        running = [groups[-1][-1]] if groups[-1][-1].end > part else []
    if not running:
        return Cell()
    stretch = running[-1]
    nth = counts.get((stretch.column, stretch.index), 0)
    counts[stretch.column, stretch.index] = nth + 1
    return Cell(goes_on=stretch, nth=nth)


def heights(rows: tuple[Row, ...]) -> dict[tuple[int, int], int]:
    """Count the rows each block takes, by column and index."""
    counts: dict[tuple[int, int], int] = {}
    for row in rows:
        for cell in row.cells:
            for stretch in cell.stretches:
                key = (stretch.column, stretch.index)
                counts[key] = counts.get(key, 0) + 1
    return counts


def row_of(rows: tuple[Row, ...], stretch: Stretch) -> int:
    """Return the row in which a block begins."""
    for number, row in enumerate(rows):
        if any(
            one.column == stretch.column and one.index == stretch.index
            for cell in row.cells
            for one in cell.begins
        ):
            return number
    return 0


def time_of(rows: tuple[Row, ...], number: int) -> int:
    """Return the time a row stands for, to the quarter of an hour."""
    slot = [at for at, row in enumerate(rows) if row.at == rows[number].at]
    part = SLOT * (number - slot[0]) // len(slot)
    return rows[number].at + part // 15 * 15


def nearest(column: Column, at: int) -> Stretch | None:
    """Return the block of a column that runs at `at`, or the one that begins nearest to it."""
    for stretch, following in pairwise(column):
        if stretch.start <= at < min(stretch.end, following.start):
            return stretch
    return min(column, key=lambda one: (abs(one.start - at), one.start), default=None)


def nearest_to(columns: tuple[Column, ...], was: Stretch | None) -> Stretch | None:
    """Return what stands nearest in time, in the same column if anything does."""
    if was is not None and was.column < len(columns) and columns[was.column]:
        return min(columns[was.column], key=lambda one: abs(one.start - was.start))
    return next((column[0] for column in columns if column), None)
