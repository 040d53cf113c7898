"""The other ways to look at a planned tour: on maps, as coverage, beside its variants."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from workshop.tui.board.grid import WeekGrid
from workshop.tui.board.mapscreen import MapScreen
from workshop.tui.board.overviewscreen import OverviewScreen
from workshop.tui.board.shown import TourView


class TourLooks(TourView):
    """A tour on the screen, with the keys that open another look at it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g", "map", "map", show=False, id="board.map",
                tooltip="The route and the days on maps"),
        Binding("v", "overview", "overview", show=False, id="board.overview",
                tooltip="Time by day, frameworks taught and seen, cost per head"),
    ]  # fmt: skip

    def action_map(self) -> None:
        """Show the maps."""
        if self.agenda is None or not self.agenda.days or self.catalogue is None:
            return
        self.app.push_screen(MapScreen(self.agenda, self.catalogue, self.services.coast()))

    def action_overview(self) -> None:
        """Show how time is spent, what is taught and seen, and what it costs."""
        if self.agenda is None or self.hand is None or self.catalogue is None:
            return
        block = self.query_one(WeekGrid).block
        at = block.start.date() if block is not None else None
        brief = self.hand.tour.brief
        self.app.push_screen(OverviewScreen(self.agenda, brief, self.catalogue, at=at))
