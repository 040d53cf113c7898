"""The other ways to look at a tour: on maps, as an overview, beside its variants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from workshop.errors import WorkshopError
from workshop.tui.board.activity import Activity
from workshop.tui.dialogs.ask_text import AskText
from workshop.tui.dialogs.tell import tell_error

if TYPE_CHECKING:
    from workshop.planner.compare import Variant
    from workshop.tui.board.filing import Filing
    from workshop.tui.board.shown import TourView


class Looking(Activity):
    """Opens another look at the plan on the screen."""

    BINDINGS = (
        Binding("j", "map", "map", show=False, id="board.map",
                tooltip="The journey on maps: the route, and each day inside its city"),
        Binding("v", "overview", "overview", show=False, id="board.overview",
                tooltip="Time by day, frameworks taught and seen, cost per head"),
        Binding("c", "compare", "compare", id="board.compare",
                tooltip="Plan variants of this tour and put them side by side"),
    )  # fmt: skip
    LOOKS = frozenset({"map", "overview"})

    def __init__(self, board: TourView, filing: Filing) -> None:
        """Keep a variant through `filing`."""
        super().__init__(board)
        self._filing = filing

    def works(self, action: str, *_: object) -> bool:
        """Look at a plan; compare where nothing else is going on."""
        if action == "compare":
            return self.board.free and self.board.hand is not None
        return self.board.shown

    def action_map(self) -> None:
        """Show the maps."""
        from workshop.tui.board.mapscreen import MapScreen

        if self.board.agenda is None or not self.board.agenda.days or self.board.catalogue is None:
            return
        try:
            coast = self.services.coast()
        except WorkshopError as error:
            self.board.app.push_screen(tell_error(error))
            return
        self.board.app.push_screen(MapScreen(self.board.agenda, self.board.catalogue, coast))

    def action_overview(self) -> None:
        """Show how time is spent, what is taught and seen, and what it costs."""
        from workshop.tui.board.overviewscreen import OverviewScreen

        if self.board.agenda is None or self.board.hand is None or self.board.catalogue is None:
            return
        block = self.board.here
        at = block.start.date() if block is not None else None
        brief = self.board.hand.tour.brief
        overview = OverviewScreen(self.board.agenda, brief, self.board.catalogue, at=at)
        self.board.app.push_screen(overview)

    def action_compare(self) -> None:
        """Compare variants; one that is kept becomes a tour of its own."""
        from workshop.tui.board.comparescreen import CompareScreen

        if self.board.hand is not None:
            comparison = CompareScreen(self.services, self.board.hand)
            self.board.app.push_screen(comparison, self._name_variant)

    def _name_variant(self, variant: Variant | None) -> None:
        if variant is None:
            return
        question = f"Keep “{variant.label}” as a tour called (small letters, digits, dashes):"
        ask = AskText("Keep this variant", question, f"{self.board.tour_name}-2")
        kept = variant.tour.model_copy(update={"agenda": variant.agenda})
        self.board.app.push_screen(ask, lambda name: self._filing.keep_as(kept, name))
