"""A brief with fewer candidates: what is barred is never planned, so that a search is small."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from workshop.model.agenda import Agenda
from workshop.model.catalogue import Catalogue
from workshop.model.terms import held_slot, host_wish, module_wish
from workshop.model.tour import Brief, VenueWish
from workshop.planner.relock import bases_of


def without(brief: Brief, items: Iterable[str], catalogue: Catalogue) -> Brief:
    """Return `brief` with hosts, modules and leisure items barred, by their ids."""
    barred = dict.fromkeys(items)
    hosts = {wish.id: wish for wish in brief.hosts}
    modules = {wish.id: wish for wish in brief.modules}
    for item in barred:
        if item in catalogue.host:
            hosts[item] = host_wish(brief, item).model_copy(update={"wish": "never"})
        elif item in catalogue.module:
            modules[item] = module_wish(brief, item).model_copy(update={"wish": "never"})
    never = dict.fromkeys((*brief.leisure.never, *(i for i in barred if i in catalogue.leisure)))
    return brief.model_copy(
        update={
            "hosts": tuple(hosts.values()),
            "modules": tuple(modules.values()),
            "leisure": brief.leisure.model_copy(update={"never": tuple(never)}),
        }
    )


def only(brief: Brief, items: Collection[str], catalogue: Catalogue) -> Brief:
    """Return `brief` with no hosts and leisure items but `items` and those it insists on."""

    def insisted(host: str) -> bool:
        wish = host_wish(brief, host)
        return wish.wish == "must" or wish.status == "confirmed" or held_slot(wish) is not None

    others = [host for host in catalogue.host if host not in items and not insisted(host)]
    must = brief.leisure.must
    others += [item for item in catalogue.leisure if item not in items and item not in must]
    return without(brief, others, catalogue)


def along(brief: Brief, agenda: Agenda, catalogue: Catalogue) -> Brief:
    """Return `brief` with the cities of an agenda, and its bases, and no others."""
    cities = agenda.route
    there = based(brief, agenda, catalogue)
    return there.model_copy(update={"cities": brief.cities.along(cities)})


def based(brief: Brief, agenda: Agenda, catalogue: Catalogue) -> Brief:
    """Return `brief` with the bases of an agenda in its cities."""
    venues = {wish.city: wish for wish in brief.venues}
    for city, base in bases_of(agenda, catalogue).items():
        venues.setdefault(city, VenueWish(city=city, id=base))
    return brief.model_copy(update={"venues": tuple(venues.values())})


def around(
    agenda: Agenda, struck: Collection[date], catalogue: Catalogue
) -> tuple[set[str], set[str]]:
    """Return what there is to have in the cities of some days, and what is had everywhere.

    With it go the ids of the blocks in other cities: their visits, leisure and meals. Without a
    day that is struck it is about all.
    """
    days = [day for day in agenda.days if day.date in struck] or agenda.days
    cities = {city for day in days for city in day.cities}
    there = {str(block.ref) for block in agenda.blocks if block.kind in ("visit", "leisure")}
    for city in cities:
        there |= {site.id for site in catalogue.city[city].hosts}
        there |= {item.id for item in catalogue.city[city].leisure}
    far = {
        block.id
        for day in agenda.days
        if not cities & set(day.cities)
        for block in day.blocks
        if block.kind in ("visit", "leisure", "meal")
    }
    return there, far
