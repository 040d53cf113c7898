"""The terms of the score that are not simply a column's own points.

Columns count sixtieths of a point (see `problem.SCALE`). What a pattern gives by itself stands in
its footprint.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from workshop.model.travel import clock
from workshop.planner.footprint import Footprint
from workshop.planner.linear import Cells, Terms
from workshop.planner.master import Build
from workshop.planner.prices import Prices
from workshop.planner.problem import SCALE
from workshop.planner.routes import Edge
from workshop.planner.windows import Stretch

MOST_OVER = 100_000
"""Percent over the ceiling beyond which more does not count."""


def add_objective(build: Build) -> None:
    """Add coverage, sectors, leisure, evenings, balance and evenness to the objective."""
    _Score(build).add()


class _Score:
    def __init__(self, build: Build) -> None:
        self.build = build
        self.lp = build.lp
        self.problem = build.problem
        self.weights = build.problem.brief.weights
        self.groups = build.master.groups

    def add(self) -> None:
        self._coverage()
        self._sectors()
        self._leisure()
        self._free_evenings()
        self._balance()
        self._even()
        self._cost()
        self._edges()

    def _edges(self) -> None:
        """Take off for the way from the first airport, and to the last one, by its base."""
        for _, edge, seat in self._coming_and_going():
            cost = -self.weights.transit * edge.transit
            if seat is None:
                self.lp.constant += cost
            else:
                self.lp.objective[seat] += cost

    def _coming_and_going(self) -> Iterator[tuple[int, Edge, int | None]]:
        """Yield the group's own coming and going by base, with the day, and the column of a base.

        There is no such column where the city has but one base.
        """
        brief, planner = self.problem.brief, self.build.planner
        for day, wanted, edge_of in (
            (0, brief.arrival, planner.arrival),
            (self.problem.days - 1, brief.departure, planner.departure),
        ):
            for base in self.problem.choices.get(wanted.city, ()) if wanted is not None else ():
                edge = edge_of(base.id)
                if edge is not None:
                    yield day, edge, self.build.master.seats.get(base.id)

    def _coverage(self) -> None:
        lectures: dict[str, Terms] = defaultdict(dict)
        for (_, _, key), column in self.build.master.lectures.items():
            lectures[key[0]][column] = -1
        held: dict[str, list[Cells]] = defaultdict(list)
        seen: dict[str, list[Cells]] = defaultdict(list)
        for group in self.groups:
            for (key, _), cells in group.footprint.taught.items():
                held[key[0]].append(cells.times(-1).moved(group.start))
            for framework, cells in group.footprint.seen.items():
                seen[framework].append(cells.times(-1).moved(group.start))
        for idea in self.problem.catalogue.frameworks:
            if idea.id in seen:
                column = self.lp.column(self.weights.coverage * SCALE)
                self.lp.row({column: 1}, None, 0, seen[idea.id])
                self.lp.row({**lectures[idea.module], column: 1}, None, 0, held[idea.module])

    def _sectors(self) -> None:
        sectors: dict[str, list[Cells]] = defaultdict(list)
        for group in self.groups:
            for sector, cells in group.footprint.sectors.items():
                sectors[sector].append(cells.times(-1).moved(group.start))
        for sector in sorted(sectors):
            column = self.lp.column(self.weights.sector * SCALE)
            self.lp.row({column: 1}, None, 0, sectors[sector])

    def _leisure(self) -> None:
        terms: Terms = {
            column: -evening.stop.minutes for evening, column in self.build.master.evenings
        }
        wanted = self.problem.brief.leisure.minutes_per_day * self.problem.days
        total = self.lp.column(self.weights.leisure, upper=wanted)
        by_day = self._patterns(lambda footprint: footprint.leisure, -1)
        self.lp.row({**terms, total: 1}, None, 0, by_day)

    def _patterns(self, what: Callable[[Footprint], Cells], times: int) -> list[Cells]:
        """Return what all patterns put into a row, their values `times` as large."""
        return [
            cells
            for stretch in self.build.stretches
            for cells in self.build.cells(stretch, what, times)
        ]

    def _free_evenings(self) -> None:
        end = clock(self.problem.brief.pace.day_end)
        for day in range(self.problem.days):
            evenings = self.build.evenings_on.get(day, [])
            taken: Terms = {column: 1 for evening, column in evenings if evening.back > end}
            for hop, column in self.build.hop_columns.get(day, []):
                if hop.arrive > end:
                    taken[column] = 1
            late = [
                seat
                for when, edge, seat in self._coming_and_going()
                if when == day and max(edge.at, edge.base) > end
            ]
            taken |= {seat: 1 for seat in late if seat is not None}
            if None not in late:
                free = self.lp.column(self.weights.free_evening * SCALE)
                self.lp.row({**taken, free: 1}, None, 1)

    def _balance(self) -> None:
        balance = self.problem.brief.balance
        target = round(balance.target * 1000)
        off = self.lp.column(-self.weights.balance, upper=100_000)
        for sign in (1, -1):
            self._lean(target, sign, {off: -1000})
        if balance.hard:
            tolerance = round(balance.tolerance * 1000)
            self._lean(max(0, target - tolerance), -1, {})
            self._lean(min(1000, target + tolerance), 1, {})

    def _lean(self, share: int, sign: int, terms: Terms) -> None:
        """Training is at most (`sign` 1) or at least (-1) `share` thousandths of the learning."""
        taught = sign * (1000 - share)
        lectures = {
            column: taught * minutes
            for some in self._lectures().values()
            for column, minutes in some.items()
        }
        held = self._patterns(lambda footprint: footprint.teaching, taught)
        seen = self._patterns(lambda footprint: footprint.visiting, -sign * share)
        self.lp.row({**lectures, **terms}, None, 0, [*held, *seen])

    def _lectures(self) -> dict[int, Terms]:
        """Return minutes of lectures in gaps, by day."""
        minutes = {lesson.key: lesson.minutes for lesson in self.problem.lessons}
        by_day: dict[int, Terms] = defaultdict(dict)
        for (stretch, _, key), column in self.build.master.lectures.items():
            by_day[self.build.stretches[stretch].day][column] = minutes[key]
        return by_day

    def _even(self) -> None:
        if self.problem.days < 2 or not self.weights.even:
            return
        lectures = self._lectures()
        high = self.lp.column(-self.weights.even, upper=24 * 60)
        low = self.lp.column(self.weights.even, upper=24 * 60)
        for day in range(self.problem.days):
            for sign, edge in ((1, high), (-1, low)):
                terms = {column: sign * minutes for column, minutes in lectures[day].items()}
                cells = [
                    cells
                    for stretch in self.build.stretches
                    if stretch.day == day
                    for what in (_teaching, _visiting)
                    for cells in self.build.cells(stretch, what, sign)
                ]
                self.lp.row({**terms, edge: -sign}, None, 0, cells)

    def _cost(self) -> None:
        """Take off for each percent by which the known costs exceed the budget's ceiling."""
        budget = self.problem.brief.budget
        if budget is None:
            return
        prices = Prices(self.problem)
        ceiling = round(budget.ceiling * 100)
        cells = self._patterns(lambda footprint: footprint.price, 1)
        terms: Terms = defaultdict(int)
        for evening, column in self.build.master.evenings:
            terms[column] += 100 * prices.leisure(evening.stop.site)
        for stretch in self.build.stretches:
            for base in self.problem.choices.get(stretch.city, ()):
                room = prices.room(base)
                if room:
                    terms[self._in_use(stretch, base.id)] += 100 * room
        if not cells and not any(terms.values()) and prices.constant <= ceiling:
            return
        over = self.lp.column(-self.weights.cost * SCALE, upper=MOST_OVER)
        most = 100 * (ceiling - prices.constant)
        self.lp.row({**terms, over: -ceiling}, None, most, cells)

    def _in_use(self, stretch: Stretch, base: str) -> int:
        """Add a column that is 1 if anything is learned in a stretch at a base."""
        used, seat = self.lp.column(), self.build.master.seats.get(base)
        busy = self.build.cells(stretch, lambda one: one.busy, base=base)
        self.lp.row({used: -1}, None, 0, busy)
        here = {} if seat is None else {seat: 1}
        for (number, _, _), column in self.build.master.lectures.items():
            if number == stretch.number:
                self.lp.row({column: 1, used: -1, **here}, None, len(here))
        return used


def _teaching(footprint: Footprint) -> Cells:
    return footprint.teaching


def _visiting(footprint: Footprint) -> Cells:
    return footprint.visiting
