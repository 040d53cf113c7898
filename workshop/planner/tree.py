"""The tree of a search: a start date and a route, then which departures may still be flown.

A node's relaxation bounds every plan below it. A node whose days with a flight have one departure
left each is a leaf; any other is split by the departures of its first undecided day.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from workshop.model.agenda import Agenda
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Brief
from workshop.planner import cp_sat
from workshop.planner.linear import Program
from workshop.planner.master import Master, MasterBuilder
from workshop.planner.patterns import PatternBook
from workshop.planner.problem import SCALE, Problem, build
from workshop.planner.routes import Route, RoutePlanner

MASTERS = 8
"""Masters kept in memory; one takes some tens of megabytes, and a fifth of a second to build."""
TINY = 1e-9


@dataclass
class Start:
    """All that is the same for the routes of one start date."""

    problem: Problem
    planner: RoutePlanner
    builder: MasterBuilder

    @classmethod
    def of(cls, brief: Brief, catalogue: Catalogue, start: date, held: Agenda | None) -> Start:
        """Flatten a brief for a start date."""
        problem = build(brief, catalogue, start, held)
        planner = RoutePlanner(problem)
        return cls(problem, planner, MasterBuilder(problem, planner, PatternBook(problem)))

    def most(self) -> float:
        """Return sixtieths of a point that no plan exceeds: all to be gained, nothing paid."""
        brief, weights = self.problem.brief, self.problem.brief.weights
        visits = sorted(
            (s.points for stops in self.problem.stops.values() for s in stops if s.visit),
            reverse=True,
        )[: brief.days * brief.pace.visits_per_day]
        best: dict[str, int] = {}
        for lesson in self.problem.lessons:
            together = lesson.module == self.problem.capstone
            before = best.get(lesson.module, 0)
            best[lesson.module] = before + lesson.points if together else max(before, lesson.points)
        gained = sum(visits) + sum(best.values())
        gained += weights.coverage * len(self.problem.catalogue.frameworks)
        gained += weights.sector * len(visits) + weights.free_evening * brief.days
        return SCALE * gained + weights.leisure * brief.leisure.minutes_per_day * brief.days


@dataclass
class Node:
    """Some plans: those of a route without the columns `barred`, and what only they allow.

    `bound` is in sixtieths of a point, and a loose one until the node is relaxed; `keep` are the
    master's columns that are left, and `relaxed` speaks of them in that order.
    """

    order: tuple[int, ...]
    start: Start
    route: Route
    bound: float
    barred: frozenset[int] = frozenset()
    keep: list[int] = field(default_factory=list)
    relaxed: cp_sat.Relaxation | None = None
    constant: int = 0
    """What the master's program leaves out of its objective."""
    effort: float = 8.0
    """Deterministic seconds that settling it may take before it is split further."""
    looked: bool = False
    """Whether a long look for a good plan has been taken here."""

    def within(self, best: int | None) -> list[int]:
        """Return the columns that a plan better than `best` (sixtieths of a point) may use.

        A column's reduced cost is what the relaxation loses at least by taking it, so it is held
        against the relaxation's own bound, not against a lower one that was proven since.
        """
        if self.relaxed is None or best is None:
            return self.keep
        room = self.relaxed.bound + self.constant - best
        rows = zip(self.keep, self.relaxed.values, self.relaxed.reduced, strict=True)
        return [c for c, value, reduced in rows if value > TINY or reduced >= -room - 1]

    def split(self, barred: list[frozenset[int]], best: int | None) -> list[Node]:
        """Return a node for each set of columns that are barred on top of this one's.

        Columns that no plan better than `best` may use are barred in all of them.
        """
        known = self.barred | (set(self.keep) - set(self.within(best)))
        return [
            Node((*self.order, number), self.start, self.route, self.bound, known | more)
            for number, more in enumerate(barred)
        ]

    def promising(self, master: Master, patterns: int) -> list[int]:
        """Return the columns with only the `patterns` most promising patterns among them."""
        if self.relaxed is None:
            return self.keep
        rank = {
            column: (value <= TINY, -reduced, column)
            for column, value, reduced in zip(
                self.keep, self.relaxed.values, self.relaxed.reduced, strict=True
            )
        }
        listed = [c for group in master.groups for c in group.columns if c in rank]
        listed.sort(key=rank.__getitem__)
        left_out = set(listed[patterns:])
        return [column for column in self.keep if column not in left_out]


