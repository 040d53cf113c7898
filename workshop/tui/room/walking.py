"""Going through a session: each press is recorded, and then shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.containers import VerticalScroll
from textual.worker import get_current_worker

from workshop.tui.room.again import presentable
from workshop.tui.room.found import Aim, Found
from workshop.tui.room.index import SlideIndex, nearest_titled
from workshop.tui.room.showing import ShowingScreen
from workshop.tui.room.walk import Position

if TYPE_CHECKING:
    from workshop.decks.deck import Deck
    from workshop.delivery.show import Show
    from workshop.tui.room.clock import Clock
    from workshop.tui.room.conductor import Conductor
    from workshop.tui.room.seat import Seat, Seated


class WalkingScreen(ShowingScreen):
    """Moves a session through its deck."""

    def __init__(self, deck: Deck, seat: Seat, clock: Clock, start: Position | None) -> None:
        """Go through `deck` from `start` on."""
        super().__init__(deck, seat, clock, start)
        self._index = SlideIndex(self._deck)
        self._found = Found(0)

    # The session

    def session_opened(self, seated: Seated) -> None:
        """Go on where the session was left, or begin it here."""
        desk = seated.desk
        if seated.resumed is None:
            if self.seat.block is not None:
                desk.cover("welcome")
            else:
                desk.begin()
            to = self._early or self._at
            if to != Position():
                desk.step(to.slide, to.step, to.page)
        self.show_session()
        self.offer_again()

    def show_session(self) -> None:
        """Take over where the session stands, and show it."""
        desk = self.desk
        if desk is not None:
            self.refit()
            at = desk.state.at
            here = Position(min(at.slide, len(self._deck.slides) - 1), at.step, at.page)
            if here.slide != self._at.slide:
                self._answers = False
                self.query_one("#notes", VerticalScroll).scroll_home(animate=False)
            self._at = self._walk.settle(here) if self._walk is not None else here
        self.repaint()

    @property
    def covered(self) -> bool:
        """Whether something stands before the slide on the room's screen."""
        return self.desk is not None and self.desk.state.cover is not None

    @work(thread=True, group="warm", exit_on_error=False)
    def warm_up(self) -> None:
        """Get to know the words of the slides, in the background."""
        self._index.warm(get_current_worker())

    def take_deck(self, deck: Deck, show: Show | None) -> None:
        """Go on with the deck as it was read again; `show` is its run of show in a session."""
        title = self._deck.slides[self._at.slide].title
        self._deck = presentable(deck)
        self._index = SlideIndex(self._deck)
        self._found = Found(0)
        if self.desk is not None and show is not None:
            self.desk.reread(show)
        else:
            self._at = self._at._replace(slide=nearest_titled(self._deck, title, self._at.slide))
        self.refit()
        self.show_session()
        self.warm_up()

    # Moving

    def _move(self, to: Position | None) -> None:
        """Go to a position; a covered screen only comes back, so that nothing passes unseen."""
        self.typed = ""
        if self.desk is not None and self.covered and not self.desk.state.frozen:
            self.record(_come_back)
        elif to is not None:
            self._note = ""
            self._go(to)
        else:
            self._note = "the end: E ends the session" if self._at.slide else ""
            self.repaint()
        self.offer_again()

    def _go(self, to: Position) -> None:
        """Record a step, and then show it; one that comes early waits for the session."""
        if self.desk is None:
            self._early = to
            return

        def step(desk: Conductor) -> None:
            desk.begin()
            desk.step(to.slide, to.step, to.page)

        self.record(step)

    def jump(self, slide: int) -> None:
        """Go to the beginning of a slide, the last one if there are not so many."""
        self.typed = ""
        if self._walk is not None:
            self._note = ""
            self._go(self._walk.start(min(max(slide, 0), len(self._deck.slides) - 1)))

    def action_forward(self) -> None:
        """Show the next step, page or slide."""
        self._move(self._following(1))

    def action_back(self) -> None:
        """Go back by one step, page or slide."""
        self._move(self._following(-1))

    def action_first(self) -> None:
        """Go to the first slide."""
        self.jump(0)

    def action_last(self) -> None:
        """Go to the last slide, everything revealed."""
        if self._walk is not None:
            self._go(self._walk.end(len(self._deck.slides) - 1))

    def action_finder(self, aim: Aim) -> None:
        """Open the list of slides, to pick from, go to or search."""
        from workshop.tui.room.finder import Finder

        self.typed = ""
        self.app.push_screen(Finder(self._deck, self._index, self._at.slide, aim), self._picked)

    def _picked(self, found: Found | None) -> None:
        if found is not None:
            if found.query:
                self._found = found
            self.jump(found.slide)

    def action_hit(self, direction: int) -> None:
        """Go to the next slide that was found, or the one before."""
        hits = self._found.hits
        if direction > 0:
            ahead = [slide for slide in hits if slide > self._at.slide] or list(hits[:1])
            target = ahead[0]
        else:
            behind = [slide for slide in hits if slide < self._at.slide] or list(hits[-1:])
            target = behind[-1]
        self.jump(target)
        self._note = f"“{self._found.query}”: {hits.index(target) + 1} of {len(hits)}"
        self.tick()


def _come_back(desk: Conductor) -> None:
    desk.begin()
    desk.uncover()
