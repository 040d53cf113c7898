"""Whether the days of a route hold what must be in them, whatever is taught: that costs little.

First each visit by itself, with the departures around its day; then all days together, as a linear
program of their patterns alone. What fails here is certain to fail with lectures too.
"""

from __future__ import annotations

from workshop.planner.generation import Family
from workshop.planner.node import Node
from workshop.planner.routes import Hop, Route
from workshop.planner.start import Start
from workshop.planner.windows import Stretch, WindowPlanner, stretches

LOOKED, SOLVED = 5e-4, 0.02
"""Deterministic seconds that it is taken to cost to look at the visits of a route, and to solve the
program of its days."""

Leg = tuple[int, str, str]
"""The day of a flight, and the cities that it joins."""


class Bones:
    """Looks at routes; `work` is what that has cost, in deterministic seconds."""

    def __init__(self, start: Start) -> None:
        """Prepare for the routes of one start date."""
        self.start = start
        self.work = 0.0
        self._hosts: dict[tuple[bool, Stretch, tuple[Leg, ...]], frozenset[str] | None] = {}
        self._leisure: dict[tuple[str, int], frozenset[str]] = {}

    def worth(self, route: Route) -> float | None:
        """Return what the days of a route may be worth; None if it surely has no plan.

        In sixtieths of a point: its visits, less rides and idling, and nothing that is taught.
        """
        self.work += LOOKED
        return self._filled(route) if self._held(route) else None

    def _held(self, route: Route) -> bool:
        """Tell whether a visit fits each city, and all that must be made fits somewhere."""
        legs = tuple(zip(route.moves, route.cities, route.cities[1:], strict=False))
        problem, made, visited = self.start.problem, set[str](), set[str]()
        for stretch in stretches(problem, route):
            hosts = self._around(
                stretch, tuple(leg for leg in legs if 0 <= stretch.day - leg[0] < 2)
            )
            if hosts is None:
                return False
            made |= hosts | self._enjoyed(stretch.city, stretch.day)
            visited |= {stretch.city} if hosts else set()
        must = {stop.id for city in route.cities for stop in problem.stops[city] if stop.must}
        return visited == set(route.cities) and must <= made

    def _enjoyed(self, city: str, day: int) -> frozenset[str]:
        """Return the leisure of a city that is open on a day, for an evening or by daylight."""
        if (city, day) not in self._leisure:
            found = set[str]()
            for base in self.start.problem.choices[city]:
                book = self.start.builder.books[base.id]
                found |= {evening.stop.id for evening in book.evenings(city, day)}
                found |= {outing.stops[0].id for outing in book.singles(city, day)}
            self._leisure[city, day] = frozenset(found)
        return self._leisure[city, day]

    def _around(self, stretch: Stretch, legs: tuple[Leg, ...]) -> frozenset[str] | None:
        """Return the hosts that fit a stretch beside the flights `legs`; None if it has no room."""
        key = stretch.number == 0, _unnumbered(stretch), legs
        if key not in self._hosts:
            hops: dict[int, list[tuple[Hop, int]]] = {}
            for day, start, end in legs:
                found = self.start.planner.hops(day, start, end)
                hops[day] = [(hop, number) for number, hop in enumerate(found)]
            self._hosts[key] = self._fitting(stretch, hops)
        return self._hosts[key]

    def _fitting(
        self, stretch: Stretch, hops: dict[int, list[tuple[Hop, int]]]
    ) -> frozenset[str] | None:
        books = self.start.builder.books
        planner = WindowPlanner(self.start.planner, books, hops)
        found = [
            books[base.id].visits(window)
            for base in self.start.problem.choices[stretch.city]
            for before in planner.befores(stretch, base.id)
            for after in planner.afters(stretch, base.id)
            if (window := planner.window(stretch, base.id, before, after)) is not None
        ]
        return frozenset[str]().union(*found) if found else None

    def _filled(self, route: Route) -> float | None:
        """Return what the patterns of the days give together, as far as a relaxation tells."""
        master = self.start.builder.days(route)
        self.work += self.start.listing()
        if not master.possible:
            return None
        self.work += SOLVED
        node = Node((), self.start, route, self.start.most())
        may = Family.of_route(master).relax(node, float("-inf"))
        return node.bound if may else None


def _unnumbered(stretch: Stretch) -> Stretch:
    return Stretch(0, *(getattr(stretch, name) for name in _FIELDS))


_FIELDS = ("day", "city", "leaves", "lands", "last_of_day")
