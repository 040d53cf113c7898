"""What a brief asks of a plan, apart from its words for papers and people.

What was proven for one brief is not said of another: a plan carries the mark of what its own asked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import TypeVar

from workshop.model.agenda import Agenda
from workshop.model.tour import Brief, HostWish, ModuleWish, Tour

W = TypeVar("W", HostWish, ModuleWish)
_PAPERS = ("title", "client", "question", "dress", "needs", "notes")
_PEOPLE = ("suggested_by", "why", "source", "contact", "next_step", "notes")


def asks(brief: Brief) -> Brief:
    """Return the brief without the words on which no plan depends: equal ones ask for the same."""
    hosts = [one.model_copy(update=dict.fromkeys(_PEOPLE, "")) for one in brief.hosts]
    modules = [one.model_copy(update={"notes": ""}) for one in brief.modules]
    parts = {
        "kind": "company",
        "contacts": (),
        "hosts": _in_order(one for one in hosts if one != HostWish(id=one.id)),
        "modules": _in_order(one for one in modules if one != ModuleWish(id=one.id)),
    }
    return brief.model_copy(update={**dict.fromkeys(_PAPERS, ""), **parts})


def _in_order(wishes: Iterable[W]) -> tuple[W, ...]:
    return tuple(sorted(wishes, key=lambda one: one.id))


def mark(brief: Brief) -> str:
    """Return twelve hex digits that are the same for all briefs that ask for the same.

    A field that a later version of the program adds changes none of them while it has its default.
    """
    said = asks(brief).model_dump(mode="json", exclude_defaults=True)
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:12]


def lapsed(agenda: Agenda) -> Agenda:
    """Return `agenda` with nothing known of how much better a plan could be."""
    if not agenda.days:
        return agenda
    return agenda.model_copy(update={"status": "feasible", "bound": agenda.score, "gap": 1.0})


def believed(tour: Tour) -> Tour:
    """Return `tour` without what was proven of its plan for a brief that asked something else.

    Its points stay those of that brief. An agenda without a mark is taken to be of this one.
    """
    agenda = tour.agenda
    if agenda is None or agenda.gap >= 1 or agenda.asked in ("", mark(tour.brief)):
        return tour
    return tour.model_copy(update={"agenda": lapsed(agenda)})
