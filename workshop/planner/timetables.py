"""Timetables: outings, lunch and locked lectures of a day, in order and in time, many at a time.

They are listed once for all windows of a day: what opens the day may begin at any time, and what
follows leaves a gap of some useful size since what was before, or the least. A window then takes
those that begin and end inside it (see `listing`). Minutes after local midnight.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.model.travel import clock
from workshop.planner.candidates import Fixed
from workshop.planner.outings import Outing, Run
from workshop.planner.packing import Sizes
from workshop.planner.problem import Problem
from workshop.planner.sequences import Item, Order, sequences

if TYPE_CHECKING:
    from workshop.planner.linear import Ints


@dataclass(frozen=True)
class Meal:
    """Lunch at the base."""

    start: int
    end: int


Event = Run | Meal | Fixed
NOTHING = -1
"""Stands for the run of an event that is no outing."""


@dataclass(frozen=True)
class Table:
    """Timetables, one a row; an event has a column, those that a row has not are `NOTHING`."""

    orders: tuple[Order, ...]
    order: Ints
    """By row: the place of its order in `orders`. Rows are in that order."""
    starts: Ints
    ends: Ints
    runs: Ints
    """By row and event: the place of its run in `listed`."""
    listed: tuple[Run, ...]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.order)

    def events(self, row: int) -> tuple[Event, ...]:
        """Return what happens in a row."""
        times = zip(self.starts[row].tolist(), self.ends[row].tolist(), strict=True)
        runs = self.runs[row].tolist()
        return tuple(
            Meal(start, over) if item == "lunch"
            else item if isinstance(item, Fixed) else self.listed[run]
            for item, (start, over), run in zip(
                self.orders[self.order[row]], times, runs, strict=False
            )
        )  # fmt: skip


@dataclass(frozen=True)
class Lunches:
    """When lunch at the base may start: from `first` to `last`, and whether it is `pinned`."""

    first: int
    last: int
    minutes: int
    pinned: bool


@dataclass
class _Rows:
    """Timetables while they are listed: an array of rows for each event."""

    order: Ints
    starts: list[Ints]
    ends: list[Ints]
    runs: list[Ints]

    def then(self, parents: Ints, start: Ints, minutes: Ints | int, run: Ints | int) -> _Rows:
        """Return the rows `parents`, each followed by one more event."""
        return _Rows(
            self.order[parents],
            [*(some[parents] for some in self.starts), start],
            [*(some[parents] for some in self.ends), start + minutes],
            [*(some[parents] for some in self.runs), start * 0 + run],
        )


class Timetables:
    """Lists what may happen when on the days of one problem."""

    def __init__(self, problem: Problem, sizes: Sizes) -> None:
        """Prepare; gaps between events have the `sizes` that lessons can take."""
        self.problem = problem
        self.sizes = sizes

    def of(
        self, city_id: str, day: int, outings: Iterable[Outing], fixed: tuple[Fixed, ...],
        *, lunch: bool,
    ) -> Table:  # fmt: skip
        """List the ways to fill a day with what is locked and some of `outings`.

        With `lunch` there is one, at the base or on the way; without, there is none. The first
        order is that of a day with nothing else in it, which begins its lunch at any minute.
        """
        import numpy as np

        most = self.problem.brief.pace.visits_per_day
        bare: Order = ("lunch",) if lunch else ()
        orders = (bare, *sequences(outings, fixed, most, lunch=lunch))
        used = {id(item): item for order in orders for item in order if isinstance(item, Outing)}
        runs = _Runs(list(used.values()))
        kinds: dict[tuple[Item | None, ...], list[int]] = {}
        for number, order in enumerate(orders[1:], start=1):
            kind = tuple(None if isinstance(item, Outing) else item for item in order)
            kinds.setdefault(kind, []).append(number)
        pause = self.problem.catalogue.defaults.break_minutes
        listing = _Listing(orders, runs, self.lunches(city_id, day), self.sizes, pause)
        found = [listing.of(numbers) for numbers in kinds.values()]
        if not fixed or not any(len(rows.order) for rows in found):
            found.insert(0, listing.bare(lunch=lunch))
        width = max((len(rows.starts) for rows in found), default=0)
        of = np.concatenate([np.zeros(0, dtype=np.int64), *(rows.order for rows in found)])
        by_order = np.argsort(of, kind="stable")

        def table(columns: list[list[Ints]]) -> Ints:
            parts = [np.zeros((0, width), dtype=np.int64)]
            for some, rows in zip(columns, found, strict=True):
                part = np.full((len(rows.order), width), NOTHING, dtype=np.int64)
                for number, column in enumerate(some):
                    part[:, number] = column
                parts.append(part)
            whole: Ints = np.concatenate(parts)[by_order]
            return whole

        return Table(
            orders, of[by_order],
            table([rows.starts for rows in found]), table([rows.ends for rows in found]),
            table([rows.runs for rows in found]), runs.listed,
        )  # fmt: skip

    def lunches(self, city_id: str, day: int) -> Lunches:
        """Return when lunch at the base may start on a day."""
        defaults = self.problem.catalogue.defaults
        minutes = defaults.lunch_minutes
        pinned = self.problem.lunch_at.get(day)
        if pinned is None:
            latest = clock(defaults.lunch.end) - minutes
            return Lunches(clock(defaults.lunch.start), latest, minutes, pinned=False)
        here = pinned[1] == self.problem.bases[city_id].id
        return Lunches(pinned[0], pinned[0] if here else NOTHING, minutes, pinned=True)


class _Runs:
    """The runs of some outings, one after the other, as arrays."""

    def __init__(self, outings: list[Outing]) -> None:
        import numpy as np

        self.number = {id(outing): number for number, outing in enumerate(outings)}
        self.listed = tuple(run for outing in outings for run in outing.runs)
        counts = [len(outing.runs) for outing in outings]
        self.offset: Ints = np.concatenate([[0], np.cumsum(np.array(counts, dtype=np.int64))])
        self.start: Ints = np.array([run.start for run in self.listed], dtype=np.int64)
        self.end: Ints = np.array([run.end for run in self.listed], dtype=np.int64)
        self._keys: Ints = np.repeat(np.arange(len(outings)), counts) * _APART + self.start

    def from_on(self, outing: Ints, at: Ints) -> Ints:
        """Return the place of the first run of each outing that starts at `at` or later."""
        found: Ints = self._keys.searchsorted(outing * _APART + at)
        return found


_APART = 10_000
"""More minutes than a day has."""


class _Listing:
    """Times orders of one kind: outings, lunches and locked lectures in the same places."""

    def __init__(
        self, orders: tuple[Order, ...], runs: _Runs, lunches: Lunches, sizes: Sizes, pause: int
    ) -> None:
        import numpy as np

        self.orders = orders
        self.numbers: list[int] = []
        self.runs = runs
        self.lunches = lunches
        self.sizes: Ints = np.array(sizes.all, dtype=np.int64)
        self.floors = sizes.floors
        self.pause = pause

    def of(self, numbers: list[int]) -> _Rows:
        """Time the orders `numbers`."""
        import numpy as np

        kind = self.orders[numbers[0]]
        self.numbers = numbers
        rows = _Rows(np.array(numbers, dtype=np.int64), [], [], [])
        early = kind[0] == "lunch" and not self.lunches.pinned
        for place in range(int(early), len(kind)):
            rows = self._followed(rows, kind[place], place)
        return self._after_lunch(rows, kind[1]) if early else rows

    def bare(self, *, lunch: bool) -> _Rows:
        """Return the rows of the first order, in which nothing is done but for lunch."""
        import numpy as np

        lunches = self.lunches
        if not lunch:
            return _Rows(np.zeros(1, dtype=np.int64), [], [], [])
        start: Ints = np.arange(lunches.first, lunches.last + 1)
        return _Rows(start * 0, [start], [start + lunches.minutes], [start * 0 + NOTHING])

    def _followed(self, rows: _Rows, item: Item, place: int) -> _Rows:
        """Follow each row with the item that its order has in a place."""
        import numpy as np

        every: Ints = np.arange(len(rows.order))
        at: Ints = rows.ends[-1] if rows.ends else every * 0
        if isinstance(item, Outing):
            return self._outing(rows, place, at)
        if isinstance(item, Fixed):
            kept = every[at <= item.start]
            return rows.then(kept, kept * 0 + item.start, item.minutes, NOTHING)
        return self._lunch(rows, at)

    def _outing(self, rows: _Rows, place: int, at: Ints) -> _Rows:
        """Go out: each gap of useful size since `at` is left once, as small as may be."""
        import numpy as np

        numbers = [self.runs.number[id(self.orders[n][place])] for n in self.numbers]
        outing = np.array(numbers)[np.searchsorted(self.numbers, rows.order)]
        low = self.runs.from_on(outing, at)
        counts = self.runs.offset[outing + 1] - low
        parents = np.repeat(np.arange(len(outing)), counts)
        run = np.arange(len(parents)) + np.repeat(low - np.cumsum(counts) + counts, counts)
        start = self.runs.start[run]
        if rows.ends:
            useful = self.floors[start - at[parents]]
            kept = np.ones(len(run), dtype=bool)
            kept[1:] = (parents[1:] != parents[:-1]) | (useful[1:] != useful[:-1])
            parents, run, start = parents[kept], run[kept], start[kept]
        return rows.then(parents, start, self.runs.end[run] - start, run)

    def _lunch(self, rows: _Rows, at: Ints) -> _Rows:
        """Have lunch after a gap of some useful size."""
        import numpy as np

        lunches = self.lunches
        there = np.flatnonzero(at <= lunches.last)
        at = at[there]
        if lunches.pinned:
            start = (at * 0 + lunches.first)[:, None]
            good = (at[:, None] <= start) & (start <= lunches.last)
        else:
            useful = self.sizes[self.sizes <= lunches.last - at.min(initial=lunches.last)]
            start = np.maximum(at[:, None] + useful, lunches.first)
            good = start <= lunches.last
            good[:, 1:] &= start[:, 1:] != start[:, :-1]
        places, column = np.nonzero(good)
        return rows.then(there[places], start[places, column], lunches.minutes, NOTHING)

    def _after_lunch(self, rows: _Rows, item: Item) -> _Rows:
        """Have lunch first: later means less waiting for what follows, a useful gap after it."""
        import numpy as np

        minutes, first = self.lunches.minutes, self.lunches.first
        latest = rows.starts[0] - minutes
        there = np.flatnonzero(latest >= first)
        after = self.sizes + (self.sizes > 0) * (self.pause if isinstance(item, Fixed) else 0)
        after = after[after <= latest.max(initial=first) - first]
        start = np.minimum(latest[there, None] - after, self.lunches.last)
        good = start >= first
        good[:, 1:] &= start[:, 1:] != start[:, :-1]
        places, column = np.nonzero(good)
        parents, lunch = there[places], start[places, column]
        kept = rows.then(parents, parents, 0, NOTHING)
        return _Rows(
            kept.order,
            [lunch, *kept.starts[:-1]],
            [lunch + minutes, *kept.ends[:-1]],
            [lunch * 0 + NOTHING, *kept.runs[:-1]],
        )


def end(event: Event) -> int:
    """Return when an event is over."""
    return event.start + event.minutes if isinstance(event, Fixed) else event.end


def fits(outing: Outing, start: int, end: int) -> bool:
    """Tell whether an outing alone fits between two minutes of a day."""
    if outing.minutes > end - start:
        return False
    run = outing.first(start)
    return run is not None and run.end <= end
