"""A tour made by hand, with names from many scripts, and what its core would find."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

from workshop.model.agenda import Agenda, Block, Conflict, Day, LeftOut, Place, Term
from workshop.model.base import Hours, Source, Span
from workshop.model.calendar import Closures
from workshop.model.catalogue import Catalogue
from workshop.model.cities import CityWishes
from workshop.model.finding import Finding
from workshop.model.lecture import Framework, Module
from workshop.model.place import (
    Airport,
    City,
    Defaults,
    FlightPair,
    Host,
    Leisure,
    Point,
    Speeds,
    Venue,
)
from workshop.model.tour import Brief, HostWish, Slot

SOURCE = Source(title="Annual report [2026]", url="https://example.com/[/a]", as_of="2026-03")
WEEK = Hours(days=("mon", "tue", "wed", "thu", "fri"), start=time(9), end=time(17))
PORTS = {"cgk": "Soekarno–Hatta", "sin": "Changi", "dmk": "Don Mueang ดอนเมือง"}
CITIES = {
    "jakarta": ("Jakarta", "ID", "Asia/Jakarta", "CGK", "IDR", 7),
    "singapore": ("Singapore", "SG", "Asia/Singapore", "SIN", "SGD", 8),
    "bangkok": ("กรุงเทพมหานคร", "TH", "Asia/Bangkok", "DMK", "THB", 7),
}
HOSTS = {
    "jkt-goto": ("GoTo [/foo] Gojek Tokopedia", "jakarta"),
    "jkt-jago": ("Bank Jago Tbk 🏦", "jakarta"),
    "jkt-telkom": ("Telkom Indonesia [TODO]", "jakarta"),
    "sg-grab": ("Grab", "singapore"),
    "sg-kakao": ("카카오 싱가포르 Kakao", "singapore"),
    "sg-alibaba": ("Alibaba Cloud 阿里云", "singapore"),
    "bkk-line": ("LINE Thailand ไลน์ ประเทศไทย", "bangkok"),
    "bkk-true": ("True Digital Park", "bangkok"),
}
MODULES = {
    "m01": "Follow the developers",
    "m03": "Platforms of [x] many kinds",
    "m04": "Innovation platforms",
    "m06": "Four kinds of coordination",
    "m08": "Complementary platforms",
    "m12": "Capstone: your own platform strategy",
}
LEISURE = {
    "jkt-kota": ("Kota Tua & Café Batavia", "jakarta"),
    "sg-gallery": ("National Gallery", "singapore"),
    "sg-gardens": ("Gardens by the Bay ♥", "singapore"),
    "bkk-river": ("ล่องเรือเจ้าพระยา River dinner", "bangkok"),
}

_PLAN = """
2027-03-22 jakarta
training m12 08:30 09:15 short
break - 09:15 09:30
training m01 09:30 10:45
briefing jkt-goto 10:45 11:00
transfer jkt-goto 11:00 11:30 > jkt-goto
meal lunch 11:45 12:45 @jkt-goto
visit jkt-goto 13:00 14:30
break jkt-goto 14:30 14:40 @jkt-goto
transfer base 14:40 15:20 > ven-jakarta
training m03 15:30 17:00
debrief - 17:00 17:45
leisure jkt-kota 19:00 21:00
2027-03-23 jakarta
training m04 08:30 10:00
break - 10:00 10:15
training m08 10:15 11:30
meal lunch 11:30 12:30
briefing jkt-jago 12:45 13:00
transfer jkt-jago 13:00 13:35 > jkt-jago
visit jkt-jago 13:50 15:20
break jkt-jago 15:20 15:30 @jkt-jago
transfer base 15:30 16:15 > ven-jakarta
debrief - 16:15 17:00
2027-03-24 jakarta,singapore
transfer cgk 06:00 06:55 > cgk
break cgk 06:55 09:25 @cgk
flight - 09:25 12:15+8 @cgk > sin
break sin 12:15+8 13:00+8 @sin
transfer base 13:00+8 13:30+8 @sin > ven-singapore
meal lunch 13:30+8 14:30+8
briefing sg-grab 14:30+8 14:45+8
transfer sg-grab 14:45+8 15:10+8 > sg-grab
visit sg-grab 15:30+8 17:00+8
break sg-grab 17:00+8 17:10+8 @sg-grab
transfer base 17:10+8 17:40+8 > ven-singapore
debrief - 17:40+8 18:25+8
leisure sg-gallery 19:00+8 20:30+8
2027-03-25 singapore
training m06 08:30+8 10:00+8
briefing sg-kakao 10:00+8 10:15+8
transfer sg-kakao 10:15+8 10:45+8 > sg-kakao
visit sg-kakao 11:00+8 12:30+8
break sg-kakao 12:30+8 12:40+8 @sg-kakao
meal lunch 12:40+8 13:40+8 @sg-kakao
transfer base 13:40+8 14:10+8 > ven-singapore
debrief - 14:30+8 15:15+8
transfer sin 15:15+8 15:45+8 > sin
break sin 15:45+8 18:15+8 @sin
flight - 18:15+8 19:40 @sin > dmk
break dmk 19:40 20:20 @dmk
transfer base 20:20 21:05 @dmk > ven-bangkok
2027-03-26 bangkok
briefing bkk-true 08:30 08:45
transfer bkk-true 08:45 09:30 > bkk-true
visit bkk-true 09:45 11:15
break bkk-true 11:15 11:25 @bkk-true
meal lunch 11:30 12:30 @bkk-true
transfer base 12:30 13:15 > ven-bangkok
training m12 13:30 15:30 full
debrief - 15:30 16:15
leisure bkk-river 18:30 20:30
"""


def catalogue() -> Catalogue:
    """Return a small catalogue with what the plan needs, and one host more."""
    return Catalogue(
        cities=tuple(_city(city) for city in CITIES),
        flights=(
            FlightPair(
                id="cgk-sin", start="CGK", end="SIN", distance_km=882, block_minutes=110,
                departures_out=(time(9, 25),), departures_back=(time(8, 5),),
                departures_note="planning options [not a timetable]", clock_shift_minutes=60,
                frequency_plan="many a day", confidence="medium", sources=(SOURCE,),
            ),
        ),
        closures=Closures(source_note="none", holidays=(), ramadan=()),
        defaults=Defaults(
            note="assumed", visit_minutes=90, arrive_early_minutes=15, group_cap=25,
            visits_per_day=2, outreach_lead_weeks=10, backup_hosts_per_city=2, host_hours=(WEEK,),
            host_open_on_holidays=False, venue_hours=(WEEK,), venue_open_on_holidays=True,
            venue_capacity=40, leisure_capacity=40, coach_seats=40, peak=(),
            airport_minutes=150, lunch=Span(start=time(11, 30), end=time(14, 30)),
            lunch_minutes=60, briefing_minutes=15, pause_minutes=10, debrief_minutes=45,
            debrief_latest=time(21), break_minutes=15, rest_hours=11,
        ),
        frameworks=(
            Framework(id="marketplace", name="Marketplace [platform]", layer="platform",
                      module="m03"),
        ),
        modules=tuple(
            Module(id=one, title=title, duration=90, short=45, capstone=one == "m12",
                   objectives=("Name the [b]three[/b] kinds", "Say why [/]"),
                   frameworks=("marketplace",), needs=("m01",) if one != "m01" else ())
            for one, title in MODULES.items()
        ),
    )  # fmt: skip


def _city(ident: str) -> City:
    name, code, zone, port, currency, _ = CITIES[ident]
    return City(
        id=ident, name=name, country=code, country_code=code, timezone=zone, currency=currency,
        centre=Point(name="centre", lat=0.0, lon=100.0),
        airports=(Airport(iata=port, name=PORTS[port.lower()], lat=0.1, lon=100.1),),
        speed_kmh=Speeds(peak=15.0, offpeak=22.0), detour_factor=1.5, transfer_buffer_minutes=10,
        kerb_minutes=45,
        hosts=tuple(_host(one) for one, (_, city) in HOSTS.items() if city == ident),
        venues=(Venue(id=f"ven-{ident}", name=f"Hotel {name}", lat=0.0, lon=100.0, type="hotel",
                      status="weak"),),
        leisure=tuple(
            Leisure(id=one, name=title, lat=0.0, lon=100.0, minutes=90, setting="mixed",
                    best_slot="evening", hours_text="10:00–21:00 [daily]", hours=(WEEK,),
                    hours_status="weak", source=SOURCE)
            for one, (title, city) in LEISURE.items() if city == ident
        ),
    )  # fmt: skip


def _host(ident: str) -> Host:
    return Host(
        id=ident, name=HOSTS[ident][0], lat=0.0, lon=100.0, district="Menteng [b]",
        address="Jl. Sudirman [1]", address_status="weak", sector="super app",
        frameworks=("marketplace",), why="It shows a [marketplace] at work, [/] and why.",
        cautions="Figures are [disputed]", sources=(SOURCE,), unconfirmed=("floor [3]",),
        confidence="medium",
    )  # fmt: skip


def brief() -> Brief:
    """Return the brief of the tour."""
    return Brief(
        title="Asia Tech Tour 2027 [/b] 亞洲", group_size=18, start=date(2027, 3, 22), days=5,
        cities=CityWishes(must=("jakarta", "singapore", "bangkok")),
        question="Who owns the customer in [2030]?",
        hosts=(
            HostWish(id="sg-grab", wish="must", status="confirmed",
                     slot=Slot(date=date(2027, 3, 24), start=time(15, 30)),
                     contact="Ms [Tan]", next_step="send names"),
            HostWish(id="bkk-true", status="invited"),
        ),
    )  # fmt: skip


def agenda(**changes: object) -> Agenda:
    """Return the plan: five days, three cities, nine and forty blocks."""
    ready = Agenda(
        status="optimal", score=1105, bound=1105,
        days=tuple(_days()),
        terms=(
            Term(name="visits", amount=5, unit="visits", weight=60, points=300),
            Term(name="transit", amount=9.3, unit="h", weight=6, points=-56),
        ),
        left_out=(
            LeftOut(ref="jkt-telkom", title=HOSTS["jkt-telkom"][0],
                    reason="open Tue–Wed 09:00–16:00 in Jakarta; the days are full [2 visits]"),
            LeftOut(ref="sg-alibaba", title=HOSTS["sg-alibaba"][0], reason="no hour is left"),
        ),
    )  # fmt: skip
    return ready.model_copy(update=changes)


FINDINGS = (
    Finding(rule="travel-time", severity="warning", blocks=("visit-jkt-jago",),
            message="the coach arrives at 13:35, only 15 [min] early", fix="leave at 12:50"),
    Finding(rule="teach-first", severity="error", blocks=("visit-bkk-true",),
            message="Marketplace [/x] is taught after the visit", fix="move M03 to Monday"),
    Finding(rule="confirmed", severity="note", blocks=("visit-sg-kakao",),
            message="카카오 has not answered yet"),
)  # fmt: skip


def _days() -> list[Day]:
    days: list[Day] = []
    for line in _PLAN.strip().splitlines():
        first, *rest = line.split()
        if first[0].isdigit():
            cities = tuple(rest[0].split(","))
            days.append(Day(date=date.fromisoformat(first), cities=cities))
            continue
        day = days[-1]
        block = _block(day, len(days), first, rest)
        days[-1] = day.model_copy(update={"blocks": (*day.blocks, block)})
    return days


def _block(day: Day, number: int, kind: str, words: list[str]) -> Block:
    ref: str | None = None if words[0] in ("-", "base") else words[0]
    start, end = (_at(day.date, word) for word in words[1:3])
    rest = words[3:]
    form = next((word for word in rest if word in ("short", "full")), None)
    city = day.cities[-1] if start.utcoffset() == end.utcoffset() else day.cities[0]
    if kind == "flight" and len(day.cities) == 1:
        city = day.cities[0]
    at = next((word[1:] for word in rest if word.startswith("@")), "")
    place = at or (ref if kind == "visit" and ref else f"ven-{city}")
    to = rest[rest.index(">") + 1] if ">" in rest else ""
    ident = f"d{number}-b{len(day.blocks) + 1}"
    if kind == "visit":
        ident = f"visit-{ref}"
    elif kind == "training":
        ident = f"teach-{ref}-{form or 'full'}"
    return Block.model_validate(
        {
            "id": ident,
            "kind": kind,
            "ref": ref,
            "title": _title(kind, ref, to),
            "city": city,
            "start": start,
            "end": end,
            "place": _place(place),
            "to": _place(to) if to else None,
            "form": (form or "full") if kind == "training" else None,
            "status": {"sg-grab": "confirmed", "bkk-true": "invited"}.get(ref or "", "idea")
            if kind == "visit"
            else None,
            "locked": ident == "visit-sg-grab",
            "note": "visiting hours are assumed" if kind == "visit" else "",
        }
    )


def _at(day: date, word: str) -> datetime:
    clock, _, zone = word.partition("+")
    offset = timezone(timedelta(hours=int(zone or 7)))
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=offset)


def _place(ident: str) -> Place:
    if ident in PORTS:
        name = PORTS[ident]
    elif ident in HOSTS:
        name = HOSTS[ident][0]
    else:
        name = f"Hotel {CITIES[ident.removeprefix('ven-')][0]}"
    return Place(id=ident, name=name, lat=0.0, lon=100.0)


def _title(kind: str, ref: str | None, to: str) -> str:
    if kind == "transfer":
        return f"to {_place(to).name}"
    if kind == "flight":
        return f"to {PORTS[to]}"
    names = {**MODULES, **{one: name for one, (name, _) in {**HOSTS, **LEISURE}.items()}}
    if ref in names:
        return {"briefing": "Briefing: ", "break": "Notes after "}.get(kind, "") + names[ref]
    if ref in PORTS:
        return f"at {PORTS[ref]}"
    return {"meal": "Lunch", "debrief": "Debrief of the day", "break": "Break"}[kind]


IMPOSSIBLE = Agenda(
    status="infeasible",
    conflict=(
        Conflict(fact="Jakarta is a must [/must]", where="itineraries/nyepi.yaml:12"),
        Conflict(fact="8–12 March: Nyepi, joint leave and Eid", where="content/closures.yaml:88"),
    ),
)


def shifted(plan: Agenda, minutes: int) -> Agenda:
    """Return another plan: each block of the first day later by `minutes`."""
    first, *rest = plan.days
    later = timedelta(minutes=minutes)
    moved = tuple(
        block.model_copy(update={"start": block.start + later, "end": block.end + later})
        for block in first.blocks
    )
    return plan.model_copy(update={"days": (first.model_copy(update={"blocks": moved}), *rest)})
