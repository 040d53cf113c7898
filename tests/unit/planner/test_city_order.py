"""Cities in an order: every plan keeps it, and the best plan is the best of all that do."""

from __future__ import annotations

import json
from itertools import combinations, permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.planner.venues import THOROUGH, venues_of
from workshop.model.agenda import Agenda
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner import plan
from workshop.planner.events import Cancel
from workshop.planner.relax import relaxed
from workshop.planner.repair import repair
from workshop.planner.routes import Route
from workshop.planner.twist import Twist, twisted
from workshop.planner.why import why
from workshop.rules import check

HOSTS = ("jkt-goto", "sgp-grab", "bkk-lmwn")
LECTURES = ("m03", "m08")
"""What must be taught before these hosts."""
CITIES = ("jakarta", "singapore", "bangkok")


def tour(catalogue: Catalogue, order: tuple[str, ...], must: int = 3, **more: Any) -> Tour:
    """Return a tour of four days: two lectures and, in each city, one host."""
    never = [
        {"id": host.id, "wish": "never"}
        for city in CITIES
        for host in catalogue.city[city].hosts
        if host.id not in HOSTS
    ]
    brief: dict[str, Any] = {
        "title": "Ordered",
        "group_size": 12,
        "start": "2027-03-29",
        "days": 4,
        "cities": {"must": CITIES[:must], "may": CITIES[must:], "order": order},
        "hosts": never,
        "modules": [{"id": m, "wish": "never"} for m in catalogue.module if m not in LECTURES],
        "leisure": {"never": sorted(catalogue.leisure)},
        "balance": {"hard": False},
        "venues": venues_of(CITIES),
        **more,
    }
    return Tour.model_validate_json(json.dumps({"brief": brief}))


def route(agenda: Agenda) -> tuple[str, ...]:
    return tuple(dict.fromkeys(city for day in agenda.days for city in day.cities))


def test_plan_is_the_best_of_all_routes_in_the_order(catalogue: Catalogue) -> None:
    def along(cities: tuple[str, ...]) -> int:
        def within(one: Route) -> bool:
            return one.cities == cities

        return plan(tour(catalogue, ()), catalogue, explain=False, within=within).score

    points = {cities: along(cities) for cities in permutations(CITIES)}
    orders = [*permutations(CITIES, 2), *permutations(CITIES)]
    for order in orders if THOROUGH else orders[::3]:
        allowed = {
            cities: value
            for cities, value in points.items()
            if all(cities.index(one) < cities.index(two) for one, two in combinations(order, 2))
        }
        agenda = plan(tour(catalogue, order), catalogue, explain=False)
        assert agenda.status == "optimal"
        assert (agenda.score, allowed[route(agenda)]) == (max(allowed.values()),) * 2
    assert len(set(points.values())) > 1, "some orders are worse"


@settings(max_examples=2, suppress_health_check=list(HealthCheck))
@given(order=st.permutations(CITIES), named=st.integers(2, 3), must=st.integers(1, 3))
def test_no_plan_breaks_the_order(
    catalogue: Catalogue, order: list[str], named: int, must: int
) -> None:
    asked = tour(catalogue, tuple(order[:named]), must)
    agenda = plan(asked, catalogue, explain=False)
    went = [city for city in route(agenda) if city in order[:named]]
    assert went == [city for city in order[:named] if city in went]
    assert [one for one in check(agenda, asked.brief, catalogue) if one.severity == "error"] == []


ORDER = ("bangkok", "jakarta")
FACT = ("the cities come in this order: Bangkok → Jakarta", "brief.cities.order")


@pytest.fixture(scope="module")
def planned(catalogue: Catalogue) -> Tour:
    asked = tour(catalogue, ORDER)
    return asked.model_copy(update={"agenda": plan(asked, catalogue, explain=False)})


def the_agenda(one: Tour) -> Agenda:
    assert one.agenda is not None
    return one.agenda


def test_order_that_cannot_be_is_among_the_facts_and_dropping_it_is_enough(
    catalogue: Catalogue,
) -> None:
    lands = {"city": "jakarta", "airport": "CGK", "at": "07:30"}
    asked = tour(catalogue, ORDER, arrival=lands)
    agenda = plan(asked, catalogue)
    facts = [(one.fact, one.where) for one in agenda.conflict]
    assert agenda.status == "infeasible"
    assert FACT in facts
    assert ("the group lands at CGK at 07:30", "brief.arrival") in facts
    easier = relaxed(asked, catalogue, ["brief.cities.order"])
    assert easier.brief.cities.must == CITIES
    assert plan(easier, catalogue, explain=False, limit=1).days
    optional = relaxed(asked, catalogue, ["brief.cities.must.2"]).brief.cities
    assert (optional.may, optional.order) == (("bangkok",), ORDER)


def test_flight_is_held_by_the_order(planned: Tour, catalogue: Catalogue) -> None:
    flights = [block for block in the_agenda(planned).blocks if block.kind == "flight"]
    told = {
        (flight.city, one.fact)
        for flight in flights
        for one in why(planned, catalogue, flight.id).facts
        if one.where == "brief.cities.order"
    }
    assert told <= {("bangkok", "Bangkok comes before Jakarta")}
    first = tour(catalogue, ("bangkok", "singapore", "jakarta"))
    agenda = plan(first, catalogue, explain=False)
    first = first.model_copy(update={"agenda": agenda})
    flight = next(block for block in agenda.blocks if block.kind == "flight")
    facts = why(first, catalogue, flight.id).facts
    assert "Bangkok comes before Singapore" in [one.fact for one in facts]


def test_repair_keeps_the_order_but_does_not_force_it_on_a_plan_that_goes_another_way(
    planned: Tour, catalogue: Catalogue
) -> None:
    went = route(the_agenda(planned))
    lecture = next(block for block in the_agenda(planned).blocks if block.ref == "m03")
    for one in repair(planned, catalogue, [Cancel(lecture.id)]):
        assert route(one.plan) == went
        assert one.brief.cities == planned.brief.cities
    against = planned.brief.cities.model_copy(update={"order": went[::-1]})
    assert planned.brief.cities.along(went).order == ORDER
    assert against.along(went).order == ()
    assert not against.kept_by(went)


def test_variant_has_what_the_order_says_of_its_cities(catalogue: Catalogue) -> None:
    asked = tour(catalogue, ("bangkok", "singapore", "jakarta"))
    without = twisted(asked, Twist(drop=("singapore",), add=("seoul",)), catalogue).brief.cities
    assert without.must == ("jakarta", "bangkok", "seoul")
    assert without.order == ("bangkok", "jakarta")
