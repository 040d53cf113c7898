"""The run of show on one sheet: parts planned and spent, what changed, what follows today."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from workshop.delivery import pace
from workshop.tui import text
from workshop.tui.room import panel
from workshop.tui.widgets.keys import Keys

if TYPE_CHECKING:
    from datetime import datetime

    from textual.app import ComposeResult

    from workshop.delivery.state import State
    from workshop.tui.room.conductor import Conductor

TICK = 1.0
SIGNS = {"done": "✔", "now": "▶", "next": " ", "parked": "‖", "left out": "–"}


class RunOfShow(ModalScreen[None]):
    """Shows the plan as it stands; its keys change it, and what follows is re-timed at once."""

    BINDING_GROUP_TITLE = "The run of show"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,m,enter", "dismiss(None)", "close", id="plan.close",
                tooltip="Back to the slide"),
        Binding("plus", "change('more')", "5 min", key_display="+", id="plan.more",
                tooltip="Five minutes more for the part in hand"),
        Binding("S", "change('skip')", "skip", id="plan.skip",
                tooltip="Leave out the next optional slides"),
        Binding("H", "change('shorten')", "short form", id="plan.short",
                tooltip="Leave out everything optional from here on"),
        Binding("X", "change('swap')", "swap", id="plan.swap",
                tooltip="Exchange the next two parts"),
        Binding("K", "change('park')", "park", id="plan.park",
                tooltip="Put the next part off"),
        Binding("U", "change('undo')", "undo", id="plan.undo",
                tooltip="Take the last change back"),
    ]  # fmt: skip

    def __init__(self, desk: Conductor) -> None:
        """Show the session of `desk`."""
        super().__init__()
        self._desk = desk

    def compose(self) -> ComposeResult:
        """Lay out the sheet."""
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = text.one_line("Run of show")
            with VerticalScroll(classes="sheet-body"):
                yield Static()
        yield Keys()

    def on_mount(self) -> None:
        """Show the plan and let its times run."""
        self._draw()
        self.set_interval(TICK, self._draw)

    def _draw(self) -> None:
        width = max(40, self.query_one(VerticalScroll).scrollable_content_region.width or 60)
        state, now = self._desk.state, self._desk.now
        self.query_one(Static).update(plan_lines(state, now, width))

    def action_change(self, what: str) -> None:
        """Change the run of show."""
        getattr(self._desk, what)()
        self._draw()


def plan_lines(state: State, now: datetime, width: int) -> Content:
    """Return parts with minutes planned, as they stand and spent; then the day."""
    rows = [panel.pace_line(state, now, width), Content("")]
    head = f"  {text.fit('Part', width - 26)} plan  now spent"
    rows.append(text.one_line(head, "bold"))
    for row in pace.parts(state, now):
        numbers = "".join(f"{round(one / 60):>5}" for one in (row.planned, row.budget, row.spent))
        name = row.title if row.standing not in ("parked", "left out") else (
            f"{row.title} ({row.standing})"
        )  # fmt: skip
        line = f"{SIGNS[row.standing]} {text.fit(name, width - 26)} {numbers} min"
        style = "bold $primary" if row.standing == "now" else ""
        rows.append(text.one_line(line, style))
    if state.done:
        rows += [Content(""), text.one_line("Changed", "bold")]
        rows += [
            text.one_line(text.cut(f"  {state.local(at):%H:%M} {what}", width))
            for at, what in state.done
        ]
    day = pace.day(state, now)
    if day:
        rows += [Content(""), text.one_line("Then, today", "bold")]
        rows += [_day_line(row, width) for row in day]
    return text.lines_of(*rows)


def _day_line(row: pace.Retimed, width: int) -> Content:
    if row.spare is not None:
        words, style = panel.spare_words(row.spare)
        words = f"! {words}" if row.spare < 0 else words
    else:
        words, style = (f"{panel.minutes(row.late)} later" if row.late >= 30 else ""), "$warning"
    zone = row.block.start.tzinfo
    lead = f"  {row.start.astimezone(zone):%H:%M}  "
    name = text.cut(row.block.title, max(8, width - text.width(lead) - text.width(words) - 2))
    return text.joined(f"{lead}{text.line(name)}  ", (words, style))
