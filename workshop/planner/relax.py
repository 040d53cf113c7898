"""A brief without some of its facts: what a person would get by dropping them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Any

from workshop.model.agenda import Agenda, Conflict
from workshop.model.base import WEEKDAYS, Hours
from workshop.model.catalogue import Catalogue
from workshop.model.cities import CityWishes
from workshop.model.terms import closed_for, held_slot, host_terms, venue_terms, visit_spans
from workshop.model.tour import Brief, ClosureOverride, DateWindow, HostWish, Tour, VenueWish
from workshop.planner.facts import Known, insisted, possible_days

ALWAYS = (Hours(days=WEEKDAYS, start=time(0, 0), end=time(23, 55)),)
FAR = 26
"""Weeks that a tour is moved at most, to be rid of its dates."""

Changes = dict[str, Any]


def relaxed(tour: Tour, catalogue: Catalogue, facts: Iterable[Conflict | str]) -> Tour:
    """Return `tour` without `facts` (of its conflict, or their paths): each dropped or made easy.

    A must becomes a wish, a must city an optional one, a confirmed host an idea, a closed day an
    open one, a flight free, a locked block free; caps and hours take any group at any time; the
    days become more; the dates move, by whole weeks where that helps. A path that is not known
    changes nothing.
    """
    paths = {one if isinstance(one, str) else one.where for one in facts}
    relaxing = _Relaxing(tour, catalogue)
    kinds = {group.kind: group for group in Known(tour, catalogue).groups()}
    for path in sorted(paths):
        whole = kinds.get(path)
        for part in [fact.where for fact in whole.facts] if whole else [path]:
            relaxing.drop(part.split("."))
    return relaxing.done()


class _Relaxing:
    """Collects what changes, by part of the brief, and applies it at once: places stay true."""

    def __init__(self, tour: Tour, catalogue: Catalogue) -> None:
        self.tour = tour
        self.brief = tour.brief
        self.catalogue = catalogue
        self.changes: Changes = {}
        self.pace: Changes = {}
        self.hosts: dict[int, Changes] = defaultdict(dict)
        self.modules: dict[int, Changes] = defaultdict(dict)
        self.gone: dict[str, set[int]] = defaultdict(set)
        self.open: dict[tuple[str, date], ClosureOverride] = {}
        self.unlocked: set[str] = set()
        self.venues: set[str] = set()
        self.other_week = False
        self.any_order = False
        """Whether the cities may come in any order."""
        self.caps: set[str] = set()
        """Hosts that take the whole group."""
        self.larger = False
        """Whether every host whose cap is assumed does so."""

    def drop(self, path: list[str]) -> None:
        top, rest = path[0], path[1:]
        if top == "brief" and rest:
            self._brief(rest)
        elif top == "closures" and len(rest) == 2:
            self._closure(*rest)
        elif top == "agenda":
            self.unlocked.add(".".join(rest))
        elif top == "host" and rest:
            self._host(rest[0], rest[-1])
        elif top == "venue" and rest:
            self.venues.add(rest[0])
        elif top == "defaults" and rest:
            self._default(rest[0])

    def _brief(self, path: list[str]) -> None:
        top, number = path[0], int(path[-1]) if path[-1].isdecimal() else -1
        if top == "hosts" and len(path) > 2:
            self._host(self.brief.hosts[int(path[1])].id, path[2])
        elif top == "hosts":
            self.hosts[number] |= {"wish": "may", "status": "idea", "slot": None}
        elif top == "modules":
            never = self.brief.modules[number].wish == "never"
            self.modules[number] |= {"wish": "may" if never else "wish"}
        elif top == "venues":
            self.venues.add(self.brief.venues[number].id)
        elif top == "closures":
            override = self.brief.closures[number]
            self._open(override.city, override.date)
        elif top == "pace":
            self._pace(path[-1])
        elif path == ["cities", "order"]:
            self.any_order = True
        elif number >= 0:
            self.gone[".".join(path[:-1])].add(number)
        else:
            self._simple(top)

    def _simple(self, top: str) -> None:
        if top in ("arrival", "departure"):
            self.changes[top] = None
        elif top == "balance":
            self.changes[top] = self.brief.balance.model_copy(update={"hard": False})
        elif top == "group_size":
            self.changes[top] = 1
        elif top == "coach_seats":
            self.changes[top] = self.brief.group_size
        elif top == "days":
            more = self.brief.days + max(1, len(self.brief.cities.must))
            self.changes[top] = min(21, more)
        elif top in ("start", "window"):
            self.other_week = True
        elif top == "cities":
            self.gone["cities"].add(0)

    def _pace(self, field: str) -> None:
        pace = self.brief.pace
        if field == "visits_per_day":
            self.pace["visits_per_day"] = 6
        elif field == "rest_hours":
            self.pace["rest_hours"] = 0
        elif field == "travel_until":
            self.pace |= {"travel_from": time(0, 0), "travel_until": time(23, 55)}
        else:
            self.pace |= {"day_start": pace.travel_from, "day_end": pace.evening_end}

    def _host(self, host: str, field: str) -> None:
        if field == "group_cap":
            self.caps.add(host)
            return
        for number, wish in enumerate(self.brief.hosts):
            if wish.id == host:
                self.hosts[number] |= {"hours": ALWAYS, "open_on_holidays": True}

    def _default(self, field: str) -> None:
        if field == "coach_seats":
            self.changes["coach_seats"] = self.brief.group_size
        if field == "group_cap":
            self.larger = True
        for _, wish in insisted(self.brief) if field == "host_hours" else ():
            if "visiting hours" in host_terms(self.catalogue, self.brief, wish.id).assumed:
                self._host(wish.id, "hours")

    def _closure(self, country: str, day: str) -> None:
        for city in (*self.brief.cities.must, *self.brief.cities.may):
            if self.catalogue.city[city].country_code == country:
                self._open(city, date.fromisoformat(day))

    def _open(self, city: str, when: date) -> None:
        self.open[city, when] = ClosureOverride(city=city, date=when, open=True)

    # ---------------------------------------------------------------- all at once

    def done(self) -> Tour:
        brief, changes = self.brief, self.changes
        if self.hosts or self.caps or self.larger:
            changes["hosts"] = self._hosts()
        if self.modules:
            changes["modules"] = _changed(brief.modules, self.modules)
        if self.pace:
            changes["pace"] = brief.pace.model_copy(update=self.pace)
        if self.gone["flights"]:
            changes["flights"] = _without(brief.flights, self.gone["flights"])
        if self.gone["leisure.must"]:
            must = _without(brief.leisure.must, self.gone["leisure.must"])
            changes["leisure"] = brief.leisure.model_copy(update={"must": must})
        if self.gone["cities.must"] or self.gone["cities"] or self.any_order:
            changes["cities"] = self._cities()
        if self.open:
            kept = [one for one in brief.closures if (one.city, one.date) not in self.open]
            changes["closures"] = (*kept, *self.open.values())
        if self.venues:
            changes["venues"] = self._rooms()
        easier = brief.model_copy(update=changes)
        easier = easier.model_copy(update=self._when(easier))
        return self.tour.model_copy(update={"brief": easier, "agenda": self._agenda()})

    def _hosts(self) -> tuple[HostWish, ...]:
        caps = set(self.caps)
        for city in (*self.brief.cities.must, *self.brief.cities.may) if self.larger else ():
            for host in self.catalogue.city[city].hosts:
                if "group cap" in host_terms(self.catalogue, self.brief, host.id).assumed:
                    caps.add(host.id)
        wishes = _changed(self.brief.hosts, self.hosts)
        named = {wish.id for wish in wishes}
        wishes += tuple(HostWish(id=host) for host in sorted(caps - named))
        room = {"group_cap": self.brief.group_size}
        return tuple(w.model_copy(update=room) if w.id in caps else w for w in wishes)

    def _cities(self) -> CityWishes:
        gone = self.gone["cities.must"]
        must = _without(self.brief.cities.must, gone)
        may = [*self.brief.cities.may, *(self.brief.cities.must[n] for n in sorted(gone))]
        if self.gone["cities"]:  # a host stands in a city that is not named: let it be
            homes = {self.catalogue.city_of[wish.id].id for _, wish in insisted(self.brief)}
            may += sorted(homes - set(self.brief.cities.must) - set(may))
        wishes = self.brief.cities.among(must, may)
        return wishes.model_copy(update={"order": ()}) if self.any_order else wishes

    def _rooms(self) -> tuple[VenueWish, ...]:
        found = [wish for wish in self.brief.venues if wish.id not in self.venues]
        for venue in sorted(self.venues):
            before = next((wish for wish in self.brief.venues if wish.id == venue), None)
            wish = before or VenueWish(city=self.catalogue.city_of[venue].id, id=venue)
            room = max(self.brief.group_size, venue_terms(self.catalogue, self.brief, venue).cap)
            found.append(wish.model_copy(update={"capacity": room}))
        return tuple(found)

    def _when(self, brief: Brief) -> Changes:
        """Return other dates: longer ones where the days are more, another week if asked for."""
        if self.other_week:
            return {"start": self._other_start(), "window": None}
        if brief.window is None:
            return {}
        last = max(brief.window.latest, brief.window.earliest + timedelta(days=brief.days - 1))
        return {"window": DateWindow(earliest=brief.window.earliest, latest=last)}

    def _other_start(self) -> date:
        """Return another start that holds all that has a date, and has the fewest closed days.

        There is a day for a visit in each city; it is in another week if that can be.
        """
        brief = self.brief
        first, musts = possible_days(brief)[0], brief.cities.must
        dated = [slot.date for wish in brief.hosts if (slot := held_slot(wish))]
        dated += [flight.date for flight in brief.flights]
        dated += [block.start.date() for block in self._locked()]

        def bad(away: int) -> tuple[int, int, bool, int, int, int]:
            start = first + timedelta(days=away)
            days = [start + timedelta(days=number) for number in range(brief.days)]
            closed = sum(
                bool(closed_for(self.catalogue, brief, self.catalogue.city[city], day))
                for city in musts
                for day in days
            )
            missed = sum(day not in days for day in dated)
            open_on = [{day for day in days if self._receives(city, day)} for city in musts]
            shut = len(musts) - min(sum(map(bool, open_on)), len(set().union(*open_on)))
            return missed, shut, bool(away % 7), closed, abs(away), -away

        others = {7 * weeks for weeks in range(-FAR, FAR + 1)} | {*range(-6, 7)}
        others |= {(day - first).days - n for day in dated for n in range(brief.days)}
        return first + timedelta(days=min(others - {0}, key=bad))

    def _receives(self, city: str, day: date) -> bool:
        """Tell whether a host of a city may be visited on a day."""
        hosts = self.catalogue.city[city].hosts
        return any(visit_spans(self.catalogue, self.brief, host.id, day) for host in hosts)

    def _locked(self) -> list[Any]:
        blocks = self.tour.blocks
        return [block for block in blocks if block.locked and block.id not in self.unlocked]

    def _agenda(self) -> Agenda | None:
        agenda = self.tour.agenda
        if agenda is None or not self.unlocked:
            return agenda
        days = tuple(
            day.model_copy(
                update={
                    "blocks": tuple(
                        block.model_copy(
                            update={"locked": block.locked and block.id not in self.unlocked}
                        )
                        for block in day.blocks
                    )
                }
            )
            for day in agenda.days
        )
        return agenda.model_copy(update={"days": days})


def _changed(wishes: tuple[Any, ...], changes: dict[int, Changes]) -> tuple[Any, ...]:
    return tuple(
        wish.model_copy(update=changes[number]) if number in changes else wish
        for number, wish in enumerate(wishes)
    )


def _without(items: tuple[Any, ...], gone: set[int]) -> tuple[Any, ...]:
    return tuple(item for number, item in enumerate(items) if number not in gone)
