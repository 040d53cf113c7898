"""Keeping the events of a session: each is on disk before it counts, and others' are taken in."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from workshop.delivery import event as e
from workshop.delivery.fold import fold
from workshop.errors import StoreError
from workshop.tui.room.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.decks.deck import Slide
    from workshop.delivery.log import Log
    from workshop.delivery.state import State
    from workshop.tui.room.clock import Clock


class Keeper:
    """Holds the log of a session and its state; `slide` gives the slide at a number from 0."""

    def __init__(self, log: Log, clock: Clock, slide: Callable[[int], Slide]) -> None:
        """Fold what the log has; raises StoreError if it cannot be read."""
        self._log, self._clock, self.slide = log, clock, slide
        self._kept: State = fold(log.news())
        self.state: State = self._kept
        self.proposals: dict[int, int] = {}
        """Seconds that past runs propose, by slide."""
        self.trouble = ""
        """Why the last event could not be kept; empty when all is well."""
        self._unkept: list[tuple[e.What, datetime]] = []
        self.entry = Entry()

    # Keeping

    def record(self, *whats: e.What) -> None:
        """Keep events and take them into the state.

        What the disk refuses still counts on screen, is said to be unkept, and is tried again with
        the next event: a full disk must not stop the session.
        """
        now = self._clock.now()
        self._unkept += [(what, now) for what in whats]
        try:
            while self._unkept:
                self._kept = fold(self._log.append(*self._unkept[0]), self._kept)
                del self._unkept[0]
            self.trouble = ""
        except StoreError as error:
            self.trouble = error.message
        number = self._kept.number
        waiting = [e.Event(number, at, what) for what, at in self._unkept]
        self.state = fold(waiting, self._kept)

    def poll(self) -> bool:
        """Take what others appended into the state; tell whether there was anything."""
        if self._unkept:
            return False
        try:
            new = self._log.news()
        except StoreError as error:
            self.trouble = error.message
            return False
        self.state = self._kept = fold(new, self._kept)
        return bool(new)

    @property
    def now(self) -> datetime:
        """The time of day."""
        return self._clock.now()
