"""Better plans near one that is known: a day is thought over, the others keep their stops.

Lectures may go anywhere, and stops keep their days but not their hours, so that a neighbourhood is
wide; the day thought over may have the promising stops of its cities. It is small enough to be
bounded and searched at once, and mostly its bound says at once that nothing better is there.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from workshop.model.agenda import Day
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner.early import beside
from workshop.planner.footprints import Shelf
from workshop.planner.incumbent import Best, Incumbent, days_of_stops
from workshop.planner.linear import few_collections
from workshop.planner.master import Master
from workshop.planner.narrow import on_days, ranked
from workshop.planner.node import Node
from workshop.planner.problem import Problem
from workshop.planner.routes import Route
from workshop.planner.start import Start
from workshop.planner.state import State
from workshop.planner.stop import Stop, ignore
from workshop.planner.tree import Forest

HOSTS, LEISURE = 6, 2
"""Stops of a city, beside those of the plan, that a day is thought over with."""
PATTERNS, EFFORT = 200, 0.12
"""Patterns, and deterministic seconds, of a search."""
LOOK, WINDOW = 0.12, 0.01
"""Deterministic seconds that a look is taken to cost besides its search; and more for every window
whose patterns are worked out."""


class Nearby:
    """A plan that gets better; what that costs stands in `state.work`."""

    def __init__(
        self, tour: Tour, catalogue: Catalogue, known: tuple[Day, ...], stop: Stop, seed: int,
        limit: float, shelf: Shelf,
    ) -> None:  # fmt: skip
        """Begin with the days of a plan of `tour`, whose locks stay."""
        first = known[0].date
        self.start = Start.of(tour.brief, catalogue, first, tour.agenda, shelf)
        self.state = State(Incumbent(tour, catalogue, seed, ignore), stop, limit)
        self.state.starts = {first: self.start}
        self._first = self.state.known.begin(self.start, known)

    @property
    def best(self) -> Best:
        """The best plan so far."""
        return self.state.known.best or self._first

    @few_collections()
    def improve(self, days: Iterable[date], *, routes: bool) -> None:
        """Think `days` over, in order, until work is done.

        With `routes` first come those of the plan and beside it, with the plan's stops only, each
        in any stretch of its city: other departures, or a flight on another day.
        """
        if routes:
            self._look(
                self.best.shape.route, on_days(self.start.problem, days_of_stops(self.best.days))
            )
            self._other_routes()
        for day in days:
            if not self._late():
                self._look(self.best.shape.route, self._with_day_anew(day))

    def _other_routes(self) -> None:
        possible = set() if self._late() else set(self.start.planner.routes())
        for route in beside(self.best.shape.route, self.start.problem.days):
            if route in possible and not self._late():
                self._look(route, self._with_its_stops(route))

    def _late(self) -> bool:
        """Tell whether there is no time for another look."""
        return self.state.over() or self.state.work + LOOK > self.state.limit

    def _look(self, route: Route, problem: Problem) -> None:
        """Look for a better plan on a route of a narrow problem."""
        few, known = self.start.narrowed(problem), len(self.start.builder.shelf)
        forest, node = Forest([few]), Node((0,), few, route, few.most())
        possible = forest.relax(node, Master.none, self.state.known.bar())
        self.state.count(node)
        self.state.work += LOOK + WINDOW * (len(self.start.builder.shelf) - known)
        if possible and not self.state.known.beaten(node.bound):
            columns = node.promising(forest.master(node), PATTERNS, self.state.known.value)
            self.state.attempt(forest, node, columns, EFFORT)

    def _with_day_anew(self, day: date) -> Problem:
        """Return the problem in which one day may have something new."""
        problem, choice = self.start.problem, days_of_stops(self.best.days)
        number = (day - problem.start).days
        for city in self.best.days[number].cities:
            if city in problem.bases:
                for stop in self._promising(city, set(choice)):
                    choice.setdefault(stop, set()).add(number)
        return on_days(problem, choice)

    def _with_its_stops(self, route: Route) -> Problem:
        problem, used = self.start.problem, days_of_stops(self.best.days)
        there = {stop.id for city in route.cities for stop in problem.stops[city]}
        return on_days(problem, {one: range(problem.days) for one in used if one in there})

    def _promising(self, city_id: str, used: set[str]) -> list[str]:
        """Return the stops of a city that promise most, without those that are used."""
        problem = self.start.problem
        city = problem.catalogue.city[city_id]
        found: list[str] = []
        for visit, most in ((True, HOSTS), (False, LEISURE)):
            new = (s.id for s in ranked(problem, city, visit=visit) if s.id not in used)
            found += [stop for _, stop in zip(range(most), new, strict=False)]
        return found
