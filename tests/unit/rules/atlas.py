"""A small catalogue and brief, made up: Alpha (UTC+7), Beta (UTC+8), and Gamma as a spare."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from workshop.model.base import Hours, Source, Span, Weekday
from workshop.model.calendar import Closures
from workshop.model.catalogue import Catalogue
from workshop.model.cities import CityWishes
from workshop.model.lecture import Framework, Module
from workshop.model.place import (
    Airport,
    City,
    Defaults,
    FlightPair,
    Host,
    Leisure,
    Point,
    RamadanRule,
    Speeds,
    Venue,
)
from workshop.model.tour import Brief, HostWish

WORKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri")
DAILY: tuple[Weekday, ...] = (*WORKDAYS, "sat", "sun")
TUE, WED, THU = date(2027, 3, 23), date(2027, 3, 24), date(2027, 3, 25)


def hours(start: str, end: str, days: tuple[Weekday, ...] = DAILY) -> Hours:
    return Hours(days=days, start=time.fromisoformat(start), end=time.fromisoformat(end))


def span(start: str, end: str) -> Span:
    return Span(start=time.fromisoformat(start), end=time.fromisoformat(end))


def make_host(key: str, name: str, lat: float, lon: float, framework: str, **more: Any) -> Host:
    return Host(
        id=key,
        name=name,
        lat=lat,
        lon=lon,
        district="Centre",
        address="1 Road",
        address_status="weak",
        sector="retail",
        frameworks=(framework,),
        why="It shows the idea.",
        sources=(Source(title="A page", url="https://example.org"),),
        confidence="high",
        **more,
    )


def make_venue(key: str, name: str, lat: float, lon: float, **more: Any) -> Venue:
    return Venue(id=key, name=name, lat=lat, lon=lon, type="hotel", status="weak", **more)


def make_leisure(key: str, name: str, lat: float, lon: float, **more: Any) -> Leisure:
    more.setdefault("hours", (hours("10:00", "21:00"),))
    return Leisure(
        id=key,
        name=name,
        lat=lat,
        lon=lon,
        minutes=90,
        setting="mixed",
        best_slot="evening",
        hours_text="10 to 9",
        hours_status="confirmed",
        **more,
    )


def make_city(key: str, zone: str, code: str, at: tuple[float, float], **more: Any) -> City:
    lat, lon = at
    name = key.capitalize()
    iata = key[0].upper() * 3
    more.setdefault("kerb_minutes", 40)
    more.setdefault("hosts", ())
    return City(
        id=key,
        name=name,
        country=f"{name}land",
        country_code=code,
        timezone=zone,
        currency="USD",
        centre=Point(name=f"{name} centre", lat=lat, lon=lon),
        airports=(
            Airport(
                iata=iata,
                name=f"{name} Airport",
                lat=lat + 0.2,
                lon=lon,
                offpeak_minutes=40,
                peak_minutes=60,
            ),
        ),
        speed_kmh=Speeds(peak=12, offpeak=24),
        detour_factor=1.2,
        transfer_buffer_minutes=10,
        venues=(
            make_venue(f"{key}-hotel", f"{name} Hotel", lat, lon),
            make_venue(f"{key}-hall", f"{name} Hall", lat, lon + 0.02),
        ),
        leisure=(
            make_leisure(f"{key}-garden", f"{name} Garden", lat - 0.02, lon),
            make_leisure(f"{key}-tower", f"{name} Tower", lat - 0.02, lon - 0.02),
        ),
        **more,
    )


def make_catalogue() -> Catalogue:
    alpha = make_city(
        "alpha",
        "Asia/Jakarta",
        "ID",
        (-6.0, 106.0),
        friday_prayer=span("11:30", "13:15"),
        ramadan=RamadanRule(visits_end=time(15, 30)),
        hosts=(
            make_host("alpha-shop", "Alpha Shop", -5.97, 106.0, "marketplace"),
            make_host("alpha-bank", "Alpha Bank", -6.0, 106.03, "innovation"),
            make_host("alpha-post", "Alpha Post", -6.03, 106.0, "marketplace"),
        ),
    )
    beta = make_city(
        "beta",
        "Asia/Singapore",
        "SG",
        (1.0, 103.0),
        hosts=(make_host("beta-lab", "Beta Lab", 1.03, 103.0, "coordination"),),
    )
    gamma = make_city(
        "gamma",
        "Asia/Bangkok",
        "TH",
        (13.0, 100.0),
        hosts=(make_host("gamma-works", "Gamma Works", 13.03, 100.0, "marketplace"),),
    )
    return Catalogue(
        cities=(alpha, beta, gamma),
        flights=(
            make_pair("AAA", "BBB", 110, ("12:00", "18:00"), ("12:00",)),
            make_pair("BBB", "GGG", 145, ("11:00", "18:00"), ("11:00",)),
        ),
        closures=Closures(source_note="made up", holidays=(), ramadan=()),
        defaults=make_defaults(),
        frameworks=(
            Framework(id="marketplace", name="Marketplace", layer="platform", module="m03"),
            Framework(id="innovation", name="Innovation platform", layer="platform", module="m04"),
            Framework(id="coordination", name="Coordination", layer="platform", module="m05"),
        ),
        modules=(
            make_module("m03", "Platforms"),
            make_module("m04", "Innovation", needs=("m03",)),
            make_module("m05", "Coordination", needs=("m03",)),
            make_module("m06", "Coordination platforms", needs=("m05",)),
            make_module("m11", "The map"),
            make_module("m12", "Capstone", capstone=True),
        ),
    )


def make_pair(
    start: str, end: str, minutes: int, out: tuple[str, ...], back: tuple[str, ...]
) -> FlightPair:
    return FlightPair(
        id=f"{start}-{end}".lower(),
        start=start,
        end=end,
        distance_km=900,
        block_minutes=minutes,
        departures_out=tuple(time.fromisoformat(at) for at in out),
        departures_back=tuple(time.fromisoformat(at) for at in back),
        departures_note="assumed",
        clock_shift_minutes=60,
        frequency_plan="daily",
        confidence="low",
    )


def make_module(key: str, title: str, **more: Any) -> Module:
    return Module(id=key, title=title, duration=75, short=30, objectives=("Know it",), **more)


def make_defaults() -> Defaults:
    return Defaults(
        note="planning values",
        visit_minutes=90,
        arrive_early_minutes=15,
        group_cap=25,
        visits_per_day=2,
        outreach_lead_weeks=10,
        backup_hosts_per_city=2,
        host_hours=(hours("09:00", "17:00", WORKDAYS),),
        host_open_on_holidays=False,
        venue_hours=(hours("07:00", "22:00"),),
        venue_open_on_holidays=True,
        venue_capacity=40,
        leisure_capacity=40,
        coach_seats=30,
        peak=(span("06:30", "09:30"), span("16:00", "20:00")),
        airport_minutes=150,
        lunch=span("11:30", "14:30"),
        lunch_minutes=60,
        briefing_minutes=15,
        pause_minutes=10,
        debrief_minutes=45,
        debrief_latest=time(21, 0),
        break_minutes=15,
        rest_hours=11,
    )


def make_brief(**more: Any) -> Brief:
    values: dict[str, Any] = {
        "title": "A tour",
        "group_size": 18,
        "start": TUE,
        "days": 3,
        "cities": CityWishes(must=("alpha", "beta"), may=("gamma",)),
    }
    values.update(more)
    if "window" in more:
        values["start"] = None
    return Brief(**values)


def wishing(**more: Any) -> Brief:
    """A brief with one host named, and nothing else out of the ordinary."""
    return make_brief(hosts=(HostWish(**more),))
