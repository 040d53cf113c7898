"""A tour taken in hand by a thread for a screen that may be gone by then: let go once, always."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workshop.tui.services import Services, TourInHand


class Taking:
    """Takes one tour in hand, once however often it is asked, and lets it go once."""

    def __init__(self, services: Services, name: str) -> None:
        """Take nothing yet."""
        self._services, self._name = services, name
        self._one_at_a_time, self._state = Lock(), Lock()
        self._hand: TourInHand | None = None
        self._over = False

    def take(self) -> TourInHand:
        """Return the tour as it was taken; blocks, and raises as `Services.take`.

        Where nobody waits for it any more it has been let go already.
        """
        with self._one_at_a_time:
            if self._hand is None:
                hand = self._services.take(self._name)
                with self._state:
                    self._hand, late = hand, self._over
                if late:
                    self._services.release(hand)
            return self._hand

    def let_go(self) -> None:
        """Let others have the tour; a thread that is still taking it does so itself."""
        with self._state:
            hand = self._hand if not self._over else None
            self._over = True
        if hand is not None:
            self._services.release(hand)
