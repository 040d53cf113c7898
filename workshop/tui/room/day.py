"""The blocks of a day of a tour: what is on, what is next, what was run; enter runs one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workshop.errors import WorkshopError
from workshop.tui import text, words
from workshop.tui.dialogs.tell import tell_error
from workshop.tui.widgets.keys import Keys

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workshop.delivery.state import State
    from workshop.model.agenda import Agenda, Block, Day
    from workshop.tui.daytour import DayTour
    from workshop.tui.room.clock import Clock
    from workshop.tui.room.lecture import RoomScreen

RUNNABLE = ("training", "visit", "briefing", "debrief", "leisure", "meal")
"""Kinds of blocks that a session can be run of."""


@dataclass(frozen=True)
class Programme:
    """A tour whose sessions are run from its agenda."""

    name: str
    title: str
    agenda: Agenda
    rehearsal: bool = False
    fresh: bool = False
    """Whether each session begins anew."""
    tour: DayTour | None = None
    """The tour as it stands, where it can be mended."""

    def now(self) -> Programme:
        """Return the programme of the tour as it stands; blocks."""
        plan = self.tour.now().tour.plan if self.tour is not None else None
        return replace(self, agenda=plan) if plan is not None else self


def day_due(agenda: Agenda, now: datetime) -> int:
    """Return the day that is today, else the next one, else the last; counted from 0."""
    for number, day in enumerate(agenda.days):
        zone = day.blocks[-1].end.tzinfo if day.blocks else None
        if day.date >= now.astimezone(zone).date():
            return number
    return max(0, len(agenda.days) - 1)


def block_due(day: Day, now: datetime) -> Block | None:
    """Return the block of a day that is on, else its next one that can be run."""
    later = [block for block in day.blocks if block.end > now and block.kind in RUNNABLE]
    return later[0] if later else None


FIRST_KEYS = "In a session: space goes on, n shows notes and clocks, ? all keys."
"""What a person needs there first; its own screen shows no keys, for the room may see it."""


class _Blocks(OptionList, inherit_bindings=False):
    """The blocks of a day; enter, left and right are the screen's, in their turn."""

    BINDINGS: ClassVar[list[BindingType]] = [
        one for one in OptionList.BINDINGS if isinstance(one, Binding) and one.key != "enter"
    ]


