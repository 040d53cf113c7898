"""A fact that a plan must obey and a person could drop: its words, its place, its cost.

`where` is a path into the tour file (`brief.hosts.3`) or the content (`closures.ID.2027-03-08`,
`host.jkt-goto.hours`, `defaults.group_cap`); no two facts of a tour share one.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum

from workshop.model.agenda import Conflict
from workshop.model.tour import Tour
from workshop.planner.changes import listed


class Cost(IntEnum):
    """How hard it is to drop a fact: the cheapest first."""

    WISH = 0
    ASSUMED = 1
    """Hours, caps and rooms: most are defaults that nobody has confirmed."""
    DATES = 2
    """Dates, days, closed days, the order of cities, the shape of a day, the balance."""
    AGREED = 3
    """What others have agreed to: confirmed hosts, booked flights, locked blocks, the group."""
    CITY = 4


@dataclass(frozen=True)
class Fact:
    """One fact, and what it costs to drop it."""

    words: str
    where: str
    cost: Cost

    @property
    def conflict(self) -> Conflict:
        """The fact as an agenda tells it."""
        return Conflict(fact=self.words, where=self.where)


Facts = tuple[Fact, ...]


@dataclass(frozen=True)
class Group:
    """All facts of one kind; `kind` is the path above them."""

    kind: str
    facts: tuple[Fact, ...]

    def without(self, gone: Collection[str]) -> Group:
        """Return those that are not at one of the paths `gone`."""
        return Group(self.kind, tuple(fact for fact in self.facts if fact.where not in gone))

    @property
    def together(self) -> Fact:
        """The facts told as one, where only dropping all of them helps."""
        if len(self.facts) == 1:
            return self.facts[0]
        endings = {fact.words.partition(" must ")[2] for fact in self.facts}
        words = "; ".join(fact.words for fact in self.facts)
        if len(endings) == 1 and "" not in endings:
            names = listed(fact.words.partition(" must ")[0] for fact in self.facts)
            words = f"{names} must {endings.pop()}"
        return Fact(words, self.kind, max(fact.cost for fact in self.facts))


def kind_of(where: str) -> str:
    """Return the path of a fact's kind: all hosts, all of a country's closures, …; or its own."""
    top, *rest = where.split(".")
    if top == "brief" and rest[0] in ("hosts", "modules", "flights", "venues", "closures"):
        return f"brief.{rest[0]}.{rest[2]}" if len(rest) > 2 else f"brief.{rest[0]}"
    if top == "brief" and len(rest) == 3:
        return f"brief.{rest[0]}.{rest[1]}"
    return f"closures.{rest[0]}" if top == "closures" else "agenda" if top == "agenda" else where


def cost_of(where: str, tour: Tour) -> Cost:
    """Tell what it costs to drop the fact at `where`."""
    top, *rest = where.split(".")
    if top == "brief" and rest[0] == "hosts" and len(rest) == 2:
        confirmed = tour.brief.hosts[int(rest[1])].status == "confirmed"
        return Cost.AGREED if confirmed else Cost.WISH
    if where == "brief.cities.order":
        return Cost.DATES
    if top == "brief":
        return _BRIEF.get(rest[0], Cost.DATES)
    return {"closures": Cost.DATES, "agenda": Cost.AGREED}.get(top, Cost.ASSUMED)


_BRIEF = {
    "modules": Cost.WISH,
    "leisure": Cost.WISH,
    "hosts": Cost.ASSUMED,
    "venues": Cost.ASSUMED,
    "coach_seats": Cost.ASSUMED,
    "flights": Cost.AGREED,
    "group_size": Cost.AGREED,
    "cities": Cost.CITY,
}
