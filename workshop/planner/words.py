"""Small numbers packed into words, so that whole rows of them are compared or sorted at once.

Each number has a guard bit above it. Then one subtraction compares a word's numbers all at once:
(a | guards) - b keeps a guard wherever a's number is no less than b's (Lamport, 1975, "Multiple
byte processing with full-word instructions").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from workshop.planner.linear import Bools, Ints

    Words = NDArray[np.uint64]

BITS = 64


def packed(rows: Ints) -> list[tuple[Words, np.uint64]]:
    """Return the numbers of each row packed into words, the first highest, each with its guards."""
    import numpy as np

    words: list[Words] = [np.zeros(len(rows), dtype=np.uint64)]
    guards, left = [0], BITS
    low, high = rows.min(axis=0, initial=0), rows.max(axis=0, initial=0)
    columns = np.subtract(rows.T, low[:, None], order="C").view(np.uint64)
    for numbers, most in zip(columns, (high - low).tolist(), strict=True):
        width = most.bit_length()
        if not width:  # the same in all rows
            continue
        if left < width + 1:
            words.append(np.zeros(len(rows), dtype=np.uint64))
            guards.append(0)
            left = BITS
        left -= width + 1
        words[-1] |= numbers << np.uint64(left)
        guards[-1] |= 1 << (left + width)
    return list(zip(words, map(np.uint64, guards), strict=True))


def no_less(word: Words, other: Words, guards: np.uint64) -> Bools:
    """Tell where no number of `word` is less than that of `other` in the same place."""
    left = word | guards
    left -= other
    left &= guards
    kept: Bools = left == guards
    return kept


def distinct(rows: Ints) -> tuple[Ints, Ints]:
    """Return the rows that differ, sorted, and for each row which of them it is."""
    import numpy as np

    if len(rows) < 2:
        return rows, np.zeros(len(rows), dtype=np.int64)
    words = [word for word, _ in packed(rows)]
    order = np.lexsort(words[::-1])
    new = np.zeros(len(rows), dtype=bool)
    new[:1] = True
    for word in words:
        new[1:] |= word[order[1:]] != word[order[:-1]]
    which = np.empty(len(rows), dtype=np.int64)
    which[order] = np.cumsum(new) - 1
    return rows[order[new]], which
