"""A few lines to fill in, one under the other; what is wrong with one is said under it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from workshop.tui import text
from workshop.tui.dialogs.question import Question
from workshop.tui.widgets.entry import Entry

if TYPE_CHECKING:
    from textual.app import ComposeResult


@dataclass(frozen=True)
class Field:
    """One line; `fault` says what is wrong with an answer, empty where nothing is."""

    label: str
    value: str = ""
    fault: Callable[[str], str] = lambda _: ""


class AskLines(Question[tuple[str, ...]]):
    """Returns the lines in order, or None if it was left. Enter goes on to the next line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "go back", id="lines.leave",
                tooltip="Leave everything as it is"),
        Binding("enter", "go_on", "next", priority=True, id="lines.next",
                tooltip="Go to the next line"),
        Binding("enter,ctrl+s", "finish", "accept", priority=True, id="lines.finish",
                tooltip="Take all lines as they stand"),
        Binding("tab,down", "app.focus_next", "next line", show=False, priority=True,
                id="lines.after", tooltip="Go to the next line"),
        Binding("shift+tab,up", "app.focus_previous", "line before", show=False, priority=True,
                id="lines.before", tooltip="Go to the line before"),
        Binding("ctrl+s", "accept", "accept all", id="lines.accept",
                tooltip="Take all lines as they stand"),
    ]  # fmt: skip
    DEFAULT_CSS = """
    AskLines {
        & .field { color: $text-muted; }
        & .fault { color: $error; height: auto; }
        & Input { margin: 0 0 1 0; }
    }
    """

    def __init__(self, title: str, *fields: Field) -> None:
        """Ask for `fields` under `title`."""
        super().__init__(title)
        self.fields = fields

    def lines(self) -> ComposeResult:
        """Yield each line under what it is, and room for what is wrong."""
        for field in self.fields:
            yield Static(text.one_line(field.label), classes="field")
            yield Entry(value=text.line(field.value), compact=True, select_on_focus=False)
        yield Static(classes="fault")

    @property
    def _after(self) -> list[Input]:
        """The lines after the one with the cursor."""
        inputs = list(self.query(Input))
        at = next((n for n, one in enumerate(inputs) if one is self.focused), 0)
        return inputs[at + 1 :]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Let enter go on from line to line, and accept after the last one."""
        if action in ("go_on", "finish"):
            return bool(self._after) is (action == "go_on")
        return action != "accept" or len(self.fields) > 1

    def action_go_on(self) -> None:
        """Go to the next line."""
        self.set_focus(self._after[0])

    def action_finish(self) -> None:
        """Accept, once the last line has all its keys."""
        self.query(Input).last().call_later(self.action_accept)

    def action_accept(self) -> None:
        """Return the lines, or say what is wrong and go there."""
        inputs = list(self.query(Input))
        for field, given in zip(self.fields, inputs, strict=True):
            if fault := field.fault(given.value):
                self.query_one(".fault", Static).update(text.one_line(f"{field.label}: {fault}"))
                self.set_focus(given)
                return
        self.dismiss(tuple(given.value.strip() for given in inputs))
