"""Evenings out in a master: what they cost, and the hours around them that they keep clear.

Each row speaks of one training venue: in the relaxation half a stay there, which goes out for half
an evening, must keep all of its own hours clear, and gains nothing from the hours of another half.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from workshop.planner.evenings import Evening
from workshop.planner.footprint import Footprint
from workshop.planner.linear import Cells, Terms
from workshop.planner.master import Build
from workshop.planner.windows import Stretch, WindowPlanner

Out = list[tuple[Evening, int]]
"""Evenings out from a base on a day, each with its column."""


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
            here, one = self.build.master.stay(base)
            self.lp.row({**{column: 1 for _, column in found}, **here}, None, one)
        self._afternoons(base, stretch, found)
        self._mornings(base, stretch, found)

    def _afternoons(self, base: str, stretch: Stretch, found: Out) -> None:
        """Keep the afternoon clear before an evening out; those that leave together share a row."""
        hops = self.build.hop_columns.get(stretch.day, []) if stretch.lands else []
        for leave, together in _grouped(found, lambda evening: evening.leave):
            late = self.build.cells(stretch, _later_than(leave), base=base)
            self._exclude(base, together, [], late)
            landing = [c for hop, c in hops if hop.bases[1] == base and hop.arrive > leave]
            self._exclude(base, together, landing, [])

    def _mornings(self, base: str, stretch: Stretch, found: Out) -> None:
        """Keep the next morning clear until the group is rested after an evening out."""
        after = stretch.number + 1
        if after == len(self.build.stretches):
            return
        hops = self.build.hop_columns.get(stretch.day + 1, [])
        for back, together in _grouped(found, lambda evening: evening.back):
            rested = self.windows.rested(back)
            early = self.build.cells(self.build.stretches[after], _earlier_than(rested), base=base)
            self._exclude(base, together, [], early)
            leaving = [c for hop, c in hops if hop.bases[0] == base and hop.leave < rested]
            self._exclude(base, together, leaving, [])

    def _exclude(self, base: str, out: Terms, hops: list[int], patterns: list[Cells]) -> None:
        """Take one of these at most, in a stay at a base where all of them are."""
        if hops or patterns:
            here, one = self.build.master.stay(base)
            self.lp.row({**out, **dict.fromkeys(hops, 1), **here}, None, one, patterns)


def _later_than(minute: int) -> Callable[[Footprint], Cells]:
    return lambda footprint: footprint.later(minute)


def _earlier_than(minute: int) -> Callable[[Footprint], Cells]:
    return lambda footprint: footprint.earlier(minute)


def _grouped(found: Out, key: Callable[[Evening], int]) -> Iterator[tuple[int, Terms]]:
    """Yield each minute that `key` gives, with the columns of the evenings that have it."""
    for minute in sorted({key(evening) for evening, _ in found}):
        yield minute, {column: 1 for evening, column in found if key(evening) == minute}
