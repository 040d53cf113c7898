"""What the board has the core search: a plan, a part of one, and anything that takes a while."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from workshop.tui import words
from workshop.tui.board import empty, inspector
from workshop.tui.board.looks import TourLooks
from workshop.tui.board.search import Search, Searched, Searching
from workshop.tui.board.task import Body, Ended, Task, Told
from workshop.tui.dialogs.choose import Answer, Choose
from workshop.tui.dialogs.tell import Tell, tell_error

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from typing import Any

    from textual.timer import Timer

    from workshop.tui.services import Services
    from workshop.tui.workbench import Changed

PLANNED = "planned"


class Planning(TourLooks):
    """Searches, one at a time, with progress and a way to stop."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "plan", "plan", id="board.plan",
                tooltip="Search the best plan for the brief; what is locked stays"),
        Binding("P", "plan_part", "plan a part", show=False, id="board.plan_part",
                tooltip="Plan only this day, or from this day on; all else stays"),
    ]  # fmt: skip

    def __init__(self, services: Services, name: str) -> None:
        """Search nothing yet."""
        super().__init__(services, name)
        self._run = 0
        self._days: frozenset[date] | None = None
        self._ticker: Timer | None = None

    @property
    def busy(self) -> bool:
        """Whether a search or a task is running, so that the plan must not change."""
        return self.search is not None or self.question is not None

    @property
    def planned(self) -> bool:
        """Whether there is a plan in hand."""
        agenda = self.hand.tour.agenda if self.hand is not None else None
        return agenda is not None and bool(agenda.days)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what works now."""
        offered = {
            "plan": self.hand is not None and not self.busy,
            "plan_part": self.planned and not self.busy,
            "stop_search": self.busy,
        }
        if action in offered:
            return offered[action]
        return super().check_action(action, parameters)

    # Plans

    def action_plan(self) -> None:
        """Search the best plan, in a thread of its own."""
        self._plan(None)

    def action_plan_part(self) -> None:
        """Ask which days are to be planned anew."""
        block = self.here
        if block is None or self.agenda is None:
            return
        here = block.start.date()
        name = words.day_name(here)
        answers = (
            Answer("day", f"Only {name}; all other days stay"),
            Answer("on", f"From {name} on; the days before stay"),
        )

        def answered(answer: str | None) -> None:
            if answer is None or self.agenda is None:
                return
            every = [day.date for day in self.agenda.days]
            self._plan(frozenset(d for d in every if d == here or (answer == "on" and d > here)))

        self.app.push_screen(
            Choose("Plan a part", "What is to be planned anew?", answers), answered
        )

    def _plan(self, days: frozenset[date] | None, meant: Changed | None = None) -> None:
        if self.hand is None or self.busy:
            return
        self._run += 1
        self._days = days
        self.search = Search(self.services, self.hand, self, self._run, days, meant)
        self._show_progress("")
        self.search.start()
        self._show_heading()

    def _show_progress(self, doing: str) -> None:
        line = self.query_one(inspector.ProgressLine)
        line.progress, line.stopping, line.elapsed, line.doing = None, False, 0.0, doing
        line.add_class("-on")
        self._ticker = self.set_interval(1 / 8, self._tick)

    def _tick(self) -> None:
        running = self.search or self.question
        if running is not None:
            self.query_one(inspector.ProgressLine).elapsed = running.elapsed

    def action_stop_search(self) -> None:
        """Stop the search; its best plan so far will be shown."""
        running = self.search or self.question
        if running is not None:
            running.stop()
            self.query_one(inspector.ProgressLine).stopping = True

    def on_searching(self, message: Searching) -> None:
        """Show a better plan as it is found."""
        if self.search is None or message.run != self.search.run:
            return
        self.query_one(inspector.ProgressLine).progress = message.progress
        best = message.progress.best
        if best is not None and best is not self.agenda:
            self.show(best, message.findings)

    def on_searched(self, message: Searched) -> None:
        """Keep the plan that the search ended with as a step that can be undone."""
        if self.search is None or message.run != self.search.run or self.hand is None:
            return
        meant = self.search.meant
        self._end()
        agenda = message.agenda
        if message.error is not None:
            self.app.push_screen(tell_error(message.error))
            self.show_in_hand()
        elif agenda is not None and agenda.days:
            wanted = meant.tour if meant is not None else self.hand.tour
            tour = wanted.model_copy(update={"agenda": agenda})
            label = meant.label if meant is not None else PLANNED
            changed = self.services.counted(self.hand.tour, tour, label)
            self.keep(replace(changed, findings=message.findings))
        elif agenda is not None and agenda.status == "infeasible":
            self._impossible(message, meant)
        else:
            self.notify("Stopped before a first plan was found.", markup=False)
            self.show_in_hand()
        self._show_heading()

    def _impossible(self, message: Searched, meant: Changed | None) -> None:
        """Say that there is no plan; what was asked for besides the brief is not done."""
        if meant is not None:
            self.show_in_hand()
            body = empty.not_done(message.ways)
            self.app.push_screen(Tell(f"This cannot be: {meant.label}", body, trouble=True))
        elif self._days is not None and self.planned:
            self.show_in_hand()
            self.tell("No plan of that part keeps all else where it is.", trouble=True)
        else:
            self.show(message.agenda, (), message.ways)

    # Tasks

    def ask(self, doing: str, body: Body, then: Callable[[Any], None]) -> None:
        """Run `body` in a thread, with progress, and give its answer to `then`."""
        if self.busy:
            return
        self.question = Task(doing, body, then, self.services.new_stop(), self)
        self._show_progress(doing)
        self.question.start()
        self.refresh_bindings()

    def on_told(self, message: Told) -> None:
        """Pass on what was found on the way."""
        if message.task is self.question:
            self.heard(message.news)

    def heard(self, news: object) -> None:
        """Take in what a task found on the way."""

    def on_ended(self, message: Ended) -> None:
        """Give the answer to whoever asked."""
        if message.task is not self.question:
            return
        self._end()
        if message.error is not None:
            self.refuse(message.error)
        else:
            message.task.then(message.answer)
        self._show_heading()

    def _end(self) -> None:
        if self._ticker is not None:
            self._ticker.stop()
        self.search = self.question = None
        self.query_one(inspector.ProgressLine).remove_class("-on")

    def leave_searches(self) -> None:
        """Stop what runs; nobody waits for it."""
        for running in (self.search, self.question):
            if running is not None:
                running.leave()
