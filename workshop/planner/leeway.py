"""What blocks that stay leave room for, day by day: it shows without a search what cannot be.

With the flights of the agenda each stretch of a day is looked at alone: whether the visits and
lectures that stay there fit, and how many minutes of visits can be made beside them. Then those
few sums must do: every city has a visit, and the lectures that there will be at least are not too
many for the visits that there can be at most. What fails here is certain to fail; what does not
may still fail for other reasons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice, product

from workshop.model.agenda import Agenda, Block
from workshop.model.catalogue import Catalogue
from workshop.model.terms import held_slot, unheld
from workshop.model.tour import Brief
from workshop.model.travel import clock
from workshop.planner.candidates import fixed_of, stops_of
from workshop.planner.dayroom import DayRoom
from workshop.planner.hold import DAY, Hold
from workshop.planner.least import Lectures
from workshop.planner.lightest import Free
from workshop.planner.listing import PatternBook
from workshop.planner.patterns import Window
from workshop.planner.problem import build
from workshop.planner.relock import relocked
from workshop.planner.routes import Hop, Route, RoutePlanner
from workshop.planner.shapes import Shape
from workshop.planner.windows import CALM, Stretch, WindowPlanner, stretches

SEEN = ("visit", "training")
"""Kinds of blocks that are looked at."""
MANY = 200
"""Ways to fly a route up to which each is looked at."""
SUMS, LOOKED = 6e-4, 2e-3
"""Deterministic seconds that it is taken to cost to sum up a plan, and to look at a day."""


@dataclass(frozen=True)
class Journey:
    """A route, and the departures that its flights may have; a leg has a day and its hops."""

    route: Route
    stretches: tuple[Stretch, ...]
    legs: tuple[tuple[Hop, ...], ...]


class Leeway:
    """What may be let go of an agenda, as far as its days and sums tell.

    `items` are the blocks that might go, by number; `pinned` those that stay whatever happens. The
    `brief` names the cities and bases of the agenda, and no others.
    """

    def __init__(
        self,
        brief: Brief,
        agenda: Agenda,
        items: Sequence[Block],
        pinned: Sequence[Block],
        catalogue: Catalogue,
    ) -> None:
        """Prepare; nothing is listed until something is asked."""
        self.items = items
        self.pinned = tuple(pinned)
        self.agenda = agenda
        self.catalogue = catalogue
        self.hold = Hold(_unslotted(brief), catalogue)
        self.slotted = {wish.id for wish in brief.hosts if held_slot(wish) is not None}
        self.problem = build(self.hold.brief, catalogue, agenda.days[0].date, None)
        self.planner = RoutePlanner(self.problem)
        book = PatternBook(self.problem)
        books = {base.id: book for base in self.problem.bases.values()}
        self.windows = WindowPlanner(self.planner, books)
        self.settled = all(len(some) == 1 for some in self.problem.choices.values())
        self.least = Lectures(brief, catalogue)
        self.work = 0.0
        self._ways: dict[Free, tuple[Journey, ...]] = {}
        self._known: dict[Free, list[Journey]] = {}
        self._books: dict[tuple[Block, ...], PatternBook] = {}
        self._between: dict[tuple[Route, tuple[Hop, ...]], list[Window | None]] = {}
        self._named: dict[Window, Window] = {}
        """Windows, each with the one that stands for all that are like it."""
        self._fit: dict[Window, dict[frozenset[str], bool]] = {}
        self._rooms: dict[tuple[int, tuple[str, ...], bool], int | None] = {}
        """By the id of a window that stands for others."""

    def allows(self, free: Free) -> bool:
        """Tell whether a plan may exist with only the items `free` let go; False is certain."""
        return any(True for _ in self._ways.get(free, self._possible(free)))

    def routes(self, free: Free) -> frozenset[Route]:
        """Return the routes that a plan may have with only the items `free` let go."""
        return frozenset(journey.route for journey in self._all(free))

    def cities(self, free: Free) -> dict[date, set[str]]:
        """Return where the group may be on each day of the tour with the items `free` let go."""
        found: dict[date, set[str]] = defaultdict(set)
        for journey in self._all(free):
            for stretch in journey.stretches:
                found[self.problem.date(stretch.day)].add(stretch.city)
        return dict(found)

    def _all(self, free: Free) -> tuple[Journey, ...]:
        if free not in self._ways:
            self._ways[free] = tuple(self._possible(free))
        return self._ways[free]

    def _possible(self, free: Free) -> Iterator[Journey]:
        self.work += SUMS
        stay = [b for n, b in enumerate(self.items) if n not in free] + list(self.pinned)
        seen = [block for block in stay if block.kind in SEEN]
        nights = [block for block in stay if block.kind == "leisure"]
        gone = Free(number for number in free if self.items[number].kind == "flight")
        return (one for one in self._journeys(gone) if self._holds(one, seen, nights))

    def _holds(self, journey: Journey, stay: list[Block], nights: list[Block]) -> bool:
        """Tell whether what stays may do on a route, with some of its departures.

        Where the training venues are not known it may.
        """
        if not self.settled:
            return True
        by_stretch: dict[int, list[Block]] = defaultdict(list)
        there = {(self.problem.date(one.day), one.city): one for one in journey.stretches}
        for block in stay:
            stretch = there.get((block.start.date(), block.city))
            if stretch is None:
                return False
            by_stretch[stretch.number].append(block)
        legs = [self._departures(hops, stay, nights) for hops in journey.legs]
        ways = list(islice(product(*legs), MANY + 1))
        if len(ways) > MANY:
            return True
        blocks = [tuple(by_stretch[stretch.number]) for stretch in journey.stretches]
        return any(self._flown(journey, hops, blocks) for hops in ways)

    def _departures(
        self, hops: tuple[Hop, ...], stay: list[Block], nights: list[Block]
    ) -> list[Hop]:
        """Return those of a leg's departures that go with what stays on their day and before it.

        They leave and land beside what stays on their day, and the group has had its rest.
        """
        if not hops:
            return []
        day, city = self.problem.date(hops[0].day), hops[0].start
        today = [
            (block.city == city, clock(block.start), clock(block.end))
            for block in stay
            if block.start.date() == day
        ]
        eve = day - timedelta(days=1)
        late = max(
            (self.hold.back(b) for b in stay + nights if b.start.date() == eve and b.city == city),
            default=0,
        )
        rested = late + self.problem.brief.pace.rest_hours * 60 - DAY
        return [
            hop
            for hop in hops
            if hop.leave >= rested
            and all(end <= hop.leave if here else start >= hop.arrive for here, start, end in today)
        ]

    def _flown(
        self, journey: Journey, hops: tuple[Hop, ...], stay: list[tuple[Block, ...]]
    ) -> bool:
        """Tell whether what stays in each stretch may do with some departures."""
        visited: set[str] = set()
        most = 0
        windows = self._windows(journey, hops)
        for stretch, window, blocks in zip(journey.stretches, windows, stay, strict=True):
            room = self._room(window, blocks, ends=stretch is journey.stretches[-1])
            if room is None:
                return False
            most += room
            visited |= {stretch.city} if room else set()
        every = [block for blocks in stay for block in blocks]
        return visited == set(journey.route.cities) and self._balanced(every, most)

    def _windows(self, journey: Journey, hops: tuple[Hop, ...]) -> list[Window | None]:
        """Return the windows of the stretches of a route with some departures."""
        key = journey.route, hops
        if key not in self._between:
            self._between[key] = [self._window(stretch, hops) for stretch in journey.stretches]
        return self._between[key]

    def _window(self, stretch: Stretch, hops: tuple[Hop, ...]) -> Window | None:
        came = next((h for h in hops if (h.day, h.end) == (stretch.since, stretch.city)), None)
        goes = next((h for h in hops if (h.day, h.start) == (stretch.day, stretch.city)), None)
        before = CALM if came is None else self.windows.woken(stretch, came)
        base = self.problem.bases[stretch.city].id
        window = self.windows.window(stretch, base, before, goes if stretch.leaves else None)
        return window and self._named.setdefault(window, window)

    def _balanced(self, stay: list[Block], most: int) -> bool:
        """Tell whether the lectures that must be are not too many for so many minutes of visits."""
        balance = self.problem.brief.balance
        if not balance.hard:
            return True
        lectures = self.least.minutes(stay)
        high = balance.target + balance.tolerance + 1e-9
        return lectures <= high * (lectures + most)

    # ---------------------------------------------------------------- flights

    def _journeys(self, gone: Free) -> list[Journey]:
        """Return the routes and departures that there are with the flights `gone` let go."""
        if gone not in self._known:
            kept = {block.id for n, block in enumerate(self.items) if n not in gone}
            kept |= {block.id for block in self.pinned}
            locks = {b.id: b.kind == "flight" and b.id in kept for b in self.agenda.blocks}
            held = relocked(self.agenda, locks)
            problem = build(self.hold.brief, self.catalogue, self.problem.start, held)
            planner, found = RoutePlanner(problem), list[Journey]()
            for route in planner.routes():
                hops = tuple(planner.hops(*leg) for leg in route.legs)
                found.append(Journey(route, stretches(problem, route), hops))
            self._known[gone] = found
        return self._known[gone]

    # ---------------------------------------------------------------- stretches

    def _room(self, window: Window | None, stay: tuple[Block, ...], *, ends: bool) -> int | None:
        """Return the minutes of visits in a window at most; None if what stays does not fit.

        In the window that `ends` the tour the last visit is followed by the lecture that does.
        """
        if window is None:
            return None
        key = id(window), tuple([block.id for block in stay]), ends
        if key not in self._rooms:
            self._rooms[key] = self._looked(window, stay, ends=ends)
        return self._rooms[key]

    def _looked(self, window: Window, stay: tuple[Block, ...], *, ends: bool) -> int | None:
        if any(clock(b.start) < window.start or clock(b.end) > window.end for b in stay):
            return None
        self.work += LOOKED
        given = any(b.kind == "training" and b.ref == self.problem.capstone for b in stay)
        closing = self.least.closing if ends and not given else 0
        room = DayRoom(self.problem, self.hold, window, stay, closing)
        return room.minutes(self.slotted) if self._fits(window, stay) else None

    def _fits(self, window: Window, stay: tuple[Block, ...]) -> bool:
        """Tell whether what stays in a window fits it, with nothing else there.

        Less fits where more does, and more does not where less does not.
        """
        ids = frozenset(block.id for block in stay)
        known = self._fit.setdefault(window, {})
        for other, fits in known.items():
            if ids <= other if fits else ids >= other:
                return fits
        known[ids] = not ids or self._holds_alone(window, stay)
        return known[ids]

    def _holds_alone(self, window: Window, stay: tuple[Block, ...]) -> bool:
        visits = {str(block.ref) for block in stay if block.kind == "visit"}
        lectures = len(stay) - len(visits)

        def holds(shape: Shape) -> bool:
            made = {stop.id for stop, _ in shape.visits}
            return made >= visits and len(shape.taught) == lectures

        if stay not in self._books:
            self._books[stay] = self._alone(window.city, stay)
        return bool(len(self._books[stay].patterns(window).where(holds)))

    def _alone(self, city_id: str, stay: tuple[Block, ...]) -> PatternBook:
        """Return the patterns of a day in which nothing can happen but what stays."""
        city = self.catalogue.city[city_id]
        refs = {block.ref for block in stay}
        stops = stops_of(self.problem.brief, self.catalogue, city, stay)
        alone = replace(
            self.problem,
            locked=stay,
            stops={city.id: tuple(stop for stop in stops if stop.visit and stop.id in refs)},
            fixed=fixed_of(stay, self.problem.start),
            _spans={},
        )
        return PatternBook(alone)


def _unslotted(brief: Brief) -> Brief:
    """Return `brief` with no host bound to its slot: one that stays is held as a block."""
    return brief.model_copy(update={"hosts": tuple(map(unheld, brief.hosts))})
