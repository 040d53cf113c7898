"""Variants of a tour for a screen: which can be asked for, and what came of them in words.

Part of what `tui.services` gives; screens get the values from there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from workshop.errors import UsageError
from workshop.export.variants import HEADS, balance_words, best_words, table_rows
from workshop.export.wording import city_name
from workshop.planner.changes import day_words
from workshop.planner.twist import Twist, every_start, other_bases, usual

if TYPE_CHECKING:
    from workshop.model.catalogue import Catalogue
    from workshop.model.tour import Tour
    from workshop.planner.changes import Difference
    from workshop.planner.compare import Variant

NEARBY = (-7, -1, 1, 7)
"""Days by which another start is offered where the brief names a date."""
STARTS = 14
"""Starts of a window that are offered at most."""


@dataclass(frozen=True)
class VariantChoice:
    """A variant that can be asked for; `usual` is asked for unless the person says otherwise."""

    twist: Twist
    label: str
    usual: bool


@dataclass(frozen=True)
class Compared:
    """A variant that was planned: its row under `heads`, and what it changes."""

    variant: Variant
    heads: tuple[str, ...]
    row: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]
    """Sign and words, block by block: `-` goes, `+` comes, `→` moves, nothing else."""


def variant_choices(tour: Tour, catalogue: Catalogue) -> tuple[VariantChoice, ...]:
    """Return what can be compared: cities, lengths, bases, starts; what is usual first."""
    common = usual(tour.brief)
    twists = dict.fromkeys((*common, *_others(tour, catalogue)))
    return tuple(VariantChoice(one, one.label(catalogue), one in common) for one in twists)


def _others(tour: Tour, catalogue: Catalogue) -> Iterator[Twist]:
    brief = tour.brief
    named = (*brief.cities.must, *brief.cities.may)
    if len(brief.cities.must) > 1:
        yield from (Twist(drop=(city,)) for city in brief.cities.must)
    yield from (Twist(add=(city.id,)) for city in catalogue.cities if city.id not in named)
    for city in named:
        with suppress(UsageError):  # it has one training venue only
            yield from other_bases(tour, city, catalogue)
    if brief.start is None:
        yield from every_start(brief)[:STARTS]
    else:
        yield from (Twist(start=brief.start + timedelta(days=days)) for days in NEARBY)


def compared(variants: Sequence[Variant], catalogue: Catalogue) -> tuple[Compared, ...]:
    """Put planned variants into words; the first is the tour as it is."""
    base = variants[0]
    best = tuple(("★", line) for line in best_words(variants, catalogue))
    return tuple(
        Compared(one, HEADS, row, (*_lines(base, one, catalogue), *(best if one is base else ())))
        for one, row in zip(variants, table_rows(variants), strict=True)
    )


def _lines(base: Variant, one: Variant, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    if one.stopped:
        yield "", "The search was stopped before it found a plan."
        return
    if not one.possible:
        yield "", "No plan can exist, since these cannot hold together:"
        yield from (("✘", f"{c.fact} ({c.where})" if c.where else c.fact) for c in
                    one.agenda.conflict)  # fmt: skip
        return
    cities = " → ".join(city_name(catalogue, city) for city in one.route)
    yield "", f"{cities}, from {day_words(one.agenda.days[0].date)}"
    if one is base or not base.possible:
        return
    yield "", balance_words(base, one)
    if one.difference is not None:
        yield from _changes(one.difference)


def _changes(difference: Difference) -> Iterator[tuple[str, str]]:
    for sign, changes in (
        ("-", difference.dropped),
        ("+", difference.added),
        ("→", difference.moved),
    ):
        yield from ((sign, change.words()) for change in changes)
    kept = len(difference.kept)
    yield "", f"{kept} of the visits, lectures, evenings and flights stay as they are"
