"""The facts of a brief that cannot be met, each to be dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from workshop.tui.board import empty
from workshop.tui.board.lists import ItemList
from workshop.tui.services_brief import WayOut

if TYPE_CHECKING:
    from textual.content import Content


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
