"""The tour's file: read, watched for what others write, saved, and let go of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.binding import Binding

from workshop.errors import InputError, WorkshopError
from workshop.tui import text
from workshop.tui.board import empty
from workshop.tui.board.activity import Activity
from workshop.tui.board.reports import Failed, Loaded, Saved
from workshop.tui.board.taking import Taking
from workshop.tui.board.ways import NoWeek
from workshop.tui.dialogs.ask_text import AskText
from workshop.tui.dialogs.choose import Answer, Choose
from workshop.tui.dialogs.tell import tell_error

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer

    from workshop.model.tour import Tour
    from workshop.tui.board.planning import Planning
    from workshop.tui.board.shown import TourView

WATCH = 1.0
"""Seconds between two looks at the tour's file."""


class Filing(Activity):
    """Reads and saves the tour, watches its file, and lets go of it."""

    BINDINGS = (
        Binding("s", "save", "save", id="board.save", tooltip="Write the plan into the tour file"),
        Binding("S", "save_as", "save as a new tour", show=False, id="board.save_as",
                tooltip="Keep what is on the screen as a tour of another name"),
        Binding("f5", "read_again", "read again", show=False, id="board.read_again",
                tooltip="Look again at the tour file, which an editor may have changed"),
    )  # fmt: skip
    CHANGES = frozenset({"save"})

    def __init__(self, board: TourView, planning: Planning) -> None:
        """Read nothing yet; what is planned is over when the board is left."""
        super().__init__(board)
        self._planning = planning
        self._taking = Taking(board.services, board.tour_name)
        self._broken = ""
        """What was told of a broken file, so that it is told once."""
        self._watching: Timer | None = None

    def works(self, action: str, *_: object) -> bool:
        """Save what is not saved; read again at any time."""
        if not self.board.free:
            return False
        return {"save": self.board.unsaved, "save_as": self.board.planned}.get(action, True)

    # Reading

    def read(self) -> None:
        """Read the tour and the catalogue in a thread."""
        self._work(self._read, "load")

    def _work(self, body: Callable[[], None], group: str) -> None:
        self.board.run_worker(body, thread=True, exclusive=True, group=group, exit_on_error=False)

    def _read(self) -> None:
        try:
            hand = self.board.hand
            hand = self._taking.take() if hand is None else self.services.look(hand) or hand
            catalogue = self.services.catalogue()
            agenda, plan = hand.tour.agenda, hand.tour.plan
            found = self.services.check(plan, hand.tour.brief) if plan is not None else ()
            ways = self.services.ways_out(hand, agenda) if agenda is not None else ()
        except Exception as error:  # noqa: BLE001 - whatever it is, the screen must say it
            self.board.post_message(Failed("reading", error))
            return
        self.board.post_message(Loaded(hand, catalogue, found, ways))

    def loaded(self, message: Loaded) -> None:
        """Show what was read, tell what is to be told about how, and begin to watch."""
        hand = message.hand
        self.board.show_read(hand, message.catalogue, message.findings, message.ways)
        if hand.unsaved and not hand.owner:
            said = "Edits that are not saved were found and are here again."
            self.board.notify(said, markup=False)
        if hand.notice:
            self.board.notify(hand.notice, severity="error", markup=False)
        if hand.clash:
            self._ask_which()
        if self._watching is None:
            self._watching = self.board.set_interval(WATCH, self.look, name="watch")

    def catch_up(self) -> None:
        """Take over what was added to the catalogue meanwhile, and done to the tour."""
        board, hand = self.board, self.board.hand
        if board.catalogue is not None:
            board.catalogue = self.services.catalogue()
        if hand is not None:
            before, now = hand.tour, self.services.now(hand)
            if now.tour != before:
                label = now.undoes or "as it was"
                board.settle(now, self.services.counted(before, now.tour, label))

    def failed(self, message: Failed) -> None:
        """Say what went wrong; what is on the screen stays, or says it where nothing is yet."""
        if message.doing == "reading" and self.board.hand is None:
            self.board.query_one(NoWeek).say(empty.unreadable(message.error))
            self.board.end_reading()
        else:
            self.board.app.push_screen(tell_error(message.error))

    # Watching

    def look(self) -> None:
        """Take in what others wrote; what is broken is told, and the plan stays."""
        if self.board.hand is None or not self.board.free:
            return
        before, owner = self.board.hand.tour, self.board.hand.owner
        try:
            hand = self.services.look(self.board.hand)
        except InputError as error:
            told = str(error)
            if told != self._broken:
                fault = error.faults[0]
                self.board.notify(
                    f"{fault} – the plan on the screen stays", severity="error", markup=False
                )
            self._broken = told
            return
        except WorkshopError as error:
            self.board.tell(error.message, trouble=True)
            return
        if hand is None:
            return
        self._broken = ""
        if hand.clash:
            self.board.hand = hand
            self._ask_which()
        elif hand.tour != before:
            what = "the other window" if hand.owner else "the file"
            self.board.settle(hand, self.services.counted(before, hand.tour, f"changed in {what}"))
        else:
            self.board.hand = hand
            self.board.show_heading()
        if hand.owner != owner:
            self.board.show_standing()
            if not hand.owner:
                self.board.tell("the other window has let go: now it can be edited here")

    def _ask_which(self) -> None:
        if self.board.hand is None:
            return
        what = ", ".join(self.board.hand.clash)
        answers = (
            Answer("mine", "Keep what is on the screen; saving writes over the file's"),
            Answer("theirs", "Take what the file has; u brings this one back"),
        )

        def answered(answer: str | None) -> None:
            if self.board.hand is None:
                return
            before = self.board.hand.tour
            hand = self.services.decide(self.board.hand, "theirs" if answer == "theirs" else "mine")
            label = "the file's" if answer == "theirs" else "kept"
            self.board.settle(hand, self.services.counted(before, hand.tour, label))

        question = f"The file was changed meanwhile, and so was this here: {what}."
        self.board.app.push_screen(Choose("Changed in two places", question, answers), answered)

    def action_read_again(self) -> None:
        """Look at the file at once; a fault is shown in full."""
        self._broken = ""
        self.read()

    # Saving

    def action_save(self) -> None:
        """Write the tour into its file."""
        if self.board.unsaved:
            self._save()

    def _save(self, then: Callable[[], None] | None = None) -> None:
        """Write in a thread; `then` is called once it is on disk."""
        hand = self.board.hand
        if hand is None:
            return

        def save() -> None:
            try:
                saved = self.services.save(hand)
            except Exception as error:  # noqa: BLE001 - whatever it is, the screen must say it
                self.board.post_message(Failed("saving", error))
                return
            self.board.post_message(Saved(saved, then))

        self._work(save, "save")

    def saved(self, message: Saved) -> None:
        """Say so, now that it is on disk."""
        self.board.hand = self.services.now(message.hand)
        self.board.show_heading()
        if message.then is not None:
            message.then()
        else:
            path = Path(message.hand.path)
            said = text.line(f"{path.parent.name}/{path.name}")
            self.board.notify(f"Saved in {said}", markup=False)

    def action_save_as(self) -> None:
        """Ask for a name and keep what is on the screen as a new tour."""
        hand, agenda = self.board.hand, self.board.agenda
        if hand is None or agenda is None:
            return
        tour = hand.tour.model_copy(update={"agenda": agenda})
        ask = AskText("Keep as a new tour", "Its name:", f"{hand.name}-2")
        self.board.app.push_screen(ask, lambda name: self.keep_as(tour, name))

    def keep_as(self, tour: Tour, name: str | None) -> None:
        """Write a tour under a `name` of its own; None was no answer. The one in hand stays."""
        if name is None:
            return
        try:
            path = self.services.save_as(tour, name)
        except WorkshopError as error:
            self.board.refuse(error)
            return
        self.board.notify(f"Kept as {text.line(self.services.called(path))}", markup=False)

    # Leaving

    def before_leaving(self, go: Callable[[], None]) -> None:
        """Let go of a running search at once; ask about what the file does not hold."""
        if self._planning.busy:
            self._planning.drop()
            go()
            return
        if not self.board.unsaved or self.board.follows:
            go()
            return
        answers = (
            Answer("save", "Save it in the tour file"),
            Answer("drop", "Leave; it is kept and comes back, but is not in the file"),
            Answer("stay", "Stay here"),
        )

        def answered(answer: str | None) -> None:
            if answer == "save":
                self._save(then=go)
            elif answer == "drop":
                go()

        question = "The plan on the screen is not saved."
        self.board.app.push_screen(Choose("Not saved", question, answers), answered)

    def leave(self) -> None:
        """Let others have the tour."""
        self._taking.let_go()
