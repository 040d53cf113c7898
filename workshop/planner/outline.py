"""The outline of a tour with its cities in one of some orders: a small linear program.

It knows which company is open on which day, when each leg is flown, what a visit and a lecture take
of a day, what comes before what, and the balance. Rides are at their shortest, days at their
longest, and nothing has an hour: no plan with one of those orders gives more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from workshop.model.place import Site
from workshop.model.travel import clock
from workshop.planner.candidates import Key, Stop
from workshop.planner.cityorders import Order, Orders
from workshop.planner.linear import Linear, Terms, minus
from workshop.planner.problem import SCALE
from workshop.planner.start import Start


class Outline:
    """The program of some orders of cities."""

    def __init__(self, start: Start, orders: Sequence[Order]) -> None:
        """Write the program down."""
        self.start = start
        self.problem = start.problem
        self.brief = self.problem.brief
        self.weights = self.brief.weights
        self.days = range(self.problem.days)
        self.lp = Linear()
        self.visits: dict[tuple[Stop, int], int] = {}
        self.lectures: dict[tuple[Key, int], int] = {}
        self.known: dict[tuple[str, int], int] = {}
        self.leisure: dict[Stop, tuple[int, int]] = {}
        """By leisure item: the column by day, and that of an evening out."""
        self.orders = Orders(start, self.lp, orders)
        names = dict.fromkeys(name for order in orders for name in order)
        self.cities = [self.problem.catalogue.city[name] for name in names]
        self.city_of = {s.id: c.id for c in self.cities for s in self.problem.stops[c.id]}

        self._visits()
        self._lectures()
        self._places()
        self._order()
        self._coverage()
        self._leisure()
        if not self.problem.fixed:  # locked lectures may take other minutes than a module's own
            self._balance()
            self._even()
            self._hours()
        planner, bases = self.start.planner, self.problem.bases
        for wanted, edge_of in (
            (self.brief.arrival, planner.arrival), (self.brief.departure, planner.departure),
        ):  # fmt: skip
            edge = edge_of(bases[wanted.city].id) if wanted is not None else None
            if edge is not None:
                self.lp.constant -= self.weights.transit * edge.transit

    def stops(self) -> Iterator[tuple[Stop, int]]:
        """Yield each stop with a column that makes it."""
        yield from ((stop, column) for (stop, _), column in self.visits.items())
        yield from ((stop, column) for stop, both in self.leisure.items() for column in both)

    def _visits(self) -> None:
        """Add a column for each host and day: once each, so many a day."""
        by_day: dict[int, Terms] = defaultdict(dict)
        for city in self.cities:
            for stop in self.problem.stops[city.id]:
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
        """Return minutes of coach that a stop costs at least.

        Its neighbours pay half the way to each other, the base pays nothing. Where an outing has
        two stops at most, one of the two ways is the whole one to or from the base.
        """
        city = self.problem.catalogue.city_of[stop.id]
        base = self.problem.bases[city.id]
        home = self._ride(stop, base)
        others = (s.site for s in self.problem.stops[city.id] if s.id != stop.id)
        near = min((self._ride(stop, site) for site in others), default=home)
        if self.brief.pace.visits_per_day <= 2:
            return home + min(home, near // 2)
        return min(2 * home, home + near // 2, near)

    def _ride(self, stop: Stop, site: Site) -> int:
        city = self.problem.catalogue.city_of[stop.id]
        there, back = (
            self.problem.ride(city, site, stop.site),
            self.problem.ride(city, stop.site, site),
        )
        return min(*there, *back)

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

    def _places(self) -> None:
        """A company is visited while the group is in its city; so is one in every city."""
        limit = self.brief.pace.visits_per_day
        for city in self.cities:
            every: Terms = {}
            for day in self.days:
                here = self.orders.here(city.id, day)
                found = {c: stop for (stop, on), c in self.visits.items()
                         if on == day and self.city_of[stop.id] == city.id}  # fmt: skip
                every |= dict.fromkeys(found, 1)
                time = self._open(city.id, day, landed=True)
                for terms, most in (
                    (dict.fromkeys(found, 1), limit),
                    ({c: self._occupied(stop) for c, stop in found.items()}, time),
                ):
                    self.lp.row(minus(terms, _times(here, most)), None, 0)
            self.lp.row(minus(every, self.orders.ever(city.id)), 0, None)

    def _occupied(self, stop: Stop) -> int:
        """Return the minutes that a visit keeps the group from the base, with its frame."""
        d = self.problem.catalogue.defaults
        frame = d.briefing_minutes + d.arrive_early_minutes + d.pause_minutes
        return frame + stop.minutes + self._riding(stop)

    def _open(self, city: str, day: int, *, landed: bool) -> int:
        """Return the minutes of a day at a base, at most; one who has `landed` may start early."""
        return max(0, self._until(city, day) - self._from(city, day, landed=landed))

    def _from(self, city: str, day: int, *, landed: bool) -> int:
        low, _ = self.start.base_span(city, day)
        return low if landed or day == 0 else max(low, clock(self.brief.pace.day_start))

    def _until(self, city: str, day: int) -> int:
        latest = clock(self.problem.catalogue.defaults.debrief_latest)
        _, high = self.start.base_span(city, day)
        return min(high, latest, clock(self.brief.pace.day_end))

    def _hours(self) -> None:
        """What is learned on a day fits it, beside the debrief, and lunch where nobody flies."""
        d = self.problem.catalogue.defaults
        taken = d.debrief_minutes + d.lunch_minutes
        for day in self.days:
            terms = self._teaching(day)
            terms |= {c: self._occupied(stop) for (stop, on), c in self.visits.items() if on == day}
            whole = {c.id: max(0, self._open(c.id, day, landed=False) - taken) for c in self.cities}
            for city, minutes in whole.items():
                terms = minus(terms, _times(self.orders.here(city, day), minutes))
            for (order, leg), flights in self.orders.flights.items():
                one, two = order[leg : leg + 2]
                if day in flights:
                    around = self._around_flight(day, one, two) - d.debrief_minutes
                    less = whole[one] + whole[two] - max(0, around)
                    terms = minus(terms, {flights[day]: -less})
            self.lp.row(terms, None, 0)

    def _around_flight(self, day: int, one: str, two: str) -> int:
        """Return the minutes at the two bases on a day with a flight, at most."""
        early, late = self._from(one, day, landed=False), self._from(two, day, landed=True)
        return max(
            max(0, min(self._until(one, day), hop.leave) - early)
            + max(0, self._until(two, day) - max(hop.arrive, late))
            for hop in self.start.planner.hops(day, one, two)
        )

    def _order(self) -> None:
        """A host's module is taught by the day of the visit, and what a module builds on."""
        for module in self.problem.catalogue.modules:
            before: Terms = {}
            for day in self.days:
                known = self.lp.column()
                today = {c: 1 for ((m, _), on), c in self.lectures.items()
                         if m == module.id and on == day}  # fmt: skip
                self.lp.row(minus({known: 1}, before | today), None, 0)
                self.known[module.id, day] = known
                before = {known: 1}
        for module in self.problem.catalogue.modules:
            for need in module.needs:
                for day in self.days:
                    one, other = self.known[module.id, day], self.known[need, day]
                    self.lp.row({one: 1, other: -1}, None, 0)
        for (stop, day), column in self.visits.items():
            if stop.module is not None:
                self.lp.row({column: 1, self.known[stop.module, day]: -1}, None, 0)

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
                self.lp.row({both: 1, self.known[idea.module, last]: -1}, None, 0)
        for terms in sectors.values():
            self.lp.row(terms | {self.lp.column(self.weights.sector * SCALE): 1}, None, 0)

    def _leisure(self) -> None:
        """Count leisure by day or in an evening that is then not free."""
        wanted = self.brief.leisure.minutes_per_day * self.problem.days
        total = self.lp.column(self.weights.leisure, upper=wanted)
        free = self.lp.column(self.weights.free_evening * SCALE, upper=self.problem.days)
        minutes: Terms = {total: 1}
        evenings: Terms = {free: 1}
        for city in self.cities:
            for stop in self.problem.stops[city.id]:
                if not stop.visit:
                    cost = -self.weights.transit * self._riding(stop)
                    by_day, out = self.lp.column(cost), self.lp.column(cost)
                    self.leisure[stop] = by_day, out
                    self.lp.row(minus({by_day: 1, out: 1}, self.orders.ever(city.id)), None, 0)
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
        """Pay for the difference of the fullest and the emptiest day."""
        if self.problem.days < 2:
            return
        high = self.lp.column(-self.weights.even, upper=24 * 60)
        low = self.lp.column(self.weights.even, upper=24 * 60)
        for day in self.days:
            terms = self._teaching(day)
            terms |= {c: stop.minutes for (stop, on), c in self.visits.items() if on == day}
            self.lp.row(terms | {high: -1}, None, 0)
            self.lp.row(minus({low: 1}, terms), None, 0)


def _times(terms: Terms, factor: int) -> Terms:
    return {column: factor * value for column, value in terms.items()}
