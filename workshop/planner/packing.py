"""Lessons into gaps: what a gap can hold at most, by any count of lessons one may choose."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

Measure = tuple[tuple[int, int], ...]
"""What a lesson counts, by its minutes: `((30, 1), (60, 2))`."""


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
def most(measure: Measure, pause: int, size: int) -> int:
    """Return the most that lessons in a gap of `size` minutes count by `measure`."""
    return max(
        (
            count + most(measure, pause, size - minutes - pause)
            for minutes, count in measure
            if minutes <= size
        ),
        default=0,
    )


def holds(gaps: dict[int, int], lessons: list[tuple[int, int]], pause: int) -> bool:
    """Tell whether lessons fit gaps (number → minutes); each is (minutes, its last gap number)."""
    if not lessons:
        return True
    (minutes, last), *others = lessons
    return any(
        holds({**gaps, number: size - minutes - pause}, others, pause)
        for number, size in gaps.items()
        if number <= last and size >= minutes
    )
