"""Taking the conductor's seat: a session is opened, or gone on with where it was left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workshop.errors import StoreError
from workshop.tui.room.clock import length

if TYPE_CHECKING:
    from datetime import datetime

    from workshop.decks.deck import Deck, Slide
    from workshop.delivery.show import Show
    from workshop.model.agenda import Agenda, Block
    from workshop.tui.daytour import DayTour
    from workshop.tui.room.clock import Clock
    from workshop.tui.room.conductor import Conductor
    from workshop.tui.services_session import SessionServices, Target

LONG = 200
"""Slides from which on a session is opened before all of them are read."""
LIKE = 60
"""Seconds by which past runs may differ from the plan without a word."""


@dataclass(frozen=True)
class Seated:
    """A conductor in place, and what to tell about it."""

    desk: Conductor
    session: int = 0
    resumed: datetime | None = None
    words: str = ""
    past: tuple[dict[str, float], ...] = ()
    """Seconds by slide of runs before this one."""
    trouble: str = ""
    """Why nothing is kept, where nothing is."""


@dataclass(frozen=True)
class Seat:
    """What is needed to open a session; without `sessions` or `target` nothing is kept."""

    sessions: SessionServices | None = None
    target: Target | None = None
    minutes: int = 0
    form: str = "full"
    block: Block | None = None
    agenda: Agenda | None = None
    tour: DayTour | None = None
    """The tour that the block is of, where it can be mended."""

    @classmethod
    def of_block(
        cls,
        sessions: SessionServices | None,
        target: Target,
        block: Block,
        agenda: Agenda | None,
        tour: DayTour | None,
    ) -> Seat:
        """Return the seat for a block of a tour, in its minutes and its form."""
        return cls(sessions, target, block.minutes, block.form or "full", block, agenda, tour)

    def with_agenda(self, agenda: Agenda) -> Seat:
        """Return the seat on a day as another agenda has it; the slides keep their minutes."""
        mine = self.block.id if self.block is not None else ""
        block = next((one for one in agenda.blocks if one.id == mine), self.block)
        return replace(self, block=block, agenda=agenda)

    @property
    def rehearsal(self) -> bool:
        """Whether the session is only tried out."""
        return self.target is not None and self.target.rehearsal

    def finish_rehearsal(self, session: int, desk: Conductor, *, keep: bool) -> None:
        """Forget a rehearsal that is over, or all of it but its times."""
        if self.sessions is not None and self.target is not None and session:
            self.sessions.finish_rehearsal(self.target, session, desk.state, desk.now, keep=keep)

    def take(self, deck: Deck, clock: Clock, slide: Callable[[int], Slide]) -> Seated:
        """Open the session of `deck`; blocks. `slide` gives slides of the deck as last read."""
        trouble = ""
        if self.sessions is not None and self.target is not None:
            try:
                return self._kept(self.sessions, self.target, deck, clock, slide)
            except StoreError as error:
                trouble = error.message
        from workshop.delivery.log import MemoryLog
        from workshop.tui.room.conductor import Conductor

        log = MemoryLog(self._first_show(deck), clock.now())
        return Seated(Conductor(log, clock, slide), trouble=trouble)

    def _first_show(self, deck: Deck) -> Show:
        return self.show(deck, outline=len(deck.slides) > LONG)

    def show(self, deck: Deck, *, outline: bool = False) -> Show:
        """Return the run of show of a deck; reads every slide, of an `outline` none."""
        from workshop.tui.room.running import show_of

        return show_of(
            deck,
            minutes=self.minutes,
            form=self.form,
            ref=self.target.ref if self.target is not None else "",
            block=self.block,
            agenda=self.agenda,
            outline=outline,
        )

    def _kept(
        self,
        sessions: SessionServices,
        target: Target,
        deck: Deck,
        clock: Clock,
        slide: Callable[[int], Slide],
    ) -> Seated:
        from workshop.delivery.budget import proposed
        from workshop.tui.room.conductor import Conductor

        opened = sessions.open(target, clock.now())
        if opened is None:
            opened = sessions.begin(target, self._first_show(deck), clock.now())
        desk = Conductor(opened.log, clock, slide)
        if opened.resumed is not None and len(deck.slides) <= LONG:
            desk.reread(self.show(deck))  # the file may be another by now; a long one is read later
        desk.proposals = proposed(desk.state.show, opened.past)
        words = _words(desk, opened.resumed)
        return Seated(desk, opened.session, opened.resumed, words, opened.past)


def _words(desk: Conductor, resumed: datetime | None) -> str:
    """Say where one goes on, or what past runs propose."""
    state = desk.state
    if resumed is not None:
        elapsed = length(state.elapsed(desk.now))
        return f"Back where it was left: slide {state.at.slide + 1}, {elapsed} on the clock."
    planned = sum(one.seconds for part in state.show.parts for one in part.slides)
    slides = {one.slide: one.seconds for part in state.show.parts for one in part.slides}
    likely = sum(desk.proposals.get(slide, seconds) for slide, seconds in slides.items())
    if not desk.proposals or abs(likely - planned) < LIKE:
        return ""
    return (
        f"Past runs took {round(likely / 60)} min where {round(planned / 60)} are planned; "
        "M takes their times as budgets."
    )
