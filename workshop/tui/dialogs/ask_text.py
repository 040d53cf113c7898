"""A question that is answered with a line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from workshop.tui import text
from workshop.tui.dialogs.question import Question
from workshop.tui.widgets.entry import Entry

if TYPE_CHECKING:
    from textual.app import ComposeResult


class AskText(Question[str]):
    """Asks for a line and returns it, or None if it was left or empty."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "go back", id="ask.leave", tooltip="Leave everything as it is"),
        Binding("enter,ctrl+s", "accept", "accept", priority=True, id="ask.accept",
                tooltip="Go ahead with this line"),
    ]  # fmt: skip

    def __init__(self, title: str, question: str, value: str) -> None:
        """Ask `question` with `value` as the ready answer."""
        super().__init__(title)
        self.question, self.value = question, value

    def lines(self) -> ComposeResult:
        """Yield the question over the line."""
        yield Static(text.literal(self.question), classes="sheet-question")
        yield Entry(value=text.line(self.value), select_on_focus=False)

    def action_accept(self) -> None:
        """Return the line, once it has all its keys."""
        self.query_one(Input).call_later(self._return)

    def _return(self) -> None:
        self.dismiss(self.query_one(Input).value.strip() or None)
