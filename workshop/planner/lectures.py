"""Lectures in the gaps that patterns leave: what fits, once each, and what is known by when."""

from __future__ import annotations

from collections import defaultdict

from workshop.model.lecture import Form
from workshop.planner.candidates import Key
from workshop.planner.linear import Cells, Terms, minus
from workshop.planner.master import Build, Group
from workshop.planner.order import Known, Spot, add_order
from workshop.planner.packing import measures
from workshop.planner.patterns import FIRST, LAST
from workshop.planner.problem import SCALE
from workshop.planner.windows import Stretch


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
        self.held: dict[Key, list[tuple[Spot, Cells]]] = defaultdict(list)
        self.known: dict[tuple[Key, Spot], Terms] = {}

    def add(self) -> None:
        for stretch in self.build.stretches:
            self._gaps(stretch)
        for group in self.build.master.groups:
            for (key, number), cells in group.footprint.taught.items():
                some = cells.moved(group.start)
                self.held[key].append(((group.stretch.number, number), some))
        self._once()
        spots = self._spots()
        self._accumulate(spots)
        add_order(self.build, Known(spots, self.known, self.lessons))

    # ---------------------------------------------------------------- room in the gaps

    def _gaps(self, stretch: Stretch) -> None:
        groups = self.build.by_stretch[stretch.number]
        for number in sorted({number for group in groups for number in group.footprint.gaps}):
            self._fill((stretch.number, number))

    def _fill(self, spot: Spot) -> None:
        """Add the lessons of one gap: with the pauses between them they fit its minutes."""
        stretch, number = spot
        pause = self.problem.catalogue.defaults.break_minutes
        middle = FIRST < number < LAST
        idle = self.problem.brief.weights.idle if middle else 0
        groups = [g for g in self.build.by_stretch[stretch] if number in g.footprint.gaps]
        longest = max(int(group.footprint.gaps[number][1].max()) for group in groups)
        fitting = [
            lesson
            for lesson in self.lessons
            if lesson.minutes <= longest and not self._settled(lesson.key)
        ]
        columns = {
            lesson.key: self.lp.column(lesson.points * SCALE + idle * (lesson.minutes + pause))
            for lesson in fitting
        }
        for lesson in fitting:
            self.build.master.lectures[(*spot, lesson.key)] = columns[lesson.key]
            self.used[lesson.key][columns[lesson.key]] = 1
        for measure in measures((lesson.minutes for lesson in fitting), pause):
            count = dict(measure)
            room = [group.footprint.room(number, measure).moved(group.start) for group in groups]
            self.lp.row({columns[x.key]: count[x.minutes] for x in fitting}, None, 0, room)
        if middle and idle:
            self._one_has_no_pause(list(columns.values()), groups, number, idle * pause)

    def _settled(self, key: Key) -> bool:
        """Tell whether a lesson is locked, or its module in another form that comes instead."""
        module, _ = key
        return key in self.locked or (
            module != self.problem.capstone and module in {held for held, _ in self.locked}
        )

    def _one_has_no_pause(
        self, columns: list[int], groups: list[Group], number: int, cost: int
    ) -> None:
        """One lesson of a middle gap has no pause beside it: take its credit back.

        The column is 1 where there is any lesson. As many fit behind the first as fit less one.
        """
        any_of, taught = self.lp.column(-cost), dict.fromkeys(columns, 1)
        fit = 1 + max(group.footprint.most_behind(number) for group in groups)
        self.lp.row(taught | {any_of: -fit}, None, 0)
        behind = [group.footprint.behind(number).moved(group.start) for group in groups]
        self.lp.row(taught | {any_of: -1}, None, 0, behind)

    def _once(self) -> None:
        wishes = {wish.id: wish.wish for wish in self.problem.brief.modules}
        must = {m for m, wish in wishes.items() if wish == "must"} | {key[0] for key in self.locked}
        for module in sorted({lesson.module for lesson in self.lessons} | must):
            full, short = self.used[module, "full"], self.used[module, "short"]
            held_full, held_short = self._held(module, "full"), self._held(module, "short")
            low = 1 if module in must else None
            if module == self.problem.capstone:
                self.lp.row(full, low, 1, held_full)
                less = [cells.times(-1) for cells in held_short]
                self.lp.row(minus(full, short), 0, 0, [*held_full, *less])
            else:
                self.lp.row(full | short, low, 1, [*held_full, *held_short])
        for key in sorted(self.locked):  # its short form elsewhere would do for the module
            self.lp.row({}, 1, None, self._held(*key))

    def _held(self, module: str, form: Form) -> list[Cells]:
        return [cells for _, cells in self.held[module, form]]

    # ---------------------------------------------------------------- known by when

    def _spots(self) -> list[Spot]:
        spots: list[Spot] = []
        for stretch in self.build.stretches:
            numbers = {FIRST, LAST}
            for group in self.build.by_stretch[stretch.number]:
                numbers |= group.footprint.numbers
            spots += [(stretch.number, number) for number in sorted(numbers)]
        return spots

    def _subjects(self) -> list[list[Key]]:
        """Return the lessons that are known together: a module's forms, but not the capstone's."""
        by_module: dict[str, list[Key]] = defaultdict(list)
        for lesson in self.lessons:
            by_module[lesson.module].append(lesson.key)
        found: list[list[Key]] = []
        for module, keys in by_module.items():
            found += [[key] for key in keys] if module == self.problem.capstone else [keys]
        return found

    def _accumulate(self, spots: list[Spot]) -> None:
        """Add, per subject and spot, a column that is 1 once it has been taught by then.

        Where it cannot be taught between two spots they share a column. A program that only bounds
        has the sum itself in place of a column.
        """
        for keys in self._subjects():
            before: Terms = {}
            since: Spot = (-1, -1)
            for spot in spots:
                lectures = [self.build.master.lectures.get((*spot, key)) for key in keys]
                taught: Terms = {column: 1 for column in lectures if column is not None}
                held = [
                    cells.times(-1)
                    for key in keys
                    for at, cells in self.held[key]
                    if since <= at < spot
                ]
                if taught and not held and self.build.bounding:
                    before = before | taught
                elif taught or held:
                    now = {self.lp.column(): 1}
                    self.lp.row(minus(minus(now, before), taught), 0, 0, held)
                    before = now
                for key in keys:
                    self.known[key, spot] = before
                since = spot
