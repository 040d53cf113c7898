"""What is wrong with `content/` as teaching: its decks, its hosts, and what ties them together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from workshop.catalogue.flightcheck import unreached
from workshop.catalogue.load import OwnFile, read_parts
from workshop.catalogue.pairing import unpaired
from workshop.decks.deck import Deck
from workshop.decks.module import read_module
from workshop.decks.parse import read_deck
from workshop.decks.standard import shortfalls
from workshop.errors import Fault, InputError
from workshop.model.lecture import Module
from workshop.store.paths import files_of, shown


def check_content(content: Path, own: Sequence[OwnFile] = ()) -> Iterator[Fault]:
    """Yield every fault of the folder `content`: those of reading it, and those of teaching it.

    `own` are the hosts of the workspace's own: a slide may name them, a framework lead to them.
    """
    modules: list[Module] = []
    decks: list[Deck] = []
    for path in files_of(content / "modules", ".md"):
        name = shown(path)
        try:
            modules.append(read_module(path, name))
        except InputError as error:
            yield from error.faults
        else:
            decks.append(read_deck(path, name))
    parts, faults = read_parts(content, tuple(modules), own)
    yield from faults
    yield from unpaired(parts)
    yield from unreached(parts)
    hosts = {host.id for city in parts.cities for host in city.value.hosts}
    hosts |= {part.value.id for part in parts.own}
    for deck in decks:
        for found in shortfalls(deck):
            yield Fault(deck.file, found.line, found.message, found.hint)
        yield from _hosts(deck, hosts if parts.all_cities else None)


def _hosts(deck: Deck, known: set[str] | None) -> Iterator[Fault]:
    """Find hosts on slides that the catalogue does not have."""
    for slide in deck.slides:
        for name in slide.hosts:
            if known is not None and name not in known:
                what = f"slide {slide.number} names the host `{name}`, which no city has"
                yield Fault(deck.file, slide.line, what, "see: workshop hosts")
