"""What the patterns of a window put into the rows of a master, worked out once for all routes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from workshop.planner.blocks import Tables
from workshop.planner.candidates import Key
from workshop.planner.linear import Cells
from workshop.planner.needs import Modules, Needs
from workshop.planner.opening import Opening
from workshop.planner.packing import Measure, most
from workshop.planner.patterns import GAPS, Patterns
from workshop.planner.shapes import Name, Names

if TYPE_CHECKING:
    from workshop.planner.linear import Ints
    from workshop.planner.problem import Problem


Needed = tuple[list[Needs], "Ints"]
"""Needs that patterns have, and by pattern which of these."""


class Footprint:
    """Cells by what they are about; columns are numbered from the first pattern's."""

    def __init__(
        self, problem: Problem, patterns: Patterns, needs: Needed, opening: Opening | None
    ) -> None:
        """Speak of `patterns`; each table is made when it is first asked for.

        Where they open the tour, `opening` tells how they teach what their visits need.
        """
        self.patterns = patterns
        self.problem = problem
        self.pause = problem.catalogue.defaults.break_minutes
        self._shapes = patterns.shapes
        self.needs = needs
        self.opening = opening
        self.used: set[int] = set()
        """The patterns that some relaxation has taken: others may well take them too."""
        self.tables: Tables = {}
        self.half_days: dict[bool, Footprint] = {}
        """What is left of it without its gaps (see `halfday`), once that has been asked for."""
        self._rooms: dict[tuple[int, Measure], Cells] = {}
        self._behind: dict[int, Cells] = {}
        self._shortened: dict[Modules, Cells] = {}
        self._late: dict[int, Cells] = {}
        self._early: dict[int, Cells] = {}

    def __len__(self) -> int:
        """Return the number of patterns."""
        return len(self.patterns)

    @property
    def lengths(self) -> list[int]:
        """Return the minutes that lessons take, each once, the shortest first."""
        return sorted({lesson.minutes for lesson in self.problem.lessons})

    # ---------------------------------------------------------------- gains and costs

    @cached_property
    def objective(self) -> list[int]:
        """Sixtieths of a point by pattern: visits and locked lectures, less rides and idling."""
        weights, patterns = self.problem.brief.weights, self.patterns
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
    def calls(self) -> dict[str, Cells]:
        """By stop, and by kind of stops: the patterns that have it."""
        return self._named(self._shapes.calls)

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
        """By module and gap: the patterns whose first visit that builds on it comes after it."""
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
    def _kinds(self) -> Needed:
        """The needs that say something else, and by pattern which of these."""
        import numpy as np

        listed, which = self.needs
        number: dict[Needs, int] = {}
        kinds = [number.setdefault(needs, len(number)) for needs in listed]
        return list(number), np.array(kinds, dtype=np.int64)[which]

    @cached_property
    def crowds(self) -> dict[tuple[str, ...], Cells]:
        """By modules that cannot all be taught before the visits that need them."""
        listed, which = self._kinds
        return Names(needs.crowds for needs in listed).cells(which)

    @cached_property
    def cramped(self) -> set[Modules]:
        """Modules of which some must be short to be taught before the visits of some pattern."""
        listed, _ = self._kinds
        return {some for needs in listed for some, _ in needs.cramped}

    def shortened(self, modules: Modules) -> Cells:
        """Return how many of some modules must be short to be taught before the visits."""
        import numpy as np

        if modules not in self._shortened:
            listed, which = self._kinds
            short = np.array([needs.shortened(modules) for needs in listed], dtype=np.int64)
            columns = short[which].nonzero()[0]
            self._shortened[modules] = Cells(columns, short[which][columns])
        return self._shortened[modules]

    @cached_property
    def no_close(self) -> Cells:
        """The patterns without room for the capstone's full form after the last visit."""
        import numpy as np

        listed, which = self._kinds
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
        """Return what a gap holds at most by `measure`, with a minus sign.

        In the first stretch what the visits need is taught in it, and takes its part of the room.
        """
        key = number, measure
        if key not in self._rooms:
            columns, sizes = self.gaps[number]
            held = most(measure, self.pause)[sizes]
            if self.opening is not None:
                held = self.opening.held(number, measure)[columns]
            self._rooms[key] = Cells(columns, -held)
        return self._rooms[key]

    def behind(self, number: int) -> Cells:
        """Return how many lessons fit a gap behind the first, with a minus sign."""
        import numpy as np

        if number not in self._behind:
            each = tuple((minutes, 1) for minutes in self.lengths)
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
            debrief = self.problem.catalogue.defaults.debrief_minutes
            until = self.patterns.ends + np.where(self.patterns.empty, 0, debrief)
            self._late[minute] = Cells.ones((until > minute).nonzero()[0])
        return self._late[minute]

    def earlier(self, minute: int) -> Cells:
        """Return the patterns whose work may begin before `minute`."""
        if minute not in self._early:
            self._early[minute] = Cells.ones((self.patterns.begins < minute).nonzero()[0])
        return self._early[minute]
