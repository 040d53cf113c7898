"""One run of the planner in a thread of its own, that can be stopped and never holds up quitting.

A worker of Textual is waited for when the app ends, however long its thread runs on. Here a daemon
thread searches, posts what it finds, and is told to stop when nobody wants it any more.
"""

from __future__ import annotations

import contextlib
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from datetime import date

    from textual.message_pump import MessagePump

    from workshop.model.agenda import Agenda
    from workshop.model.finding import Finding
    from workshop.planner import Progress
    from workshop.tui.services import Services, TourInHand

PATIENCE = 0.5
"""Seconds to wait for the thread on leaving; the planner stops within milliseconds as a rule."""
BREATH = 0.1
"""Seconds between two reports at least, unless a better plan was found."""


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
    error: Exception | None = None


class Search:
    """Plans the tour in hand and posts `Searching` and `Searched` to `listener`."""

    def __init__(
        self,
        services: Services,
        hand: TourInHand,
        listener: MessagePump,
        run: int,
        days: frozenset[date] | None = None,
    ) -> None:
        """Prepare the search, of some `days` only if they are given; `start` begins it."""
        self._days = days
        self._services, self._hand, self._listener = services, hand, listener
        self.run = run
        self._stop = services.new_stop()
        self._thread = threading.Thread(target=self._body, name=f"search-{run}", daemon=True)
        self._reported = 0.0
        self._left = False
        self._best: Agenda | None = None
        self._findings: tuple[Finding, ...] = ()
        self._begun = time.monotonic()

    @property
    def elapsed(self) -> float:
        """Seconds since the search was prepared."""
        return time.monotonic() - self._begun

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Ask the planner to stop and give the best it has."""
        self._stop.set()

    def leave(self) -> None:
        """Stop, and wait a moment for the thread; nobody listens any more."""
        self._left = True
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(PATIENCE)

    def _body(self) -> None:
        try:
            agenda = self._plan()
            done = Searched(self.run, agenda, self._check(agenda))
        except Exception as error:  # noqa: BLE001 - whatever it is, the screen must hear of it
            done = Searched(self.run, None, error=error)
        self._tell(done)

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
        self._tell(Searching(self.run, progress, self._findings))

    def _tell(self, message: Message) -> None:
        if self._left:
            return
        with contextlib.suppress(RuntimeError):  # the app has ended meanwhile
            self._listener.post_message(message)

    def _check(self, agenda: Agenda) -> tuple[Finding, ...]:
        if not agenda.days:
            return ()
        tour = self._hand.tour
        return self._services.check(agenda, tour.brief, held=tour.agenda)
