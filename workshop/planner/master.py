"""The master problem of one route: one pattern for each stretch, lectures into gaps, evenings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from workshop.planner.blocks import Span
from workshop.planner.candidates import Key
from workshop.planner.evenings import Evening
from workshop.planner.footprint import Footprint
from workshop.planner.linear import Cells, Linear, Terms
from workshop.planner.patterns import FIRST, Patterns, Window
from workshop.planner.problem import Problem
from workshop.planner.routes import Hop, Route, RoutePlanner
from workshop.planner.windows import HopColumns, Stretch, stretches

if TYPE_CHECKING:
    from workshop.planner.linear import Bools, Ints


class Kind(Enum):
    """What the master of a route is written for: all have the same plans."""

    EXACT = "exact"
    """To be searched: its solutions in whole numbers are the plans."""
    FINE = "fine"
    """To be relaxed: with other rows where those are tighter or fewer."""
    ROUGH = "rough"
    """To be relaxed quickly: lectures have a stretch, but no gap in it (see `halfday`)."""


@dataclass(frozen=True)
class Group:
    """The patterns of a window: columns from `start` on, in the footprint's order.

    Where hops begin or end the window, one of `befores` and one of `afters` must be flown.
    """

    stretch: Stretch
    base: str
    window: Window
    footprint: Footprint
    start: int
    befores: frozenset[int]
    afters: frozenset[int]
    """Columns of hops; none where no hop has a say."""

    @property
    def columns(self) -> range:
        """The columns of the patterns."""
        return range(self.start, self.start + len(self.footprint))

    @property
    def patterns(self) -> Patterns:
        """The patterns, in the order of their columns."""
        return self.footprint.patterns


@dataclass
class Master:
    """The linear program of a route, and what its columns mean."""

    route: Route
    linear: Linear
    stretches: tuple[Stretch, ...]
    groups: list[Group] = field(default_factory=list)
    hops: list[tuple[Hop, int]] = field(default_factory=list)
    lectures: dict[tuple[int, int, Key], int] = field(default_factory=dict)
    """(stretch, gap, lesson key) → column."""
    shared: int = 0
    """Columns about days: flights, patterns, evenings, venues. They come first in both masters."""
    evenings: list[tuple[Evening, int]] = field(default_factory=list)
    seats: dict[str, int] = field(default_factory=dict)
    """By training venue, where a city has several to choose from: 1 if the stay there has it."""
    possible: bool = True

    def spans(self) -> list[Span]:
        """Return the columns of each window's patterns, with where its tables are kept."""
        return [(g.columns.start, g.columns.stop, g.footprint.tables) for g in self.groups]

    def stay(self, base: str) -> tuple[Terms, int]:
        """Return what stands in a row about a stay at `base`, and the row's side.

        What may be done once there adds up to no more than 1 with that base, and to 0 without.
        """
        seat = self.seats.get(base)
        return ({}, 1) if seat is None else ({seat: -1}, 0)

    def at(self, bases: Collection[str]) -> Bools:
        """Mark the columns that only a stay at one of these `bases` may take."""
        found = self.patterns(group for group in self.groups if group.base in bases)
        found[[seat for base, seat in self.seats.items() if base in bases]] = True
        found[[column for hop, column in self.hops if not set(hop.bases).isdisjoint(bases)]] = True
        found[[column for evening, column in self.evenings if evening.base in bases]] = True
        return found

    def none(self) -> Bools:
        """Return an array with a place for each column, none of them marked."""
        import numpy as np

        return np.zeros(len(self.linear.objective), dtype=bool)

    def patterns(self, groups: Iterable[Group]) -> Bools:
        """Mark the columns of the patterns of some groups."""
        found = self.none()
        for group in groups:
            found[group.start : group.columns.stop] = True
        return found

    def told(self, other: Master, columns: Ints) -> Ints:
        """Return which columns are meant by some of the `other` master of the route.

        Days and lectures have columns in both; of all else the other one tells nothing.
        """
        import numpy as np

        kept = other.none()
        kept[columns] = True
        found = ~self.none()
        found[: self.shared] = kept[: self.shared]
        for (stretch, gap, key), column in self.lectures.items():
            found[column] = kept[other.lecture(stretch, gap, key)]
        return np.flatnonzero(found)

    def lecture(self, stretch: int, gap: int, key: Key) -> int:
        """Return the column of a lecture in a gap; it may stand for those of all gaps."""
        name = stretch, gap, key
        return self.lectures[name if name in self.lectures else (stretch, FIRST, key)]


class Build:
    """A master while it is written down: every step adds columns or rows, and says which."""

    def __init__(
        self,
        problem: Problem,
        planner: RoutePlanner,
        route: Route,
        slots: tuple[Stretch, ...] | None = None,
        *,
        bounding: bool = False,
    ) -> None:
        """Begin with the stretches of `route` (or with `slots`), and nothing in them.

        One that is `bounding` is only relaxed: it is written with what a relaxation likes.
        """
        self.problem = problem
        self.planner = planner
        self.route = route
        self.lp = Linear()
        self.stretches = stretches(problem, route) if slots is None else slots
        self.bounding = bounding
        self.master = Master(route, self.lp, self.stretches)
        self.by_stretch: dict[int, list[Group]] = defaultdict(list)
        self.hop_columns: HopColumns = {}
        self.evenings_on: dict[int, list[tuple[Evening, int]]] = {}

    def stops(self, base: str | None = None) -> tuple[dict[str, list[Cells]], dict[str, Terms]]:
        """Return, by stop, where patterns make it, and the columns of its evenings out.

        With a `base` only from there.
        """
        by_stop: dict[str, list[Cells]] = defaultdict(list)
        for group in self.master.groups:
            if base in (None, group.base):
                for name, cells in group.footprint.stops.items():
                    by_stop[name].append(cells.moved(group.start))
        evenings_of: dict[str, Terms] = defaultdict(dict)
        for evening, column in self.master.evenings:
            if base in (None, evening.base):
                evenings_of[evening.stop.id][column] = 1
        return by_stop, evenings_of

    def cells(
        self,
        stretch: Stretch,
        what: Callable[[Footprint], Cells | None],
        times: int = 1,
        base: str | None = None,
    ) -> list[Cells]:
        """Return what the patterns of a stretch put into a row, their values `times` as large.

        With a `base` only the patterns there.
        """
        found: list[Cells] = []
        for group in self.by_stretch[stretch.number]:
            if base not in (None, group.base):
                continue
            some = what(group.footprint)
            if some:
                found.append((some if times == 1 else some.times(times)).moved(group.start))
        return found
