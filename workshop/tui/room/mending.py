"""Keeping the day: what this session will make the group miss, and the planner's repairs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message

from workshop.errors import WorkshopError
from workshop.tui.room.activity import Activity

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.delivery.pace import Retimed
    from workshop.model.agenda import Agenda
    from workshop.planner.repair import Repair
    from workshop.tui.room.walking import WalkingScreen


@dataclass
class Ways(Message):
    """Ways to mend the day, or why there is none to be had."""

    repairs: tuple[Repair, ...] = ()
    points: int = 0
    """Of the plan as it is."""
    taken: str = ""
    """The repair that can be taken back."""
    error: WorkshopError | None = None


@dataclass
class Mended(Message):
    """The tour was repaired, or as it was again; or it could not be."""

    agenda: Agenda | None = None
    words: str = ""
    error: WorkshopError | None = None


class Mending(Activity):
    """Watches what is fixed on the day, and offers repairs."""

    def __init__(self, room: WalkingScreen) -> None:
        """Keep the day that the session is part of."""
        super().__init__(room)
        self._late = ""
        """The fixed block that was said to be missed."""

    def missed(self) -> Retimed | None:
        """Return the first fixed block of the day that will be missed, if any."""
        from workshop.delivery.pace import broken

        tour = self.room.seat.target is not None and self.room.seat.target.tour
        desk = self.room.desk
        return broken(desk.state, desk.now) if desk is not None and tour else None

    def watch_the_day(self) -> None:
        """Offer the planner's repair once a fixed block will be missed."""
        late = self.missed()
        name = late.block.id if late is not None else ""
        if late is not None and name != self._late:
            self.room.notify(
                f"{late.block.title} will be missed. Cut with S or H, or ask for repairs with Y.",
                severity="warning", markup=False,
            )  # fmt: skip
        if name != self._late:
            self._late = name
            self.room.refresh_bindings()

    def works(self, action: str) -> bool:
        """Offer repairs where there is a day to mend, or one to take back."""
        del action
        tour = self.room.seat.tour
        return tour is not None and (self.missed() is not None or bool(tour.taken))

    def action_repair(self) -> None:
        """Ask the planner how to mend the day, this session being as late as it is."""
        from workshop.delivery.pace import pace

        desk, target = self.room.desk, self.room.seat.target
        if desk is None or target is None or not self.works("repair"):
            return
        planned = desk.state.show.end
        ends = pace(desk.state, desk.now).ends
        late = (ends - planned).total_seconds() if planned is not None else 0.0
        self.room.hint("looking for repairs…")
        minutes = max(5, round(late / 60)) if self.missed() is not None else 0
        self._begin(partial(self._look, target.block, minutes))

    def _begin(self, errand: Callable[[], None]) -> None:
        """Do something with the planner, in the background."""
        self.room.run_worker(
            errand, thread=True, exclusive=True, group="repair", exit_on_error=False
        )

    def _look(self, block: str, minutes: int) -> None:
        tour = self.room.seat.tour
        assert tour is not None  # noqa: S101 (it works)
        try:
            found = tour.repairs(block, minutes) if minutes else ()
            agenda = tour.now().tour.agenda
            taken = tour.taken if tour.can_take_back() else ""
            self.room.post_message(Ways(found, agenda.score if agenda else 0, taken))
        except WorkshopError as error:
            self.room.post_message(Ways(error=error))

    def choose(self, event: Ways) -> None:
        """Show the ways to mend the day, and take the one that is chosen."""
        from workshop.tui.dialogs.tell import tell_error
        from workshop.tui.room.repairing import BACK, RepairScreen

        self.room.hint("")
        if event.error is not None:
            self.room.app.push_screen(tell_error(event.error))
            return

        def chosen(answer: str | None) -> None:
            if answer is not None:
                repair = None if answer == BACK else event.repairs[int(answer)]
                self._begin(partial(self._take, repair))

        self.room.app.push_screen(RepairScreen(event.repairs, event.points, event.taken), chosen)

    def _take(self, repair: Repair | None) -> None:
        """Take a repair, or None to take the last one back."""
        tour = self.room.seat.tour
        assert tour is not None  # noqa: S101 (it works)
        try:
            if repair is None:
                message = Mended(tour.take_back(), "The day is as it was planned.")
            else:
                tell = "; ".join(repair.tell) or "nobody"
                message = Mended(tour.take(repair), f"Taken. To tell: {tell}")
            self.room.post_message(message)
        except WorkshopError as error:
            self.room.post_message(Mended(error=error))

    def mended(self, event: Mended) -> None:
        """Go on with the day as it is now."""
        from workshop.tui.dialogs.tell import tell_error

        if event.error is not None:
            self.room.app.push_screen(tell_error(event.error))
            return
        if event.agenda is not None:
            self._go_on_with(event.agenda)
        self._late = ""
        self.room.refresh_bindings()
        self.room.notify(event.words, markup=False, timeout=15)

    def _go_on_with(self, agenda: Agenda) -> None:
        """Take from an agenda what follows on the day."""
        from workshop.tui.room.running import ahead_of

        self.room.seat = self.room.seat.with_agenda(agenda)
        block, desk = self.room.seat.block, self.room.desk
        if block is not None and desk is not None:
            follows = {"end": block.end, "ahead": ahead_of(block, agenda)}
            desk.reread(desk.state.show.model_copy(update=follows))
            self.room.show_session()
