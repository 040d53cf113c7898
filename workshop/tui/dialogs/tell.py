"""A sheet of literal text to read: errors with their lines, and anything told in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from workshop.errors import InputError, WorkshopError
from workshop.tui import text
from workshop.tui.widgets.keys import Keys

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content

WIDEST = 92
"""Cells of a sheet at most, as the style sheet has it."""
FRAME = 7
"""Cells of it beside the text: border, padding, scroll bar."""


class Tell(ModalScreen[None]):
    """Shows a title and a body until it is left."""

    BINDING_GROUP_TITLE = "This sheet"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "close", id="tell.close", tooltip="Back to where you were"),
        Binding("enter", "leave", "close", show=False, id="tell.enter",
                tooltip="Back to where you were"),
        Binding("question_mark,f1", "help", "help", show=False, id="tell.help",
                tooltip="Close it and show the keys of the place"),
    ]  # fmt: skip

    def __init__(self, title: str, body: Content, *, trouble: bool = False) -> None:
        """Tell `body` under `title`; `trouble` colours the frame."""
        super().__init__()
        self.heading, self.body, self.trouble = title, body, trouble

    @staticmethod
    def room_in(width: int) -> int:
        """Return the cells of a line of the body where the screen is `width` cells wide."""
        return min(WIDEST, width * 9 // 10) - FRAME

    def compose(self) -> ComposeResult:
        """Lay out the sheet."""
        with Vertical(classes="sheet -trouble" if self.trouble else "sheet") as sheet:
            sheet.border_title = text.one_line(self.heading)
            with VerticalScroll(classes="sheet-body"):
                yield Static(self.body)
        yield Keys()

    def action_leave(self) -> None:
        """Close the sheet."""
        self.dismiss(None)

    async def action_help(self) -> None:
        """Close the sheet and show the keys of the place it was on."""
        await self.give_way("app.help")

    async def give_way(self, action: str) -> None:
        """Close the sheet and do `action` at once: the keys that follow belong to what it opens."""
        self.dismiss(None)
        await self.app.run_action(action)


def tell_error(error: Exception) -> Tell:
    """Return a sheet that says what is wrong, where, and what to do."""
    if isinstance(error, InputError):
        count = len(error.faults)
        lead = "Mend this line, then try again:" if count == 1 else (
            f"Mend these {count} lines, then try again:"
        )  # fmt: skip
        rows = [text.literal(lead, "$text-muted"), text.literal("")]
        for fault in error.faults:
            rows.append(text.joined((f"{fault.file}:{fault.line}", "bold"), f"  {fault.what}"))
            if fault.hint:
                rows.append(text.literal(f"    → {fault.hint}", "$text-muted"))
        return Tell("Something in a file is wrong", text.lines_of(*rows), trouble=True)
    if isinstance(error, WorkshopError):
        rows = [text.literal(error.message)]
        if error.hint:
            rows += [text.literal(""), text.literal(f"→ {error.hint}", "$text-muted")]
        return Tell("This did not work", text.lines_of(*rows), trouble=True)
    body = text.lines_of(
        text.literal(f"{type(error).__name__}: {error}"),
        text.literal(""),
        text.literal(
            "This is a fault of the program, not yours. Nothing was changed on disk.",
            "$text-muted",
        ),
    )
    return Tell("The program stumbled", body, trouble=True)
