"""Repairs of a day to choose from: what each changes, whom to tell, and taking one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workshop.tui import text
from workshop.tui.dialogs.question import Question

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content

    from workshop.planner.repair import Repair

BACK = "back"
"""The answer that takes the last repair back."""


class RepairScreen(Question[str]):
    """Lists repairs, with the first, which changes least, under the cursor.

    Returns the number of the one to take from 0, `BACK`, or None.
    """

    BINDING_GROUP_TITLE = "Repairs"
    SHEET = "sheet"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "take it", priority=True, id="mend.take",
                tooltip="Take this repair; Y takes it back, and so does undo on the board"),
        Binding("escape", "leave", "leave as it is", id="mend.leave",
                tooltip="Leave the tour as it is"),
    ]  # fmt: skip

    def __init__(self, repairs: tuple[Repair, ...], points: int, taken: str = "") -> None:
        """Offer `repairs` of a plan with so many points, and to take back the one `taken`."""
        super().__init__("Repair the rest of the day")
        self.repairs, self.points, self.taken = repairs, points, taken

    def lines(self) -> ComposeResult:
        """Lay out the list over what the repair under the cursor changes."""
        if not self.repairs and not self.taken:
            yield Static(
                text.literal(
                    "No plan obeys the brief after this. Cut slides with S or H, or change the "
                    "brief on the board."
                ),
                classes="sheet-question",
            )
        yield OptionList(*self._options())
        with VerticalScroll(classes="sheet-body", can_focus=False):
            yield Static(id="changes")

    def _options(self) -> list[Option]:
        rows = [
            Option(text.one_line(f"{number}. {one.label}: {self._sums(one)}"), id=str(number - 1))
            for number, one in enumerate(self.repairs, start=1)
        ]
        if self.taken:
            rows.append(Option(text.one_line(f"Take back: {self.taken}"), id=BACK))
        return rows

    def _sums(self, one: Repair) -> str:
        won = f"{one.score - self.points:+d}".replace("-", "−")
        counts = ((one.moved, "move"), (one.dropped, "out"), (one.added, "in"))
        said = [f"{len(changes)} {word}" for changes, word in counts if changes]
        return ", ".join([*said, f"tell {len(one.tell)}", f"{won} points"])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer to take something only where there is something."""
        return action != "take" or bool(self.repairs or self.taken)

    @on(OptionList.OptionHighlighted)
    def _consider(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        number = event.option_id or ""
        body = changes_of(self.repairs[int(number)]) if number.isdecimal() else text.literal("")
        self.query_one("#changes", Static).update(body)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option_id)

    def action_take(self) -> None:
        """Return what is under the cursor."""
        rows = self.query_one(OptionList)
        if rows.highlighted is not None:
            self.dismiss(rows.get_option_at_index(rows.highlighted).id)


def changes_of(one: Repair) -> Content:
    """Return what a repair changes, and whom to tell, line by line."""
    rows = [text.literal(""), text.one_line(one.note, "$text-muted")]
    for head, changes in (("Moves", one.moved), ("Goes", one.dropped), ("Comes in", one.added)):
        rows += [text.one_line(f"{head}: {change.words()}") for change in changes]
    rows += [text.one_line(f"To tell: {who}", "bold") for who in one.tell]
    return text.lines_of(*rows)
