"""The verbs about what the catalogue holds: hosts, modules, schema."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from workshop.cli import streams
from workshop.cli.places import known_city, open_workspace
from workshop.cli.words import or_list
from workshop.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workshop.model.base import Value
    from workshop.model.catalogue import Catalogue
    from workshop.model.lecture import Module

DONE = 0

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def hosts(arguments: argparse.Namespace) -> int:
    """List the hosts, those of a city or on a topic if asked."""
    from workshop.catalogue.search import hosts as find

    catalogue = open_workspace(arguments).catalogue()
    city = None if arguments.city is None else known_city(arguments.city, catalogue)
    found = find(catalogue, city=city, topic=_known_topic(arguments.topic, catalogue))
    rows: list[tuple[str, ...]] = [
        (
            host.id,
            catalogue.city_of[host.id].name,
            host.name,
            host.sector,
            ", ".join(host.frameworks),
            host.confidence,
        )
        for host in found
    ]
    heads: tuple[str, ...] = ("ID", "CITY", "NAME", "SECTOR", "FRAMEWORKS", "CONFIDENCE")
    if any(host.suggested for host in found):
        heads = (*heads, "SUGGESTED BY")
        said = (host.suggested.by if host.suggested else "" for host in found)
        rows = [(*row, by) for row, by in zip(rows, said, strict=True)]
    return _show(arguments, found, heads, rows)


def modules(arguments: argparse.Namespace) -> int:
    """List the lectures; those taught before visits in a city or on a topic if asked."""
    from workshop.catalogue.search import modules as find

    catalogue = open_workspace(arguments).catalogue()
    topic = _known_topic(arguments.topic, catalogue)
    found: tuple[Module, ...] = find(catalogue, topic=topic)
    if arguments.city is not None:
        shown = _shown_in(known_city(arguments.city, catalogue), catalogue)
        found = tuple(module for module in found if module.id in shown)
    rows = [
        (
            module.id,
            module.title,
            f"{module.duration} min",
            f"{module.short} min",
            ", ".join(module.frameworks),
            ", ".join(module.needs),
            "outline" if module.outline else "",
        )
        for module in found
    ]
    heads = ("ID", "TITLE", "FULL", "SHORT", "FRAMEWORKS", "NEEDS", "DECK")
    return _show(arguments, found, heads, rows)


def _known_topic(topic: str | None, catalogue: Catalogue) -> str | None:
    """Return `topic`; UsageError if no host and no lecture of the whole catalogue is on it."""
    from workshop.catalogue import search

    if topic is None or search.hosts(catalogue, topic=topic):
        return topic
    if search.modules(catalogue, topic=topic):
        return topic
    names = [framework.id for framework in catalogue.frameworks]
    raise UsageError(f"nothing is on the topic {topic!r}", or_list(topic, names))


def _shown_in(city: str, catalogue: Catalogue) -> set[str]:
    """Return the ids of the modules whose frameworks can be seen at a city's hosts."""
    frameworks = {name for host in catalogue.city[city].hosts for name in host.frameworks}
    return {catalogue.framework[name].module for name in frameworks if name in catalogue.framework}


def _show(
    arguments: argparse.Namespace,
    found: Iterable[Value],
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
) -> int:
    if arguments.json:
        streams.emit_json([value.model_dump(mode="json", by_alias=True) for value in found])
        return DONE
    if rows:
        streams.emit(streams.table(heads, rows))
    else:
        streams.say("nothing in the catalogue is like that")
    return DONE


def schema(arguments: argparse.Namespace) -> int:
    """Print the JSON Schema of a kind of file."""
    from workshop.catalogue.load import Flights
    from workshop.decks.convention import ModuleKeys
    from workshop.model.ownhost import OwnHost
    from workshop.model.place import City
    from workshop.model.tour import Tour

    kinds: dict[str, type[Value]] = {
        "tour": Tour,
        "city": City,
        "host": OwnHost,
        "flights": Flights,
        "module": ModuleKeys,
    }
    if arguments.kind not in kinds:
        raise UsageError(f"there is no schema {arguments.kind!r}", or_list(arguments.kind, kinds))
    made = kinds[arguments.kind].model_json_schema(by_alias=True)
    streams.emit_json({"$schema": _DIALECT, **made})
    return DONE
