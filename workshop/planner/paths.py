"""Where a fact stands: paths into the tour file and the content, as `Fact.where` has them."""

from __future__ import annotations

from datetime import date

from workshop.model.catalogue import Catalogue
from workshop.model.tour import Brief


def host_path(brief: Brief, host: str) -> str:
    """Return where a brief's wish about a host stands, or would."""
    return f"brief.{wish_path('hosts', place_of(brief.hosts, host))}"


def module_path(brief: Brief, module: str) -> str:
    """Return where a brief's wish about a module stands, or would."""
    return f"brief.{wish_path('modules', place_of(brief.modules, module))}"


def hours_path(brief: Brief, catalogue: Catalogue, host: str) -> str:
    """Return where a host's hours stand: in the brief, in its city's file or in the defaults."""
    return _told(brief, catalogue, host, "hours", "host_hours")


def cap_path(brief: Brief, catalogue: Catalogue, host: str) -> str:
    """Return where the largest group that a host takes stands."""
    return _told(brief, catalogue, host, "group_cap", "group_cap")


def _told(brief: Brief, catalogue: Catalogue, host: str, field: str, default: str) -> str:
    number = place_of(brief.hosts, host)
    if number is not None and getattr(brief.hosts[number], field) is not None:
        return f"brief.hosts.{number}.{field}"
    if getattr(catalogue.host[host], field) is not None:
        return f"host.{host}.{field}"
    return f"defaults.{default}"


def closure_path(brief: Brief, catalogue: Catalogue, city: str, when: date) -> str:
    """Return where it stands that a city is closed on a day."""
    for number, override in enumerate(brief.closures):
        if override.city == city and override.date == when:
            return f"brief.closures.{number}"
    return f"closures.{catalogue.city[city].country_code}.{when}"


def wish_path(part: str, number: int | None) -> str:
    """Return the path of a wish below the brief, or of all of them where it has no number yet."""
    return part if number is None else f"{part}.{number}"


def place_of(wishes: tuple[object, ...], one: str) -> int | None:
    """Return the number of the wish about `one`, None where there is none."""
    return next((n for n, wish in enumerate(wishes) if getattr(wish, "id", "") == one), None)
