"""Picks what to add to the plan: search by typing, filters on function keys, arrows to move."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from workshop.catalogue.additions import Addition, Sieve
from workshop.model.tour import STATUSES
from workshop.tui import text, words
from workshop.tui.dialogs.choose import Answer, Choose
from workshop.tui.widgets.entry import Entry
from workshop.tui.widgets.keys import Keys
from workshop.tui.widgets.too_small import HORIZONTAL, VERTICAL

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content
    from textual.timer import Timer

    from workshop.model.catalogue import Catalogue

SHOWN = 500
"""Rows in the list at most; the rest is counted in words."""
DEBOUNCE = 0.08
"""Seconds without a key before the list is sifted again."""
ALL = "all"
"""The answer that drops a filter."""
KINDS = {"visit": "visits", "training": "lectures", "leisure": "leisure"}


class Picker(ModalScreen[str | None]):
    """Offers additions and returns the `ref` of the one chosen, or None."""

    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL
    BINDING_GROUP_TITLE = "What to add"
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
        & #about { height: 5; border-top: solid $foreground 25%; }
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
        super().__init__()
        self.additions, self.catalogue, self.heading = additions, catalogue, title
        self.sieve = Sieve(city=city)
        self._fits = fits
        self._fitting: frozenset[str] | None = None
        self._only_fitting = False
        self._rows: tuple[Addition, ...] = ()
        self._pending: Timer | None = None

    def compose(self) -> ComposeResult:
        """Search and filters over the list and the facts of what the cursor is on."""
        with Vertical(classes="sheet -large") as sheet:
            sheet.border_title = text.one_line(self.heading)
            yield Entry(placeholder="type to search", compact=True)
            yield Static(id="narrowed")
            listing = OptionList()
            listing.can_focus = False
            yield listing
            yield Static(id="about")
        yield Keys()

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
    def current(self) -> Addition | None:
        """What the cursor is on."""
        at = self.query_one(OptionList).highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    def _fill(self) -> None:
        """List what is asked for; the cursor stays on its row if that is still there."""
        self._pending = None
        before = self.current
        asked = [one for one in self.additions if self.sieve.lets(one)]
        if self._only_fitting and self._fitting is not None:
            asked = [one for one in asked if one.ref in self._fitting]
        self._rows = tuple(asked[:SHOWN])
        listing = self.query_one(OptionList)
        width = max(20, listing.scrollable_content_region.width - 2)
        options = [Option(addition_row(one, self._marks(one), width)) for one in self._rows]
        if len(asked) > SHOWN:
            more = f"{len(asked) - SHOWN} more… search to narrow them down"
            options.append(Option(text.one_line(more, "$text-muted"), disabled=True))
        if not options:
            options = [Option(text.one_line(self._empty(), "$text-muted"), disabled=True)]
        with self.prevent(OptionList.OptionHighlighted):
            listing.set_options(options)
            listing.highlighted = self._place(before) if self._rows else None
        self._say(len(asked))

    def _place(self, before: Addition | None) -> int:
        return self._rows.index(before) if before in self._rows else 0

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
        one = self.current
        about = addition_lines(one, self.catalogue) if one is not None else text.literal("")
        self.query_one("#about", Static).update(about)
        self.refresh_bindings()

    # What the person does

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.sieve = replace(self.sieve, text=event.value)
        if self._pending is not None:
            self._pending.stop()
        self._pending = self.set_timer(DEBOUNCE, self._fill)

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        one = self.current
        if one is not None:
            self.query_one("#about", Static).update(addition_lines(one, self.catalogue))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Return what the cursor is on, once the box has all that was typed before."""
        self.query_one(Input).call_later(self._take)

    def _take(self) -> None:
        typed = self.query_one(Input).value
        if self._pending is not None:
            self._pending.stop()
        if typed != self.sieve.text or self._pending is not None:
            self.sieve = replace(self.sieve, text=typed)
            self._fill()
        if self.current is not None:
            self.dismiss(self.current.ref)

    def action_leave(self) -> None:
        """Return nothing."""
        self.dismiss(None)

    def action_move(self, rows: int) -> None:
        """Move the cursor of the list by one row."""
        listing = self.query_one(OptionList)
        listing.action_cursor_down() if rows > 0 else listing.action_cursor_up()

    def action_page(self, direction: int) -> None:
        """Move the cursor of the list by a screen."""
        listing = self.query_one(OptionList)
        rows = max(1, listing.scrollable_content_region.height - 1)
        last = len(self._rows) - 1
        if self._rows:
            listing.highlighted = min(last, max(0, (listing.highlighted or 0) + direction * rows))

    def action_clear(self) -> None:
        """Drop the search and all filters."""
        self.sieve, self._only_fitting = Sieve(), False
        with self.prevent(Input.Changed):
            self.query_one(Input).value = ""
        self._fill()

    def action_filter(self, field: str) -> None:
        """Ask for one kind, city, framework or status."""
        answers = filter_answers(field, self.additions, self.catalogue)

        def picked(answer: str | None) -> None:
            if answer is not None:
                value = "" if answer == ALL else answer
                self.sieve = replace(self.sieve, **{field: value})
                self._fill()

        self.app.push_screen(Choose("Show only", f"Which {field}?", answers), picked)

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


