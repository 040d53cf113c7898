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
from workshop.tui.dialogs.choose import Answer, Choose

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from workshop.editing.edits import Edit
    from workshop.model.finding import Finding
    from workshop.model.tour import Brief, HostWish
    from workshop.tui.services import TourInHand
    from workshop.tui.workbench import Changed

STEP = 15
"""Minutes of one step in time."""


class Editing(Planning):
    """Moves, adds, drops, locks; undoes and mends."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "carry", "move", id="board.move",
                tooltip="Take the block up: arrows move it, enter puts it down"),
        Binding("l", "edit('lock')", "lock", show=False, id="board.lock",
                tooltip="Keep the block where it is when planning again, or let it go"),
        Binding("a", "add", "add", id="board.add",
                tooltip="Put something in after the block under the cursor"),
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
        Binding("full_stop", "mend", "fix", id="board.fix",
                tooltip="Do the nearest edit that mends the finding under the cursor"),
        Binding("u", "undo", "undo", id="board.undo", tooltip="Take the last edit back"),
        Binding("U,ctrl+y", "redo", "redo", show=False, id="board.redo",
                tooltip="Do again what was undone"),
        Binding("g", "fill", "fill the gap", show=False, id="board.fill",
                tooltip="Put in what gives most after the block under the cursor"),
        Binding("n", "card", "host's card", show=False, id="board.card",
                tooltip="Outreach status, next step and notes of the host under the cursor"),
        Binding("b", "brief", "brief", show=False, id="board.brief",
                tooltip="Change what is asked for: dates, cities, people, wishes"),
    ]  # fmt: skip

    swapping: str = ""
    """Id of the block that is to change places with another."""
    considered: Finding | None = None
    """The finding under the cursor of their list."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what works now."""
        free = self.planned and not self.busy and not self.carrying
        block = self.query_one(WeekGrid).block if self.is_mounted else None
        on_block = free and block is not None
        offered = {
            "carry": on_block, "edit": on_block, "swap": on_block, "lengthen": on_block,
            "nudge": on_block, "copy_day": on_block, "fill": on_block, "add": free,
            "mend": free and self._to_mend() is not None,
            "undo": self.hand is not None and bool(self.hand.undoes) and not self.busy,
            "redo": self.hand is not None and bool(self.hand.redoes) and not self.busy,
            "card": free and self._host() != "",
            "brief": self.hand is not None and not self.busy,
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
        block = self.query_one(WeekGrid).block
        if block is None or self.hand is None:
            return ""
        return self.services.anchor_of(self.hand.tour, block) or block.id

    def _host(self) -> str:
        """Return the id of the host under the cursor, of the week or of what is left out."""
        if self.catalogue is None or not self.is_mounted:
            return ""
        block = self.query_one(WeekGrid).block
        ref = block.ref if block is not None else ""
        if isinstance(self.focused, LeftOutList):
            ref = self.query_one(LeftOutList).ref
        return ref if ref in self.catalogue.host else ""

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
        block = self.query_one(WeekGrid).block
        if block is None or self.agenda is None:
            return
        here = block.start.date()
        days = {str(day.date): day.date for day in self.agenda.days if day.date != here}
        answers = tuple(Answer(key, words.day_name(day)) for key, day in days.items())

        def answered(answer: str | None) -> None:
            if answer is not None:
                self.edit(lambda editor: editor.copy_day(here, days[answer]))

        question = f"Which day is to be like {words.day_name(here)}? What it holds is replaced."
        self.app.push_screen(Choose("Copy the day", question, answers), answered)

    # Adding

    def _place(self) -> datetime | None:
        """Return where something new goes: after the block under the cursor."""
        block = self.query_one(WeekGrid).block
        return block.end if block is not None else None

    def action_add(self) -> None:
        """Put in what is chosen: from what is left out, or from the whole catalogue."""
        at = self._place()
        if self.hand is None or self.catalogue is None or at is None:
            return
        if isinstance(self.focused, LeftOutList):
            self._add(self.query_one(LeftOutList).ref, at)
            return
        from workshop.catalogue.additions import additions
        from workshop.tui.board.picker import Picker

        tour = self.hand.tour
        picker = Picker(
            additions(tour.brief, tour.agenda, self.catalogue),
            self.catalogue,
            fits=lambda ref: self.services.fits(tour, ref, at),
        )
        self.app.push_screen(picker, lambda ref: self._add(ref or "", at))

    def _add(self, ref: str, at: datetime) -> None:
        if ref and self.edit(lambda editor: editor.add_near(ref, at.date(), at.time())):
            self.focus_week()

    def action_fill(self) -> None:
        """Look for what gives most in the gap after the block under the cursor."""
        block, hand = self.query_one(WeekGrid).block, self.hand
        if block is None or hand is None or hand.tour.agenda is None:
            return
        later = (
            one.start for one in hand.tour.agenda.blocks
            if one.start >= block.end and one.kind not in ("transfer", "briefing", "break")
        )  # fmt: skip
        until = min(later, default=block.end + timedelta(hours=3))
        until = until if until > block.end else block.end + timedelta(hours=3)
        self.ask(
            "looking for what fits here",
            lambda stop, _: self.services.fill(hand.tour, block.end, until, stop),
            self._filled,
        )

    def _filled(self, changed: Changed | None) -> None:
        if changed is None:
            self.tell("Nothing fits here without breaking a rule.", trouble=True)
        else:
            self.keep(changed)

    # Mending

    @on(FindingList.Considered)
    def _consider(self, message: FindingList.Considered) -> None:
        self.considered = message.finding
        self.refresh_bindings()

    def _to_mend(self) -> Finding | None:
        """Return the finding under the cursor: of the list, or of the block."""
        if not self.is_mounted:
            return None
        if isinstance(self.focused, FindingList):
            return self.considered if self.considered in self.findings else None
        block = self.query_one(WeekGrid).block
        named = [one for one in self.findings if block is not None and block.id in one.blocks]
        order = ("error", "warning")
        named = [one for one in named if one.severity in order]
        return min(named, key=lambda one: order.index(one.severity), default=None)

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
        self.notify(f"No single edit mends this. {hint}", severity="warning", markup=False)

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

    # The brief

    def action_card(self) -> None:
        """Show the card of the host under the cursor."""
        from workshop.tui.forms.hostform import HostCard

        host = self._host()
        if self.hand is None or self.catalogue is None or not host:
            return
        self.app.push_screen(HostCard(host, self.hand.tour.brief, self.catalogue), self._carded)

    def _carded(self, wish: HostWish | None) -> None:
        if wish is not None:
            self.edit(lambda editor: editor.card(wish))

    def action_brief(self) -> None:
        """Show the brief as a form."""
        from workshop.tui.forms.briefform import BriefForm

        if self.hand is not None and self.catalogue is not None:
            form = BriefForm(self.hand.tour.brief, self.catalogue)
            self.app.push_screen(form, self._briefed)

    def _briefed(self, brief: Brief | None) -> None:
        if brief is None or self.hand is None or brief == self.hand.tour.brief:
            return
        before = self.hand.tour
        after = before.model_copy(update={"brief": brief})
        self.keep(self.services.counted(before, after, "the brief changed"))
