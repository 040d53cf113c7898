"""Repairs after a flight that is late: it is waited for, or given up where it is too late."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from tests.unit.planner.test_repair import errors, flights, planned, the_agenda, tour
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner.aftermath import applied
from workshop.planner.changes import day_words
from workshop.planner.events import Delay
from workshop.planner.repair import repair


@pytest.fixture(scope="module")
def flying(catalogue: Catalogue) -> Tour:
    """Return a tour of two days in two cities."""
    cities = ("singapore", "bangkok")
    never = [
        {"id": host.id, "wish": "never"}
        for city in cities
        for host in catalogue.city[city].hosts
        if host.id not in ("sgp-grab", "sgp-dbs", "bkk-lmwn", "bkk-truedigitalpark")
    ]
    wanted = tour(catalogue, cities={"must": cities}).model_dump(mode="json", by_alias=True)
    brief = {**wanted["brief"], "hosts": never, "balance": {"hard": False}}
    return planned(Tour.model_validate_json(json.dumps({"brief": brief})), catalogue, limit=2)


def test_delayed_flight_is_flown_as_it_is(flying: Tour, catalogue: Catalogue) -> None:
    (flight,) = flights(the_agenda(flying))
    found = repair(flying, catalogue, [Delay(flight.id, 25)], limit=2)
    assert found
    for one in found:
        assert errors(one, None, catalogue) == []
        (flown,) = flights(one.plan)
        assert (flown.start - flight.start).total_seconds() == 25 * 60
        assert (flown.end - flight.end).total_seconds() == 25 * 60
        assert flown.place == flight.place
        # The airline knows how late it is; the coach company does not.
        assert not [line for line in one.tell if "airline" in line]
        assert [line for line in one.tell if "coach company" in line]
    assert len(found[0].brief.flights) == 1


def test_a_flight_that_leaves_on_the_next_day_is_told_with_the_day(
    flying: Tour, catalogue: Catalogue
) -> None:
    """A flight ten hours late was said to leave “at 04:30”."""
    (flight,) = flights(the_agenda(flying))
    later = Delay(flight.id, 24 * 60)
    (note,) = applied(flying, [later], catalogue).notes
    day = day_words(flight.start.date() + timedelta(days=1))
    assert f"leaves on {day} at {flight.start:%H:%M} and lands at {flight.end:%H:%M}: " in note


def test_a_flight_that_nobody_booked_is_given_up_where_it_is_too_late(
    flying: Tour, catalogue: Catalogue
) -> None:
    (flight,) = flights(the_agenda(flying))
    late = [Delay(flight.id, 23 * 60 - flight.start.hour * 60)]
    found = repair(flying, catalogue, late, limit=1)
    assert found
    for one in found:
        (flown,) = flights(one.plan)
        assert (flown.start, flown.title) != (flight.start, flight.title)
        assert (one.brief.flights, one.edits) == ((), ())
        assert errors(one, None, catalogue) == []
        assert "before midnight, so another flight is taken" in one.note
        assert flight.id in {change.block.id for change in one.moved}
        assert [line for line in one.tell if "airline" in line]
    booked = {
        "date": str(flight.start.date()),
        "from": flight.place.id.upper(),
        "to": flight.where_it_ends.id.upper(),
        "departs": f"{flight.start:%H:%M}",
        "lands": f"{flight.end:%H:%M}",
    }
    brief = flying.brief.model_dump(mode="json", by_alias=True) | {"flights": [booked]}
    sure = Tour.model_validate_json(json.dumps({"brief": brief}))
    sure = sure.model_copy(update={"agenda": flying.agenda})
    overnight = applied(sure, [Delay(flight.id, 600 + 120)], catalogue)
    assert (overnight.missed, overnight.tour.brief.flights) == ([flight], ())
    assert "so its booking is given up and another flight is taken" in overnight.notes[0]
    assert [edit.where for edit in overnight.edits] == ["brief.flights.0"]
    assert applied(sure, [Delay(flight.id, 10)], catalogue, waiting=False).missed == []
    assert applied(flying, [Delay(flight.id, 10)], catalogue).missed == []
    assert applied(flying, [Delay(flight.id, 10)], catalogue, waiting=False).missed == [flight]
