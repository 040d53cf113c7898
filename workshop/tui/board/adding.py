"""What comes in: candidates, what fills a gap best, what is known of a host, the brief itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from textual.binding import Binding

from workshop.tui.board.activity import Activity
from workshop.tui.board.lists import LeftOutList

if TYPE_CHECKING:
    from datetime import datetime

    from workshop.model.tour import Brief, HostWish
    from workshop.tui.board.editing import Editing
    from workshop.tui.board.planning import Planning
    from workshop.tui.board.shown import TourView
    from workshop.tui.workbench import Changed


class Adding(Activity):
    """Puts things in, and changes what is asked for."""

    BINDINGS = (
        Binding("a", "add", "add", id="board.add",
                tooltip="Put something in after the block under the cursor"),
        Binding("g", "fill", "fill the gap", show=False, id="board.fill",
                tooltip="Put in what gives most after the block under the cursor"),
        Binding("n", "card", "host's card", show=False, id="board.card",
                tooltip="Outreach status, next step and notes of the host under the cursor"),
        Binding("b", "brief", "brief", id="board.brief",
                tooltip="Change what is asked for: dates, cities, people, wishes"),
    )  # fmt: skip
    CHANGES = frozenset({"add", "fill", "card", "brief"})

    def __init__(self, board: TourView, editing: Editing, planning: Planning) -> None:
        """Put things in by `editing`; look for what fits through `planning`."""
        super().__init__(board)
        self._editing, self._planning = editing, planning

    def works(self, action: str, *_: object) -> bool:
        """Put things into a plan; a brief is there before one is."""
        if not self.board.free:
            return False
        match action:
            case "brief":
                return self.board.hand is not None
            case "fill":
                return self.board.planned and self.board.here is not None
            case "card":
                return self.board.planned and self._host() != ""
        return self.board.planned

    def _host(self) -> str:
        """Return the id of the host under the cursor, of the week or of what is left out."""
        if self.board.catalogue is None:
            return ""
        block = self.board.here
        ref = block.ref if block is not None else ""
        if isinstance(self.board.focused, LeftOutList):
            ref = self.board.focused.ref
        return ref if ref in self.board.catalogue.host else ""

    # Adding

    def _place(self) -> datetime | None:
        """Return where something new goes: after the block under the cursor."""
        block = self.board.here
        return block.end if block is not None else None

    def action_add(self) -> None:
        """Put in what is chosen: from what is left out, or from the whole catalogue."""
        at = self._place()
        if self.board.hand is None or self.board.catalogue is None or at is None:
            return
        if isinstance(self.board.focused, LeftOutList):
            self._add(self.board.focused.ref, at)
            return
        from workshop.catalogue.additions import additions
        from workshop.tui.board.picker import Picker

        tour = self.board.hand.tour
        picker = Picker(
            additions(tour.brief, tour.agenda, self.board.catalogue),
            self.board.catalogue,
            fits=lambda ref: self.services.fits(tour, ref, at),
        )
        self.board.app.push_screen(picker, lambda ref: self._add(ref or "", at))

    def _add(self, ref: str, at: datetime) -> None:
        if ref and self._editing.edit(lambda editor: editor.add_near(ref, at.date(), at.time())):
            self.board.focus_week()

    def action_fill(self) -> None:
        """Look for what gives most in the gap after the block under the cursor."""
        block, hand = self.board.here, self.board.hand
        if block is None or hand is None or hand.tour.agenda is None:
            return
        later = (
            one.start for one in hand.tour.agenda.blocks
            if one.start >= block.end and one.kind not in ("transfer", "briefing", "break")
        )  # fmt: skip
        until = min(later, default=block.end + timedelta(hours=3))
        until = until if until > block.end else block.end + timedelta(hours=3)
        self._planning.ask(
            "looking for what fits here",
            lambda stop, _: self.services.fill(hand.tour, block.end, until, stop),
            self._filled,
        )

    def _filled(self, changed: Changed | None) -> None:
        if changed is None:
            self.board.tell("Nothing fits here without breaking a rule.", trouble=True)
        else:
            self.board.keep(changed)

    # The brief

    def action_card(self) -> None:
        """Show the card of the host under the cursor."""
        from workshop.tui.forms.hostform import HostCard

        host, hand, catalogue = self._host(), self.board.hand, self.board.catalogue
        if hand is not None and catalogue is not None and host:
            card = HostCard(host, hand.tour.brief, catalogue)
            self.board.app.push_screen(card, self._carded)

    def _carded(self, wish: HostWish | None) -> None:
        if wish is not None:
            self._editing.edit(lambda editor: editor.card(wish))

    def action_brief(self) -> None:
        """Show the brief as a form."""
        from workshop.tui.forms.briefform import BriefForm

        if self.board.hand is not None and self.board.catalogue is not None:
            form = BriefForm(self.board.hand.tour.brief, self.board.catalogue)
            self.board.app.push_screen(form, self._briefed)

    def _briefed(self, brief: Brief | None) -> None:
        if brief is None or self.board.hand is None or brief == self.board.hand.tour.brief:
            return
        before = self.board.hand.tour
        after = before.model_copy(update={"brief": brief})
        self.board.keep(self.services.counted(before, after, "the brief changed"))
