"""What the organiser's part says of a plan that nobody has a bound for."""

from __future__ import annotations

from workshop.export.organiser import organiser_part
from workshop.model.agenda import Agenda
from workshop.model.catalogue import Catalogue


def test_a_plan_without_a_bound_promises_nothing(catalogue: Catalogue) -> None:
    agenda = Agenda(status="feasible", score=700, bound=720, gap=1.0)
    said = "\n".join(organiser_part(agenda, catalogue, ()))
    assert "700 points" in said
    assert "could be is not known" in said
    assert "720" not in said
    assert "100" not in said
