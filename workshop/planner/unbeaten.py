"""Which of many are not beaten by another of their group, in nothing worse and no later in line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workshop.planner.linear import Ints


def unbeaten(group: Ints, worth: Ints) -> Ints:
    """Return the places of those that no other of their group beats: the best first, by group.

    `worth` has a row for each, of numbers that are better the larger they are. One beats another
    that is better in nothing; of equals the first stays. Groups come as they first appear.
    """
    import numpy as np

    _, first, inverse = np.unique(group, return_index=True, return_inverse=True)
    rank = first[inverse]
    kept: Ints = np.lexsort((*(-worth.T[::-1]), rank))
    before = -1
    while before != len(kept):  # most fall to the one just before them
        before = len(kept)
        kept = kept[~_falls(rank, worth, kept, 1)]
    fallen = np.zeros(len(kept), dtype=bool)
    longest = int(np.bincount(inverse[kept]).max(initial=0))
    for apart in range(2, longest):
        fallen |= _falls(rank, worth, kept, apart)
    return kept[~fallen]


def _falls(rank: Ints, worth: Ints, places: Ints, apart: int) -> Ints:
    """Tell which are beaten by the one that stands so many places before them."""
    import numpy as np

    falls = np.zeros(len(places), dtype=bool)
    before, after = places[:-apart], places[apart:]
    same = np.flatnonzero(rank[before] == rank[after])
    falls[same + apart] = (worth[before[same]] >= worth[after[same]]).all(axis=1)
    return falls
