"""The content files as shipped: all there, with sources, and true to the calendar."""

from __future__ import annotations

from collections import Counter
from datetime import date, time, timedelta
from pathlib import Path
from time import process_time

import pytest

from workshop.catalogue.load import load_catalogue
from workshop.model.base import WEEKDAYS
from workshop.model.calendar import Holiday
from workshop.model.catalogue import Catalogue
from workshop.model.lecture import Module
from workshop.model.place import City, FlightPair
from workshop.model.travel import clock, distance_km, latest_leave, ride_minutes

CITIES = ("bangkok", "jakarta", "seoul", "singapore")


def test_everything_is_there(known: Catalogue) -> None:
    assert tuple(city.id for city in known.cities) == CITIES
    assert {city.id: len(city.hosts) for city in known.cities} == {
        "jakarta": 9,
        "singapore": 11,
        "bangkok": 9,
        "seoul": 8,
    }
    assert Counter(known.city_of[name].id for name in known.venue) == dict.fromkeys(CITIES, 3)
    assert Counter(known.city_of[name].id for name in known.leisure) == dict.fromkeys(CITIES, 4)
    assert len(known.host) == 37
    assert len(known.leisure) == 16
    assert len(known.venue) == 12
    assert len(known.flights) == 6
    assert len(known.frameworks) == 15
    assert set(known.airport) == {"CGK", "HLP", "SIN", "BKK", "DMK", "ICN", "GMP"}


def test_every_host_has_a_source_and_says_how_sure_it_is(known: Catalogue) -> None:
    assert Counter(host.confidence for host in known.host.values()) == {
        "high": 8,
        "medium": 23,
        "low": 6,
    }
    assert sum(len(host.sources) for host in known.host.values()) == 104
    assert sum(host.cautions is not None for host in known.host.values()) == 14
    for host in known.host.values():
        assert all(source.url.startswith("http") and source.as_of for source in host.sources)
        assert host.unconfirmed
        assert host.why.endswith((".", "?"))


def test_nobody_claims_hours_that_no_source_states(known: Catalogue) -> None:
    stated = [host for host in known.host.values() if host.hours is not None]
    assert [host.id for host in stated] == ["sel-samsung-sim"]
    (hours,) = stated[0].hours or ()
    assert hours.days == WEEKDAYS[:5]
    assert (hours.start, hours.end) == (time(10), time(18))
    assert all(host.group_cap is None and host.cost is None for host in known.host.values())
    assert all(venue.capacity is None and venue.cost is None for venue in known.venue.values())


def test_places_stand_where_their_city_is(known: Catalogue) -> None:
    for city in known.cities:
        sites = [(site.lat, site.lon) for site in (*city.hosts, *city.venues, *city.leisure)]
        ports = [(port.lat, port.lon) for port in city.airports]
        for lat, lon in sites + ports:
            assert distance_km(lat, lon, city.centre.lat, city.centre.lon) < 55


def test_each_framework_is_taught_where_the_talk_places_it(
    known: Catalogue, lectures: tuple[Module, ...]
) -> None:
    taught = {module.id: set(module.frameworks) for module in lectures}
    for framework in known.frameworks:
        assert set(framework.seed) & taught[framework.module], framework.id


def test_leisure_hours_read_what_the_source_says(known: Catalogue) -> None:
    def reading(name: str) -> tuple[str, str, str]:
        (hours,) = known.leisure[name].hours
        return " ".join(hours.days), f"{hours.start:%H:%M}", f"{hours.end:%H:%M}"

    week = " ".join(WEEKDAYS)
    assert reading("leis-jkt-kotatua") == ("tue wed thu fri sat sun", "09:00", "15:00")
    assert not known.leisure["leis-jkt-kotatua"].open_on_holidays
    assert reading("leis-sel-gyeongbokgung") == ("mon wed thu fri sat sun", "09:00", "18:00")
    assert known.leisure["leis-sel-gyeongbokgung"].open_on_holidays
    assert reading("leis-bkk-grandpalace") == (week, "08:30", "15:30")
    assert reading("leis-bkk-cruise") == (week, "19:00", "21:30")
    assert reading("leis-sgp-gardens") == (week, "18:30", "21:30")
    assert reading("leis-sgp-hawker") == (week, "11:00", "21:00")


