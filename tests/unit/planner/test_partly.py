"""Planning some days only: the other days are as they were, block for block."""

from __future__ import annotations

from tests.conftest import ROOT
from workshop import rules
from workshop.editing.edits import Editor
from workshop.model.agenda import Agenda
from workshop.model.catalogue import Catalogue
from workshop.planner.partly import plan_days
from workshop.planner.points import points
from workshop.planner.stop import Progress, StopToken, ignore
from workshop.store.tours import read_tour


def test_days_that_are_not_planned_stay_as_they_were(catalogue: Catalogue) -> None:
    tour = read_tour(ROOT / "itineraries" / "asia-tech-tour-2027.yaml", catalogue).tour
    assert tour.agenda is not None
    monday, _, wednesday = tour.agenda.days[:3]
    lunch = next(one for one in wednesday.blocks if one.kind == "meal")
    dropped = next(one for one in monday.blocks if one.kind == "visit")
    tour = Editor(tour, catalogue).lengthen(lunch.id, 5).tour
    tour = Editor(tour, catalogue).drop(dropped.id).tour
    assert tour.agenda is not None
    shown: list[Agenda] = []
    stop = StopToken()

    def see(progress: Progress) -> None:
        if progress.best is not None:
            shown.append(progress.best)
            stop.set()

    found = plan_days(tour, catalogue, {monday.date}, stop=stop, on_progress=see)
    assert shown
    assert found.days[0] != tour.agenda.days[0]
    for plan in (found, *shown):
        assert plan.days[1:] == tour.agenda.days[1:]
        assert plan.terms == points(plan.days, tour.brief, catalogue).terms
        assert plan.score == sum(term.points for term in plan.terms) <= plan.bound
        assert plan.bound == max(tour.agenda.bound, plan.score), "some days bound no tour"
        assert plan.asked == tour.agenda.asked
    lapsed = tour.agenda.model_copy(update={"bound": tour.agenda.score, "gap": 1.0})
    unknown = tour.model_copy(update={"agenda": lapsed})
    again = plan_days(unknown, catalogue, {monday.date}, stop=StopToken(), on_progress=ignore)
    assert (again.status, again.gap) == ("feasible", 1.0)
    before = {one.rule for one in rules.check(tour.agenda, tour.brief, catalogue)}
    assert {one.rule for one in rules.check(found, tour.brief, catalogue)} <= before
