"""Variants side by side: choose some, watch them being planned, see what changes, keep one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workshop.tui import text, words
from workshop.tui.board.comparecolumns import change_lines, table_lines
from workshop.tui.board.comparison import Comparing, Comparison, ComparisonDone
from workshop.tui.board.inspector import progress_words
from workshop.tui.dialogs.tell import tell_error
from workshop.tui.widgets.keys import Keys
from workshop.tui.widgets.too_small import HORIZONTAL, VERTICAL

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from workshop.planner.compare import Variant
    from workshop.tui.services import Services, TourInHand
    from workshop.tui.variants import Compared, VariantChoice

MARGIN = 5
"""Cells beside the table: its padding and a scroll bar."""


class CompareScreen(Screen["Variant | None"]):
    """Returns the variant to keep as a tour of its own, or None."""

    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL
    BINDING_GROUP_TITLE = "The comparison"
    HELP = """\
First choose what to compare: space ticks a variant, p plans all that are ticked. The tour as it is
comes first. Then the cursor on a row shows what that variant changes, block by block:
- goes, + comes, → moves.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "tick", key_display="space", id="compare.tick",
                tooltip="Tick the variant under the cursor, or take the tick off (enter, too)"),
        Binding("p", "plan", "plan them", id="compare.plan",
                tooltip="Plan every variant that is ticked"),
        Binding("escape", "stop", "stop", id="compare.stop",
                tooltip="Stop planning and show what is there by now"),
        Binding("k", "keep", "keep this one", id="compare.keep",
                tooltip="Keep the variant under the cursor as a tour of its own"),
        Binding("n", "again", "other variants", id="compare.again",
                tooltip="Choose again what to compare"),
        Binding("escape", "leave", "go back", id="compare.leave", tooltip="Back to the board"),
    ]  # fmt: skip
    DEFAULT_CSS = """
    CompareScreen {
        & #title { height: 1; background: $surface; padding: 0 1; }
        & #say { height: auto; padding: 0 1; color: $text-muted; }
        & #choices { height: 1fr; border: none; padding: 0 1; }
        & #heads { height: 1; padding: 0 2; color: $text-muted; }
        & #found { height: auto; max-height: 50%; border: none; padding: 0 1; }
        & #changes { height: 1fr; padding: 0 1; border-top: solid $foreground 25%;
                     scrollbar-size-vertical: 1; }
        & .-results { display: none; }
        &.-done .-results { display: block; }
        &.-done #choices { display: none; }
    }
    """

    def __init__(self, services: Services, hand: TourInHand) -> None:
        """Compare variants of the tour in `hand`; its stored plan is the one it is measured by."""
        super().__init__()
        self._services, self._hand = services, hand
        self._choices: tuple[VariantChoice, ...] = ()
        self.ticked: frozenset[int] = frozenset()
        self.found: tuple[Compared, ...] = ()
        self.running: Comparison | None = None
        self._last: Comparing | None = None
        self._ticker: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the choice and, in its place later, the table and the changes."""
        yield Static(id="title")
        yield Static(id="say", markup=False)
        yield OptionList(id="choices")
        yield Static(id="heads", classes="-results")
        yield OptionList(id="found", classes="-results")
        with VerticalScroll(id="changes", classes="-results"):
            yield Static()
        yield Keys()

    def on_mount(self) -> None:
        """Offer the variants."""
        title = self._hand.tour.brief.title
        self.query_one("#title", Static).update(
            text.joined(("Variants of ", "$text-muted"), (text.line(title), "bold"))
        )
        self._choices = self._services.variant_choices(self._hand)
        self.ticked = frozenset(n for n, one in enumerate(self._choices) if one.usual)
        self._show_choices()
        self._ask()

    def _ask(self) -> None:
        self.set_focus(self.query_one("#choices"))
        self._say("Tick what to compare with the tour as it is (space), then p plans them.")

    def _show_choices(self) -> None:
        listing = self.query_one("#choices", OptionList)
        at = listing.highlighted or 0
        listing.set_options(
            [
                Option(text.one_line(f"{'✔' if number in self.ticked else '·'} {one.label}"))
                for number, one in enumerate(self._choices)
            ]
        )
        listing.highlighted = at if self._choices else None

    def on_resize(self) -> None:
        """Write the table for the new width."""
        if self.found:
            self.call_after_refresh(self._show_table)

    def on_unmount(self) -> None:
        """Stop what nobody waits for."""
        if self.running is not None:
            self.running.leave()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer only what works now."""
        busy, done = self.running is not None, bool(self.found)
        offered = {
            "tick": not busy and not done,
            "plan": not busy and not done,
            "stop": busy,
            "keep": done and not busy and self._kept() is not None,
            "again": done and not busy,
            "leave": not busy,
        }
        return offered.get(action, True)

    def _say(self, words: str) -> None:
        self.query_one("#say", Static).update(text.line(words))
        self.refresh_bindings()

    # Planning

    @on(OptionList.OptionSelected, "#choices")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_tick()

    def action_tick(self) -> None:
        """Tick the variant under the cursor, or take the tick off."""
        at = self.query_one("#choices", OptionList).highlighted
        if at is not None and self.running is None:
            self.ticked ^= {at}
            self._show_choices()

    def action_plan(self) -> None:
        """Plan what is ticked."""
        ticked = sorted(self.ticked)
        if not ticked:
            self._say("Nothing is ticked: space ticks the variant under the cursor.")
            return
        chosen = tuple(self._choices[number] for number in ticked)
        self.running = Comparison(self._services, self._hand, chosen, self)
        self._ticker = self.set_interval(1 / 4, self._tick)
        self.running.start()
        self._last = None
        self._tick()

    def on_comparing(self, message: Comparing) -> None:
        """Show which variant is being planned."""
        self._last = message
        self._tick()

    def _tick(self) -> None:
        if self.running is None:
            return
        labels = [one.label for one in self.running.choices]
        said = "reading the tour"
        if self._last is not None:
            label = self._last.label
            place = labels.index(label) + 1 if label in labels else 0
            count = f"{place} of {len(labels)}" if place else "first"
            said = f"{label} ({count}): {progress_words(self._last.progress, self.running.elapsed)}"
        self._say(f"{said} · {self.running.elapsed:.0f} s · escape stops")

    def action_stop(self) -> None:
        """Stop; what is planned by then is shown."""
        if self.running is not None:
            self.running.stop()

    def on_comparison_done(self, message: ComparisonDone) -> None:
        """Show the table, or what went wrong."""
        asked = len(self.running.choices) if self.running is not None else 0
        if self._ticker is not None:
            self._ticker.stop()
        self.running = None
        if message.error is not None:
            self.app.push_screen(tell_error(message.error))
            self._say("Nothing was compared.")
            return
        self.found = message.found
        self.add_class("-done")
        missing = asked + 1 - len(self.found)
        left = f" Stopped: {words.counted(missing, 'variant')} not planned." if missing > 0 else ""
        self._say(f"Against the tour as it is.{left}")
        self.set_focus(self.query_one("#found"))
        self.call_after_refresh(self._show_table)

    # The table

    def _show_table(self) -> None:
        listing = self.query_one("#found", OptionList)
        rows = table_lines(self.found, self.size.width - MARGIN)
        at = listing.highlighted or 0
        self.query_one("#heads", Static).update(text.one_line(rows[0]))
        listing.set_options([Option(text.one_line(row)) for row in rows[1:]])
        listing.highlighted = min(at, len(self.found) - 1)
        self._show_changes(listing.highlighted)

    @on(OptionList.OptionHighlighted, "#found")
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._show_changes(event.option_index)

    def _show_changes(self, at: int) -> None:
        if at < len(self.found):
            pane = self.query_one("#changes", VerticalScroll)
            pane.query_one(Static).update(change_lines(self.found[at]))
            pane.scroll_home(animate=False)
        self.refresh_bindings()

    def _kept(self) -> Variant | None:
        at = self.query_one("#found", OptionList).highlighted
        if at is None or at >= len(self.found):
            return None
        variant = self.found[at].variant
        return variant if variant.possible else None

    @on(OptionList.OptionSelected, "#found")
    def _entered(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.set_focus(self.query_one("#changes"))

    def action_keep(self) -> None:
        """Return the variant under the cursor."""
        variant = self._kept()
        if variant is not None:
            self.dismiss(variant)

    def action_again(self) -> None:
        """Choose again."""
        self.found = ()
        self.remove_class("-done")
        self._ask()

    def action_leave(self) -> None:
        """Return nothing."""
        self.dismiss(None)
