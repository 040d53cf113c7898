"""Where a session stands: what is left when its events are folded, one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from workshop.delivery.event import Cover, Drawn, Event, Jotted, Opened, Phase
from workshop.delivery.question import Round
from workshop.delivery.show import Order, Show, first_order


@dataclass(frozen=True, order=True)
class Spot:
    """A place in the deck; all from 0."""

    slide: int = 0
    step: int = 0
    page: int = 0


@dataclass(frozen=True)
class Task:
    """An exercise in hand, and since when its present phase runs."""

    slide: int
    title: str
    phase: Phase
    step: int
    seconds: int
    since: datetime
    clock: float = 0.0
    """Seconds on the session's clock when it began."""


@dataclass(frozen=True)
class Note:
    """Something written down, with the number of its event."""

    number: int
    at: datetime
    slide: int
    what: Jotted


@dataclass(frozen=True)
class State:
    """A session at the moment of its last event."""

    show: Show
    order: Order
    opened: datetime
    last: datetime
    """When the last event was; what follows is never before it."""
    number: int = 1
    """Of the last event."""
    at: Spot = Spot()
    room: Spot = Spot()
    """What the room sees; `at`, unless it is frozen."""
    frozen: bool = False
    cover: Cover | None = None
    until: datetime | None = None
    size: tuple[int, int] = (0, 0)
    """Cells of the slide on the room's own screen, if there is one."""
    large: bool = False
    """Whether the words of the slides are set in large type."""
    paused: bool = True
    """Whether the clock was stopped by hand; a session opens with it stopped."""
    began: datetime | None = None
    ended: datetime | None = None
    spent: Mapping[int, float] = field(default_factory=dict)
    """Seconds of the running clock by slide, up to `last`."""
    visited: frozenset[int] = frozenset()
    rounds: tuple[Round, ...] = ()
    struck: tuple[Round, ...] = ()
    """Rounds that do not stand: asked by mistake."""
    task: Task | None = None
    tasks: tuple[Task, ...] = ()
    """Every phase of every exercise as it began."""
    notes: tuple[Note, ...] = ()
    drawings: tuple[tuple[datetime, Drawn], ...] = ()
    teams: tuple[str, ...] = ()
    history: tuple[Order, ...] = ()
    """Orders before the present one, for undo."""
    done: tuple[tuple[datetime, str], ...] = ()
    """Changes of the run of show that stand, in words."""

    @property
    def running(self) -> bool:
        """Whether the clock runs: not stopped, not over, no break and no welcome screen."""
        waiting = self.cover in ("break", "welcome", "end")
        return not (self.paused or waiting or self.ended is not None)

    @property
    def question(self) -> Round | None:
        """The round that hands are counted for now."""
        return next((one for one in reversed(self.rounds) if one.open), None)

    @property
    def shown(self) -> Round | None:
        """The round whose outcome the room sees."""
        here = [one for one in self.rounds if one.revealed]
        return here[-1] if here else None

    def local(self, moment: datetime) -> datetime:
        """Return a moment in the zone where the session takes place, as far as that is known."""
        return moment.astimezone(self.show.start.tzinfo) if self.show.start else moment

    def seconds_in(self, task: Task, now: datetime) -> float:
        """Return the seconds a phase has run up to `now`; pauses and breaks do not count."""
        return self.elapsed(now) - task.clock

    def round_of(self, key: str) -> Round | None:
        """Return the last round of a question."""
        return next((one for one in reversed(self.rounds) if one.question.key == key), None)

    def seconds_on(self, slide: int, now: datetime) -> float:
        """Return the seconds spent on a slide up to `now`."""
        return self.spent.get(slide, 0.0) + (self._live(now) if slide == self.at.slide else 0.0)

    def elapsed(self, now: datetime) -> float:
        """Return the seconds the clock has run up to `now`."""
        return sum(self.spent.values()) + self._live(now)

    def _live(self, now: datetime) -> float:
        return max(0.0, (now - self.last).total_seconds()) if self.running else 0.0


def opened(event: Event) -> State:
    """Return the state after the first event; raises ValueError if it does not open a session."""
    if not isinstance(event.what, Opened):
        raise ValueError("a session begins with its opening")
    show = event.what.show
    order = first_order(show)
    first = next(iter(order.parts), 0)
    slide = show.parts[first].slides[0].slide
    return State(
        show, order, event.at, event.at, event.number, at=Spot(slide), room=Spot(slide),
        visited=frozenset((slide,)),
    )  # fmt: skip


def clocked(state: State, event: Event) -> State:
    """Return `state` with the time up to `event` booked on the slide that was shown."""
    at = max(event.at, state.last)
    spent = state.spent
    if state.running and at > state.last:
        slide = state.at.slide
        more = (at - state.last).total_seconds()
        spent = {**spent, slide: spent.get(slide, 0.0) + more}
    return replace(state, last=at, number=event.number, spent=spent)
