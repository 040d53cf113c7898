"""How much earlier or later something of a plan could start, and what then stands in the way.

What is moved takes along its briefing, its rides and its pause; what comes in its way is pushed
on, in the order of the day. Flights, the time at airports and what is locked do not give way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from workshop.model.agenda import Agenda, Block, Day, is_airport_wait
from workshop.model.catalogue import Catalogue
from workshop.model.finding import Finding
from workshop.model.tour import Brief
from workshop.model.travel import GRID, clock, ride_minutes
from workshop.rules import check

MOST = 180
"""Minutes that are tried each way at most."""


@dataclass(frozen=True)
class Obstacle:
    """What ends the slack: a block that cannot give way, or the rules that would be broken."""

    block: Block | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Room:
    """Minutes one way, and what ends them; None where `MOST` minutes are free."""

    minutes: int
    obstacle: Obstacle | None


class Shifter:
    """Shifts one block of an agenda, and asks the rules."""

    def __init__(self, agenda: Agenda, brief: Brief, catalogue: Catalogue, block: Block) -> None:
        """Prepare to shift `block`."""
        self.agenda = agenda
        self.brief = brief
        self.catalogue = catalogue
        self.block = block
        self.day = next(day for day in agenda.days if block in day.blocks)
        self.broken = self._errors(agenda)

    def room(self, sign: int) -> Room:
        """Return how far the block can start later (`sign` 1) or earlier (-1), on the grid."""
        for minutes in range(GRID, MOST + GRID, GRID):
            obstacle = self._obstacle(sign * minutes)
            if obstacle is not None:
                return Room(minutes - GRID, obstacle)
        return Room(MOST, None)

    def _obstacle(self, minutes: int) -> Obstacle | None:
        moved = _Shifted(self.day, self.catalogue, self.block, minutes)
        if moved.stuck is not None:
            return Obstacle(block=moved.stuck)
        day = self.day.model_copy(update={"blocks": tuple(moved.blocks)})
        days = tuple(day if one is self.day else one for one in self.agenda.days)
        new = self._errors(self.agenda.model_copy(update={"days": days}))
        worse = tuple(finding for key, finding in new.items() if key not in self.broken)
        return Obstacle(findings=worse) if worse else None

    def _errors(self, agenda: Agenda) -> dict[tuple[str, tuple[str, ...]], Finding]:
        findings = check(agenda, self.brief, self.catalogue, held=self.agenda)
        return {(one.rule, one.blocks): one for one in findings if one.severity == "error"}


class _Shifted:
    """The blocks of a day with one of them shifted; `stuck` is the one that cannot give way."""

    def __init__(self, day: Day, catalogue: Catalogue, block: Block, minutes: int) -> None:
        self.catalogue = catalogue
        self.blocks = list(day.blocks)
        self.stuck: Block | None = None
        self.old = day.blocks
        at = day.blocks.index(block)
        first, last = self._unit(at)
        self._move(at, minutes)
        for index in range(at - 1, first - 1, -1):
            self._before(index, tight=True)
        for index in range(at + 1, last + 1):
            self._after(index, tight=True)
        for index in range(first - 1, -1, -1):
            self._before(index, tight=False)
        for index in range(last + 1, len(self.blocks)):
            self._after(index, tight=False)

    def _unit(self, at: int) -> tuple[int, int]:
        """Return what goes with a visit or an outing: its briefing and rides, its pause."""
        first = last = at
        ref = self.old[at].ref
        if self.old[at].kind not in ("visit", "leisure"):
            return at, at
        while first > 0 and _goes_with(self.old[first - 1], ref, "briefing"):
            first -= 1
        while last + 1 < len(self.old) and _goes_with(self.old[last + 1], ref, "break"):
            last += 1
        return first, last

    def _need(self, index: int) -> timedelta:
        """Return the time between a block and the one before it that must stay: being early."""
        if self.old[index].kind != "visit":
            return timedelta(0)
        early = timedelta(minutes=self.catalogue.defaults.arrive_early_minutes)
        return min(early, max(timedelta(0), self.old[index].start - self.old[index - 1].end))

    def _before(self, index: int, *, tight: bool) -> None:
        """Put a block before its follower: at its end if `tight`, else only if it must give way."""
        block, until = self.blocks[index], self.blocks[index + 1].start - self._need(index + 1)
        if not tight and block.end <= until:
            return
        if tight:
            kept = self.old[index + 1].start - self._need(index + 1) - self.old[index].end
            until -= kept
        gap = round((until - block.end).total_seconds() / 60)
        self._move(index, gap)
        while self._ride(index) and self.blocks[index].end > until:
            self._move(index, -GRID)

    def _after(self, index: int, *, tight: bool) -> None:
        """Put a block after the one before it: at once if `tight`, else only if it must."""
        block, since = self.blocks[index], self.blocks[index - 1].end + self._need(index)
        if not tight and block.start >= since:
            return
        self._move(index, round((since - block.start).total_seconds() / 60))
        self._ride(index)

    def _move(self, index: int, minutes: int) -> None:
        block = self.blocks[index]
        if not minutes:
            return
        if _stands(block) and self.stuck is None:
            self.stuck = block
        by = timedelta(minutes=minutes)
        update = {"start": block.start + by, "end": block.end + by}
        self.blocks[index] = block.model_copy(update=update)

    def _ride(self, index: int) -> bool:
        """Give a ride the minutes it takes at its hour; tell whether it is one."""
        block = self.blocks[index]
        city = self.catalogue.city.get(block.city)
        if block.kind != "transfer" or block.to is None or city is None:
            return False
        need = ride_minutes(
            city, self.catalogue.defaults, block.place, block.to, clock(block.start)
        )
        end = block.start + timedelta(minutes=need)
        self.blocks[index] = block.model_copy(update={"end": end})
        return True


def _goes_with(block: Block, ref: str | None, kind: str) -> bool:
    if block.locked or is_airport_wait(block):
        return False
    return block.kind == "transfer" or (block.kind == kind and block.ref == ref)


def _stands(block: Block) -> bool:
    return block.locked or block.kind == "flight" or is_airport_wait(block)
