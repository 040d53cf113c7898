"""When to stop a search, and what it tells while it runs."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Protocol

from workshop.model.agenda import Agenda


class Stop(Protocol):
    """Asked now and then by a search; once true it stays true."""

    def stopped(self) -> bool:
        """Tell whether the search should end with the best it has."""


class StopToken:
    """A stop that somebody trips, from any thread."""

    def __init__(self) -> None:
        """Start untripped."""
        self._event = threading.Event()

    def set(self) -> None:
        """Ask the search to end."""
        self._event.set()

    def stopped(self) -> bool:
        """Tell whether `set` was called."""
        return self._event.is_set()


class Never:
    """A stop that never comes."""

    def stopped(self) -> bool:
        """Return False."""
        return False


never = Never()


@dataclass(frozen=True)
class Progress:
    """What a search knows so far; points, and wall-clock seconds since it began."""

    best: Agenda | None
    score: int
    bound: int
    gap: float
    seconds: float
    note: str = ""


def ignore(progress: Progress) -> None:
    """Take a progress report and do nothing."""
