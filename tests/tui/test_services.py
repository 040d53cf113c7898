"""The one place that asks the core: what screens get from it on real files."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from workshop.model.agenda import Agenda, Block, Day
from workshop.model.cities import CityWishes
from workshop.model.tour import Tour
from workshop.planner.stop import StopToken
from workshop.store.newtour import new_tour
from workshop.store.tours import create_tour, init_workspace
from workshop.store.workspace import Workspace
from workshop.tui.services import Services
from workshop.tui.words import frameworks_of

ROOT = Path(__file__).resolve().parents[2]


def opened(workspace: Workspace) -> tuple[Services, Tour, Agenda]:
    """Return the sample tour with its plan, and the services that opened it."""
    services = Services(workspace)
    tour = services.tour_file("asia-tech-tour-2027").tour
    assert tour.agenda is not None
    return services, tour, tour.agenda


def test_a_conflict_says_where_each_fact_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    init_workspace(tmp_path / "mine")
    workspace = Workspace(tmp_path / "mine")
    brief = new_tour("nyepi", start=date(2027, 3, 8), days=5, cities=("jakarta",))
    create_tour(workspace.itineraries, "nyepi", brief)
    services = Services(workspace)
    hand = services.take("nyepi")
    assert hand.tour.brief.cities == CityWishes(must=("jakarta",))

    agenda = services.plan(hand, stop=StopToken(), on_progress=lambda _: None)

    places = [one.where for one in services.ways_out(hand, agenda)]
    assert agenda.status == "infeasible"
    assert any(place.startswith("mine/itineraries/nyepi.yaml:") for place in places)
    assert any(place.startswith("mine/content/closures.yaml:") for place in places)
    assert all(place.rpartition(":")[2].isdecimal() for place in places)


def test_frameworks_are_named_in_words() -> None:
    catalogue = Services(ROOT).catalogue()
    named = {one.id: frameworks_of(one, catalogue) for one in catalogue.modules}
    assert named["m03"] == (
        "Platform business", "Platform types", "Two-type view", "Marketplace platform",
        "Payment platform", "Audience builder platform", "Learning platform",
    )  # fmt: skip
    assert not [one for names in named.values() for one in names if one[1:].isdecimal()]
    assert named["m12"] == ("how the frameworks of all the other lectures fit together",)


def test_counting_a_plan_without_a_bound_proves_none(workspace: Workspace) -> None:
    services, tour, agenda = opened(workspace)
    loose = agenda.model_copy(update={"status": "feasible", "bound": agenda.score, "gap": 1.0})

    counted = services.counted(tour, tour.model_copy(update={"agenda": loose}), "repair")

    assert counted.tour.agenda is not None
    assert counted.tour.agenda.gap == 1.0


def test_what_was_proven_of_one_brief_is_not_of_another(workspace: Workspace) -> None:
    """With a weight of 100 for visits the plan at hand was “proven best” with 1222 points."""
    services, tour, agenda = opened(workspace)
    brief = tour.brief

    def counted(**changes: object) -> Agenda:
        after = tour.model_copy(update={"brief": brief.model_copy(update=changes)})
        changed = services.counted(tour, after, "the brief changed").tour
        back = services.counted(changed, tour, "undone").tour.agenda
        assert (back and back.status, back and back.gap) == ("optimal", 0.0)
        assert changed.agenda is not None
        return changed.agenda

    assert agenda.status == "optimal"
    for weight in ({"visit": 100}, {"transit": 30}):
        other = counted(weights=brief.weights.model_copy(update=weight))
        assert other.score != agenda.score
        assert (other.status, other.gap) == ("feasible", 1.0)
    noted = [one.model_copy(update={"next_step": "write", "contact": "A"}) for one in brief.hosts]
    assert counted(title="Another", dress="casual", hosts=tuple(noted)).status == "optimal"


def test_a_plan_that_comes_back_to_the_best_is_proven_again_unless_it_breaks_a_rule(
    workspace: Workspace,
) -> None:
    services, tour, agenda = opened(workspace)
    bent = agenda.model_copy(update={"status": "feasible"})
    back = services.counted(tour, tour.model_copy(update={"agenda": bent}), "moved back")
    assert back.tour.agenda is not None
    assert back.tour.agenda.status == "optimal"

    first, *others = bent.days
    none = bent.model_copy(update={"days": (first.model_copy(update={"blocks": ()}), *others)})
    broken = services.counted(tour, tour.model_copy(update={"agenda": none}), "dropped")
    assert broken.tour.agenda is not None
    assert broken.tour.agenda.status == "feasible"
    low = none.model_copy(update={"bound": 0, "gap": 0.0})
    beyond = services.counted(tour, tour.model_copy(update={"agenda": low}), "dropped")
    assert beyond.tour.agenda is not None
    assert (beyond.tour.agenda.gap, beyond.tour.agenda.status) == (0.0, "feasible")


def test_the_last_visit_of_a_day_taken_out_comes_back_before_the_debrief(
    workspace: Workspace,
) -> None:
    services, tour, agenda = opened(workspace)
    visit = next(
        one for day in agenda.days for one, after in pairwise(_learned(day))
        if one.kind == "visit" and after.kind == "debrief"
    )  # fmt: skip
    without = services.edited(tour, lambda editor: editor.drop(visit.id)).tour
    assert without.agenda is not None
    day = next(one for one in without.agenda.days if one.date == visit.start.date())
    *_, last, debrief = _learned(day)
    assert debrief.kind == "debrief"

    until = last.end + timedelta(hours=3)
    filled = services.fill(without, last.end, until, StopToken())
    assert filled is not None
    assert filled.block == visit.id
    assert filled.pushed == (debrief.id,)
    assert filled.tour.agenda is not None
    again = next(one for one in filled.tour.agenda.days if one.date == day.date)
    assert [one.id for one in _learned(again)][-2:] == [visit.id, debrief.id]


def _learned(day: Day) -> list[Block]:
    return [one for one in day.blocks if one.kind in ("training", "visit", "meal", "debrief")]
