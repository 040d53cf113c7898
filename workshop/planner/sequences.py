"""What may come after what on a day, before it is timed: outings, lunch and locked lectures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import permutations
from typing import Literal

from workshop.planner.candidates import Fixed
from workshop.planner.outings import Outing

Item = Outing | Fixed | Literal["lunch"]
"""Lunch is at the base."""
Order = tuple[Item, ...]


def sequences(
    outings: Iterable[Outing], fixed: tuple[Fixed, ...], most: int, *, lunch: bool
) -> Iterator[Order]:
    """List all orders of what is locked and some of `outings`, with `most` visits at most.

    With `lunch` there is one, on the way or wherever it may be at the base; without, there is none.
    A day with nothing but lunch in it is left out.
    """
    for some in _outings(outings, most, lunch=lunch):
        eaten = any(one.lunch for one in some)
        for order in _interleave(some, fixed):
            if not order:
                continue
            if eaten or not lunch:
                yield order
                continue
            for place in range(len(order) + 1):
                yield (*order[:place], "lunch", *order[place:])


def _outings(outings: Iterable[Outing], most: int, *, lunch: bool) -> Iterator[tuple[Outing, ...]]:
    """List what may be gone out for: nothing, once, or twice for one stop each."""
    yield ()
    usable = [outing for outing in outings if lunch or not outing.lunch]
    for one in usable:
        if _hosts(one) <= most:
            yield (one,)
    small = [outing for outing in usable if len(outing.stops) == 1]
    for one, two in permutations(small, 2):
        if _pair(one, two, most):
            yield (one, two)


def _pair(one: Outing, two: Outing, most: int) -> bool:
    return (
        one.stops[0].id != two.stops[0].id
        and 1 <= _hosts(one) + _hosts(two) <= most
        and not (one.lunch and two.lunch)
        and one.runs[0].end <= two.runs[-1].start
    )


def _hosts(outing: Outing) -> int:
    return sum(stop.visit for stop in outing.stops)


def _interleave(
    outings: tuple[Outing, ...], fixed: tuple[Fixed, ...]
) -> Iterator[tuple[Outing | Fixed, ...]]:
    if not fixed or not outings:
        yield (*outings, *fixed)
        return
    for rest in _interleave(outings[1:], fixed):
        yield (outings[0], *rest)
    for rest in _interleave(outings, fixed[1:]):
        yield (fixed[0], *rest)
