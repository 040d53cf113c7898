"""Two tours that grew out of one: what only one of them changed is taken from it.

The brief is merged field by field, lists of things with an id thing by thing, the agenda day by
day. What both changed, and differently, is told as a clash and left for a person to decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from workshop.model.agenda import Agenda, Day
from workshop.model.asking import lapsed
from workshop.model.tour import Brief, Tour

T = TypeVar("T")
NAMED = {"hosts": "id", "modules": "id", "venues": "city"}
"""The brief's lists of things, and the field that tells them apart."""


@dataclass(frozen=True)
class Merged:
    """The tour that has both; `clashes` are what both changed, in words, mine being taken."""

    tour: Tour
    clashes: tuple[str, ...] = ()


def merge(base: Tour, mine: Tour, theirs: Tour) -> Merged:
    """Merge two tours that grew out of `base`.

    A merged brief that contradicts itself is a clash too.
    """
    clashes: list[str] = []
    values = {
        name: _field(name, base.brief, mine.brief, theirs.brief, clashes)
        for name in Brief.model_fields
    }
    agenda = _agenda(base.agenda, mine.agenda, theirs.agenda, clashes)
    try:
        brief = Brief.model_validate(values)
    except ValueError:
        clashes.append("the briefs contradict each other")
        brief = mine.brief
    return Merged(Tour(brief=brief, agenda=agenda), tuple(clashes))


def _field(name: str, base: Brief, mine: Brief, theirs: Brief, clashes: list[str]) -> Any:
    old, own, other = (getattr(brief, name) for brief in (base, mine, theirs))
    if name not in NAMED or own in (old, other) or other == old:
        return _one(old, own, other, f"the brief's {name}", clashes)
    key = NAMED[name]
    was, here, there = ({getattr(one, key): one for one in ones} for ones in (old, own, other))
    every = dict.fromkeys((*here, *there))
    merged = (
        _one(was.get(one), here.get(one), there.get(one), f"{one} in the brief", clashes)
        for one in every
    )
    return tuple(one for one in merged if one is not None)


def _one(base: T, mine: T, theirs: T, what: str, clashes: list[str]) -> T:
    if mine in (base, theirs):
        return theirs
    if theirs != base:
        clashes.append(what)
    return mine


def _agenda(
    base: Agenda | None, mine: Agenda | None, theirs: Agenda | None, clashes: list[str]
) -> Agenda | None:
    if mine == base:
        return theirs
    if mine == theirs or theirs == base:
        return mine
    if base is None or mine is None or theirs is None:
        clashes.append("the agenda")
        return mine
    if lapsed(theirs) == lapsed(base):  # theirs is another brief, not another plan
        return mine
    was, here, there = ({day.date: day for day in one.days} for one in (base, mine, theirs))
    if not set(was) == set(here) == set(there):
        clashes.append("the days of the agenda")
        return mine
    days: tuple[Day, ...] = tuple(
        _one(was[day], here[day], there[day], f"{day:%A} {day.day} {day:%B}", clashes)
        for day in here
    )
    placed = {block.ref for day in days for block in day.blocks}
    left = {one.ref: one for one in (*theirs.left_out, *mine.left_out) if one.ref not in placed}
    return mine.model_copy(
        update={"days": days, "left_out": tuple(left.values()), "status": "feasible"}
    )
