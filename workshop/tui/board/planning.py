"""What the board has the core search: a plan, a part of one, and anything that takes a while."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.binding import Binding

from workshop.tui import words
from workshop.tui.board import empty, inspector
from workshop.tui.board.activity import Activity
from workshop.tui.board.search import Search, Searched, Searching
from workshop.tui.board.task import Body, Ended, Task, Told, unheard
from workshop.tui.dialogs.choose import Answer, Choose
from workshop.tui.dialogs.tell import Tell, tell_error

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from typing import Any

    from textual.timer import Timer

    from workshop.tui.board.pricing import Pricer
    from workshop.tui.board.shown import TourView
    from workshop.tui.workbench import Changed

PLANNED = "planned"


class Planning(Activity):
    """Searches, one at a time, with progress and a way to stop; other activities ask through it."""

    BINDINGS = (
        Binding("p", "plan", "plan", id="board.plan",
                tooltip="Search the best plan for the brief; what is locked stays"),
        Binding("P", "plan_part", "plan a part", show=False, id="board.plan_part",
                tooltip="Plan only this day, or from this day on; all else stays"),
        Binding("escape", "stop_search", "stop", id="board.stop",
                tooltip="Stop the search and keep the best so far"),
    )  # fmt: skip
    CHANGES = frozenset({"plan", "plan_part"})

    def __init__(self, board: TourView, pricer: Pricer) -> None:
        """Search nothing yet; the `pricer` waits while something is searched."""
        super().__init__(board)
        self._pricer = pricer
        self.search: Search | None = None
        """The search that is running."""
        self.question: Task | None = None
        """The question to the core that is not answered yet."""
        self._run = 0
        self._days: frozenset[date] | None = None
        self._ticker: Timer | None = None

    @property
    def busy(self) -> bool:
        """Whether a search or a task is running, so that the plan must not change."""
        return self.search is not None or self.question is not None

    def works(self, action: str, *_: object) -> bool:
        """Plan where nothing else is going on; stop what is."""
        if action == "stop_search":
            return self.busy
        return self.board.free and (action == "plan" or self.board.planned)

    # Plans

    def action_plan(self) -> None:
        """Search the best plan, in a thread of its own."""
        self.plan()

    def action_plan_part(self) -> None:
        """Ask which days are to be planned anew."""
        block = self.board.here
        if block is None or self.board.agenda is None:
            return
        here = block.start.date()
        name = words.day_name(here)
        answers = (
            Answer("day", f"Only {name}; all other days stay"),
            Answer("on", f"From {name} on; the days before stay"),
        )

        def answered(answer: str | None) -> None:
            if answer is None or self.board.agenda is None:
                return
            every = [day.date for day in self.board.agenda.days]
            self.plan(frozenset(d for d in every if d == here or (answer == "on" and d > here)))

        self.board.app.push_screen(
            Choose("Plan a part", "What is to be planned anew?", answers), answered
        )

    def plan(self, days: frozenset[date] | None = None, meant: Changed | None = None) -> None:
        """Search the best plan, of some `days` only if they are given; all else stays then.

        With `meant` it is for what an edit makes of the tour.
        """
        if self.board.hand is None or self.busy:
            return
        self._pricer.stop()
        self._run += 1
        self._days = days
        self.search = Search(self.services, self.board.hand, self.board, self._run, days, meant)
        self._show_progress("")
        self.search.start()
        self.board.show_heading()

    def _show_progress(self, doing: str) -> None:
        line = self.board.query_one(inspector.ProgressLine)
        line.progress, line.stopping, line.elapsed, line.doing = None, False, 0.0, doing
        line.add_class("-on")
        self._ticker = self.board.set_interval(1 / 8, self._tick)

    def _tick(self) -> None:
        running = self.search or self.question
        if running is not None:
            self.board.query_one(inspector.ProgressLine).elapsed = running.elapsed

    def action_stop_search(self) -> None:
        """Stop the search; its best plan so far will be shown."""
        running = self.search or self.question
        if running is not None:
            running.stop()
            self.board.query_one(inspector.ProgressLine).stopping = True

    def searching(self, message: Searching) -> None:
        """Show a better plan as it is found."""
        if self.search is None or message.run != self.search.run:
            return
        self.board.query_one(inspector.ProgressLine).progress = message.progress
        best = message.progress.best
        if best is not None and best is not self.board.agenda:
            self.board.show(best, message.findings)

    def searched(self, message: Searched) -> None:
        """Keep the plan that the search ended with as a step that can be undone."""
        if self.search is None or message.run != self.search.run or self.board.hand is None:
            return
        meant = self.search.meant
        self._end()
        agenda = message.agenda
        if message.error is not None:
            self.board.app.push_screen(tell_error(message.error))
            self.board.show_in_hand()
        elif agenda is not None and agenda.days:
            wanted = meant.tour if meant is not None else self.board.hand.tour
            tour = wanted.model_copy(update={"agenda": agenda})
            label = meant.label if meant is not None else PLANNED
            changed = self.services.counted(self.board.hand.tour, tour, label)
            self.board.keep(replace(changed, findings=message.findings))
        elif agenda is not None and agenda.status == "infeasible":
            self._impossible(message, meant)
        else:
            self.board.notify("Stopped before a first plan was found.", markup=False)
            self.board.show_in_hand()
        self.board.show_heading()

    def _impossible(self, message: Searched, meant: Changed | None) -> None:
        """Say that there is no plan; what was asked for besides the brief is not done."""
        if meant is not None:
            self.board.show_in_hand()
            body = empty.not_done(message.ways)
            self.board.app.push_screen(Tell(f"This cannot be: {meant.label}", body, trouble=True))
        elif self._days is not None and self.board.planned:
            self.board.show_in_hand()
            self.board.tell("No plan of that part keeps all else where it is.", trouble=True)
        else:
            self.board.show(message.agenda, (), message.ways)

    # Tasks

    def ask(
        self,
        doing: str,
        body: Body,
        then: Callable[[Any], None],
        heard: Callable[[Any], None] = unheard,
    ) -> None:
        """Run `body` in a thread, with progress, and give its answer to `then`.

        What it finds on the way goes to `heard`.
        """
        if self.busy:
            return
        self._pricer.stop()
        stop = self.services.new_stop()
        self.question = Task(doing, body, stop, self.board, then=then, heard=heard)
        self._show_progress(doing)
        self.question.start()
        self.board.refresh_bindings()

    def told(self, message: Told) -> None:
        """Pass on what was found on the way."""
        if message.task is self.question:
            message.task.heard(message.news)

    def ended(self, message: Ended) -> None:
        """Give the answer to whoever asked."""
        if message.task is not self.question:
            return
        self._end()
        if message.error is not None:
            self.board.refuse(message.error)
        else:
            message.task.then(message.answer)
        self.board.show_heading()

    def drop_question(self) -> None:
        """Let go of a question; its answer is not wanted any more."""
        if self.question is not None:
            self.question.stop()
            self._end()

    def _end(self) -> None:
        if self._ticker is not None:
            self._ticker.stop()
        self.search = self.question = None
        self.board.query_one(inspector.ProgressLine).remove_class("-on")

    def leave(self) -> None:
        """Stop what runs; nobody waits for it."""
        for running in (self.search, self.question):
            if running is not None:
                running.leave()

    def drop(self) -> None:
        """Stop what runs, and show nothing of it any more."""
        self.leave()
        self._end()
