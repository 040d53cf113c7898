"""Lectures in the gaps that patterns leave, and the order of teaching and seeing."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from workshop.planner.linear import Terms
from workshop.planner.patterns import FIRST, LAST
from workshop.planner.problem import Key

if TYPE_CHECKING:
    from workshop.planner.master import Build, Stretch

Spot = tuple[int, int]
"""A stretch and a gap of it; spots are ordered in time."""


def add_lectures(build: Build) -> None:
    """Add a column for each lesson in each gap, and the rows that bind them."""
    _Lectures(build).add()


class _Lectures:
    def __init__(self, build: Build) -> None:
        self.build = build
        self.lp = build.lp
        self.problem = build.problem
        self.lessons = build.problem.lessons
        self.locked = {fixed.key for some in self.problem.fixed.values() for fixed in some}
        self.used: dict[Key, Terms] = defaultdict(dict)
        self.known: dict[tuple[Key, Spot], int] = {}

    def add(self) -> None:
        for stretch in self.build.stretches:
            self._gaps(stretch)
        for choice in self.build.master.choices:
            for key, _ in choice.pattern.taught:
                self.used[key][choice.column] = 1
        self._once()
        spots = self._spots()
        self._accumulate(spots)
        self._teach_first()
        for module in self.problem.catalogue.modules:
            for need in module.needs:
                for spot in spots:
                    self._not_before(self._taught(module.id, spot), need, spot)
        if self.problem.capstone in {lesson.module for lesson in self.lessons}:
            self._capstone(str(self.problem.capstone), spots[-1])

    # ---------------------------------------------------------------- room in the gaps

    def _gaps(self, stretch: Stretch) -> None:
        sizes: dict[int, Terms] = defaultdict(dict)
        for choice in self.build.by_stretch[stretch.number]:
            for number, size in choice.pattern.gaps:
                sizes[number][choice.column] = size
        for number in sorted(sizes):
            self._fill((stretch.number, number), sizes[number])

    def _fill(self, spot: Spot, sizes: Terms) -> None:
        """Add the lessons of one gap: with the pauses between them they fit its minutes.

        The two rows that only count lessons are implied in whole numbers; they tighten the
        relaxation.
        """
        pause = self.problem.catalogue.defaults.break_minutes
        middle = FIRST < spot[1] < LAST
        idle = self.build.b.weights.idle if middle else 0
        longest = max(sizes.values())
        fitting = [
            lesson
            for lesson in self.lessons
            if lesson.minutes <= longest and lesson.key not in self.locked
        ]
        columns = {
            lesson.key: self.lp.column(lesson.points * 60 + idle * (lesson.minutes + pause))
            for lesson in fitting
        }
        for lesson in fitting:
            self.build.master.lectures[(*spot, lesson.key)] = columns[lesson.key]
            self.used[lesson.key][columns[lesson.key]] = 1
        room: Terms = {c: -(size + pause) for c, size in sizes.items()}
        self.lp.row(room | {columns[x.key]: x.minutes + pause for x in fitting}, None, 0)
        short = min((lesson.minutes for lesson in fitting), default=0)
        large = [lesson for lesson in fitting if lesson.minutes >= 2 * short]
        for group in (fitting, large):
            least = min((lesson.minutes for lesson in group), default=0)
            if least:
                most: Terms = {c: -((s + pause) // (least + pause)) for c, s in sizes.items()}
                self.lp.row(most | {columns[lesson.key]: 1 for lesson in group}, None, 0)
        if middle:
            self._first_has_no_pause(columns, idle * pause)

    def _first_has_no_pause(self, columns: dict[Key, int], cost: int) -> None:
        """The last lesson of a middle gap has no pause after it: take its credit back."""
        some = self.lp.column(-cost)
        for module in sorted({key[0] for key in columns}):
            terms = {column: 1 for key, column in columns.items() if key[0] == module}
            self.lp.row(terms | {some: -2 if len(terms) > 1 and module == self.problem.capstone
                                 else -1}, None, 0)  # fmt: skip

    def _once(self) -> None:
        wishes = {wish.id: wish.wish for wish in self.problem.brief.modules}
        must = {m for m, wish in wishes.items() if wish == "must"} | {key[0] for key in self.locked}
        for module in sorted({lesson.module for lesson in self.lessons} | must):
            full, short = self.used[module, "full"], self.used[module, "short"]
            low = 1 if module in must else None
            if module == self.problem.capstone:
                self.lp.row(full, low, 1)
                self.lp.row(_minus(full, short), 0, 0)
            else:
                self.lp.row(full | short, low, 1)

    # ---------------------------------------------------------------- before and after

    def _spots(self) -> list[Spot]:
        spots: list[Spot] = []
        for stretch in self.build.stretches:
            numbers = {FIRST, LAST}
            for choice in self.build.by_stretch[stretch.number]:
                numbers |= {number for number, _ in choice.pattern.gaps}
                numbers |= {number for _, number in choice.pattern.visits}
            spots += [(stretch.number, number) for number in sorted(numbers)]
        return spots

    def _accumulate(self, spots: list[Spot]) -> None:
        """Add, per lesson and spot, a column that is 1 once the lesson has been taught by then."""
        locked: dict[Key, list[tuple[Spot, int]]] = defaultdict(list)
        for choice in self.build.master.choices:
            for key, number in choice.pattern.taught:
                locked[key].append(((choice.stretch, number), choice.column))
        for lesson in self.lessons:
            before: int | None = None
            since: Spot = (-1, -1)
            for spot in spots:
                now = self.lp.column()
                terms: Terms = {now: 1}
                if before is not None:
                    terms[before] = -1
                lecture = self.build.master.lectures.get((*spot, lesson.key))
                if lecture is not None:
                    terms[lecture] = -1
                for at, column in locked[lesson.key]:
                    if since <= at < spot:
                        terms[column] = -1
                self.lp.row(terms, 0, 0)
                self.known[lesson.key, spot] = now
                before, since = now, spot

    def _taught(self, module: str, spot: Spot) -> Terms:
        return {self.known[x.key, spot]: 1 for x in self.lessons if x.module == module}

    def _not_before(self, what: Terms, module: str, spot: Spot) -> None:
        self.lp.row(_minus(what, self._taught(module, spot)), None, 0)

    def _teach_first(self) -> None:
        """A module is taught by the time that a host it prepares for is visited.

        Of a stretch only one pattern is taken, so its patterns with any host of a module count
        together: that is tighter than a row for each host.
        """
        spots: dict[tuple[str, int], dict[Spot, Terms]] = defaultdict(lambda: defaultdict(dict))
        for choice in self.build.master.choices:
            first: dict[str, int] = {}
            for stop, number in choice.pattern.visits:
                if stop.module is not None:
                    first[stop.module] = min(number, first.get(stop.module, number))
            for module, number in first.items():
                spot = choice.stretch, number
                spots[module, choice.stretch][spot][choice.column] = 1
        for (module, _), by_spot in spots.items():
            so_far: Terms = {}
            for spot in sorted(by_spot):
                so_far |= by_spot[spot]
                self._not_before(so_far, module, spot)

    def _capstone(self, module: str, end: Spot) -> None:
        """If it is taught, its short form comes before every visit and its full form after."""
        short: Key = (module, "short")
        full: Key = (module, "full")
        for stretch in self.build.stretches:
            firsts: dict[int, Terms] = defaultdict(dict)
            lasts: dict[int, Terms] = defaultdict(dict)
            for choice in self.build.by_stretch[stretch.number]:
                numbers = [n for stop, n in choice.pattern.visits if stop.visit]
                if numbers:
                    firsts[min(numbers)][choice.column] = 1
                    lasts[max(numbers)][choice.column] = 1
            so_far: Terms = {}
            for number in sorted(firsts):
                so_far |= firsts[number]
                before, ever = self.known[short, (stretch.number, number)], self.known[short, end]
                self.lp.row(so_far | {before: -1, ever: 1}, None, 1)
            later: Terms = {}
            for number in sorted(lasts, reverse=True):
                later |= lasts[number]
                self.lp.row(later | {self.known[full, (stretch.number, number)]: 1}, None, 1)


def _minus(one: Terms, other: Terms) -> Terms:
    return one | {column: one.get(column, 0) - value for column, value in other.items()}
