"""Where one goes from the board: to a list, a sheet, a library, the room, and home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from workshop.tui import words
from workshop.tui.board import facts
from workshop.tui.board.activity import Activity
from workshop.tui.board.grid import WeekGrid
from workshop.tui.board.lists import FindingList, LeftOutList
from workshop.tui.board.sheet import BlockSheet
from workshop.tui.messages import DayWanted, HomeWanted, HostsWanted, LectureWanted, ModulesWanted

if TYPE_CHECKING:
    from workshop.model.agenda import Block, LeftOut
    from workshop.model.finding import Finding
    from workshop.model.tour import Tour
    from workshop.tui.board.asking import Asking
    from workshop.tui.board.shown import TourView


class Going(Activity):
    """Leads elsewhere and back; changes nothing."""

    BINDINGS = (
        Binding("f", "findings", "findings", show=False, id="board.findings",
                tooltip="To the list of what the rules found; enter shows the block"),
        Binding("i", "left_out", "left out", show=False, id="board.left_out",
                tooltip="To the list of what is not in the plan, and why"),
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
        Binding("escape", "leave_list", "to the days", id="board.leave_list",
                tooltip="From a list back to the days"),
        Binding("escape", "back", "go back", show=False, id="board.back",
                tooltip="From the days to the list of tours"),
    )  # fmt: skip
    LOOKS = frozenset({"findings", "left_out", "points"})

    def __init__(self, board: TourView, asking: Asking) -> None:
        """Lead from a sheet to what `asking` answers, too."""
        super().__init__(board)
        self._asking = asking

    def works(self, action: str, *_: object) -> bool:
        """Lead to what is there."""
        match action:
            case "points":
                return self.board.shown
            case "findings" | "left_out":
                return self.board.shown and not self.board.query_one(WeekGrid).carrying
            case "present":
                return self.board.free and self._lecture is not None
            case "leave_list":
                return self.board.free and self._in_list
            case "back":
                return self.board.free and not self._in_list
        return True

    # Opening

    def open_block(self, block: Block) -> None:
        """Say all about a block, with the ways on from it."""
        if self.board.hand is None or self.board.catalogue is None:
            return
        given = self._given().get(block.id, 0)
        brief = self.board.hand.tour.brief
        sections = facts.block_facts(block, brief, self.board.catalogue, self.board.findings, given)
        ways = {"training": frozenset({"present", "modules"}), "visit": frozenset({"hosts"})}
        sheet = BlockSheet(
            f"{words.LETTERS[block.kind]} {words.named(block)}",
            sections,
            ways.get(block.kind, frozenset()) | self._why_too(),
        )
        self.board.app.push_screen(sheet, lambda _: self._go_on(sheet.way, block))

    def _why_too(self) -> frozenset[str]:
        return frozenset({"why"} if self._asking.works() else ())

    def _go_on(self, way: str, block: Block | None = None) -> None:
        if way == "why":
            self._asking.action_why()
        elif block is None:
            return
        elif way == "present":
            self._present(block)
        elif way == "modules":
            self._show_modules(block.ref or "")
        elif way == "hosts":
            self._show_hosts(block.ref or "", block.city)

    def show_block_of(self, finding: Finding) -> None:
        """Go to the next of the blocks that a finding names."""
        week, blocks = self.board.query_one(WeekGrid), finding.blocks
        at = week.block.id if week.block is not None else ""
        onward = blocks.index(at) + 1 if at in blocks else 0
        if any(week.select(block) for block in (*blocks[onward:], *blocks[:onward])):
            self.board.set_focus(week)

    def open_left_out(self, item: LeftOut) -> None:
        """Say all about a candidate."""
        if self.board.hand is None or self.board.catalogue is None:
            return
        sections = facts.left_out_facts(item, self.board.hand.tour.brief, self.board.catalogue)
        sheet = BlockSheet(item.title or item.ref, sections, self._why_too())
        self.board.app.push_screen(sheet, lambda _: self._go_on(sheet.way))

    def action_points(self) -> None:
        """Show how the points add up."""
        agenda = self.board.agenda
        if agenda is not None and agenda.days:
            sections = facts.term_facts(agenda, self._given())
            self.board.app.push_screen(BlockSheet("Points", sections))

    def _given(self) -> dict[str, int]:
        """Return what each block of the plan shown gives by itself."""
        if self.board.hand is None or self.board.agenda is None or not self.board.agenda.days:
            return {}
        return self.services.block_points(self.board.agenda, self.board.hand.tour.brief)

    # Elsewhere

    @property
    def _lecture(self) -> Block | None:
        block = self.board.here
        return block if block is not None and block.kind == "training" and block.ref else None

    def action_findings(self) -> None:
        """Go to the findings."""
        self.board.set_focus(self.board.query_one(FindingList))

    def action_left_out(self) -> None:
        """Go to what is left out."""
        self.board.set_focus(self.board.query_one(LeftOutList))

    def action_present(self) -> None:
        """Present the lecture under the cursor."""
        block = self._lecture
        if block is not None:
            self._present(block)

    def _present(self, block: Block) -> None:
        wanted = LectureWanted(block.ref or "", block.minutes, block, self.board.hand)
        self.board.post_message(wanted)

    def action_run_day(self) -> None:
        """Run the day of this tour that is today, or next."""
        if self.board.hand is not None:
            self.board.post_message(DayWanted(self.board.hand.name, self.board.hand))

    def action_modules(self) -> None:
        """Open the library of modules, at the one under the cursor."""
        block = self._lecture
        self._show_modules((block.ref or "") if block is not None else "")

    def action_hosts(self) -> None:
        """Open the library of hosts, at the one under the cursor."""
        block = self.board.here
        visited = block is not None and block.kind == "visit"
        self._show_hosts((block.ref or "") if block and visited else "")

    def _show_modules(self, module: str) -> None:
        self.board.post_message(ModulesWanted(module, self._tour))

    def _show_hosts(self, host: str, city: str = "") -> None:
        self.board.post_message(HostsWanted(host, city, self._tour))

    @property
    def _tour(self) -> Tour | None:
        return self.board.hand.tour if self.board.hand is not None else None

    @property
    def _in_list(self) -> bool:
        return isinstance(self.board.focused, FindingList | LeftOutList)

    def action_leave_list(self) -> None:
        """Go from a list to the days."""
        self.board.focus_week()

    def action_back(self) -> None:
        """Go from a search's plan to the one in hand, from the days home."""
        hand = self.board.hand
        if hand is not None and self.board.planned and self.board.agenda is not hand.tour.agenda:
            self.board.show_in_hand()
        else:
            self.board.post_message(HomeWanted())
