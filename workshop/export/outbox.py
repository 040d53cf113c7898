"""Giving documents out: laid out from a tour, made, and sent into a folder with its editions.

The command line and the app both go this way, so that a folder remembers the same of what it was
given by either. The folder is handed in; nothing here knows a disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from workshop import rules
from workshop.decks.deck import Deck
from workshop.export.documents import Desk, Paper, edition
from workshop.export.editions import Editions, editions_text, read_editions
from workshop.export.redaction import READERS, Document, Source
from workshop.model.finding import errors
from workshop.model.geo import Coast
from workshop.planner.points import block_points

EDITIONS = ".editions.json"
"""The end of the name of the file that remembers a tour's editions."""

_WITH_MAP = frozenset({"html", "pdf"})


class Folder(Protocol):
    """Where documents go, as `store.outfolder.OutFolder` is one."""

    @property
    def path(self) -> Path:
        """Where it is."""

    def read(self, name: str) -> str | None:
        """Return the text of a file in it, None if it is not there."""

    def put(self, name: str, data: bytes, *, private: bool) -> Path:
        """Write a file into it, whole or not at all, and return its path."""


def lay_out(
    source: Source,
    wanted: Sequence[Document],
    *,
    deck: Callable[[str], Deck],
    coast: Callable[[], Coast],
) -> Desk:
    """Lay out all that the documents `wanted` are made from; decks and coast only where needed.

    `source` has no decks yet; `deck` reads that of a module and raises what reading raises.
    """
    agenda, brief, catalogue = source.agenda, source.tour.brief, source.catalogue
    decks: Mapping[str, Deck] = {}
    if any(READERS[one].lectures for one in wanted):
        refs = dict.fromkeys(one.ref for one in agenda.blocks if one.kind == "training")
        decks = {ref: deck(ref) for ref in refs if ref and ref in catalogue.module}
    return Desk(
        replace(source, decks=decks),
        broken=len(errors(rules.check(agenda, brief, catalogue))),
        points=block_points(agenda, brief, catalogue) if "json" in wanted else None,
        coast=coast() if _WITH_MAP & set(wanted) else None,
    )


def remembering(desk: Desk, folder: Folder | None) -> Desk:
    """Add the editions that a folder remembers, this plan as the last of them.

    None is a folder that is still to be made. Raises InputError if what it remembers is broken.
    """
    name = desk.source.name
    text = folder.read(name + EDITIONS) if folder is not None else None
    old = Editions(tour=name)
    if folder is not None and text is not None:
        old = read_editions(text, str(folder.path / (name + EDITIONS)), name)
    return replace(desk, editions=edition(desk, old))


@dataclass(frozen=True)
class Parcel:
    """Documents that are made and not written yet."""

    desk: Desk
    papers: Mapping[Document, tuple[Paper, ...]]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its files."""
        return tuple(paper.name for papers in self.papers.values() for paper in papers)


def send(parcel: Parcel, folder: Folder) -> Iterator[Path]:
    """Write a parcel's files and give the path of each.

    What was given out is remembered before any of it is written, so that nothing goes out
    unremembered. Raises StoreError if the disk does not take it.
    """
    _remember(parcel.desk, folder)
    for papers in parcel.papers.values():
        for paper in papers:
            yield folder.put(paper.name, paper.data, private=paper.private)


def _remember(desk: Desk, folder: Folder) -> None:
    if desk.editions is not None:
        name, text = desk.source.name + EDITIONS, editions_text(desk.editions)
        if folder.read(name) != text:
            folder.put(name, text.encode(), private=True)
