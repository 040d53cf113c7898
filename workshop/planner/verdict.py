"""What a plan after an event breaks, and whether what a person or the event fixed excuses it."""

from __future__ import annotations

from workshop.model.agenda import Agenda
from workshop.model.catalogue import Catalogue
from workshop.model.finding import Finding
from workshop.model.tour import Brief
from workshop.planner.events import Applied
from workshop.planner.relock import relocked, standing
from workshop.planner.ways import BrokenRepairError
from workshop.rules import check


class Verdict:
    """What the rules say of plans after an event."""

    def __init__(self, done: Applied, catalogue: Catalogue) -> None:
        """Take the tour as the event has left it."""
        self.after = done.agenda
        self.pinned = done.pinned
        self.catalogue = catalogue

    def errors(self, agenda: Agenda, brief: Brief, free: set[str]) -> list[Finding]:
        """Check a plan; what was locked must be there, unless it is let go: the ids `free`."""
        locks = {b.id: b.locked and b.id not in free for b in self.after.blocks}
        found = check(agenda, brief, self.catalogue, held=relocked(self.after, locks))
        return [one for one in found if one.severity == "error"]

    def excused(self, agenda: Agenda, brief: Brief, free: set[str]) -> list[Finding]:
        """Return the errors of a plan, all of which something excuses.

        Raises BrokenRepairError where a plan breaks a rule by more than what a person or an event
        has fixed. A finding about a day as a whole, such as that it has no lunch, names no block:
        an event that sets a time may be behind it.
        """
        errors = self.errors(agenda, brief, free)
        pinned = {b.id for b in self.after.blocks if b.locked} | self.pinned
        fixed = {standing(block) for block in self.after.blocks if block.id in pinned}
        excused = {block.id for block in agenda.blocks if standing(block) in fixed}
        whole_day = bool(self.pinned)
        if any(not (excused & set(one.blocks) or (whole_day and not one.blocks)) for one in errors):
            raise BrokenRepairError(errors)
        return errors