def closed(known: Catalogue, country: str) -> list[Holiday]:
    return [one for one in known.closures.holidays if one.country == country]


def test_march_2027(known: Catalogue) -> None:
    march = {
        country: [
            (one.date.day, one.name, one.category, one.estimated)
            for one in closed(known, country)
            if (one.date.year, one.date.month) == (2027, 3)
        ]
        for country in ("ID", "SG", "TH", "KR")
    }
    assert sorted(march["ID"]) == [
        (8, "Day of Silence (Nyepi)", "public", False),
        (9, "Eid al-Fitr Joint Holiday", "government", False),
        (10, "Eid al-Fitr", "public", True),
        (11, "Eid al-Fitr Second Day", "public", True),
        (12, "Eid al-Fitr Joint Holiday", "government", False),
        (15, "Eid al-Fitr Joint Holiday", "government", False),
        (25, "Good Friday Joint Holiday", "government", False),
        (26, "Good Friday", "public", False),
        (28, "Easter Sunday", "public", False),
    ]
    assert march["SG"] == [
        (10, "Eid al-Fitr", "public", False),
        (26, "Good Friday", "public", False),
    ]
    assert march["TH"] == []
    assert march["KR"] == [(1, "Independence Movement Day", "public", False)]


def test_three_years_of_every_country(known: Catalogue) -> None:
    for country in ("ID", "SG", "TH", "KR"):
        years = Counter(one.date.year for one in closed(known, country))
        assert set(years) == {2026, 2027, 2028}
        assert min(years.values()) >= 11
    assert not any("estimated" in one.name for one in known.closures.holidays)


def test_ramadan_ends_on_the_eve_of_eid(known: Catalogue) -> None:
    eids = [
        (one.date, one.estimated)
        for one in closed(known, "ID")
        if one.name == "Eid al-Fitr" and one.category == "public"
    ]
    spans = known.closures.ramadan
    assert [(span.end + timedelta(days=1), span.estimated) for span in spans] == eids
    assert (spans[1].start, spans[1].end) == (date(2027, 2, 8), date(2027, 3, 9))


def test_advice_for_the_weeks_of_march(known: Catalogue) -> None:
    assert {one.week: one.rating for one in known.closures.week_advice} == {
        "2027-03-01/05": "poor",
        "2027-03-08/12": "avoid",
        "2027-03-15/19": "fair",
        "2027-03-22/26": "good",
        "2027-03-29/02": "good",
    }
    assert len(known.closures.precedents) == 2
    assert known.closures.risks


def test_defaults_are_the_stated_assumptions(known: Catalogue) -> None:
    defaults = known.defaults
    assert "planning assumptions" in defaults.note
    assert (defaults.visit_minutes, defaults.arrive_early_minutes) == (90, 15)
    assert (defaults.group_cap, defaults.visits_per_day) == (25, 2)
    assert (defaults.outreach_lead_weeks, defaults.backup_hosts_per_city) == (10, 2)
    assert [(one.days, one.start, one.end) for one in defaults.host_hours] == [
        (WEEKDAYS[:5], time(9), time(17))
    ]
    assert [(one.days, one.start, one.end) for one in defaults.venue_hours] == [
        (WEEKDAYS, time(7), time(22))
    ]
    assert (defaults.host_open_on_holidays, defaults.venue_open_on_holidays) == (False, True)
    assert (defaults.venue_capacity, defaults.leisure_capacity, defaults.coach_seats) == (
        40,
        40,
        40,
    )
    assert [(span.start, span.end) for span in defaults.peak] == [
        (time(6, 30), time(9, 30)),
        (time(16), time(20)),
    ]
    assert defaults.airport_minutes == 150
    assert (defaults.lunch.start, defaults.lunch.end) == (time(11, 30), time(14, 30))
    assert defaults.lunch_minutes == 60
    assert (defaults.briefing_minutes, defaults.pause_minutes) == (15, 10)
    assert (defaults.debrief_minutes, defaults.debrief_latest) == (45, time(21))
    assert (defaults.break_minutes, defaults.rest_hours) == (15, 11)


