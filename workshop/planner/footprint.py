"""What the patterns of a window put into the rows of a master, worked out once for all routes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from workshop.planner.blocks import Tables
from workshop.planner.candidates import Key
from workshop.planner.linear import Cells
from workshop.planner.listing import PatternBook
from workshop.planner.needs import NeedBook, Needs
from workshop.planner.packing import Measure, most
from workshop.planner.patterns import GAPS, LAST, Patterns, Window
from workshop.planner.problem import Problem
from workshop.planner.shapes import Name, Names
from workshop.planner.words import distinct

if TYPE_CHECKING:
    from workshop.planner.linear import Ints


Needed = tuple[list[Needs], "Ints"]
"""Needs that patterns have, and by pattern which of these."""


class Footprint:
    """Cells by what they are about; columns are numbered from the first pattern's."""

    def __init__(self, book: FootprintBook, patterns: Patterns, needs: Needed) -> None:
        """Speak of `patterns`; each table is made when it is first asked for."""
        self.patterns = patterns
        self.book = book
        self._shapes = patterns.shapes
        self.needs = needs
        self.used: set[int] = set()
        """The patterns that some relaxation has taken: others may well take them too."""
        self.tables: Tables = {}
        self.half_days: dict[bool, Footprint] = {}
        """What is left of it without its gaps (see `halfday`), once that has been asked for."""
        self._rooms: dict[tuple[int, Measure], Cells] = {}
        self._behind: dict[int, Cells] = {}
        self._late: dict[int, Cells] = {}
        self._early: dict[int, Cells] = {}

    def __len__(self) -> int:
        """Return the number of patterns."""
        return len(self.patterns)

    # ---------------------------------------------------------------- gains and costs

    @cached_property
    def objective(self) -> list[int]:
        """Sixtieths of a point by pattern: visits and locked lectures, less rides and idling."""
        weights, patterns = self.book.problem.brief.weights, self.patterns
        paid = weights.transit * patterns.riding + weights.idle * patterns.idle
        gained: list[int] = (self._shapes.points[patterns.shape] - paid).tolist()
        return gained

    @cached_property
    def all(self) -> Cells:
        """One in each pattern."""
        import numpy as np

        return Cells.ones(np.arange(len(self)))

    @cached_property
    def hosts(self) -> Cells:
        """Number of visits."""
        return self._counted(self._shapes.hosts)

    @cached_property
    def visiting(self) -> Cells:
        """Minutes of visits."""
        return self._counted(self._shapes.visiting)

    @cached_property
    def teaching(self) -> Cells:
        """Minutes of locked lectures."""
        return self._counted(self._shapes.teaching)

    @cached_property
    def leisure(self) -> Cells:
        """Minutes of leisure by day."""
        return self._counted(self._shapes.leisure)

    @cached_property
    def busy(self) -> Cells:
        """One where anything is learned by the pattern itself."""
        return self._counted(self._shapes.busy)

    @cached_property
    def price(self) -> Cells:
        """Hundredths of the budget's currency that the stops cost."""
        return self._counted(self._shapes.price)

    def _counted(self, by_shape: Ints) -> Cells:
        values = by_shape[self.patterns.shape]
        columns = values.nonzero()[0]
        return Cells(columns, values[columns])

    # ---------------------------------------------------------------- by name, one in each cell

    def _named(self, names: Names[Name]) -> dict[Name, Cells]:
        return names.cells(self.patterns.shape)

    @cached_property
    def stops(self) -> dict[str, Cells]:
        """By stop: the patterns that call there."""
        return self._named(self._shapes.stops)

    @cached_property
    def seen(self) -> dict[str, Cells]:
        """By framework: the patterns with a host that shows it."""
        return self._named(self._shapes.seen)

    @cached_property
    def sectors(self) -> dict[str, Cells]:
        """By sector: the patterns with a host of it."""
        return self._named(self._shapes.sectors)

    @cached_property
    def taught(self) -> dict[tuple[Key, int], Cells]:
        """By locked lecture and the gap before it."""
        return self._named(self._shapes.taught)

    @cached_property
    def first(self) -> dict[tuple[str, int], Cells]:
        """By module and gap: the patterns whose first host that it prepares for comes after it."""
        return self._named(self._shapes.first)

    @cached_property
    def opens(self) -> dict[int, Cells]:
        """By gap: the patterns whose first visit comes right after it."""
        return self._named(self._shapes.opens)

    @cached_property
    def closes(self) -> dict[int, Cells]:
        """By gap: the patterns whose last visit comes right after it."""
        return self._named(self._shapes.closes)

    @cached_property
    def crowds(self) -> dict[tuple[str, ...], Cells]:
        """By modules that cannot all be taught before the visits that need them."""
        listed, which = self.needs
        return Names(needs.crowds for needs in listed).cells(which)

    @cached_property
    def cramped(self) -> dict[tuple[tuple[str, ...], int], Cells]:
        """By modules, and how many of them must be short to be taught before the visits."""
        listed, which = self.needs
        return Names(needs.cramped for needs in listed).cells(which)

    @cached_property
    def no_close(self) -> Cells:
        """The patterns without room for the capstone's full form after the last visit."""
        import numpy as np

        listed, which = self.needs
        return Cells.ones(np.array([needs.no_close for needs in listed])[which].nonzero()[0])

    # ---------------------------------------------------------------- gaps and hours

    @cached_property
    def gaps(self) -> dict[int, tuple[Ints, Ints]]:
        """By gap: the patterns that have it, and the minutes that lessons can take in each."""
        sizes = self.patterns.gaps
        having = {number: sizes[:, number].nonzero()[0] for number in range(GAPS)}
        return {
            number: (columns, sizes[columns, number])
            for number, columns in having.items()
            if len(columns)
        }

    @cached_property
    def numbers(self) -> set[int]:
        """The gaps that the patterns have, or have a stop or a locked lecture after."""
        shapes = (self.patterns.shapes[n] for n in set(self.patterns.shape.tolist()))
        after = {number for shape in shapes for _, number in (*shape.visits, *shape.taught)}
        return after | self.gaps.keys()

    def room(self, number: int, measure: Measure) -> Cells:
        """Return what a gap holds at most by `measure`, with a minus sign."""
        key = number, measure
        if key not in self._rooms:
            columns, sizes = self.gaps[number]
            self._rooms[key] = Cells(columns, -most(measure, self.book.pause)[sizes])
        return self._rooms[key]

    def behind(self, number: int) -> Cells:
        """Return how many lessons fit a gap behind the first, with a minus sign."""
        import numpy as np

        if number not in self._behind:
            each = tuple((minutes, 1) for minutes in sorted(self.book.lengths))
            all_of = self.room(number, each)
            many = np.flatnonzero(all_of.values < -1)
            self._behind[number] = Cells(all_of.columns[many], all_of.values[many] + 1)
        return self._behind[number]

    def most_behind(self, number: int) -> int:
        """Return the most lessons that fit a gap behind the first."""
        return -int(self.behind(number).values.min(initial=0))

    def later(self, minute: int) -> Cells:
        """Return the patterns whose work, with its debrief, may last beyond `minute`."""
        import numpy as np

        if minute not in self._late:
            debrief = self.book.problem.catalogue.defaults.debrief_minutes
            until = self.patterns.ends + np.where(self.patterns.empty, 0, debrief)
            self._late[minute] = Cells.ones((until > minute).nonzero()[0])
        return self._late[minute]

    def earlier(self, minute: int) -> Cells:
        """Return the patterns whose work may begin before `minute`."""
        if minute not in self._early:
            self._early[minute] = Cells.ones((self.patterns.begins < minute).nonzero()[0])
        return self._early[minute]


