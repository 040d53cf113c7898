"""The other ways to look at a tour: on maps, as an overview, beside its variants."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from workshop.errors import WorkshopError
from workshop.tui import text
from workshop.tui.board.grid import WeekGrid
from workshop.tui.board.header import Meter
from workshop.tui.board.overviewscreen import DayMeter
from workshop.tui.board.shown import TourView
from workshop.tui.dialogs.ask_text import AskText
from workshop.tui.dialogs.tell import tell_error

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from workshop.planner.compare import Variant


class TourLooks(TourView):
    """A tour on the screen, with the keys that open another look at it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "map", "map", show=False, id="board.map",
                tooltip="The journey on maps: the route, and each day inside its city"),
        Binding("v", "overview", "overview", show=False, id="board.overview",
                tooltip="Time by day, frameworks taught and seen, cost per head"),
        Binding("c", "compare", "compare", id="board.compare",
                tooltip="Plan variants of this tour and put them side by side"),
    ]  # fmt: skip

    def parts(self) -> ComposeResult:
        """Put the day's own meter under the tour's."""
        for part in super().parts():
            yield part
            if isinstance(part, Meter):
                yield DayMeter()

    def _inspect_block(self) -> None:
        """Say what is under the cursor, and how its day is spent."""
        super()._inspect_block()
        block = self.query_one(WeekGrid).block
        days = self.agenda.days if self.agenda is not None and block is not None else ()
        here = (day for day in days if block in day.blocks)
        self.query_one(DayMeter).day = next(here, None)

    def on_screen_resume(self) -> None:
        """Take over what was added to the catalogue meanwhile, and done to the tour."""
        if self.catalogue is not None:
            self.catalogue = self.services.catalogue()
        if self.hand is not None:
            before, now = self.hand.tour, self.services.now(self.hand)
            if now.tour != before:
                self.settle(now, self.services.counted(before, now.tour, now.undoes or "as it was"))

    def action_map(self) -> None:
        """Show the maps."""
        from workshop.tui.board.mapscreen import MapScreen

        if self.agenda is None or not self.agenda.days or self.catalogue is None:
            return
        try:
            coast = self.services.coast()
        except WorkshopError as error:
            self.app.push_screen(tell_error(error))
            return
        self.app.push_screen(MapScreen(self.agenda, self.catalogue, coast))

    def action_overview(self) -> None:
        """Show how time is spent, what is taught and seen, and what it costs."""
        from workshop.tui.board.overviewscreen import OverviewScreen

        if self.agenda is None or self.hand is None or self.catalogue is None:
            return
        block = self.query_one(WeekGrid).block
        at = block.start.date() if block is not None else None
        brief = self.hand.tour.brief
        self.app.push_screen(OverviewScreen(self.agenda, brief, self.catalogue, at=at))

    def action_compare(self) -> None:
        """Compare variants; one that is kept becomes a tour of its own."""
        from workshop.tui.board.comparescreen import CompareScreen

        if self.hand is not None:
            self.app.push_screen(CompareScreen(self.services, self.hand), self._name_variant)

    def _name_variant(self, variant: Variant | None) -> None:
        if variant is None:
            return
        question = f"Keep “{variant.label}” as a tour called (small letters, digits, dashes):"
        ask = AskText("Keep this variant", question, f"{self.tour_name}-2")
        self.app.push_screen(ask, lambda name: self._keep_variant(name, variant))

    def _keep_variant(self, name: str | None, variant: Variant) -> None:
        if name is None:
            return
        kept = variant.tour.model_copy(update={"agenda": variant.agenda})
        try:
            path = self.services.save_as(kept, name)
        except WorkshopError as error:
            self.app.push_screen(tell_error(error))
            return
        self.notify(f"Kept as {text.line(path)}", markup=False)
