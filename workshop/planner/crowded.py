"""Blocks of one day that cannot all be where they are: seen day by day, without a search.

Only visits and lectures are looked at, each day alone, with the flights of the agenda: what does
not fit then fits even less beside the rest. So a set found here is certain to have something in it
that must go.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workshop.model.agenda import Agenda, Block
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Brief
from workshop.planner.candidates import fixed_of
from workshop.planner.incumbent import route_of
from workshop.planner.lightest import Free
from workshop.planner.listing import PatternBook
from workshop.planner.problem import build
from workshop.planner.relock import relocked
from workshop.planner.routes import RoutePlanner
from workshop.planner.shapes import Shape
from workshop.planner.windows import HopColumns, Stretch, WindowPlanner, stretches

SEEN = ("visit", "training")


class Crowded:
    """What is too much on the days of an agenda; `items` are its blocks that might go, by number.

    The `brief` names the cities and bases of the agenda, and no others.
    """

    def __init__(
        self, brief: Brief, agenda: Agenda, items: Sequence[Block], catalogue: Catalogue
    ) -> None:
        """Prepare; nothing is looked at until `cores` is read."""
        self.items = items
        held = relocked(agenda, {block.id: True for block in agenda.blocks})
        self.problem = build(brief, catalogue, agenda.days[0].date, held)
        self.planner = RoutePlanner(self.problem)
        self.route = route_of(agenda.days)

    def cores(self) -> Iterator[Free]:
        """Yield sets of items of which at least one cannot stay, as small as they can be made."""
        hops = self._hops()
        if not all(hops.values()):
            return
        for stretch in stretches(self.problem, self.route):
            here = {
                number
                for number, block in enumerate(self.items)
                if block.kind in SEEN and self._in(block, stretch)
            }
            if self._fit(stretch, hops, Free()):
                while not self._fit(stretch, hops, Free(here)):
                    core = self._shrunk(stretch, hops, Free(here))
                    here -= core
                    yield core | self._flights(stretch)

    def _hops(self) -> HopColumns:
        """Return the departure that is flown on each day of the route."""
        legs = zip(self.route.moves, self.route.cities, self.route.cities[1:], strict=False)
        return {day: [(hop, 0) for hop in self.planner.hops(day, a, b)] for day, a, b in legs}

    def _in(self, block: Block, stretch: Stretch) -> bool:
        return block.start.date() == self.problem.date(stretch.day) and block.city == stretch.city

    def _flights(self, stretch: Stretch) -> Free:
        """Return the flights that bear on a stretch: if one of them goes, more may fit."""
        days = {self.problem.date(stretch.day - by) for by in (0, 1)}
        return Free(
            number
            for number, block in enumerate(self.items)
            if block.kind == "flight" and block.start.date() in days
        )

    def _shrunk(self, stretch: Stretch, hops: HopColumns, crowd: Free) -> Free:
        """Leave out what the rest does not fit without either."""
        for one in sorted(crowd):
            if not self._fit(stretch, hops, crowd - {one}):
                crowd -= {one}
        return crowd

    def _fit(self, stretch: Stretch, hops: HopColumns, some: Free) -> bool:
        """Tell whether some items fit a stretch together, with nothing else in it."""
        blocks = [self.items[number] for number in sorted(some)]
        visits = {str(block.ref) for block in blocks if block.kind == "visit"}
        lectures = tuple(block for block in blocks if block.kind == "training")
        stops = {
            city: tuple(stop for stop in there if stop.id in visits)
            for city, there in self.problem.stops.items()
        }
        fixed = fixed_of(lectures, self.problem.start)
        alone = replace(self.problem, stops=stops, fixed=fixed, lunch_at={})
        book = PatternBook(alone)
        books = {base.id: book for base in alone.bases.values()}
        windows = WindowPlanner(self.planner, books, hops).windows(
            stretch, alone.bases[stretch.city].id
        )

        def holds(shape: Shape) -> bool:
            made = {stop.id for stop, _ in shape.visits}
            return made >= visits and len(shape.taught) == len(lectures)

        return any(len(book.patterns(window).where(holds)) for window, _, _ in windows)
