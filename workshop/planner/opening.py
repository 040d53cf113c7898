"""The first stretch of a tour: nothing is known yet, so what its visits need is taught in it.

That takes its part of the gaps. In the relaxation half a stretch would otherwise fill them with
lectures in full, and take what its visits need from the other half.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from workshop.planner.needs import NeedBook
from workshop.planner.packing import Measure, Placed, most_beside
from workshop.planner.patterns import Patterns
from workshop.planner.words import distinct

if TYPE_CHECKING:
    from workshop.planner.linear import Ints


class Opening:
    """How patterns that open the tour can teach what their visits need."""

    def __init__(self, patterns: Patterns, needs: NeedBook, free: frozenset[str | None]) -> None:
        """Look at `patterns`; the modules that are `free` need not be taught at all."""
        import numpy as np

        asked, of = patterns.shapes.asked
        rows, which = distinct(np.column_stack([of[patterns.shape], patterns.gaps]))
        self._pause = needs.pause
        self._sizes = [tuple(gaps) for _, *gaps in rows.tolist()]
        self._may_have = [
            needs.placed(asked[what], sizes, free)
            for what, sizes in zip(rows[:, 0].tolist(), self._sizes, strict=True)
        ]
        self._which: Ints = which
        self._placed: dict[int, tuple[list[tuple[int, Placed]], Ints]] = {}

    def only(self, kept: Ints) -> Opening:
        """Return what is known of some of the patterns, in the order of `kept`."""
        found = copy(self)
        found._which, found._placed = self._which[kept], {}
        return found

    @property
    def ready(self) -> Ints:
        """The patterns with room for what their visits need."""
        import numpy as np

        room = np.array([bool(may_have[0]) for may_have in self._may_have])
        found: Ints = room[self._which].nonzero()[0]
        return found

    def held(self, number: int, measure: Measure) -> Ints:
        """Return, by pattern, the most that lessons in a gap count, with those that must be."""
        import numpy as np

        gaps, which = self._gap(number)
        held = [most_beside(measure, self._pause, size, placed) for size, placed in gaps]
        found: Ints = np.array(held, dtype=np.int64)[which]
        return found

    def _gap(self, number: int) -> tuple[list[tuple[int, Placed]], Ints]:
        """Return what a gap may be: its minutes, and what may have to be in it; and by pattern."""
        import numpy as np

        if number not in self._placed:
            place: dict[tuple[int, Placed], int] = {}
            kinds = [
                place.setdefault((sizes[number], may_have[number]), len(place))
                for sizes, may_have in zip(self._sizes, self._may_have, strict=True)
            ]
            self._placed[number] = list(place), np.array(kinds, dtype=np.int64)[self._which]
        return self._placed[number]
