"""Which version of a plan a document shows: a short code that any two copies can be compared by."""

from __future__ import annotations

import hashlib
import json

from workshop.export.wording import visit_status
from workshop.model.agenda import Agenda
from workshop.model.tour import Tour

_LENGTH = 6
"""Digits of a code: two of a thousand plans share one with a chance below 1 in 30."""


def as_it_stands(tour: Tour, agenda: Agenda) -> Agenda:
    """Return `agenda` with each visit's outreach status as the brief has it today."""
    days = tuple(
        day.model_copy(
            update={
                "blocks": tuple(
                    block.model_copy(update={"status": visit_status(tour, block)})
                    if block.kind == "visit"
                    else block
                    for block in day.blocks
                )
            }
        )
        for day in agenda.days
    )
    return agenda.model_copy(update={"days": days})


def version(tour: Tour, agenda: Agenda) -> str:
    """Return the code of `agenda` with today's statuses, such as `3F2A9C`."""
    return code(as_it_stands(tour, agenda))


def code(agenda: Agenda) -> str:
    """Return the code of an agenda with the statuses that its blocks have.

    What counts is when and where everything happens and how sure it is; who made the plan, how good
    it is and what is locked does not.
    """
    days = agenda.model_dump(mode="json")["days"]
    told = [
        {key: value for key, value in block.items() if key != "locked"}
        for day in days
        for block in day["blocks"]
    ]
    text = json.dumps(told, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH].upper()
