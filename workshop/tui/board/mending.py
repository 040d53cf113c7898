"""Something happened: two or three ways to mend the tour, shown on the week before one counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING

from textual.binding import Binding

from workshop.tui import text, words
from workshop.tui.board.activity import Activity
from workshop.tui.board.facts import Section
from workshop.tui.board.grid import WeekGrid
from workshop.tui.board.inspector import Banner
from workshop.tui.board.sheet import BlockSheet
from workshop.tui.dialogs.choose import Answer, Choose

if TYPE_CHECKING:
    from workshop.model.agenda import Block
    from workshop.planner.repair import Event, Repair
    from workshop.tui.board.planning import Planning
    from workshop.tui.board.shown import TourView
    from workshop.tui.workbench import Changed

LATER = (60, 120, 180, 240)
"""Minutes that a flight is said to be late, to choose from."""
ENDS = (time(13), time(15), time(16), time(17))
"""Times by which a day is said to be over, to choose from."""


@dataclass(frozen=True)
class Happening:
    """What may have happened, in words, and the event that says so."""

    label: str
    event: Event

    def unmended(self) -> str:
        """Say that no plan can be made of it, and what might help."""
        from workshop.planner.repair import Delay

        if isinstance(self.event, Delay):
            return "Nothing mends the tour with a flight so late; book another (b)"
        return "Nothing mends the tour and keeps its brief; change the brief (b)"


class Mending(Activity):
    """Repairs after a cancellation, a closed city, a late flight, a short day."""

    BINDINGS = (
        Binding("r", "repair", "repair", id="board.repair",
                tooltip="Something happened: a host cancels, a city closes, a flight is late"),
        Binding("1", "show_repair(0)", "first", show=False, id="repair.first",
                tooltip="Show the repair with the fewest changes"),
        Binding("2", "show_repair(1)", "second", show=False, id="repair.second",
                tooltip="Show the second repair"),
        Binding("3", "show_repair(2)", "third", show=False, id="repair.third",
                tooltip="Show the third repair"),
        Binding("space", "next_repair", "next repair", id="repair.next",
                tooltip="Show the next repair"),
        Binding("d", "repair_facts", "what changes", id="repair.facts",
                tooltip="What moves, goes and comes in, and who must be told"),
        Binding("escape", "leave_repairs", "leave as it was", id="repair.leave",
                tooltip="Take none of the repairs"),
        Binding("enter", "take_repair", "take it", id="repair.take",
                tooltip="Take the repair that is shown; it can be undone"),
    )  # fmt: skip
    CHANGES = frozenset({"repair"})

    def __init__(self, board: TourView, planning: Planning) -> None:
        """Look for repairs through `planning`."""
        super().__init__(board)
        self._planning = planning
        self._repairs: tuple[Repair, ...] = ()
        self._at = 0
        self._happened: Happening | None = None
        self._looked = False
        """Whether the cursor was put on what changes."""

    @property
    def in_charge(self) -> bool:
        """Whether repairs are shown to choose from: one is taken or none."""
        return bool(self._repairs)

    def works(self, action: str, *parameters: object) -> bool:
        """Ask what happened; then choose a repair."""
        match action, parameters:
            case "repair", _:
                return self.board.free and self.board.planned
            case "next_repair", _:
                return len(self._repairs) > 1
            case "show_repair", (int(number),):
                return number < len(self._repairs)
        return self.in_charge

    # What happened

    def action_repair(self) -> None:
        """Ask what happened, about what is under the cursor."""
        happenings = self._happenings()
        answers = tuple(Answer(str(n), one.label) for n, one in enumerate(happenings))

        def answered(answer: str | None) -> None:
            if answer is not None:
                self.repair(happenings[int(answer)])

        self.board.app.push_screen(Choose("Repair", "What has happened?", answers), answered)

    def _happenings(self) -> list[Happening]:
        from workshop.planner.repair import Cancel, Close, Delay, End

        block, hand, catalogue = self.board.here, self.board.hand, self.board.catalogue
        if block is None or hand is None or hand.tour.agenda is None or catalogue is None:
            return []
        day, found = block.start.date(), list[Happening]()
        here = words.day_name(day)
        known = {one.id: one for one in hand.tour.agenda.blocks}
        anchor = known.get(self.board.target(), block)
        if anchor.kind in ("visit", "training", "leisure"):
            what = f"{words.title_of(anchor)} is cancelled"
            found.append(Happening(what, Cancel(anchor.id)))
        city = catalogue.city.get(block.city)
        if city is not None:
            found.append(Happening(f"No host of {city.name} receives anybody on {here}",
                                   Close(city.id, day)))  # fmt: skip
        for flight in self._flights(day.isoformat()):
            for minutes in LATER:
                late = f"{words.title_of(flight)} leaves {words.hours(minutes)} late"
                found.append(Happening(late, Delay(flight.id, minutes)))
        found += [Happening(f"{here} must be over by {at:%H:%M}", End(day, at)) for at in ENDS]
        return found

    def _flights(self, day: str) -> list[Block]:
        blocks = self.board.agenda.blocks if self.board.agenda is not None else ()
        return [b for b in blocks if b.kind == "flight" and b.start.date().isoformat() == day]

    # Choosing

    def repair(self, happening: Happening) -> None:
        """Look for repairs; each is shown as it is found."""
        hand = self.board.hand
        if hand is None:
            return
        self._happened, self._repairs, self._at = happening, (), 0
        self._planning.ask(
            "looking for repairs",
            lambda stop, tell: self.services.repair(
                hand, happening.event, stop=stop, on_found=tell
            ),
            self._repaired,
            self._first_found,
        )

    def _first_found(self, repair: Repair) -> None:
        """Show the first repair as soon as it is found."""
        if not self._repairs:
            self._repairs = (repair,)
            self._show_repair()

    def _repaired(self, found: tuple[Repair, ...]) -> None:
        if not found:
            self._leave()
            if self._happened is not None:
                self.board.tell(self._happened.unmended(), trouble=True)
            return
        shown = self._repairs[self._at] if self._repairs else None
        self._repairs = found
        plans = [one.plan.days for one in found]
        self._at = plans.index(shown.plan.days) if shown and shown.plan.days in plans else 0
        self._show_repair()

    def action_show_repair(self, number: int) -> None:
        """Show one of the repairs on the week."""
        self._at = number
        self._show_repair()

    def action_next_repair(self) -> None:
        """Show the next repair."""
        self.action_show_repair((self._at + 1) % len(self._repairs))

    def _changed(self) -> Changed | None:
        if self.board.hand is None or not self._repairs or self._happened is None:
            return None
        one, before = self._repairs[self._at], self.board.hand.tour
        after = before.model_copy(update={"brief": one.brief, "agenda": one.plan})
        return self.services.counted(before, after, f"repair: {self._happened.label}")

    def _show_repair(self) -> None:
        changed = self._changed()
        if changed is None:
            return
        self.board.show(changed.tour.agenda, changed.findings)
        self.board.query_one(Banner).lines = self._banner(changed.points)
        week = self.board.query_one(WeekGrid)
        week.choosing = True
        one = self._repairs[self._at]
        come = [change.after.id for change in (*one.moved, *one.added) if change.after is not None]
        if not self._looked and come:
            week.select(come[0])
        self._looked = True
        self.board.focus_week()
        self.board.refresh_bindings()

    def _banner(self, points: int) -> tuple[tuple[tuple[str, str], ...], ...]:
        one, many = self._repairs[self._at], len(self._repairs)
        more = " …" if self._planning.busy else ""
        lead = f"Repair {self._at + 1} of {many}{more}: {one.label}"
        won = f"{points:+d}".replace("-", "−")
        parts = (("−", "gone", one.dropped), ("", "moved", one.moved), ("+", "new", one.added))
        counts = ", ".join(f"{len(ones)} {name}" for _, name, ones in parts if ones)
        sums = "".join(f" · {part}" for part in (f"{won} points", counts) if part)
        sums += f" · tell {len(one.tell)}"
        changes = [f"{sign} {change.words()}".strip() for sign, _, ones in parts for change in ones]
        said = "; ".join(text.line(change) for change in changes[:3]) or "nothing moves"
        return ((lead, "bold $primary"), (sums, "")), ((said, "$text-muted"),)

    def action_repair_facts(self) -> None:
        """Show in full what a repair changes."""
        one = self._repairs[self._at]
        parts = (("Goes", one.dropped), ("Moves", one.moved), ("Comes in", one.added))
        sections = [Section("In short", (one.note,))]
        sections += [Section(name, tuple(c.words() for c in ones)) for name, ones in parts if ones]
        sections.append(Section("To tell", one.tell))
        self.board.app.push_screen(BlockSheet(f"Repair: {one.label}", tuple(sections)))

    def action_take_repair(self) -> None:
        """Keep the repair that is shown."""
        changed, week = self._changed(), self.board.query_one(WeekGrid)
        at = week.selected
        self._planning.drop_question()
        self._leave()
        if changed is not None and self.board.keep(changed):
            week.select(at)
            self.board.notify("Taken. E writes the note of what changes and who must be told.")

    def action_leave_repairs(self) -> None:
        """Take none."""
        self._planning.drop_question()
        self._leave()
        self.board.tell("as it was")

    def _leave(self) -> None:
        self._repairs, self._looked = (), False
        self.board.query_one(WeekGrid).choosing = False
        self.board.query_one(Banner).lines = ()
        self.board.show_in_hand()
        self.board.refresh_bindings()
