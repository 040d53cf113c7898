"""A small world and a valid three-day agenda in it, with ways to break it.

Two cities, Alpha (UTC+7) and Beta (UTC+8), an hour and fifty minutes apart by air.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from tests.unit.rules.atlas import THU, TUE, WED, make_brief, make_catalogue
from workshop.model.agenda import Agenda, Block, Day, Kind, Place
from workshop.model.calendar import DateSpan, Holiday
from workshop.model.catalogue import Catalogue
from workshop.model.finding import Finding
from workshop.rules import check

ZONES = {"alpha": "+07:00", "beta": "+08:00", "gamma": "+07:00"}


def when(city: str, day: date, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}:00{ZONES.get(city, '+00:00')}")


class World:
    """The catalogue and a brief, with blocks, agendas and checks in them."""

    def __init__(self) -> None:
        self.catalogue = make_catalogue()
        self.brief = make_brief()

    def place(self, key: str) -> Place:
        for city in self.catalogue.cities:
            for port in city.airports:
                if port.iata.lower() == key:
                    return Place(id=key, name=port.name, lat=port.lat, lon=port.lon)
            for site in (*city.hosts, *city.venues, *city.leisure):
                if site.id == key:
                    return Place(id=key, name=site.name, lat=site.lat, lon=site.lon)
        return Place(id=key, name=key, lat=0.0, lon=0.0)

    def block(self, day: date, city: str, start: str, end: str, kind: Kind, **more: Any) -> Block:
        place, to = more.pop("place", f"{city}-hotel"), more.pop("to", None)
        goal = more.pop("goal", city)
        more.setdefault("id", f"d{day.day}-{start.replace(':', '')}")
        more.setdefault("title", kind.capitalize())
        return Block(
            kind=kind,
            city=city,
            start=when(city, day, start),
            end=when(goal, day, end),
            place=self.place(place),
            to=self.place(to) if to else None,
            **more,
        )

    def agenda(self) -> Agenda:
        """A valid plan."""
        return Agenda(
            status="feasible",
            days=(
                Day(date=TUE, cities=("alpha",), blocks=self.tuesday()),
                Day(date=WED, cities=("alpha", "beta"), blocks=self.wednesday()),
                Day(date=THU, cities=("beta",), blocks=self.thursday()),
            ),
        )

    def tuesday(self) -> tuple[Block, ...]:
        def on(*args: Any, **more: Any) -> Block:
            return self.block(TUE, "alpha", *args, **more)

        return (
            on("08:30", "09:45", "training", id="platforms", ref="m03", form="full"),
            on("09:45", "10:00", "break", id="tea"),
            on("10:00", "10:30", "training", id="capstone-short", ref="m12", form="short"),
            on("10:30", "10:45", "briefing", id="shop-briefing", ref="alpha-shop"),
            on("10:45", "11:10", "transfer", id="shop-coach", to="alpha-shop"),
            on("11:30", "13:00", "visit", id="shop", ref="alpha-shop", place="alpha-shop"),
            on("13:00", "13:10", "break", id="shop-pause", ref="alpha-shop", place="alpha-shop"),
            on("13:10", "14:10", "meal", id="shop-lunch", ref="lunch", place="alpha-shop"),
            on("14:10", "14:35", "transfer", id="shop-return", place="alpha-shop",
               to="alpha-hotel"),
            on("14:45", "16:00", "training", id="innovation", ref="m04", form="full"),
            on("16:15", "17:00", "debrief", id="tuesday-debrief"),
            on("17:30", "18:00", "transfer", id="garden-coach", to="alpha-garden"),
            on("18:30", "20:00", "leisure", id="garden", ref="alpha-garden", place="alpha-garden"),
            on("20:00", "20:30", "transfer", id="garden-return", place="alpha-garden",
               to="alpha-hotel"),
        )  # fmt: skip

    def wednesday(self) -> tuple[Block, ...]:
        def on(*args: Any, **more: Any) -> Block:
            return self.block(WED, "alpha", *args, **more)

        def off(*args: Any, **more: Any) -> Block:
            return self.block(WED, "beta", *args, **more)

        return (
            on("08:30", "08:45", "briefing", id="bank-briefing", ref="alpha-bank"),
            on("08:45", "09:20", "transfer", id="bank-coach", to="alpha-bank"),
            on("09:35", "11:05", "visit", id="bank", ref="alpha-bank", place="alpha-bank"),
            on("11:05", "11:15", "break", id="bank-pause", ref="alpha-bank", place="alpha-bank"),
            on(
                "11:15", "11:40", "transfer", id="bank-return", place="alpha-bank", to="alpha-hotel"
            ),
            on("11:45", "12:45", "meal", id="hotel-lunch", ref="lunch"),
            on("12:50", "13:20", "training", id="coordination", ref="m05", form="short"),
            on("13:25", "14:10", "debrief", id="wednesday-debrief"),
            on("14:20", "15:05", "transfer", id="airport-coach", to="aaa"),
            on("15:05", "18:00", "break", id="check-in", ref="aaa", place="aaa"),
            on("18:00", "20:50", "flight", id="flight", goal="beta", place="aaa", to="bbb"),
            off("20:50", "21:30", "break", id="kerb", ref="bbb", place="bbb"),
            off("21:30", "22:10", "transfer", id="hotel-coach", place="bbb", to="beta-hotel"),
        )

    def thursday(self) -> tuple[Block, ...]:
        def on(*args: Any, **more: Any) -> Block:
            return self.block(THU, "beta", *args, **more)

        return (
            on("09:15", "09:45", "training", id="coordination-platforms", ref="m06", form="short"),
            on("09:45", "10:00", "briefing", id="lab-briefing", ref="beta-lab"),
            on("10:00", "10:25", "transfer", id="lab-coach", to="beta-lab"),
            on("10:45", "12:15", "visit", id="lab", ref="beta-lab", place="beta-lab"),
            on("12:15", "12:25", "break", id="lab-pause", ref="beta-lab", place="beta-lab"),
            on("12:25", "12:50", "transfer", id="lab-return", place="beta-lab", to="beta-hotel"),
            on("13:00", "14:00", "meal", id="thursday-lunch", ref="lunch"),
            on("14:00", "15:15", "training", id="capstone-full", ref="m12", form="full"),
            on("15:30", "16:15", "debrief", id="thursday-debrief"),
        )

    def findings(self, agenda: Agenda, **more: Any) -> tuple[Finding, ...]:
        brief, catalogue = more.pop("brief", self.brief), more.pop("catalogue", self.catalogue)
        return check(agenda, brief, catalogue, **more)

    def errors(self, agenda: Agenda, **more: Any) -> list[Finding]:
        return [one for one in self.findings(agenda, **more) if one.severity == "error"]

    def broken(self, agenda: Agenda, **more: Any) -> set[str]:
        """Ids of the rules that an agenda breaks."""
        return {one.rule for one in self.errors(agenda, **more)}

    def breaks_only(self, rule: str, agenda: Agenda, *words: str, **more: Any) -> None:
        """Assert that exactly this rule has errors, and that they say these words."""
        errors = self.errors(agenda, **more)
        assert {one.rule for one in errors} == {rule}, [one.message for one in errors]
        for text in words:
            assert text in self.said(rule, errors), self.said(rule, errors)

    def said(self, rule: str, findings: Any, severity: str = "error") -> str:
        """All messages and fixes of a rule's findings, one a line."""
        return "\n".join(
            f"{one.message} | {one.fix}"
            for one in findings
            if one.rule == rule and one.severity == severity
        )

    def with_city(self, key: str, **updates: Any) -> Catalogue:
        """The catalogue with a city changed."""
        cities = tuple(
            city.model_copy(update=updates) if city.id == key else city
            for city in self.catalogue.cities
        )
        return self.with_catalogue(cities=cities)

    def with_host(self, key: str, **updates: Any) -> Catalogue:
        """The catalogue with a host changed."""
        city = self.catalogue.city_of[key]
        hosts = tuple(
            host.model_copy(update=updates) if host.id == key else host for host in city.hosts
        )
        return self.with_city(city.id, hosts=hosts)

    def with_catalogue(self, **updates: Any) -> Catalogue:
        """The catalogue changed; a new value, so that its look-ups are built afresh."""
        values = {name: getattr(self.catalogue, name) for name in Catalogue.model_fields}
        return Catalogue(**(values | updates))

    def with_holiday(self, country: str, day: date, name: str, **more: Any) -> Catalogue:
        """The catalogue with one holiday."""
        holiday = Holiday(country=country, date=day, name=name, **({"category": "public"} | more))
        closures = self.catalogue.closures.model_copy(update={"holidays": (holiday,)})
        return self.with_catalogue(closures=closures)

    def in_ramadan(self) -> Catalogue:
        """The catalogue with the whole tour in Ramadan."""
        closures = self.catalogue.closures.model_copy(
            update={"ramadan": (DateSpan(start=TUE, end=THU),)}
        )
        return self.with_catalogue(closures=closures)


