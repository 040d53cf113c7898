"""A question with a few answers, each one key away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workshop.tui import text
from workshop.tui.dialogs.question import Question

if TYPE_CHECKING:
    from textual.app import ComposeResult


@dataclass(frozen=True)
class Answer:
    """One answer: what is returned, and what it says."""

    id: str
    label: str


class Choose(Question[str]):
    """Asks and returns the id of an answer, or None; the cursor starts on the first, safe one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "take this", priority=True, id="choose.take",
                tooltip="Answer with the line under the cursor"),
        Binding("escape", "leave", "go back", id="choose.leave",
                tooltip="Leave everything as it is"),
        Binding("down", "down", "next answer", show=False, priority=True, id="choose.down",
                tooltip="Go to the next answer; as quick as enter, which may follow at once"),
        Binding("up", "up", "answer before", show=False, priority=True, id="choose.up",
                tooltip="Go to the answer before"),
    ]  # fmt: skip

    def __init__(self, title: str, question: str, answers: tuple[Answer, ...]) -> None:
        """Ask `question` with `answers`, the safe one first."""
        super().__init__(title)
        self.question, self.answers = question, answers

    def lines(self) -> ComposeResult:
        """Yield the question over its answers."""
        yield Static(text.literal(self.question), classes="sheet-question")
        yield OptionList(
            *(Option(text.one_line(answer.label), id=answer.id) for answer in self.answers)
        )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return the answer."""
        event.stop()
        self.dismiss(event.option_id)

    def action_take(self) -> None:
        """Return the answer under the cursor."""
        self.query_one(OptionList).action_select()

    def action_down(self) -> None:
        """Go to the next answer."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """Go to the answer before."""
        self.query_one(OptionList).action_cursor_up()
