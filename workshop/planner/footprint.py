"""What the patterns of a window put into the rows of a master, worked out once for all routes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from functools import cached_property
from typing import TypeVar

from workshop.planner.candidates import Key
from workshop.planner.linear import Cells
from workshop.planner.listing import PatternBook
from workshop.planner.needs import NeedBook
from workshop.planner.packing import Measure, most
from workshop.planner.patterns import Pattern, Window
from workshop.planner.prices import Prices
from workshop.planner.problem import SCALE, Problem

Name = TypeVar("Name", bound=Hashable)


class Footprint:
    """Cells by what they are about; columns are numbered from the first pattern's."""

    def __init__(self, book: FootprintBook, patterns: tuple[Pattern, ...]) -> None:
        """Speak of `patterns`; each table is made when it is first asked for."""
        self.patterns = patterns
        self._book = book
        self._needs = [book.needs.needs(pattern) for pattern in patterns]
        self.used: set[int] = set()
        """The patterns that some relaxation has taken: others may well take them too."""
        self._rooms: dict[tuple[int, Measure], Cells] = {}
        self._late: dict[int, Cells] = {}
        self._early: dict[int, Cells] = {}

    def __len__(self) -> int:
        """Return the number of patterns."""
        return len(self.patterns)

    # ---------------------------------------------------------------- gains and costs

    @cached_property
    def objective(self) -> list[int]:
        """Sixtieths of a point by pattern: visits and locked lectures, less rides and idling."""
        weights = self._book.problem.brief.weights
        worth = {x.key: x.points * SCALE for x in self._book.problem.lessons}
        return [
            SCALE * sum(stop.points for stop, _ in pattern.visits)
            + sum(worth[key] for key, _ in pattern.taught)
            - weights.transit * pattern.riding
            - weights.idle * pattern.idle
            for pattern in self.patterns
        ]

    @cached_property
    def hosts(self) -> Cells:
        """Number of visits."""
        return self._counted(pattern.hosts for pattern in self.patterns)

    @cached_property
    def visiting(self) -> Cells:
        """Minutes of visits."""
        return self._counted(pattern.visit_minutes for pattern in self.patterns)

    @cached_property
    def teaching(self) -> Cells:
        """Minutes of locked lectures."""
        return self._counted(pattern.lecture_minutes for pattern in self.patterns)

    @cached_property
    def leisure(self) -> Cells:
        """Minutes of leisure by day."""
        return self._counted(
            sum(stop.minutes for stop, _ in pattern.visits if not stop.visit)
            for pattern in self.patterns
        )

    @cached_property
    def busy(self) -> Cells:
        """One where anything is learned by the pattern itself."""
        return self._counted(int(bool(p.hosts or p.taught)) for p in self.patterns)

    @cached_property
    def price(self) -> Cells:
        """Hundredths of the budget's currency that the stops cost."""
        prices = Prices(self._book.problem)
        return self._counted(
            sum(
                100 * (prices.visit(stop.site) if stop.visit else prices.leisure(stop.site))
                for stop, _ in pattern.visits
            )
            for pattern in self.patterns
        )

    @staticmethod
    def _counted(values: Iterator[int]) -> Cells:
        some = [(column, value) for column, value in enumerate(values) if value]
        return Cells.of([column for column, _ in some], [value for _, value in some])

    # ---------------------------------------------------------------- by name, one in each cell

    @staticmethod
    def _named(pairs: Iterator[tuple[Name, int]]) -> dict[Name, Cells]:
        found: dict[Name, list[int]] = defaultdict(list)
        for name, column in pairs:
            found[name].append(column)
        return {name: Cells.of(columns) for name, columns in found.items()}

    @cached_property
    def stops(self) -> dict[str, Cells]:
        """By stop: the patterns that call there."""
        return self._named(
            (stop.id, c) for c, p in enumerate(self.patterns) for stop, _ in p.visits
        )

    @cached_property
    def seen(self) -> dict[str, Cells]:
        """By framework: the patterns with a host that shows it."""
        return self._named(
            (framework, c)
            for c, p in enumerate(self.patterns)
            for framework in sorted({f for stop, _ in p.visits for f in stop.frameworks})
        )

    @cached_property
    def sectors(self) -> dict[str, Cells]:
        """By sector: the patterns with a host of it."""
        return self._named(
            (sector, c)
            for c, p in enumerate(self.patterns)
            for sector in sorted({stop.sector for stop, _ in p.visits if stop.visit})
        )

    @cached_property
    def taught(self) -> dict[tuple[Key, int], Cells]:
        """By locked lecture and the gap before it."""
        return self._named(
            ((key, number), c) for c, p in enumerate(self.patterns) for key, number in p.taught
        )

    @cached_property
    def first(self) -> dict[tuple[str, int], Cells]:
        """By module and gap: the patterns whose first host that it prepares for comes after it."""
        return self._named(
            (named, c) for c, p in enumerate(self.patterns) for named in _first(p).items()
        )

    @cached_property
    def opens(self) -> dict[int, Cells]:
        """By gap: the patterns whose first visit comes right after it."""
        return self._named((min(n), c) for c, n in enumerate(self._visits) if n)

    @cached_property
    def closes(self) -> dict[int, Cells]:
        """By gap: the patterns whose last visit comes right after it."""
        return self._named((max(n), c) for c, n in enumerate(self._visits) if n)

    @property
    def _visits(self) -> list[list[int]]:
        return [[number for stop, number in p.visits if stop.visit] for p in self.patterns]

    @cached_property
    def crowds(self) -> dict[tuple[str, ...], Cells]:
        """By modules that cannot all be taught before the visits that need them."""
        return self._named((some, c) for c, n in enumerate(self._needs) for some in n.crowds)

    @cached_property
    def cramped(self) -> dict[str, Cells]:
        """By module whose full form cannot be taught before the visits that need it."""
        return self._named((module, c) for c, n in enumerate(self._needs) for module in n.cramped)

    @cached_property
    def no_close(self) -> Cells:
        """The patterns without room for the capstone's full form after the last visit."""
        return Cells.of([c for c, needs in enumerate(self._needs) if needs.no_close])

    # ---------------------------------------------------------------- gaps and hours

    @cached_property
    def gaps(self) -> dict[int, tuple[list[int], list[int]]]:
        """By gap: the patterns that have it, and its minutes in each."""
        found: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for column, pattern in enumerate(self.patterns):
            for number, size in pattern.gaps:
                found[number][0].append(column)
                found[number][1].append(size)
        return dict(found)

    @cached_property
    def numbers(self) -> set[int]:
        """The gaps that the patterns have, or have a stop or a locked lecture after."""
        after = {number for p in self.patterns for _, number in (*p.visits, *p.taught)}
        return after | self.gaps.keys()

    def room(self, number: int, measure: Measure) -> Cells:
        """Return what a gap holds at most by `measure`, with a minus sign."""
        key = number, measure
        if key not in self._rooms:
            columns, sizes = self.gaps[number]
            held = {size: -most(measure, self._book.pause, size) for size in set(sizes)}
            self._rooms[key] = Cells.of(columns, [held[size] for size in sizes])
        return self._rooms[key]

    def later(self, minute: int) -> Cells:
        """Return the patterns whose work, with its debrief, may last beyond `minute`."""
        if minute not in self._late:
            debrief = self._book.problem.catalogue.defaults.debrief_minutes
            self._late[minute] = Cells.of(
                [
                    column
                    for column, pattern in enumerate(self.patterns)
                    if pattern.busy_until + (0 if pattern.empty else debrief) > minute
                ]
            )
        return self._late[minute]

    def earlier(self, minute: int) -> Cells:
        """Return the patterns whose work may begin before `minute`."""
        if minute not in self._early:
            self._early[minute] = Cells.of(
                [c for c, pattern in enumerate(self.patterns) if pattern.busy_from < minute]
            )
        return self._early[minute]


