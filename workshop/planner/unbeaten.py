"""Which of many are not beaten by another of their group, in nothing worse and no later in line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.planner.words import no_less, packed

if TYPE_CHECKING:
    import numpy as np

    from workshop.planner.linear import Ints
    from workshop.planner.words import Words

AT_ONCE = 10_000
"""Pairs that are compared at once."""


def unbeaten(group: Ints, worth: Ints) -> Ints:
    """Return the places of those that no other of their group beats: the best first, by group.

    `worth` has a row for each, of numbers that are better the larger they are. One beats another
    that is better in nothing; of equals the first stays. Groups come as they first appear.
    """
    import numpy as np

    if len(group) < 2:
        return np.arange(len(group))
    _, first, inverse = np.unique(group, return_index=True, return_inverse=True)
    rank = first[inverse]
    words = packed(worth)
    kept: Ints = np.lexsort((*(~word for word, _ in words[::-1]), rank))
    place = _place(rank[kept])
    at = np.flatnonzero(place)
    while (beaten := _beaten(words, kept, at - 1, at)).size:  # most fall to the one just before
        kept = np.delete(kept, beaten)
        place = _place(rank[kept])
        at = np.flatnonzero(place)
    fallen = np.zeros(len(kept), dtype=bool)
    at, apart = np.flatnonzero(place > 1), 2
    while at.size:
        many = max(1, AT_ONCE // at.size)
        of, more = np.nonzero(place[at, None] >= np.arange(apart, apart + many))
        later = at[of]
        fallen[_beaten(words, kept, later - apart - more, later)] = True
        apart += many
        at = at[(place[at] >= apart) & ~fallen[at]]
    return kept[~fallen]


def _place(rank: Ints) -> Ints:
    """Return how many of its group stand before each; a group stands together."""
    import numpy as np

    number = np.arange(len(rank))
    begins = np.zeros(len(rank), dtype=np.int64)
    begins[1:] = np.where(rank[1:] != rank[:-1], number[1:], 0)
    place: Ints = number - np.maximum.accumulate(begins)
    return place


def _beaten(words: list[tuple[Words, np.uint64]], kept: Ints, by: Ints, at: Ints) -> Ints:
    """Return those of the places `at` in `kept` that are beaten by the one at the place `by`."""
    for word, guards in words:  # few are left after the first
        beaten = no_less(word[kept[by]], word[kept[at]], guards)
        by, at = by[beaten], at[beaten]
    return at
