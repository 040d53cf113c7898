"""A screen that conducts a session: takes its seat, follows others, records what keys say."""

from __future__ import annotations

from dataclasses import dataclass
from operator import methodcaller
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.screen import Screen

from workshop.tui.room.seat import LONG, Seat, Seated
from workshop.tui.room.walk import Position

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.decks.deck import Deck, Slide
    from workshop.delivery.show import Show
    from workshop.tui.room.clock import Clock
    from workshop.tui.room.conductor import Conductor

POLL = 0.08
"""Seconds between two looks at what others recorded."""
ATTENDANCE = 1.0
"""Seconds between two looks at whether there is a room screen."""


class ConductingScreen(Screen[Position]):
    """Has a `desk` once the session is open; a subclass shows it in `show_session`."""

    @dataclass
    class Opened(Message):
        """The session is open."""

        seated: Seated

    @dataclass
    class Timed(Message):
        """Every slide of a long deck is read: its run of show, and the times of past runs."""

        show: Show
        past: tuple[dict[str, float], ...]

    def __init__(self, seat: Seat, clock: Clock) -> None:
        """Conduct the session of `seat`, opened once the first slide is on the screen."""
        super().__init__()
        self.seat, self.clock = seat, clock
        self.desk: Conductor | None = None
        self.session = 0
        self.has_room = False
        self._offered: tuple[bool, ...] = ()

    # For the subclass

    def show_session(self) -> None:
        """Put the state of the session on the screen."""

    def session_opened(self, seated: Seated) -> None:
        """Go on where the session was left, or begin it."""

    def slide_at(self, number: int) -> Slide:
        """Return a slide of the deck as last read."""
        raise NotImplementedError

    # Opening and following

    @work(thread=True, exclusive=True, group="seat", exit_on_error=False)
    def open_session(self, deck: Deck) -> None:
        """Open the session in the background; the slide is on the screen already.

        What happens is kept from here on, also while the slides of a long deck are still read.
        """
        seated = self.seat.take(deck, self.clock, self.slide_at)
        self.post_message(self.Opened(seated))
        if len(deck.slides) > LONG:
            self.post_message(self.Timed(self.seat.show(deck), seated.past))

    @on(Timed)
    def _timed(self, event: Timed) -> None:
        event.stop()
        from workshop.delivery.budget import proposed

        if self.desk is not None:
            self.desk.reread(event.show)
            self.desk.proposals = proposed(event.show, event.past)
            self.show_session()

    @on(Opened)
    def _opened(self, event: Opened) -> None:
        event.stop()
        seated = event.seated
        self.desk, self.session = seated.desk, seated.session
        self.session_opened(seated)
        self.look_for_room()
        self.set_interval(POLL, self.follow)
        self.set_interval(ATTENDANCE, self.look_for_room)
        if seated.trouble:
            self.notify(f"Nothing of this session is kept: {seated.trouble}", severity="error",
                        markup=False)  # fmt: skip
        elif seated.words:
            self.notify(seated.words, markup=False)

    def follow(self) -> None:
        """Show what others recorded."""
        if self.desk is not None and self.desk.poll():
            self.show_session()

    def look_for_room(self) -> None:
        """Find out whether a room screen follows."""
        if self.seat.sessions is None or not self.session:
            return
        before, self.has_room = self.has_room, self.seat.sessions.has_room(self.session)
        if self.has_room is not before:
            self.room_came() if self.has_room else self.show_session()

    def room_came(self) -> None:
        """Make this the console, now that the room has a screen of its own."""

    # What keys record

    def action_conduct(self, what: str) -> None:
        """Let the conductor do something, and show it."""
        self.record(methodcaller(what))

    def record(self, do: Callable[[Conductor], object]) -> None:
        """Do something with the session, once it is open, and show what became of it."""
        if self.desk is not None:
            trouble = self.desk.trouble
            do(self.desk)
            self.after_recording(trouble)

    def after_recording(self, trouble: str) -> None:
        """Show the new state; say so if it could not be kept."""
        if self.desk is not None and self.desk.trouble and not trouble:
            self.notify(
                f"{self.desk.trouble}\nGo on; it is tried again with every key.",
                title="Not kept on disk", severity="error", markup=False,
            )  # fmt: skip
        self.show_session()
        self.offer_again()

    def offer_again(self) -> None:
        """Let the footer follow, where the keys that work have changed."""
        offered = self.offered()
        if offered != self._offered:
            self._offered = offered
            self.refresh_bindings()

    def offered(self) -> tuple[bool, ...]:
        """Return which of the keys that come and go work now."""
        return tuple(map(self.offers, ("reveal", "undo", "take_proposals", "team", "pause")))

    def offers(self, what: str) -> bool:
        """Tell whether the conductor has something to do under a name now."""
        desk = self.desk
        if desk is None:
            return False
        if what in ("reveal", "rerun"):
            return desk.round is not None
        if what == "undo":
            return bool(desk.state.history)
        if what == "take_proposals":
            return bool(desk.proposals)
        if what == "team":
            return bool(desk.state.teams) and desk.state.question is not None
        return desk.state.ended is None

    def action_take(self) -> None:
        """Do what the slide asks for; where it asks for nothing say how to ask."""
        desk = self.desk
        if desk is not None and desk.can_take():
            self.action_conduct("take")
        elif desk is not None:
            self.hint(_nothing_to_take(desk))

    def hint(self, words: str) -> None:
        """Say something in passing to the facilitator; nothing takes back what was said."""
        if words:
            self.notify(words, markup=False, timeout=3)


def _nothing_to_take(desk: Conductor) -> str:
    if desk.round is not None:
        return "closed: R asks again"
    if any(task.slide == desk.state.at.slide for task in desk.state.tasks):
        return "exercise is over"
    return "no question: h asks"
