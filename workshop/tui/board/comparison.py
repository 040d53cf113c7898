"""Planning variants in a thread of its own, that can be stopped and never holds up quitting."""

from __future__ import annotations

import contextlib
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

    from workshop.planner import Progress
    from workshop.tui.services import Services, TourInHand
    from workshop.tui.variants import Compared, VariantChoice

PATIENCE = 0.5
"""Seconds to wait for the thread on leaving."""
BREATH = 0.1
"""Seconds between two reports at least."""


@dataclass
class Comparing(Message):
    """Which variant is being planned, and how that stands."""

    label: str
    progress: Progress

    def can_replace(self, message: Message) -> bool:
        """Let a newer report take the place of one not yet handled."""
        return isinstance(message, Comparing)


@dataclass
class ComparisonDone(Message):
    """The variants that were planned, the tour as it is first; or the error that ended it."""

    found: tuple[Compared, ...] = ()
    error: Exception | None = None


class Comparison:
    """Plans variants and posts `Comparing` and `ComparisonDone` to `listener`."""

    def __init__(
        self,
        services: Services,
        hand: TourInHand,
        choices: tuple[VariantChoice, ...],
        listener: MessagePump,
    ) -> None:
        """Prepare; `start` begins."""
        self._services, self._hand, self._listener = services, hand, listener
        self.choices = choices
        self._stop = services.new_stop()
        self._thread = threading.Thread(target=self._body, name="comparison", daemon=True)
        self._begun = time.monotonic()
        self._reported = 0.0
        self._left = False

    @property
    def elapsed(self) -> float:
        """Seconds since it was prepared."""
        return time.monotonic() - self._begun

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Ask the planner to stop; what is planned by then is shown."""
        self._stop.set()

    def leave(self) -> None:
        """Stop, and wait a moment for the thread; nobody listens any more."""
        self._left = True
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(PATIENCE)

    def _body(self) -> None:
        try:
            found = self._services.compare(
                self._hand, self.choices, stop=self._stop, on_progress=self._on_progress
            )
            done = ComparisonDone(found)
        except Exception as error:  # noqa: BLE001 - whatever it is, the screen must hear of it
            done = ComparisonDone(error=error)
        self._tell(done)

    def _on_progress(self, label: str, progress: Progress) -> None:
        now = time.monotonic()
        if now - self._reported >= BREATH:
            self._reported = now
            self._tell(Comparing(label, progress))

    def _tell(self, message: Message) -> None:
        if not self._left:
            with contextlib.suppress(RuntimeError):  # the app has ended meanwhile
                self._listener.post_message(message)
