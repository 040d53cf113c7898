"""A block taken up: arrows move it over the week, which shows at once what would become of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from workshop.errors import UsageError
from workshop.tui.board import note
from workshop.tui.board.adding import Adding
from workshop.tui.board.editing import STEP
from workshop.tui.board.grid import WeekGrid

if TYPE_CHECKING:
    from workshop.tui.workbench import Changed


class Carrying(Adding):
    """Previews a move until it is put down or left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "carry_by(0, -1)", "earlier", id="carry.up",
                tooltip="A quarter of an hour earlier"),
        Binding("down", "carry_by(0, 1)", "later", id="carry.down",
                tooltip="A quarter of an hour later"),
        Binding("pageup", "carry_by(0, -4)", "an hour earlier", show=False, id="carry.page_up",
                tooltip="An hour earlier"),
        Binding("pagedown", "carry_by(0, 4)", "an hour later", show=False, id="carry.page_down",
                tooltip="An hour later"),
        Binding("left", "carry_by(-1, 0)", "day before", id="carry.left",
                tooltip="To the day before"),
        Binding("right", "carry_by(1, 0)", "next day", id="carry.right",
                tooltip="To the next day"),
    ]  # fmt: skip

    _carried: str = ""
    _by: tuple[int, int] = (0, 0)
    """Days and quarters of an hour that the block is carried from its place."""
    _preview: Changed | None = None

    @property
    def carrying(self) -> bool:
        """Whether a block is being moved."""
        return bool(self._carried)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a block is carried the keys carry it; nothing else changes the plan."""
        if action in ("put_down", "put_back", "carry_by"):
            return self.carrying
        if self.carrying and action != "stop_search":
            return False
        return super().check_action(action, parameters)

    def action_carry(self) -> None:
        """Take the block under the cursor up."""
        self._carried, self._by, self._preview = self.target(), (0, 0), None
        week = self.query_one(WeekGrid)
        week.carrying = True
        week.focus()
        self.action_carry_by(0, 0)
        self.refresh_bindings()

    def action_carry_by(self, days: int, steps: int) -> None:
        """Show the block elsewhere; where it cannot be say why, and leave it."""
        if self.hand is None:
            return
        by = (self._by[0] + days, self._by[1] + steps)
        carried, span = self._carried, timedelta(days=by[0])
        try:
            changed = self.services.edited(
                self.hand.tour, lambda editor: editor.nudge(carried, span, by[1] * STEP)
            )
        except UsageError as error:
            self.refuse(error)
            if self._preview is None:
                self._let_go()
            return
        self._by, self._preview = by, changed
        self.show(changed.tour.agenda, changed.findings)
        self.query_one(WeekGrid).select(changed.block or carried)
        self.tell(note.changed_words(changed))

    def action_put_down(self) -> None:
        """Keep the move."""
        changed, by = self._preview, self._by
        self._let_go()
        if changed is None or by == (0, 0):
            self.show_in_hand()
        else:
            self.keep(changed)

    def action_put_back(self) -> None:
        """Leave everything as it was."""
        carried = self._carried
        self._let_go()
        self.show_in_hand()
        self.query_one(WeekGrid).select(carried)
        self.tell("as it was")

    def _let_go(self) -> None:
        self._carried, self._preview = "", None
        self.query_one(WeekGrid).carrying = False
        self.refresh_bindings()
