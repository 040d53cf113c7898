"""What a search with locks cannot know is put back: locks, statuses, what is assumed, breaks."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from workshop.model.agenda import Agenda, Block, Day
from workshop.model.catalogue import Catalogue
from workshop.model.terms import host_terms, host_wish
from workshop.model.tour import Brief
from workshop.planner.changes import ANCHORS
from workshop.planner.relock import mapped, standing


def restored(
    agenda: Agenda, before: Agenda, struck: Collection[date], brief: Brief, catalogue: Catalogue
) -> Agenda:
    """Put back what a search with locks cannot know: locks, statuses, what is assumed, breaks.

    A day that nothing happens to is left to the letter as it was.
    """
    locked = {standing(block) for block in before.blocks if block.locked}
    changed: dict[str, tuple[Block, ...]] = {}
    for block in agenda.blocks:
        more: dict[str, object] = {"locked": standing(block) in locked}
        if block.kind == "visit":
            host = str(block.ref)
            assumed = host_terms(catalogue, brief, host).assumed
            more["note"] = f"assumed: {', '.join(assumed)}" if assumed else ""
            more["status"] = host_wish(brief, host).status
        changed[block.id] = (block.model_copy(update=more),)
    days = mapped(agenda, changed).days
    as_it_was = {day.date: day for day in before.days if day.date not in struck}
    minutes = catalogue.defaults.break_minutes
    return agenda.model_copy(
        update={
            "days": tuple(
                was
                if (was := as_it_was.get(day.date)) and _told(was) == _told(day)
                else with_breaks(day, minutes)
                for day in days
            )
        }
    )


def with_breaks(day: Day, minutes: int) -> Day:
    """Return `day` with a break between lectures that are just a break apart."""
    found: list[Block] = []
    names = {block.id for block in day.blocks}
    for block in day.blocks:
        last = found[-1] if found else block
        gap = (block.start - last.end).total_seconds() / 60
        if (last.kind, block.kind) == ("training", "training") and gap == minutes:
            name = f"break-after-{last.id}"
            if name not in names:
                pause = {"id": name, "kind": "break", "title": "Break", "ref": None, "form": None}
                span = {"start": last.end, "end": block.start, "locked": False, "note": ""}
                found.append(last.model_copy(update={**pause, **span}))
        found.append(block)
    return day.model_copy(update={"blocks": tuple(found)})


def _told(day: Day) -> tuple[object, ...]:
    """Return what makes two days the same: their anchors and meals, and where the group is."""
    things = [standing(block) for block in day.blocks if block.kind in (*ANCHORS, "meal")]
    return things, {block.where_it_ends.id for block in day.blocks}
