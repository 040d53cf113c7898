"""The board screen: what one can do with the tour that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from workshop.tui import words
from workshop.tui.board import facts
from workshop.tui.board.commands import BoardCommands
from workshop.tui.board.grid import WeekGrid
from workshop.tui.board.leaving import Leaving
from workshop.tui.board.lists import FindingList, LeftOutList
from workshop.tui.board.sheet import BlockSheet
from workshop.tui.messages import DayWanted, HomeWanted, HostsWanted, LectureWanted, ModulesWanted

if TYPE_CHECKING:
    from textual import events

    from workshop.model.agenda import Block


CHANGES = frozenset({
    "plan", "plan_part", "move_city", "carry", "edit", "swap", "lengthen", "nudge", "copy_day",
    "mend", "undo", "redo", "add", "fill", "card", "brief", "repair", "save",
})  # fmt: skip
"""Actions that change the tour in hand: not where another window has it."""


class BoardScreen(Leaving):
    """One tour: its week, its findings, what is left out."""

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
    # Enter and escape stand here for all that they end: of the classes a screen is made of, Textual
    # keeps the bindings of a key from the last one only.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "save", "save", id="board.save", tooltip="Write the plan into the tour file"),
        Binding("f", "findings", "findings", show=False, id="board.findings",
                tooltip="To the list of what the rules found; enter shows the block"),
        Binding("i", "left_out", "left out", show=False, id="board.left_out",
                tooltip="To the list of what is not in the plan, and why"),
        Binding("e", "export", "export", id="board.export",
                tooltip="Write documents into a folder: agenda, run sheet, calendar, PDF and more"),
        Binding("E", "export_changes", "export changes", show=False, id="board.export_changes",
                tooltip="Write what changed since the tour was saved, and who must be told"),
        Binding("S", "save_as", "save as a new tour", show=False, id="board.save_as",
                tooltip="Keep what is on the screen as a tour of another name"),
        Binding("o", "present", "present", show=False, id="board.present",
                tooltip="Present the lecture under the cursor"),
        Binding("T", "run_day", "today", show=False, id="board.run_day",
                tooltip="Today's agenda as it is on the screen; enter there runs a session"),
        Binding("t", "points", "points", show=False, id="board.points",
                tooltip="How the points of this plan add up"),
        Binding("M", "modules", "modules", show=False, id="board.modules",
                tooltip="Open the library of lecture modules"),
        Binding("h", "hosts", "hosts", show=False, id="board.hosts",
                tooltip="Open the library of hosts"),
        Binding("f5", "read_again", "read again", show=False, id="board.read_again",
                tooltip="Look again at the tour file, which an editor may have changed"),
        Binding("escape", "stop_search", "stop", id="board.stop",
                tooltip="Stop the search and keep the best so far"),
        Binding("escape", "drop_swap", "do not swap", show=False, id="board.drop_swap",
                tooltip="Forget the block that was to change places"),
        Binding("enter", "put_down", "put it here", id="carry.put",
                tooltip="Leave the block where it is shown"),
        Binding("escape", "put_back", "put it back", id="carry.back",
                tooltip="Leave everything as it was"),
        Binding("enter", "take_repair", "take it", id="repair.take",
                tooltip="Take the repair that is shown; it can be undone"),
        Binding("escape", "leave_repairs", "leave as it was", id="repair.leave",
                tooltip="Take none of the repairs"),
        Binding("escape", "leave_list", "to the days", id="board.leave_list",
                tooltip="From a list back to the days"),
        Binding("escape", "back", "go back", show=False, id="board.back",
                tooltip="From the days to the list of tours"),
    ]  # fmt: skip

    SPARE = ("brief", "edit('lock')", "compare", "export")

    _worked: tuple[object, ...] = ()
    """What the footer was last written for; writing it takes long."""
    _asked_works: bool = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what works now."""
        if self.follows and action in CHANGES:
            return False
        free = not self.busy and not self.carrying and not self.mending
        shown = self.agenda is not None and bool(self.agenda.days)
        offered = {
            "save": self.unsaved and free,
            "export": shown and free,
            "export_changes": self.planned and free,
            "save_as": self.planned and free,
            "points": shown,
            "map": shown,
            "overview": shown,
            "compare": self.hand is not None and free,
            "findings": shown and not self.carrying,
            "left_out": shown and not self.carrying,
            "present": self._lecture is not None and free,
            "read_again": free,
            "leave_list": free and not self.swapping and self._in_list,
            "back": free and not self.swapping and not self._in_list,
        }
        if action in offered:
            return offered[action]
        return super().check_action(action, parameters)

    def refresh_bindings(self) -> None:
        """Write the footer anew, once all is said, and only if other keys work than before."""
        if not self._asked_works:
            self._asked_works = True
            self.call_after_refresh(self._refresh_works)

    def _refresh_works(self) -> None:
        self._asked_works = False
        works = self._what_works()
        if works != self._worked:
            self._worked = works
            super().refresh_bindings()

    def _what_works(self) -> tuple[object, ...]:
        """Return all that decides which keys the footer shows."""
        hand = self.hand
        if hand is None or not self.is_mounted:
            return (hand is None, self.busy)
        return (
            self.focused, self.planned, self.busy, self.carrying, len(self._repairs), self.unsaved,
            self.follows,
            bool(hand.undoes), self.swapping, self.here is None,
            self._to_mend() is None, self._asked() == "",
        )  # fmt: skip

    def on_key(self, event: events.Key) -> None:
        """Say why a key that changes a tour does nothing where it can only be read."""
        if self.follows and event.key in _CHANGING_KEYS:
            self.tell("read only: another window has this tour", trouble=True)

    @property
    def _lecture(self) -> Block | None:
        block = self.here
        return block if block is not None and block.kind == "training" and block.ref else None

    # Opening

    @on(WeekGrid.Opened)
    def _open_block(self, message: WeekGrid.Opened) -> None:
        if self.hand is None or self.catalogue is None:
            return
        block = message.block
        given = self._given().get(block.id, 0)
        brief = self.hand.tour.brief
        sections = facts.block_facts(block, brief, self.catalogue, self.findings, given)
        ways = {"training": frozenset({"present", "modules"}), "visit": frozenset({"hosts"})}
        sheet = BlockSheet(
            f"{words.LETTERS[block.kind]} {words.named(block)}",
            sections,
            ways.get(block.kind, frozenset()) | self._why_too(),
        )
        self.app.push_screen(sheet, lambda _: self._go_on(sheet.way, block))

    def _why_too(self) -> frozenset[str]:
        return frozenset({"why"} if self.check_action("why", ()) else ())

    def _go_on(self, way: str, block: Block) -> None:
        if way == "why":
            self.action_why()
        elif way == "present":
            self._present(block)
        elif way == "modules":
            self.post_message(ModulesWanted(block.ref or ""))
        elif way == "hosts":
            self.post_message(HostsWanted(block.ref or "", block.city))

    @on(LeftOutList.Chosen)
    def _open_left_out(self, message: LeftOutList.Chosen) -> None:
        if self.hand is None or self.catalogue is None:
            return
        item = message.item
        sections = facts.left_out_facts(item, self.hand.tour.brief, self.catalogue)
        sheet = BlockSheet(item.title or item.ref, sections, self._why_too())
        self.app.push_screen(sheet, lambda _: self.action_why() if sheet.way else None)

    def action_points(self) -> None:
        """Show how the points add up."""
        if self.agenda is not None and self.agenda.days:
            self.app.push_screen(BlockSheet("Points", facts.term_facts(self.agenda, self._given())))

    def _given(self) -> dict[str, int]:
        """Return what each block of the plan shown gives by itself."""
        if self.hand is None or self.agenda is None or not self.agenda.days:
            return {}
        return self.services.block_points(self.agenda, self.hand.tour.brief)

    # Going on

    def action_findings(self) -> None:
        """Go to the findings."""
        self.set_focus(self.query_one(FindingList))

    def action_left_out(self) -> None:
        """Go to what is left out."""
        self.set_focus(self.query_one(LeftOutList))

    def action_present(self) -> None:
        """Present the lecture under the cursor."""
        block = self._lecture
        if block is not None:
            self._present(block)

    def _present(self, block: Block) -> None:
        self.post_message(
            LectureWanted(block.ref or "", block.form or "full", block.minutes, block)
        )

    def action_run_day(self) -> None:
        """Run the day of this tour that is today, or next."""
        if self.hand is not None:
            self.post_message(DayWanted(self.hand.name))

    def action_modules(self) -> None:
        """Open the library of modules, at the one under the cursor."""
        block = self._lecture
        self.post_message(ModulesWanted((block.ref or "") if block is not None else ""))

    def action_hosts(self) -> None:
        """Open the library of hosts, at the one under the cursor."""
        block = self.here
        visited = block is not None and block.kind == "visit"
        self.post_message(HostsWanted((block.ref or "") if block and visited else ""))

    @property
    def _in_list(self) -> bool:
        return isinstance(self.focused, FindingList | LeftOutList)

    def action_leave_list(self) -> None:
        """Go from a list to the days."""
        self.focus_week()

    def action_back(self) -> None:
        """Go from a search's plan to the one in hand, from the days home."""
        if self.planned and self.hand is not None and self.agenda is not self.hand.tour.agenda:
            self.show_in_hand()
        else:
            self.post_message(HomeWanted())


_CHANGING_KEYS = frozenset(
    key
    for part in BoardScreen.__mro__
    for binding in part.__dict__.get("BINDINGS", ())
    if isinstance(binding, Binding) and binding.action.partition("(")[0] in CHANGES
    for key in binding.key.split(",")
)
