"""The map: the route with the coast and the hours between cities, and each stay inside one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from workshop.model.chart import Chart, route_chart, stay_chart, stays
from workshop.tui import text, words
from workshop.tui.board.charts import drawn, legend, size_in_dots
from workshop.tui.widgets.keys import Keys
from workshop.tui.widgets.too_small import HORIZONTAL, VERTICAL

if TYPE_CHECKING:
    from datetime import date

    from textual.app import ComposeResult
    from textual.content import Content

    from workshop.model.agenda import Agenda
    from workshop.model.catalogue import Catalogue
    from workshop.model.geo import Coast

SIDE = 44
"""Cells of the legend where it stands beside the map."""


@dataclass(frozen=True)
class Page:
    """One map: what it is of, and how it is laid out for a width and height in dots."""

    title: str
    lay_out: Callable[[float, float], Chart]
    date: date | None = None


def pages_of(agenda: Agenda, catalogue: Catalogue, coast: Coast) -> tuple[Page, ...]:
    """Return the maps of a tour: the route first, then each stay in its order."""
    found = [Page("The route", lambda w, h: route_chart(agenda, catalogue, coast, w, h))]
    for stay in stays(agenda.days):
        city = catalogue.city.get(stay.city)
        name = city.name if city is not None else stay.city
        found.append(
            Page(
                f"{words.day_name(stay.date)} {name}",
                lambda w, h, stay=stay: stay_chart(stay, catalogue, coast, w, h),  # type: ignore[misc]
                stay.date,
            )
        )
    return tuple(found)


class ChartView(Widget):
    """Draws a page at the size it has."""

    DEFAULT_CSS = "ChartView { width: 1fr; height: 1fr; }"

    page: reactive[Page | None] = reactive(None)
    plain: reactive[bool] = reactive(False)

    def render(self) -> Content:
        """Lay out and draw the page."""
        columns, rows = self.size
        if self.page is None or not columns or not rows:
            return text.literal("")
        chart = self.page.lay_out(*size_in_dots(columns, rows))
        return drawn(chart, columns, rows, plain=self.plain)


class MapScreen(Screen[None]):
    """Shows a planned tour on maps; left and right turn the pages."""

    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL
    BINDING_GROUP_TITLE = "The map"
    HELP = """\
The route, and then every stay inside a city. Numbers count the places in the order the group comes
there; dotted lines are flights or rides, with their time. The list has every name and time in full.
North is up; distances are true to each other on one page.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "turn(1)", "next", id="map.next", tooltip="The next stay"),
        Binding("left", "turn(-1)", "before", id="map.before", tooltip="The page before"),
        Binding("home", "route", "route", id="map.route", tooltip="Back to the route"),
        Binding("a", "plain", "letters", id="map.plain",
                tooltip="Draw with plain letters, for a terminal without braille"),
        Binding("escape", "leave", "go back", id="map.leave", tooltip="Back to the board"),
        Binding("j", "leave", "go back", show=False, id="map.close", tooltip="Back to the board"),
        Binding("down", "scroll_list(1)", "list down", show=False, id="map.down",
                tooltip="Scroll the list"),
        Binding("up", "scroll_list(-1)", "list up", show=False, id="map.up",
                tooltip="Scroll the list back"),
    ]  # fmt: skip
    DEFAULT_CSS = """
    MapScreen {
        & #title { height: 1; background: $surface; padding: 0 1; }
        & #map { height: 1fr; layout: horizontal; }
        & #legend {
            width: 44; height: 100%; padding: 0 1; scrollbar-size-vertical: 1;
            border-left: solid $foreground 25%;
        }
        &.-narrow #map { layout: vertical; }
        &.-narrow #legend {
            width: 1fr; height: 7; border-left: none; border-top: solid $foreground 25%;
        }
    }
    """

    def __init__(
        self, agenda: Agenda, catalogue: Catalogue, coast: Coast, *, at: date | None = None
    ) -> None:
        """Show the maps of `agenda`, first the stay of the day `at`, else the route."""
        super().__init__()
        self.pages = pages_of(agenda, catalogue, coast)
        days = [page.date for page in self.pages]
        self.place = days.index(at) if at is not None and at in days else 0

    def compose(self) -> ComposeResult:
        """Lay out the title, the map and its list."""
        yield Static(id="title")
        with Container(id="map"):
            yield ChartView()
            with VerticalScroll(id="legend", can_focus=False):
                yield Static(id="words")
        yield Keys()

    def on_mount(self) -> None:
        """Show the first page."""
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Write the list for the new width."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        page = self.pages[self.place]
        self.query_one(ChartView).page = page
        side = self.query_one("#legend", VerticalScroll)
        width = max(20, side.scrollable_content_region.width)
        self.query_one("#words", Static).update(legend(page.lay_out(*size_in_dots(9, 9)), width))
        side.scroll_home(animate=False)
        count = f"{self.place + 1} of {len(self.pages)}"
        self.query_one("#title", Static).update(
            text.joined((page.title, "bold"), (f"  ‹ {count} ›", "$text-muted"))
        )
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the pages that are there."""
        if action == "turn" and parameters:
            return 0 <= self.place + int(str(parameters[0])) < len(self.pages)
        return action != "route" or self.place > 0

    def action_turn(self, by: int) -> None:
        """Turn the page."""
        self.place = min(len(self.pages) - 1, max(0, self.place + by))
        self._show()

    def action_route(self) -> None:
        """Show the route."""
        self.place = 0
        self._show()

    def action_plain(self) -> None:
        """Draw with plain letters, or in braille again."""
        view = self.query_one(ChartView)
        view.plain = not view.plain

    def action_scroll_list(self, rows: int) -> None:
        """Scroll the list."""
        self.query_one("#legend", VerticalScroll).scroll_relative(y=rows, animate=False)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)
