"""The overview of a plan on the screen, and the line that says how one day is spent."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from workshop.tui import text
from workshop.tui.board.overview import coverage_lines, day_line, money_lines, time_lines
from workshop.tui.widgets.keys import Keys
from workshop.tui.widgets.too_small import HORIZONTAL, VERTICAL

if TYPE_CHECKING:
    from datetime import date

    from textual.app import ComposeResult
    from textual.content import Content

    from workshop.model.agenda import Agenda, Day
    from workshop.model.catalogue import Catalogue
    from workshop.model.tour import Brief


class DayMeter(Widget):
    """One line: how the day under the cursor is spent."""

    DEFAULT_CSS = "DayMeter { height: 1; background: $surface; }"

    day: reactive[Day | None] = reactive(None)

    def render(self) -> Content:
        """Say it at this width."""
        if self.day is None:
            return text.literal("")
        return text.joined(" ", day_line(self.day, self.size.width - 2))


class OverviewScreen(Screen[None]):
    """Time by day, frameworks taught and seen, and costs, one under the other."""

    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL
    BINDING_GROUP_TITLE = "The overview"
    HELP = """\
How the time of each day is spent: T training, V visits, ♥ leisure, → transit. Then each framework:
where it is taught and at which hosts it is seen; what is only one of the two, or neither, is a
hole, and who could fill it is named. At the end what is known of the costs, and what is not.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll_by(1)", "down", show=False, id="overview.down",
                tooltip="A line down"),
        Binding("up", "scroll_by(-1)", "up", show=False, id="overview.up", tooltip="A line up"),
        Binding("space,pagedown", "turn(1)", "next part", key_display="space",
                id="overview.next", tooltip="To the next heading"),
        Binding("pageup", "turn(-1)", "part before", show=False, id="overview.before",
                tooltip="To the heading before"),
        Binding("escape", "leave", "go back", id="overview.leave", tooltip="Back to the board"),
        Binding("v", "leave", "go back", show=False, id="overview.close",
                tooltip="Back to the board"),
    ]  # fmt: skip
    DEFAULT_CSS = """
    OverviewScreen {
        & #overview { padding: 0 1; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
        & .head { color: $primary; text-style: bold; }
        & .part { margin: 0 0 1 0; }
    }
    """

    PARTS = ("time", "coverage", "money")

    def __init__(
        self, agenda: Agenda, brief: Brief, catalogue: Catalogue, *, at: date | None = None
    ) -> None:
        """Sum up `agenda`; the day `at` is marked."""
        super().__init__()
        self.agenda, self.brief, self.catalogue, self.at = agenda, brief, catalogue, at

    def compose(self) -> ComposeResult:
        """Lay out the three parts."""
        heads = ("How time is spent", "Taught and seen", "What it costs")
        with VerticalScroll(id="overview"):
            for part, head in zip(self.PARTS, heads, strict=True):
                yield Static(text.one_line(head), classes="head", id=f"{part}-head")
                yield Static(id=part, classes="part")
        yield Keys()

    def on_mount(self) -> None:
        """Write the parts once the width is known."""
        self.call_after_refresh(self._write)

    def on_resize(self) -> None:
        """Write the parts for the new width."""
        self.call_after_refresh(self._write)

    def _write(self) -> None:
        from workshop.model.coverage import coverage

        width = max(40, self.query_one("#overview").scrollable_content_region.width)
        parts = (
            time_lines(self.agenda, self.brief, width, self.at),
            coverage_lines(coverage(self.agenda, self.brief, self.catalogue), width),
            money_lines(self.agenda, self.brief, self.catalogue),
        )
        for name, lines in zip(self.PARTS, parts, strict=True):
            self.query_one(f"#{name}", Static).update(text.lines_of(*lines))

    def action_scroll_by(self, rows: int) -> None:
        """Scroll by rows."""
        self.query_one("#overview", VerticalScroll).scroll_relative(y=rows, animate=False)

    def action_turn(self, by: int) -> None:
        """Go to another heading."""
        pane = self.query_one("#overview", VerticalScroll)
        tops = [self.query_one(f"#{part}-head").virtual_region.y for part in self.PARTS]
        here = pane.scroll_offset.y
        further = [top for top in tops if (top > here if by > 0 else top < here)]
        if further:
            pane.scroll_to(y=further[0] if by > 0 else further[-1], animate=False)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)
