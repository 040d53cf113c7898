"""The presenter: a lecture on one screen, its keys, its file, and leaving it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.worker import Worker, WorkerState

from workshop.errors import WorkshopError
from workshop.tui.room.again import presentable, what_is_worse
from workshop.tui.room.clock import Clock, SystemClock
from workshop.tui.room.counting import CountingScreen
from workshop.tui.room.deckfile import LOOK, Watched, edit
from workshop.tui.room.found import Found
from workshop.tui.room.index import SlideIndex, nearest_titled
from workshop.tui.room.keys import KEYS
from workshop.tui.room.seat import Seat
from workshop.tui.room.speaker import has_answers
from workshop.tui.room.walk import Position
from workshop.tui.widgets.keys import Keys

if TYPE_CHECKING:
    from workshop.decks.deck import Deck
    from workshop.delivery.show import Show


SPARE = ("finder('overview')", "break")
"""Actions whose keys the console shows where there is room beside what is more pressing."""


OF_A_SESSION = (
    "take", "hands", "break", "jot", "teams", "strike", "draw", "run_of_show", "end",
)  # fmt: skip
"""Actions that record, and wait for the session to be open."""


class RoomScreen(CountingScreen):
    """Presents a deck; gives back the place where it was left."""

    CSS_PATH = "room.tcss"
    BINDING_GROUP_TITLE = "Presenting"
    HELP = """
