"""The tour whose day is run: how it stands now, and what mends the rest of it.

Everything here blocks, as in `services`. Where a board has the tour in hand it is that tour, with
its steps; else it is taken from the workspace for as long as something is done to it.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from workshop.model.agenda import Agenda
    from workshop.model.tour import Tour
    from workshop.planner.events import Delay
    from workshop.planner.repair import Repair
    from workshop.tui.services import Services
    from workshop.tui.workbench import TourInHand


class DayTour:
    """One tour by name, with what was done to it and is not saved."""

    def __init__(self, services: Services, name: str, hand: TourInHand | None = None) -> None:
        """Work on `hand` where a board has it, else on the tour `name` of the workspace."""
        self.name = name
        self._services, self._hand = services, hand
        self.taken = ""
        """What the last repair taken here is called, until it is taken back."""

    @contextmanager
    def _in_hand(self) -> Iterator[TourInHand]:
        if self._hand is not None:
            yield self._services.now(self._hand)
            return
        hand = self._services.take(self.name)
        try:
            yield hand
        finally:
            self._services.release(hand)

    def now(self) -> TourInHand:
        """Return the tour as it stands. Raises `InputError`, `UsageError`, `StoreError`."""
        with self._in_hand() as hand:
            return hand

    def repairs(self, block: str, minutes: int) -> tuple[Repair, ...]:
        """Return ways to mend the tour, `block` being over so many minutes later.

        What comes before it stays as it is. Raises `UsageError` where `block` is not in the agenda,
        or follows from others.
        """
        with self._in_hand() as hand:
            event = self._late(hand.tour, block, minutes)
            held, past = _held(hand.tour, event.block)
            stop = self._services.new_stop()
            found = self._services.repair(
                replace(hand, tour=held), event, stop=stop, on_found=lambda _: None
            )
        return tuple(
            replace(one, plan=_unlocked(one.plan, past)) for one in found if _ahead(one, past)
        )

    def _late(self, tour: Tour, block: str, minutes: int) -> Delay:
        """Say that a block is late; what follows from a visit makes the visit late."""
        from workshop.planner.events import Delay

        run = next((one for one in tour.blocks if one.id == block), None)
        anchor = self._services.anchor_of(tour, run) if run is not None else None
        return Delay(anchor or block, minutes)

    def take(self, repair: Repair) -> Agenda | None:
        """Put a repair into the journal of the tour, and return the agenda with it.

        Raises `UsageError` where another program works on the tour, `StoreError`.
        """
        with self._in_hand() as hand:
            after = hand.tour.model_copy(update={"brief": repair.brief, "agenda": repair.plan})
            label = f"repair: {repair.label}"
            changed = self._services.counted(hand.tour, after, label)
            done = self._services.do(hand, changed.tour, label, None)
        self.taken = label
        return done.tour.agenda

    def can_take_back(self) -> bool:
        """Tell whether the last thing done to the tour is the repair that was taken here."""
        return bool(self.taken) and self.now().undoes == self.taken

    def take_back(self) -> Agenda | None:
        """Undo the repair that was taken here, and return the agenda as it was."""
        with self._in_hand() as hand:
            done = self._services.undo(hand)
        self.taken = ""
        return done.tour.agenda


@dataclass(frozen=True)
class _Past:
    """What of a plan is over or has begun when a block is late."""

    late: str
    """The id of the block."""
    over: datetime
    """When it should be over: what begins later is still to come."""
    blocks: dict[str, bool]
    """The blocks that are held, and whether they were locked before that."""


def _held(tour: Tour, running: str) -> tuple[Tour, _Past | None]:
    """Return the tour with all locked that begins before a block does."""
    from workshop.planner.relock import relocked

    agenda = tour.agenda
    run = next((one for one in agenda.blocks if one.id == running), None) if agenda else None
    if agenda is None or run is None:
        return tour, None
    before = [b for b in agenda.blocks if b.start < run.start and b.kind in _LOCKABLE]
    past = _Past(running, run.end, {one.id: one.locked for one in before})
    held = relocked(agenda, dict.fromkeys(past.blocks, True))
    return tour.model_copy(update={"agenda": held}), past


_LOCKABLE = ("training", "visit", "leisure", "flight", "meal")
"""Kinds of blocks that a lock can hold; the others follow from them."""


def _ahead(one: Repair, past: _Past | None) -> bool:
    """Tell whether all that a repair changes, but the late block, is still to come."""
    changed = [change.after for change in (*one.moved, *one.added) if change.after is not None]
    return past is None or all(b.start >= past.over for b in changed if b.id != past.late)


def _unlocked(plan: Agenda, past: _Past | None) -> Agenda:
    from workshop.planner.relock import relocked

    return relocked(plan, past.blocks) if past is not None else plan