class FootprintBook:
    """Makes the footprints of windows and remembers them."""

    def __init__(self, problem: Problem, book: PatternBook, needs: NeedBook) -> None:
        """Prepare for one problem."""
        self.problem = problem
        self.book = book
        self.needs = needs
        self.pause = problem.catalogue.defaults.break_minutes
        self._kept: dict[tuple[Window, bool], Footprint] = {}
        wishes = {wish.id: wish.wish for wish in problem.brief.modules}
        capstone_must = wishes.get(problem.capstone or "") == "must"
        self._free = set() if capstone_must else {problem.capstone}

    def of(self, window: Window, *, opening: bool) -> Footprint:
        """Return the footprint of a window; an `opening` one begins the tour."""
        key = self.book.alike(window), opening
        if key not in self._kept:
            patterns = self.book.patterns(window)
            if opening:
                patterns = tuple(p for p in patterns if not self._unprepared(p))
            self._kept[key] = Footprint(self, patterns)
        return self._kept[key]

    @property
    def listed(self) -> int:
        """Number of patterns of all windows so far."""
        return sum(len(footprint) for footprint in self._kept.values())

    def _unprepared(self, pattern: Pattern) -> bool:
        """Tell whether a pattern that opens the tour has no room for what its visits need."""
        return any(self._free.isdisjoint(some) for some in self.needs.needs(pattern).crowds)


def _first(pattern: Pattern) -> dict[str, int]:
    first: dict[str, int] = {}
    for stop, number in pattern.visits:
        if stop.module is not None:
            first[stop.module] = min(number, first.get(stop.module, number))
    return first
