"""A block taken up: arrows move it over the week, which shows at once what would become of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from textual.binding import Binding

from workshop.errors import UsageError
from workshop.tui.board.activity import Activity
from workshop.tui.board.editing import STEP
from workshop.tui.board.grid import WeekGrid

if TYPE_CHECKING:
    from workshop.tui.board.shown import TourView
    from workshop.tui.workbench import Changed


class Carrying(Activity):
    """Previews a move until it is put down or left."""

    BINDINGS = (
        Binding("m", "carry", "move", id="board.move",
                tooltip="Take the block up: arrows move it, enter puts it down"),
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
        Binding("escape", "put_back", "put it back", id="carry.back",
                tooltip="Leave everything as it was"),
        Binding("enter", "put_down", "put it here", id="carry.put",
                tooltip="Leave the block where it is shown"),
    )  # fmt: skip
    CHANGES = frozenset({"carry"})

    def __init__(self, board: TourView) -> None:
        """Carry nothing yet."""
        super().__init__(board)
        self._carried = ""
        self._by = (0, 0)
        """Days and quarters of an hour that the block is carried from its place."""
        self._preview: Changed | None = None

    @property
    def in_charge(self) -> bool:
        """Whether a block is being moved."""
        return bool(self._carried)

    def works(self, action: str, *_: object) -> bool:
        """Take a block up; then carry it until it is put down or back."""
        if action == "carry":
            return self.board.free and self.board.on_block
        return self.in_charge

    def action_carry(self) -> None:
        """Take the block under the cursor up."""
        self._carried, self._by, self._preview = self.board.target(), (0, 0), None
        week = self.board.query_one(WeekGrid)
        week.carrying = True
        self.board.set_focus(week)
        self.action_carry_by(0, 0)
        self.board.refresh_bindings()

    def action_carry_by(self, days: int, steps: int) -> None:
        """Show the block elsewhere; where it cannot be say why, and leave it."""
        if self.board.hand is None:
            return
        by = (self._by[0] + days, self._by[1] + steps)
        carried, span = self._carried, timedelta(days=by[0])
        try:
            changed = self.services.edited(
                self.board.hand.tour, lambda editor: editor.nudge(carried, span, by[1] * STEP)
            )
        except UsageError as error:
            self.board.refuse(error)
            if self._preview is None:
                self._let_go()
            return
        self._by, self._preview = by, changed
        self.board.show(changed.tour.agenda, changed.findings)
        self.board.query_one(WeekGrid).select(changed.block or carried)
        self.board.tell_change(changed)

    def action_put_down(self) -> None:
        """Keep the move."""
        changed, by = self._preview, self._by
        self._let_go()
        if changed is None or by == (0, 0):
            self.board.show_in_hand()
        else:
            self.board.keep(changed)

    def action_put_back(self) -> None:
        """Leave everything as it was."""
        carried = self._carried
        self._let_go()
        self.board.show_in_hand()
        self.board.query_one(WeekGrid).select(carried)
        self.board.tell("as it was")

    def _let_go(self) -> None:
        self._carried, self._preview = "", None
        self.board.query_one(WeekGrid).carrying = False
        self.board.refresh_bindings()
