"""Briefs that cannot be met are refused with the facts that clash, in words."""

from __future__ import annotations

import json
from typing import Any

from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner import plan


def facts(catalogue: Catalogue, **more: Any) -> list[tuple[str, str]]:
    brief = {
        "title": "A test",
        "group_size": 18,
        "start": "2027-03-22",
        "cities": {"must": ["singapore"]},
        **more,
    }
    agenda = plan(Tour.model_validate_json(json.dumps({"brief": brief})), catalogue, limit=10)
    assert agenda.status == "infeasible"
    assert agenda.days == ()
    return [(one.fact, one.where) for one in agenda.conflict]


def test_week_of_8_march_names_every_closed_day(catalogue: Catalogue) -> None:
    found = facts(catalogue, start="2027-03-08", cities={"must": ["jakarta"]})
    assert found[0] == (
        "Jakarta must be visited, and a city is visited for at least one host",
        "brief.cities.must.0",
    )
    told = [fact for fact, _ in found[1:]]
    assert len(told) == 5
    assert "Nyepi" in told[0]
    assert "joint leave" in told[1]
    assert "Eid al-Fitr" in told[2]
    assert "(estimated)" in told[2]
    assert "Eid al-Fitr" in told[3]
    assert "joint leave" in told[4]
    assert found[1][1] == "closures.ID.2027-03-08"


def test_two_confirmed_visits_that_overlap(catalogue: Catalogue) -> None:
    at = {"date": "2027-03-23", "start": "10:00"}
    later = {"date": "2027-03-23", "start": "11:00"}
    found = facts(
        catalogue,
        hosts=[
            {"id": "sgp-grab", "status": "confirmed", "slot": at},
            {"id": "sgp-dbs", "status": "confirmed", "slot": later},
        ],
    )
    assert found[0] == ("Grab is confirmed on Tuesday 23 March at 10:00", "brief.hosts.0")
    assert found[1][1] == "brief.hosts.1"
    assert "60 are there" in found[2][0]


def test_confirmed_visits_in_two_cities_on_one_day(catalogue: Catalogue) -> None:
    morning = {"date": "2027-03-23", "start": "09:00"}
    evening = {"date": "2027-03-23", "start": "15:00"}
    found = facts(
        catalogue,
        cities={"must": ["singapore", "jakarta"]},
        hosts=[
            {"id": "sgp-grab", "status": "confirmed", "slot": morning},
            {"id": "jkt-goto", "status": "confirmed", "slot": evening},
        ],
    )
    assert found[2][0] == "Singapore and Jakarta on one day"


def test_slot_outside_the_tour(catalogue: Catalogue) -> None:
    slot = {"date": "2027-04-23", "start": "10:00"}
    found = facts(catalogue, hosts=[{"id": "sgp-grab", "status": "confirmed", "slot": slot}])
    assert found[1] == ("the tour runs from 2027-03-22 to 2027-03-26", "brief.start")


def test_group_too_large_says_what_is_assumed(catalogue: Catalogue) -> None:
    found = facts(catalogue, group_size=30, hosts=[{"id": "sgp-grab", "wish": "must"}])
    assert [fact for fact, _ in found] == [
        "Grab must be visited",
        "Grab takes at most 25 people (assumed)",
        "the group is 30 people",
    ]


def test_window_shorter_than_the_visit(catalogue: Catalogue) -> None:
    hours = [{"days": ["mon", "tue"], "from": "10:00", "to": "11:00"}]
    found = facts(catalogue, hosts=[{"id": "sgp-grab", "wish": "must", "hours": hours}])
    assert found[1] == ("Grab is open 60 minutes at most; a visit takes 90", "brief.hosts.0")


def test_must_that_builds_on_a_never(catalogue: Catalogue) -> None:
    found = facts(
        catalogue, modules=[{"id": "m07", "wish": "must"}, {"id": "m05", "wish": "never"}]
    )
    assert found[1][0].startswith("it needs “Coordination")
    assert found[1][1] == "brief.modules.1"


def test_more_musts_than_the_days_hold(catalogue: Catalogue) -> None:
    hosts = [{"id": host.id, "wish": "must"} for host in catalogue.city["singapore"].hosts[:5]]
    found = facts(catalogue, days=2, hosts=hosts)
    assert found[-1] == ("2 days hold at most 4 visits", "brief.pace")


def test_searched_in_vain_names_all_that_is_insisted_on(catalogue: Catalogue) -> None:
    found = facts(catalogue, days=2, cities={"must": ["bangkok", "seoul"]})
    assert ("the tour has 2 days", "brief.days") in found
    assert any(where == "brief.balance" for _, where in found)