Shelf = dict[tuple[object, ...], Footprint]
"""Footprints by all that they depend on: kept by whoever plans one tour again and again.

Of the briefs that share one only wishes, venues and locks may differ.
"""


class FootprintBook:
    """Makes the footprints of windows and remembers them."""

    def __init__(
        self, problem: Problem, book: PatternBook, needs: NeedBook, shelf: Shelf | None
    ) -> None:
        """Prepare for one problem; footprints are taken from the `shelf`, and put there."""
        self.shelf: Shelf = {} if shelf is None else shelf
        self.problem = problem
        self.book = book
        self.needs = needs
        self.pause = problem.catalogue.defaults.break_minutes
        self.lengths = {lesson.minutes for lesson in problem.lessons}
        self._kept: dict[tuple[Window, bool], Footprint] = {}
        wishes = {wish.id: wish.wish for wish in problem.brief.modules}
        capstone_must = wishes.get(problem.capstone or "") == "must"
        self._free = set() if capstone_must else {problem.capstone}

    def of(self, window: Window, *, opening: bool) -> Footprint:
        """Return the footprint of a window; an `opening` one begins the tour."""
        key = self.book.alike(window), opening
        if key not in self._kept:
            free = tuple(sorted(map(str, self._free))) if opening else None
            told = (key[0], free, self.book.kind(key[0]))
            if told not in self.shelf:
                patterns = self.book.patterns(window)
                needs = self._needs_of(patterns)
                made = self._prepared(patterns, needs) if opening else (patterns, needs)
                self.shelf[told] = Footprint(self, *made)
            self._kept[key] = self.shelf[told]
        return self._kept[key]

    @property
    def listed(self) -> int:
        """Number of patterns of all windows so far."""
        return sum(len(footprint) for footprint in self._kept.values())

    def _needs_of(self, patterns: Patterns) -> Needed:
        import numpy as np

        asked, of = patterns.shapes.asked
        after = np.arange(GAPS) > patterns.shapes.last[patterns.shape, None]
        closing = np.where(after, patterns.gaps, 0).max(axis=1, initial=0) >= self.needs.closing
        gaps = np.where(after, 0, patterns.gaps)
        gaps[closing, LAST] = self.needs.closing  # all that matters of those after the last visit
        rows, which = distinct(np.concatenate([of[patterns.shape, None], gaps], axis=1))
        pairs = zip(rows[:, 0].tolist(), map(tuple, rows[:, 1:].tolist()), strict=True)
        listed = [self.needs.needs(asked[what], sizes) for what, sizes in pairs]
        return listed, which

    def _prepared(self, patterns: Patterns, needed: Needed) -> tuple[Patterns, Needed]:
        """Return the patterns that may open the tour: those with room for what they need."""
        import numpy as np

        listed, which = needed
        ready = [not any(map(self._free.isdisjoint, needs.crowds)) for needs in listed]
        kept = np.array(ready, dtype=bool)[which].nonzero()[0]
        return patterns.only(kept), (listed, which[kept])