def test_what_only_jakarta_asks_for(known: Catalogue) -> None:
    jakarta = known.city["jakarta"]
    assert jakarta.friday_prayer is not None
    assert (jakarta.friday_prayer.start, jakarta.friday_prayer.end) == (time(11, 45), time(13, 15))
    assert jakarta.ramadan is not None
    assert (jakarta.ramadan.visits_end, jakarta.ramadan.host_lunch) == (time(15, 30), False)
    others = [city for city in known.cities if city is not jakarta]
    assert all(city.ramadan is None and city.friday_prayer is None for city in others)


def test_moving_about(known: Catalogue) -> None:
    assert {city.id: city.kerb_minutes for city in known.cities} == {
        "jakarta": 60,
        "singapore": 40,
        "bangkok": 60,
        "seoul": 60,
    }
    assert {
        city.id: (city.speed_kmh.peak, city.speed_kmh.offpeak, city.transfer_buffer_minutes)
        for city in known.cities
    } == {
        "jakarta": (15, 22, 30),
        "singapore": (24, 34, 15),
        "bangkok": (13, 22, 30),
        "seoul": (18, 26, 20),
    }
    assert {
        port.iata: (port.offpeak_minutes, port.peak_minutes)
        for port in known.airport.values()
        if port.offpeak_minutes
    } == {"CGK": (60, 105), "SIN": (30, 45), "BKK": (50, 90), "DMK": (45, 80), "ICN": (75, 110)}


def airports_of(known: Catalogue, pair: FlightPair) -> list[tuple[City, City, str, str, int]]:
    """Return the two ways of a pair: cities, codes, and minutes the clock shows from off to on."""
    start, end = known.city_of[pair.start], known.city_of[pair.end]
    out = pair.block_minutes + pair.clock_shift_minutes
    back = pair.block_minutes - pair.clock_shift_minutes
    return [(start, end, pair.start, pair.end, out), (end, start, pair.end, pair.start, back)]


class Port:
    """An airport as a place to ride to."""

    def __init__(self, known: Catalogue, code: str) -> None:
        port = known.airport[code]
        self.id, self.lat, self.lon = code.lower(), port.lat, port.lon


@pytest.mark.parametrize("pair_id", ["fl-cgk-sin", "fl-sin-bkk", "fl-cgk-bkk"])
def test_short_flights_go_from_morning_to_evening(known: Catalogue, pair_id: str) -> None:
    pair = next(pair for pair in known.flights if pair.id == pair_id)
    for times in (pair.departures_out, pair.departures_back):
        assert len(times) >= 5
        assert times[0] <= time(9, 30)
        assert times[-1] >= time(17)
        assert list(times) == sorted(times)


def test_the_last_departure_of_each_way_reaches_a_base_by_eleven(known: Catalogue) -> None:
    for pair in known.flights:
        ways = airports_of(known, pair)
        for way, times in zip(ways, (pair.departures_out, pair.departures_back), strict=True):
            _, city, _, code, minutes = way
            kerb = clock(times[-1]) + minutes + city.kerb_minutes
            port = Port(known, code)
            rides = [ride_minutes(city, known.defaults, port, venue, kerb) for venue in city.venues]
            assert kerb + max(rides) <= 23 * 60, (pair.id, code)


def test_every_way_has_a_departure_that_a_group_can_catch_from_any_base(known: Catalogue) -> None:
    for pair in known.flights:
        ways = airports_of(known, pair)
        for way, times in zip(ways, (pair.departures_out, pair.departures_back), strict=True):
            city, _, code, _, _ = way
            there = clock(times[-1]) - known.defaults.airport_minutes
            port = Port(known, code)
            for venue in city.venues:
                leave = latest_leave(city, known.defaults, venue, port, there)
                assert leave >= 6 * 60, (pair.id, code, venue.id)


def test_loading_takes_a_blink(lectures: tuple[Module, ...]) -> None:
    content = Path(__file__).resolve().parents[3] / "content"
    took = []
    for _ in range(3):
        start = process_time()  # what this process works: others may have the machine meanwhile
        load_catalogue(content, lectures)
        took.append(process_time() - start)
    assert min(took) < 0.35
