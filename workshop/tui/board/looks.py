"""The other ways to look at a planned tour: on maps, as coverage, beside its variants."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from workshop.tui.board.mapscreen import MapScreen
from workshop.tui.board.shown import TourView


class TourLooks(TourView):
    """A tour on the screen, with the keys that open another look at it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g", "map", "map", show=False, id="board.map",
                tooltip="The route and the days on maps"),
    ]  # fmt: skip

    def action_map(self) -> None:
        """Show the maps."""
        if self.agenda is None or not self.agenda.days or self.catalogue is None:
            return
        self.app.push_screen(MapScreen(self.agenda, self.catalogue, self.services.coast()))
