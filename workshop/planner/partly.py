"""Plan some days only: what is on the others is held where it is."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date

from workshop.model.agenda import Agenda, Block, Day
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner.barred import based
from workshop.planner.changes import ANCHORS
from workshop.planner.points import bounded_as, recounted
from workshop.planner.relock import relocked
from workshop.planner.solve import plan
from workshop.planner.stop import Progress, Stop

LIMIT = 10.0
"""Deterministic seconds; most is held, so that it takes far less as a rule."""


def plan_days(
    tour: Tour,
    catalogue: Catalogue,
    days: Collection[date],
    *,
    stop: Stop,
    on_progress: Callable[[Progress], None],
) -> Agenda:
    """Return the best agenda that keeps the flights, and all days but `days` block for block.

    The search holds the anchors of the other days; lunches, rides and pauses that it would set
    there in another way are put back. What was locked stays locked, and nothing else is in the
    agenda returned. ValueError if the tour has no agenda.
    """
    present = tour.agenda
    if present is None or not present.days:
        raise ValueError("the tour has no agenda yet")
    held = {
        block.id: True
        for day in present.days
        for block in day.blocks
        if block.kind in ANCHORS and (day.date not in days or block.kind == "flight")
    }
    start = {"start": present.days[0].date, "window": None}
    brief = based(tour.brief.model_copy(update=start), present, catalogue)
    locked = {_key(block) for block in present.blocks if block.locked}

    def freed(agenda: Agenda) -> Agenda:
        opened = relocked(agenda, {block.id: _key(block) in locked for block in agenda.blocks})
        kept = opened.model_copy(update={"days": _kept(present, opened, days)})
        if not kept.days:
            return kept
        return recounted(bounded_as(kept, present), tour.brief, catalogue, broken=False)

    def tell(progress: Progress) -> None:
        if progress.best is not None:
            best = freed(progress.best)
            progress = replace(progress, best=best, score=best.score)
        on_progress(progress)

    found = plan(
        Tour(brief=brief, agenda=relocked(present, held)), catalogue,
        stop=stop, on_progress=tell, limit=LIMIT,
    )  # fmt: skip
    return freed(found)


def _kept(before: Agenda, after: Agenda, days: Collection[date]) -> tuple[Day, ...]:
    """Return the days of `after`, all but some as they were `before`."""
    stay = {day.date: day for day in before.days if day.date not in days}
    return tuple(stay.get(day.date, day) for day in after.days)


def _key(block: Block) -> tuple[str, str | None, object]:
    return block.kind, block.ref, block.start
