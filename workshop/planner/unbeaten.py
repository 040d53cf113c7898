"""Which of many are not beaten by another of their group, in nothing worse and no later in line.

Numbers are small, so those of one row are packed into a few words, each number with a guard bit
above it. Then one subtraction compares a word's numbers all at once: (a | guards) - b keeps a guard
wherever a's number is no less than b's (Lamport, 1975, "Multiple byte processing with full-word
instructions").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from workshop.planner.linear import Bools, Ints

    Words = NDArray[np.uint64]

BITS = 64


def unbeaten(group: Ints, worth: Ints) -> Ints:
    """Return the places of those that no other of their group beats: the best first, by group.

    `worth` has a row for each, of numbers that are better the larger they are. One beats another
    that is better in nothing; of equals the first stays. Groups come as they first appear.
    """
    import numpy as np

    _, first, inverse = np.unique(group, return_index=True, return_inverse=True)
    rank = first[inverse]
    words, guards = _packed(worth)
    kept: Ints = np.lexsort((*(~word for word in words[::-1]), rank))
    before = -1
    while before != len(kept):  # most fall to the one just before them
        before = len(kept)
        kept = kept[~_falls(rank[kept], [word[kept] for word in words], guards, 1)]
    fallen = np.zeros(len(kept), dtype=bool)
    _, size = np.unique(rank[kept], return_inverse=True, return_counts=True)[1:]
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
        mask = np.uint64(guard)
        beaten &= (((word[:-apart] | mask) - word[apart:]) & mask) == mask
    return falls


def _packed(worth: Ints) -> tuple[list[Words], list[int]]:
    """Return the numbers of each row packed into words, the first highest; and their guards."""
    import numpy as np

    words: list[Words] = []
    guards: list[int] = []
    left = 0
    for column in worth.T:
        numbers = (column - column.min(initial=0)).astype(np.uint64)
        width = int(numbers.max(initial=0)).bit_length()
        if left < width + 1:
            words.append(np.zeros(len(worth), dtype=np.uint64))
            guards.append(0)
            left = BITS
        left -= width + 1
        words[-1] |= numbers << np.uint64(left)
        guards[-1] |= 1 << (left + width)
    return words, guards
