"""Patterns without their gaps: what a stretch leaves for teaching, all of it in one.

Where many routes are relaxed together, gaps tell hardly anything, and cost most of the rows and
columns. So what all gaps of a pattern hold is added up, and counts as if it came before the visits;
and what is saved by teaching in a middle gap instead of waiting is given to every pattern in full.
So no plan is lost. Patterns that differ by their gaps alone are then few.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from workshop.planner.footprint import Footprint
from workshop.planner.linear import Cells
from workshop.planner.packing import Measure, measures, most
from workshop.planner.patterns import FIRST, GAPS, LAST
from workshop.planner.unbeaten import unbeaten
from workshop.planner.words import distinct

if TYPE_CHECKING:
    from workshop.planner.linear import Ints

BEFORE = FIRST - 1
"""Stands in place of a gap's number for what was taught before the stretch."""


class HalfDay(Footprint):
    """The footprint of the patterns of another one without their gaps: `FIRST` holds all."""

    def __init__(self, whole: Footprint, kept: Ints | None = None) -> None:
        """Take the patterns of another footprint, or those of them that are `kept`."""
        listed, which = whole.needs
        opening = whole.opening
        if kept is None:
            super().__init__(whole.problem, whole.patterns, whole.needs, opening)
            self.used = whole.used
        else:
            first = None if opening is None else opening.only(kept)
            super().__init__(whole.problem, whole.patterns.only(kept), (listed, which[kept]), first)

    @cached_property
    def objective(self) -> list[int]:
        """Sixtieths of a point by pattern, with all middle gaps taught in."""
        gained: list[int] = _gained(self).tolist()
        return gained

    @cached_property
    def gaps(self) -> dict[int, tuple[Ints, Ints]]:
        """The patterns that have a gap, and the minutes of the longest of each."""
        longest = self.patterns.gaps.max(axis=1, initial=0)
        columns = longest.nonzero()[0]
        return {FIRST: (columns, longest[columns])} if len(columns) else {}

    @cached_property
    def numbers(self) -> set[int]:
        """What stands for gaps: what was taught before, and all gaps together."""
        return {BEFORE, FIRST}

    @cached_property
    def first(self) -> dict[tuple[str, int], Cells]:
        """By module and gap: the patterns with a host that the module prepares for."""
        found: dict[str, list[Cells]] = defaultdict(list)
        for (module, _), cells in super().first.items():
            found[module].append(cells)
        return {(module, FIRST): self._any(some) for module, some in found.items()}

    @cached_property
    def opens(self) -> dict[int, Cells]:
        """By gap: the patterns with a visit, before which the capstone's short form may come."""
        return {FIRST: self._any([self.hosts])} if self.hosts else {}

    @cached_property
    def closes(self) -> dict[int, Cells]:
        """By gap: the patterns with a visit, after which the capstone's full form may come."""
        return {BEFORE: self._any([self.hosts])} if self.hosts else {}

    def _any(self, some: list[Cells]) -> Cells:
        """Return a one for each pattern that stands in some of the cells."""
        import numpy as np

        there = np.zeros(len(self), dtype=bool)
        for cells in some:
            there[cells.columns] = True
        return Cells.ones(there.nonzero()[0])

    def room(self, number: int, measure: Measure) -> Cells:
        """Return what all gaps hold at most by `measure`, with a minus sign."""
        key = number, measure
        if key not in self._rooms:
            columns, _ = self.gaps[number]
            self._rooms[key] = Cells(columns, -_room(self, measure)[columns])
        return self._rooms[key]


def without_gaps(whole: Footprint, *, fewer: bool = False) -> Footprint:
    """Return the footprint of a window without gaps: made once.

    With `fewer` it has only the patterns that no other beats, whenever that begins and ends: then
    nothing of it can be told of evenings out. What is locked has its hour, so a problem with locked
    lectures keeps its gaps.
    """
    if whole.problem.fixed:
        return whole
    if fewer not in whole.half_days:
        whole.half_days[fewer] = HalfDay(whole, _unbeaten(whole) if fewer else None)
    return whole.half_days[fewer]


def _gained(one: Footprint) -> Ints:
    """Return sixtieths of a point by pattern: waiting that can be taught in costs nothing."""
    patterns, weights = one.patterns, one.problem.brief.weights
    waited = patterns.idle - patterns.gaps[:, FIRST + 1 : LAST].sum(axis=1)
    paid = weights.transit * patterns.riding + weights.idle * waited
    gained: Ints = patterns.shapes.points[patterns.shape] - paid
    return gained


def _room(one: Footprint, measure: Measure) -> Ints:
    """Return what all gaps of each pattern hold at most by a measure."""
    import numpy as np

    held = most(measure, one.pause)[one.patterns.gaps.T]
    if one.opening is not None:
        held = np.stack([one.opening.held(number, measure) for number in range(GAPS)])
    found: Ints = held.sum(axis=0)
    return found


def _unbeaten(whole: Footprint) -> Ints:
    """Return the patterns that no other beats with the same stops and needs.

    One has no less room by any measure: where none is long enough for the longest lessons, they
    are measured without these.
    """
    import numpy as np

    patterns, (_, needs) = whole.patterns, whole.needs
    number: dict[frozenset[str], int] = {}
    shapes, shape = np.unique(patterns.shape, return_inverse=True)
    done = (frozenset(stop.id for stop, _ in patterns.shapes[n].visits) for n in shapes.tolist())
    stops = np.array([number.setdefault(some, len(number)) for some in done], dtype=np.int64)
    _, group = distinct(np.stack([stops[shape], needs], axis=1))
    lengths = whole.lengths
    every = {m: None for n in range(len(lengths)) for m in measures(lengths[: n + 1], whole.pause)}
    longest = patterns.gaps.max(axis=1, initial=0)
    worth = np.stack([_gained(whole), longest, *(_room(whole, m) for m in every)], axis=1)
    return np.sort(unbeaten(group, worth))
