"""What it would cost to have what is left out: asked while nobody presses a key, and kept."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from workshop.errors import WorkshopError
from workshop.tui.board.task import Task, Told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.message_pump import MessagePump

    from workshop.model.tour import Tour
    from workshop.planner.why import Why
    from workshop.tui.board.task import Tell
    from workshop.tui.services import Services, StopSignal, TourInHand

STATES = 12
"""Tours, as they were after some edit, whose prices are kept."""
PATIENCE = 0.6
"""Seconds without a key before prices are asked for."""


class Pricer:
    """Prices of forcing candidates in, by tour; a tour that is another object is another tour."""

    def __init__(self, services: Services, listener: MessagePump) -> None:
        """Ask `services`; what is found is posted to `listener` as `Told`."""
        self._services, self._listener = services, listener
        self._known: OrderedDict[int, tuple[Tour, dict[str, Why]]] = OrderedDict()
        self._task: Task | None = None

    def prices(self, tour: Tour) -> dict[str, str]:
        """Return the prices known in a tour, in words, by candidate."""
        return {ref: price_words(why) for ref, why in self.known(tour).items()}

    def known(self, tour: Tour) -> dict[str, Why]:
        """Return the answers known in a tour, by candidate."""
        state = self._known.setdefault(id(tour), (tour, {}))
        self._known.move_to_end(id(tour))
        while len(self._known) > STATES:
            self._known.popitem(last=False)
        return state[1]

    def keep(self, tour: Tour, why: Why) -> None:
        """Keep the price in an answer."""
        if not why.placed:
            self.known(tour)[why.item] = why

    def ask(self, hand: TourInHand, refs: Sequence[str]) -> None:
        """Ask for the prices of some candidates, one after the other; those known are not asked."""
        self.stop()
        wanted = [ref for ref in refs if ref not in self.known(hand.tour)]
        if not wanted:
            return

        def body(stop: StopSignal, tell: Tell) -> None:
            for ref in wanted:
                try:
                    why = self._services.why(hand, ref, stop)
                except WorkshopError:  # nobody knows more about this one
                    continue
                if stop.stopped():
                    return
                tell((hand.tour, why))

        stop = self._services.new_stop()
        self._task = Task("prices", body, lambda _: None, stop, self._listener)
        self._task.start()

    def take(self, message: Told) -> bool:
        """Keep what was found, and tell whether it was asked for here."""
        if self._task is None or message.task is not self._task:
            return False
        self.keep(*message.news)
        return True

    def stop(self) -> None:
        """Ask for nothing any more; what is known stays."""
        if self._task is not None:
            self._task.stop()
        self._task = None

    def leave(self) -> None:
        """Stop, and wait a moment for the thread."""
        if self._task is not None:
            self._task.leave()
        self._task = None


def price_words(why: Why) -> str:
    """Return `−14 if forced: 1 goes, 2 move`."""
    price = why.price
    if price is None:
        return "no plan near this one has it"
    won = f"{-price.points:+d}".replace("-", "−")
    gone, moved = len(price.changes.dropped), len(price.changes.moved)
    parts = [f"{gone} {'goes' if gone == 1 else 'go'}"] if gone else []
    parts += [f"{moved} {'moves' if moved == 1 else 'move'}"] if moved else []
    return f"{won} if forced" + (f": {', '.join(parts)}" if parts else "")
