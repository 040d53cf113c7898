"""The board screen: a tour on the screen, and all the activities that work on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType

from workshop.tui.board.activity import Activity
from workshop.tui.board.adding import Adding
from workshop.tui.board.asking import Asking
from workshop.tui.board.carrying import Carrying
from workshop.tui.board.commands import BoardCommands
from workshop.tui.board.editing import Editing
from workshop.tui.board.exporting import Exporting
from workshop.tui.board.filing import Filing
from workshop.tui.board.going import Going
from workshop.tui.board.grid import WeekGrid
from workshop.tui.board.lists import FindingList, LeftOutList
from workshop.tui.board.looks import Looking
from workshop.tui.board.mending import Mending
from workshop.tui.board.planning import Planning
from workshop.tui.board.pricing import Pricer
from workshop.tui.board.shown import TourView
from workshop.tui.board.ways import WayList
from workshop.tui.doers import doers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual import events

    from workshop.model.agenda import Agenda
    from workshop.model.finding import Finding
    from workshop.tui.board.reports import Failed, Loaded, Saved
    from workshop.tui.board.search import Searched, Searching
    from workshop.tui.board.task import Ended, Told
    from workshop.tui.services import Services
    from workshop.tui.services_brief import WayOut


ACTIVITIES: tuple[type[Activity], ...] = (
    Looking, Planning, Carrying, Editing, Adding, Asking, Mending, Filing, Exporting, Going,
)  # fmt: skip
"""In the order in which their keys stand in the footer."""
CHANGES = frozenset[str]().union(*(one.CHANGES for one in ACTIVITIES))
"""Actions that change the tour in hand: not where another window has it."""
LAST = ("escape", "enter")
"""Keys that stand behind all others, whichever activity they end."""


class BoardScreen(TourView):
    """One tour: its week, its findings, what is left out, and what is done with it."""

    BINDING_GROUP_TITLE = "The board"
    COMMANDS = {BoardCommands}
    HELP = """\
The columns are the days, in the local time of each place; the head of a column says where and in
which zone (+7 ▸ +8: the clock changes on the way). A row is half an hour; `:15` after a letter says
that the block begins a quarter past its row.

T training · V visit · ♥ leisure · ✈ flight · → transfer · M meal · B briefing · D debrief
and a dot for a break.

