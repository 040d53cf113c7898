"""The board screen: what one can do with the tour that is shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from workshop.tui import text, words
from workshop.tui.board import facts, inspector
from workshop.tui.board.commands import BoardCommands
from workshop.tui.board.grid import WeekGrid
from workshop.tui.board.lists import FindingList, LeftOutList
from workshop.tui.board.looks import TourLooks
from workshop.tui.board.reports import Exported, Failed, Saved
from workshop.tui.board.search import Search, Searched, Searching
from workshop.tui.board.sheet import BlockSheet
from workshop.tui.dialogs.ask_text import AskText
from workshop.tui.dialogs.choose import Answer, Choose
from workshop.tui.dialogs.tell import tell_error
from workshop.tui.messages import HomeWanted, HostsWanted, LectureWanted, ModulesWanted

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer

    from workshop.model.agenda import Block
    from workshop.tui.services import Services


class BoardScreen(TourLooks):
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
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "plan", "plan", id="board.plan", tooltip="Search the best plan for the brief"),
        Binding("escape", "stop_search", "stop planning", id="board.stop",
                tooltip="Stop the search and keep the best plan so far"),
        Binding("s", "save", "save", id="board.save", tooltip="Write the plan into the tour file"),
        Binding("f", "findings", "findings", id="board.findings",
                tooltip="To the list of what the rules found; enter shows the block"),
        Binding("l", "left_out", "left out", id="board.left_out",
                tooltip="To the list of what is not in the plan, and why"),
        Binding("e", "export", "export", id="board.export",
                tooltip="Write the agenda as a Markdown document"),
        Binding("o", "present", "present", id="board.present",
                tooltip="Present the lecture under the cursor"),
        Binding("t", "points", "points", show=False, id="board.points",
                tooltip="How the points of this plan add up"),
        Binding("m", "modules", "modules", show=False, id="board.modules",
                tooltip="Open the library of lecture modules"),
        Binding("h", "hosts", "hosts", show=False, id="board.hosts",
                tooltip="Open the library of hosts"),
        Binding("f5", "read_again", "read again", show=False, id="board.read_again",
                tooltip="Read the tour file again, after an editor changed it"),
        Binding("escape", "back", "go back", show=False, id="board.back",
                tooltip="From a list to the days, from the days to the list of tours"),
    ]  # fmt: skip

    def __init__(self, services: Services, name: str) -> None:
        """Open the board on the tour `name`."""
        super().__init__(services, name)
        self._run = 0
        self._ticker: Timer | None = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer only what works now."""
        planned = self.agenda is not None and bool(self.agenda.days)
        searching = self.search is not None
        offered = {
            "plan": self.hand is not None and not searching,
            "stop_search": searching,
            "save": self.unsaved and not searching,
            "export": planned and not searching,
            "points": planned,
            "map": planned,
            "overview": planned,
            "findings": planned,
            "left_out": planned,
            "present": self._lecture is not None,
            "read_again": not searching,
            "back": not searching,
        }
        return offered.get(action, True)

    @property
    def _lecture(self) -> Block | None:
        weeks = self.query(WeekGrid)
        block = weeks.first().block if weeks else None
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
            f"{words.LETTERS[block.kind]} {words.title_of(block)}",
            sections,
            ways.get(block.kind, frozenset()),
        )
        self.app.push_screen(sheet, lambda _: self._go_on(sheet.way, block))

    def _go_on(self, way: str, block: Block) -> None:
        if way == "present":
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
        self.app.push_screen(BlockSheet(item.title or item.ref, sections))

    def action_points(self) -> None:
        """Show how the points add up."""
        if self.agenda is not None and self.agenda.days:
            self.app.push_screen(BlockSheet("Points", facts.term_facts(self.agenda, self._given())))

    def _given(self) -> dict[str, int]:
        """Return what each block of the plan shown gives by itself."""
        if self.hand is None or self.agenda is None or not self.agenda.days:
            return {}
        return self.services.block_points(self.agenda, self.hand.tour.brief)

    # Planning

    def action_plan(self) -> None:
        """Search the best plan, in a thread of its own."""
        if self.hand is None or self.search is not None:
            return
        self._run += 1
        self.search = Search(self.services, self.hand, self, self._run)
        line = self.query_one(inspector.ProgressLine)
        line.progress, line.stopping, line.elapsed = None, False, 0.0
        line.add_class("-on")
        self._ticker = self.set_interval(1 / 8, self._tick)
        self.search.start()
        self._show_heading()

    def _tick(self) -> None:
        if self.search is not None:
            self.query_one(inspector.ProgressLine).elapsed = self.search.elapsed

    def action_stop_search(self) -> None:
        """Stop the search; its best plan so far will be shown."""
        if self.search is not None:
            self.search.stop()
            self.query_one(inspector.ProgressLine).stopping = True

    def on_searching(self, message: Searching) -> None:
        """Show a better plan as it is found."""
        if self.search is None or message.run != self.search.run:
            return
        self.query_one(inspector.ProgressLine).progress = message.progress
        best = message.progress.best
        if best is not None and best is not self.agenda:
            self.show(best, message.findings)

    def on_searched(self, message: Searched) -> None:
        """Show the plan that the search ended with."""
        if self.search is None or message.run != self.search.run:
            return
        self._end_search()
        agenda = message.agenda
        if message.error is not None:
            self.app.push_screen(tell_error(message.error))
        elif agenda is not None and (agenda.days or agenda.status == "infeasible"):
            self.show(agenda, message.findings)
        else:
            self.notify("Stopped before a first plan was found.", markup=False)
        self._show_heading()

    def _end_search(self) -> None:
        if self._ticker is not None:
            self._ticker.stop()
        self.search = None
        self.query_one(inspector.ProgressLine).remove_class("-on")

    # Saving and exporting

    def action_save(self) -> None:
        """Write the plan on the screen into the tour's file."""
        if self.unsaved and self.search is None:
            self.save()

    @work(thread=True, exclusive=True, group="save", exit_on_error=False)
    def save(self, then: Callable[[], None] | None = None) -> None:
        """Write in a thread; `then` is called once it is on disk."""
        if self.hand is None or self.agenda is None:
            return
        try:
            hand = self.services.save(self.hand, self.agenda)
        except Exception as error:  # noqa: BLE001 - whatever it is, the screen must say it
            self.post_message(Failed("saving", error))
            return
        self.post_message(Saved(hand, then))

    def on_saved(self, message: Saved) -> None:
        """Say so, now that it is on disk."""
        self.hand = message.hand
        self._show_heading()
        if message.then is not None:
            message.then()
        else:
            self.notify(f"Saved in {text.line(message.hand.path)}", markup=False)

    def action_export(self) -> None:
        """Ask for a file and write the agenda there."""
        if self.hand is None or self.agenda is None or not self.agenda.days:
            return
        ready = str(self.services.export_path(self.hand))
        self.app.push_screen(
            AskText("Export the agenda", "Markdown file to write:", ready), self._export_to
        )

    def _export_to(self, answer: str | None) -> None:
        if answer is None:
            return
        path = Path(answer).expanduser()
        if not path.exists():
            self.export(path)
            return
        question = f"{path} is there already. Write over it?"
        answers = (Answer("keep", "Keep it as it is"), Answer("write", "Write over it"))

        def answered(answer: str | None) -> None:
            if answer == "write":
                self.export(path)

        self.app.push_screen(Choose("Export the agenda", question, answers), answered)

    @work(thread=True, exclusive=True, group="export", exit_on_error=False)
    def export(self, path: Path) -> None:
        """Write the agenda to `path` in a thread."""
        if self.hand is None or self.agenda is None:
            return
        try:
            done = self.services.export_agenda(self.hand, self.agenda, self.findings, path)
        except Exception as error:  # noqa: BLE001 - whatever it is, the screen must say it
            self.post_message(Failed("exporting", error))
            return
        self.post_message(Exported(done))

    def on_exported(self, message: Exported) -> None:
        """Say where the document is."""
        self.notify(f"Written to {text.line(message.path)}", markup=False)

    # Going on and leaving

    def action_findings(self) -> None:
        """Go to the findings."""
        self.query_one(FindingList).focus()

    def action_left_out(self) -> None:
        """Go to what is left out."""
        self.query_one(LeftOutList).focus()

    def action_present(self) -> None:
        """Present the lecture under the cursor."""
        block = self._lecture
        if block is not None:
            self._present(block)

    def _present(self, block: Block) -> None:
        self.post_message(LectureWanted(block.ref or "", block.form or "full", block.minutes))

    def action_modules(self) -> None:
        """Open the library of modules, at the one under the cursor."""
        block = self._lecture
        self.post_message(ModulesWanted((block.ref or "") if block is not None else ""))

    def action_hosts(self) -> None:
        """Open the library of hosts, at the one under the cursor."""
        block = self.query_one(WeekGrid).block
        visited = block is not None and block.kind == "visit"
        self.post_message(HostsWanted((block.ref or "") if block and visited else ""))

    def action_read_again(self) -> None:
        """Read the file again; what is not saved is asked about first."""
        self.before_leaving(self._load_again)

    def _load_again(self) -> None:
        self.load()

    def action_back(self) -> None:
        """Go from a list to the days, from the days home."""
        if isinstance(self.focused, FindingList | LeftOutList):
            self.focus_week()
        else:
            self.post_message(HomeWanted())

    def before_leaving(self, go: Callable[[], None]) -> None:
        """Let go of a running search at once; ask about a plan that is not saved."""
        if self.search is not None:
            self.search.leave()
            self._end_search()
            go()
            return
        if not self.unsaved:
            go()
            return
        answers = (
            Answer("save", "Save it in the tour file"),
            Answer("drop", "Leave without saving"),
            Answer("stay", "Stay here"),
        )

        def answered(answer: str | None) -> None:
            if answer == "save":
                self.save(then=go)
            elif answer == "drop":
                go()

        question = "The plan on the screen is not saved."
        self.app.push_screen(Choose("Not saved", question, answers), answered)

    def on_unmount(self) -> None:
        """Stop a search that nobody waits for."""
        if self.search is not None:
            self.search.leave()
