"""Why: what holds a block, or what keeps a candidate out and what it would cost to have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from workshop.tui import text
from workshop.tui.board.activity import Activity
from workshop.tui.board.facts import Section
from workshop.tui.board.grid import WeekGrid
from workshop.tui.board.lists import FindingList, LeftOutList
from workshop.tui.board.sheet import sections_body
from workshop.tui.dialogs.tell import Tell

if TYPE_CHECKING:
    from workshop.model.agenda import Conflict
    from workshop.planner.why import Gain, Why
    from workshop.tui.board.planning import Planning
    from workshop.tui.board.pricing import Pricer
    from workshop.tui.board.shown import TourView
    from workshop.tui.workbench import StopSignal


class Asking(Activity):
    """Answers `w`, and takes the answer's offer if it is accepted."""

    BINDINGS = (
        Binding("w", "why", "why", id="board.why",
                tooltip="Why it is here and how much slack it has; or what it would cost to have"),
    )  # fmt: skip

    def __init__(self, board: TourView, planning: Planning, pricer: Pricer) -> None:
        """Ask through `planning`; what the `pricer` knows is not asked again."""
        super().__init__(board)
        self._planning, self._pricer = planning, pricer

    def works(self, *_: object) -> bool:
        """Answer about what is under the cursor."""
        return self.board.free and self.board.planned and self._asked() != ""

    def _asked(self) -> str:
        """Return the id of what is under the cursor."""
        if isinstance(self.board.focused, LeftOutList):
            return self.board.focused.ref
        if isinstance(self.board.focused, FindingList) and self.board.focused.item is not None:
            return next(iter(self.board.focused.item.blocks), "")
        return self.board.target()

    def action_why(self) -> None:
        """Ask the core about what is under the cursor."""
        item, hand = self._asked(), self.board.hand
        if hand is None or not item:
            return
        known = self._pricer.known(hand.tour).get(item)
        if known is not None:
            self._explain(known)
            return

        def answered(why: Why) -> None:
            self._pricer.keep(hand.tour, why)
            self._explain(why)

        def ask(stop: StopSignal, _: object) -> Why:
            return self.services.why(hand, item, stop)

        self._planning.ask("asking why", ask, answered)

    def _explain(self, why: Why) -> None:
        sheet = WhySheet(why, takes=not self.board.follows)
        self.board.app.push_screen(sheet, lambda _: self._take(why) if sheet.accepted else None)

    def _take(self, why: Why) -> None:
        price, hand = why.price, self.board.hand
        if price is None or hand is None:
            return
        tour = hand.tour.model_copy(update={"agenda": price.plan})
        if self.board.keep(self.services.counted(hand.tour, tour, f"{why.title} forced in")):
            block = next((one for one in price.plan.blocks if one.ref == why.item), None)
            if block is not None:
                self.board.query_one(WeekGrid).select(block.id)
            self.board.focus_week()


class WhySheet(Tell):
    """The answer in full; `f` accepts what it offers."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "accept", "force it in", id="why.accept",
                tooltip="Take the plan that has it, at this price; it can be undone"),
    ]  # fmt: skip

    def __init__(self, why: Why, *, takes: bool = True) -> None:
        """Show an answer; `takes` tells whether its offer can be taken here."""
        super().__init__(text.line(why.title), sections_body(why_sections(why, takes=takes)))
        self.why, self.accepted, self._takes = why, False, takes

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer the plan only where there is one."""
        return action != "accept" or (self._takes and self.why.price is not None)

    def action_accept(self) -> None:
        """Take the plan."""
        self.accepted = True
        self.dismiss(None)


def why_sections(why: Why, *, takes: bool = True) -> tuple[Section, ...]:
    """Return an answer under headings: what it comes to, the facts, what moves, what it gives."""
    heading = "What holds it" if why.placed else "What keeps it out"
    sections = [Section("In short", (why.words(),)), Section(heading, _facts(why.facts))]
    if why.gives:
        sections.append(Section("What it gives", tuple(_gain_words(one) for one in why.gives)))
    if why.price is not None:
        changes = why.price.changes
        for name, ones in (
            ("Goes", changes.dropped), ("Moves", changes.moved), ("Comes in", changes.added)
        ):  # fmt: skip
            if ones:
                sections.append(Section(name, tuple(one.words() for one in ones)))
    taken = ("f takes the plan with it; u undoes that",) if takes and why.price else ()
    sections.append(Section("What you can do", (*taken, *_facts(why.advice))))
    return tuple(one for one in sections if one.lines)


def _facts(facts: tuple[Conflict, ...]) -> tuple[str, ...]:
    return tuple(f"{one.fact}{f' ({one.where})' if one.where else ''}" for one in facts)


def _gain_words(gain: Gain) -> str:
    what = f" ({gain.what})" if gain.what else ""
    return f"{gain.points} points: {gain.name}{what}"
