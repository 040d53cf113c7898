"""Bending the plan by hand: each key is an edit, on disk before it shows, and undone by one key."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from workshop.errors import WorkshopError
from workshop.tui import words
from workshop.tui.board.grid import WeekGrid
from workshop.tui.board.lists import FindingList, LeftOutList
from workshop.tui.board.planning import Planning
from workshop.tui.board.ways import WayList
from workshop.tui.dialogs.choose import Answer, Choose

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.editing.edits import Edit
    from workshop.model.finding import Finding
    from workshop.tui.services import TourInHand
    from workshop.tui.workbench import Changed

STEP = 15
"""Minutes of one step in time."""


class Editing(Planning):
    """Moves, adds, drops, locks; undoes and mends."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "carry", "move", id="board.move",
                tooltip="Take the block up: arrows move it, enter puts it down"),
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
    ]  # fmt: skip

    swapping: str = ""
    """Id of the block that is to change places with another."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what works now."""
        free = self.planned and not self.busy and not self.carrying
        block = self.here
        on_block = free and block is not None and not isinstance(self.focused, LeftOutList)
        offered = {
            "carry": on_block, "edit": on_block, "swap": on_block, "lengthen": on_block,
            "nudge": on_block, "copy_day": on_block,
            "move_city": on_block and self._many_cities,
            "mend": free and self._to_mend() is not None,
            "undo": self.hand is not None and bool(self.hand.undoes) and not self.busy,
            "redo": self.hand is not None and bool(self.hand.redoes) and not self.busy,
            "drop_swap": bool(self.swapping),
        }  # fmt: skip
        if action in offered:
            return offered[action]
        return super().check_action(action, parameters)

    @property
    def carrying(self) -> bool:
        """Whether a block is being moved, so that the week is a preview."""
        return False

    # What is meant

    def target(self) -> str:
        """Return the id of what the block under the cursor follows from, or its own."""
        block = self.here
        if block is None or self.hand is None or not self.planned:
            return ""
        return self.services.anchor_of(self.hand.tour, block) or block.id

    # Edits

    def edit(self, edit: Edit) -> bool:
        """Do an edit; where it cannot be done say why and what to do."""
        if self.hand is None or self.busy:
            return False
        try:
            changed = self.services.edited(self.hand.tour, edit)
        except WorkshopError as error:
            self.refuse(error)
            return False
        return self.keep(changed)

    def action_edit(self, what: str) -> None:
        """Do an edit that needs no more than the block."""
        anchor = self.target()
        self.edit(lambda editor: getattr(editor, what)(anchor))

    def action_lengthen(self, steps: int) -> None:
        """Make the block longer or shorter."""
        anchor = self.target()
        self.edit(lambda editor: editor.lengthen(anchor, steps * STEP))

    def action_nudge(self, days: int, steps: int) -> None:
        """Move the block in time, or to a day beside."""
        anchor = self.target()
        self.edit(lambda editor: editor.nudge(anchor, timedelta(days=days), steps * STEP))

    @on(WeekGrid.Dragged)
    def _on_dragged(self, message: WeekGrid.Dragged) -> None:
        anchor, to = self.target(), message.to
        if not self.busy and not self.carrying:
            self.edit(lambda editor: editor.move(anchor, to.date(), to.time()))

    def action_swap(self) -> None:
        """Remember the block, or let it change places with the one remembered."""
        anchor = self.target()
        if not self.swapping:
            self.swapping = anchor
            self.tell("swap: go to the other block, z again; escape forgets it")
            return
        other, self.swapping = self.swapping, ""
        self.edit(lambda editor: editor.swap(other, anchor))

    def action_drop_swap(self) -> None:
        """Forget the block that was to change places."""
        self.swapping = ""
        self.tell("nothing changes places")

    def action_copy_day(self) -> None:
        """Ask for the day to be filled like this one."""
        block = self.here
        if block is None or self.agenda is None:
            return
        here = block.start.date()
        there = {city for day in self.agenda.days if day.date == here for city in day.cities}
        days = {
            str(day.date): day.date
            for day in self.agenda.days
            if day.date != here and there <= set(day.cities)
        }
        if not days:
            self.tell("no other day is in the same city", trouble=True)
            return
        answers = tuple(Answer(key, words.day_name(day)) for key, day in days.items())

        def answered(answer: str | None) -> None:
            if answer is not None:
                self.edit(lambda editor: editor.copy_day(here, days[answer]))

        question = f"Which day is to be like {words.day_name(here)}? What it holds is replaced."
        self.app.push_screen(Choose("Copy the day", question, answers), answered)

    @property
    def _many_cities(self) -> bool:
        days = self.agenda.days if self.agenda is not None else ()
        return len({city for day in days for city in day.cities}) > 1

    def action_move_city(self, by: int) -> None:
        """Write the order of cities into the brief, and plan again with what is locked kept."""
        block, hand = self.here, self.hand
        if block is None or hand is None:
            return
        try:
            meant = self.services.edited(hand.tour, lambda edits: edits.move_city(block.city, by))
        except WorkshopError as error:
            self.refuse(error)
            return
        self._plan(None, meant)

    @on(WayList.Chosen)
    def _drop_fact(self, message: WayList.Chosen) -> None:
        """Do not insist on a fact any more, and plan again."""
        if self.hand is None or self.busy:
            return
        if self.follows or not message.way.frees:
            self.tell("this cannot be dropped here: change the brief (b)", trouble=True)
        elif self.keep(self.services.without(self.hand.tour, message.way)):
            self._plan(None)

    # Mending

    def _to_mend(self) -> Finding | None:
        """Return the finding under the cursor: of the list, of the block, else the worst one."""
        if not self.is_mounted:
            return None
        if isinstance(self.focused, FindingList):
            found = self.focused.item
            return found if found is not None and found.severity != "note" else None
        block = self.here
        order = ("error", "warning")
        bad = [one for one in self.findings if one.severity in order]
        at = block.id if block is not None else ""
        return min(bad, key=lambda f: (at not in f.blocks, order.index(f.severity)), default=None)

    def action_mend(self) -> None:
        """Look for the nearest edit that mends the finding, and do it."""
        finding, hand = self._to_mend(), self.hand
        if finding is None or hand is None:
            return
        self.ask(
            "looking for the nearest fix",
            lambda stop, _: self.services.suggest(hand.tour, finding, stop),
            lambda changed: self._mended(changed, finding),
        )

    def _mended(self, changed: Changed | None, finding: Finding) -> None:
        if changed is not None:
            self.keep(changed)
            return
        hint = finding.fix or "change the brief (b), or plan again (p)"
        self.notify(f"No single edit mends this: {hint}", severity="warning", markup=False)

    # Back and forth

    def action_undo(self) -> None:
        """Take the last edit back."""
        if self.hand is not None:
            self._step(self.services.undo, f"undone: {self.hand.undoes}")

    def action_redo(self) -> None:
        """Do again what was undone."""
        if self.hand is not None:
            self._step(self.services.redo, f"again: {self.hand.redoes}")

    def _step(self, step: Callable[[TourInHand], TourInHand], label: str) -> None:
        if self.hand is None:
            return
        before = self.hand.tour
        try:
            hand = step(self.hand)
        except WorkshopError as error:
            self.refuse(error)
            return
        self.settle(hand, self.services.counted(before, hand.tour, label))
