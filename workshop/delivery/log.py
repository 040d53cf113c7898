"""Where the events of a session are kept: the promise a screen relies on, and one in memory."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from workshop.delivery.event import Event, Opened, What
from workshop.delivery.show import Show


class Log(Protocol):
    """The events of one session, in order; others may append to it too."""

    def append(self, what: What, at: datetime) -> tuple[Event, ...]:
        """Keep an event; when this returns it is safe.

        Returns all events that are new to this log's holder, those of others first and the one
        appended last. Raises `StoreError` if it could not be kept.
        """

    def news(self) -> tuple[Event, ...]:
        """Return the events that others appended since the last look."""


class MemoryLog:
    """A log that nobody keeps: for a screen without a workspace, and for tests."""

    def __init__(self, show: Show, at: datetime) -> None:
        """Open a session."""
        self._events = [Event(1, at, Opened(show=show))]
        self._seen = 0

    def append(self, what: What, at: datetime) -> tuple[Event, ...]:
        """Keep an event as long as the process lives."""
        self._events.append(Event(len(self._events) + 1, at, what))
        return self.news()

    def news(self) -> tuple[Event, ...]:
        """Return what has not been returned yet."""
        new = tuple(self._events[self._seen :])
        self._seen = len(self._events)
        return new
