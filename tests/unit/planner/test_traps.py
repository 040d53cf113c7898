"""The traps of March 2027 that a planner must not step into, with what it says of them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from workshop.model.agenda import Agenda
from workshop.model.catalogue import Catalogue
from workshop.model.terms import closed_for
from workshop.model.tour import Tour
from workshop.planner import Progress, StopToken, plan
from workshop.planner.clash import possible
from workshop.planner.problem import build
from workshop.planner.relax import relaxed
from workshop.planner.routes import RoutePlanner
from workshop.planner.why import why
from workshop.rules import check


def tour(start: str, days: int, *cities: str, **more: Any) -> Tour:
    brief = {
        "title": "A trap",
        "group_size": 18,
        "start": start,
        "days": days,
        "cities": {"must": cities},
        **more,
    }
    return Tour.model_validate_json(json.dumps({"brief": brief}))


def first_plan(wanted: Tour, catalogue: Catalogue) -> Agenda:
    """Return some plan: what every plan must obey shows in the first one, too."""
    token = StopToken()

    def enough(progress: Progress) -> None:
        token.set()

    return plan(wanted, catalogue, stop=token, on_progress=enough, limit=5)


def told(wanted: Tour, catalogue: Catalogue) -> str:
    agenda = plan(wanted, catalogue, limit=5)
    assert agenda.status == "infeasible"
    return "\n".join(one.fact for one in agenda.conflict)


@pytest.fixture(scope="module")
def eid_week(catalogue: Catalogue) -> Agenda:
    return plan(tour("2027-03-08", 5, "jakarta", "singapore", "bangkok"), catalogue, limit=5)


@pytest.mark.parametrize(
    "words",
    [
        "Jakarta is closed on Monday 8 March: Day of Silence (Nyepi)",
        "Jakarta is closed on Tuesday 9 March: Eid al-Fitr Joint Holiday (joint leave)",
        "Jakarta is closed on Wednesday 10 March: Eid al-Fitr (estimated)",
        "Jakarta is closed on Thursday 11 March: Eid al-Fitr Second Day (estimated)",
        "Jakarta is closed on Friday 12 March: Eid al-Fitr Joint Holiday (joint leave)",
        "the tour runs from Monday 8 March to Friday 12 March 2027",
        "Jakarta must be visited, and a city is visited for at least one host",
    ],
)
def test_week_of_8_march_is_impossible_with_jakarta(eid_week: Agenda, words: str) -> None:
    assert eid_week.status == "infeasible"
    assert words in [one.fact for one in eid_week.conflict]


def test_another_week_is_enough(catalogue: Catalogue) -> None:
    wanted = tour("2027-03-08", 5, "jakarta")
    moved = relaxed(wanted, catalogue, ["brief.start"])
    assert str(moved.brief.start) in ("2027-03-01", "2027-03-22", "2027-03-29")
    assert possible(moved, catalogue)


def test_15_to_19_march_has_jakarta_on_tuesday_or_later(catalogue: Catalogue) -> None:
    agenda = first_plan(tour("2027-03-15", 2, "jakarta", "singapore"), catalogue)
    assert agenda.days[0].cities[0] == "singapore"
    assert agenda.days[1].cities[-1] == "jakarta"
    visits = [b for b in agenda.blocks if b.kind == "visit" and b.city == "jakarta"]
    assert visits
    assert all(str(visit.start.date()) == "2027-03-16" for visit in visits)


def test_monday_15_march_is_joint_leave(catalogue: Catalogue) -> None:
    assert "Monday 15 March: Eid al-Fitr Joint Holiday (joint leave)" in told(
        tour("2027-03-15", 1, "jakarta"), catalogue
    )


def test_22_to_26_march_ends_in_bangkok(catalogue: Catalogue) -> None:
    """Seen on its last three days: Jakarta works on Wednesday only, Singapore until Thursday."""
    agenda = first_plan(tour("2027-03-24", 3, "jakarta", "singapore", "bangkok"), catalogue)
    order = dict.fromkeys(city for day in agenda.days for city in day.cities)
    assert list(order) == ["jakarta", "singapore", "bangkok"]
    assert agenda.days[-1].cities[-1] == "bangkok"


def test_easter_closes_jakarta_on_thursday_and_both_on_friday(catalogue: Catalogue) -> None:
    words = told(tour("2027-03-25", 2, "jakarta"), catalogue)
    assert "Thursday 25 March: Good Friday Joint Holiday (joint leave)" in words
    assert "Friday 26 March: Good Friday" in words
    assert "Friday 26 March: Good Friday" in told(tour("2027-03-26", 1, "singapore"), catalogue)


def test_estimated_days_keep_their_mark(catalogue: Catalogue) -> None:
    words = told(tour("2027-03-10", 2, "jakarta"), catalogue)
    assert "Wednesday 10 March: Eid al-Fitr (estimated)" in words
    assert "Thursday 11 March: Eid al-Fitr Second Day (estimated)" in words


def test_estimated_day_gives_way_to_the_brief(catalogue: Catalogue) -> None:
    moon = {"city": "jakarta", "date": "2027-03-11", "open": True, "why": "Seen a day earlier"}
    wanted = tour("2027-03-10", 2, "jakarta", closures=[moon])
    agenda = first_plan(wanted, catalogue)
    visits = [b for b in agenda.blocks if b.kind == "visit"]
    assert visits
    assert all(str(visit.start.date()) == "2027-03-11" for visit in visits)


def test_brief_may_close_a_day_with_its_own_words(catalogue: Catalogue) -> None:
    shut = {"city": "bangkok", "date": "2027-03-22", "open": False, "why": "Marathon"}
    wanted = tour("2027-03-22", 1, "bangkok", closures=[shut])
    assert "Bangkok is closed on Monday 22 March: Marathon" in told(wanted, catalogue)
    assert possible(relaxed(wanted, catalogue, ["brief.closures.0"]), catalogue)


def test_joint_leave_counts_beside_public_days(catalogue: Catalogue) -> None:
    wanted = tour("2027-03-08", 5, "jakarta")
    days = [day.date for day in catalogue.closures.holidays if day.country == "ID"]
    names = [
        name
        for day in sorted(set(days))
        if day.year == 2027 and day.month == 3
        for name in closed_for(catalogue, wanted.brief, catalogue.city["jakarta"], day)
    ]
    assert sum("(joint leave)" in name for name in names) == 4
    assert sum("(estimated)" in name for name in names) == 2


def test_jakarta_to_seoul_costs_fourteen_hours_from_door_to_door(catalogue: Catalogue) -> None:
    """Twelve hours are said of it; with the coaches, check-in and immigration it is a day."""
    wanted = tour("2027-03-29", 5, "jakarta", "seoul")
    problem = build(wanted.brief, catalogue, date(2027, 3, 29), None)
    planner = RoutePlanner(problem.based({}))
    (there,) = planner.hops(1, "jakarta", "seoul")
    assert there.transit == 14 * 60
    assert there.leave < 8 * 60 + 30
    assert there.arrive > 18 * 60 + 30  # so the day of the flight has no visit: it costs two
    near = min(hop.transit for hop in planner.hops(1, "seoul", "jakarta"))
    assert near >= 12 * 60


def test_an_afternoon_flight_from_far_away_leaves_room_for_lunch(catalogue: Catalogue) -> None:
    """Lunch at the base ends too late for the coach, and check-in too late for lunch after it."""
    flight = {
        "date": "2027-03-30", "from": "ICN", "to": "SIN", "departs": "16:20", "lands": "21:20",
    }  # fmt: skip
    wanted = tour("2027-03-29", 3, "seoul", "singapore", flights=[flight])
    agenda = first_plan(wanted, catalogue)
    assert agenda.days
    lunches = [block for block in agenda.days[1].blocks if block.ref == "lunch"]
    assert [(block.place.id, f"{block.start:%H:%M}") for block in lunches] == [("icn", "13:30")]
    asked = why(wanted.model_copy(update={"agenda": agenda}), catalogue, lunches[0].id)
    assert [one.fact for one in asked.facts] == [
        "it is had in the airport while the group waits: Flight ICN → SIN leaves at 16:20; "
        "the group is at the airport at 13:30"
    ]
    found = check(agenda, wanted.brief, catalogue)
    assert [one.message for one in found if one.severity == "error"] == []


def test_a_departure_of_the_group_leaves_room_for_lunch(catalogue: Catalogue) -> None:
    """The same where the brief itself says when the group leaves."""
    leaves = {"city": "seoul", "airport": "ICN", "at": "16:20"}
    wanted = tour("2027-03-29", 2, "seoul", departure=leaves)
    agenda = first_plan(wanted, catalogue)
    assert agenda.days
    found = check(agenda, wanted.brief, catalogue)
    assert [one.message for one in found if one.severity == "error"] == []
