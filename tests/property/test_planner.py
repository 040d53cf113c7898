"""Generated tours: every plan obeys every rule, or is shown impossible."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bench.roundtrip import travel, workspace
from workshop.model.agenda import Agenda
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner import plan
from workshop.rules import check

PORTS = {"jakarta": "CGK", "singapore": "SIN", "bangkok": "BKK", "seoul": "ICN"}
CLOCKS = st.builds("{:02d}:{:02d}".format, st.integers(9, 16), st.sampled_from([0, 7, 15, 30, 45]))
FEW = 3
LOCKABLE = ("visit", "training", "leisure", "flight", "meal")


@st.composite
def hosts(draw: st.DrawFn, ids: list[str], start: date, days: int) -> list[dict[str, Any]]:
    wishes: list[dict[str, Any]] = []
    for one in draw(st.lists(st.sampled_from(ids), max_size=3, unique=True)):
        status = draw(st.sampled_from(["idea", "tentative", "confirmed", "declined"]))
        wish: dict[str, Any] = {"id": one, "status": status}
        if status in ("tentative", "confirmed"):
            day = start + timedelta(days=draw(st.integers(0, days - 1)))
            wish["slot"] = {"date": str(day), "start": draw(CLOCKS)}
        if draw(st.booleans()):
            wish["visit_minutes"] = draw(st.sampled_from([45, 60, 120]))
        wishes.append(wish)
    return wishes


def _few(ids: list[str], wishes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave three hosts a city beside those that are named: a small problem is a quick one."""
    named = {wish["id"] for wish in wishes}
    count: dict[str, int] = {}
    for one in ids:
        city = one.split("-")[0]
        count[city] = count.get(city, 0) + (one not in named)
        if one not in named and count[city] > FEW:
            wishes.append({"id": one, "wish": "never"})
    return wishes


@st.composite
def briefs(draw: st.DrawFn, catalogue: Catalogue) -> dict[str, Any]:
    cities = draw(st.lists(st.sampled_from(sorted(PORTS)), min_size=1, max_size=2, unique=True))
    must = draw(st.integers(1, len(cities)))
    start = date(2027, 3, 1) + timedelta(days=draw(st.integers(0, 45)))
    days = draw(st.integers(len(cities), 3))
    ids = [host.id for city in cities for host in catalogue.city[city].hosts]
    brief: dict[str, Any] = {
        "title": "Generated",
        "group_size": draw(st.sampled_from([5, 18, 25])),
        "start": str(start),
        "days": days,
        "cities": {"must": cities[:must], "may": cities[must:]},
        "hosts": _few(ids, draw(hosts(ids, start, days))),
        "balance": {"hard": draw(st.booleans())},
        "pace": {"visits_per_day": draw(st.integers(1, 3))},
    }
    if draw(st.booleans()):
        brief["modules"] = [{"id": "m12", "wish": "must"}]
    if draw(st.booleans()):
        at = draw(CLOCKS)
        brief["arrival"] = {"city": cities[0], "airport": PORTS[cities[0]], "at": at}
    if draw(st.booleans()):
        closed = start + timedelta(days=draw(st.integers(0, days - 1)))
        brief["closures"] = [{"city": cities[0], "date": str(closed), "open": draw(st.booleans())}]
    return brief


def broken(agenda: Agenda, tour: Tour, catalogue: Catalogue) -> list[str]:
    found = check(agenda, tour.brief, catalogue, held=tour.agenda)
    return [f"{one.rule}: {one.message}" for one in found if one.severity == "error"]


def lock(agenda: Agenda, numbers: list[int]) -> Agenda:
    anchors = [block.id for block in agenda.blocks if block.kind in LOCKABLE]
    ids = {anchors[number % len(anchors)] for number in numbers}
    days = tuple(
        day.model_copy(
            update={
                "blocks": tuple(
                    block.model_copy(update={"locked": block.id in ids}) for block in day.blocks
                )
            }
        )
        for day in agenda.days
    )
    return agenda.model_copy(update={"days": days})


def test_tours_go_all_the_way_and_back(tmp_path: Path) -> None:
    """The short form of `make tours`."""
    services = workspace(tmp_path)
    journeys = [travel(services, tmp_path, number) for number in (25, 2)]
    assert [one.faults for one in journeys] == [[], []]
    assert any(one.planned and one.edits for one in journeys)


@pytest.mark.slow
@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_plans_obey_every_rule_or_are_impossible(catalogue: Catalogue, data: st.DataObject) -> None:
    brief = data.draw(briefs(catalogue))
    numbers = data.draw(st.lists(st.integers(0, 50), min_size=1, max_size=3))
    tour = Tour.model_validate_json(json.dumps({"brief": brief}))
    agenda = plan(tour, catalogue, limit=0.1, explain=False)
    if not agenda.days:
        assert agenda.status == "infeasible"
        assert agenda.conflict
        return
    assert broken(agenda, tour, catalogue) == []
    assert agenda.score == sum(term.points for term in agenda.terms)
    assert agenda.bound >= agenda.score
    locked = lock(agenda, numbers)
    brief["weights"] = {"visit": 10, "module": 80, "transit": 0}
    again = Tour.model_validate_json(json.dumps({"brief": brief}))
    again = again.model_copy(update={"agenda": locked})
    second = plan(again, catalogue, limit=0.5, explain=False)
    assert second.days, "what was planned once can be kept"
    assert broken(second, again, catalogue) == []
