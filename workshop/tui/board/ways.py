"""What stands where the week would be: words, and facts of a brief that clash, to be dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static

from workshop.tui.board import empty
from workshop.tui.board.lists import ItemList
from workshop.tui.services_brief import WayOut

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content
    from textual.widget import Widget


class WayList(ItemList[WayOut]):
    """Facts that cannot hold together; choosing one asks for it to be dropped."""

    BINDING_GROUP_TITLE = "The facts that clash"
    DEFAULT_CSS = "WayList { display: none; } WayList.-on { display: block; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "drop it", id="ways.drop",
                tooltip="Do not insist on this fact any more, and plan again; u takes that back"),
    ]  # fmt: skip

    @dataclass
    class Chosen(Message):
        """A fact was chosen."""

        way: WayOut

    @dataclass
    class Considered(Message):
        """A fact is under the cursor."""

        way: WayOut

    def show(self, ways: tuple[WayOut, ...]) -> None:
        """List other facts, or nothing at all.

        What the brief asks for comes first: a person can change that, and not the calendar.
        """
        self.set_class(bool(ways), "-on")
        self.set_items(tuple(sorted(ways, key=lambda one: "content/" in one.where)), "", "")
        if ways and self.highlighted is None:
            self.highlighted = 0

    def row(self, item: WayOut) -> Content:
        """Say it, and what dropping it frees."""
        return empty.way_row(item)

    def chosen(self, item: WayOut) -> Message:
        """Ask for it to be dropped."""
        return self.Chosen(item)

    def considered(self, item: WayOut) -> Message:
        """Say that it is under the cursor."""
        return self.Considered(item)


class NoWeek(VerticalScroll):
    """What stands where the week would be: words, and under them facts to drop if there are any."""

    def __init__(self, said: Content, *, id: str) -> None:  # noqa: A002
        """Say something first."""
        super().__init__(id=id)
        self._first = said

    def compose(self) -> ComposeResult:
        """Lay out the words over the facts."""
        yield Static(self._first)
        yield WayList()

    def say(self, said: Content, ways: tuple[WayOut, ...] = ()) -> None:
        """Say something else, and list other facts."""
        self.query_one(Static).update(said)
        self.query_one(WayList).show(ways)

    @property
    def keyed(self) -> Widget:
        """What the keys work on here."""
        ways = self.query_one(WayList)
        return ways if ways.items else self
