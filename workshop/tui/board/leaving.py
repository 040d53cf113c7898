"""What goes into the tour's file and comes in from it: saving, what others wrote, letting go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from workshop.errors import InputError, WorkshopError
from workshop.tui import text
from workshop.tui.board.exporting import Exporting
from workshop.tui.board.reports import Failed, Saved
from workshop.tui.dialogs.ask_text import AskText
from workshop.tui.dialogs.choose import Answer, Choose

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.model.tour import Tour
    from workshop.tui.board.reports import Loaded

WATCH = 1.0
"""Seconds between two looks at the tour's file."""


class Leaving(Exporting):
    """Saves, watches the tour's file, and lets go of the tour."""

    _broken: str = ""
    """What was told of a broken file, so that it is told once."""

    # Watching

    def on_loaded(self, message: Loaded) -> None:
        """Begin to watch; tell what is to be told about how it was read."""
        hand = message.hand
        if hand.unsaved and not hand.owner:
            self.notify("Edits that are not saved were found and are here again.", markup=False)
        if hand.notice:
            self.notify(hand.notice, severity="error", markup=False)
        if hand.clash:
            self._ask_which()
        self.set_interval(WATCH, self.look_at_file, name="watch")

    def look_at_file(self) -> None:
        """Take in what others wrote; what is broken is told, and the plan stays."""
        if self.hand is None or self.busy or self.carrying or self.mending:
            return
        before, owner = self.hand.tour, self.hand.owner
        try:
            hand = self.services.look(self.hand)
        except InputError as error:
            told = str(error)
            if told != self._broken:
                fault = error.faults[0]
                self.notify(
                    f"{fault} – the plan on the screen stays", severity="error", markup=False
                )
            self._broken = told
            return
        except WorkshopError as error:
            self.tell(error.message, trouble=True)
            return
        if hand is None:
            return
        self._broken = ""
        if hand.clash:
            self.hand = hand
            self._ask_which()
        elif hand.tour != before:
            what = "the other window" if hand.owner else "the file"
            self.settle(hand, self.services.counted(before, hand.tour, f"changed in {what}"))
        else:
            self.hand = hand
            self._show_heading()
        if hand.owner != owner:
            self._show_standing()
            if not hand.owner:
                self.tell("the other window has let go: now it can be edited here")

    def _ask_which(self) -> None:
        if self.hand is None:
            return
        what = ", ".join(self.hand.clash)
        answers = (
            Answer("mine", "Keep what is on the screen; saving writes over the file's"),
            Answer("theirs", "Take what the file has; u brings this one back"),
        )

        def answered(answer: str | None) -> None:
            if self.hand is None:
                return
            before = self.hand.tour
            hand = self.services.decide(self.hand, "theirs" if answer == "theirs" else "mine")
            label = "the file's" if answer == "theirs" else "kept"
            self.settle(hand, self.services.counted(before, hand.tour, label))

        question = f"The file was changed meanwhile, and so was this here: {what}."
        self.app.push_screen(Choose("Changed in two places", question, answers), answered)

    def action_read_again(self) -> None:
        """Look at the file at once; a fault is shown in full."""
        self._broken = ""
        self.load()

    # Saving

    def action_save(self) -> None:
        """Write the tour into its file."""
        if self.unsaved and self.search is None:
            self.save()

    @work(thread=True, exclusive=True, group="save", exit_on_error=False)
    def save(self, then: Callable[[], None] | None = None) -> None:
        """Write in a thread; `then` is called once it is on disk."""
        if self.hand is None:
            return
        try:
            hand = self.services.save(self.hand)
        except Exception as error:  # noqa: BLE001 - whatever it is, the screen must say it
            self.post_message(Failed("saving", error))
            return
        self.post_message(Saved(hand, then))

    def on_saved(self, message: Saved) -> None:
        """Say so, now that it is on disk."""
        self.hand = self.services.now(message.hand)
        self._show_heading()
        if message.then is not None:
            message.then()
        else:
            path = Path(message.hand.path)
            said = text.line(f"{path.parent.name}/{path.name}")
            self.notify(f"Saved in {said}", markup=False)

    def action_save_as(self) -> None:
        """Ask for a name and keep what is on the screen as a new tour."""
        hand, agenda = self.hand, self.agenda
        if hand is None or agenda is None:
            return
        tour = hand.tour.model_copy(update={"agenda": agenda})
        ask = AskText("Keep as a new tour", "Its name:", f"{hand.name}-2")
        self.app.push_screen(ask, lambda name: self._save_as(tour, name))

    def _save_as(self, tour: Tour, name: str | None) -> None:
        if name is None:
            return
        try:
            path = self.services.save_as(tour, name)
        except WorkshopError as error:
            self.refuse(error)
            return
        self.notify(f"Kept as {text.line(path)}", markup=False)

    # Leaving

    def before_leaving(self, go: Callable[[], None]) -> None:
        """Let go of a running search at once; ask about what the file does not hold."""
        if self.search is not None or self.question is not None:
            self.leave_searches()
            self._end()
            go()
            return
        if not self.unsaved or (self.hand is not None and self.hand.owner):
            go()
            return
        answers = (
            Answer("save", "Save it in the tour file"),
            Answer("drop", "Leave; it is kept and comes back, but is not in the file"),
            Answer("stay", "Stay here"),
        )

        def answered(answer: str | None) -> None:
            if answer == "save":
                self.save(then=go)
            elif answer == "drop":
                go()

        question = "The plan on the screen is not saved."
        self.app.push_screen(Choose("Not saved", question, answers), answered)

    def on_unmount(self) -> None:
        """Stop what nobody waits for."""
        self.leave_searches()
