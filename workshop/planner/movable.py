"""What may be held or let go when a tour is planned again after an event, and what goes anyway."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from workshop.model.agenda import Block
from workshop.model.catalogue import Catalogue
from workshop.model.terms import host_wish
from workshop.model.tour import Brief
from workshop.planner.barred import along
from workshop.planner.changes import ANCHORS, weight
from workshop.planner.events import Applied
from workshop.planner.hold import Hold
from workshop.planner.lightest import Free

HELD = 1000
"""Weight of an anchor that is confirmed or locked: more than all others together."""


class Movable:
    """Anchors that an event does not place, and locked meals; each item has a number."""

    def __init__(self, done: Applied, brief: Brief, catalogue: Catalogue) -> None:
        """Look at the agenda after an event, and the `brief` that it is to obey."""
        self.done = done
        self.after = done.agenda
        self.brief = brief
        self.catalogue = catalogue
        self.blocks = tuple(
            block
            for block in self.after.blocks
            if (block.kind in ANCHORS or (block.locked and block.kind == "meal"))
            and block.id not in done.pinned
        )

    def weights(self) -> list[int]:
        """Return what letting each item go weighs."""
        return [HELD if self._is_held(block) else weight(block) for block in self.blocks]

    def ranks(self) -> list[int]:
        """Return how many days each item is away from the nearest that an event strikes."""
        return [apart(block.start.date(), self.done.days) for block in self.blocks]

    def _is_held(self, block: Block) -> bool:
        if block.kind != "visit":
            return block.locked
        wish = host_wish(self.brief, str(block.ref))
        return block.locked or (wish.status == "confirmed" and wish.slot is not None)

    def forced(self) -> Free:
        """Return the items that the event itself moves or takes out."""
        hold = Hold(along(self.brief, self.after, self.catalogue), self.catalogue)
        pinned = [block for block in self.after.blocks if block.id in self.done.pinned]
        return frozenset(
            number
            for number, block in enumerate(self.blocks)
            if not block.locked
            and (hold.impossible(block) or any(self._clash(hold, block, p) for p in pinned))
        )

    def groups(self) -> list[Free]:
        """Return the items of each day, those that an event strikes first, then those near them."""
        days: dict[tuple[int, date], set[int]] = {}
        for number, apart in enumerate(self.ranks()):
            days.setdefault((apart, self.blocks[number].start.date()), set()).add(number)
        return [frozenset(days[key]) for key in sorted(days)]

    def chunks(self, free: Free) -> Iterator[Free]:
        """List what hardly helps where letting `free` go does not do: never a flight.

        First all other days together, then those of them that no event strikes, the lectures of
        such days, and the days one by one.
        """
        grounded = frozenset(n for n, block in enumerate(self.blocks) if block.kind != "flight")
        days = [day & grounded for day in self.groups()]
        touched = self._dates(free) | self.done.days
        others = [day for day in days if not touched & self._dates(day)]
        far = [day for day in others if not self.done.days & self._dates(day)]
        yield Free().union(*others)
        yield Free().union(*far)
        yield frozenset(
            number
            for number, block in enumerate(self.blocks)
            if block.kind == "training"
            and not block.locked
            and block.start.date() not in self.done.days
        )
        yield from (day for day in days if day not in others)

    def _dates(self, some: Free) -> set[date]:
        return {self.blocks[number].start.date() for number in some}

    def clash(self, one: int, two: int) -> bool:
        """Tell whether two items cannot both stay."""
        hold = Hold(self.brief, self.catalogue)
        return self._clash(hold, self.blocks[one], self.blocks[two])

    @staticmethod
    def _clash(hold: Hold, one: Block, two: Block) -> bool:
        return one.kind in ANCHORS and two.kind in ANCHORS and hold.clash(one, two)


def apart(day: date, others: set[date]) -> int:
    """Return how many days a day is away from the nearest of others; 0 where there are none."""
    return min((abs((day - other).days) for other in others), default=0)
