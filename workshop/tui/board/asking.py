"""Why: what holds a block, or what keeps a candidate out and what it would cost to have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from workshop.tui import text
from workshop.tui.board.carrying import Carrying
from workshop.tui.board.facts import Section
from workshop.tui.board.grid import WeekGrid
from workshop.tui.board.lists import FindingList, LeftOutList
from workshop.tui.board.pricing import PATIENCE, Pricer
from workshop.tui.board.sheet import sections_body
from workshop.tui.board.task import Told
from workshop.tui.dialogs.tell import Tell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from typing import Any

    from textual.timer import Timer

    from workshop.model.agenda import Agenda
    from workshop.model.finding import Finding
    from workshop.planner.why import Gain, Why
    from workshop.tui.board.task import Body
    from workshop.tui.services import Services
    from workshop.tui.services_brief import WayOut
    from workshop.tui.workbench import Changed


class Asking(Carrying):
    """Answers `w`, and takes the answer's offer if it is accepted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "why", "why", id="board.why",
                tooltip="Why it is here and how much slack it has; or what it would cost to have"),
    ]  # fmt: skip

    def __init__(self, services: Services, name: str) -> None:
        """Know no price yet."""
        super().__init__(services, name)
        self.pricer = Pricer(services, self)
        self._pausing: Timer | None = None

    # Prices, asked for while the list of what is left out is looked at

    def prices(self, agenda: Agenda | None) -> Mapping[str, str]:
        """Return what is known of the prices of what a plan leaves out."""
        hand = self.hand
        if hand is None or agenda is not hand.tour.agenda:
            return {}
        return self.pricer.prices(hand.tour)

    def show(
        self,
        agenda: Agenda | None,
        findings: tuple[Finding, ...],
        ways: tuple[WayOut, ...] = (),
    ) -> None:
        """Show another plan; prices of the one before are not asked for any more."""
        self.pricer.stop()
        super().show(agenda, findings, ways)
        self._price_soon()

    @on(LeftOutList.Considered)
    def _price_soon(self) -> None:
        """Ask for prices, from the candidate under the cursor on, once no key was pressed."""
        if self._pausing is not None:
            self._pausing.stop()
        self._pausing = self.set_timer(PATIENCE, self._price)

    def _price(self) -> None:
        listing, hand = self.query_one(LeftOutList), self.hand
        if listing.has_focus and hand is not None and self.planned and not self.busy:
            self.pricer.ask(hand, listing.onward())

    def on_told(self, message: Told) -> None:
        """Write a price to its candidate."""
        if self.pricer.take(message):
            self.query_one(LeftOutList).set_prices(self.prices(self.agenda))

    def leave_searches(self) -> None:
        """Stop what runs; nobody waits for it."""
        super().leave_searches()
        self.pricer.leave()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what works now."""
        if action == "why":
            return self.planned and not self.busy and not self.carrying and self._asked() != ""
        return super().check_action(action, parameters)

    def _asked(self) -> str:
        """Return the id of what is under the cursor."""
        if not self.is_mounted:
            return ""
        if isinstance(self.focused, LeftOutList):
            return self.focused.ref
        if isinstance(self.focused, FindingList) and self.focused.item is not None:
            return next(iter(self.focused.item.blocks), "")
        return self.target()

    def action_why(self) -> None:
        """Ask the core about what is under the cursor."""
        item, hand = self._asked(), self.hand
        if hand is None or not item:
            return
        known = self.pricer.known(hand.tour).get(item)
        if known is not None:
            self._explain(known)
            return

        def answered(why: Why) -> None:
            self.pricer.keep(hand.tour, why)
            self.query_one(LeftOutList).set_prices(self.prices(self.agenda))
            self._explain(why)

        self.ask("asking why", lambda stop, _: self.services.why(hand, item, stop), answered)

    def ask(self, doing: str, body: Body, then: Callable[[Any], None]) -> None:
        """Run `body`; prices wait for it."""
        self.pricer.stop()
        super().ask(doing, body, then)

    def _plan(self, days: frozenset[date] | None, meant: Changed | None = None) -> None:
        self.pricer.stop()
        super()._plan(days, meant)

    def _explain(self, why: Why) -> None:
        sheet = WhySheet(why, takes=not self.follows)
        self.app.push_screen(sheet, lambda _: self._take(why) if sheet.accepted else None)

    def _take(self, why: Why) -> None:
        price = why.price
        if price is None or self.hand is None:
            return
        tour = self.hand.tour.model_copy(update={"agenda": price.plan})
        if self.keep(self.services.counted(self.hand.tour, tour, f"{why.title} forced in")):
            block = next((one for one in price.plan.blocks if one.ref == why.item), None)
            if block is not None:
                self.query_one(WeekGrid).select(block.id)
            self.focus_week()


class WhySheet(Tell):
    """The answer in full; enter accepts what it offers."""

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
    facts = tuple(f"{fact.fact}{f' ({fact.where})' if fact.where else ''}" for fact in why.facts)
    sections = [Section("In short", (why.words(),)), Section(heading, facts)]
    if why.gives:
        sections.append(Section("What it gives", tuple(_gain_words(one) for one in why.gives)))
    if why.price is not None:
        changes = why.price.changes
        for name, ones in (
            ("Goes", changes.dropped), ("Moves", changes.moved), ("Comes in", changes.added)
        ):  # fmt: skip
            if ones:
                sections.append(Section(name, tuple(one.words() for one in ones)))
        if takes:
            sections.append(Section("To do", ("f takes the plan with it; u undoes that",)))
    return tuple(one for one in sections if one.lines)


def _gain_words(gain: Gain) -> str:
    what = f" ({gain.what})" if gain.what else ""
    return f"{gain.points} points: {gain.name}{what}"