def change(agenda: Agenda, key: str, **updates: Any) -> Agenda:
    """The agenda with one block changed in place."""
    return replace(agenda, key, lambda block: (block.model_copy(update=updates),))


def replace(agenda: Agenda, key: str, make: Any) -> Agenda:
    """The agenda with one block replaced by those that `make` returns."""
    days = tuple(
        day.model_copy(
            update={
                "blocks": tuple(
                    new
                    for block in day.blocks
                    for new in (make(block) if block.id == key else (block,))
                )
            }
        )
        for day in agenda.days
    )
    assert key in {block.id for block in agenda.blocks}
    return agenda.model_copy(update={"days": days})


def in_order(agenda: Agenda) -> Agenda:
    """The agenda with each day's blocks in order of time."""
    days = tuple(
        day.model_copy(update={"blocks": tuple(sorted(day.blocks, key=lambda block: block.start))})
        for day in agenda.days
    )
    return agenda.model_copy(update={"days": days})


def drop(agenda: Agenda, *keys: str) -> Agenda:
    """The agenda without some blocks."""
    for key in keys:
        agenda = replace(agenda, key, lambda block: ())
    return agenda


def shift(agenda: Agenda, minutes: int, *keys: str) -> Agenda:
    """The agenda with some blocks moved together."""
    by = timedelta(minutes=minutes)
    for key in keys:
        agenda = replace(
            agenda,
            key,
            lambda block: (
                block.model_copy(update={"start": block.start + by, "end": block.end + by}),
            ),
        )
    return agenda


def stretch(agenda: Agenda, key: str, *, start: int = 0, end: int = 0) -> Agenda:
    """The agenda with a block's start and end moved by minutes."""
    return replace(
        agenda,
        key,
        lambda block: (
            block.model_copy(
                update={
                    "start": block.start + timedelta(minutes=start),
                    "end": block.end + timedelta(minutes=end),
                }
            ),
        ),
    )


def find(agenda: Agenda, key: str) -> Block:
    return next(block for block in agenda.blocks if block.id == key)
