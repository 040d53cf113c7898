"""What must hold between the parts of the catalogue: ids, zones, hours, flights.

A part that could not be read is left out, and so are the checks that would need it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from workshop.catalogue.flightcheck import flight_faults, zone
from workshop.catalogue.nearest import did_you_mean
from workshop.catalogue.parts import Part, Parts, V
from workshop.catalogue.yamltext import Path
from workshop.errors import Fault
from workshop.model.base import Clock, Hours
from workshop.model.ownhost import OwnHost
from workshop.model.place import City, Host, Leisure, Venue
from workshop.model.travel import clock

_SEED = re.compile(r"F(?:0[1-9]|1[0-9]|20)")
"""The talk's frameworks are numbered F01 to F20."""


class _Span(Protocol):
    @property
    def start(self) -> Clock: ...
    @property
    def end(self) -> Clock: ...


def cross_check(parts: Parts) -> tuple[Fault, ...]:
    """Return all faults between and inside the parts."""
    return (
        *_repeated(parts),
        *_frameworks(parts),
        *_hosts(parts),
        *_own(parts),
        *_modules(parts),
        *(fault for city in parts.cities for fault in _city(city)),
        *flight_faults(parts),
        *_calendar(parts),
    )


def _repeated(parts: Parts) -> Iterator[Fault]:
    """Find ids that are there twice; ids are unique over all kinds, airports' codes included."""
    first: dict[str, str] = {}
    for name, kind, where in _ids(parts):
        here = f"{where.file}:{where.line}"
        if name in first:
            what = f"the id `{name}` is taken by {first[name]}"
            yield Fault(where.file, where.line, what, f"give this {kind} another id")
        else:
            article = "an" if kind[0] in "aeiou" else "a"
            first[name] = f"{article} {kind} in {here}"


def _ids(parts: Parts) -> Iterator[tuple[str, str, Fault]]:
    for part in parts.cities:
        yield from _city_ids(part)
    if parts.pairs:
        for number, pair in enumerate(parts.pairs.value):
            yield pair.id, "flight", parts.pairs.fault(("pairs", number, "id"), "")
    if parts.frameworks:
        for number, framework in enumerate(parts.frameworks.value):
            where = parts.frameworks.fault(("frameworks", number, "id"), "")
            yield framework.id, "framework", where
    for module in parts.modules:
        yield module.id, "module", Fault(module.file, 1, "")
    for own in parts.own:
        yield own.value.id, "host", own.fault(("id",), "")


def _city_ids(part: Part[City]) -> Iterator[tuple[str, str, Fault]]:
    city = part.value
    yield city.id, "city", part.fault(("id",), "")
    for number, port in enumerate(city.airports):
        yield port.iata.lower(), "airport", part.fault(("airports", number, "iata"), "")
    for kind, key, sites in (
        ("host", "hosts", city.hosts),
        ("venue", "venues", city.venues),
        ("leisure item", "leisure", city.leisure),
    ):
        for number, site in enumerate(sites):
            yield site.id, kind, part.fault((key, number, "id"), "")


def _frameworks(parts: Parts) -> Iterator[Fault]:
    """Check what frameworks lead to."""
    if parts.frameworks is None:
        return
    modules = {module.id for module in parts.modules}
    for number, framework in enumerate(parts.frameworks.value):
        here: Path = ("frameworks", number)
        if framework.module not in modules:
            what = f"no module `{framework.module}` teaches `{framework.id}`"
            hint = did_you_mean(framework.module, modules, "name one of content/modules")
            yield parts.frameworks.fault((*here, "module"), what, hint)
        for place, seed in enumerate(framework.seed):
            if not _SEED.fullmatch(seed):
                what = f"`{seed}` is no framework of the talk"
                yield parts.frameworks.fault((*here, "seed", place), what, "write F01 to F20")


def _hosts(parts: Parts) -> Iterator[Fault]:
    """Check the frameworks that hosts show."""
    for part in parts.cities:
        for number, host in enumerate(part.value.hosts):
            yield from _shown(parts, part, ("hosts", number), host)


def _own(parts: Parts) -> Iterator[Fault]:
    """Check what a workspace's own hosts lead to, and their hours."""
    cities = {part.value.id for part in parts.cities}
    for part in parts.own:
        host = part.value
        if parts.all_cities and host.city not in cities:
            hint = did_you_mean(host.city, cities)
            yield part.fault(("city",), f"there is no city `{host.city}`", hint)
        yield from _shown(parts, part, (), host)
        yield from _hours(part, ("hours",), host.hours or ())


