"""The clocks of a session. The screen is given one, so that tests can hold the time."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time of day and measures lengths."""

    def now(self) -> datetime:
        """Return the local time of day, with its zone."""

    def seconds(self) -> float:
        """Return seconds since some fixed moment; never goes back."""


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """Return the local time of day, with its zone."""
        return datetime.now().astimezone()

    def seconds(self) -> float:
        """Return seconds since some fixed moment."""
        return time.monotonic()


def length(seconds: float) -> str:
    """Return a running time as `7:05` or `1:07:05`."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes}:{left:02d}"
