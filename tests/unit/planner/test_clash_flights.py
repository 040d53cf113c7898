"""Briefs that no flight can meet: cities without one between them, bookings that no day holds."""

from __future__ import annotations

import pytest

from tests.unit.planner.test_clash import facts, tour
from workshop.model.catalogue import Catalogue
from workshop.planner.timeless import Timeless


def test_cities_without_any_flight_between_them_name_it(catalogue: Catalogue) -> None:
    ends = {"jakarta", "bangkok"}
    grounded = catalogue.model_copy(
        update={
            "flights": tuple(
                pair
                for pair in catalogue.flights
                if {catalogue.city_of[pair.start].id, catalogue.city_of[pair.end].id} != ends
            )
        }
    )
    words = [
        (
            "there is no flight between Jakarta and Bangkok, in neither direction: "
            "add the departures there are",
            "flights",
        ),
        ("Jakarta must be visited", "brief.cities.must.0"),
        ("Bangkok must be visited", "brief.cities.must.1"),
    ]
    wanted = {"days": 3, "cities": {"must": ["jakarta", "bangkok"]}}
    assert facts(grounded, **wanted) == words
    by_way = {"must": ["jakarta", "bangkok"], "may": ["singapore"]}
    assert next(Timeless(tour(days=3, cities=by_way), grounded).all(), None) is None


@pytest.mark.parametrize(
    ("departs", "lands", "words"),
    [
        ("22:30", "01:20", ", so it lands on the next day"),
        ("20:30", "23:50", ", and nobody is at the hotel before midnight"),
    ],
)
def test_a_booked_flight_that_no_day_can_hold(
    catalogue: Catalogue, departs: str, lands: str, words: str
) -> None:
    flight = {
        "date": "2027-03-23", "from": "CGK", "to": "SIN", "departs": departs, "lands": lands,
    }  # fmt: skip
    cities = {"must": ["jakarta", "singapore"]}
    assert facts(catalogue, days=3, cities=cities, flights=[flight]) == [
        (
            f"the flight CGK → SIN is booked for Tuesday 23 March, {departs} to {lands}{words}: "
            "no plan has a night on the way, book one that is there on the day it leaves",
            "brief.flights.0",
        )
    ]


def test_a_booked_flight_later_than_the_group_wants_to_be_in(catalogue: Catalogue) -> None:
    flight = {
        "date": "2027-03-23",
        "from": "CGK",
        "to": "SIN",
        "departs": "18:30",
        "lands": "22:20",
    }
    cities = {"must": ["jakarta", "singapore"]}
    assert facts(catalogue, days=3, cities=cities, flights=[flight]) == [
        ("with a flight the group is up at 06:00 and in by 23:00", "brief.pace.travel_until"),
        (
            "the flight CGK → SIN is booked for Tuesday 23 March, 18:30 to 22:20, "
            "and nobody is at the hotel before 23:30",
            "brief.flights.0",
        ),
    ]
