"""What the visits of a pattern need taught first, and have no room for in the pattern itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from workshop.planner.candidates import Lesson
from workshop.planner.packing import LONGEST, holds
from workshop.planner.shapes import Asked

TOGETHER = 3
"""Modules at most that are looked at together for whether a pattern has room to teach them."""

Modules = tuple[str, ...]
"""Some modules, in order of their names."""


@dataclass(frozen=True)
class Needs:
    """What the visits of a pattern need taught first, and have no room for in its gaps."""

    crowds: tuple[Modules, ...]
    """Modules of which the shortest forms cannot all be taught before, in this pattern."""
    cramped: tuple[tuple[Modules, int], ...]
    """Modules of which so many must be short to be taught before: what fewer tell is left out."""
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
        crowds, cramped = self._together(gaps, first)
        closing = gaps[max(visits) + 1 :] if visits else ()
        close = max(closing, default=0) >= self.closing
        no_close = bool(visits) and self.capstone is not None and not close
        return Needs(crowds, cramped, no_close and self.capstone not in asked.taught)

    def _together(
        self, gaps: tuple[int, ...], first: dict[str, int]
    ) -> tuple[tuple[Modules, ...], tuple[tuple[Modules, int], ...]]:
        """Return what cannot all be taught by the gaps `first`, and of what some must be short.

        What a part of some modules tells is not told again of all.
        """
        crowds: list[Modules] = []
        short: dict[Modules, int] = {}
        cramped: list[tuple[Modules, int]] = []
        for count in range(1, TOGETHER + 1):
            for some in combinations(sorted(first), count):
                if any(set(crowd).issubset(some) for crowd in crowds):
                    continue
                least = self._short(gaps, {m: first[m] for m in some})
                if least is None:
                    crowds.append(some)
                    continue
                short[some] = least
                if least > _told(some, short):
                    cramped.append((some, least))
        return tuple(crowds), tuple(cramped)

    def _short(self, gaps: tuple[int, ...], first: dict[str, int]) -> int | None:
        """Return how many modules must be short to fit; None if they do not fit at all.

        The capstone is short before a visit anyway, and does not count.
        """
        either = [m for m in first if m != self.capstone and len(self.minutes[m]) > 1]
        for count in range(len(either) + 1):
            for full in combinations(either, len(either) - count):
                lessons = tuple(
                    (self.minutes[m]["full"] if m in full else min(self.minutes[m].values()), gap)
                    for m, gap in first.items()
                )
                if holds(gaps, lessons, self.pause):
                    return count
        return None


def _told(some: Modules, short: Mapping[Modules, int]) -> int:
    """Return how many of `some` must be short by what is known of two parts of them."""
    found = 0
    for count in range(1, len(some)):
        for part in combinations(some, count):
            other = tuple(m for m in some if m not in part)
            found = max(found, short.get(part, 0) + short.get(other, 0))
    return found
