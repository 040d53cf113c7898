"""What the visits of a pattern need taught first, and have no room for in the pattern itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from workshop.planner.candidates import Lesson
from workshop.planner.packing import LONGEST, Placed, holds, placings
from workshop.planner.shapes import Asked

TOGETHER = 3
"""Modules at most that are looked at together for whether a pattern has room to teach them."""

Modules = tuple[str, ...]
"""Some modules, in order of their names."""


@dataclass(frozen=True, eq=False)
class Needs:
    """What the visits of a pattern need taught first, and have no room for in its gaps.

    Those of a book that say the same are one.
    """

    due: Modules
    """Modules that come before some visit."""
    crowds: tuple[Modules, ...]
    """Modules of which the shortest forms cannot all be taught before, in this pattern.

    None of them builds on another one.
    """
    cramped: tuple[tuple[Modules, int], ...]
    """Modules of which so many must be short to be taught before: what fewer tell is left out."""
    short: Mapping[Modules, int]
    """Of all modules that may be due together: how many must be short, where any must."""
    no_close: bool
    """Whether the capstone's full form has no room after the last visit."""

    def shortened(self, modules: Modules) -> int:
        """Return how many of some modules must be short to be taught before the visits."""
        if not self.short:
            return 0
        return self.short.get(tuple([module for module in modules if module in self.due]), 0)


class NeedBook:
    """Works out the needs of patterns, each once: masters share patterns."""

    def __init__(
        self,
        lessons: tuple[Lesson, ...],
        capstone: str | None,
        pause: int,
        builds_on: Mapping[str, Collection[str]] | None = None,
    ) -> None:
        """Prepare for one problem's lessons; `builds_on` tells what modules need, in the end."""
        self.minutes: dict[str, dict[str, int]] = defaultdict(dict)
        for lesson in lessons:
            self.minutes[lesson.module][lesson.form] = lesson.minutes
        self.capstone = capstone if capstone in self.minutes else None
        self.pause = pause
        self._builds_on = builds_on or {}
        full = None if self.capstone is None else self.minutes[self.capstone]["full"]
        self.closing = LONGEST + 1 if full is None else full
        """Minutes of the capstone's full form, which comes after the last visit."""
        self._known: dict[tuple[Asked, tuple[int, ...]], Needs] = {}
        self._alike: dict[tuple[object, ...], Needs] = {}
        self._placed: dict[
            tuple[Asked, tuple[int, ...], frozenset[str | None]], tuple[Placed, ...]
        ] = {}

    def needs(self, asked: Asked, sizes: tuple[int, ...]) -> Needs:
        """Return the needs of a pattern: the `sizes` of its gaps, and what is asked of them."""
        key = asked, sizes
        if key not in self._known:
            found = self._needs(asked, sizes)
            says = (
                found.due,
                found.crowds,
                found.cramped,
                tuple(found.short.items()),
                found.no_close,
            )
            self._known[key] = self._alike.setdefault(says, found)
        return self._known[key]

    def placed(
        self, asked: Asked, gaps: tuple[int, ...], free: frozenset[str | None]
    ) -> tuple[Placed, ...]:
        """Return by gap what it may have of all that is due before the visits, and is not `free`.

        So it is in the first stretch, where nothing is known yet. Where there is no room for all
        of it no gap may have anything, be it nothing.
        """
        key = asked, gaps, free
        if key not in self._placed:
            lessons = tuple(
                (self._forms(module), number)
                for module, number in sorted(self._due(asked).items())
                if module not in free
            )
            ways = placings(gaps, lessons, self.pause)
            self._placed[key] = tuple(
                frozenset(way[number] for way in ways) for number in range(len(gaps))
            )
        return self._placed[key]

    def _forms(self, module: str) -> tuple[int, ...]:
        """Return the minutes that a module may take before a visit: the capstone is short then."""
        minutes = self.minutes[module]
        return (minutes["short"],) if module == self.capstone else tuple(sorted(minutes.values()))

    def _due(self, asked: Asked) -> dict[str, int]:
        """Return the modules that come before visits, each with its last gap."""
        first = dict(asked.first)
        if asked.visits and self.capstone is not None:
            first[self.capstone] = min(asked.visits)
        return {
            module: number
            for module, number in first.items()
            if module in self.minutes and module not in asked.taught
        }

    def _needs(self, asked: Asked, gaps: tuple[int, ...]) -> Needs:
        first, visits = self._due(asked), asked.visits
        before = gaps[: max(first.values(), default=-1) + 1]
        crowds, cramped, short = self._together(before, first)
        closing = gaps[max(visits) + 1 :] if visits else ()
        close = max(closing, default=0) >= self.closing
        no_close = bool(visits) and self.capstone is not None and not close
        no_close = no_close and self.capstone not in asked.taught
        return Needs(tuple(sorted(first)), crowds, cramped, short, no_close)

    def _together(
        self, gaps: tuple[int, ...], first: dict[str, int]
    ) -> tuple[tuple[Modules, ...], tuple[tuple[Modules, int], ...], dict[Modules, int]]:
        """Return what cannot all be taught by the gaps `first`, and of what some must be short.

        What a part of some modules tells is not told again of all. Nor is it told that two have no
        room of which one builds on the other: no bound was ever lower for that.
        """
        crowds: list[Modules] = []
        short: dict[Modules, int] = {}
        cramped: list[tuple[Modules, int]] = []
        for count in range(1, TOGETHER + 1):
            for some in combinations(sorted(first), count):
                if any(set(crowd).issubset(some) for crowd in crowds):
                    continue
                told = _told(some, short)
                least = self._short(gaps, {m: first[m] for m in some}, told)
                if least is None:
                    crowds.append(some)
                    continue
                short[some] = least
                if least > told:
                    cramped.append((some, least))
        crowds = [some for some in crowds if not self._linked(some)]
        return tuple(crowds), tuple(cramped), {some: n for some, n in short.items() if n}

    def _linked(self, modules: Modules) -> bool:
        return any(not set(self._builds_on.get(one, ())).isdisjoint(modules) for one in modules)

    def _short(self, gaps: tuple[int, ...], first: dict[str, int], least: int) -> int | None:
        """Return how many modules must be short to fit, `least` or more; None if they never fit.

        The capstone is short before a visit anyway, and does not count.
        """
        either = [m for m in first if m != self.capstone and len(self.minutes[m]) > 1]
        for count in range(least, len(either) + 1):
            for full in combinations(either, len(either) - count):
                lessons = tuple(
                    (self.minutes[m]["full"] if m in full else min(self.minutes[m].values()), gap)
                    for m, gap in first.items()
                )
                if holds(gaps, lessons, self.pause):
                    return count
        return None


@lru_cache(maxsize=8)
def need_book(
    lessons: tuple[Lesson, ...],
    capstone: str | None,
    pause: int,
    builds_on: tuple[tuple[str, tuple[str, ...]], ...],
) -> NeedBook:
    """Return the book of some lessons: the same for all problems, and plans, that have them."""
    return NeedBook(lessons, capstone, pause, dict(builds_on))


def _told(some: Modules, short: Mapping[Modules, int]) -> int:
    """Return how many of `some` must be short by what is known of two parts of them."""
    found = 0
    for count in range(1, len(some)):
        for part in combinations(some, count):
            other = tuple(m for m in some if m not in part)
            found = max(found, short.get(part, 0) + short.get(other, 0))
    return found
