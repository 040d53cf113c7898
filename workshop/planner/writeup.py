"""A plan that mends a tour, written up as a repair: its points, its note, who must be told."""

from __future__ import annotations

from dataclasses import replace

from workshop.model.asking import mark
from workshop.model.terms import held_slot, host_wish
from workshop.model.tour import Tour
from workshop.planner.leftout import left_out
from workshop.planner.points import points
from workshop.planner.problem import build
from workshop.planner.rework import Rework, Reworked
from workshop.planner.telling import who_to_tell
from workshop.planner.ways import Repair


def written_up(label: str, found: Reworked, note: str, rework: Rework, *, proven: bool) -> Repair:
    """Return the repair that a plan is, as `label`; the note ends with what happened and went.

    Raises BrokenRepairError for a plan that breaks a rule without an excuse.
    """
    done, catalogue = rework.done, rework.catalogue
    counted = points(found.agenda.days, found.brief, catalogue)
    problem = build(found.brief, catalogue, rework.start, None)
    agenda = found.agenda.model_copy(
        update={
            "status": "feasible",
            "score": counted.score,
            "terms": counted.terms,
            "left_out": left_out(found.agenda.days, problem),
        }
    )
    gone = {rework.items[number].id for number in found.gone}
    rework.verdict.excused(agenda, found.brief, gone)
    changes = found.difference
    return Repair(
        label=label,
        kept=len(changes.kept),
        moved=changes.moved,
        added=changes.added,
        dropped=changes.dropped,
        tell=who_to_tell(changes, Tour(brief=found.brief, agenda=agenda), catalogue),
        score=counted.score,
        plan=agenda,
        note=" ".join((note, *(f"{one}." for one in (*done.notes, *_let_go(found, rework))))),
        weight=changes.weight,
        proven=proven,
        brief=found.brief,
        edits=tuple(done.edits),
    )


def _let_go(found: Reworked, rework: Rework) -> list[str]:
    """Say what was agreed or locked and does not stay, since nothing else is possible."""
    told: list[str] = []
    for number in sorted(found.gone):
        block = rework.items[number]
        wish = host_wish(rework.brief, str(block.ref)) if block.kind == "visit" else None
        was = "locked" if block.locked else ""
        if wish is not None and wish.status == "confirmed" and held_slot(wish) is not None:
            was = "confirmed"
        if was:
            told.append(f"{block.title} was {was}, but no plan can keep it where it was")
    return told


def bounded(one: Repair, bound: int | None) -> Repair:
    """Give a repair's plan the bound that is proven for its brief, or none."""
    score, asked = one.score, mark(one.brief)
    if bound is None:
        update = {"bound": score, "gap": 1.0, "asked": asked}
        return replace(one, plan=one.plan.model_copy(update=update))
    bound = max(bound, score)
    gap = round((bound - score) / max(1, abs(score)), 4)
    status = "feasible" if gap else "optimal"
    update = {"bound": bound, "gap": gap, "status": status, "asked": asked}
    plan = one.plan.model_copy(update=update)
    return replace(one, plan=plan)
