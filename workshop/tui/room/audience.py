"""The room's own screen: it follows a session that a console conducts in another terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from workshop.errors import StoreError, WorkshopError
from workshop.tui.room.again import presentable
from workshop.tui.room.clock import Clock, SystemClock
from workshop.tui.room.conducting import POLL
from workshop.tui.room.progress import Progress
from workshop.tui.room.slide import SlideView, canvas
from workshop.tui.room.walk import Frame, Position, Walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from workshop.decks.deck import Deck, Slide
    from workshop.decks.fit import Page
    from workshop.store.sessions import SessionRow
    from workshop.tui.room.conductor import Conductor
    from workshop.tui.services_session import SessionServices, Target

SEARCH = 0.5
"""Seconds between two looks for a newer session."""
TICK = 0.5


@dataclass(frozen=True)
class Watch:
    """What a room screen follows, and how it reads the decks of its sessions."""

    sessions: SessionServices
    target: Target
    read: Callable[[SessionRow], Deck]
    title: str
    keys: bool = True
    """Whether the keys of this screen move the session too."""


class AudienceScreen(Screen[None]):
    """Shows what the room is to see, and nothing else."""

    CSS_PATH = "room.tcss"
    BINDING_GROUP_TITLE = "The room's screen"
    HELP = """
