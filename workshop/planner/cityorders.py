"""Orders of cities, of which one is chosen, in a linear program: where the group is on each day.

Orders are columns of which one is 1, and each has flights of its own, which are then 1 too: the
hull of what each order allows by itself (Balas, 1979).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from workshop.planner.linear import Linear, Terms, minus
from workshop.planner.start import Start

Order = tuple[str, ...]
"""Cities, one after the other."""


class Orders:
    """Columns that say which order is chosen, and on which day each of its legs is flown."""

    def __init__(self, start: Start, lp: Linear, orders: Iterable[Order]) -> None:
        """Write them into `lp`."""
        self._lp = lp
        self._planner = start.planner
        self._days = range(start.problem.days)
        self._weight = start.problem.brief.weights.transit
        self.chosen: dict[Order, int] = {}
        self.flights: dict[tuple[Order, int], dict[int, int]] = {}
        """By order and leg: the columns by day."""
        for order in orders:
            self.chosen[order] = lp.column()
            self._fly(order)
        lp.row(dict.fromkeys(self.chosen.values(), 1), 1, 1)

    def others(self, order: Order, moves: tuple[int, ...]) -> Iterator[int]:
        """Yield the columns of other orders, and of the order's first flights on other days."""
        yield from (column for one, column in self.chosen.items() if one != order)
        for leg, wanted in enumerate(moves):
            flights = self.flights[order, leg]
            yield from (column for day, column in flights.items() if day != wanted)

    def _fly(self, order: Order) -> None:
        """Add a column for each leg and day: one day a leg, and each leg after the one before."""
        for leg, (one, two) in enumerate(pairwise(order)):
            flights = self.flights[order, leg] = {}
            for day in self._days:
                hops = self._planner.hops(day, one, two)
                if hops:
                    flights[day] = self._lp.column(-self._weight * min(hop.transit for hop in hops))
            flown = self._flown(order, leg, len(self._days))
            self._lp.row(minus(flown, {self.chosen[order]: 1}), 0, 0)
            for day in self._days if leg else ():
                before = self._flown(order, leg - 1, day - 1)
                self._lp.row(minus(self._flown(order, leg, day), before), None, 0)

    def flown(self, order: Order, moves: tuple[int, ...]) -> list[int]:
        """Return the columns of an order's flights on the days `moves`."""
        return [self.flights[order, leg][day] for leg, day in enumerate(moves)]

    def _flown(self, order: Order, leg: int, by: int) -> Terms:
        """Return the terms that are 1 once a leg has been flown."""
        return {c: 1 for day, c in self.flights[order, leg].items() if day <= by}

    def here(self, city: str, day: int) -> Terms:
        """Return terms whose sum is 1 if the group is in a city on a day."""
        here: Terms = {}
        for order, chosen in self.chosen.items():
            if city in order:
                place = order.index(city)
                came = self._flown(order, place - 1, day) if place else {chosen: 1}
                left = self._flown(order, place, day - 1) if place < len(order) - 1 else {}
                here |= minus(came, left)
        return here

    def ever(self, city: str) -> Terms:
        """Return terms whose sum is 1 if the group comes to a city at all."""
        return {column: 1 for order, column in self.chosen.items() if city in order}
