"""Keeping the day: what this session will make the group miss, and the planner's repairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from workshop.errors import WorkshopError
from workshop.tui.room.writing import WritingScreen

if TYPE_CHECKING:
    from workshop.delivery.pace import Retimed
    from workshop.model.agenda import Agenda
    from workshop.planner.repair import Repair
    from workshop.tui.room.clock import Clock
    from workshop.tui.room.seat import Seat


class MendingScreen(WritingScreen):
    """Watches what is fixed on the day, and offers repairs."""

    @dataclass
    class Found(Message):
        """Ways to mend the day, or why there is none to be had."""

        repairs: tuple[Repair, ...] = ()
        points: int = 0
        """Of the plan as it is."""
        taken: str = ""
        """The repair that can be taken back."""
        error: WorkshopError | None = None

    @dataclass
    class Taken(Message):
        """The tour was repaired, or as it was again; or it could not be."""

        agenda: Agenda | None = None
        words: str = ""
        error: WorkshopError | None = None

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

    def can_repair(self) -> bool:
        """Tell whether there is a day to mend, or a repair to take back."""
        tour = self.seat.tour
        return tour is not None and (self.missed() is not None or bool(tour.taken))

    def action_repair(self) -> None:
        """Ask the planner how to mend the day, this session being as late as it is."""
        from workshop.delivery.pace import pace

        desk, target = self.desk, self.seat.target
        if desk is None or target is None or not self.can_repair():
            return
        planned = desk.state.show.end
        ends = pace(desk.state, desk.now).ends
        late = (ends - planned).total_seconds() if planned is not None else 0.0
        self.hint("looking for repairs…")
        minutes = max(5, round(late / 60)) if self.missed() is not None else 0
        self._look(target.block, minutes)

    @work(thread=True, exclusive=True, group="repair", exit_on_error=False)
    def _look(self, block: str, minutes: int) -> None:
        tour = self.seat.tour
        assert tour is not None  # noqa: S101 (can_repair)
        try:
            found = tour.repairs(block, minutes) if minutes else ()
            agenda = tour.now().tour.agenda
            taken = tour.taken if tour.can_take_back() else ""
            self.post_message(self.Found(found, agenda.score if agenda else 0, taken))
        except WorkshopError as error:
            self.post_message(self.Found(error=error))

    @on(Found)
    def _choose(self, event: Found) -> None:
        event.stop()
        from workshop.tui.dialogs.tell import tell_error
        from workshop.tui.room.repairing import BACK, RepairScreen

        self.hint("")
        if event.error is not None:
            self.app.push_screen(tell_error(event.error))
            return

        def chosen(answer: str | None) -> None:
            if answer is not None:
                self._take(None if answer == BACK else event.repairs[int(answer)])

        self.app.push_screen(RepairScreen(event.repairs, event.points, event.taken), chosen)

    @work(thread=True, exclusive=True, group="repair", exit_on_error=False)
    def _take(self, repair: Repair | None) -> None:
        """Take a repair, or None to take the last one back."""
        tour = self.seat.tour
        assert tour is not None  # noqa: S101 (can_repair)
        try:
            if repair is None:
                message = self.Taken(tour.take_back(), "The day is as it was planned.")
            else:
                tell = "; ".join(repair.tell) or "nobody"
                message = self.Taken(tour.take(repair), f"Taken. To tell: {tell}")
            self.post_message(message)
        except WorkshopError as error:
            self.post_message(self.Taken(error=error))

    @on(Taken)
    def _taken(self, event: Taken) -> None:
        event.stop()
        from workshop.tui.dialogs.tell import tell_error

        if event.error is not None:
            self.app.push_screen(tell_error(event.error))
            return
        if event.agenda is not None:
            self._go_on_with(event.agenda)
        self._late = ""
        self.refresh_bindings()
        self.notify(event.words, markup=False, timeout=15)

    def _go_on_with(self, agenda: Agenda) -> None:
        """Take from an agenda what follows on the day."""
        from workshop.tui.room.running import ahead_of

        self.seat = self.seat.with_agenda(agenda)
        block, desk = self.seat.block, self.desk
        if block is not None and desk is not None:
            follows = {"end": block.end, "ahead": ahead_of(block, agenda)}
            desk.reread(desk.state.show.model_copy(update=follows))
            self.show_session()
