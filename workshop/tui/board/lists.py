"""The two lists under the week: what the rules found, and what is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Generic, TypeVar

from textual.events import Hide
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from workshop.tui import text, words

if TYPE_CHECKING:
    from textual.content import Content

    from workshop.model.agenda import Agenda, LeftOut
    from workshop.model.finding import Finding
    from workshop.model.tour import Brief

SEVERITIES = {
    "error": ("✘", "bold $error"),
    "warning": ("!", "bold $warning"),
    "note": ("·", "$text-muted"),
}
MOST = 500
"""Rows shown at most; a longer list says how many more there are."""

T = TypeVar("T")


class ItemList(OptionList, Generic[T]):
    """A list of values, each with a row; what stays in the list is not written anew."""

    virtual_size = reactive(Size(0, 0))
    items: tuple[T, ...] = ()
    _title: str = ""
    _empty: str | None = None
    _rows: dict[T, Option]

    def watch_virtual_size(self, size: Size) -> None:
        """Have the screen laid out anew only where a scrollbar comes or goes.

        A list keeps its room whatever is in it, and laying out a screen takes longer than an edit.
        """
        if (size.height > self.container_size.height) != self.show_vertical_scrollbar:
            self.refresh(layout=True)

    def on_hide(self, event: Hide) -> None:
        """Keep the keys: where there is room for one list, the one that has them is shown.

        That a list was hidden as the terminal shrank may be read after it was gone to.
        """
        if self.parent is not None and self.parent.display:
            event.prevent_default()

    def row(self, item: T) -> Content:
        """Return the row of an item."""
        raise NotImplementedError

    def chosen(self, item: T) -> Message:
        """Return the message that an item was chosen."""
        raise NotImplementedError

    def considered(self, item: T) -> Message:
        """Return the message that an item is under the cursor."""
        raise NotImplementedError

    @property
    def item(self) -> T | None:
        """The item under the cursor, which is on the first until it is moved."""
        at = self.highlighted or 0
        return self.items[at] if at < len(self.items) else None

    def set_items(self, items: tuple[T, ...], title: str, empty: str) -> None:
        """List other items, or say why there are none; the cursor stays on its item if it can."""
        if title != self._title:
            self._title, self.border_title = title, text.one_line(title)
        if (items, empty) == (self.items, self._empty):
            return
        at, was = self.highlighted, self.item
        rows = {} if self._empty is None else self._rows
        self._rows = {one: rows.get(one) or Option(self.row(one)) for one in items[:MOST]}
        self.items, self._empty = items, empty
        options = list(self._rows.values())
        if len(items) > MOST:
            options.append(_quiet(f"… {len(items) - MOST} more"))
        self.set_options(options or [_quiet(empty)])
        if at is not None and items:
            self.highlighted = items.index(was) if was in items else min(at, len(options) - 1)

    def renew(self, number: int, item: T) -> None:
        """Put another item in the place of one; the cursor and the others stay."""
        before = self.items[number]
        self.items = (*self.items[:number], item, *self.items[number + 1 :])
        if before in self._rows:
            self._rows[item] = self._rows.pop(before)
            self.replace_option_prompt_at_index(number, self.row(item))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Pass on which item is under the cursor."""
        event.stop()
        if self.has_focus and event.option_index < len(self.items):
            self.post_message(self.considered(self.items[event.option_index]))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Pass on which item was chosen."""
        event.stop()
        self.post_message(self.chosen(self.items[event.option_index]))


def _quiet(said: str) -> Option:
    return Option(text.literal(said, "$text-muted"), disabled=True)


class FindingList(ItemList["Finding"]):
    """Findings, the worst first; choosing one asks for its block."""

    BINDING_GROUP_TITLE = "The findings"

    @dataclass
    class Chosen(Message):
        """A finding was chosen."""

        finding: Finding

    @dataclass
    class Considered(Message):
        """A finding is under the cursor."""

        finding: Finding

    def show(self, findings: tuple[Finding, ...], *, planned: bool) -> None:
        """List other findings."""
        order = list(SEVERITIES)
        counts = [
            words.counted(sum(one.severity == severity for one in findings), severity)
            for severity in order
        ]
        found = ", ".join(one for one in counts if not one.startswith("0 "))
        worst_first = sorted(dict.fromkeys(findings), key=lambda one: order.index(one.severity))
        empty = "✔ every rule holds" if planned else "There is no plan to check."
        title = f"Findings (f): {found}" if found else "Findings (f)"
        self.set_items(tuple(worst_first), title, empty)

    def row(self, item: Finding) -> Content:
        """Say how bad it is, which rule, and what is wrong."""
        sign, style = SEVERITIES[item.severity]
        rule = words.RULE_WORDS.get(item.rule, item.rule)
        return text.joined((sign, style), (f" {rule} ", "bold"), text.line(item.message))

    def chosen(self, item: Finding) -> Message:
        """Ask for its block."""
        return self.Chosen(item)

    def considered(self, item: Finding) -> Message:
        """Ask for it to be said in full."""
        return self.Considered(item)


@dataclass(frozen=True)
class Candidate:
    """What is left out, and in words what it would cost to have it, as far as that is known."""

    item: LeftOut
    price: str = ""

    @property
    def ref(self) -> str:
        """Its catalogue id."""
        return self.item.ref

    @property
    def reason(self) -> str:
        """The fact that keeps it out."""
        return self.item.reason


class LeftOutList(ItemList[Candidate]):
    """Candidates that are not in the plan, each with its price and the fact that keeps it out."""

    BINDING_GROUP_TITLE = "What is left out"

    @dataclass
    class Chosen(Message):
        """A candidate was chosen."""

        item: LeftOut

    @dataclass
    class Considered(Message):
        """A candidate is under the cursor."""

        item: LeftOut

    @property
    def ref(self) -> str:
        """The catalogue id of the candidate under the cursor; empty where there is none."""
        return self.item.ref if self.item is not None else ""

    def show(
        self,
        items: tuple[LeftOut, ...],
        *,
        planned: bool,
        searching: bool = False,
        prices: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """List other candidates; while a search runs nobody knows them yet."""
        title = f"Left out (i): {len(items)}" if items else "Left out (i)"
        empty = "Nothing is left out." if planned else "There is no plan to leave anything out of."
        if searching:
            empty = "Known when the search is over."
        listed = (Candidate(one, prices.get(one.ref, "")) for one in dict.fromkeys(items))
        self.set_items(tuple(listed), title, empty)

    def set_prices(self, prices: Mapping[str, str]) -> None:
        """Write prices to their candidates; nothing else moves."""
        for number, one in enumerate(self.items):
            price = prices.get(one.ref, "")
            if price != one.price:
                self.renew(number, Candidate(one.item, price))

    def onward(self) -> tuple[str, ...]:
        """Return the candidates from the one under the cursor on, then those before it."""
        at, refs = self.highlighted or 0, tuple(one.ref for one in self.items)
        return refs[at:] + refs[:at]

    def row(self, item: Candidate) -> Content:
        """Give its price, which is never cut, its name, and the fact that keeps it out."""
        price = f"{item.price}  " if item.price else ""
        return text.joined(
            (price, "$text-accent"),
            (text.line(item.item.title or item.ref), "bold"),
            f"  {text.line(in_the_way(item.reason))}",
        )

    def chosen(self, item: Candidate) -> Message:
        """Ask for all there is to know about it."""
        return self.Chosen(item.item)

    def considered(self, item: Candidate) -> Message:
        """Ask for it to be said in full."""
        return self.Considered(item.item)


def wished_first(agenda: Agenda | None, brief: Brief) -> tuple[LeftOut, ...]:
    """Return what is left out: by hand first, then what is wished for; never what must not be."""
    if agenda is None or not agenda.left_out:
        return ()
    from workshop.editing.edits import PARKED, TAKEN_OUT

    wishes: dict[str, str] = dict.fromkeys(brief.leisure.never, "never")
    wishes |= {one.id: one.wish for one in brief.hosts}
    wishes |= {one.id: one.wish for one in brief.modules}
    ranks = {"must": 0, "wish": 1}

    def rank(one: LeftOut) -> tuple[bool, int]:
        return one.reason not in (PARKED, TAKEN_OUT), ranks.get(wishes.get(one.ref, ""), 2)

    kept = (one for one in agenda.left_out if wishes.get(one.ref) != "never")
    return tuple(sorted(kept, key=rank))


def in_the_way(reason: str) -> str:
    """Return a reason without when a host could be seen: a row has room for what is in the way."""
    hours, semicolon, rest = reason.partition("; ")
    return rest if semicolon and hours.startswith("It is open ") else reason
