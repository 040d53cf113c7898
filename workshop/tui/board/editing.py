"""Bending the plan by hand: each key is an edit, on disk before it shows, and undone by one key."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from textual.binding import Binding

from workshop.errors import WorkshopError
from workshop.tui import words
from workshop.tui.board.activity import Activity
from workshop.tui.board.lists import FindingList
from workshop.tui.dialogs.choose import Answer, Choose

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from workshop.editing.edits import Edit
    from workshop.model.finding import Finding
    from workshop.tui.board.planning import Planning
    from workshop.tui.board.shown import TourView
    from workshop.tui.services_brief import WayOut
    from workshop.tui.workbench import Changed, TourInHand

STEP = 15
"""Minutes of one step in time."""


class Editing(Activity):
    """Moves, adds, drops, locks; undoes and mends."""

    BINDINGS = (
        Binding("l", "edit('lock')", "lock", id="board.lock",
                tooltip="Keep the block where it is when planning again, or let it go"),
        Binding("x", "edit('drop')", "drop", id="board.drop", tooltip="Take the block out"),
        Binding("k", "edit('park')", "park", show=False, id="board.park",
                tooltip="Take the block out for now; it waits among what is left out"),
        Binding("z", "swap", "swap", show=False, id="board.swap",
                tooltip="Let two blocks change places: on the one, then on the other"),
        Binding("plus,equals_sign", "lengthen(1)", "longer", show=False, id="board.longer",
                tooltip="Make the block a quarter of an hour longer"),
        Binding("minus", "lengthen(-1)", "shorter", show=False, id="board.shorter",
                tooltip="Make the block a quarter of an hour shorter"),
        Binding("shift+up", "nudge(0, -1)", "earlier", show=False, id="board.earlier",
                tooltip="Move the block a quarter of an hour earlier"),
        Binding("shift+down", "nudge(0, 1)", "later", show=False, id="board.later",
                tooltip="Move the block a quarter of an hour later"),
        Binding("shift+left", "nudge(-1, 0)", "to the day before", show=False,
                id="board.day_before", tooltip="Move the block to the day before"),
        Binding("shift+right", "nudge(1, 0)", "to the next day", show=False,
                id="board.day_after", tooltip="Move the block to the next day"),
        Binding("y", "copy_day", "copy the day", show=False, id="board.copy_day",
                tooltip="Fill another day with copies of this one's blocks"),
        Binding("less_than_sign", "move_city(-1)", "city earlier", show=False,
                id="board.city_earlier",
                tooltip="Visit the city under the cursor before the one before it; plans again"),
        Binding("greater_than_sign", "move_city(1)", "city later", show=False,
                id="board.city_later",
                tooltip="Visit the city under the cursor after the one after it; plans again"),
        Binding("full_stop", "mend", "fix", id="board.fix",
                tooltip="Do the nearest edit that mends the finding under the cursor"),
        Binding("u", "undo", "undo", id="board.undo", tooltip="Take the last edit back"),
        Binding("U,ctrl+y", "redo", "redo", show=False, id="board.redo",
                tooltip="Do again what was undone"),
        Binding("escape", "drop_swap", "do not swap", id="board.drop_swap",
                tooltip="Forget the block that was to change places"),
    )  # fmt: skip
    CHANGES = frozenset({
        "edit", "swap", "lengthen", "nudge", "copy_day", "move_city", "mend", "undo", "redo",
    })  # fmt: skip

    def __init__(self, board: TourView, planning: Planning) -> None:
        """Plan and look for fixes through `planning`."""
        super().__init__(board)
        self._planning = planning
        self.swapping = ""
        """Id of the block that is to change places with another."""

    def works(self, action: str, *_: object) -> bool:
        """Edit what is under the cursor of the week."""
        hand = self.board.hand
        if hand is None or not self.board.free:
            return False
        match action:
            case "undo":
                return bool(hand.undoes)
            case "redo":
                return bool(hand.redoes)
            case "drop_swap":
                return bool(self.swapping)
            case "mend":
                return self.board.planned and self._to_mend() is not None
            case "move_city":
                return self.board.on_block and self._many_cities
        return self.board.on_block

    # Edits

    def edit(self, edit: Edit) -> bool:
        """Do an edit; where it cannot be done say why and what to do."""
        if self.board.hand is None or self._planning.busy:
            return False
        try:
            changed = self.services.edited(self.board.hand.tour, edit)
        except WorkshopError as error:
            self.board.refuse(error)
            return False
        return self.board.keep(changed)

    def action_edit(self, what: str) -> None:
        """Do an edit that needs no more than the block."""
        anchor = self.board.target()
        self.edit(lambda editor: getattr(editor, what)(anchor))

    def action_lengthen(self, steps: int) -> None:
        """Make the block longer or shorter."""
        anchor = self.board.target()
        self.edit(lambda editor: editor.lengthen(anchor, steps * STEP))

    def action_nudge(self, days: int, steps: int) -> None:
        """Move the block in time, or to a day beside."""
        anchor = self.board.target()
        self.edit(lambda editor: editor.nudge(anchor, timedelta(days=days), steps * STEP))

    def drag(self, to: datetime) -> None:
        """Move the block to where the mouse let it go."""
        anchor = self.board.target()
        if self.board.free:
            self.edit(lambda editor: editor.move(anchor, to.date(), to.time()))

    def action_swap(self) -> None:
        """Remember the block, or let it change places with the one remembered."""
        anchor = self.board.target()
        if not self.swapping:
            self.swapping = anchor
            self.board.tell("swap: go to the other block, z again; escape forgets it")
            return
        other, self.swapping = self.swapping, ""
        self.edit(lambda editor: editor.swap(other, anchor))

    def action_drop_swap(self) -> None:
        """Forget the block that was to change places."""
        self.swapping = ""
        self.board.tell("nothing changes places")

    def action_copy_day(self) -> None:
        """Ask for the day to be filled like this one."""
        block = self.board.here
        if block is None or self.board.agenda is None:
            return
        here = block.start.date()
        there = {city for day in self.board.agenda.days if day.date == here for city in day.cities}
        days = {
            str(day.date): day.date
            for day in self.board.agenda.days
            if day.date != here and there <= set(day.cities)
        }
        if not days:
            self.board.tell("no other day is in the same city", trouble=True)
            return
        answers = tuple(Answer(key, words.day_name(day)) for key, day in days.items())

        def answered(answer: str | None) -> None:
            if answer is not None:
                self.edit(lambda editor: editor.copy_day(here, days[answer]))

        question = f"Which day is to be like {words.day_name(here)}? What it holds is replaced."
        self.board.app.push_screen(Choose("Copy the day", question, answers), answered)

    @property
    def _many_cities(self) -> bool:
        days = self.board.agenda.days if self.board.agenda is not None else ()
        return len({city for day in days for city in day.cities}) > 1

    def action_move_city(self, by: int) -> None:
        """Write the order of cities into the brief, and plan again with what is locked kept."""
        block, hand = self.board.here, self.board.hand
        if block is None or hand is None:
            return
        try:
            meant = self.services.edited(hand.tour, lambda edits: edits.move_city(block.city, by))
        except WorkshopError as error:
            self.board.refuse(error)
            return
        self._planning.plan(meant=meant)

    def drop_fact(self, way: WayOut) -> None:
        """Do not insist on a fact any more, and plan again."""
        if self.board.hand is None or self._planning.busy:
            return
        if self.board.follows or not way.frees:
            self.board.tell("this cannot be dropped here: change the brief (b)", trouble=True)
        elif self.board.keep(self.services.without(self.board.hand.tour, way)):
            self._planning.plan()

    # Mending

    def _to_mend(self) -> Finding | None:
        """Return the finding under the cursor: of the list, of the block, else the worst one."""
        if isinstance(self.board.focused, FindingList):
            found = self.board.focused.item
            return found if found is not None and found.severity != "note" else None
        block = self.board.here
        order = ("error", "warning")
        bad = [one for one in self.board.findings if one.severity in order]
        at = block.id if block is not None else ""
        return min(bad, key=lambda f: (at not in f.blocks, order.index(f.severity)), default=None)

    def action_mend(self) -> None:
        """Look for the nearest edit that mends the finding, and do it."""
        finding, hand = self._to_mend(), self.board.hand
        if finding is None or hand is None:
            return
        self._planning.ask(
            "looking for the nearest fix",
            lambda stop, _: self.services.suggest(hand.tour, finding, stop),
            lambda changed: self._mended(changed, finding),
        )

    def _mended(self, changed: Changed | None, finding: Finding) -> None:
        if changed is not None:
            self.board.keep(changed)
            return
        hint = finding.fix or "change the brief (b), or plan again (p)"
        self.board.notify(f"No single edit mends this: {hint}", severity="warning", markup=False)

    # Back and forth

    def action_undo(self) -> None:
        """Take the last edit back."""
        if self.board.hand is not None:
            self._step(self.services.undo, f"undone: {self.board.hand.undoes}")

    def action_redo(self) -> None:
        """Do again what was undone."""
        if self.board.hand is not None:
            self._step(self.services.redo, f"again: {self.board.hand.redoes}")

    def _step(self, step: Callable[[TourInHand], TourInHand], label: str) -> None:
        if self.board.hand is None:
            return
        before = self.board.hand.tour
        try:
            hand = step(self.board.hand)
        except WorkshopError as error:
            self.board.refuse(error)
            return
        self.board.settle(hand, self.services.counted(before, hand.tour, label))
