"""Keeping the day: what this session will make the group miss, and the planner's repairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from workshop.tui import text
from workshop.tui.room.conducting import ConductingScreen

if TYPE_CHECKING:
    from workshop.delivery.pace import Retimed
    from workshop.tui.room.clock import Clock
    from workshop.tui.room.seat import Seat


class MendingScreen(ConductingScreen):
    """Watches what is fixed on the day, and offers repairs."""

    @dataclass
    class Mended(Message):
        """The planner's repairs, in words."""

        words: str = ""
        error: Exception | None = None

    def __init__(self, seat: Seat, clock: Clock) -> None:
        """Keep the day that the session of `seat` is part of."""
        super().__init__(seat, clock)
        self._late = ""
        """The fixed block that was said to be missed."""

    def missed(self) -> Retimed | None:
        """Return the first fixed block of the day that will be missed, if any."""
        from workshop.delivery.pace import broken

        tour = self.seat.target is not None and self.seat.target.tour
        desk = self.desk
        return broken(desk.state, desk.now) if desk is not None and tour else None

    def watch_the_day(self) -> None:
        """Offer the planner's repair once a fixed block will be missed."""
        late = self.missed()
        name = late.block.id if late is not None else ""
        if late is not None and name != self._late:
            self.notify(
                f"{late.block.title} will be missed. Cut with S or H, or ask for repairs with Y.",
                severity="warning", markup=False,
            )  # fmt: skip
        if name != self._late:
            self._late = name
            self.refresh_bindings()

    def action_repair(self) -> None:
        """Ask the planner how to mend the day, this session being as late as it is."""
        from workshop.delivery.pace import pace

        desk, target = self.desk, self.seat.target
        if desk is None or target is None or self.missed() is None:
            return
        planned = desk.state.show.end
        ends = pace(desk.state, desk.now).ends
        late = (ends - planned).total_seconds() if planned is not None else 0.0
        self.notify("Looking for repairs…", markup=False)
        self._mend(target.tour, target.block, max(5, round(late / 60)))

    @work(thread=True, exclusive=True, group="repair", exit_on_error=False)
    def _mend(self, tour: str, block: str, minutes: int) -> None:
        from workshop.errors import WorkshopError

        assert self.seat.sessions is not None  # noqa: S101 (there is no tour without)
        try:
            words = self.seat.sessions.repairs(tour, block, minutes)
            self.post_message(self.Mended(f"{words}\n{_store(tour, block, minutes)}"))
        except WorkshopError as error:
            self.post_message(self.Mended(error=error))

    @on(Mended)
    def _mended(self, event: Mended) -> None:
        event.stop()
        from workshop.tui.dialogs.tell import Tell, tell_error

        if event.error is not None:
            self.app.push_screen(tell_error(event.error))
        else:
            self.app.push_screen(Tell("Repairs of the day", text.literal(event.words)))


def _store(tour: str, block: str, minutes: int) -> str:
    return f"To take the first one: workshop repair {tour} --delay {block}:{minutes} --write"
