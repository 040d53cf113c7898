"""The presenter: the slide alone for the room, or the speaker's console, on one screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Static
from textual.worker import Worker, WorkerState, get_current_worker

from workshop.decks.deck import Deck
from workshop.errors import WorkshopError
from workshop.tui.room.again import presentable, what_is_worse
from workshop.tui.room.clock import Clock, SystemClock
from workshop.tui.room.console import Times, head_line, next_lines, planned_minutes
from workshop.tui.room.deckfile import LOOK, Watched, edit
from workshop.tui.room.found import Aim, Found
from workshop.tui.room.index import SlideIndex, nearest_titled
from workshop.tui.room.keys import KEYS
from workshop.tui.room.progress import Progress
from workshop.tui.room.slide import SlideView, canvas
from workshop.tui.room.speaker import has_answers, notes_of
from workshop.tui.room.walk import Position, Walk

SETTLED = 0.05
"""Seconds in which the first slide reaches the terminal before anything else is begun."""
TICK = 0.5
"""Seconds between two looks at the clock."""


class RoomScreen(Screen[Position]):
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
"""

    BINDINGS: ClassVar[list[BindingType]] = KEYS

    @dataclass
    class Reread(Message):
        """The file was read again: a deck, or what is wrong with it."""

        deck: Deck | None = None
        trouble: str = ""

    class Counted(Message):
        """It is known where each slide begins."""

    def __init__(
        self,
        deck: Deck,
        *,
        minutes: int = 0,
        form: str = "full",
        reread: Callable[[], Deck] | None = None,
        clock: Clock | None = None,
        start: Position | None = None,
        room_only: bool = False,
    ) -> None:
        """Present `deck`, from `start` on.

        `minutes` and `form` (full, short) are what the tour plans for it; 0 minutes means what the
        deck says. `reread` reads the file again and blocks. With `room_only` there is no console:
        for the screen that the room looks at.
        """
        super().__init__()
        self._deck = presentable(deck)
        self._minutes, self._reread_deck = minutes, reread
        self._form = "short form" if form == "short" else ""
        self._clock: Clock = clock or SystemClock()
        self._opened = self._clock.seconds()
        self._at = start if start and start.slide < len(self._deck.slides) else Position()
        self._walk: Walk | None = None
        self._index = SlideIndex(self._deck)
        self._found = Found(0)
        self._room_only = room_only
        self._counted = False
        self._large = False
        self._watched = Watched(deck.file)
        self._speaking = False
        self._is_blank = False
        self._answers = False
        self._typed = ""
        self._note = ""

    # Reading the state, for the app and for tests

    @property
    def position(self) -> Position:
        """Where the lecture stands."""
        return self._at

    @property
    def deck(self) -> Deck:
        """The deck as last read well."""
        return self._deck

    def compose(self) -> ComposeResult:
        """Stack head, slide, notes and progress; the style sheet hides what a face lacks."""
        yield Static(id="head")
        with Horizontal(id="stage"):
            yield SlideView(id="slide")
            yield Static(id="next")
        with VerticalScroll(id="notes", can_focus=False):
            yield Static(id="note-text")
        yield Progress(id="progress")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Start the clock; get to know the slides once the first one is on screen."""
        self.set_interval(TICK, self._tick)
        self.call_after_refresh(self.set_timer, SETTLED, self._count)
        self.set_interval(LOOK, self._look_at_file)
        self.set_timer(0.5, self._warm_up)

    # Showing

    @work(thread=True, group="count", exit_on_error=False)
    def _count(self) -> None:
        """Find out where the slides begin and end; the first one was shown without that."""
        len(self._deck.slides)
        self.post_message(self.Counted())

    @on(Counted)
    def _whole(self, event: Counted) -> None:
        event.stop()
        self._counted = True
        self._show()

    @on(SlideView.Sized)
    def _resized(self, event: SlideView.Sized) -> None:
        event.stop()
        width, height = canvas(event.width, event.height)
        self._walk = Walk(self._deck, width, height, large=self._large)
        self._at = self._walk.settle(self._at)
        self._show()

    def _show(self) -> None:
        """Put the present position on the screen, all of it."""
        walk = self._walk
        if walk is None:
            return
        frames = walk.frames(self._at.slide)
        frame = walk.frame(self._at)
        view = self.query_one(SlideView)
        view.blank(self._is_blank and not self._speaking)
        view.show(frames, frame)
        note = f"go to {self._typed}▏" if self._typed else ""
        count = len(self._deck.slides) if self._counted else 0
        self.query_one(Progress).show(self._at.slide, count, note)
        if self._speaking:
            self._show_console(walk)
        self.call_after_refresh(self._prepare)

    def _show_console(self, walk: Walk) -> None:
        self._tick()
        side = self.query_one("#next", Static)
        room = side.content_size
        side.update(next_lines(walk, self._at, max(8, room.width), max(3, room.height)))
        notes = self.query_one("#note-text", Static)
        width = max(20, self.query_one("#notes").scrollable_content_region.width)
        notes.update(notes_of(walk.deck.slides[self._at.slide], width, answers=self._answers))

    def _tick(self) -> None:
        if not self._speaking or self._walk is None:
            return
        times = Times(
            self._clock.seconds() - self._opened,
            self._clock.now(),
            planned_minutes(self._deck, self._minutes),
        )
        head = self.query_one("#head", Static)
        note = "ROOM IS BLANK" if self._is_blank else self._note or self._form
        head.update(head_line(self._walk, self._at, times, head.content_size.width, note))

    def _prepare(self) -> None:
        """Lay out and paint what the next press in either direction may show."""
        walk = self._walk
        if walk is None or not self._counted:
            return
        view = self.query_one(SlideView)
        for near in (self._at.slide, self._at.slide + 1, self._at.slide - 1):
            if 0 <= near < len(self._deck.slides):
                view.prepare(walk.frames(near))

    @work(thread=True, group="warm", exit_on_error=False)
    def _warm_up(self) -> None:
        self._index.warm(get_current_worker())

    # Moving

    def _move(self, to: Position | None) -> None:
        """Go to a position; a blank screen only comes back, so that nothing passes unseen."""
        self._typed = ""
        if self._is_blank and not self._speaking:
            self._is_blank = False
        elif to is not None:
            if to.slide != self._at.slide:
                self._answers = False
                self.query_one("#notes", VerticalScroll).scroll_home(animate=False)
            self._note = ""
            self._at = to
        else:
            self._note = "the end" if self._at.slide else ""
        self._show()
        self.refresh_bindings()

    def _jump(self, slide: int) -> None:
        if self._walk is not None:
            self._is_blank = False
            self._move(self._walk.start(min(max(slide, 0), len(self._deck.slides) - 1)))

    def action_forward(self) -> None:
        """Show the next step, page or slide."""
        if self._walk is not None:
            self._move(self._walk.forward(self._at))

    def action_back(self) -> None:
        """Go back by one step, page or slide."""
        if self._walk is not None:
            self._move(self._walk.back(self._at))

    def action_first(self) -> None:
        """Go to the first slide."""
        self._jump(0)

    def action_last(self) -> None:
        """Go to the last slide, everything revealed."""
        if self._walk is not None:
            self._is_blank = False
            self._move(self._walk.end(len(self._deck.slides) - 1))

    def action_digit(self, digit: str) -> None:
        """Collect the number of a slide; enter goes there."""
        self._typed = (self._typed + digit)[-6:]
        self._show()

    def action_enter(self) -> None:
        """Go to the number typed, or forward."""
        if self._typed:
            self._jump(int(self._typed) - 1)
        else:
            self.action_forward()

    def action_erase(self) -> None:
        """Erase a digit, or go back."""
        if self._typed:
            self._typed = self._typed[:-1]
            self._show()
        else:
            self.action_back()

    def action_finder(self, aim: Aim) -> None:
        """Open the list of slides, to pick from, go to or search."""
        from workshop.tui.room.finder import Finder

        self._typed = ""
        self.app.push_screen(Finder(self._deck, self._index, self._at.slide, aim), self._picked)

    def _picked(self, found: Found | None) -> None:
        if found is not None:
            if found.query:
                self._found = found
            self._jump(found.slide)

    def action_hit(self, direction: int) -> None:
        """Go to the next slide that was found, or the one before."""
        hits = self._found.hits
        if direction > 0:
            ahead = [slide for slide in hits if slide > self._at.slide] or list(hits[:1])
            target = ahead[0]
        else:
            behind = [slide for slide in hits if slide < self._at.slide] or list(hits[-1:])
            target = behind[-1]
        self._jump(target)
        self._note = f"“{self._found.query}”: {hits.index(target) + 1} of {len(hits)}"
        self._tick()

    # Faces

    def action_face(self) -> None:
        """Change between the slide alone and the console."""
        self._speaking = not self._speaking
        self.set_class(self._speaking, "-console")
        self._answers = False
        self.refresh_bindings()
        self.call_after_refresh(self._show)

    def action_blank(self) -> None:
        """Darken the room's screen, or bring the slide back."""
        self._is_blank = not self._is_blank
        self._show()

    def action_resume(self) -> None:
        """Bring back a blank screen; a clicker's start key does nothing else."""
        self._is_blank = False
        self._show()

    def action_answers(self) -> None:
        """Show or hide the answers."""
        self._answers = not self._answers
        self._show()

    def action_scroll(self, direction: int) -> None:
        """Scroll the notes by most of their height."""
        notes = self.query_one("#notes", VerticalScroll)
        notes.scroll_relative(y=direction * max(1, notes.size.height - 1), animate=False)

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """Offer only what does something now."""
        if action == "face":
            return not self._room_only
        if action == "edit":
            return not self._room_only and self._reread_deck is not None
        if action == "answers":
            return self._speaking and has_answers(self._deck.slides[self._at.slide])
        if action == "hit":
            return bool(self._found.hits)
        if action == "scroll":
            return self._speaking
        return True

    def action_large(self) -> None:
        """Set the words in large type, or as they were."""
        self._large = not self._large
        view = self.query_one(SlideView)
        self._resized(SlideView.Sized(view.size.width, view.size.height))

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

        self.app.call_from_thread(self.app.push_screen, tell_findings(self._deck))

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
        self.post_message(self.Reread(None if trouble else deck, trouble))

    @on(Worker.StateChanged)
    def _stumbled(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and isinstance(event.worker.error, Exception):
            from workshop.tui.dialogs.tell import tell_error

            self.app.push_screen(tell_error(event.worker.error))

    @on(Reread)
    def _reread(self, event: Reread) -> None:
        event.stop()
        if event.deck is None:
            self.notify(
                f"{event.trouble}\nThe slide stays as it was.",
                title="The file is broken",
                severity="error",
                markup=False,
            )
            return
        title = self._deck.slides[self._at.slide].title
        self._deck = presentable(event.deck)
        self._index = SlideIndex(self._deck)
        self._found = Found(0)
        self._at = self._at._replace(slide=nearest_titled(self._deck, title, self._at.slide))
        view = self.query_one(SlideView)
        self._resized(SlideView.Sized(view.size.width, view.size.height))
        self._warm_up()
        self.notify("Read again.", markup=False)

    # Leaving

    def action_leave(self) -> None:
        """Drop a number being typed, bring a blank screen back, or leave the lecture."""
        if self._typed:
            self._typed = ""
            self._show()
        elif self._is_blank and not self._speaking:
            self.action_resume()
        else:
            self.action_quit_lecture()

    def action_quit_lecture(self) -> None:
        """Leave the lecture, and the program where there is nothing else in it."""
        if len(self.app.screen_stack) > 1:
            self.dismiss(self._at)
        else:
            self.app.exit()
