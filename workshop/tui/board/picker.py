"""Picks what to add to the plan: search by typing, filters on function keys, arrows to move."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import OptionList, Static

from workshop.catalogue.additions import Addition, Sieve
from workshop.tui import text
from workshop.tui.board.candidates import addition_lines, addition_row, filter_values, sieve_words
from workshop.tui.dialogs.narrow import Filter, narrow
from workshop.tui.dialogs.question import Question
from workshop.tui.widgets.results import SHOWN, Results
from workshop.tui.widgets.searchbox import SearchBox
from workshop.tui.widgets.too_small import HORIZONTAL, VERTICAL

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content

    from workshop.model.catalogue import Catalogue


class Picker(Question[str]):
    """Offers additions and returns the `ref` of the one chosen, or None."""

    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL
    BINDING_GROUP_TITLE = "What to add"
    SHEET = "sheet -large"
    HELP = """\
Type to search names, places, reasons and frameworks; every word must occur, accents do not matter.
Up and down move in the list while you type. The function keys narrow the list down.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "add", priority=True, id="picker.take",
                tooltip="Add what the cursor is on"),
        Binding("f2", "filter('kind')", "kind", id="picker.kind",
                tooltip="Only visits, lectures or leisure"),
        Binding("f3", "filter('city')", "city", id="picker.city", tooltip="Only one city"),
        Binding("f4", "filter('framework')", "framework", id="picker.framework",
                tooltip="Only what teaches or shows one framework"),
        Binding("f5", "filter('status')", "status", id="picker.status",
                tooltip="Only hosts with one outreach status"),
        Binding("f6", "fits", "fits here", id="picker.fits",
                tooltip="Only what fits at the place of the cursor on the board"),
        Binding("f8", "clear", "show all", id="picker.clear",
                tooltip="Drop the search and all filters"),
        Binding("escape", "leave", "go back", id="picker.leave", tooltip="Add nothing"),
        Binding("up", "move(-1)", "row before", show=False, priority=True, id="picker.up",
                tooltip="To the row before"),
        Binding("down", "move(1)", "next row", show=False, priority=True, id="picker.down",
                tooltip="To the next row"),
        Binding("pageup", "page(-1)", "page up", show=False, priority=True, id="picker.page_up",
                tooltip="A screen of rows back"),
        Binding("pagedown", "page(1)", "page down", show=False, priority=True,
                id="picker.page_down", tooltip="A screen of rows on"),
    ]  # fmt: skip
    DEFAULT_CSS = """
    Picker {
        & Input { border: none; height: 1; padding: 0; background: $background; }
        & #narrowed { height: 1; }
        & #about {
            height: 5;
            border-top: solid $foreground 25%;
            text-wrap: nowrap;
            text-overflow: ellipsis;
        }
    }
    Picker.-short #about { height: 4; }
    """

    @dataclass
    class Fitted(Message):
        """Which of the additions fit where the cursor of the board is."""

        refs: frozenset[str]

    def __init__(
        self,
        additions: tuple[Addition, ...],
        catalogue: Catalogue,
        *,
        city: str = "",
        fits: Callable[[str], bool] | None = None,
        title: str = "Add to the plan",
    ) -> None:
        """Offer `additions`, those of `city` alone if it is given.

        `fits` tells whether a ref fits where it would be put; it is asked in a thread, once for
        each, and only when the person wants to know.
        """
        super().__init__(title)
        self.additions, self.catalogue = additions, catalogue
        self.sieve = Sieve(city=city)
        self._fits = fits
        self._fitting: frozenset[str] | None = None
        self._only_fitting = False

    def lines(self) -> ComposeResult:
        """Search and filters over the list and the facts of what the cursor is on."""
        yield SearchBox(placeholder="type to search", compact=True)
        yield Static(id="narrowed")
        found = Results[Addition]()
        found.can_focus = False
        yield found
        yield Static(id="about")

    def on_mount(self) -> None:
        """Show everything there is."""
        self.call_after_refresh(self._fill)

    def on_resize(self) -> None:
        """Write the rows for the new width."""
        self.call_after_refresh(self._fill)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer only what works now."""
        if action == "fits":
            return self._fits is not None
        if action == "clear":
            return self.sieve.narrowed or self._only_fitting
        return True

    # The list

    @property
    def found(self) -> Results[Addition]:
        """The list of what is asked for."""
        return self.query_one(Results)

    def _fill(self) -> None:
        """List what is asked for; the cursor stays on its row if that is still there."""
        asked = [one for one in self.additions if self.sieve.lets(one)]
        if self._only_fitting and self._fitting is not None:
            asked = [one for one in asked if one.ref in self._fitting]
        before = self.found.item
        at = asked.index(before) if before in asked else 0
        self.found.fill(asked, self._row, min(at, SHOWN - 1), self._empty())
        self._say(len(asked))

    def _row(self, one: Addition, width: int) -> Content:
        return addition_row(one, self._marks(one), width)

    def _marks(self, one: Addition) -> str:
        return "✔ fits" if self._fitting is not None and one.ref in self._fitting else ""

    def _empty(self) -> str:
        if not self.additions:
            return "Everything of the catalogue is in the plan."
        if self._only_fitting:
            return "Nothing fits here. F6 shows what does not fit, too."
        return "Nothing matches. F8 shows everything again."

    def _say(self, count: int) -> None:
        shown = sieve_words(self.sieve, self.catalogue)
        if self._only_fitting:
            shown = (*shown, "fits here" if self._fitting is not None else "trying what fits …")
        counted = f"{count} of {len(self.additions)} candidates"
        whole = counted + "".join(f" · {one}" for one in shown)
        self.query_one("#narrowed", Static).update(text.one_line(whole, "$text-muted"))
        self._say_about()
        self.refresh_bindings()

    def _say_about(self) -> None:
        one = self.found.item
        about = addition_lines(one, self.catalogue) if one is not None else text.literal("")
        self.query_one("#about", Static).update(about)

    # What the person does

    @on(SearchBox.Asked)
    def _asked(self, event: SearchBox.Asked) -> None:
        event.stop()
        self.sieve = replace(self.sieve, text=event.words)
        self._fill()

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._say_about()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Return what the cursor is on, once the box has all that was typed before."""
        self.query_one(SearchBox).call_later(self._take)

    def _take(self) -> None:
        typed = self.query_one(SearchBox).settle()
        if typed != self.sieve.text:
            self.sieve = replace(self.sieve, text=typed)
            self._fill()
        if self.found.item is not None:
            self.dismiss(self.found.item.ref)

    def action_move(self, rows: int) -> None:
        """Move the cursor of the list by one row."""
        self.found.move(rows)

    def action_page(self, direction: int) -> None:
        """Move the cursor of the list by a screen."""
        self.found.page(direction)

    def action_clear(self) -> None:
        """Drop the search and all filters."""
        self.sieve, self._only_fitting = Sieve(), False
        self.query_one(SearchBox).empty()
        self._fill()

    def action_filter(self, which: Filter) -> None:
        """Ask for one kind, city, framework or status."""
        values = filter_values(which, self.additions, self.catalogue)

        def picked(value: str | None) -> None:
            if value is not None:
                self.sieve = replace(self.sieve, **{which: value})
                self._fill()

        everything = f"all ({len(self.additions)})"
        self.app.push_screen(narrow(f"Which {which}?", everything, values), picked)

    def action_fits(self) -> None:
        """Show only what fits, or everything again."""
        self._only_fitting = not self._only_fitting
        if self._only_fitting and self._fitting is None:
            self._try_all()
        self._fill()

    @work(thread=True, exclusive=True, group="fits", exit_on_error=False)
    def _try_all(self) -> None:
        fits = self._fits
        if fits is not None:
            refs = frozenset(one.ref for one in self.additions if fits(one.ref))
            self.post_message(self.Fitted(refs))

    def on_picker_fitted(self, message: Fitted) -> None:
        """Show which fit."""
        self._fitting = message.refs
        self._fill()
