"""One run of the planner, that tells of each better plan and can be stopped."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.message import Message

from workshop.tui.board.errand import BREATH, Errand

if TYPE_CHECKING:
    from datetime import date

    from textual.message_pump import MessagePump

    from workshop.model.agenda import Agenda
    from workshop.model.finding import Finding
    from workshop.planner import Progress
    from workshop.tui.services import Services, TourInHand
    from workshop.tui.services_brief import WayOut
    from workshop.tui.workbench import Changed


@dataclass
class Searching(Message):
    """How a search stands: the best plan so far, the bound, and the findings of that plan."""

    run: int
    progress: Progress
    findings: tuple[Finding, ...]

    def can_replace(self, message: Message) -> bool:
        """Let a newer report of the same search take the place of one not yet handled."""
        return isinstance(message, Searching) and message.run == self.run


@dataclass
class Searched(Message):
    """A search is over: its plan with the findings, or the error that ended it."""

    run: int
    agenda: Agenda | None
    findings: tuple[Finding, ...] = ()
    ways: tuple[WayOut, ...] = ()
    """Where no plan can be: what may be dropped."""
    error: Exception | None = None


class Search(Errand):
    """Plans the tour in hand and posts `Searching` and `Searched` to `listener`."""

    def __init__(
        self,
        services: Services,
        hand: TourInHand,
        listener: MessagePump,
        run: int,
        days: frozenset[date] | None = None,
        meant: Changed | None = None,
    ) -> None:
        """Prepare the search, of some `days` only if they are given; `start` begins it.

        With `meant` it is for what an edit makes of the tour.
        """
        super().__init__(f"search-{run}", services.new_stop(), listener)
        self._days = days
        self._services = services
        self._hand = replace(hand, tour=meant.tour) if meant is not None else hand
        self.run = run
        self.meant = meant
        self._reported = 0.0
        self._best: Agenda | None = None
        self._findings: tuple[Finding, ...] = ()

    def work(self) -> Message:
        """Plan, and check the plan."""
        agenda = self._plan()
        return Searched(
            self.run, agenda, self._check(agenda), self._services.ways_out(self._hand, agenda)
        )

    def failed(self, error: Exception) -> Message:
        """Say what ended it."""
        return Searched(self.run, None, error=error)

    def _plan(self) -> Agenda:
        stop, tell = self._stop, self._on_progress
        if self._days is None:
            return self._services.plan(self._hand, stop=stop, on_progress=tell)
        return self._services.plan_days(self._hand, self._days, stop=stop, on_progress=tell)

    def _on_progress(self, progress: Progress) -> None:
        better = progress.best is not None and progress.best is not self._best
        now = time.monotonic()
        if not better and now - self._reported < BREATH:
            return
        if progress.best is not None and better:
            self._best = progress.best
            self._findings = self._check(progress.best)
        self._reported = now
        self.tell(Searching(self.run, progress, self._findings))

    def _check(self, agenda: Agenda) -> tuple[Finding, ...]:
        if not agenda.days:
            return ()
        tour = self._hand.tour
        return self._services.check(agenda, tour.brief, held=tour.agenda)
