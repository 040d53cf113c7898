"""A tour on the screen: as a week, a meter, lists and the lines about what is under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal
from textual.reactive import var

from workshop.errors import UsageError, WorkshopError
from workshop.tui.board import empty, inspector, note
from workshop.tui.board.beside import Beside
from workshop.tui.board.grid import WeekGrid
from workshop.tui.board.header import MARK, Meter, TourHeader, heading_of, spent_of
from workshop.tui.board.lists import FindingList, LeftOutList, wished_first
from workshop.tui.board.overviewscreen import DayMeter
from workshop.tui.board.ways import NoWeek
from workshop.tui.dialogs.tell import tell_error
from workshop.tui.widgets.one_paint import one_paint
from workshop.tui.widgets.place import PlaceScreen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult

    from workshop.model.agenda import Agenda, Block
    from workshop.model.catalogue import Catalogue
    from workshop.model.finding import Finding
    from workshop.tui.services import Services, TourInHand
    from workshop.tui.services_brief import WayOut
    from workshop.tui.workbench import Changed


class TourView(PlaceScreen):
    """Shows a tour and what is under the cursor; the board adds what one can do with it."""

    READS = True
    hand: var[TourInHand | None] = var(None)
    """The tour as it is on disk, as far as we know."""
    agenda: var[Agenda | None] = var(None)
    """The plan on the screen."""
    findings: var[tuple[Finding, ...]] = var(())

    def __init__(self, services: Services, name: str) -> None:
        """Show the tour `name`, once it is read."""
        super().__init__()
        self.services, self.tour_name = services, name
        self.catalogue: Catalogue | None = None
        self.checked: tuple[Finding, ...] = ()
        """Findings of the tour in hand, whatever is previewed."""

    def parts(self) -> ComposeResult:
        """Lay out header, week, inspector and the two lists."""
        yield TourHeader()
        yield Meter()
        yield DayMeter()
        with Horizontal(id="middle"):
            yield WeekGrid(id="week")
            yield NoWeek(empty.reading(self.tour_name), id="empty")
            yield Beside(self.services)
        yield inspector.ProgressLine()
        yield inspector.Banner()
        yield inspector.Inspector(id="inspector")
        with Horizontal(id="lists"):
            yield FindingList(id="findings")
            yield LeftOutList(id="left-out")

    def on_mount(self) -> None:
        """Show that there is nothing yet."""
        self._show_week(shown=False)
        self.query_one(FindingList).show((), planned=False)
        self.query_one(LeftOutList).show((), planned=False)

    # How it stands

    @property
    def free(self) -> bool:
        """Whether nothing is going on that the plan must not change under."""
        return True

    @property
    def searching(self) -> bool:
        """Whether a plan is being searched, so that what is on the screen is not the last word."""
        return False

    @property
    def planned(self) -> bool:
        """Whether there is a plan in hand."""
        return self.hand is not None and self.hand.tour.plan is not None

    @property
    def shown(self) -> bool:
        """Whether there is a plan on the screen."""
        return self.agenda is not None and bool(self.agenda.days)

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

    def show_standing(self) -> None:
        """Say it above what is under the cursor, for as long as it is so."""
        owner = self.hand.owner if self.hand is not None else ""
        self.query_one(inspector.Banner).lines = note.read_only_lines(owner) if owner else ()

    @property
    def here(self) -> Block | None:
        """The block under the cursor of the week; None as well while the screen comes and goes."""
        week = self.query_one_optional(WeekGrid)
        return week.block if week is not None else None

    @property
    def on_block(self) -> bool:
        """Whether the keys are for a block of a plan in hand."""
        in_list = isinstance(self.focused, LeftOutList)
        return self.planned and self.here is not None and not in_list

    def target(self) -> str:
        """Return the id of what the block under the cursor follows from, or its own."""
        block = self.here
        if block is None or self.hand is None or not self.planned:
            return ""
        return self.services.anchor_of(self.hand.tour, block) or block.id

    # Showing

    def show_read(
        self,
        hand: TourInHand,
        catalogue: Catalogue,
        findings: tuple[Finding, ...],
        ways: tuple[WayOut, ...],
    ) -> None:
        """Show a tour that was read."""
        self.hand, self.catalogue, self.checked = hand, catalogue, findings
        names = {city.id: city.name for city in catalogue.cities}
        self.query_one(WeekGrid).city_names = names
        self.show_standing()
        self.show(hand.tour.agenda, findings, ways)
        self.end_reading()
        if not isinstance(self.focused, FindingList | LeftOutList):
            self.focus_week()

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
            self.tell_change(changed, lead)

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
        style = "bold $error" if trouble else "$text-accent"
        self.query_one(TourHeader).tell(MARK * self.unsaved + said, style)
        self.show_heading()

    def tell_change(self, changed: Changed, lead: str = "") -> None:
        """Say for a moment what an edit did and what it won or lost, in all the room there is."""
        room = self.query_one(TourHeader).room - len(lead)
        self.tell(lead + note.changed_words(changed, room))

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
        week = self.query_one(WeekGrid)
        troubled = (block for one in findings if one.severity != "note" for block in one.blocks)
        week.show(agenda.days if agenda is not None else (), frozenset(troubled))
        self.query_one(FindingList).show(findings, planned=self.shown)
        self.query_one(LeftOutList).show(
            wished_first(agenda, brief),
            planned=self.shown,
            searching=self.searching,
            prices=self.prices(agenda),
        )
        self.query_one(Meter).spent = spent_of(brief, agenda)
        if not self.shown:
            self.query_one(NoWeek).say(empty.instead(agenda, brief), ways)
        self._show_week(shown=self.shown)
        self.show_heading()
        self._inspect_block()
        self.query_one(Beside).show(agenda, brief, self.catalogue)

    def prices(self, agenda: Agenda | None) -> Mapping[str, str]:  # noqa: ARG002
        """Return what is known of the prices of what a plan leaves out."""
        return {}

    def _show_week(self, *, shown: bool) -> None:
        week, body = self.query_one(WeekGrid), self.query_one(NoWeek)
        at = self.focused.ancestors_with_self if self.focused is not None else ()
        moves = week in at or body in at
        week.set_class(not shown, "-empty")
        body.display = not shown
        self.query_one("#lists").display = shown
        if moves:
            self.focus_week()

    def focus_week(self) -> None:
        """Let the keys work on the days, or on what is said in their place."""
        body = self.query_one(NoWeek)
        self.set_focus(body.keyed if body.display else self.query_one(WeekGrid))

    def show_heading(self) -> None:
        """Say how the tour stands, and which keys work now."""
        if self.hand is None:
            return
        self.query_one(TourHeader).heading = heading_of(
            self.hand.tour.brief,
            self.agenda,
            self.query_one(WeekGrid).city_names,
            unsaved=self.unsaved and not self.searching,
            owner=self.hand.owner,
            findings=self.findings,
        )
        self.refresh_bindings()

    def _inspect(self, lines: inspector.Lines) -> None:
        self.query_one("#inspector", inspector.Inspector).lines = lines

    def _inspect_block(self) -> None:
        block = self.query_one(WeekGrid).block
        self._inspect(inspector.block_lines(block) if block is not None else ())
        days = self.agenda.days if self.agenda is not None and block is not None else ()
        here = (day for day in days if block in day.blocks)
        self.query_one(DayMeter).day = next(here, None)

    @on(WeekGrid.Moved)
    def _on_moved(self) -> None:
        self._inspect_block()
        self.refresh_bindings()

    @on(FindingList.Considered)
    def _on_finding(self, message: FindingList.Considered) -> None:
        self._inspect(inspector.finding_lines(message.finding))
        self.refresh_bindings()

    @on(LeftOutList.Considered)
    def _on_left_out(self, message: LeftOutList.Considered) -> None:
        self._inspect(inspector.left_out_lines(message.item))

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
