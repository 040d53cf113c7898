"""A bound on every plan of a start date, before any pattern is listed.

A linear program that knows which company is open on which day, what teaching takes and must come
before, the balance, and rides at their shortest; it knows no hours, so that a few thousand numbers
do. No plan gives more, whatever its route; a route's flights are taken off by `of`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from workshop.model.travel import clock
from workshop.planner.cp_sat import Relaxer
from workshop.planner.linear import Linear, Terms, minus
from workshop.planner.problem import SCALE, Key, Stop

if TYPE_CHECKING:
    from workshop.planner.routes import Route
    from workshop.planner.tree import Start


COST = 6e-5
"""Deterministic seconds that the program is taken to cost by column."""


class Ceiling:
    """What no plan of a start date exceeds, in sixtieths of a point."""

    def __init__(self, start: Start) -> None:
        """Solve the program."""
        self.start = start
        self.weight = start.problem.brief.weights.transit
        columns, self.bound = _Program(start).solve()
        self.work = COST * columns

    def of(self, route: Route) -> float:
        """Return the ceiling of the plans of `route`: its shortest flights are paid for."""
        return self.bound - self.weight * transit(self.start, route)


def transit(start: Start, route: Route) -> int:
    """Return the minutes that the flights of a route take at least, from base to base."""
    legs = zip(route.moves, route.cities, route.cities[1:], strict=False)
    return sum(min(hop.transit for hop in start.planner.hops(*leg)) for leg in legs)


class _Program:
    def __init__(self, start: Start) -> None:
        self.start = start
        self.problem = start.problem
        self.brief = self.problem.brief
        self.weights = self.brief.weights
        self.days = range(self.problem.days)
        self.lp = Linear()
        self.visits: dict[tuple[Stop, int], int] = {}
        self.lectures: dict[tuple[Key, int], int] = {}

    def solve(self) -> tuple[int, float]:
        """Return the number of columns, and the bound."""
        self._visits()
        self._lectures()
        self._order()
        self._coverage()
        self._leisure()
        self._balance()
        self._even()
        for edge in (self.start.planner.arrival, self.start.planner.departure):
            if edge is not None:
                self.lp.constant -= self.weights.transit * edge.transit
        program = self.lp.program()
        relaxed = Relaxer(program).solve()
        most = self.start.most()
        if relaxed is not None:
            most = min(most, relaxed.bound + self.lp.constant)
        return len(program.lower), most

    def _visits(self) -> None:
        """Add a column for each host and day: once each, so many a day."""
        by_day: dict[int, Terms] = defaultdict(dict)
        for city in self.problem.cities:
            for stop in self.problem.stops[city.id] if city.id in self.problem.bases else ():
                worth = SCALE * stop.points - self.weights.transit * self._riding(stop)
                open_on = [d for d in self.days if stop.visit and self.problem.spans(stop, d)]
                columns = {day: self.lp.column(worth) for day in open_on}
                for day, column in columns.items():
                    self.visits[stop, day] = by_day[day][column] = column
                self.lp.row(dict.fromkeys(columns.values(), 1), None, 1)
        for columns_of_day in by_day.values():
            most = self.brief.pace.visits_per_day
            self.lp.row(dict.fromkeys(columns_of_day, 1), None, most)

    def _riding(self, stop: Stop) -> int:
        """Return minutes of coach that a stop costs at least: half the way to it and from it.

        The other half is the neighbour's, and the base has none of its own to pay.
        """
        city = self.problem.catalogue.city_of[stop.id]
        others = [s.site for s in self.problem.stops[city.id] if s.id != stop.id]
        base = self.problem.bases[city.id]
        return min(
            min(*self.problem.ride(city, one, two))
            for site in (base, *others)
            for one, two in ((site, stop.site), (stop.site, site))
        )

    def _lectures(self) -> None:
        """Add a column for each lesson and day: one form of each module, two of the capstone."""
        forms: dict[str, dict[Key, Terms]] = defaultdict(dict)
        for lesson in self.problem.lessons:
            for day in self.days:
                self.lectures[lesson.key, day] = self.lp.column(SCALE * lesson.points)
            forms[lesson.module][lesson.key] = {
                self.lectures[lesson.key, day]: 1 for day in self.days
            }
        for module, terms in forms.items():
            if module == self.problem.capstone:
                for some in terms.values():
                    self.lp.row(some, None, 1)
            else:
                self.lp.row({c: 1 for some in terms.values() for c in some}, None, 1)

    def _taught(self, module: str, by: int) -> Terms:
        return {c: 1 for ((m, _), day), c in self.lectures.items() if m == module and day <= by}

    def _order(self) -> None:
        """A host's module is taught by the day of the visit, and what a module builds on."""
        taught = {(m.id, day): self._taught(m.id, day) for m in self.problem.catalogue.modules
                  for day in self.days}  # fmt: skip
        for (stop, day), column in self.visits.items():
            if stop.module is not None:
                self.lp.row(minus({column: 1}, taught[stop.module, day]), None, 0)

    def _coverage(self) -> None:
        """Count frameworks that are taught and seen, and sectors that are seen."""
        seen: dict[str, Terms] = defaultdict(dict)
        sectors: dict[str, Terms] = defaultdict(dict)
        for (stop, _), column in self.visits.items():
            sectors[stop.sector][column] = -1
            for framework in stop.frameworks:
                seen[framework][column] = -1
        last = self.problem.days - 1
        for idea in self.problem.catalogue.frameworks:
            if idea.id in seen:
                both = self.lp.column(self.weights.coverage * SCALE)
                self.lp.row(seen[idea.id] | {both: 1}, None, 0)
                self.lp.row(minus({both: 1}, self._taught(idea.module, last)), None, 0)
        for terms in sectors.values():
            self.lp.row(terms | {self.lp.column(self.weights.sector * SCALE): 1}, None, 0)

    def _leisure(self) -> None:
        """Count leisure by day or in an evening that is then not free."""
        wanted = self.brief.leisure.minutes_per_day * self.problem.days
        total = self.lp.column(self.weights.leisure, upper=wanted)
        free = self.lp.column(self.weights.free_evening * SCALE, upper=self.problem.days)
        minutes: Terms = {total: 1}
        evenings: Terms = {free: 1}
        for city in self.problem.cities:
            for stop in self.problem.stops[city.id] if city.id in self.problem.bases else ():
                if not stop.visit:
                    cost = -self.weights.transit * self._riding(stop)
                    by_day, out = self.lp.column(cost), self.lp.column(cost)
                    self.lp.row({by_day: 1, out: 1}, None, 1)
                    minutes |= {by_day: -stop.minutes, out: -stop.minutes}
                    evenings[out] = 1
        self.lp.row(minutes, None, 0)
        self.lp.row(evenings, None, self.problem.days)

    def _balance(self) -> None:
        balance = self.brief.balance
        target, tolerance = round(balance.target * 1000), round(balance.tolerance * 1000)
        off = self.lp.column(-self.weights.balance, upper=100_000)
        for sign in (1, -1):
            self._lean(target, sign, {off: -1000})
        if balance.hard:
            self._lean(max(0, target - tolerance), -1, {})
            self._lean(min(1000, target + tolerance), 1, {})

    def _lean(self, share: int, sign: int, terms: Terms) -> None:
        """Training is at most (`sign` 1) or at least (-1) `share` thousandths of the learning."""
        taught = {c: sign * (1000 - share) * m for c, m in self._teaching().items()}
        seen = {c: -sign * share * stop.minutes for (stop, _), c in self.visits.items()}
        self.lp.row({**taught, **seen, **terms}, None, 0)

    def _teaching(self, on: int | None = None) -> Terms:
        """Return minutes of lectures by column, of one day or all."""
        minutes = {lesson.key: lesson.minutes for lesson in self.problem.lessons}
        return {c: minutes[k] for (k, day), c in self.lectures.items() if on in (None, day)}

    def _even(self) -> None:
        """Pay for the difference of the fullest and the emptiest day; no day is over full."""
        pace = self.brief.pace
        most = clock(pace.day_end) - clock(pace.travel_from)
        high = self.lp.column(-self.weights.even, upper=24 * 60)
        low = self.lp.column(self.weights.even, upper=24 * 60)
        for day in self.days:
            terms = self._teaching(day)
            terms |= {c: stop.minutes for (stop, on), c in self.visits.items() if on == day}
            if self.problem.days > 1:
                self.lp.row(terms | {high: -1}, None, 0)
                self.lp.row(minus({low: 1}, terms), None, 0)
            self.lp.row(terms, None, most)
