"""The tree of a search: a start date and a route, then which visits are made on which day.

A node's relaxation bounds every plan below it. It is split by a visit that the relaxation is not
sure of, then by the departures of its first undecided day, then by a training venue. When it is
sure of all, the node is settled, or split by a lecture that has been given by some time or has not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from workshop.planner.branching import PseudoCosts, Visit
from workshop.planner.candidates import Key
from workshop.planner.generation import Family, remember
from workshop.planner.linear import Program
from workshop.planner.master import Kind, Master
from workshop.planner.node import TINY, Node
from workshop.planner.routes import Route
from workshop.planner.shapes import calls
from workshop.planner.start import Start

if TYPE_CHECKING:
    from workshop.planner.linear import Bools, Ints

Flown = tuple[int, str, str, int]
Name = tuple[date, Route, Kind]
MASTERS = 64
"""Masters kept in memory; their patterns are shared."""
AHEAD = 2
"""Routes that are being bounded while another is written down: a fixed number, so that a plan is
the same on any machine."""
NARROW = 0.6
"""A family goes on over fewer columns when no more than this share of them is still of use."""


class Forest:
    """The nodes of a search, and the masters they stand on."""

    def __init__(self, starts: list[Start]) -> None:
        """Grow from the start dates `starts`."""
        self.starts = starts
        self._masters: OrderedDict[Name, Master] = OrderedDict()
        self._costs = PseudoCosts()
        self._tried: dict[tuple[int, ...], tuple[Visit, float, float, int | None]] = {}
        """By the order of a node: the visit that it is split by, until its parts are bounded."""

    def roots(self, kind: Kind = Kind.FINE) -> list[Node]:
        """Return a node of a `kind` for every route worth a look, the most promising first."""
        found: list[tuple[tuple[int, int], Node]] = []
        for start in self.starts:
            routes = [r for r in start.planner.routes() if start.builder.worth_building(r)]
            of = Kind.FINE if start.problem.fixed else kind  # what is locked has its hour
            for route in routes:
                node = Node((len(found),), start, route, start.most(), kind=of, waits=True)
                found.append((_promise(start, route), node))
        found.sort(key=lambda pair: (pair[0], pair[1].order))
        return [node for _, node in found]

    def master(self, node: Node) -> Master:
        """Return the master that bounds a node's route, built again if it was let go."""
        return self._built(node, node.kind)

    def exact(self, node: Node) -> Master:
        """Return the master whose solutions are the plans of a node's route."""
        return self._built(node, Kind.EXACT)

    def _built(self, node: Node, kind: Kind) -> Master:
        key = (node.start.problem.start, node.route, kind)
        if key not in self._masters:
            built = node.start.builder.build(node.route, kind)
            _keep(self._masters, key, built, MASTERS)
        self._masters.move_to_end(key)
        return self._masters[key]

    def relax_roots(
        self, roots: list[Node], bar: Callable[[], float]
    ) -> Iterator[tuple[Node, bool]]:
        """Bound routes, in order; with each goes whether it may have plans.

        They are solved outside Python's lock, while the next ones are being written down; one that
        is not over `bar` is solved only as far as is needed to know it.
        """
        with ThreadPoolExecutor(max_workers=AHEAD) as pool:
            waiting: deque[tuple[Node, Future[bool]]] = deque()
            ahead = 0  # the first one is wanted at once
            for root in roots:
                family = self.begun(root)
                if family is None:
                    yield root, False
                    continue
                waiting.append((root, pool.submit(_relax, family, root, bar())))
                if len(waiting) > ahead:
                    yield self._bounded(*waiting.popleft())
                    ahead = AHEAD
            while waiting:
                yield self._bounded(*waiting.popleft())

    def begun(self, root: Node) -> Callable[[], Family] | None:
        """Return what makes the family of a route, in any thread; None if it has no plans."""
        master = self.master(root)
        if not master.possible:
            return None
        root.constant = master.linear.constant
        return Family.begun(master)

    def remember(self, root: Node) -> None:
        """Let other routes begin with the patterns that the relaxation of one takes."""
        if root.relaxed is not None:
            remember(self.master(root), root.relaxed.values)

    def _bounded(self, root: Node, task: Future[bool]) -> tuple[Node, bool]:
        possible = task.result()
        self.remember(root)
        return root, possible

    def relax(self, root: Node, bar: Callable[[Master], Bools], above: float) -> bool:
        """Bound a route without the columns that `bar` marks; return whether it may have plans."""
        master = self.master(root)
        if not master.possible:
            return False
        root.constant = master.linear.constant
        root.barred = bar(master)
        return Family.of_route(master).relax(root, above)

    def family(self, parent: Node, best: int | None) -> Callable[[], Family]:
        """Return what makes the family, in any thread, in which a node's children are relaxed.

        Where `best` rules out many of the parent's columns, a new one goes on without them.
        """
        known, columns, relaxed = parent.family, parent.within(best), parent.relaxed
        master = self.master(parent)
        if known is None and 0 < len(parent.keep) < len(master.linear.objective):
            return Family.among(master, columns, parent)  # its own was let go of
        begun = Family.begun(master) if known is None else lambda: known
        if relaxed is None or len(columns) >= NARROW * len(parent.keep):
            return begun
        return lambda: begun().narrowed(columns, relaxed)

    def refined(self, node: Node, best: int | None) -> tuple[Node, Callable[[], Family]]:
        """Return a rough node as a fine one, with what makes its family in any thread."""
        rough, columns = self.master(node), node.within(best)
        fine = Node((*node.order, 0), node.start, node.route, node.bound, constant=node.constant)
        master = self.master(fine)
        keep = master.told(rough, columns)
        return fine, Family.among(master, keep, node)

    def children(self, node: Node, best: int | None) -> list[Node]:
        """Split a node by the departures of its first undecided day; [] if all are decided."""
        by_day = defaultdict[int, dict[Flown, set[int]]](dict)
        out = self._out(node, best)
        for hop, column in self.master(node).hops:
            if not out[column]:
                by_day[hop.day].setdefault(hop.flight, set()).add(column)
        for day in sorted(by_day):
            if len(by_day[day]) > 1:
                all_of_day = set[int]().union(*by_day[day].values())
                others = [all_of_day - by_day[day][flight] for flight in sorted(by_day[day])]
                return node.split([self._without(node, out, sorted(some)) for some in others], best)
        return []

    def _out(self, node: Node, best: int | None) -> Bools:
        """Mark the columns that no plan of a node better than `best` may use."""
        out = ~self.master(node).none()
        out[node.within(best)] = False
        return out

    def _without(self, node: Node, out: Bools, hops: Sequence[int] = ()) -> Bools:
        """Mark what is `out`, some `hops` too, and the patterns to which no hop is left."""
        out, master = out.copy(), self.master(node)
        out[list(hops)] = True
        left_out = [
            group
            for group in master.groups
            if any(sides and out[list(sides)].all() for sides in (group.befores, group.afters))
        ]
        return out | master.patterns(left_out)

    def by_base(self, node: Node, best: int | None) -> list[Node]:
        """Split a node by the training venue that its relaxation is least sure of; [] if of none.

        In one part the stay has that base, in the other it has another one.
        """
        master, values = self.master(node), node.open_columns()
        unsure = least_sure({base: values.get(seat, 0.0) for base, seat in master.seats.items()})
        if unsure is None:
            return []
        problem = node.start.problem
        city = problem.catalogue.city_of[unsure].id
        others = {base.id for base in problem.choices[city]} - {unsure}
        out = self._out(node, best)
        parts = [self._without(node, out | master.at(bases)) for bases in (others, {unsure})]
        return node.split(parts, best)

    def by_visit(self, node: Node, best: int | None) -> list[Node]:
        """Split a node by a visit that its relaxation is not sure of; [] if it is of all.

        In one part the host is visited in that stretch, in the other it is not; or there is any
        leisure, any visit, or more than one. Leisure that is barred item by item goes on with the
        next one, at nearly the same bound.
        """
        groups = self.master(node).groups
        starts = [group.start for group in groups]
        sure: dict[tuple[int, str], float] = {}
        for column, value in node.open_columns().items():
            at = bisect_right(starts, column) - 1
            if at >= 0 and column in groups[at].columns:
                for name in calls(groups[at].patterns.done(column - starts[at])):
                    key = groups[at].stretch.number, name
                    sure[key] = sure.get(key, 0.0) + value
        unsure = self._costs.best(sure)
        if unsure is None:
            return []
        stretch, name = unsure
        here = [group for group in groups if group.stretch.number == stretch]
        seen = self.master(node).none()
        for group in here:
            if name in group.footprint.calls:
                seen[group.footprint.calls[name].columns + group.start] = True
        self._tried[node.order] = unsure, sure[unsure], node.bound, best
        return node.split([self.master(node).patterns(here) & ~seen, seen], best)

    def learn(self, node: Node, parts: list[Node]) -> None:
        """Learn from the parts of a node, now that they are bounded, what such a split is worth."""
        if node.order in self._tried:
            self._costs.watch(*self._tried.pop(node.order), parts)

    def by_lecture(self, node: Node, best: int | None) -> list[Node]:
        """Split a node by whether a lecture is given by a gap or later; [] if that is all known.

        It is the lecture that the relaxation gives most nearly half by then, half later.
        """
        lectures = sorted(self.master(node).lectures.items())
        values, given = node.open_columns(), defaultdict[Key, float](float)
        for (_, _, key), column in lectures:
            given[key] += values.get(column, 0.0)
        early, halves = defaultdict[Key, float](float), dict[tuple[int, int, Key], float]()
        for name, column in lectures:
            early[name[2]] += values.get(column, 0.0)
            later = given[name[2]] - early[name[2]]
            halves[name] = 1.0 if min(early[name[2]], later) < TINY else early[name[2]]
        unsure = least_sure(halves)
        if unsure is None:
            return []
        early_on, later_on = self.master(node).none(), self.master(node).none()
        for name, column in lectures:
            if name[2] == unsure[2]:
                (early_on if name <= unsure else later_on)[column] = True
        return node.split([later_on, early_on], best)

    def program(self, node: Node, columns: Ints) -> Program:
        """Return the exact program of a node's route over some of its columns."""
        exact = self.exact(node)
        return exact.blocks.part(columns).part(range(len(columns)))


def _relax(family: Callable[[], Family], root: Node, bar: float) -> bool:
    return family().relax(root, bar)


Kept = TypeVar("Kept")


def _keep(shelf: OrderedDict[Name, Kept], name: Name, one: Kept, most: int) -> None:
    """Put something on a shelf that holds `most`; what was used longest ago has to go."""
    shelf[name] = one
    while len(shelf) > most:
        shelf.popitem(last=False)


Unsure = TypeVar("Unsure", int, str, tuple[int, str], tuple[int, int, Key])


def least_sure(shares: dict[Unsure, float]) -> Unsure | None:
    """Return what is taken nearest to half; None if everything is taken whole or not at all."""
    unsure = [key for key, share in shares.items() if TINY < share < 1 - TINY]
    return min(unsure, key=lambda key: (abs(shares[key] - 0.5), key), default=None)


def _promise(start: Start, route: Route) -> tuple[int, int]:
    """Sort the routes with the least transit first, then those with the most even stays."""
    transit = sum(min(hop.transit for hop in start.planner.hops(*leg)) for leg in route.legs)
    stays = route.stays(start.problem.days)
    return transit, sum((last - first) ** 2 for _, first, last in stays)
