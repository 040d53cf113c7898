"""What comes in: candidates, what fills a gap best, what is known of a host, the brief itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from workshop.tui.board.editing import Editing
from workshop.tui.board.lists import LeftOutList

if TYPE_CHECKING:
    from datetime import datetime

    from workshop.model.tour import Brief, HostWish
    from workshop.tui.workbench import Changed


class Adding(Editing):
    """Puts things in, and changes what is asked for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "add", id="board.add",
                tooltip="Put something in after the block under the cursor"),
        Binding("g", "fill", "fill the gap", show=False, id="board.fill",
                tooltip="Put in what gives most after the block under the cursor"),
        Binding("n", "card", "host's card", show=False, id="board.card",
                tooltip="Outreach status, next step and notes of the host under the cursor"),
        Binding("b", "brief", "brief", id="board.brief",
                tooltip="Change what is asked for: dates, cities, people, wishes"),
    ]  # fmt: skip

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what works now."""
        free = self.planned and not self.busy and not self.carrying
        offered = {
            "add": free,
            "fill": free and self.here is not None,
            "card": free and self._host() != "",
            "brief": self.hand is not None and not self.busy,
        }
        if action in offered:
            return offered[action]
        return super().check_action(action, parameters)

    def _host(self) -> str:
        """Return the id of the host under the cursor, of the week or of what is left out."""
        if self.catalogue is None or not self.is_mounted:
            return ""
        block = self.here
        ref = block.ref if block is not None else ""
        if isinstance(self.focused, LeftOutList):
            ref = self.query_one(LeftOutList).ref
        return ref if ref in self.catalogue.host else ""

    # Adding

    def _place(self) -> datetime | None:
        """Return where something new goes: after the block under the cursor."""
        block = self.here
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
        block, hand = self.here, self.hand
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
