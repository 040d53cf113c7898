"""The best plan so far: counted on its blocks, kept, and told to whoever waits for it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from workshop.model.agenda import Agenda, Day, Venues
from workshop.model.asking import mark
from workshop.model.catalogue import Catalogue
from workshop.model.place import Venue
from workshop.model.tour import Tour
from workshop.planner.master import Master
from workshop.planner.node import Node
from workshop.planner.points import points
from workshop.planner.problem import SCALE
from workshop.planner.realise import Writer
from workshop.planner.relock import bases_of, with_locks
from workshop.planner.routes import Route
from workshop.planner.solution import Chosen, chosen
from workshop.planner.start import Start
from workshop.planner.stop import Progress


@dataclass(frozen=True)
class Shape:
    """Where a plan goes: its route, and the stops of each stretch by number."""

    start: Start
    """Of the whole problem."""
    route: Route
    stops: dict[int, frozenset[str]]
    bases: dict[str, Venue]
    """The training venue of each of its cities."""

    @property
    def used(self) -> frozenset[str]:
        """All stops."""
        return frozenset[str]().union(*self.stops.values())


@dataclass(frozen=True)
class Best:
    """A plan that was found; `value` in sixtieths of a point."""

    value: int
    days: tuple[Day, ...]
    shape: Shape


class Incumbent:
    """The best plan that a search knows, and what it has told of it."""

    def __init__(
        self, tour: Tour, catalogue: Catalogue, seed: int, tell: Callable[[Progress], None]
    ) -> None:
        """Begin with no plan; `tell` hears of each better one, and of each better bound."""
        self.tour = tour
        self.catalogue = catalogue
        self.seed = seed
        self.asked = mark(tour.brief)
        self.best: Best | None = None
        self.venues: Venues = "all"
        """The training venues that what bounds the search holds for."""
        self._tell = tell
        self._told: tuple[int, int] = (0, 0)
        self._began = time.monotonic()

    @property
    def value(self) -> int | None:
        """Sixtieths of a point of the best plan; None if there is none."""
        return None if self.best is None else self.best.value

    def begin(self, start: Start, days: tuple[Day, ...]) -> Best:
        """Begin with a plan that is known, and return it; `start` is of the whole problem."""
        value = points(days, self.tour.brief, self.catalogue).sixtieths
        there = bases_of(Agenda(status="feasible", days=days), self.catalogue)
        bases = self._venues(there)
        self.best = Best(value, days, Shape(start, route_of(days), {}, bases))
        return self.best

    def beaten(self, bound: float) -> bool:
        """Tell whether nothing below `bound` can be better than the best plan."""
        return bound < self.bar()

    def bar(self) -> float:
        """Return what the bound of a node must reach for it to hold something better."""
        return float("-inf") if self.best is None else self.best.value + 1.0

    def shape(self) -> Shape:
        """Return the shape of the best plan; LookupError if there is no plan yet."""
        if self.best is None:
            raise LookupError("no plan has been found yet")
        return self.best.shape

    def take(self, start: Start, node: Node, master: Master, values: Sequence[int]) -> bool:
        """Write a solution down, and keep it if it is better; `start` is of the whole problem."""
        solution = chosen(node.start.problem, master, values)
        bases = self._venues(solution.bases)
        problem = node.start.problem.based(bases)
        days = with_locks(
            Writer(problem, node.start.planner, master).days(solution), problem.locked
        )
        value = points(days, self.tour.brief, self.catalogue).sixtieths
        if self.best is not None and value <= self.best.value:
            return False
        self.best = Best(value, days, Shape(start, node.route, _stops(solution), bases))
        return True

    def _venues(self, bases: Mapping[str, str]) -> dict[str, Venue]:
        return {city: self.catalogue.venue[base] for city, base in bases.items()}

    def report(self, note: str, bound: int, work: float) -> None:
        """Tell what is known, if that is news; `bound` in points."""
        if self.best is None:
            return
        score = round(self.best.value / SCALE)
        if self._told == (score, bound):
            return
        self._told = (score, bound)
        found = Agenda(
            status="feasible", score=score, bound=bound, gap=gap(score, bound), seed=self.seed,
            work=round(work, 2), venues=self.venues, asked=self.asked, days=self.best.days,
        )  # fmt: skip
        seconds = time.monotonic() - self._began
        self._tell(Progress(found, score, bound, found.gap, seconds, note))


def gap(score: int, bound: int) -> float:
    """Return how far a score may be from the best, as a part of it."""
    return round(max(0, bound - score) / max(1, abs(score)), 4)


def days_of_stops(days: tuple[Day, ...]) -> dict[str, set[int]]:
    """Return the stops of a plan, each with the number of its day."""
    found: dict[str, set[int]] = {}
    for number, day in enumerate(days):
        for block in day.blocks:
            if block.kind in ("visit", "leisure"):
                found.setdefault(str(block.ref), set()).add(number)
    return found


def route_of(days: tuple[Day, ...]) -> Route:
    """Return the route of a plan: its cities, and the days on which it flies."""
    cities = tuple(dict.fromkeys(city for day in days for city in day.cities))
    moves = tuple(number for number, day in enumerate(days) for _ in day.cities[1:])
    return Route(cities, moves)


def _stops(solution: Chosen) -> dict[int, frozenset[str]]:
    return {
        number: frozenset(stop.id for stop, _ in pattern.shape.visits)
        for number, pattern in solution.patterns.items()
    }
