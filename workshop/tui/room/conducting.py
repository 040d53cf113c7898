"""A screen that conducts a session: takes its seat, follows others, records what keys say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.screen import Screen

from workshop.tui.room.seat import LONG, Seat, Seated
from workshop.tui.room.walk import Position

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.decks.deck import Deck, Slide
    from workshop.delivery.event import Jotting
    from workshop.delivery.show import Show
    from workshop.model.diagram import Platform
    from workshop.tui.room.clock import Clock
    from workshop.tui.room.conductor import Conductor

POLL = 0.08
"""Seconds between two looks at what others recorded."""
ATTENDANCE = 1.0
"""Seconds between two looks at whether there is a room screen."""
BREAK = 15
"""Minutes of a break unless somebody says otherwise."""

Line = tuple[str, str, "Callable[[str], str]"]
"""A line to fill in: its label, what stands there, and what is wrong with an answer."""

_JOTS: dict[str, tuple[str, str]] = {
    "commitment": ("Commitment", "What will be done"),
    "decision": ("Decision", "What was decided"),
    "parked": ("Parking lot", "What is to be talked about later"),
    "note": ("Note for next time", "What to do differently, or again"),
}


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
        if self.desk is not None:
            trouble = self.desk.trouble
            getattr(self.desk, what)()
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
        """Do what the slide asks for, or ask for a show of hands."""
        desk = self.desk
        if desk is None:
            return
        if desk.can_take():
            self.action_conduct("take")
            return
        line = ("Question / one answer / another (yes / no)", "", _needed)
        self._ask("Show of hands", (line,), desk.hands)

    def _ask(self, title: str, lines: tuple[Line, ...], record: Callable[..., None]) -> None:
        """Ask for lines, and record them once they are there."""
        from workshop.tui.dialogs.form import Field, Form

        def answered(given: tuple[str, ...] | None) -> None:
            if given is not None and self.desk is not None:
                trouble = self.desk.trouble
                record(*given)
                self.after_recording(trouble)

        self.app.push_screen(Form(title, *(Field(*line) for line in lines)), answered)

    def action_answer(self) -> None:
        """Write down an answer in words."""
        if self.desk is not None:
            self._ask("An answer", (("In their words", "", _needed),), self.desk.answer)

    def action_teams(self) -> None:
        """Ask for the names of the teams."""
        if self.desk is not None:
            names = ", ".join(self.desk.state.teams)
            line = ("Names, with commas; none ends it", names, _anything)
            self._ask("Teams", (line,), self.desk.set_teams)

    def action_jot(self, sort: Jotting) -> None:
        """Write down a commitment, a decision, something for later, or a note."""
        if self.desk is None:
            return
        desk = self.desk
        title, label = _JOTS[sort]

        def promised(owner: str, words: str, by: str) -> None:
            desk.jot(sort, words, owner, date.fromisoformat(by) if by else None)
            self._say_kept(words)

        def said(words: str) -> None:
            desk.jot(sort, words)
            self._say_kept(words)

        what = (label, "", _needed)
        if sort == "commitment":
            by_when = ("By when (2027-04-30, or nothing)", "", _no_date)
            self._ask(title, (("Who", "", _needed), what, by_when), promised)
        else:
            self._ask(title, (what,), said)

    def _say_kept(self, words: str) -> None:
        if self.desk is not None and not self.desk.trouble:
            self.notify(f"Written down: {words}", markup=False, timeout=3)

    def action_draw(self) -> None:
        """Fill in a diamond with the room."""
        from workshop.tui.room.diamond import DiamondForm

        desk = self.desk
        if desk is None:
            return

        def keep(picture: Platform | None) -> None:
            if picture is not None:
                trouble = desk.trouble
                desk.draw(picture)
                self.after_recording(trouble)

        task = self.slide_at(desk.state.at.slide).exercise
        self.app.push_screen(DiamondForm(task.title if task is not None else ""), keep)

    def action_strike(self) -> None:
        """Strike what was written down last."""
        if self.desk is not None and self.desk.state.notes:
            last = self.desk.state.notes[-1]
            trouble = self.desk.trouble
            self.desk.strike(last.number)
            self.after_recording(trouble)
            self.notify(f"Struck: {last.what.words}", markup=False)

    def action_break(self) -> None:
        """Begin a break, or end it."""
        if self.desk is None:
            return
        if self.desk.state.cover == "break":
            self.action_conduct("uncover")
            return
        desk = self.desk

        def pause(minutes: str) -> None:
            desk.break_until(int(minutes))

        self._ask("Break", (("Minutes", str(BREAK), _no_minutes),), pause)

    def action_run_of_show(self) -> None:
        """Show the parts of the session and what follows on the day."""
        if self.desk is not None:
            from workshop.tui.room.plan import RunOfShow

            self.app.push_screen(RunOfShow(self.desk), lambda _: self.after_recording(""))


def _anything(_: str) -> str:
    return ""


def _needed(value: str) -> str:
    return "" if value.strip() else "write something here"


def _no_date(value: str) -> str:
    try:
        if value.strip():
            date.fromisoformat(value.strip())
    except ValueError:
        return "write a date like 2027-04-30"
    return ""


def _no_minutes(value: str) -> str:
    good = value.strip().isdecimal() and 0 < int(value) <= 600
    return "" if good else "write a number of minutes, 1 to 600"
