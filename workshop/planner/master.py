"""The master problem of one route: one pattern for each stretch, lectures into gaps, evenings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from workshop.planner.candidates import Key
from workshop.planner.evenings import Evening
from workshop.planner.footprint import Footprint
from workshop.planner.linear import Cells, Linear, Terms
from workshop.planner.patterns import Patterns, Window
from workshop.planner.problem import Problem
from workshop.planner.routes import Hop, Route, RoutePlanner
from workshop.planner.windows import HopColumns, Stretch, stretches


@dataclass(frozen=True)
class Group:
    """The patterns of one window of a stretch: columns from `start` on, in the footprint's order.

    Where hops begin or end the window, one of `befores` and one of `afters` must be flown.
    """

    stretch: Stretch
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
    known: list[int] = field(default_factory=list)
    """Columns that are 1 once some lesson has been given by some spot."""
    evenings: list[tuple[Evening, int]] = field(default_factory=list)
    possible: bool = True


class Build:
    """A master while it is written down: every step adds columns or rows, and says which."""

    def __init__(
        self,
        problem: Problem,
        planner: RoutePlanner,
        route: Route,
        slots: tuple[Stretch, ...] | None = None,
    ) -> None:
        """Begin with the stretches of `route` (or with `slots`), and nothing in them."""
        self.problem = problem
        self.planner = planner
        self.route = route
        self.lp = Linear()
        self.stretches = stretches(problem, route) if slots is None else slots
        self.sums = slots is not None
        """Whether "taught by then" is written out as a sum."""
        self.master = Master(route, self.lp, self.stretches)
        self.by_stretch: dict[int, list[Group]] = defaultdict(list)
        self.hop_columns: HopColumns = {}
        self.evenings_on: dict[int, list[tuple[Evening, int]]] = {}

    def stops(self) -> tuple[dict[str, list[Cells]], dict[str, Terms]]:
        """Return, by stop, where patterns make it, and the columns of its evenings out."""
        by_stop: dict[str, list[Cells]] = defaultdict(list)
        for group in self.master.groups:
            for name, cells in group.footprint.stops.items():
                by_stop[name].append(cells.moved(group.start))
        evenings_of: dict[str, Terms] = defaultdict(dict)
        for evening, column in self.master.evenings:
            evenings_of[evening.stop.id][column] = 1
        return by_stop, evenings_of

    def cells(
        self, stretch: Stretch, what: Callable[[Footprint], Cells | None], times: int = 1
    ) -> list[Cells]:
        """Return what the patterns of a stretch put into a row, their values `times` as large."""
        found: list[Cells] = []
        for group in self.by_stretch[stretch.number]:
            some = what(group.footprint)
            if some:
                found.append((some if times == 1 else some.times(times)).moved(group.start))
        return found
