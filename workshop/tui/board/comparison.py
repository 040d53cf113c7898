"""Planning variants, telling how each stands."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from workshop.tui.board.errand import BREATH, Errand

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

    from workshop.planner import Progress
    from workshop.tui.services import Services, TourInHand
    from workshop.tui.variants import Compared, VariantChoice


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


class Comparison(Errand):
    """Plans variants and posts `Comparing` and `ComparisonDone` to `listener`."""

    def __init__(
        self,
        services: Services,
        hand: TourInHand,
        choices: tuple[VariantChoice, ...],
        listener: MessagePump,
    ) -> None:
        """Prepare; `start` begins."""
        super().__init__("comparison", services.new_stop(), listener)
        self._services, self._hand = services, hand
        self.choices = choices
        self._reported = 0.0

    def work(self) -> Message:
        """Plan them all."""
        stop, tell = self._stop, self._on_progress
        found = self._services.compare(self._hand, self.choices, stop=stop, on_progress=tell)
        return ComparisonDone(found)

    def failed(self, error: Exception) -> Message:
        """Say what ended it."""
        return ComparisonDone(error=error)

    def _on_progress(self, label: str, progress: Progress) -> None:
        now = time.monotonic()
        if now - self._reported >= BREATH:
            self._reported = now
            self.tell(Comparing(label, progress))
