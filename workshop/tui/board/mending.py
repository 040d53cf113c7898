"""Something happened: two or three ways to mend the tour, shown on the week before one counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from workshop.tui import text, words
from workshop.tui.board.asking import Asking
from workshop.tui.board.facts import Section
from workshop.tui.board.grid import WeekGrid
from workshop.tui.board.inspector import Banner
from workshop.tui.board.sheet import BlockSheet
from workshop.tui.dialogs.choose import Answer, Choose

if TYPE_CHECKING:
    from workshop.model.agenda import Block
    from workshop.planner.repair import Event, Repair
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


class Mending(Asking):
    """Repairs after a cancellation, a closed city, a late flight, a short day."""

    BINDINGS: ClassVar[list[BindingType]] = [
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
    ]  # fmt: skip

    _repairs: tuple[Repair, ...] = ()
    _at: int = 0
    _happened: str = ""
    _looked: bool = False
    """Whether the cursor was put on what changes."""

    @property
    def mending(self) -> bool:
        """Whether repairs are shown to choose from."""
        return bool(self._repairs)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While repairs are shown one is taken or none; nothing else changes the plan."""
        number = parameters[0] if parameters else 0
        offered = {
            "take_repair": self.mending,
            "next_repair": len(self._repairs) > 1,
            "show_repair": isinstance(number, int) and number < len(self._repairs),
            "repair_facts": self.mending,
            "leave_repairs": self.mending,
        }
        if action in offered:
            return offered[action]
        if self.mending:
            return False
        if action == "repair":
            return self.planned and not self.busy and not self.carrying
        return super().check_action(action, parameters)

    # What happened

    def action_repair(self) -> None:
        """Ask what happened, about what is under the cursor."""
        happenings = self._happenings()
        answers = tuple(Answer(str(n), one.label) for n, one in enumerate(happenings))

        def answered(answer: str | None) -> None:
            if answer is not None:
                self.repair(happenings[int(answer)])

        self.app.push_screen(Choose("Repair", "What has happened?", answers), answered)

    def _happenings(self) -> list[Happening]:
        from workshop.planner.repair import Cancel, Close, Delay, End

        block, hand = self.here, self.hand
        if block is None or hand is None or hand.tour.agenda is None or self.catalogue is None:
            return []
        day, found = block.start.date(), list[Happening]()
        here = words.day_name(day)
        known = {one.id: one for one in hand.tour.agenda.blocks}
        anchor = known.get(self.target(), block)
        if anchor.kind in ("visit", "training", "leisure"):
            what = f"{words.title_of(anchor)} is cancelled"
            found.append(Happening(what, Cancel(anchor.id)))
        city = self.catalogue.city.get(block.city)
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
        blocks = self.agenda.blocks if self.agenda is not None else ()
        return [b for b in blocks if b.kind == "flight" and b.start.date().isoformat() == day]

    # Choosing

    def repair(self, happening: Happening) -> None:
        """Look for repairs; each is shown as it is found."""
        hand = self.hand
        if hand is None:
            return
        self._happened, self._repairs, self._at = happening.label, (), 0
        self.ask(
            "looking for repairs",
            lambda stop, tell: self.services.repair(
                hand, happening.event, stop=stop, on_found=tell
            ),
            self._repaired,
        )

    def heard(self, news: object) -> None:
        """Show the first repair as soon as it is found."""
        from workshop.planner.repair import Repair

        if isinstance(news, Repair) and not self._repairs:
            self._repairs = (news,)
            self._show_repair()

    def _repaired(self, found: tuple[Repair, ...]) -> None:
        if not found:
            self._leave()
            self.tell(
                "Nothing mends the tour and keeps its brief; change the brief (b)", trouble=True
            )
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
        if self.hand is None or not self._repairs:
            return None
        one, before = self._repairs[self._at], self.hand.tour
        after = before.model_copy(update={"brief": one.brief, "agenda": one.plan})
        return self.services.counted(before, after, f"repair: {self._happened}")

    def _show_repair(self) -> None:
        changed = self._changed()
        if changed is None:
            return
        self.show(changed.tour.agenda, changed.findings)
        self.query_one(Banner).lines = self._banner(changed.points)
        week = self.query_one(WeekGrid)
        week.choosing = True
        one = self._repairs[self._at]
        come = [change.after.id for change in (*one.moved, *one.added) if change.after is not None]
        if not self._looked and come:
            week.select(come[0])
        self._looked = True
        self.focus_week()
        self.refresh_bindings()

    def _banner(self, points: int) -> tuple[tuple[tuple[str, str], ...], ...]:
        one, many = self._repairs[self._at], len(self._repairs)
        more = " …" if self.busy else ""
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
        self.app.push_screen(BlockSheet(f"Repair: {one.label}", tuple(sections)))

    def action_take_repair(self) -> None:
        """Keep the repair that is shown."""
        changed, week = self._changed(), self.query_one(WeekGrid)
        at = week.selected
        self._stop_asking()
        self._leave()
        if changed is not None and self.keep(changed):
            week.select(at)
            self.notify("Taken. E writes the note of what changes and who must be told.")

    def action_leave_repairs(self) -> None:
        """Take none."""
        self._stop_asking()
        self._leave()
        self.tell("as it was")

    def _stop_asking(self) -> None:
        """Let go of the look for more repairs."""
        if self.question is not None:
            self.question.stop()
            self._end()

    def _leave(self) -> None:
        self._repairs, self._looked = (), False
        self.query_one(WeekGrid).choosing = False
        self.query_one(Banner).lines = ()
        self.show_in_hand()
        self.refresh_bindings()
