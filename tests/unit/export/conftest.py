"""A small world to write about: two cities, one of each thing, and a tour of two days."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workshop.decks.deck import Deck
from workshop.decks.parse import parse_deck
from workshop.export.redaction import Source
from workshop.model.agenda import Agenda
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Contact, Tour

WEEK = ["mon", "tue", "wed", "thu", "fri"]
DAILY = [*WEEK, "sat", "sun"]
SOURCE = {"title": "A page", "url": "https://example.com/a"}


def _site(ident: str, name: str, **more: object) -> dict[str, object]:
    return {"id": ident, "name": name, "lat": 1.25, "lon": 103.5, **more}


def _host(ident: str, name: str, framework: str, address: str, **more: object) -> dict[str, object]:
    return _site(
        ident,
        name,
        district="Centre",
        address="1 Road",
        address_status=address,
        sector="Payments",
        frameworks=[framework],
        why="One app, many services.",
        cautions="SECRET caution",
        sources=[SOURCE],
        confidence="medium",
        **more,
    )


def _city(ident: str, name: str, code: str, zone: str, port: str, **more: object) -> object:
    return {
        "id": ident,
        "name": name,
        "country": f"Land of {name}",
        "country_code": code,
        "timezone": zone,
        "currency": "SGD",
        "centre": {"name": "Centre", "lat": 1.25, "lon": 103.5},
        "airports": [{"iata": port, "name": f"{name} Airport", "lat": 1.5, "lon": 103.75}],
        "speed_kmh": {"peak": 15, "offpeak": 30},
        "detour_factor": 1.4,
        "transfer_buffer_minutes": 15,
        "kerb_minutes": 60,
        **more,
    }


@pytest.fixture(scope="session")
def small() -> Catalogue:
    """A catalogue of two cities, three hosts, two venues, one leisure item and two modules."""
    formality = {
        "item": "Arrival card", "window": "three days before", "url": "u", "as_of": "2025",
        "checked_on": "2026-11-20",
    }  # fmt: skip
    data = {
        "cities": [
            _city(
                "jakarta",
                "Jakarta",
                "ID",
                "Asia/Jakarta",
                "CGK",
                hosts=[
                    _host("jkt-goto", "GoTo Group", "marketplace", "weak"),
                    _host(
                        "jkt-jago",
                        "Bank Jago",
                        "payment",
                        "confirmed",
                        visit_minutes=60,
                        group_cap=20,
                        hours=[{"days": ["mon"], "from": "10:00", "to": "16:00"}],
                    ),
                ],
                venues=[_site("ven-jkt", "Hotel in Jakarta", type="hotel", status="weak")],
                entry_formalities=[formality],
            ),
            _city(
                "singapore",
                "Singapore",
                "SG",
                "Asia/Singapore",
                "SIN",
                hosts=[_host("sgp-grab", "Grab", "marketplace", "confirmed")],
                venues=[
                    _site(
                        "ven-sgp",
                        "Rooms at one-north",
                        type="coworking",
                        status="confirmed",
                        capacity=30,
                        hours=[{"days": DAILY, "from": "08:00", "to": "20:00"}],
                    )
                ],
                leisure=[
                    _site(
                        "leis-gallery",
                        "National Gallery",
                        minutes=90,
                        setting="indoor",
                        best_slot="afternoon",
                        hours_text="Daily 10:00-19:00",
                        hours=[{"days": DAILY, "from": "10:00", "to": "19:00"}],
                        hours_status="weak",
                        notes="The roof is worth the climb.",
                    )
                ],
            ),
        ],
        "flights": [],
        "closures": {
            "source_note": "n",
            "holidays": [
                {"country": "ID", "date": "2027-03-23", "name": "A Feast", "category": "government"}
            ],
            "ramadan": [],
        },
        "defaults": {
            "note": "n",
            "visit_minutes": 90,
            "arrive_early_minutes": 15,
            "group_cap": 25,
            "visits_per_day": 2,
            "outreach_lead_weeks": 10,
            "backup_hosts_per_city": 2,
            "host_hours": [{"days": WEEK, "from": "09:00", "to": "17:00"}],
            "host_open_on_holidays": False,
            "venue_hours": [{"days": DAILY, "from": "07:00", "to": "22:00"}],
            "venue_open_on_holidays": True,
            "venue_capacity": 40,
            "leisure_capacity": 40,
            "coach_seats": 40,
            "peak": [],
            "airport_minutes": 150,
            "lunch": {"from": "11:30", "to": "14:30"},
            "lunch_minutes": 60,
            "briefing_minutes": 15,
            "pause_minutes": 10,
            "debrief_minutes": 45,
            "debrief_latest": "21:00",
            "break_minutes": 15,
            "rest_hours": 11,
        },
        "frameworks": [
            {
                "id": "marketplace",
                "name": "Marketplace",
                "layer": "platform",
                "module": "m03",
                "ask": ["Which cost does it take away?"],
                "count": ["Sellers in the room"],
            },
            {"id": "payment", "name": "Payment platform", "layer": "platform", "module": "m03"},
        ],
        "fieldwork": {
            "sheet": [
                {
                    "label": "Layer",
                    "ask": "What is paid for?",
                    "choices": ["low", "high"],
                    "module": "m03",
                },
                {"label": "One doubt", "ask": "Of a sentence.", "lines": 2, "module": "m03"},
            ],
            "debrief": {
                "steps": [{"do": "Alone: read your sheets", "minutes": 5}],
                "every_day": ["Which number was new?"],
                "first_day": ["What did we do as guests?"],
                "leaving_a_city": ["What is the city's?"],
                "last_day": ["Which visit changed your mind?"],
            },
            "capstone": {
                "before_the_first_visit": ["Everybody has a sheet."],
                "after_the_last": ["Three diamonds on one wall."],
                "at_home": ["After 30 days: what was tested?"],
            },
        },
        "modules": [
            {"id": one, "title": title, "duration": 75, "short": 30, "objectives": ["o"]}
            for one, title in (("m03", "Platforms"), ("m12", "Capstone"))
        ],
    }
    return Catalogue.model_validate_json(json.dumps(data))


@pytest.fixture(scope="session")
def tour() -> Tour:
    """A brief with a secret in every field that no document may show."""
    secret = {
        key: f"SECRET {key}"
        for key in ("contact", "notes", "next_step", "suggested_by", "source", "why")
    }
    brief = {
        "title": "Small Tour",
        "question": "Build on it, or be it?",
        "group_size": 18,
        "start": "2027-03-22",
        "days": 2,
        "cities": {"must": ["jakarta", "singapore"], "may": []},
        "modules": [{"id": "m03", "notes": "SECRET module"}],
        "hosts": [
            {"id": "jkt-goto", "wish": "wish", "status": "invited", **secret},
            {"id": "jkt-jago", "status": "confirmed", **secret},
        ],
        "budget": {
            "ceiling": 123456,
            "currency": "USD",
            "lines": [{"what": "SECRET line", "cost": {"currency": "USD", "fixed": 654321}}],
        },
        "notes": "SECRET notes of the brief",
    }
    return Tour.model_validate_json(json.dumps({"format": 1, "brief": brief}))


@pytest.fixture(scope="session")
def agenda() -> Agenda:
    """Two days by hand: Jakarta, a flight, Singapore."""
    hotel = ("ven-jkt", "Hotel in Jakarta")
    goto, jago, grab = ("jkt-goto", "GoTo Group"), ("jkt-jago", "Bank Jago"), ("sgp-grab", "Grab")
    cgk, sin = ("cgk", "Jakarta Airport"), ("sin", "Singapore Airport")
    gallery = ("leis-gallery", "National Gallery")
    first = [
        _block("m12-short", "training", "08:30", "09:00", hotel, "Capstone", "m12", form="short"),
        _block("m03-full", "training", "09:15", "10:30", hotel, "Platforms", "m03", form="full"),
        _block("t1", "transfer", "10:30", "11:00", hotel, "Coach", to=jago),
        _block("jago", "visit", "11:15", "12:15", jago, "Bank Jago", "jkt-jago"),
        _block("p1", "break", "12:15", "12:25", jago, "Notes on the visit", "jkt-jago"),
        _block("lunch", "meal", "12:30", "13:30", jago, "Lunch", "lunch"),
        _block("goto", "visit", "14:00", "15:30", goto, "GoTo Group", "jkt-goto"),
        _block("db1", "debrief", "17:00", "17:45", hotel, "Debrief of the day"),
    ]
    second = [
        _block("cgk", "break", "07:30", "10:00", cgk, "Check-in", "cgk", day=23),
        _block(
            "fly",
            "flight",
            "10:00",
            "12:50",
            cgk,
            "CGK to SIN",
            to=sin,
            day=23,
            end_zone=8,
        ),
        _block("sin", "break", "12:50", "13:30", sin, "Bags", "sin", day=23, zone=8),
        _block("grab", "visit", "15:00", "16:30", grab, "Grab", "sgp-grab", day=23, zone=8),
        _block(
            "gallery",
            "leisure",
            "17:15",
            "18:45",
            gallery,
            "National Gallery",
            "leis-gallery",
            day=23,
            zone=8,
            note="Tickets are bought at the door.",
        ),
    ]
    return Agenda.model_validate_json(
        json.dumps(
            {
                "status": "feasible",
                "score": 210,
                "bound": 221,
                "gap": 0.0524,
                "seed": 4,
                "work": 1.5,
                "terms": [
                    {"name": "visits", "amount": 3, "unit": "visits", "weight": 60, "points": 180},
                    {"name": "leisure", "amount": 1.5, "unit": "h", "weight": 20, "points": 30},
                ],
                "days": [
                    {"date": "2027-03-22", "cities": ["jakarta"], "blocks": first},
                    {"date": "2027-03-23", "cities": ["jakarta", "singapore"], "blocks": second},
                ],
                "left_out": [
                    {"ref": "jkt-telkom", "title": "Telkom", "reason": "no day has room for it"},
                    {"ref": "m01", "reason": "it is taught where nobody goes"},
                ],
            }
        )
    )


def _place(pair: tuple[str, str]) -> dict[str, object]:
    return {"id": pair[0], "name": pair[1], "lat": 1.25, "lon": 103.5}


def _block(
    ident: str,
    kind: str,
    start: str,
    end: str,
    place: tuple[str, str],
    title: str,
    ref: str | None = None,
    *,
    to: tuple[str, str] | None = None,
    day: int = 22,
    zone: int = 7,
    end_zone: int | None = None,
    **more: object,
) -> dict[str, object]:
    return {
        "id": ident,
        "kind": kind,
        "ref": ref,
        "title": title,
        "city": "jakarta" if zone == 7 else "singapore",
        "start": f"2027-03-{day}T{start}:00+{zone:02d}:00",
        "end": f"2027-03-{day}T{end}:00+{end_zone or zone:02d}:00",
        "place": _place(place),
        "to": _place(to) if to else None,
        **more,
    }


@pytest.fixture(scope="session")
def deck() -> Deck:
    """The deck of m03: a table, a quiz, a sheet, questions to ask, and sources."""
    return parse_deck(Path(__file__).with_name("m03.md").read_text("utf-8"), "m03.md")


@pytest.fixture
def source(tour: Tour, agenda: Agenda, small: Catalogue, deck: Deck) -> Source:
    """What documents are made from."""
    contacts = (
        Contact(role="Emergency", phone="+65 1111", public=True),
        Contact(role="Driver in Jakarta", name="SECRET driver", phone="SECRET phone"),
    )
    more = {"dress": "Business, light", "needs": "SECRET 2 vegetarian", "contacts": contacts}
    brief = tour.brief.model_copy(update=more)
    return Source("small", tour.model_copy(update={"brief": brief}), agenda, small, {"m03": deck})