class Forest:
    """The nodes of a search, and the masters they stand on."""

    def __init__(self, starts: list[Start]) -> None:
        """Grow from the start dates `starts`."""
        self.starts = starts
        self._masters: OrderedDict[tuple[date, Route], Master] = OrderedDict()

    def roots(self) -> list[Node]:
        """Return a node for every route worth a look, the most promising first."""
        found: list[tuple[tuple[int, int], Node]] = []
        for start in self.starts:
            for route in start.planner.routes():
                if start.builder.worth_building(route):
                    node = Node((len(found),), start, route, start.most())
                    found.append((_promise(start, route), node))
        found.sort(key=lambda pair: (pair[0], pair[1].order))
        return [node for _, node in found]

    def master(self, node: Node) -> Master:
        """Return the master of a node's route, built again if it was let go."""
        key = (node.start.problem.start, node.route)
        if key not in self._masters:
            self._masters[key] = node.start.builder.build(node.route)
            while len(self._masters) > MASTERS:
                self._masters.popitem(last=False)
        self._masters.move_to_end(key)
        return self._masters[key]

    def relax(self, nodes: list[Node]) -> Iterator[tuple[Node, bool]]:
        """Bound nodes, in order; with each goes whether its relaxation has a solution.

        A relaxation is solved outside Python's lock, while the next one is being written down.
        """
        with ThreadPoolExecutor(max_workers=1) as pool:
            waiting: deque[tuple[Node, Future[cp_sat.Relaxation | None]]] = deque()
            for node in nodes:
                program = self._whole(node)
                if program is None:
                    yield node, False
                    continue
                waiting.append((node, pool.submit(cp_sat.relax, program)))
                if len(waiting) > 1:
                    yield self._bounded(*waiting.popleft())
            while waiting:
                yield self._bounded(*waiting.popleft())

    def _whole(self, node: Node) -> Program | None:
        """Return the program of all columns that a node leaves, or None if it has no plan."""
        master = self.master(node)
        if not master.possible:
            return None
        node.keep = master.columns(node.barred)
        node.constant = master.linear.constant
        whole = master.linear.program()
        return whole.part(node.keep) if node.barred else whole

    @staticmethod
    def _bounded(node: Node, solved: Future[cp_sat.Relaxation | None]) -> tuple[Node, bool]:
        node.relaxed = solved.result()
        if node.relaxed is None:
            return node, False
        node.bound = min(node.bound, node.relaxed.bound + node.constant)
        return node, True

    def children(self, node: Node, best: int | None) -> list[Node]:
        """Split a node by the departures of its first undecided day; [] for a leaf."""
        by_day: dict[int, list[int]] = {}
        for hop, column in self.master(node).hops:
            if column not in node.barred:
                by_day.setdefault(hop.day, []).append(column)
        for day in sorted(by_day):
            columns = by_day[day]
            if len(columns) > 1:
                return node.split([frozenset(columns) - {column} for column in columns], best)
        return []

    def halves(self, node: Node, best: int | None) -> list[Node]:
        """Split a leaf by the visit that its relaxation is least sure of; [] if it is of all.

        In one half the host is visited in that stretch, in the other it is not.
        """
        if node.relaxed is None:
            return []
        values = dict(zip(node.keep, node.relaxed.values, strict=True))
        sure: dict[tuple[int, str], float] = {}
        for group in self.master(node).groups:
            for column, pattern in zip(group.columns, group.patterns, strict=True):
                for stop, _ in pattern.visits if column in values else ():
                    key = group.stretch.number, stop.id
                    sure[key] = sure.get(key, 0.0) + values[column]
        if not sure:
            return []
        stretch, stop_id = min(sure, key=lambda key: (abs(sure[key] - 0.5), key))
        if not TINY < sure[stretch, stop_id] < 1 - TINY:
            return []
        sides: tuple[set[int], set[int]] = (set(), set())
        for group in self.master(node).groups:
            if group.stretch.number == stretch:
                for column, pattern in zip(group.columns, group.patterns, strict=True):
                    sides[any(stop.id == stop_id for stop, _ in pattern.visits)].add(column)
        return node.split([frozenset(side) for side in sides], best)

    def program(self, node: Node, columns: list[int]) -> Program:
        """Return a node's program over some of its columns."""
        return self.master(node).linear.program().part(columns)


def _promise(start: Start, route: Route) -> tuple[int, int]:
    """Sort the routes with the least transit first, then those with the most even stays."""
    legs = zip(route.moves, route.cities, route.cities[1:], strict=False)
    transit = sum(min(hop.transit for hop in start.planner.hops(*leg)) for leg in legs)
    edges = (0, *route.moves, start.problem.days - 1)
    return transit, sum((last - first) ** 2 for first, last in pairwise(edges))
