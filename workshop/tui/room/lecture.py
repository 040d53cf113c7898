"""The presenter: a lecture on one screen, its keys, its file, and leaving it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.worker import Worker, WorkerState

from workshop.tui.doers import doers
from workshop.tui.room.clock import Clock, SystemClock
from workshop.tui.room.counting import Counting
from workshop.tui.room.deckfile import LOOK
from workshop.tui.room.ending import Ending
from workshop.tui.room.filing import Filing, Reread
from workshop.tui.room.keys import KEYS
from workshop.tui.room.mending import Mended, Mending, Ways
from workshop.tui.room.seat import Seat
from workshop.tui.room.speaker import has_answers
from workshop.tui.room.walk import Position
from workshop.tui.room.walking import WalkingScreen
from workshop.tui.room.writing import Writing
from workshop.tui.widgets.keys import Keys

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.decks.deck import Deck
    from workshop.tui.room.activity import Activity


SPARE = ("finder('overview')", "break")
"""Actions whose keys the console shows where there is room beside what is more pressing."""


class RoomScreen(WalkingScreen):
    """Presents a deck, and all the activities of it; gives back the place where it was left."""

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
        self.filing, self.mending = Filing(self, reread), Mending(self)
        activities: tuple[Activity, ...] = (
            Writing(self), Counting(self), self.mending, self.filing, Ending(self),
        )  # fmt: skip
        self._doers = doers(self, activities)

    def on_mount(self) -> None:
        """Get to know the words of the slides, once the first one is on screen; watch the file."""
        self.set_timer(0.5, self.warm_up)
        self.set_interval(LOOK, self.filing.look)

    def tick(self) -> None:
        """Let the clocks run, and watch the day by them."""
        super().tick()
        if self.speaking and self.desk is not None:
            self.mending.watch_the_day()

    # Who takes what

    @on(Ways)
    def _choose_way(self, event: Ways) -> None:
        self.mending.choose(event)

    @on(Mended)
    def _mended(self, event: Mended) -> None:
        self.mending.mended(event)

    @on(Reread)
    def _reread(self, event: Reread) -> None:
        self.filing.reread(event)

    @on(Worker.StateChanged)
    def _stumbled(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and isinstance(event.worker.error, Exception):
            from workshop.tui.dialogs.tell import tell_error

            self.app.push_screen(tell_error(event.worker.error))

    # Faces

    def room_came(self) -> None:
        """Make this the console."""
        if not self.speaking:
            self.action_face()
        self.show_session()

    def action_face(self) -> None:
        """Change between the slide alone and the console."""
        self.speaking = not self.speaking
        if self.speaking and not self.query(Keys):
            self.mount(Keys(SPARE))
        self.set_class(self.speaking, "-console")
        self._answers = False
        self.refresh_bindings()
        self.call_after_refresh(self.repaint)

    def action_blank(self) -> None:
        """Darken the room's screen, or bring the slide back."""
        self.action_conduct("blank")

    def action_resume(self) -> None:
        """Bring back a covered screen; a clicker's start key does nothing else."""
        self.action_conduct("uncover")

    def action_answers(self) -> None:
        """Show or hide the answers."""
        self._answers = not self._answers
        self.repaint()

    def action_scroll(self, direction: int) -> None:
        """Scroll the notes by most of their height."""
        notes = self.query_one("#notes", VerticalScroll)
        notes.scroll_relative(y=direction * max(1, notes.size.height - 1), animate=False)

    def offered(self) -> tuple[bool, ...]:
        """Return which of the keys that come and go work now."""
        answers = has_answers(self._deck.slides[self._at.slide])
        return (*super().offered(), self.speaking, answers, bool(self._found.hits))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what does something now."""
        doer = self._doers.get(action)
        if doer is not None:
            return doer.works(action)
        if action == "answers":
            return self.speaking and has_answers(self._deck.slides[self._at.slide])
        if action == "hit":
            return bool(self._found.hits)
        if action == "scroll":
            return self.speaking
        if action == "conduct":
            return self.offers(str(parameters[0]))
        return action != "take" or self.desk is not None
