"""Evenings out in a master: what they cost, and the hours around them that they keep clear.

Each row speaks of one training venue: in the relaxation half a stay there, which goes out for half
an evening, must keep all of its own hours clear, and gains nothing from the hours of another half.
It speaks of all evenings that leave by some time and all patterns that last longer: half an evening
at six and half of one at seven must keep clear what a whole one at seven does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workshop.planner.evenings import Evening
from workshop.planner.footprint import Footprint
from workshop.planner.linear import Cells, Terms
from workshop.planner.master import Build
from workshop.planner.windows import Stretch, WindowPlanner

Out = list[tuple[Evening, int]]
"""Evenings out from a base on a day, each with its column."""
Demand = tuple[Terms, Callable[[Footprint], Cells]]
"""Columns of evenings out, and the patterns beside which there can be none of them."""


def add_evenings(build: Build, windows: WindowPlanner, bases: Mapping[str, list[str]]) -> None:
    """Add a column for each evening out from the `bases` of each city, and the rows around it."""
    _Evenings(build, windows, bases).add()


class _Evenings:
    def __init__(
        self, build: Build, windows: WindowPlanner, bases: Mapping[str, list[str]]
    ) -> None:
        self.build = build
        self.lp = build.lp
        self.cost = build.problem.brief.weights.transit
        self.last = build.problem.days - 1
        self.windows = windows
        self.bases = bases

    def add(self) -> None:
        for stretch in self.build.stretches:
            if not stretch.last_of_day or (stretch.leaves and stretch.day == self.last):
                continue
            self.build.evenings_on[stretch.day] = []
            for base in self.bases[stretch.city]:
                self._from(base, stretch)

    def _from(self, base: str, stretch: Stretch) -> None:
        """Add the evenings out from a base: one at most, and none unless the stay is there."""
        flies = stretch.day + 1 in self.build.hop_columns
        found = [
            (evening, self.lp.column(-self.cost * evening.riding))
            for evening in self.windows.evenings(base, stretch.day, flies=flies)
        ]
        self.build.evenings_on[stretch.day] += found
        self.build.master.evenings += found
        if found:
            self._mornings(base, stretch, found)
            self._afternoons(base, stretch, found)

    def _afternoons(self, base: str, stretch: Stretch, found: Out) -> None:
        """Take one evening at most; keep the afternoon clear before it, and land before it.

        Whoever lands before the end of the day has patterns there that last longer.
        """
        hops = self.build.hop_columns.get(stretch.day, []) if stretch.lands else []
        demands: list[Demand] = []
        for leave in sorted({evening.leave for evening, _ in found}, reverse=True):
            gone = {column: 1 for evening, column in found if evening.leave <= leave}
            demands.append((gone, _later_than(leave)))
            landing = [c for hop, c in hops if hop.bases[1] == base and hop.arrive > leave]
            if landing and leave >= self.windows.day_end:
                self._exclude(base, gone | dict.fromkeys(landing, 1), [])
        self._keep_clear(base, stretch, demands, before=-1)

    def _mornings(self, base: str, stretch: Stretch, found: Out) -> None:
        """Keep the next morning clear until the group is rested after an evening out."""
        after = stretch.number + 1
        if after == len(self.build.stretches):
            return
        demands: list[Demand] = []
        for back in sorted({evening.back for evening, _ in found}):
            out = {column: 1 for evening, column in found if evening.back >= back}
            demands.append((out, _earlier_than(self.windows.rested(back))))
        self._keep_clear(base, self.build.stretches[after], demands)

    def _keep_clear(
        self, base: str, stretch: Stretch, demands: list[Demand], before: int = 0
    ) -> None:
        """Add a row for each of `demands`, which speak of ever fewer evenings and more patterns.

        One that speaks of no more patterns than the one `before` says nothing new.
        """
        for evenings, what in demands:
            patterns = self.build.cells(stretch, what, base=base)
            count = sum(len(cells.columns) for cells in patterns)
            if count > before:
                self._exclude(base, evenings, patterns)
            before = count

    def _exclude(self, base: str, terms: Terms, patterns: list[Cells]) -> None:
        """Take one of these at most, in a stay at a base where all of them are."""
        here, one = self.build.master.stay(base)
        self.lp.row({**terms, **here}, None, one, patterns)


def _later_than(minute: int) -> Callable[[Footprint], Cells]:
    return lambda footprint: footprint.later(minute)


def _earlier_than(minute: int) -> Callable[[Footprint], Cells]:
    return lambda footprint: footprint.earlier(minute)
