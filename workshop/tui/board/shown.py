"""A tour on the screen: read in the background, shown as a week, a meter, lists and two lines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on, work
from textual.containers import Horizontal, VerticalScroll
from textual.reactive import var
from textual.widgets import Static

from workshop.errors import UsageError, WorkshopError
from workshop.tui.board import empty, inspector, note
from workshop.tui.board.beside import Beside
from workshop.tui.board.grid import WeekGrid
from workshop.tui.board.header import Meter, TourHeader, heading_of, spent_of
from workshop.tui.board.lists import FindingList, LeftOutList
from workshop.tui.board.reports import Failed, Loaded
from workshop.tui.board.taking import Taking
from workshop.tui.board.ways import WayList
from workshop.tui.dialogs.tell import tell_error
from workshop.tui.widgets.one_paint import one_paint
from workshop.tui.widgets.place import PlaceScreen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.timer import Timer

    from workshop.model.agenda import Agenda, Block, LeftOut
    from workshop.model.catalogue import Catalogue
    from workshop.model.finding import Finding
    from workshop.model.tour import Brief
    from workshop.tui.board.search import Search
    from workshop.tui.board.task import Task
    from workshop.tui.services import Services, TourInHand
    from workshop.tui.services_brief import WayOut
    from workshop.tui.workbench import Changed


class TourView(PlaceScreen):
    """Shows a tour and what is under the cursor; the board adds what one can do with it."""

    hand: var[TourInHand | None] = var(None)
    """The tour as it is on disk, as far as we know."""
    agenda: var[Agenda | None] = var(None)
    """The plan on the screen."""
    findings: var[tuple[Finding, ...]] = var(())
    search: var[Search | None] = var(None)
    """The search that is running."""
    question: var[Task | None] = var(None)
    """The question to the core that is not answered yet."""

    def __init__(self, services: Services, name: str) -> None:
        """Show the tour `name`, once it is read."""
        super().__init__()
        self.services, self.tour_name = services, name
        self.catalogue: Catalogue | None = None
        self.checked: tuple[Finding, ...] = ()
        """Findings of the tour in hand, whatever is previewed."""
        self._note: tuple[str, str] | None = None
        self._fading: Timer | None = None
        self._taking = Taking(services, name)

    def parts(self) -> ComposeResult:
        """Lay out header, week, inspector and the two lists."""
        yield TourHeader()
        yield Meter()
        with Horizontal(id="middle"):
            yield WeekGrid(id="week")
            with VerticalScroll(id="empty"):
                yield Static(empty.reading(self.tour_name))
                yield WayList()
            yield Beside(self.services)
        yield inspector.ProgressLine()
        yield inspector.Banner()
        yield inspector.Inspector(id="inspector")
        with Horizontal(id="lists"):
            yield FindingList(id="findings")
            yield LeftOutList(id="left-out")

    def on_mount(self) -> None:
        """Read the tour after the first paint."""
        self.query_one(WayList).show(())
        self._show_week(shown=False)
        self.query_one(FindingList).show((), planned=False)
        self.query_one(LeftOutList).show((), planned=False)
        self.load()

    # Reading

    @work(thread=True, exclusive=True, group="load", exit_on_error=False)
    def load(self) -> None:
        """Read the tour and the catalogue in a thread."""
        try:
            hand = self.hand
            hand = self._taking.take() if hand is None else self.services.look(hand) or hand
            catalogue = self.services.catalogue()
            agenda = hand.tour.agenda
            found = self.services.check(agenda, hand.tour.brief) if agenda and agenda.days else ()
            ways = self.services.ways_out(hand, agenda) if agenda is not None else ()
        except Exception as error:  # noqa: BLE001 - whatever it is, the screen must say it
            self.post_message(Failed("reading", error))
            return
        self.post_message(Loaded(hand, catalogue, found, ways))

    def on_unmount(self) -> None:
        """Let others have the tour."""
        self._taking.let_go()

    def on_loaded(self, message: Loaded) -> None:
        """Show what was read."""
        self.hand, self.catalogue = message.hand, message.catalogue
        self.checked = message.findings
        names = {city.id: city.name for city in message.catalogue.cities}
        self.query_one(WeekGrid).city_names = names
        self._show_standing()
        self.show(message.hand.tour.agenda, message.findings, message.ways)
        if not isinstance(self.focused, FindingList | LeftOutList):
            self.focus_week()

    def on_failed(self, message: Failed) -> None:
        """Say what went wrong; what is on the screen stays, or says it where nothing is yet."""
        if message.doing == "reading" and self.hand is None:
            self.query_one("#empty Static", Static).update(empty.unreadable(message.error))
        else:
            self.app.push_screen(tell_error(message.error))

    # Showing

    @property
    def unsaved(self) -> bool:
        """Whether the tour's file does not hold the tour in hand; it is kept all the same."""
        return self.hand is not None and self.hand.unsaved

    @property
    def follows(self) -> bool:
        """Whether another window has the tour, so that here it can only be read."""
        return self.hand is not None and bool(self.hand.owner)

    @property
    def standing(self) -> str:
        """Say that the tour cannot be changed here, why, and what to do."""
        if self.hand is None or not self.follows:
            return ""
        return f"{note.read_only(self.hand.owner)} {note.FOLLOWS}"

    def _show_standing(self) -> None:
        """Say it above what is under the cursor, for as long as it is so."""
        lines: inspector.Lines = ()
        if self.hand is not None and self.follows:
            said = note.read_only(self.hand.owner)
            lines = ((said, "bold $warning"),), ((note.FOLLOWS, "$text-muted"),)
        self.query_one(inspector.Banner).lines = lines

    @property
    def here(self) -> Block | None:
        """The block under the cursor of the week; None as well while the screen comes and goes."""
        week = self.query_one_optional(WeekGrid)
        return week.block if week is not None else None

    def keep(self, changed: Changed) -> bool:
        """Put an edit on disk and then on the screen; False, with the reason told, if it cannot."""
        if self.hand is None:
            return False
        try:
            hand = self.services.do(self.hand, changed.tour, changed.label, changed.block)
        except WorkshopError as error:
            self.show_in_hand()
            self.refuse(error)
            return False
        self.settle(hand, changed)
        return True

    def settle(self, hand: TourInHand, changed: Changed, lead: str = "") -> None:
        """Show a tour that is on disk, and for a moment what it won or lost."""
        with one_paint(self):
            self.hand, self.checked = hand, changed.findings
            self.show(hand.tour.agenda, changed.findings)
            if changed.block is not None:
                self.query_one(WeekGrid).select(changed.block)
            self.tell(lead + note.changed_words(changed))

    def show_in_hand(self) -> None:
        """Show the tour in hand again, after a preview."""
        if self.hand is not None:
            self.show(self.hand.tour.agenda, self.checked)

    def refuse(self, error: Exception) -> None:
        """Say why something cannot be done, and what to do."""
        if isinstance(error, UsageError):
            hint = f" → {error.hint}" if error.hint else ""
            self.notify(f"{error.message}{hint}", severity="warning", markup=False)
        else:
            self.app.push_screen(tell_error(error))

    def tell(self, said: str, *, trouble: bool = False) -> None:
        """Say something in the header for a moment."""
        if self._fading is not None:
            self._fading.stop()
        mark = "● " if self.unsaved else ""
        self._note = (mark + said, "bold $error" if trouble else "$text-accent")
        self._fading = self.set_timer(note.MOMENT, self._fade)
        self._show_heading()

    def _fade(self) -> None:
        self._note = None
        self._show_heading()

    def show(
        self,
        agenda: Agenda | None,
        findings: tuple[Finding, ...],
        ways: tuple[WayOut, ...] = (),
    ) -> None:
        """Put a plan and its findings on the screen, or what may be dropped to have one."""
        if self.hand is None:
            return
        self.agenda, self.findings = agenda, findings
        brief = self.hand.tour.brief
        planned = agenda is not None and bool(agenda.days)
        week = self.query_one(WeekGrid)
        troubled = (block for one in findings if one.severity != "note" for block in one.blocks)
        week.show(agenda.days if agenda is not None else (), frozenset(troubled))
        self.query_one(FindingList).show(findings, planned=planned)
        self.query_one(LeftOutList).show(
            candidates(agenda, brief),
            planned=planned,
            searching=self.search is not None,
            prices=self.prices(agenda),
        )
        self.query_one(Meter).spent = spent_of(brief, agenda)
        if not planned:
            impossible = agenda is not None and agenda.status == "infeasible"
            body = empty.impossible() if impossible else empty.unplanned(brief)
            self.query_one("#empty Static", Static).update(body)
        self.query_one(WayList).show(ways if not planned else ())
        self._show_week(shown=planned)
        self._show_heading()
        self._inspect_block()
        self.query_one(Beside).show(agenda, self.catalogue)

    def prices(self, agenda: Agenda | None) -> Mapping[str, str]:
        """Return what is known of the prices of what a plan leaves out."""
        del agenda
        return {}

    def _show_week(self, *, shown: bool) -> None:
        week, body = self.query_one(WeekGrid), self.query_one("#empty")
        moves = self.focused in (week, body, self.query_one(WayList))
        week.set_class(not shown, "-empty")
        body.display = not shown
        self.query_one("#lists").display = shown
        if moves:
            self.focus_week()

    def focus_week(self) -> None:
        """Let the keys work on the days, or on what is said in their place."""
        body = self.query_one("#empty")
        ways = self.query_one(WayList)
        place = (ways if ways.display else body) if body.display else self.query_one(WeekGrid)
        self.set_focus(place)

    def _show_heading(self) -> None:
        if self.hand is None:
            return
        week = self.query_one(WeekGrid)
        heading = heading_of(
            self.hand.tour.brief,
            self.agenda,
            week.city_names,
            unsaved=self.unsaved and self.search is None,
            owner=self.hand.owner,
            broken=len({one.rule for one in self.findings if one.severity == "error"}),
        )
        if self._note is not None:
            heading = replace(heading, state=self._note[0], state_style=self._note[1])
        self.query_one(TourHeader).heading = heading
        self.refresh_bindings()

    def _inspect_block(self) -> None:
        block = self.query_one(WeekGrid).block
        lines = inspector.block_lines(block) if block is not None else ()
        self.query_one("#inspector", inspector.Inspector).lines = lines

    @on(WeekGrid.Moved)
    def _on_moved(self) -> None:
        self._inspect_block()
        self.refresh_bindings()

    @on(FindingList.Considered)
    def _on_finding(self, message: FindingList.Considered) -> None:
        self.query_one("#inspector", inspector.Inspector).lines = inspector.finding_lines(
            message.finding
        )
        self.refresh_bindings()

    @on(LeftOutList.Considered)
    def _on_left_out(self, message: LeftOutList.Considered) -> None:
        self.query_one("#inspector", inspector.Inspector).lines = inspector.left_out_lines(
            message.item
        )

    @on(FindingList.Chosen)
    def _show_block_of(self, message: FindingList.Chosen) -> None:
        week, blocks = self.query_one(WeekGrid), message.finding.blocks
        at = week.block.id if week.block is not None else ""
        onward = blocks.index(at) + 1 if at in blocks else 0
        if any(week.select(block) for block in (*blocks[onward:], *blocks[:onward])):
            week.focus()

    def on_descendant_focus(self) -> None:
        """Show the list that has the focus, and say what is under its cursor."""
        focused = self.focused
        self.set_class(isinstance(focused, LeftOutList), "-left-out")
        if isinstance(focused, FindingList | LeftOutList):
            index = focused.highlighted or 0
            focused.highlighted = None
            focused.highlighted = index
        else:
            self._inspect_block()


def candidates(agenda: Agenda | None, brief: Brief) -> tuple[LeftOut, ...]:
    """Return what is left out: by hand first, then what is wished for; never what must not be."""
    if agenda is None or not agenda.left_out:
        return ()
    from workshop.editing.edits import PARKED, TAKEN_OUT

    wishes: dict[str, str] = dict.fromkeys(brief.leisure.never, "never")
    wishes |= {one.id: one.wish for one in brief.hosts}
    wishes |= {one.id: one.wish for one in brief.modules}
    ranks = {"must": 0, "wish": 1}

    def rank(one: LeftOut) -> tuple[bool, int]:
        return one.reason not in (PARKED, TAKEN_OUT), ranks.get(wishes.get(one.ref, ""), 2)

    kept = (one for one in agenda.left_out if wishes.get(one.ref) != "never")
    return tuple(sorted(kept, key=rank))
