"""The order of a day's anchors: by the city they are in, the debrief after what is learned."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from workshop.editing.sheet import LEARNING, Anchor, Sheet
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Brief
from workshop.model.travel import clock

EVENING = 90
"""Leisure from this long before the end of the working day on comes after the debrief."""


def in_order(
    sheet: Sheet, brief: Brief, catalogue: Catalogue, new_debrief: Callable[[], Anchor]
) -> list[Anchor]:
    """Return a sheet's anchors in order, the debrief where it belongs; airport meals come apart.

    Where something is learned and there is no debrief yet, `new_debrief` gives one.
    """
    airports = {airport.iata.lower() for city in catalogue.cities for airport in city.airports}
    plain = _by_city(
        (
            anchor
            for anchor in sheet.anchors
            if anchor.block.kind != "debrief"
            and not (anchor.block.kind == "meal" and anchor.block.place.id in airports)
        ),
        sheet.cities,
        catalogue,
    )
    learned = [n for n, anchor in enumerate(plain) if anchor.block.kind in LEARNING]
    if not learned:
        return plain
    debrief = next((a for a in sheet.anchors if a.block.kind == "debrief"), None)
    evening = clock(brief.pace.day_end) - EVENING
    after = learned[-1] + 1
    while after < len(plain) and not _is_evening(plain[after], debrief, evening, catalogue):
        after += 1
    return [*plain[:after], debrief or new_debrief(), *plain[after:]]


def _by_city(
    anchors: Iterable[Anchor], cities: tuple[str, ...], catalogue: Catalogue
) -> list[Anchor]:
    """Return anchors by the city they are in, then as they come: none before its flight."""
    places: list[tuple[int, bool, Anchor]] = []
    flown = 0
    for anchor in anchors:
        flies = anchor.block.kind == "flight"
        home = catalogue.city_of.get(str(anchor.block.ref))
        at = flown
        if not flies and home is not None and home.id in cities:
            at = cities.index(home.id)
        places.append((at, flies, anchor))
        flown += flies
    return [anchor for _, _, anchor in sorted(places, key=lambda one: one[:2])]


def _is_evening(anchor: Anchor, debrief: Anchor | None, evening: int, catalogue: Catalogue) -> bool:
    """Tell whether an anchor after the last learning comes after the debrief too."""
    if anchor.block.kind == "flight":
        there = anchor.block.to.id.upper() if anchor.block.to else ""
        landed = catalogue.city_of[there].id if there else ""
        return debrief is None or debrief.block.city != landed
    return anchor.block.kind == "leisure" and clock(anchor.start) >= evening