class DayScreen(Screen[None]):
    """Lists the blocks of one day of a tour."""

    BINDING_GROUP_TITLE = "The day"
    HELP = """
The agenda of the day. What is on is marked with an arrow. Enter runs the block under the cursor:
a lecture with its slides; a visit, a meal or a debrief with a clock and everything that can be
written down. What was run is told beside it.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "run", "run", id="day.run",
                tooltip="Run the session under the cursor"),
        Binding("left", "turn(-1)", "day before", id="day.before",
                tooltip="The day before"),
        Binding("right", "turn(1)", "next day", id="day.after",
                tooltip="The day after"),
        Binding("escape,q", "leave", "leave", id="day.leave", tooltip="Leave the program"),
    ]  # fmt: skip
    DEFAULT_CSS = """
    DayScreen {
        & #title { height: 2; padding: 0 1; text-style: bold; }
        & OptionList { height: 1fr; }
        & #now { height: auto; padding: 0 1; color: $text-muted; }
    }
    """

    @dataclass
    class Known(Message):
        """What was run so far, by block."""

        run: Mapping[str, State]
        programme: Programme

    @dataclass
    class Ready(Message):
        """A session is ready to be run, or cannot be."""

        room: RoomScreen | None = None
        error: Exception | None = None

    def __init__(
        self,
        programme: Programme,
        clock: Clock,
        run: Callable[[Block, Programme], RoomScreen],
        known: Callable[[], Mapping[str, State]],
    ) -> None:
        """List the day of `programme`; `run` makes the screen of a block and blocks."""
        super().__init__()
        self._programme, self._clock = programme, clock
        self._make, self._known = run, known
        self._day = day_due(programme.agenda, clock.now())
        self._run: Mapping[str, State] = {}

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield Static(id="title")
        yield _Blocks()
        yield Static(id="now")
        yield Keys()

    def on_mount(self) -> None:
        """List the day, with the cursor on what is on or next."""
        self._list(block_due(self._today, self._clock.now()))
        self.set_interval(20, self._say_now)

    def on_screen_resume(self) -> None:
        """Look again at what was run."""
        self._ask()

    @property
    def _today(self) -> Day:
        return self._programme.agenda.days[self._day]

    @work(thread=True, exclusive=True, group="known", exit_on_error=False)
    def _ask(self) -> None:
        try:
            self.post_message(self.Known(self._known(), self._programme.now()))
        except WorkshopError as error:
            self.app.call_from_thread(self.notify, error.message, severity="error", markup=False)

    @on(Known)
    def _told(self, event: Known) -> None:
        event.stop()
        at = self._block
        self._run, self._programme = event.run, event.programme
        self._day = min(self._day, self._days - 1)
        self._list(at)

    @property
    def _block(self) -> Block | None:
        at = self.query_one(OptionList).highlighted
        return self._today.blocks[at] if at is not None else None

    def _list(self, cursor: Block | None) -> None:
        day, rows = self._today, self.query_one(OptionList)
        names = f"{words.day_in_full(day.date)} · day {self._day + 1} of {self._days}"
        title = f"{self._programme.title} · {names}"
        self.query_one("#title", Static).update(text.one_line(title, "bold"))
        now = self._clock.now()
        rows.clear_options()
        width = max(40, self.size.width - 4)
        rows.add_options([Option(self._row(block, now, width)) for block in day.blocks])
        places = [at for at, block in enumerate(day.blocks) if cursor and block.id == cursor.id]
        rows.highlighted = places[0] if places else 0
        self.set_focus(rows)
        self._say_now()

    @property
    def _days(self) -> int:
        return len(self._programme.agenda.days)

    def _row(self, block: Block, now: datetime, width: int) -> Content:
        on_now = block.start <= now < block.end
        sign = "▶" if on_now else " "
        lead = f"{sign} {words.times_of(block)}  {words.LETTERS[block.kind]} "
        done = _standing(self._run.get(block.id), now, block)
        room = max(8, width - text.width(lead) - text.width(done) - 1)
        form = " (short form)" if block.form == "short" else ""
        title = text.fit(f"{words.title_of(block)}{form}", room)
        style = "bold" if on_now else ("" if block.kind in RUNNABLE else "$text-muted")
        return text.joined((f"{lead}{title}", style), " ", (done, "$success"))

    def _say_now(self) -> None:
        now = self._clock.now()
        day = self._today
        here = now.astimezone(day.blocks[0].start.tzinfo) if day.blocks else now
        due = block_due(day, now)
        clock = f"It is {here:%H:%M} ({words.zone(here)})"
        if here.date() != day.date or due is None:
            said = f"{clock} on {words.day_in_full(here.date())}."
        elif due.start <= now:
            left = round((due.end - now).total_seconds() / 60)
            said = f"{clock}. On now: {due.title}, {left} min left."
        else:
            wait = round((due.start - now).total_seconds() / 60)
            said = f"{clock}. Next: {due.title}, in {wait} min."
        lines = (text.one_line(said), text.one_line(FIRST_KEYS))
        self.query_one("#now", Static).update(text.lines_of(*lines))

    def action_turn(self, days: int) -> None:
        """Go to another day."""
        to = self._day + days
        if 0 <= to < self._days:
            self._day = to
            self._list(block_due(self._today, self._clock.now()))

    def action_run(self) -> None:
        """Run the block under the cursor."""
        block = self._block
        if block is None:
            return
        if block.kind not in RUNNABLE:
            self.notify("There is nothing to run here.", markup=False)
        else:
            self._prepare(block)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_run()

    @work(thread=True, exclusive=True, group="run", exit_on_error=False)
    def _prepare(self, block: Block) -> None:
        try:
            self.post_message(self.Ready(self._make(block, self._programme)))
        except WorkshopError as error:
            self.post_message(self.Ready(error=error))

    @on(Ready)
    def _ready(self, event: Ready) -> None:
        event.stop()
        if event.room is not None:
            self.app.push_screen(event.room)
        elif event.error is not None:
            self.app.push_screen(tell_error(event.error))

    def action_leave(self) -> None:
        """Leave the program, or go back to where one came from."""
        if len(self.app.screen_stack) > 2:
            self.dismiss()
        else:
            self.app.exit()


def _standing(state: State | None, now: datetime, block: Block) -> str:
    """Say what became of a block: `✔ 72 of 75 min`, `open 12 min`."""
    if state is None:
        return ""
    spent = round(state.elapsed(min(now, state.ended or now)) / 60)
    if state.ended is None:
        return f"open, {spent} min"
    return f"✔ {spent} of {block.minutes} min"
