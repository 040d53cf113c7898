"""The outreach report proposes what comes next with a host, and nothing that nobody wants."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workshop.export.outreach import outreach
from workshop.export.redaction import Source
from workshop.model.tour import HostWish, Status, Wish


def proposed(source: Source, wish: Wish, status: Status, *, planned: bool) -> str:
    """Return the row that the report has for GoTo; empty where it has none."""
    brief = source.tour.brief.model_copy(
        update={"hosts": (HostWish(id="jkt-goto", wish=wish, status=status),)}
    )
    days = tuple(
        day.model_copy(
            update={"blocks": tuple(b for b in day.blocks if planned or b.ref != "jkt-goto")}
        )
        for day in source.agenda.days
    )
    agenda = source.agenda.model_copy(update={"days": days})
    tour = source.tour.model_copy(update={"brief": brief, "agenda": agenda})
    report = outreach(replace(source, tour=tour, agenda=agenda))
    return next((line for line in report.splitlines() if line.startswith("| GoTo")), "")


@pytest.mark.parametrize(
    ("wish", "status", "planned", "step"),
    [
        ("wish", "idea", True, "ask them (proposed)"),
        ("must", "confirmed", True, "send the briefing (proposed)"),
        ("wish", "idea", False, "ask them (proposed)"),
        ("wish", "confirmed", False, "say that we do not come (proposed)"),
        ("never", "invited", False, "say that we do not come (proposed)"),
        ("never", "declined", False, "thank them (proposed)"),
    ],
)
def test_what_comes_next_depends_on_whether_the_host_is_wanted(
    source: Source, wish: Wish, status: Status, planned: bool, step: str
) -> None:
    assert f" {step} " in proposed(source, wish, status, planned=planned)


def test_a_host_that_nobody_wants_and_nobody_asked_is_not_listed(source: Source) -> None:
    assert proposed(source, "never", "idea", planned=False) == ""
