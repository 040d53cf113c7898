"""Headed paragraphs as a sheet to read, with the way on to the lecture or the library."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from workshop.tui import text
from workshop.tui.dialogs.tell import Tell

if TYPE_CHECKING:
    from textual.content import Content

    from workshop.tui.board.facts import Section


def sections_body(sections: tuple[Section, ...]) -> Content:
    """Return sections as content: a heading, its lines, an empty line."""
    rows: list[Content] = []
    for section in sections:
        rows.append(text.one_line(section.heading, "bold $primary"))
        rows += [text.literal(line) for line in section.lines if line]
        rows.append(text.literal(""))
    return text.lines_of(*rows[:-1])


class BlockSheet(Tell):
    """A block in full; returns by `on` where the person wants to go from here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "go('why')", "why", id="sheet.why",
                tooltip="Why it is here and how much slack it has; or what it would cost to have"),
        Binding("o", "go('present')", "present", id="sheet.present",
                tooltip="Present this lecture"),
        Binding("m", "go('modules')", "in the library", id="sheet.modules",
                tooltip="Show this module in the library"),
        Binding("h", "go('hosts')", "in the library", id="sheet.hosts",
                tooltip="Show this host in the library"),
    ]  # fmt: skip

    def __init__(
        self, title: str, sections: tuple[Section, ...], ways: frozenset[str] = frozenset()
    ) -> None:
        """Show `sections`; `ways` are those of the keys that lead somewhere."""
        super().__init__(title, sections_body(sections))
        self.ways = ways
        self.way = ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the ways that lead somewhere."""
        return action != "go" or (bool(parameters) and parameters[0] in self.ways)

    def action_go(self, way: str) -> None:
        """Close the sheet and remember where to go."""
        self.way = way
        self.dismiss(None)
