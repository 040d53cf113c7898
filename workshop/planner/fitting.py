"""The patterns of a window: the timetables of its day that it holds, and the gaps that they leave.

Where evenings out may cut the window short, each timetable is there once for each gap that they
leave before and after it, with when its work then begins and ends. Patterns that another one beats
are dropped: one with the same visits in the same order and no less time to teach before, between
and after them, that rides and waits no longer, and keeps the same evenings clear.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from workshop.planner.candidates import Fixed, Stop
from workshop.planner.outings import Outing
from workshop.planner.packing import Sizes
from workshop.planner.patterns import FIRST, GAPS, LAST, WAIT, Patterns, Window
from workshop.planner.problem import Problem
from workshop.planner.sequences import Order
from workshop.planner.shapes import Shape, Shapes
from workshop.planner.timetables import NOTHING, Lunches, Table
from workshop.planner.unbeaten import unbeaten

if TYPE_CHECKING:
    from workshop.planner.linear import Bools, Ints

OUTINGS, COUNTED = 2, 3
"""Outings of a pattern at most; gaps that are counted before, between and after them."""
NEVER = GAPS
"""Stands for the gap before an outing that is not made."""


class Fitting:
    """Lays the windows of a day over its timetables."""

    def __init__(
        self, problem: Problem, table: Table, lunches: Lunches | None, sizes: Sizes
    ) -> None:
        """Prepare; `lunches` are at the base, and None where there is to be no lunch."""
        self._problem = problem
        self._measured = _Measured(table, problem.catalogue.defaults.break_minutes)
        self._lunches = lunches
        self._sizes = sizes
        self._shapes: dict[int, Shapes] = {}

    def patterns(self, window: Window) -> Patterns:
        """Return the patterns of a window that no other pattern beats."""
        shapes = self._of(int(window.lands))
        laid = _Laid(self._measured, self._held(window), window, self._sizes)
        group = shapes.done[laid.shape]
        group[laid.locked] = -1 - laid.rows[laid.locked]  # told apart by their times too
        kept = unbeaten(group, laid.worth)
        return Patterns(
            window, shapes, laid.shape[kept], laid.gaps[kept],
            laid.idle[kept], laid.riding[kept], laid.begins[kept], laid.ends[kept],
            laid.back[kept], laid.rows[kept], self._measured.table,
        )  # fmt: skip

    def _of(self, shift: int) -> Shapes:
        """Return the shapes of the orders, with gaps numbered by `shift`."""
        if shift not in self._shapes:
            orders = self._measured.table.orders
            shapes = tuple(_shape(order, shift) for order in orders)
            self._shapes[shift] = Shapes(self._problem, shapes)
        return self._shapes[shift]

    def _held(self, window: Window) -> Ints:
        """Return the rows that begin and end inside a window.

        Lunch alone leaves some useful time before it.
        """
        import numpy as np

        rows, lunches = self._measured, self._lunches
        held = rows.bare | ((rows.first >= window.start) & (rows.back <= window.end))
        if lunches is not None and not lunches.pinned:
            since = np.array([window.start, *window.starts])[:, None] + self._sizes.all
            useful = np.zeros(lunches.last + 2, dtype=bool)
            useful[since.clip(lunches.first, lunches.last + 1)] = True
            held[: rows.alone] &= useful[rows.first[: rows.alone]]
        return np.flatnonzero(held)


class _Measured:
    """A table, and what is the same of it in all windows."""

    def __init__(self, table: Table, pause: int) -> None:
        """Measure."""
        import numpy as np

        self.table = table
        orders = table.orders
        self.alone = int(np.searchsorted(table.order, 1))
        """Rows in which nothing is done but for lunch: the first ones."""
        there = table.starts != NOTHING
        self.bare: Bools = ~there.any(axis=1)
        """Whether nothing happens in a row."""
        kinds = np.zeros((len(orders), table.starts.shape[1]), dtype=bool)
        for number, order in enumerate(orders):
            kinds[number, : len(order)] = [isinstance(item, Fixed) for item in order]
        locked = kinds[table.order]
        self.locked: Bools = np.logical_or.reduce(locked, axis=1)
        """Whether there is a locked lecture in a row."""
        before = np.where(there, table.starts - locked * pause, 0)
        free = np.where(there, table.ends + locked * pause, 0)
        self.lead: Ints = before[:, :1].sum(axis=1)
        """When teaching before the first event has to be over."""
        self.between: Ints = np.where(there[:, 1:], before[:, 1:] - free[:, :-1], 0)
        self.first: Ints = table.starts[:, :1].sum(axis=1)
        self.back: Ints = np.where(there, table.ends, 0).max(axis=1, initial=0)
        self.free: Ints = free.max(axis=1, initial=0)
        """When teaching after the last event may begin."""
        idle = np.where(there[:, 1:], table.starts[:, 1:] - table.ends[:, :-1], 0)
        idle[(self.between < 0) & (table.starts[:, 1:] == free[:, :-1])] = 0  # only a pause
        self.idle: Ints = idle.sum(axis=1) + self._of_runs([run.waiting for run in table.listed])
        self.riding: Ints = self._of_runs([run.riding for run in table.listed])
        outings = [_outings(order) for order in orders]
        self.outings: Ints = np.array(outings, dtype=np.int64).reshape(-1, OUTINGS)[table.order]
        """The number of events before each outing."""

    def _of_runs(self, values: list[int]) -> Ints:
        import numpy as np

        total: Ints = np.array([*values, 0])[self.table.runs].sum(axis=1)  # the last: no outing
        return total


class _Laid:
    """A window laid over a table: the rows that it holds, and what they are worth.

    A row is there once for each of the gaps at its ends that the evenings around it may leave.
    """

    def __init__(self, part: _Measured, rows: Ints, window: Window, sizes: Sizes) -> None:
        import numpy as np

        bare, shift = part.bare[rows], int(window.lands)
        lead = np.where(bare, 0 if window.lands else window.end, part.lead[rows])
        free = np.where(bare, window.start if window.lands else window.end, part.free[rows])
        first = np.where(bare, window.end, part.first[rows])
        back = np.where(bare, window.start, part.back[rows])
        starts = np.array([window.start, *window.starts])
        ends = np.array([window.end, *reversed(window.ends)])
        before = sizes.floors[(lead[:, None] - starts).clip(min=0)]
        after = sizes.floors[(ends - free[:, None]).clip(min=0)]
        opens = _new(before, first[:, None] >= starts)
        closes = _new(after, back[:, None] <= ends)
        at, way = np.nonzero(opens)
        again, close = np.nonzero(closes[at])
        at, way = at[again], way[again]
        self.rows: Ints = rows[at]
        self.shape = part.table.order[self.rows]
        self.riding = part.riding[self.rows]
        self.back = back[at]
        self.gaps = self._gaps(sizes.floors[part.between[self.rows].clip(min=0)], shift)
        self.gaps[:, shift] = before[at, way]
        last = np.where(bare[at], LAST if window.lands else FIRST, LAST if window.debrief else WAIT)
        places = np.arange(len(last))
        self.gaps[places, last] = np.maximum(self.gaps[places, last], after[at, close])
        led = (self.gaps[:, FIRST] > 0) & (not window.lands)
        self.begins = np.where(led, lead[at] - self.gaps[:, FIRST], first[at])
        self.ends = np.where(self.gaps[:, LAST] > 0, free[at] + self.gaps[:, LAST], self.back)
        wait = window.end - self.back if not window.debrief else 0
        came = first[at] - window.start if window.lands else 0
        self.idle = part.idle[self.rows] + np.where(bare[at], 0, wait + came)
        self.worth = np.concatenate(
            [self._worth(part.outings[self.rows] + shift), self._clear(window)], axis=1
        )
        self.locked = part.locked[self.rows]

    def _gaps(self, between: Ints, shift: int) -> Ints:
        """Return the gaps by number, but for those at the ends."""
        import numpy as np

        gaps = np.zeros((len(self.rows), GAPS), dtype=np.int64)
        gaps[:, shift + 1 : shift + 1 + between.shape[1]] = between
        return gaps

    def _worth(self, ends: Ints) -> Ints:
        """Return numbers such that more is better in each; `ends` are the gaps before outings."""
        import numpy as np

        made = (ends < GAPS).sum(axis=1)
        numbers = np.flatnonzero(self.gaps.any(axis=0))
        gaps = self.gaps[:, numbers]
        after = [numbers > ends[:, n, None] for n in range(OUTINGS)]
        parts: list[Ints] = []
        for n, (since, until) in enumerate(pairwise((gaps >= 0, *after, gaps < 0))):
            largest = np.sort(gaps * (since ^ until), axis=1)[:, : -COUNTED - 1 : -1]
            parts.append(np.where((made >= n)[:, None], largest, -1))
        used = self.gaps[:, FIRST + 1 : LAST].sum(axis=1)
        rest = [-self.riding, used - self.idle, made, -made]  # other numbers of outings: no match
        return np.concatenate([*parts, np.stack(rest, axis=1)], axis=1)

    def _clear(self, window: Window) -> Ints:
        """Return the same for the evenings: how many the day before, and how many of this day."""
        import numpy as np

        starts, ends = (np.array(some, dtype=np.int64) for some in (window.starts, window.ends))
        early: Ints = starts.searchsorted(self.begins, side="right")
        late: Ints = ends.searchsorted(self.ends)
        hours = [early, -late]
        if len(ends):  # where nothing happens there is no debrief either
            empty: Ints = np.equal(self.gaps.max(axis=1), 0).astype(np.int64)
            hours += [empty, empty * -self.ends]
        return np.stack(hours, axis=1)


def _new(sizes: Ints, held: Bools) -> Bools:
    """Tell which ways of a row, from the widest on, are held and leave it another size."""
    new = held.copy()
    new[:, 1:] &= sizes[:, 1:] != sizes[:, :-1]
    return new


def _outings(order: Order) -> list[int]:
    """Return the number of events before each outing of an order."""
    made = [number for number, item in enumerate(order) if isinstance(item, Outing)]
    return [*made, *[NEVER] * OUTINGS][:OUTINGS]


def _shape(order: Order, shift: int) -> Shape:
    visits: list[tuple[Stop, int]] = []
    taught: list[tuple[Fixed, int]] = []
    for number, item in enumerate(order, start=shift):
        if isinstance(item, Outing):
            visits += [(stop, number) for stop in item.stops]
        elif isinstance(item, Fixed):
            taught.append((item, number))
    return Shape(tuple(visits), tuple(taught))
