"""The agenda and findings as plain data and JSON, as promised to scripts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from workshop.model.agenda import Agenda, Block, Place
from workshop.model.finding import Finding

if TYPE_CHECKING:
    from workshop.planner.changes import Change


def plan_data(
    name: str, agenda: Agenda, points: Mapping[str, int] | None = None
) -> dict[str, object]:
    """Return `agenda` of the tour `name` in the shape of `plan --json`.

    `points` are what blocks give by themselves, by block id; None leaves them out.

    `seconds` is the search effort in the solver's own seconds: the same on every machine, so that
    the same input gives the same bytes.
    """
    return {
        "tour": name,
        "status": agenda.status,
        "score": agenda.score,
        "bound": agenda.bound,
        "gap": agenda.gap,
        "venues": agenda.venues,
        "seconds": agenda.work,
        "seed": agenda.seed,
        "minutes": agenda.minutes().model_dump(),
        "training_share": training_share(agenda),
        "terms": [term.model_dump() for term in agenda.terms],
        "days": [
            {
                "date": day.date.isoformat(),
                "cities": list(day.cities),
                "blocks": [_block(block, points) for block in day.blocks],
            }
            for day in agenda.days
        ],
        "left_out": [one.model_dump() for one in agenda.left_out],
        "conflict": [one.model_dump() for one in agenda.conflict],
    }


def training_share(agenda: Agenda) -> float | None:
    """Return training as a part of training and visits together, 0 to 1; None without either."""
    minutes = agenda.minutes()
    both = minutes.training + minutes.visit
    return round(minutes.training / both, 3) if both else None


def findings_data(findings: tuple[Finding, ...]) -> dict[str, object]:
    """Return `findings` in the shape of `check --json`."""
    return {"findings": [finding.model_dump(mode="json") for finding in findings]}


def to_json(data: Mapping[str, object]) -> str:
    """Return `data` as JSON that reads well and ends its last line."""
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _block(block: Block, points: Mapping[str, int] | None) -> dict[str, object]:
    given = {} if points is None else {"points": points.get(block.id, 0)}
    return given | {
        "id": block.id,
        "kind": block.kind,
        "ref": block.ref,
        "title": block.title,
        "city": block.city,
        "start": block.start.isoformat(timespec="seconds"),
        "end": block.end.isoformat(timespec="seconds"),
        "minutes": block.minutes,
        "place": _place(block.place),
        "to": _place(block.to) if block.to else None,
        "form": block.form,
        "status": block.status,
        "locked": block.locked,
        "note": block.note,
    }


def _place(place: Place) -> dict[str, object]:
    return {"id": place.id, "name": place.name, "lat": place.lat, "lon": place.lon}


def change_data(one: Change) -> dict[str, object]:
    """Return one change between two plans: what it is about, and when it was and is."""
    return {
        "id": one.block.id,
        "kind": one.block.kind,
        "ref": one.block.ref,
        "title": one.title,
        "before": one.before.start.isoformat(timespec="seconds") if one.before else None,
        "after": one.after.start.isoformat(timespec="seconds") if one.after else None,
    }
