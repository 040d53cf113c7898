"""The verb that puts variants of a tour side by side: compare."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from workshop.cli import streams
from workshop.cli.places import known_city, known_venue, open_workspace
from workshop.errors import ImpossibleError, UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from workshop.model.catalogue import Catalogue
    from workshop.model.tour import Tour
    from workshop.planner.compare import Variant
    from workshop.planner.stop import StopToken
    from workshop.planner.twist import Twist
    from workshop.store.tours import TourFile

DONE, INTERRUPTED = 0, 130

Changes = tuple[tuple[str, str | int | date], ...]
"""What one variant changes, as read from the command line: `with`, `days`, a weight's name …"""

EVERY_START = "every start"
"""Stands for a variant for each start in the brief's window."""

WHOLE, BRIEFLY = 60.0, 4.0
"""Seconds for a variant unless the command line says otherwise: alone, or one of many starts."""

MOST = 60
"""More variants than this are a slip: a window of years, or a typing error in a date."""


@dataclass(frozen=True)
class Window:
    """Stands for a variant for each start from `first` on that is over by `last`."""

    first: date
    last: date


def compare(arguments: argparse.Namespace) -> int:
    """Plan the tour as it is and its variants, and print them side by side."""
    from workshop.cli.search import Meter, until_interrupted
    from workshop.planner.compare import compare as compare_variants

    workspace = open_workspace(arguments)
    file, catalogue = workspace.tour(arguments.tour), workspace.catalogue()
    twists = tuple(_twists(arguments, file.tour, catalogue))
    if len(twists) > MOST:
        raise UsageError(f"{len(twists)} variants are too many", f"at most {MOST}: name fewer")
    limit = arguments.limit or _limit(arguments)
    meter = Meter()

    def work(stop: StopToken) -> tuple[Variant, ...]:
        return compare_variants(
            file.tour,
            catalogue,
            twists,
            seed=arguments.seed,
            limit=limit,
            stop=stop,
            on_progress=lambda label, progress: meter(progress, label),
        )

    found, interrupted = until_interrupted(work)
    found = tuple(_sound(one, file, workspace.content) for one in found)
    _show(found, file.name, catalogue, as_json=arguments.json)
    if interrupted:
        streams.say(f"interrupted: {len(found) - 1} of {len(twists)} variants")
        return INTERRUPTED
    if all(not one.possible and not one.stopped for one in found):
        raise ImpossibleError(f"no plan can exist for {file.name} or its variants", "see why above")
    return DONE


def _limit(arguments: argparse.Namespace) -> float:
    """Return the seconds for a variant: few where every start in a window is tried."""
    many = any(one == EVERY_START or isinstance(one, Window) for one in arguments.wanted or ())
    return BRIEFLY if many else WHOLE


def _sound(one: Variant, file: TourFile, content: Path) -> Variant:
    """Return a variant whose conflict has its lines; BrokenPlanError if its plan breaks rules."""
    from workshop.cli.search import BrokenPlanError
    from workshop.model.finding import errors
    from workshop.store.locate import with_lines

    broken = errors(one.findings)
    if broken:
        raise BrokenPlanError(broken)
    return one if one.possible else replace(one, agenda=with_lines(one.agenda, file, content))


def _show(found: tuple[Variant, ...], name: str, catalogue: Catalogue, *, as_json: bool) -> None:
    if as_json:
        from workshop.export.data import to_json
        from workshop.export.variants import variants_data

        streams.emit(to_json(variants_data(name, found)))
        return
    from workshop.export.variants import HEADS, table_rows, told

    streams.emit(streams.table(HEADS, table_rows(found)))
    streams.emit("".join(" ".join(line.splitlines()) + "\n" for line in told(found, catalogue)))


def _twists(arguments: argparse.Namespace, tour: Tour, catalogue: Catalogue) -> Iterator[Twist]:
    """Yield the variants asked for, in their order; without any what is usual."""
    from workshop.planner.twist import every_start, other_bases, starts_between, usual

    brief = tour.brief
    for wanted in arguments.wanted or ():
        if wanted == EVERY_START:
            yield from every_start(brief)
        elif isinstance(wanted, Window):
            yield from starts_between(wanted.first, wanted.last, brief.days)
        elif (
            len(wanted[0]) == 1 and wanted[0][0][0] == "base" and wanted[0][0][1] in catalogue.city
        ):
            yield from other_bases(tour, wanted[0][0][1], catalogue)
        else:
            yield from (_twist(changes, catalogue) for changes in wanted)
    if not arguments.wanted:
        yield from usual(brief)


def _twist(changes: Changes, catalogue: Catalogue) -> Twist:
    from workshop.planner.twist import Twist

    twist = Twist()
    for key, value in changes:
        if key == "with":
            twist = replace(twist, add=(*twist.add, known_city(str(value), catalogue)))
        elif key == "without":
            twist = replace(twist, drop=(*twist.drop, known_city(str(value), catalogue)))
        elif key == "base":
            twist = replace(twist, venues=(*twist.venues, known_venue(str(value), catalogue)))
        elif key == "days" and isinstance(value, int):
            twist = replace(twist, days=value)
        elif isinstance(value, date):
            twist = replace(twist, start=value)
        elif isinstance(value, int):
            twist = replace(twist, weights=(*twist.weights, (key, value)))
    return twist