def addition_row(one: Addition, mark: str, width: int) -> Content:
    """Return one line: what it is, its name, where, how long, its standing or a mark."""
    style = f"bold ${words.family(one.kind)}"
    standing = mark or addition_standing(one)
    city = text.fit(one.city_name, 10) if width >= 60 else ""
    tail = f" {city} {words.hours(one.minutes):>7}  {text.fit(standing, 13)}"
    name = text.fit(one.title, max(8, width - text.width(tail) - 2))
    return text.joined((f"{words.LETTERS[one.kind]} ", style), name, (tail, "$text-muted"))


def addition_standing(one: Addition) -> str:
    """Say in a word or two what the brief says of it."""
    if one.wish == "never":
        return "× not wanted"
    if one.status is not None and one.status != "idea":
        return one.status
    if one.wish in ("must", "wish"):
        return {"must": "★ must", "wish": "☆ wished for"}[one.wish]
    return "suggested" if one.suggested_by else ""


def addition_lines(one: Addition, catalogue: Catalogue) -> Content:
    """Say what it shows, why it was left out, and why one would want it."""
    known = catalogue.framework
    shown = ", ".join(known[name].name for name in one.frameworks if name in known)
    verb = "teaches" if one.kind == "training" else "shows"
    rows = [text.one_line(f"{verb} {shown}", "$text-muted")] if shown else []
    if one.reason:
        rows.append(text.joined(("left out: ", "bold"), text.line(one.reason)))
    if one.suggested_by:
        rows.append(text.joined(("suggested by ", "bold"), text.line(one.suggested_by)))
    rows.append(text.one_line(one.about))
    return text.lines_of(*rows)


def sieve_words(sieve: Sieve, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the filters as they stand: `Singapore`, `Marketplace platform`, `invited`."""
    city = catalogue.city[sieve.city].name if sieve.city in catalogue.city else sieve.city
    known = catalogue.framework.get(sieve.framework)
    framework = known.name if known is not None else sieve.framework
    kind = KINDS.get(sieve.kind, "")
    return tuple(one for one in (kind, city, framework, sieve.status) if one)


def filter_answers(
    field: str, additions: tuple[Addition, ...], catalogue: Catalogue
) -> tuple[Answer, ...]:
    """Return the values of a filter that lead to something, with how many; all of them first."""
    values: dict[str, dict[str, str]] = {
        "kind": KINDS,
        "city": {city.id: city.name for city in catalogue.cities},
        "framework": {one.id: one.name for one in catalogue.frameworks},
        "status": {str(one): one for one in STATUSES},
    }
    named = values[field]
    counts = {value: sum(Sieve(**{field: value}).lets(one) for one in additions) for value in named}
    everything = Answer(ALL, f"all ({len(additions)})")
    found = (Answer(value, f"{name} ({counts[value]})") for value, name in named.items())
    return (everything, *(one for one in found if counts[one.id]))
