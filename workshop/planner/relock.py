"""An agenda with other locks or other blocks, what stands where it stood, and its bases."""

from __future__ import annotations

from collections.abc import Mapping

from workshop.model.agenda import Agenda, Block, Day
from workshop.model.catalogue import Catalogue


def relocked(agenda: Agenda, locked: Mapping[str, bool]) -> Agenda:
    """Return `agenda` with the blocks named locked, or not."""
    return mapped(
        agenda,
        {
            block.id: (block.model_copy(update={"locked": locked[block.id]}),)
            for block in agenda.blocks
            if block.id in locked
        },
    )


def mapped(agenda: Agenda, new: Mapping[str, tuple[Block, ...]]) -> Agenda:
    """Return `agenda` with other blocks, perhaps none, in place of those named."""
    days = tuple(
        day.model_copy(
            update={"blocks": tuple(b for one in day.blocks for b in new.get(one.id, (one,)))}
        )
        for day in agenda.days
    )
    return agenda.model_copy(update={"days": days})


def with_locks(days: tuple[Day, ...], locked: tuple[Block, ...]) -> tuple[Day, ...]:
    """Return `days` with those blocks locked that stand where a locked block stood."""
    held = {standing(block) for block in locked}
    if not held:
        return days
    return tuple(
        day.model_copy(
            update={
                "blocks": tuple(
                    block.model_copy(update={"locked": True}) if standing(block) in held else block
                    for block in day.blocks
                )
            }
        )
        for day in days
    )


def standing(block: Block) -> tuple[object, ...]:
    """Return what makes a block the same in the same place at the same time."""
    goal = block.to.id if block.to else None
    return block.kind, block.ref, block.form, block.start, block.end, block.place.id, goal


def base_of(agenda: Agenda, city: str, catalogue: Catalogue) -> str | None:
    """Return the venue that an agenda uses as the group's base in a city."""
    kinds = ("training", "debrief", "meal", "transfer", "break")
    for kind in kinds:
        for block in agenda.blocks:
            for place in (block.place, block.where_it_ends):
                venue = catalogue.venue.get(place.id)
                if block.kind == kind and venue and catalogue.city_of[venue.id].id == city:
                    return venue.id
    return None


def bases_of(agenda: Agenda, catalogue: Catalogue) -> dict[str, str]:
    """Return the venue that an agenda uses as the group's base in each of its cities."""
    cities = agenda.route
    found = {city: base_of(agenda, city, catalogue) for city in cities}
    return {city: base for city, base in found.items() if base is not None}
