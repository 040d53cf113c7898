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

from dataclasses import dataclass
from functools import cached_property

from workshop.planner.candidates import Fixed, Key, Stop
from workshop.planner.outings import Run
from workshop.planner.problem import Problem

FIRST, WAIT, LAST = 0, 8, 9


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


@dataclass(frozen=True)
class Meal:
    """Lunch at the base."""

    start: int
    end: int


Event = Run | Meal | Fixed


@dataclass(frozen=True)
class Pattern:
    """One way to fill a window: events in order, and the gaps around them in minutes."""

    window: Window
    events: tuple[Event, ...]
    gaps: tuple[tuple[int, int], ...]
    """(gap number, minutes), only those of use."""
    idle: int
    """Waiting, and the whole of the gaps between events (teaching in them is taken off again)."""
    visits: tuple[tuple[Stop, int], ...]
    """Stops of outings, each with the number of the gap before it."""
    taught: tuple[tuple[Key, int], ...]
    """Locked lectures, each with the number of the gap before it."""
    riding: int
    first: int
    """When the first event begins; the window's end if there is none."""
    back: int
    """When the last event is over; the window's start if there is none."""

    @cached_property
    def hosts(self) -> int:
        """Number of visits."""
        return sum(stop.visit for stop, _ in self.visits)

    @cached_property
    def visit_minutes(self) -> int:
        """Minutes of visits."""
        return sum(stop.minutes for stop, _ in self.visits if stop.visit)

    @cached_property
    def lecture_minutes(self) -> int:
        """Minutes of locked lectures."""
        return sum(event.minutes for event in self.events if isinstance(event, Fixed))

    @cached_property
    def busy_until(self) -> int:
        """When teaching and outings may last until, at the base."""
        return self.window.end if any(gap == LAST for gap, _ in self.gaps) else self.back

    @cached_property
    def busy_from(self) -> int:
        """When teaching or outings may begin."""
        return self.window.start if any(gap == FIRST for gap, _ in self.gaps) else self.first

    @property
    def empty(self) -> bool:
        """Whether nothing is learned in it: no visit, no locked lecture, no gap."""
        return not self.gaps and not self.visits and not self.taught


def end(event: Event) -> int:
    """Return when an event is over."""
    return event.start + event.minutes if isinstance(event, Fixed) else event.end


def pause(problem: Problem, event: Event) -> int:
    """Return the minutes kept free between an event and teaching next to it."""
    return problem.catalogue.defaults.break_minutes if isinstance(event, Fixed) else 0
