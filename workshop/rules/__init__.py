"""Check an agenda against its brief and the catalogue; knows nothing of how it was planned."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workshop.model.agenda import Agenda
from workshop.model.catalogue import Catalogue
from workshop.model.finding import Finding
from workshop.model.tour import Brief
from workshop.rules.budget import budget
from workshop.rules.day import dates, day
from workshop.rules.doors import capacity, confirmed, opening
from workshop.rules.flights import flight
from workshop.rules.found import Found
from workshop.rules.frame import frame
from workshop.rules.ground import ground_of
from workshop.rules.meals import meals
from workshop.rules.moves import overlap, travel_time
from workshop.rules.plan import Plan
from workshop.rules.route import route
from workshop.rules.shape import balance, lock
from workshop.rules.teaching import once, prerequisite, teach_first

_CHECKS: dict[str, Callable[[Plan], Iterator[Found]]] = {
    "overlap": overlap,
    "travel-time": travel_time,
    "open": opening,
    "confirmed": confirmed,
    "capacity": capacity,
    "teach-first": teach_first,
    "prerequisite": prerequisite,
    "once": once,
    "route": route,
    "flight": flight,
    "meals": meals,
    "day": day,
    "frame": frame,
    "lock": lock,
    "balance": balance,
    "budget": budget,
    "dates": dates,
}

RULES: tuple[str, ...] = tuple(_CHECKS)
"""Ids of all rules, in the order findings come in."""

_GRAVITY = {"error": 0, "warning": 1, "note": 2}


def check(
    agenda: Agenda, brief: Brief, catalogue: Catalogue, *, held: Agenda | None = None
) -> tuple[Finding, ...]:
    """Return what breaks a rule (error), deserves a look (warning) or is worth knowing (note).

    `held` is an earlier agenda whose locked blocks must still be there. Findings come in the order
    of `RULES`, then of time. Raises nothing, whatever an agenda edited by hand holds.
    """
    ground = ground_of(brief, catalogue)
    plan = Plan(brief, catalogue, ground.kept, held, agenda=agenda)
    findings: list[Finding] = []
    for rule, find in _CHECKS.items():
        found = sorted(find(plan), key=lambda one: (one.at, _GRAVITY[one.severity], *one[2:]))
        findings += [
            Finding(
                rule=rule,
                severity=one.severity,
                blocks=one.blocks,
                message=one.message,
                fix=one.fix,
            )
            for one in dict.fromkeys(found)
        ]
    return tuple(findings)