? not confirmed by the host · ✔ confirmed · ⚿ locked · ! a finding names it.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        *(key for one in ACTIVITIES for key in one.BINDINGS if key.key not in LAST),
        *(key for end in LAST for one in ACTIVITIES for key in one.BINDINGS if key.key == end),
    ]

    SPARE = ("brief", "edit('lock')", "compare", "export")

    _worked: tuple[object, ...] = ()
    """What the footer was last written for; writing it takes long."""
    _asked_works: bool = False

    def __init__(self, services: Services, name: str) -> None:
        """Work on the tour `name`."""
        super().__init__(services, name)
        self.pricer = Pricer(self)
        self.planning = Planning(self, self.pricer)
        self.carrying = Carrying(self)
        self.editing = Editing(self, self.planning)
        self.adding = Adding(self, self.editing, self.planning)
        self.asking = Asking(self, self.planning, self.pricer)
        self.mending = Mending(self, self.planning)
        self.going = Going(self, self.asking)
        self.filing = Filing(self, self.planning)
        self.activities: tuple[Activity, ...] = (
            Looking(self, self.filing), self.planning, self.carrying, self.editing, self.adding,
            self.asking, self.mending, self.filing, Exporting(self, self.planning), self.going,
        )  # fmt: skip
        self._doers = doers(self, self.activities)

    # What works

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what works now; where an activity is in charge, its own keys and looks."""
        doer = self._doers.get(action)
        if doer is None:
            return super().check_action(action, parameters)
        if self.follows and action in CHANGES:
            return False
        if self._in_charge not in (None, doer) and action not in doer.LOOKS:
            return False
        return doer.works(action, *parameters)

    @property
    def _in_charge(self) -> Activity | None:
        return next((one for one in self.activities if one.in_charge), None)

    @property
    def free(self) -> bool:
        """Whether nothing is going on that the plan must not change under."""
        return not self.planning.busy and self._in_charge is None

    @property
    def searching(self) -> bool:
        """Whether a plan is being searched."""
        return self.planning.search is not None

    def refresh_bindings(self) -> None:
        """Write the footer anew, once all is said, and only if other keys work than before."""
        if not self._asked_works:
            self._asked_works = True
            self.call_after_refresh(self._refresh_works)

    def _refresh_works(self) -> None:
        self._asked_works = False
        works = self.focused, *(self.check_action(one, ()) for one in SHOWN)
        if works != self._worked:
            self._worked = works
            super().refresh_bindings()

    def on_key(self, event: events.Key) -> None:
        """Say why a key that changes a tour does nothing where it can only be read."""
        if self.follows and event.key in CHANGING_KEYS:
            self.tell("read only: another window has this tour", trouble=True)

    # Showing

    def show(
        self,
        agenda: Agenda | None,
        findings: tuple[Finding, ...],
        ways: tuple[WayOut, ...] = (),
    ) -> None:
        """Show another plan; prices of the one before are not asked for any more."""
        self.pricer.stop()
        super().show(agenda, findings, ways)
        self.pricer.soon()

    def prices(self, agenda: Agenda | None) -> Mapping[str, str]:
        """Return what is known of the prices of what a plan leaves out."""
        return self.pricer.prices(agenda)

    # Who takes what

    def on_mount(self) -> None:
        """Read the tour after the first paint."""
        self.filing.read()

    def on_screen_resume(self) -> None:
        """Take over what was done meanwhile on a screen above."""
        self.filing.catch_up()

    def before_leaving(self, go: Callable[[], None]) -> None:
        """Ask what to do with what would be lost."""
        self.filing.before_leaving(go)

    def on_unmount(self) -> None:
        """Stop what nobody waits for, and let others have the tour."""
        self.planning.leave()
        self.pricer.leave()
        self.filing.leave()

    @on(WeekGrid.Opened)
    def _open_block(self, message: WeekGrid.Opened) -> None:
        self.going.open_block(message.block)

    @on(FindingList.Chosen)
    def _show_block_of(self, message: FindingList.Chosen) -> None:
        self.going.show_block_of(message.finding)

    @on(LeftOutList.Chosen)
    def _open_left_out(self, message: LeftOutList.Chosen) -> None:
        self.going.open_left_out(message.item)

    @on(LeftOutList.Considered)
    def _price_soon(self) -> None:
        self.pricer.soon()

    @on(WeekGrid.Dragged)
    def _drag(self, message: WeekGrid.Dragged) -> None:
        self.editing.drag(message.to)

    @on(WayList.Chosen)
    def _drop_fact(self, message: WayList.Chosen) -> None:
        self.editing.drop_fact(message.way)

    def on_loaded(self, message: Loaded) -> None:
        """Show what was read."""
        self.filing.loaded(message)

    def on_saved(self, message: Saved) -> None:
        """Tell what is on disk now."""
        self.filing.saved(message)

    def on_failed(self, message: Failed) -> None:
        """Tell what could not be read or saved."""
        self.filing.failed(message)

    def on_searching(self, message: Searching) -> None:
        """Show how a search stands."""
        self.planning.searching(message)

    def on_searched(self, message: Searched) -> None:
        """Keep what a search found."""
        self.planning.searched(message)

    def on_told(self, message: Told) -> None:
        """Pass on what was found on the way to an answer: by a question, or of prices."""
        self.planning.told(message)
        self.pricer.told(message)

    def on_ended(self, message: Ended) -> None:
        """Give an answer to whoever asked."""
        self.planning.ended(message)


SHOWN = tuple(
    key.action.partition("(")[0] for one in ACTIVITIES for key in one.BINDINGS if key.show
)
"""Actions that the footer may show."""
CHANGING_KEYS = frozenset(
    key
    for one in ACTIVITIES
    for binding in one.BINDINGS
    if binding.action.partition("(")[0] in CHANGES
    for key in binding.key.split(",")
)
