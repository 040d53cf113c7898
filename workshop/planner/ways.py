"""Ways to mend a tour: what each changes, and which of them are worth showing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from workshop.model.agenda import Agenda
from workshop.model.finding import Finding
from workshop.model.tour import Brief
from workshop.planner.changes import Change
from workshop.planner.events import Edit

FEWEST, BEST, ROUTE = "fewest changes", "best value", "same route"


@dataclass(frozen=True)
class Repair:
    """One way to mend a tour; `brief` is the brief it obeys."""

    label: str
    kept: int
    moved: tuple[Change, ...]
    added: tuple[Change, ...]
    dropped: tuple[Change, ...]
    tell: tuple[str, ...]
    score: int
    plan: Agenda
    note: str
    weight: int
    """Of all that moved or was dropped, what the event itself forces included."""
    proven: bool
    """Whether nothing lighter is possible in the same cities."""
    brief: Brief
    edits: tuple[Edit, ...] = ()
    """What the tour's file must say of what happened."""
    also: tuple[str, ...] = ()
    """The labels of other ways that came to the same plan."""


class BrokenRepairError(Exception):
    """A repair breaks rules: a fault of the program, and nothing to show anyone."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        """Hold what was found."""
        told = "; ".join(f"{finding.rule}: {finding.message}" for finding in findings)
        super().__init__(f"a repair breaks rules: {told}")


def together(found: list[Repair], one: Repair) -> list[Repair]:
    """Return the repairs with one more; where its plan is there already, they become one."""
    for place, other in enumerate(found):
        if other.plan.days == one.plan.days:
            note = f"{other.note} {_ALSO[one.label]}"
            if one.label == BEST and ROUTE in other.also:
                note = other.note.replace(_ALSO[ROUTE], NEITHER)
            both = replace(other, also=(*other.also, one.label), note=note)
            return [*found[:place], *found[place + 1 :], both]
    return [*found, one]


NEITHER = "Nothing better was found with the same flights, nor with others."
_ALSO = {
    ROUTE: "Nothing better was found with the same flights.",
    BEST: "Nothing better was found with other flights.",
}


def worth_it(found: list[Repair]) -> list[Repair]:
    """Return the repairs without those that another one beats, but for the first way."""
    return [
        one
        for number, one in enumerate(found)
        if one.label == FEWEST
        or not any(
            _beats(other, one) and (number > place or not _beats(one, other))
            for place, other in enumerate(found)
            if place != number
        )
    ]


def _beats(one: Repair, other: Repair) -> bool:
    """Tell whether a repair gives as many points as another and changes no more."""
    return one.score >= other.score and one.weight <= other.weight
