"""What it would cost to have what is left out: asked while nobody presses a key, and kept."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from workshop.errors import WorkshopError
from workshop.tui.board.lists import LeftOutList
from workshop.tui.board.task import Task, Told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.timer import Timer

    from workshop.model.agenda import Agenda
    from workshop.model.tour import Tour
    from workshop.planner.why import Why
    from workshop.tui.board.shown import TourView
    from workshop.tui.board.task import Tell
    from workshop.tui.workbench import StopSignal, TourInHand

STATES = 12
"""Tours, as they were after some edit, whose prices are kept."""
PATIENCE = 0.6
"""Seconds without a key before prices are asked for."""


class Pricer:
    """Prices of forcing candidates in, by tour; a tour that is another object is another tour."""

    def __init__(self, board: TourView) -> None:
        """Know no price yet; write those that are found into the `board`'s list."""
        self._board, self._services = board, board.services
        self._known: OrderedDict[int, tuple[Tour, dict[str, Why]]] = OrderedDict()
        self._task: Task | None = None
        self._pausing: Timer | None = None

    def prices(self, agenda: Agenda | None) -> dict[str, str]:
        """Return the known prices of what a plan leaves out, in words, by candidate."""
        hand = self._board.hand
        if hand is None or agenda is not hand.tour.agenda:
            return {}
        return {ref: price_words(why) for ref, why in self.known(hand.tour).items()}

    def known(self, tour: Tour) -> dict[str, Why]:
        """Return the answers known in a tour, by candidate."""
        state = self._known.setdefault(id(tour), (tour, {}))
        self._known.move_to_end(id(tour))
        while len(self._known) > STATES:
            self._known.popitem(last=False)
        return state[1]

    def keep(self, tour: Tour, why: Why) -> None:
        """Keep the price in an answer, and write it to its candidate."""
        if not why.placed:
            self.known(tour)[why.item] = why
        prices = self.prices(self._board.agenda)
        self._board.query_one(LeftOutList).set_prices(prices)

    def soon(self) -> None:
        """Ask for prices, from the candidate under the cursor on, once no key was pressed."""
        if self._pausing is not None:
            self._pausing.stop()
        self._pausing = self._board.set_timer(PATIENCE, self._ask_for_list)

    def _ask_for_list(self) -> None:
        board, listing = self._board, self._board.query_one(LeftOutList)
        if listing.has_focus and board.hand is not None and board.planned and board.free:
            self._ask(board.hand, listing.onward())

    def _ask(self, hand: TourInHand, refs: Sequence[str]) -> None:
        """Ask for the prices of some candidates, one after the other; known ones are not asked."""
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
        self._task = Task("prices", body, stop, self._board)
        self._task.start()

    def told(self, message: Told) -> None:
        """Take in a price, if it was asked for here."""
        if message.task is self._task:
            self.keep(*message.news)

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
    """Return `−14 if forced: 1 goes, 2 move`, or that it may be fewer where that is not known."""
    price = why.price
    if price is None:
        return "no plan near this one has it"
    won = f"{-price.points:+d}".replace("-", "−")
    gone, moved = len(price.changes.dropped), len(price.changes.moved)
    parts = [f"{gone} {'goes' if gone == 1 else 'go'}"] if gone else []
    parts += [f"{moved} {'moves' if moved == 1 else 'move'}"] if moved else []
    won += "" if price.proven or price.points <= 0 else " or fewer"
    return f"{won} if forced" + (f": {', '.join(parts)}" if parts else "")
