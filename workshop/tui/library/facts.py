"""The facts of what the cursor is on, beside the list or over the whole screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.widgets import Static

from workshop.model.catalogue import Catalogue
from workshop.model.lecture import Module
from workshop.model.place import Host
from workshop.model.tour import Brief
from workshop.tui.library.hosts import host_row, host_sheet
from workshop.tui.library.modules import module_row, module_sheet

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content

WIDTH = 60
"""Cells that facts are written for before it is known how many there are."""


@dataclass(frozen=True)
class Facts:
    """What is known of modules and hosts, and in a tour what its brief says of them."""

    catalogue: Catalogue
    brief: Brief | None

    def row(self, item: Host | Module, width: int) -> Content:
        """Return one line of it."""
        if isinstance(item, Host):
            return host_row(item, self.catalogue, self.brief, width)
        return module_row(item, width)

    def sheet(self, item: Host | Module, width: int) -> Content:
        """Return all of it."""
        if isinstance(item, Host):
            return host_sheet(item, self.catalogue, self.brief, width)
        return module_sheet(item, self.catalogue, width)


class FactsPane(VerticalScroll):
    """Shows a sheet from its top, and is scrolled by keys of the screen."""

    def compose(self) -> ComposeResult:
        """Lay out the sheet."""
        yield Static(id="sheet")

    @property
    def room(self) -> int:
        """The cells of a line of the sheet."""
        return self.query_one(Static).size.width or WIDTH

    def say(self, sheet: Content) -> None:
        """Show another sheet."""
        self.query_one(Static).update(sheet)
        self.scroll_home(animate=False)

    def page(self, direction: int) -> None:
        """Scroll by most of the height."""
        self.scroll_relative(y=direction * max(1, self.size.height - 2), animate=False)
