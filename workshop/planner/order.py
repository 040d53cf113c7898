"""The order of teaching and seeing: a host's module before its visit, needs first, the capstone.

"Taught by then" is at least "visited by then". In the relaxation that alone is weak where a stretch
may both teach and visit: half of it teaches, half of it visits, and no half does both. So a second
kind of row looks into the patterns: what one has no room to teach before its visits (see `needs`)
must be known before its stretch begins.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from workshop.planner.candidates import Key, Lesson
from workshop.planner.linear import Cells, Terms, minus
from workshop.planner.master import Build
from workshop.planner.patterns import LAST
from workshop.planner.windows import Stretch

Spot = tuple[int, int]
"""A stretch and a gap of it; spots are ordered in time."""


@dataclass(frozen=True)
class Known:
    """The columns that say which lesson has been taught by which spot.

    The forms of a module share them, but not the capstone's; there are none before it can be.
    """

    spots: list[Spot]
    columns: dict[tuple[Key, Spot], Terms]
    lessons: tuple[Lesson, ...]

    @cached_property
    def _last(self) -> dict[int, Spot]:
        return {spot[0]: spot for spot in self.spots}

    @cached_property
    def _forms(self) -> dict[str, list[Key]]:
        forms: dict[str, list[Key]] = defaultdict(list)
        for lesson in self.lessons:
            forms[lesson.module].append(lesson.key)
        return forms

    def taught(self, module: str, spot: Spot) -> Terms:
        """Return the columns that are 1 once `module` has been taught by `spot`, in any form."""
        taught: Terms = {}
        for key in self._forms[module]:
            taught |= self.columns[key, spot]
        return taught

    def before(self, stretch: int) -> Spot | None:
        """Return the last spot before a stretch; None for the first."""
        return self._last.get(stretch - 1)

    def last(self, stretch: int) -> Spot:
        """Return the last spot of a stretch."""
        return self._last[stretch]


def add_order(build: Build, known: Known) -> None:
    """Add the rows that keep teaching before seeing."""
    _Order(build, known).add()


class _Order:
    def __init__(self, build: Build, known: Known) -> None:
        self.build = build
        self.known = known
        self.problem = build.problem
        taught = {lesson.module for lesson in known.lessons}
        self.capstone = self.problem.capstone if self.problem.capstone in taught else None

    def add(self) -> None:
        self._teach_first()
        for module in self.problem.catalogue.modules:
            for need in module.needs:
                before: Terms = {}
                for spot in self.known.spots:
                    taught = self.known.taught(module.id, spot)
                    if taught != before:
                        self._not_before(taught, need, spot, [])
                    before = taught
        self._locked()
        for stretch in self.build.stretches:
            self._room(stretch)
            if self.capstone is not None:
                self._capstone(self.capstone, stretch)

    def _not_before(self, what: Terms, module: str, spot: Spot, cells: list[Cells]) -> None:
        self.build.lp.row(minus(what, self.known.taught(module, spot)), None, 0, cells)

    def _locked(self) -> None:
        """What a locked lecture builds on is taught by the gap before it."""
        needs = {module.id: module.needs for module in self.problem.catalogue.modules}
        for group in self.build.master.groups:
            for ((module, _), number), cells in group.footprint.taught.items():
                for need in needs[module]:
                    spot = group.stretch.number, number
                    self._not_before({}, need, spot, [cells.moved(group.start)])

    def _teach_first(self) -> None:
        """A module is taught by the time that a host is visited whose module is it or needs it.

        Of a stretch only one pattern is taken, so its patterns with any host of a module count
        together: that is tighter than a row for each host.
        """
        for stretch in self.build.stretches:
            first: dict[str, dict[int, list[Cells]]] = defaultdict(lambda: defaultdict(list))
            for group in self.build.by_stretch[stretch.number]:
                for (module, number), cells in group.footprint.first.items():
                    first[module][number].append(cells.moved(group.start))
            for module, by_number in first.items():
                so_far: list[Cells] = []
                for number in sorted(by_number):
                    so_far = so_far + by_number[number]
                    self._not_before({}, module, (stretch.number, number), so_far)

    # ---------------------------------------------------------------- room before a visit

    def _room(self, stretch: Stretch) -> None:
        """What a pattern has no room to teach before its visits is known before the stretch."""
        crowds: dict[tuple[str, ...], list[Cells]] = defaultdict(list)
        cramped: set[tuple[str, ...]] = set()
        together = self.build.bounding and self.known.before(stretch.number) is None
        for group in self.build.by_stretch[stretch.number]:
            for some, cells in group.footprint.crowds.items():
                crowds[some].append(cells.moved(group.start))
            cramped |= {some for some in group.footprint.cramped if len(some) == 1 or together}
        for some, patterns in crowds.items():
            terms: Terms = {}
            spare = 0
            for module in some:
                earlier, free = self._earlier(module, stretch)
                terms, spare = minus(terms, earlier), spare + free
            self.build.lp.row(terms, None, spare, patterns)
        short = [
            (module, column)
            for (number, gap, (module, form)), column in self.build.master.lectures.items()
            if number == stretch.number
            and gap < LAST
            and form == "short"
            and module != self.capstone
        ]
        for some in sorted(cramped):
            self._cramped(stretch, some, short)

    def _cramped(
        self, stretch: Stretch, modules: tuple[str, ...], short: list[tuple[str, int]]
    ) -> None:
        """So many modules are short now as a pattern says, unless one of them was known before.

        All patterns of the stretch count, also those of which the visits need some of the modules
        only: else half a stretch would be short for the other half. The columns of `short` lectures
        in this stretch are given, each with its module.
        """
        patterns = self.build.cells(stretch, lambda footprint: footprint.shortened(modules))
        most, spare = max(int(cells.values.max()) for cells in patterns), 0
        terms: Terms = {column: -1 for module, column in short if module in modules}
        for module in modules:
            earlier, free = self._earlier(module, stretch)
            terms, spare = minus(terms, {c: most * v for c, v in earlier.items()}), spare + free
        self.build.lp.row(terms, None, most * spare, patterns)

    def _earlier(self, module: str, stretch: Stretch) -> tuple[Terms, int]:
        """Return the columns, and a constant, whose sum is 1 if `module` need not be taught now."""
        before = self.known.before(stretch.number)
        if module != self.capstone:
            return (self.known.taught(module, before) if before is not None else {}), 0
        short: Key = (module, "short")
        earlier = self.known.columns[short, before] if before is not None else {}
        return minus(earlier, self.known.columns[short, self.known.spots[-1]]), 1

    # ---------------------------------------------------------------- the capstone

    def _capstone(self, module: str, stretch: Stretch) -> None:
        """If it is taught, its short form comes before every visit and its full form after."""
        short: Key = (module, "short")
        full: Key = (module, "full")
        columns, end = self.known.columns, self.known.spots[-1]
        opens: dict[int, list[Cells]] = defaultdict(list)
        closes: dict[int, list[Cells]] = defaultdict(list)
        for group in self.build.by_stretch[stretch.number]:
            for number, cells in group.footprint.opens.items():
                opens[number].append(cells.moved(group.start))
            for number, cells in group.footprint.closes.items():
                closes[number].append(cells.moved(group.start))
        so_far: list[Cells] = []
        for number in sorted(opens):
            so_far = so_far + opens[number]
            before, ever = columns[short, (stretch.number, number)], columns[short, end]
            self.build.lp.row(minus(ever, before), None, 1, so_far)
        later: list[Cells] = []
        for number in sorted(closes, reverse=True):
            later = later + closes[number]
            self.build.lp.row(columns[full, (stretch.number, number)], None, 1, later)
        closed = columns[full, self.known.last(stretch.number)]
        no_close = self.build.cells(stretch, lambda footprint: footprint.no_close)
        self.build.lp.row(closed, None, 1, no_close)
