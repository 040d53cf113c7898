"""What can still be added to a tour: hosts, leisure and lectures that are not in its plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from workshop.catalogue.search import fold
from workshop.model.agenda import Agenda
from workshop.model.catalogue import Catalogue
from workshop.model.place import City, Host, Leisure
from workshop.model.terms import host_terms, host_wish, module_wish
from workshop.model.tour import Brief, Status, Wish

Kind = Literal["visit", "training", "leisure"]


@dataclass(frozen=True)
class Addition:
    """One thing that can be added; `ref` is its catalogue id."""

    ref: str
    kind: Kind
    title: str
    minutes: int
    about: str
    """Why one would want it, in the catalogue's words."""
    wish: Wish
    city: str = ""
    """Id of the city it is in; empty for a lecture, which is taught anywhere."""
    city_name: str = ""
    frameworks: tuple[str, ...] = ()
    """Framework ids that it teaches or shows."""
    status: Status | None = None
    """Outreach status of a host."""
    reason: str = ""
    """What kept it out of the plan, where the planner said so."""
    suggested_by: str = ""
    words: str = ""
    """Everything a search looks at, folded."""


@dataclass(frozen=True)
class Sieve:
    """What is asked for; an empty field asks for all."""

    text: str = ""
    kind: str = ""
    city: str = ""
    framework: str = ""
    status: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether anything may be left out by it."""
        return self != Sieve(text=self.text) or bool(self.text.strip())

    def lets(self, one: Addition) -> bool:
        """Tell whether `one` is asked for; lectures are in every city."""
        return (
            self.kind in ("", one.kind)
            and (not self.city or one.city in ("", self.city))
            and (not self.framework or self.framework in one.frameworks)
            and self.status in ("", one.status)
            and all(word in one.words for word in fold(self.text).split())
        )


def additions(brief: Brief, agenda: Agenda | None, catalogue: Catalogue) -> tuple[Addition, ...]:
    """Return what is not in the plan, what the brief wants or the planner left out first.

    Then the cities of the tour come before other cities, and hosts before leisure and lectures.
    """
    taken = _taken(agenda)
    reasons = {one.ref: one.reason for one in agenda.left_out} if agenda is not None else {}
    route = (*brief.cities.must, *brief.cities.may)
    found = [one for one in _all(brief, catalogue, reasons) if one.ref not in taken]
    kinds = ("visit", "leisure", "training")
    wishes = ("must", "wish", "may", "never")

    def order(one: Addition) -> tuple[bool, bool, int, int]:
        away = bool(one.city) and one.city not in route
        refused = one.wish == "never" or one.status == "declined"
        return refused, away, wishes.index(one.wish), kinds.index(one.kind)

    return tuple(sorted(found, key=order))


def _taken(agenda: Agenda | None) -> set[str]:
    """Return the ids of what is in the plan, in whatever form."""
    kinds = ("visit", "leisure", "training")
    blocks = agenda.blocks if agenda is not None else ()
    return {block.ref for block in blocks if block.kind in kinds and block.ref is not None}


def _all(brief: Brief, catalogue: Catalogue, reasons: dict[str, str]) -> Iterator[Addition]:
    for city in catalogue.cities:
        for host in city.hosts:
            yield _visit(host, city, brief, catalogue, reasons.get(host.id, ""))
        for item in city.leisure:
            yield _leisure(item, city, brief, reasons.get(item.id, ""))
    for module in catalogue.modules:
        taught = tuple(one.id for one in catalogue.frameworks if one.module == module.id)
        names = (catalogue.framework[one].name for one in taught)
        yield Addition(
            ref=module.id,
            kind="training",
            title=f"{module.id.upper()} {module.title}",
            minutes=module.duration,
            about="; ".join(module.objectives),
            wish=module_wish(brief, module.id).wish,
            frameworks=taught,
            reason=reasons.get(module.id, ""),
            words=fold(" ".join((module.id, module.title, *module.objectives, *taught, *names))),
        )


def _visit(host: Host, city: City, brief: Brief, catalogue: Catalogue, reason: str) -> Addition:
    wish = host_wish(brief, host.id)
    names = (catalogue.framework[one].name for one in host.frameworks if one in catalogue.framework)
    said = (host.id, host.name, city.name, host.district, host.sector, host.why, *host.frameworks)
    by = wish.suggested_by or (host.suggested.by if host.suggested else "")
    return Addition(
        ref=host.id,
        kind="visit",
        title=host.name,
        minutes=host_terms(catalogue, brief, host.id).minutes,
        about=wish.why or host.why,
        wish=wish.wish,
        city=city.id,
        city_name=city.name,
        frameworks=host.frameworks,
        status=wish.status,
        reason=reason,
        suggested_by=by,
        words=fold(" ".join((*said, *names, wish.why, by, wish.notes))),
    )


def _leisure(item: Leisure, city: City, brief: Brief, reason: str) -> Addition:
    wish: Wish = "may"
    if item.id in brief.leisure.must:
        wish = "must"
    elif item.id in brief.leisure.never:
        wish = "never"
    said = (item.id, item.name, city.name, item.best_slot, item.setting, item.notes)
    return Addition(
        ref=item.id,
        kind="leisure",
        title=item.name,
        minutes=item.minutes,
        about=item.notes or f"{item.setting}, best {item.best_slot}, {item.hours_text}",
        wish=wish,
        city=city.id,
        city_name=city.name,
        reason=reason,
        words=fold(" ".join(said)),
    )
