"""A session on the screen: the slide alone, or the console around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from workshop.decks import fit
from workshop.tui import text
from workshop.tui.room.again import presentable
from workshop.tui.room.conducting import ConductingScreen
from workshop.tui.room.console import Following, Times, head_line, next_lines, planned_minutes
from workshop.tui.room.progress import Progress
from workshop.tui.room.slide import SlideView, canvas
from workshop.tui.room.speaker import notes_of
from workshop.tui.room.walk import Frame, Position, Walk

if TYPE_CHECKING:
    from workshop.decks.deck import Deck, Slide
    from workshop.tui.room.clock import Clock
    from workshop.tui.room.seat import Seat

TICK = 0.5
"""Seconds between two looks at the clock."""


class ShowingScreen(ConductingScreen):
    """Shows where a session of a deck stands, in one of two faces."""

    def __init__(self, deck: Deck, seat: Seat, clock: Clock, start: Position | None) -> None:
        """Show `deck` from `start` on."""
        super().__init__(seat, clock)
        self._deck = presentable(deck)
        self._at = start if start and start.slide < len(self._deck.slides) else Position()
        self._early: Position | None = None
        """Where keys led before there was a session to keep that; not shown before it is kept."""
        self._walk: Walk | None = None
        """How one steps: at the size of the room's screen."""
        self._preview: Walk | None = None
        """What is painted here; the same where this is the room's screen."""
        self._counted = False
        """Whether it is known where the slides begin; the first one is shown before that."""
        self.speaking = False
        self._answers = False
        self.typed = ""
        self._note = ""
        self._noted: tuple[Slide, int, bool] | None = None
        """What the notes on the screen were written for."""

    # Reading the state, for the app and for tests

    @property
    def position(self) -> Position:
        """Where the lecture stands."""
        return self._at

    @property
    def deck(self) -> Deck:
        """The deck as last read well."""
        return self._deck

    def slide_at(self, number: int) -> Slide:
        """Return a slide, the nearest one where the deck has become shorter."""
        return self._deck.slides[min(number, len(self._deck.slides) - 1)]

    def compose(self) -> ComposeResult:
        """Stack head, slide, notes and progress; the style sheet hides what a face lacks."""
        yield Static(id="head")
        yield Static(id="pace")
        with Horizontal(id="stage"):
            yield SlideView(id="slide")
            yield Static(id="next")
        with VerticalScroll(id="notes", can_focus=False):
            yield Static(id="note-text")
        yield Static(id="strip")
        yield Progress(id="progress")

    def on_mount(self) -> None:
        """Show the first slide, then get to know the deck; let the clocks run."""
        width, height = self.app.size
        self.query_one(SlideView).expect(width, max(1, height - 1))
        self.refit()
        self.repaint()
        self.set_interval(TICK, self.tick)
        self.call_after_refresh(self._count)

    class Counted(Message):
        """It is known where each slide begins."""

    @work(thread=True, group="count", exit_on_error=False)
    def _count(self) -> None:
        """Find out where the slides begin and end."""
        len(self._deck.slides)
        self.post_message(self.Counted())

    @on(Counted)
    def _whole(self, event: Counted) -> None:
        event.stop()
        self._counted = True
        self.repaint()
        self.open_session(self._deck)

    @on(SlideView.Sized)
    def _resized(self, event: SlideView.Sized) -> None:
        event.stop()
        self.refit()
        self.repaint()

    def refit(self) -> None:
        """Set the slides for the screens as they are, if they are not."""
        sizes = (*canvas(*self.query_one(SlideView).cells), self._is_large)
        preview = self._preview
        if preview is None or preview.deck is not self._deck or preview.sizes != sizes:
            self._preview = Walk(self._deck, *sizes[:2], large=self._is_large)
        self._measure()
        if self._walk is not None:
            self._at = self._walk.settle(self._at)

    @property
    def _is_large(self) -> bool:
        return self.desk is not None and self.desk.state.large

    def _measure(self) -> None:
        """Step by the pages of the room's own screen, or of this one showing the slide alone."""
        state = self.desk.state if self.desk is not None else None
        size = fit.canvas(*self.size)
        if self.has_room and state is not None and all(state.size):
            size = state.size
        walk = self._walk
        if walk is None or walk.deck is not self._deck or walk.sizes != (*size, self._is_large):
            same = self._preview
            fits = same is not None and same.deck is self._deck
            if same is not None and fits and same.sizes == (*size, self._is_large):
                self._walk = same
            else:
                self._walk = Walk(self._deck, *size, large=self._is_large)

    def repaint(self) -> None:
        """Put the present position on the screen, all of it."""
        walk, preview = self._walk, self._preview
        if walk is None or preview is None:
            return
        view = self.query_one(SlideView)
        frames, frame = self._frames(preview)
        view.blank(not frame.content)
        view.show(frames, frame)
        count = len(self._deck.slides) if self._counted else 0
        self.query_one(Progress).show(self._at.slide, count, self._tail())
        if self.speaking:
            self._show_console(walk)
        self.call_after_refresh(self._prepare)

    def _frames(self, preview: Walk) -> tuple[tuple[Frame, ...], Frame]:
        """Return what stands in the slide's place: the slide for the console, else what is on."""
        desk, at = self.desk, self._at
        if desk is not None and not self.speaking:
            from workshop.tui.room.cards import card

            spot = desk.state.room
            at = preview.settle(Position(spot.slide, spot.step, spot.page))
            slide = self.slide_at(at.slide)
            page = card(desk.state, slide, desk.now, preview.width, preview.height)
            if page is not None:
                frame = Frame(0, 0, 1, page)
                return (frame,), frame
        at = preview.settle(at)
        return preview.frames(at.slide), preview.frame(at)

    def _tail(self) -> str:
        """Return the note at the end of the progress line."""
        if self.typed:
            return f"go to {self.typed}▏"
        if self.desk is not None and (asking := self.desk.state.question) is not None:
            return self._countdown(asking.question.seconds)
        return ""

    def _countdown(self, seconds: int) -> str:
        from workshop.tui.room.cards import time_left

        asking = self.desk.state.question if self.desk is not None else None
        if asking is None or not seconds or self.desk is None:
            return "hands"
        return f"hands · {time_left(seconds, (self.desk.now - asking.asked).total_seconds())}"

    def _show_console(self, walk: Walk) -> None:
        self.tick()
        side = self.query_one("#next", Static)
        width, height = max(8, side.content_size.width), max(3, side.content_size.height)
        following = Following(self._following(1), self._near(self._at.slide, 1))
        rows = self._session_lines(width)
        lines = next_lines(walk, self._at, following, width, max(2, height - len(rows)))
        shown = [*rows, *([lines] if height > len(rows) + 1 else [])]
        side.update(text.lines_of(*shown), layout=False)
        self._show_notes(walk.deck.slides[self._at.slide])

    def _show_notes(self, slide: Slide) -> None:
        """Write the notes where they are others; they decide the layout, which takes long."""
        width = max(20, self.query_one("#notes").scrollable_content_region.width)
        wanted = (slide, width, self._answers)
        if self._noted != wanted:
            self._noted = wanted
            notes = notes_of(slide, width, answers=self._answers)
            self.query_one("#note-text", Static).update(notes)

    def _session_lines(self, width: int) -> list[Content]:
        """Return the question or the exercise in hand, for the console."""
        desk = self.desk
        if desk is None:
            return []
        from workshop.tui.room.panel import count_lines, task_lines

        rows = task_lines(desk.state, desk.now, width)
        if desk.round is not None:
            rows += count_lines(desk.round, desk.state, desk.entry, desk.now, width)
            rows.append(Content(""))
        return rows

    def tick(self) -> None:
        """Let the clocks run."""
        desk, walk = self.desk, self._walk
        if walk is None:
            return
        if not self.speaking:
            self._tick_room()
            return
        head = self.query_one("#head", Static)
        now = self.clock.now()
        note = self._note, "bold $warning"
        elapsed, planned = 0.0, planned_minutes(self._deck, self.seat.minutes)
        if desk is not None:
            from workshop.tui.room import panel

            elapsed = desk.state.elapsed(now)
            width = self.query_one("#pace").content_size.width
            marks = panel.cues(desk, room=self.has_room)
            room = width - text.width(marks.plain) - 2
            pace = panel.pace_line(desk.state, now, room)
            gap = " " * max(1, width - text.width(pace.plain) - text.width(marks.plain))
            self.query_one("#pace", Static).update(text.joined(pace, gap, marks), layout=False)
            strip = panel.strip(desk.state, now, width)
            self.query_one("#strip", Static).update(strip, layout=False)
        if not self._note and self.seat.form == "short":
            note = "short form", "$text-muted"
        times = Times(elapsed, desk.state.local(now) if desk is not None else now, planned)
        line = head_line(walk, self._at, times, head.content_size.width, note)
        head.update(line, layout=False)

    def hint(self, words: str) -> None:
        """Say something beside the place in the deck, over no notes; without a console float it."""
        if self.speaking:
            self._note = words
            self.tick()
        else:
            super().hint(words)

    def _tick_room(self) -> None:
        """Let the clocks run that the room sees."""
        state = self.desk.state if self.desk is not None else None
        if state is not None and (state.question or state.task or state.cover == "break"):
            self.repaint()

    def _prepare(self) -> None:
        """Lay out and paint what the next press in either direction may show."""
        preview = self._preview
        if preview is None or not self._counted:
            return
        view = self.query_one(SlideView)
        for near in (self._at.slide, self._near(self._at.slide, 1), self._at.slide - 1):
            if near is not None and 0 <= near < len(self._deck.slides):
                view.prepare(preview.frames(near))

    # Where a press leads

    def _near(self, slide: int, way: int) -> int | None:
        """Return the next slide (1) or the one before (-1), by the run of show once it is known."""
        near: int | None = slide + way
        if self.desk is not None:
            near = self.desk.after(slide) if way > 0 else self.desk.before(slide)
        return near if near is not None and 0 <= near < len(self._deck.slides) else None

    def _following(self, way: int) -> Position | None:
        """Return where one press forward (1) or back (-1) leads."""
        walk = self._walk
        if walk is None:
            return None
        at = self._at if self.desk is not None else self._early or self._at
        to = walk.forward(at) if way > 0 else walk.back(at)
        if to is not None and to.slide == at.slide:
            return to
        slide = self._near(at.slide, way)
        if slide is None:
            return None
        return walk.start(slide) if way > 0 else walk.end(slide)