def _shown(parts: Parts, part: Part[V], here: Path, host: Host | OwnHost) -> Iterator[Fault]:
    """Check the frameworks of one host, which stands at `here`."""
    if parts.frameworks is None:
        return
    known = {one.id for one in parts.frameworks.value}
    for place, name in enumerate(host.frameworks):
        path: Path = (*here, "frameworks", place)
        if name not in known:
            hint = did_you_mean(name, known, "see frameworks.yaml")
            yield part.fault(path, f"host `{host.id}`: no framework `{name}`", hint)
        elif name in host.frameworks[:place]:
            what = f"host `{host.id}` names the framework `{name}` twice"
            yield part.fault(path, what, "keep one of the two")


def _modules(parts: Parts) -> Iterator[Fault]:
    """Check what modules lead to."""
    known = {module.id for module in parts.modules}
    frameworks = {one.id for one in parts.frameworks.value} if parts.frameworks else set()
    for module in parts.modules:
        for need in module.needs:
            if need == module.id:
                what = f"module `{module.id}` needs itself"
                yield Fault(module.file, 1, what, "remove it from `needs`")
            elif need not in known:
                what = f"module `{module.id}` needs `{need}`, which is no module"
                hint = did_you_mean(need, known - {module.id}, "name a module or remove it")
                yield Fault(module.file, 1, what, hint)
        for name in module.frameworks:
            if parts.frameworks and not _SEED.fullmatch(name) and name not in frameworks:
                what = f"module `{module.id}` teaches `{name}`, which is no framework"
                hint = did_you_mean(
                    name, frameworks, "write F01 to F20, or an id of frameworks.yaml"
                )
                yield Fault(module.file, 1, what, hint)


def _city(part: Part[City]) -> Iterator[Fault]:
    city = part.value
    if not zone(city.timezone):
        what = f"there is no time zone `{city.timezone}`"
        yield part.fault(("timezone",), what, 'write a name such as "Asia/Jakarta"')
    if city.friday_prayer is not None:
        yield from _in_order(part, ("friday_prayer",), city.friday_prayer)
    sites: tuple[tuple[str, tuple[Host | Venue | Leisure, ...]], ...] = (
        ("hosts", city.hosts),
        ("venues", city.venues),
        ("leisure", city.leisure),
    )
    for key, here in sites:
        for number, site in enumerate(here):
            yield from _hours(part, (key, number, "hours"), site.hours or ())
    near = {site.id for site in (*city.hosts, *city.venues, *city.leisure)}
    for number, venue in enumerate(city.venues):
        for place, name in enumerate(venue.near):
            if name not in near:
                what = f"venue `{venue.id}` is near `{name}`, which is not in this city"
                yield part.fault(("venues", number, "near", place), what, did_you_mean(name, near))
    for number, item in enumerate(city.leisure):
        yield from _long_enough(part, ("leisure", number, "hours"), item)


def _hours(part: Part[V], path: Path, hours: Iterable[Hours]) -> Iterator[Fault]:
    for number, one in enumerate(hours):
        yield from _in_order(part, (*path, number), one)


def _in_order(part: Part[V], path: Path, span: _Span) -> Iterator[Fault]:
    if not span.start < span.end:
        what = f"the hours {span.start:%H:%M} to {span.end:%H:%M} end before they start"
        yield part.fault(path, what, "write both on one day, the earlier first")


def _long_enough(part: Part[City], path: Path, item: Leisure) -> Iterator[Fault]:
    longest = max(clock(hours.end) - clock(hours.start) for hours in item.hours)
    if 0 < longest < item.minutes:
        what = f"`{item.id}` takes {item.minutes} minutes but is never open so long ({longest})"
        yield part.fault(path, what, "mend its hours or its minutes")


def _calendar(parts: Parts) -> Iterator[Fault]:
    if parts.closures is not None:
        for number, span in enumerate(parts.closures.value.ramadan):
            if span.end < span.start:
                what = f"Ramadan ends on {span.end}, before it starts on {span.start}"
                yield parts.closures.fault(("ramadan", number), what, "swap the two dates")
    if parts.defaults is not None:
        defaults = parts.defaults.value
        yield from _hours(parts.defaults, ("host_hours",), defaults.host_hours)
        yield from _hours(parts.defaults, ("venue_hours",), defaults.venue_hours)
        for number, peak in enumerate(defaults.peak):
            yield from _in_order(parts.defaults, ("peak", number), peak)
        yield from _in_order(parts.defaults, ("lunch",), defaults.lunch)
