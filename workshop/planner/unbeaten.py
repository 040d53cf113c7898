"""Which of many are not beaten by another of their group, in nothing worse and no later in line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.planner.words import no_less, packed

if TYPE_CHECKING:
    from workshop.planner.linear import Bools, Ints
    from workshop.planner.words import Words


def unbeaten(group: Ints, worth: Ints) -> Ints:
    """Return the places of those that no other of their group beats: the best first, by group.

    `worth` has a row for each, of numbers that are better the larger they are. One beats another
    that is better in nothing; of equals the first stays. Groups come as they first appear.
    """
    import numpy as np

    _, first, inverse = np.unique(group, return_index=True, return_inverse=True)
    rank = first[inverse]
    words, guards = packed(worth)
    kept: Ints = np.lexsort((*(~word for word in words[::-1]), rank))
    before = -1
    while before != len(kept):  # most fall to the one just before them
        before = len(kept)
        kept = kept[~_falls(rank[kept], [word[kept] for word in words], guards, 1)]
    fallen = np.zeros(len(kept), dtype=bool)
    _, size = np.unique(rank[kept], return_counts=True)
    sizes = np.repeat(size, size)  # groups stand together
    apart = 2
    while (there := np.flatnonzero(sizes > apart)).size:
        some = kept[there]
        ranks, numbers = rank[some], [word[some] for word in words]
        for further in range(apart, 2 * apart):
            fallen[there] |= _falls(ranks, numbers, guards, further)
        apart *= 2
    return kept[~fallen]


def _falls(rank: Ints, words: list[Words], guards: list[int], apart: int) -> Bools:
    """Tell which are beaten by the one that stands so many places before them."""
    import numpy as np

    falls = np.zeros(len(rank), dtype=bool)
    beaten = falls[apart:]
    np.equal(rank[:-apart], rank[apart:], out=beaten)
    for word, guard in zip(words, guards, strict=True):
        beaten &= no_less(word[:-apart], word[apart:], guard)
    return falls
