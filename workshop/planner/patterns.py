"""Patterns: one way to fill a stretch of a day in one city, and what it leaves for teaching.

A stretch is a whole day, the part before a flight, or the part after one. A pattern puts outings,
lunch and locked lectures in order and in time (see `timetables`), and is then reduced to the gaps
at the base that it leaves for teaching (see `listing`).

Gaps are numbered in order of time. In gap `FIRST`, before everything, teaching ends when the first
event begins, so that the day may start later; in gap `LAST`, after everything, the debrief follows
the teaching, so that the day may end earlier. Time in the numbers between that is not taught in is
idle: gaps between events, the wait for a coach to the airport (`WAIT`), and after a landing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from workshop.planner.candidates import Fixed
from workshop.planner.problem import Problem
from workshop.planner.shapes import Shape, Shapes
from workshop.planner.timetables import Event, Table

if TYPE_CHECKING:
    from workshop.planner.linear import Bools, Ints

FIRST, WAIT, LAST = 0, 8, 9
GAPS = LAST + 1


@dataclass(frozen=True)
class Window:
    """A stretch of a day at a base: there from `start`; teaching and outings over by `end`."""

    city: str
    day: int
    start: int
    end: int
    lunch: bool
    debrief: bool
    """Whether a debrief follows directly (its minutes are not in the window)."""
    lands: bool = False
    """Whether the group has just come from an airport."""
    starts: tuple[int, ...] = ()
    """Later minutes at which it begins after an evening out the day before."""
    ends: tuple[int, ...] = ()
    """Earlier minutes by which all is over before an evening out."""


@dataclass(frozen=True)
class Pattern:
    """One way to fill a window: events in order, and the gaps around them."""

    window: Window
    shape: Shape
    events: tuple[Event, ...]
    gaps: tuple[tuple[int, int], ...]
    """(gap number, the minutes that lessons can take), only those of use."""
    back: int
    """When the last event is over; the window's start if there is none."""


@dataclass(frozen=True)
class Patterns:
    """The patterns of a window, one a row of each array."""

    window: Window
    shapes: Shapes
    shape: Ints
    """By pattern: its place in `shapes`."""
    gaps: Ints
    """By pattern and gap number: the minutes that lessons can take, 0 for a gap of no use."""
    idle: Ints
    """Waiting, and the whole of the gaps between events (teaching in them is taken off again)."""
    riding: Ints
    begins: Ints
    """When teaching or outings begin, with gap `FIRST` filled; the window's end if none do."""
    ends: Ints
    """When they are over, with gap `LAST` filled; the window's start if there are none."""
    back: Ints
    """When the last event is over; the window's start if there is none."""
    rows: Ints
    """By pattern: its row in `table`."""
    table: Table

    def __len__(self) -> int:
        """Return the number of patterns."""
        return len(self.shape)

    def __getitem__(self, number: int) -> Pattern:
        """Return one of the patterns."""
        gaps = enumerate(self.gaps[number].tolist())
        return Pattern(
            self.window, self.done(number), self.table.events(int(self.rows[number])),
            tuple((gap, size) for gap, size in gaps if size), int(self.back[number]),
        )  # fmt: skip

    def done(self, number: int) -> Shape:
        """Return the shape of one of the patterns."""
        return self.shapes[int(self.shape[number])]

    def where(self, test: Callable[[Shape], bool]) -> Ints:
        """Return the patterns whose shape passes a test."""
        return self.shapes.such(test, self.shape).nonzero()[0]

    def only(self, kept: Ints) -> Patterns:
        """Return some of the patterns, in the order of `kept`."""
        return replace(
            self, shape=self.shape[kept], gaps=self.gaps[kept], idle=self.idle[kept],
            riding=self.riding[kept], begins=self.begins[kept], ends=self.ends[kept],
            back=self.back[kept], rows=self.rows[kept],
        )  # fmt: skip

    @cached_property
    def empty(self) -> Bools:
        """By pattern: whether nothing is learned in it: no visit, no locked lecture, no gap."""
        still: Bools = self.shapes.bare[self.shape] & ~self.gaps.any(axis=1)
        return still


def pause(problem: Problem, event: Event) -> int:
    """Return the minutes kept free between an event and teaching next to it."""
    return problem.catalogue.defaults.break_minutes if isinstance(event, Fixed) else 0
