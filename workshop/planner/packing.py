"""Lessons into gaps: what a gap can hold at most, by any count of lessons one may choose."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workshop.planner.linear import Ints

Measure = tuple[tuple[int, int], ...]
"""What a lesson counts, by its minutes: `((30, 1), (60, 2))`."""
Due = tuple[tuple[int, ...], int]
"""A lesson that must be given: the minutes of its forms, and the number of its last gap."""
Placing = tuple[tuple[int, ...], ...]
"""By gap: the minutes of lessons in it."""
Placed = frozenset[tuple[int, ...]]
"""What one gap may have, one of these."""
LONGEST = 16 * 60
"""Minutes of the longest gap."""


def measures(lengths: Iterable[int], pause: int) -> tuple[Measure, ...]:
    """Return the counts that describe well which lessons of `lengths` fit a gap together.

    The first counts minutes, with a pause after each lesson. The others are implied by it in whole
    numbers and tighten the relaxation: the number of lessons, of those at least so long, and the
    number of shortest lessons that each takes the place of.
    """
    lengths = sorted(set(lengths))
    if not lengths:
        return ()
    least = lengths[0] + pause
    counts = [{m: m + pause for m in lengths}]
    counts += [{m: int(m >= one) for m in lengths} for one in lengths]
    counts.append({m: (m + pause) // least for m in lengths})
    counts.append({m: rank for rank, m in enumerate(lengths, start=1)})
    counts.append({m: min(2, rank) for rank, m in enumerate(lengths, start=1)})
    return tuple(dict.fromkeys(tuple(sorted(count.items())) for count in counts))


@cache
def most(measure: Measure, pause: int) -> Ints:
    """Return, by the minutes of a gap, the most that lessons in it count by `measure`."""
    import numpy as np

    held = [0] * (LONGEST + 1)
    for size in range(LONGEST + 1):
        counts = [
            count + held[max(0, size - minutes - pause)]
            for minutes, count in measure
            if minutes <= size
        ]
        held[size] = max(counts, default=0)
    return np.array(held, dtype=np.int64)


@lru_cache(maxsize=1 << 16)
def holds(gaps: tuple[int, ...], lessons: tuple[tuple[int, int], ...], pause: int) -> bool:
    """Tell whether lessons fit gaps (minutes by number); each is (minutes, its last gap number)."""
    if not lessons:
        return True
    (minutes, last), *others = lessons
    return any(
        holds((*gaps[:number], size - minutes - pause, *gaps[number + 1 :]), tuple(others), pause)
        for number, size in enumerate(gaps[: last + 1])
        if size >= minutes
    )


@lru_cache(maxsize=1 << 16)
def placings(gaps: tuple[int, ...], lessons: tuple[Due, ...], pause: int) -> frozenset[Placing]:
    """Return the ways to put lessons into gaps (minutes by number): what each gap then has."""
    if not lessons:
        return frozenset({((),) * len(gaps)})
    (forms, last), *others = lessons
    return frozenset(
        (*way[:number], (*way[number], minutes), *way[number + 1 :])
        for minutes in forms
        for number, size in enumerate(gaps[: last + 1])
        if size >= minutes
        for way in placings(
            (*gaps[:number], size - minutes - pause, *gaps[number + 1 :]), tuple(others), pause
        )
    )


@lru_cache(maxsize=1 << 16)
def most_beside(measure: Measure, pause: int, size: int, placed: Placed) -> int:
    """Return the most that lessons in a gap count if it has one of what may be `placed` there."""
    count, held = dict(measure), most(measure, pause)
    counts = (
        sum(count.get(minutes, 0) for minutes in some)
        + int(held[max(0, size - sum(some) - pause * len(some))])
        for some in placed
    )
    return max(counts, default=0)


class Sizes:
    """The minutes that sets of lessons with pauses between them can take, 0 included."""

    def __init__(self, lessons: Iterable[int], pause: int) -> None:
        """Work them out for the minutes of `lessons`."""
        self.all = _useful(tuple(sorted(set(lessons))), pause)

    @cached_property
    def floors(self) -> Ints:
        """By minutes: the most of them that lessons can take."""
        import numpy as np

        return np.array(_floors(self.all), dtype=np.int64)


def _useful(lessons: tuple[int, ...], pause: int) -> tuple[int, ...]:
    sizes, frontier = {0}, {0}
    while frontier:
        frontier = {
            size + minutes + (pause if size else 0) for size in frontier for minutes in lessons
        }
        frontier = {size for size in frontier if size <= LONGEST} - sizes
        sizes |= frontier
    return tuple(sorted(sizes))


def _floors(sizes: tuple[int, ...]) -> list[int]:
    """Return, for every minute of a day, the largest of `sizes` that is no larger."""
    floors: list[int] = []
    for size, larger in pairwise((*sizes, 24 * 60 + 1)):
        floors += [size] * (larger - size)
    return floors
