"""What stands beside the week where there is room: the route on a map, what is taught and seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.containers import Vertical
from textual.widgets import Static

from workshop.errors import WorkshopError
from workshop.tui import text

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from workshop.model.agenda import Agenda
    from workshop.model.catalogue import Catalogue
    from workshop.model.geo import Coast
    from workshop.model.tour import Brief
    from workshop.tui.services import Services


class Beside(Vertical):
    """A map over the coverage; drawn after the week is, and only where it is in sight."""

    DEFAULT_CSS = """
    Beside {
        display: none;
        width: 60;
        border-left: solid $foreground 25%;
        padding: 0 1;
        & ChartView { height: 1fr; min-height: 8; }
        & .head { color: $primary; text-style: bold; }
        & #beside-coverage { height: auto; max-height: 60%; }
    }
    """

    def __init__(self, services: Services) -> None:
        """Show nothing yet; `services` have the coast."""
        super().__init__()
        self._services = services
        self._shown: tuple[Agenda, Brief, Catalogue] | None = None
        self._drawn: tuple[object, ...] = ()
        self._coast: Coast | None = None

    def compose(self) -> ComposeResult:
        """Lay out the two parts under their heads."""
        from workshop.tui.board.mapscreen import ChartView

        yield Static(text.one_line("The route (j)"), classes="head")
        yield ChartView()
        yield Static(text.one_line("Taught and seen (v)"), classes="head")
        yield Static(id="beside-coverage")

    def show(self, agenda: Agenda | None, brief: Brief, catalogue: Catalogue | None) -> None:
        """Show another plan, once it is on the week."""
        planned = agenda is not None and catalogue is not None and bool(agenda.days)
        self.set_class(planned, "-on")
        self._shown = (agenda, brief, catalogue) if planned and agenda and catalogue else None
        self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        """Draw for the new size, and for the first time where it comes into sight."""
        self._drawn = ()
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        if self._shown is None or not self.size.width:
            return
        if self._coast is None:
            self._read_coast()
            return
        state = (*map(id, self._shown), self._coast)
        if state == self._drawn:
            return
        from workshop.model.coverage import coverage
        from workshop.tui.board.mapscreen import ChartView, pages_of
        from workshop.tui.board.overview import coverage_lines

        self._drawn = state
        agenda, brief, catalogue = self._shown
        self.query_one(ChartView).page = pages_of(agenda, catalogue, self._coast)[0]
        lines = coverage_lines(coverage(agenda, brief, catalogue), self.size.width - 2)
        self.query_one("#beside-coverage", Static).update(text.lines_of(*lines))

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _read_coast(self) -> None:
        from workshop.model.geo import Coast as NoCoast

        try:
            coast = self._services.coast()
        except WorkshopError:  # a map without its coast is a map all the same
            coast = NoCoast()
        self.app.call_from_thread(self._take_coast, coast)

    def _take_coast(self, coast: Coast) -> None:
        self._coast = coast
        self._draw()