Any clicker works: its keys go forward and back, blank the screen, start and stop. **n** changes
between the slide alone and the console with notes, next step and clocks. A number and **enter**
goes to a slide; **g** takes a number or a title, **/** searches, **]** and **[** go through what
was found, **o** lists all slides. **a** on the console shows the answers of a quiz. **r** reads the
file again, **f** lists what was found wrong in it; a change of the file shows by itself. **e**
opens it in your editor at this slide. **L** sets the words in large type.

**t** does what the slide asks: it opens its question, and digits count hands; again, and it is
closed; **v** shows the room what came out. On an exercise it goes from step to step. **h** asks for
a show of hands that no slide has; **Z** strikes what does not stand. **m** is the
run of show. Capital letters write down: **C** a commitment, **D** a decision, **P** the parking
lot, **N** a note; **G** fills in a diamond. All of it is on disk before it shows; whatever happens,
open the lecture again.
"""

    BINDINGS: ClassVar[list[BindingType]] = KEYS

    @dataclass
    class Reread(Message):
        """The file was read again: a deck, or what is wrong with it."""

        deck: Deck | None = None
        trouble: str = ""
        show: Show | None = None

    def __init__(
        self,
        deck: Deck,
        *,
        seat: Seat | None = None,
        reread: Callable[[], Deck] | None = None,
        clock: Clock | None = None,
        start: Position | None = None,
    ) -> None:
        """Present `deck`, from `start` on, as a session of `seat`; without one nothing is kept.

        `reread` reads the file again and blocks.
        """
        super().__init__(deck, seat or Seat(), clock or SystemClock(), start)
        self._reread_deck = reread
        self._broken = ""
        """What keeps the file, as it is now, from being shown."""
        self._watched = Watched(deck.file)

    def on_mount(self) -> None:
        """Get to know the words of the slides, once the first one is on screen; watch the file."""
        self.set_timer(0.5, self._warm_up)
        self.set_interval(LOOK, self._look_at_file)

    # Faces

    def room_came(self) -> None:
        """Make this the console."""
        if not self._speaking:
            self.action_face()
        self.show_session()

    def action_face(self) -> None:
        """Change between the slide alone and the console."""
        self._speaking = not self._speaking
        if self._speaking and not self.query(Keys):
            self.mount(Keys(SPARE))
        self.set_class(self._speaking, "-console")
        self._answers = False
        self.refresh_bindings()
        self.call_after_refresh(self._show)

    def action_blank(self) -> None:
        """Darken the room's screen, or bring the slide back."""
        self.action_conduct("blank")

    def action_resume(self) -> None:
        """Bring back a covered screen; a clicker's start key does nothing else."""
        self.action_conduct("uncover")

    def action_answers(self) -> None:
        """Show or hide the answers."""
        self._answers = not self._answers
        self._show()

    def action_scroll(self, direction: int) -> None:
        """Scroll the notes by most of their height."""
        notes = self.query_one("#notes", VerticalScroll)
        notes.scroll_relative(y=direction * max(1, notes.size.height - 1), animate=False)

    def offered(self) -> tuple[bool, ...]:
        """Return which of the keys that come and go work now."""
        answers = has_answers(self._deck.slides[self._at.slide])
        return (*super().offered(), self._speaking, answers, bool(self._found.hits))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what does something now."""
        desk = self.desk
        if action == "edit":
            return self._reread_deck is not None
        if action == "answers":
            return self._speaking and has_answers(self._deck.slides[self._at.slide])
        if action == "hit":
            return bool(self._found.hits)
        if action == "scroll":
            return self._speaking
        if action == "conduct":
            return self.offers(str(parameters[0]))
        if action == "repair":
            return self.can_repair()
        if action in ("minus", "correct", "answer"):
            return desk is not None and desk.round is not None
        if action in OF_A_SESSION:
            return desk is not None
        return True

    # The file

    def action_edit(self) -> None:
        """Open the deck in the editor at the slide shown, then read it again."""
        trouble = edit(self.app, self._deck.file, self._deck.slides[self._at.slide].line)
        if trouble:
            self.notify(trouble, title="Nothing was edited", severity="error", markup=False)
        elif self._watched.changed():
            self.action_reload()

    def _look_at_file(self) -> None:
        """Read the file again when somebody has written it."""
        if self._reread_deck is not None and self._watched.changed():
            self._read_again(self._reread_deck)

    @work(thread=True, exclusive=True, group="findings", exit_on_error=False)
    def action_findings(self) -> None:
        """List what was found wrong in the deck; reads every slide."""
        from workshop.tui.room.findings import tell_findings

        self.app.call_from_thread(self.app.push_screen, tell_findings(self._deck, self._broken))

    def action_reload(self) -> None:
        """Read the file again, in the background."""
        if self._reread_deck is None:
            self.notify("This deck has no file to read again.", markup=False)
        else:
            self._read_again(self._reread_deck)

    @work(thread=True, exclusive=True, group="reload", exit_on_error=False)
    def _read_again(self, reread: Callable[[], Deck]) -> None:
        try:
            deck = reread()
            trouble = what_is_worse(self._deck, deck)
        except WorkshopError as error:
            self.post_message(self.Reread(trouble=error.lines()[0]))
            return
        show = self.seat.show(deck) if not trouble and self.desk is not None else None
        self.post_message(self.Reread(None if trouble else deck, trouble, show))

    @on(Worker.StateChanged)
    def _stumbled(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and isinstance(event.worker.error, Exception):
            from workshop.tui.dialogs.tell import tell_error

            self.app.push_screen(tell_error(event.worker.error))

    @on(Reread)
    def _reread(self, event: Reread) -> None:
        event.stop()
        self._broken = event.trouble
        if event.deck is None:
            told = f"{event.trouble}\nThe slide stays as it was."
            self.notify(told, title="The file is broken", severity="error", markup=False)
            return
        title = self._deck.slides[self._at.slide].title
        self._deck = presentable(event.deck)
        self._index = SlideIndex(self._deck)
        self._found = Found(0)
        if self.desk is not None and event.show is not None:
            self.desk.reread(event.show)
        else:
            self._at = self._at._replace(slide=nearest_titled(self._deck, title, self._at.slide))
        self.refit()
        self.show_session()
        self._warm_up()
        self.notify("Read again.", markup=False)

    # Leaving

    def action_end(self) -> None:
        """End the session, after asking; of a rehearsal only its times may stay."""
        from workshop.tui.dialogs.choose import Answer, Choose

        stay, over = Answer("stay", "Go on"), Answer("end", "End it: the last notices are shown")
        keep = Answer("keep", "End it, and propose its times as budgets next time")
        forget = Answer("forget", "End it, and forget it")
        answers = (stay, keep, forget) if self.seat.rehearsal else (stay, over)
        self.app.push_screen(Choose("End of the session", "Is it over?", answers), self._end)

    def _end(self, answer: str | None) -> None:
        if answer in (None, "stay") or self.desk is None:
            return
        self.action_conduct("end")
        if answer in ("keep", "forget"):
            self.seat.finish_rehearsal(self.session, self.desk, keep=answer == "keep")
            self.action_quit_lecture()

    def action_leave(self) -> None:
        """Drop what is being typed, bring a covered screen back, or leave the lecture."""
        if self.desk is not None and self.desk.entry.active:
            self.action_conduct("drop_entry")
        elif self._typed:
            self._typed = ""
            self._show()
        elif self._is_covered and not self._speaking:
            self.action_resume()
        else:
            self.action_quit_lecture()

    def action_quit_lecture(self) -> None:
        """Leave the lecture, and the program where there is nothing else in it."""
        if len(self.app.screen_stack) > 1:
            self.dismiss(self._at)
        else:
            self.app.exit()
