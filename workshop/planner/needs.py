"""What the visits of a pattern need taught first, and have no room for in the pattern itself."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from workshop.planner.candidates import Lesson
from workshop.planner.packing import LONGEST, holds
from workshop.planner.shapes import Asked

TOGETHER = 3
"""Modules at most that are looked at together for whether a pattern has room to teach them."""


@dataclass(frozen=True)
class Needs:
    """What the visits of a pattern need taught first, and have no room for in its gaps."""

    crowds: tuple[tuple[str, ...], ...]
    """Modules of which the shortest forms cannot all be taught before, in this pattern."""
    cramped: tuple[str, ...]
    """Modules of which the full form cannot be taught before."""
    no_close: bool
    """Whether the capstone's full form has no room after the last visit."""


class NeedBook:
    """Works out the needs of patterns, each once: masters share patterns."""

    def __init__(self, lessons: tuple[Lesson, ...], capstone: str | None, pause: int) -> None:
        """Prepare for one problem's lessons."""
        self.minutes: dict[str, dict[str, int]] = defaultdict(dict)
        for lesson in lessons:
            self.minutes[lesson.module][lesson.form] = lesson.minutes
        self.capstone = capstone if capstone in self.minutes else None
        self.pause = pause
        full = None if self.capstone is None else self.minutes[self.capstone]["full"]
        self.closing = LONGEST + 1 if full is None else full
        """Minutes of the capstone's full form, which comes after the last visit."""
        self._known: dict[tuple[Asked, tuple[int, ...]], Needs] = {}

    def needs(self, asked: Asked, sizes: tuple[int, ...]) -> Needs:
        """Return the needs of a pattern: the `sizes` of its gaps, and what is asked of them."""
        key = asked, sizes
        if key not in self._known:
            self._known[key] = self._needs(asked, sizes)
        return self._known[key]

    def _needs(self, asked: Asked, gaps: tuple[int, ...]) -> Needs:
        first, visits = dict(asked.first), asked.visits
        if visits and self.capstone is not None:
            first[self.capstone] = min(visits)
        first = {
            module: number
            for module, number in first.items()
            if module in self.minutes and module not in asked.taught
        }
        shortest = {m: (min(self.minutes[m].values()), number) for m, number in first.items()}
        crowds = tuple(
            some
            for count in range(1, TOGETHER + 1)
            for some in combinations(sorted(first), count)
            if not holds(gaps, tuple(shortest[m] for m in some), self.pause)
        )
        cramped = tuple(
            m
            for m, number in sorted(first.items())
            if m != self.capstone and len(self.minutes[m]) > 1
            and not holds(gaps, ((self.minutes[m]["full"], number),), self.pause)
        )  # fmt: skip
        closing = gaps[max(visits) + 1 :] if visits else ()
        close = max(closing, default=0) >= self.closing
        no_close = bool(visits) and self.capstone is not None and not close
        return Needs(crowds, cramped, no_close and self.capstone not in asked.taught)
