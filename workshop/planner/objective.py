"""The terms of the score that are not simply a column's own points.

Columns count sixtieths of a point (see `master.SCALE`): a weight per hour is then a whole number
for each minute.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from workshop.model.travel import clock
from workshop.planner.linear import Terms
from workshop.planner.prices import Prices

if TYPE_CHECKING:
    from workshop.planner.master import Build

SCALE = 60
MOST_OVER = 100_000
"""Percent over the ceiling beyond which more does not count."""


def add_objective(build: Build) -> None:
    """Add visits, coverage, sectors, leisure, evenings, balance and evenness to the objective."""
    _Score(build).add()


class _Score:
    def __init__(self, build: Build) -> None:
        self.build = build
        self.lp = build.lp
        self.problem = build.problem
        self.weights = build.problem.brief.weights
        self.choices = build.master.choices

    def add(self) -> None:
        self._visits()
        self._coverage()
        self._sectors()
        self._leisure()
        self._free_evenings()
        self._balance()
        self._even()
        self._cost()
        for edge in (self.build.b.planner.arrival(), self.build.b.planner.departure()):
            if edge is not None:
                self.lp.constant -= self.weights.transit * edge.transit

    def _visits(self) -> None:
        for choice in self.choices:
            for stop, _ in choice.pattern.visits:
                self.lp.objective[choice.column] += stop.points * SCALE
            for key, _ in choice.pattern.taught:
                lesson = next(one for one in self.problem.lessons if one.key == key)
                self.lp.objective[choice.column] += lesson.points * SCALE

    def _coverage(self) -> None:
        lectures: dict[str, Terms] = defaultdict(dict)
        for (_, _, key), column in self.build.master.lectures.items():
            lectures[key[0]][column] = 1
        seen: dict[str, Terms] = defaultdict(dict)
        for choice in self.choices:
            for key, _ in choice.pattern.taught:
                lectures[key[0]][choice.column] = 1
            for framework in {f for stop, _ in choice.pattern.visits for f in stop.frameworks}:
                seen[framework][choice.column] = 1
        for idea in self.problem.catalogue.frameworks:
            if idea.id in seen:
                column = self.lp.column(self.weights.coverage * SCALE)
                self.lp.row(_at_most(column, seen[idea.id]), None, 0)
                self.lp.row(_at_most(column, lectures[idea.module]), None, 0)

    def _sectors(self) -> None:
        sectors: dict[str, Terms] = defaultdict(dict)
        for choice in self.choices:
            for stop, _ in choice.pattern.visits:
                if stop.visit:
                    sectors[stop.sector][choice.column] = 1
        for sector in sorted(sectors):
            column = self.lp.column(self.weights.sector * SCALE)
            self.lp.row(_at_most(column, sectors[sector]), None, 0)

    def _leisure(self) -> None:
        terms: Terms = {}
        for choice in self.choices:
            minutes = sum(stop.minutes for stop, _ in choice.pattern.visits if not stop.visit)
            if minutes:
                terms[choice.column] = -minutes
        for evening, column in self.build.master.evenings:
            terms[column] = -evening.stop.minutes
        wanted = self.problem.brief.leisure.minutes_per_day * self.problem.days
        total = self.lp.column(self.weights.leisure, upper=wanted)
        self.lp.row({**terms, total: 1}, None, 0)

    def _free_evenings(self) -> None:
        end = clock(self.problem.brief.pace.day_end)
        for day in range(self.problem.days):
            taken: Terms = {c: 1 for _, c in self.build.evenings_on.get(day, [])}
            for hop, column in self.build.hop_columns.get(day, []):
                if hop.arrive > end:
                    taken[column] = 1
            edges = (
                self.build.b.planner.arrival() if day == 0 else None,
                self.build.b.planner.departure() if day == self.problem.days - 1 else None,
            )
            late = (edges[0] and edges[0].base > end) or (edges[1] and edges[1].at > end)
            if not late:
                free = self.lp.column(self.weights.free_evening * SCALE)
                self.lp.row({**taken, free: 1}, None, 1)

    def _learning(self) -> tuple[dict[int, Terms], dict[int, Terms]]:
        """Return minutes of training and of visits, by day."""
        minutes = {lesson.key: lesson.minutes for lesson in self.problem.lessons}
        training: dict[int, Terms] = defaultdict(dict)
        visits: dict[int, Terms] = defaultdict(dict)
        for (stretch, _, key), column in self.build.master.lectures.items():
            training[self.build.stretches[stretch].day][column] = minutes[key]
        for choice in self.choices:
            day = self.build.stretches[choice.stretch].day
            taught, seen = choice.pattern.lecture_minutes, choice.pattern.visit_minutes
            if taught:
                training[day][choice.column] = taught
            if seen:
                visits[day][choice.column] = seen
        return training, visits

    def _balance(self) -> None:
        balance = self.problem.brief.balance
        training, visits = self._learning()
        all_training = {c: v for terms in training.values() for c, v in terms.items()}
        all_visits = {c: v for terms in visits.values() for c, v in terms.items()}
        target = round(balance.target * 1000)
        off = self.lp.column(-self.weights.balance, upper=100_000)
        for sign in (1, -1):
            terms: Terms = {off: -1000}
            for c, v in all_training.items():
                terms[c] = terms.get(c, 0) + sign * (1000 - target) * v
            for c, v in all_visits.items():
                terms[c] = terms.get(c, 0) - sign * target * v
            self.lp.row(terms, None, 0)
        if balance.hard:
            low = max(0, target - round(balance.tolerance * 1000))
            high = min(1000, target + round(balance.tolerance * 1000))
            for edge, sign in ((low, -1), (high, 1)):
                terms = {}
                for c, v in all_training.items():
                    terms[c] = terms.get(c, 0) + sign * (1000 - edge) * v
                for c, v in all_visits.items():
                    terms[c] = terms.get(c, 0) - sign * edge * v
                self.lp.row(terms, None, 0)

    def _even(self) -> None:
        if self.problem.days < 2 or not self.weights.even:
            return
        training, visits = self._learning()
        high = self.lp.column(-self.weights.even, upper=24 * 60)
        low = self.lp.column(self.weights.even, upper=24 * 60)
        for day in range(self.problem.days):
            terms: Terms = dict(training.get(day, {}))
            for c, v in visits.get(day, {}).items():
                terms[c] = terms.get(c, 0) + v
            self.lp.row({**terms, high: -1}, None, 0)
            self.lp.row({**{c: -v for c, v in terms.items()}, low: 1}, None, 0)

    def _cost(self) -> None:
        """Take off for each percent by which the known costs exceed the budget's ceiling."""
        budget = self.problem.brief.budget
        if budget is None:
            return
        prices = Prices(self.problem)
        ceiling = round(budget.ceiling * 100)
        terms: Terms = defaultdict(int)
        for choice in self.choices:
            for stop, _ in choice.pattern.visits:
                price = prices.visit(stop.site) if stop.visit else prices.leisure(stop.site)
                terms[choice.column] += 100 * price
        for evening, column in self.build.master.evenings:
            terms[column] += 100 * prices.leisure(evening.stop.site)
        for stretch in self.build.stretches:
            room = prices.room(self.problem.bases[stretch.city])
            if room:
                terms[self._in_use(stretch.number)] += 100 * room
        if not any(terms.values()) and prices.constant <= ceiling:
            return
        over = self.lp.column(-self.weights.cost * SCALE, upper=MOST_OVER)
        self.lp.row({**terms, over: -ceiling}, None, 100 * (ceiling - prices.constant))

    def _in_use(self, stretch: int) -> int:
        """Add a column that is 1 if anything is learned in a stretch."""
        used = self.lp.column()
        busy = {
            choice.column: 1
            for choice in self.build.by_stretch[stretch]
            if choice.pattern.hosts or choice.pattern.taught
        }
        self.lp.row({**busy, used: -1}, None, 0)
        for (number, _, _), column in self.build.master.lectures.items():
            if number == stretch:
                self.lp.row({column: 1, used: -1}, None, 0)
        return used


def _at_most(column: int, others: Terms) -> Terms:
    return {**{c: -v for c, v in others.items()}, column: 1}