This screen follows the console that runs the same lecture or tour in another terminal. Either may
be closed and opened again. Its own keys go forward and back too, unless it was opened with
--no-keys.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,pagedown,space,down,enter,j,l", "press(1)", "next", id="audience.next",
                tooltip="Show the next step, page or slide"),
        Binding("left,pageup,up,backspace,k", "press(-1)", "back", id="audience.back",
                tooltip="Go back by one step, page or slide"),
        Binding("b,full_stop", "blank", "blank", key_display="b", id="audience.blank",
                tooltip="Darken this screen, or bring the slide back"),
        Binding("escape,q", "leave", "leave", id="audience.leave",
                tooltip="Close this screen; the session goes on"),
    ]  # fmt: skip

    @dataclass
    class Found(Message):
        """A session to follow: its deck is read and its log open; or what is wrong."""

        session: int = 0
        deck: Deck | None = None
        desk: Conductor | None = None
        error: Exception | None = None

    def __init__(self, watch: Watch, clock: Clock | None = None) -> None:
        """Follow what `watch` names."""
        super().__init__()
        self._watch = watch
        self._clock: Clock = clock or SystemClock()
        self.desk: Conductor | None = None
        self._session = 0
        self._deck: Deck | None = None
        self._walk: Walk | None = None

    def compose(self) -> ComposeResult:
        """The slide over the thin line."""
        yield SlideView(id="slide")
        yield Progress(id="progress")

    def on_mount(self) -> None:
        """Look for a session now, and then again and again."""
        self._look()
        self.set_interval(SEARCH, self._look)
        self.set_interval(POLL, self._follow)
        self.set_interval(TICK, self._tick)

    def on_unmount(self) -> None:
        """Let the console know that there is no room screen."""
        if self._session:
            self._watch.sessions.detach(self._session)

    # Following

    def _look(self) -> None:
        """Find the newest session; when it is another one, go over to it."""
        try:
            row = self._watch.sessions.newest(self._watch.target)
        except StoreError as error:
            self.notify(error.message, severity="error", markup=False)
            return
        if row is not None and row.id != self._session:
            if self._session:
                self._watch.sessions.detach(self._session)
            self._session = row.id
            self._open(row)
        elif self.desk is None:
            self._show()

    @work(thread=True, exclusive=True, group="open", exit_on_error=False)
    def _open(self, row: SessionRow) -> None:
        from workshop.tui.room.conductor import Conductor

        try:
            deck = presentable(self._watch.read(row))
            log = self._watch.sessions.log(row.id)
            desk = Conductor(log, self._clock, lambda at: _slide(deck, at))
            self.post_message(self.Found(row.id, deck, desk))
        except WorkshopError as error:
            self.post_message(self.Found(row.id, error=error))

    @on(Found)
    def _found(self, event: Found) -> None:
        event.stop()
        if event.session != self._session:
            return
        if event.desk is None or event.deck is None:
            self.notify(str(event.error), title="This session cannot be shown", severity="error",
                        markup=False)  # fmt: skip
            return
        self._deck, self.desk = event.deck, event.desk
        self._watch.sessions.attach(self._session)
        self._fit()
        self._show()

    @on(Worker.StateChanged)
    def _stumbled(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and isinstance(event.worker.error, Exception):
            from workshop.tui.dialogs.tell import tell_error

            self.app.push_screen(tell_error(event.worker.error))

    def _follow(self) -> None:
        if self.desk is None:
            return
        before = self.desk.state
        if self.desk.poll():
            if self.desk.state.show != before.show:  # the console has read its deck again
                self._session = 0
                self._look()
            if self.desk.state.large is not before.large:
                self._fit()
            self._show()

    def _tick(self) -> None:
        state = self.desk.state if self.desk is not None else None
        if state is not None and (state.question or state.task or state.cover == "break"):
            self._show()

    # Showing

    @on(SlideView.Sized)
    def _resized(self, event: SlideView.Sized) -> None:
        event.stop()
        self._fit()
        self._show()

    def _fit(self) -> None:
        """Set the slides for this screen, and tell the console how much fits on it."""
        desk = self.desk
        size = canvas(*self.query_one(SlideView).cells)
        if self._deck is not None and desk is not None:
            self._walk = Walk(self._deck, *size, large=desk.state.large)
            desk.room_sized(*size)

    def _show(self) -> None:
        view, walk, desk = self.query_one(SlideView), self._walk, self.desk
        if walk is None or desk is None:
            view.show(*_page(self._waiting()))
            return
        from workshop.tui.room.cards import card

        spot = desk.state.room
        at = walk.settle(Position(spot.slide, spot.step, spot.page))
        slide = walk.deck.slides[at.slide]
        page = card(desk.state, slide, desk.now, walk.width, walk.height)
        view.blank(page == ())
        view.show(*(_page(page) if page is not None else (walk.frames(at.slide), walk.frame(at))))
        self.query_one(Progress).show(at.slide, len(walk.deck.slides), self._tail(desk))

    def _tail(self, desk: Conductor) -> str:
        asking = desk.state.question
        if asking is None or not asking.question.seconds or desk.state.cover is not None:
            return ""
        from workshop.tui.room.cards import time_left

        return time_left(asking.question.seconds, (desk.now - asking.asked).total_seconds())

    def _waiting(self) -> Page:
        from workshop.tui.room.cards import waiting

        view = self.query_one(SlideView)
        return waiting(self._watch.title, canvas(view.size.width, view.size.height)[0])

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer to move the session only where that is wanted."""
        return self._watch.keys or action not in ("press", "blank")

    def action_press(self, way: int) -> None:
        """Go forward or back, for the console too."""
        desk, walk = self.desk, self._walk
        if desk is None or walk is None:
            return
        state = desk.state
        if state.cover is not None:
            desk.begin()
            desk.uncover()
        elif not state.frozen:
            spot = state.room
            at = walk.settle(Position(spot.slide, spot.step, spot.page))
            to = walk.forward(at) if way > 0 else walk.back(at)
            if to is None or to.slide != at.slide:
                slide = desk.after(at.slide) if way > 0 else desk.before(at.slide)
                inside = slide is not None and slide < len(walk.deck.slides)
                to = (walk.start if way > 0 else walk.end)(slide or 0) if inside else None
            if to is not None:
                desk.begin()
                desk.step(to.slide, to.step, to.page)
        self._show()

    def action_blank(self) -> None:
        """Darken the screen, or bring the slide back."""
        if self.desk is not None:
            self.desk.blank()
            self._show()

    def action_leave(self) -> None:
        """Close the screen."""
        self.app.exit()


def _page(page: Page) -> tuple[tuple[Frame, ...], Frame]:
    frame = Frame(0, 0, 1, page)
    return (frame,), frame


def _slide(deck: Deck, at: int) -> Slide:
    return deck.slides[min(at, len(deck.slides) - 1)]
