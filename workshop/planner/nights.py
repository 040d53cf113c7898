"""Evenings out in a master: what they cost, and the hours around them that they keep clear."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workshop.planner.evenings import Evening
from workshop.planner.footprint import Footprint
from workshop.planner.linear import Cells, Terms
from workshop.planner.master import Build
from workshop.planner.windows import Stretch, WindowPlanner


def add_evenings(build: Build, windows: WindowPlanner, bases: Mapping[str, list[str]]) -> None:
    """Add a column for each evening out from the `bases` of each city, and the rows around it."""
    _Evenings(build, windows, bases).add()


class _Evenings:
    def __init__(
        self, build: Build, windows: WindowPlanner, bases: Mapping[str, list[str]]
    ) -> None:
        self.build = build
        self.lp = build.lp
        self.seats = build.master.seats
        self.cost = build.problem.brief.weights.transit
        self.last = build.problem.days - 1
        self.windows = windows
        self.bases = bases

    def add(self) -> None:
        for stretch in self.build.stretches:
            if not stretch.last_of_day or (stretch.leaves and stretch.day == self.last):
                continue
            found = [
                (evening, self.lp.column(-self.cost * evening.riding))
                for base in self.bases[stretch.city]
                for evening in self.windows.evenings(base, stretch.day)
            ]
            self.build.evenings_on[stretch.day] = found
            self.build.master.evenings += found
            if found:
                self.lp.row({column: 1 for _, column in found}, None, 1)
            for base in self.bases[stretch.city]:
                seat = self.seats.get(base)
                out = [column for evening, column in found if evening.base == base]
                if seat is not None and out:
                    self.lp.row({**dict.fromkeys(out, 1), seat: -1}, None, 0)
            self._afternoons(stretch, found)
            self._mornings(stretch, found)

    def _afternoons(self, stretch: Stretch, found: list[tuple[Evening, int]]) -> None:
        """Keep the afternoon clear before an evening out; those that leave together share a row."""
        for leave, together in _grouped(found, lambda evening: evening.leave).items():
            self.lp.row(together, None, 1, self.build.cells(stretch, _later_than(leave)))
            if stretch.lands:
                late = [
                    c
                    for hop, c in self.build.hop_columns.get(stretch.day, [])
                    if hop.arrive > leave
                ]
                self._exclude(together, late)

    def _mornings(self, stretch: Stretch, found: list[tuple[Evening, int]]) -> None:
        """Keep the next morning clear until the group is rested after an evening out."""
        after = stretch.number + 1
        if after == len(self.build.stretches):
            return
        for back, together in _grouped(found, lambda evening: evening.back).items():
            rested = self.windows.rested(back)
            early = self.build.cells(self.build.stretches[after], _earlier_than(rested))
            if early:
                self.lp.row(together, None, 1, early)
            hops = self.build.hop_columns.get(stretch.day + 1, [])
            self._exclude(together, [c for hop, c in hops if hop.leave < rested])

    def _exclude(self, together: Terms, hops: list[int]) -> None:
        if hops:
            self.lp.row(together | dict.fromkeys(hops, 1), None, 1)


def _later_than(minute: int) -> Callable[[Footprint], Cells]:
    return lambda footprint: footprint.later(minute)


def _earlier_than(minute: int) -> Callable[[Footprint], Cells]:
    return lambda footprint: footprint.earlier(minute)


def _grouped(found: list[tuple[Evening, int]], key: Callable[[Evening], int]) -> dict[int, Terms]:
    groups: dict[int, Terms] = {}
    for evening, column in found:
        groups.setdefault(key(evening), {})[column] = 1
    return groups
