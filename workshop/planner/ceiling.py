"""A bound on every plan of a start date, before its routes are looked at one by one.

The `network` of all routes is relaxed. The prices of its rows bound each route by itself: what the
rows cost, and what the best patterns of its days, its departures and the lectures would pay. So
one solution bounds all routes, and a solution for some of them, which are then closer together,
bounds those better: the routes with the highest bound are parted by where the group is on a night.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.planner.blocks import Blocks
from workshop.planner.glimpse import Glimpse, of_network, unhurried
from workshop.planner.linear import ints
from workshop.planner.master import Group
from workshop.planner.network import Network, Place
from workshop.planner.problem import SCALE
from workshop.planner.routes import Leg, Route
from workshop.planner.sifting import Sifted, Sifting
from workshop.planner.start import Start
from workshop.planner.tree import least_sure

if TYPE_CHECKING:
    from workshop.planner.linear import Floats

STEADY = 5e-4
"""Part of a bound by which more columns could still lower it, that is not worth their work."""
FEW, ROUGHLY = 20, 0.02
"""Routes that are relaxed before all, and how near to the best prices is near enough there."""
SHARE = 0.05
"""Part of what a bound is above the best plan, by which more columns could still lower it."""
TAUGHT = 0.7
"""Part of their average points by minute that lectures are taken for before there are prices."""
SIZED = 3.3e-4
"""Deterministic seconds, by `Start.size`, of listing patterns and relaxing the network once."""


def cost(start: Start) -> float:
    """Estimate the deterministic seconds that it takes to bound all routes once."""
    return SIZED * start.size()


@dataclass
class Part:
    """Routes that are bounded together, by a program that nobody else uses meanwhile."""

    group: list[int]
    sifting: Sifting
    bounds: Floats
    """Of each of the routes."""
    solved: Sifted | None = None
    work: float = 0.0
    """Deterministic seconds that it has taken."""


class Ceiling:
    """What the plans of each route of a start date do not exceed, in sixtieths of a point."""

    def __init__(self, start: Start, routes: Iterable[Route], near: Ceiling | None = None) -> None:
        """Write the network of `routes` down; nothing is bounded yet.

        It will begin with the patterns that the last prices of one `near` to it like best.
        """
        import numpy as np

        self.start = start
        self.network = Network(start, routes)
        self.routes = self.network.routes
        self.last: Sifted | None = None
        """The last solution for the routes that had the highest bound."""
        self._number = {route: n for n, route in enumerate(self.routes)}
        self._bounds = np.full(len(self.routes), float(start.most()))
        self._groups = [g for g in self.network.master.groups if len(g.footprint)]
        self._spans = [(g.columns.start, g.columns.stop) for g in self._groups]
        self._visited = {_place(group) for group in self._groups if group.footprint.hosts}
        program = Blocks(self.network.lp, self.network.master.spans())
        promise = np.zeros(len(program.lower))
        liked = near.liked() if near is not None else {}
        for group in self._groups:
            promise[group.columns.start : group.columns.stop] = liked.get(
                (*_place(group), group.window), self._worth(group)
            )
        self._bounds[[n for n, r in enumerate(self.routes) if not self._possible(r)]] = -np.inf
        self._open = [[n for n, bound in enumerate(self._bounds) if bound > -np.inf]]
        self._seen: set[Route] = set()
        self._siftings = [Sifting(program, self._spans, promise)]
        """Those that nobody uses now."""
        self._listed = start.listing()
        self._alone = 0.0
        """Deterministic seconds of relaxing routes by themselves."""

    @property
    def work(self) -> float:
        """Deterministic seconds so far."""
        return self._listed + sum(one.work for one in self._siftings) + self._alone

    def of(self, route: Route) -> float:
        """Return the ceiling of the plans of `route`."""
        return float(self._bounds[self._number[route]])

    def liked(self) -> dict[tuple[object, ...], Floats]:
        """Return what the patterns of each window of a part of a day pay at the last prices."""
        reduced = self._siftings[0].promise
        return {
            (*_place(group), group.window): reduced[group.columns.start : group.columns.stop]
            for group in self._groups
        }

    def likely(self) -> list[Route]:
        """Return the routes: first those that the last solution takes most of, then by bounds.

        But none that was looked at, nor one that is hurried.
        """
        if self.last is None:
            return []
        taken = self.last.values[self.network.first :][: len(self.routes)].round(6).tolist()
        order = sorted(range(len(self.routes)), key=lambda n: (-taken[n], -self._bounds[n], n))
        some = [self.routes[n] for n in order if self._bounds[n] > 0]
        days = self.start.problem.days
        return [r for r in some if r not in self._seen and unhurried(r, days)]

    def _worth(self, group: Group) -> Floats:
        """Return what patterns give by themselves and, at a rough price, by what can be taught."""
        import numpy as np

        lessons = self.start.problem.lessons
        pause = self.start.problem.catalogue.defaults.break_minutes
        taken = sum(lesson.minutes + pause for lesson in lessons)
        price = SCALE * sum(lesson.points for lesson in lessons) / max(1, taken)
        room = group.footprint.patterns.gaps.sum(axis=1)
        gained: Floats = np.array(group.footprint.objective) + TAUGHT * price * room
        return gained

    def glimpse(self, route: Route, until: float) -> Glimpse | None:
        """Relax one route by itself, as far as `until` (work) allows.

        It has a network of its own: that is smaller, and quicker than the whole one without the
        other routes.
        """
        self._seen.add(route)
        alone = Ceiling(self.start, [route], self)
        found = alone._glimpsed(until - self.work) if alone._open[0] else None
        self._alone += alone.work
        number = self._number[route]
        self._bounds[number] = min(self._bounds[number], alone.of(route))
        return found

    def _glimpsed(self, until: float) -> Glimpse | None:
        """Return what the relaxation of the only route is worth, and what it takes."""
        part = self._part([0])
        self.bound(part, until - self._listed, float("inf"))
        self._free(part)
        return of_network(self.network, part.solved) if part.solved else None

    def begin(self, route: Route, work: float) -> None:
        """Relax one route, and then a few, roughly: their prices say what to begin with on all."""
        some = self._open[0][:: 1 + len(self._open[0]) // FEW]
        for group in ([self._number[route]], some) if some else ():
            part = self._part(group)
            self.bound(part, work - part.sifting.work, 0.0, ROUGHLY)
            self._free(part)

    def twin(self) -> None:
        """Let two groups of routes be bounded at a time."""
        self._siftings.append(self._siftings[0].twin())

    # ---------------------------------------------------------------- groups of routes

    def highest(self) -> float:
        """Return the highest bound of the routes that wait to be bounded together."""
        return max(map(self._above, self._open), default=float("-inf"))

    def _above(self, group: list[int]) -> float:
        return max((float(self._bounds[n]) for n in group), default=float("-inf"))

    def tighten(self, work: float, best: float) -> None:
        """Bound the routes with the highest bound together, and part them, if `work` allows it."""
        if part := self.begun(best):
            self.bound(part, work, best)
            self.landed(part)

    def begun(self, best: float) -> Part | None:
        """Return the routes that are to be bounded together next, those that are above `best`.

        None if there are none, or no program is free.
        """
        if self.highest() <= best or not self._siftings:
            return None
        self._open.sort(key=self._above)
        return self._part([n for n in self._open.pop() if self._bounds[n] > best])

    def _part(self, group: list[int]) -> Part:
        return Part(group, self._siftings.pop(), self._bounds[group])

    def landed(self, part: Part) -> Route | None:
        """Keep what is found out about routes, and part them; return one that is alone now."""
        self._free(part)
        if part.solved is None:
            self._open.append(part.group)
            return None
        self.last = part.solved
        if len(part.group) == 1:
            return self.routes[part.group[0]]
        self._open += self._parted(part.group, part.solved)
        return None

    def _free(self, part: Part) -> None:
        import numpy as np

        self._bounds[part.group] = np.minimum(part.bounds, self._bounds[part.group])
        self._siftings.append(part.sifting)

    def _parted(self, group: list[int], solved: Sifted) -> list[list[int]]:
        """Part routes by whether the group spends a night in a city: the least sure one."""
        nights: dict[tuple[int, str], float] = defaultdict(float)
        with_night: dict[tuple[int, str], set[int]] = defaultdict(set)
        for number in group:
            for night in self.network.nights(self.routes[number]):
                nights[night] += float(solved.values[self.network.first + number])
                with_night[night].add(number)
        unsure = least_sure(nights)
        if unsure is None:
            return [[number] for number in group]
        there = with_night[unsure]
        return [sorted(there), [number for number in group if number not in there]]

    def _possible(self, route: Route) -> bool:
        """Tell whether each city of a route has a visit that fits a stretch there."""
        return all(
            any(key in self._visited for key in self.network.stretches_of(route) if key[1] == city)
            for city in route.cities
        )

    # ---------------------------------------------------------------- bounds

    def bound(self, part: Part, work: float, best: float, share: float = SHARE) -> None:
        """Relax the network of some routes, in any thread; each solution on the way bounds all.

        It ends when more columns could lower their bound by no more than a `share` of what it is
        above `best`, or when it has taken so much `work`.
        """
        import numpy as np

        inside = set(part.group)
        barred = [self.network.first + n for n in range(len(self.routes)) if n not in inside]
        days = {day for n in part.group for day in self.network.days_of(self.routes[n])}
        spans = [
            span
            for span, one in zip(self._spans, self._groups, strict=True)
            if (one.stretch.city, one.stretch.day) in days
        ]
        before = part.sifting.work

        def learned(solved: Sifted) -> bool:
            part.bounds = np.minimum(part.bounds, self._priced(solved, part.group))
            value = solved.value + self.network.lp.constant
            enough = max(STEADY * value, share * (value - max(0.0, best)))
            return float(part.bounds.max()) - value > enough

        part.solved = part.sifting.solve(ints(barred), spans, before + work, learned)
        part.work = part.sifting.work - before

    def _priced(self, solved: Sifted, numbers: list[int]) -> Floats:
        """Return the bounds that prices give on routes.

        Of each day exactly one pattern is taken, of each leg one departure; all the rest is taken
        where it pays.
        """
        import numpy as np

        rest = solved.paid.copy()
        rest[self.network.first : self.network.first + len(self.routes)] = 0
        best: dict[Place, float] = {}
        for group in self._groups:
            rest[group.columns.start : group.columns.stop] = 0
            key = _place(group)
            top = float(solved.reduced[group.columns.start : group.columns.stop].max())
            best[key] = max(best.get(key, -np.inf), top)
        flown: dict[Leg, float] = {}
        for leg, hops in self.network.hops.items():
            columns = [column for _, column in hops]
            rest[columns] = 0
            flown[leg] = max((float(solved.reduced[c]) for c in columns), default=-np.inf)
        always = solved.fixed + float(rest.sum()) + self.network.lp.constant
        found = [
            always
            + float(solved.reduced[self.network.first + number])
            + sum(best.get(key, -np.inf) for key in self.network.stretches_of(self.routes[number]))
            + sum(flown.get(leg, -np.inf) for leg in self.routes[number].legs)
            for number in numbers
        ]
        return np.array(found)


def _place(group: Group) -> Place:
    return group.stretch.number, group.stretch.city, group.stretch.last_of_day
