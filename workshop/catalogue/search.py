"""Find hosts and modules by city, topic and words; case and accents do not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from workshop.model.catalogue import Catalogue
from workshop.model.lecture import Framework, Module
from workshop.model.place import City, Host


def hosts(
    catalogue: Catalogue, *, city: str | None = None, topic: str | None = None, text: str = ""
) -> tuple[Host, ...]:
    """Return the hosts that fit everything asked for, in the catalogue's order.

    `city` is an id or a name; `topic` a framework id, one of F01 to F20, a module id, or words that
    begin words of the sector; every word of `text` must occur in what the catalogue says of a host.
    """
    frameworks = topic_frameworks(catalogue, topic)
    return tuple(
        host
        for place in catalogue.cities
        if city is None or fold(city) in (fold(place.id), fold(place.name))
        for host in place.hosts
        if topic is None
        or (frameworks & set(host.frameworks) if frameworks else _begins(topic, host.sector))
        if _has_words(text, _host_words(catalogue, place, host))
    )


def modules(
    catalogue: Catalogue, *, topic: str | None = None, text: str = ""
) -> tuple[Module, ...]:
    """Return the modules that fit everything asked for, in the catalogue's order.

    `topic` is a framework id, one of F01 to F20, a module id, or words of the sector of hosts (then
    the modules that teach those hosts' frameworks).
    """
    if topic is None:
        wanted = {module.id for module in catalogue.modules}
    else:
        wanted = _modules_on(catalogue, topic)
    return tuple(
        module
        for module in catalogue.modules
        if module.id in wanted and _has_words(text, _module_words(catalogue, module))
    )


def fold(text: str) -> str:
    """Return `text` without case and accents, spaces single."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


def topic_frameworks(catalogue: Catalogue, topic: str | None) -> set[str]:
    """Return the framework ids a topic names; empty if it names none."""
    if topic is None:
        return set()
    word = fold(topic)
    return {
        framework.id
        for framework in catalogue.frameworks
        if word in (framework.id, framework.module, fold(framework.name))
        or word in (fold(seed) for seed in framework.seed)
    }


def _modules_on(catalogue: Catalogue, topic: str) -> set[str]:
    word = fold(topic)
    named = {
        module.id
        for module in catalogue.modules
        if word == fold(module.id) or word in (fold(one) for one in module.frameworks)
    }
    frameworks = topic_frameworks(catalogue, topic)
    if not named and not frameworks:
        frameworks = {name for host in hosts(catalogue, topic=topic) for name in host.frameworks}
    return named | {one.module for one in _of(catalogue, frameworks)}


def _of(catalogue: Catalogue, names: Iterable[str]) -> tuple[Framework, ...]:
    return tuple(catalogue.framework[name] for name in names if name in catalogue.framework)


def _begins(topic: str, sector: str) -> bool:
    """Tell whether each word of `topic` begins a word of `sector`."""
    words = _split(sector)
    asked = _split(topic)
    return bool(asked) and all(any(word.startswith(one) for word in words) for one in asked)


def _split(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _has_words(text: str, told: Iterable[str]) -> bool:
    whole = fold(" ".join(told))
    return all(word in whole for word in fold(text).split())


def _host_words(catalogue: Catalogue, city: City, host: Host) -> tuple[str, ...]:
    names = (name for one in _of(catalogue, host.frameworks) for name in (one.name, one.module))
    return (
        *(host.id, host.name, city.name, host.district, host.address, host.sector, host.why),
        *(host.ownership or "", host.founded or "", host.cautions or "", host.confidence),
        *host.frameworks,
        *names,
    )


def _module_words(catalogue: Catalogue, module: Module) -> tuple[str, ...]:
    taught = (one for one in catalogue.frameworks if one.module == module.id)
    return (
        *(module.id, module.title),
        *module.objectives,
        *module.frameworks,
        *(word for one in taught for word in (one.id, one.name)),
    )
