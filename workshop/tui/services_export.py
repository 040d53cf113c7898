"""What the board may ask of the core about documents; a part of `services`, and blocks as it does.

Documents are made first and written later, so that a person can be asked about those that are
there already.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import workshop
from workshop.errors import UsageError
from workshop.tui.services_content import Content

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop.export.outbox import Parcel
    from workshop.export.redaction import Document
    from workshop.model.agenda import Agenda
    from workshop.model.tour import Tour
    from workshop.tui.workbench import StopSignal, TourInHand


@dataclass(frozen=True)
class Kind:
    """A document that can be asked for."""

    id: Document
    title: str
    reader: str
    private: bool
    """Whether it names people or money, so that its file is for its owner's eyes."""


@dataclass(frozen=True)
class Packed:
    """Documents that are made and not written yet."""

    parcel: Parcel
    folder: Path
    there: tuple[str, ...] = ()
    """Names of files in the folder that would be written over."""

    @property
    def broken(self) -> int:
        """Rules that the plan in them breaks."""
        return self.parcel.desk.broken


class Outbox(Content):
    """Documents as the board asks for them: made in this process, written to this disk."""

    def documents(self) -> tuple[Kind, ...]:
        """Return all that can be asked for, in the order they are offered."""
        from workshop.export.redaction import READERS

        return tuple(Kind(one, row.title, row.reader, row.private) for one, row in READERS.items())

    def export_folder(self, hand: TourInHand) -> Path:
        """Return where documents go unless the person says otherwise."""
        package = Path(workshop.__file__).resolve().parent
        installed = hand.path.resolve().is_relative_to(package)
        return (Path.cwd() if installed else hand.path.parent) / f"{hand.name}-documents"

    def pack(
        self,
        hand: TourInHand,
        agenda: Agenda,
        wanted: Sequence[Document],
        folder: Path,
        *,
        stop: StopSignal,
        on_document: Callable[[str], None],
    ) -> Packed | None:
        """Make documents of a tour with the plan on the screen; None if stopped before all were.

        `on_document` hears the title of each before it is made. Raises `InputError` where a deck
        or what the folder remembers is broken, `StoreError` where the folder is none.
        """
        from workshop.export.documents import make
        from workshop.export.outbox import Parcel, lay_out, remembering
        from workshop.export.redaction import READERS, Source
        from workshop.store.outfolder import OutFolder

        place = OutFolder(folder) if folder.exists() else None
        tour = hand.tour.model_copy(update={"agenda": agenda})
        source = Source(hand.name, tour, agenda, self.catalogue(), {})
        desk = remembering(lay_out(source, wanted, deck=self.deck, coast=self.coast), place)
        papers = {}
        for document in wanted:
            if stop.stopped():
                return None
            on_document(READERS[document].title)
            papers[document] = make(document, desk)
        parcel = Parcel(desk, papers)
        there = tuple(name for name in parcel.names if (folder / name).exists())
        return Packed(parcel, folder, there)

    def send(self, packed: Packed) -> tuple[Path, ...]:
        """Write what was packed, each file whole or not at all. Raises `StoreError`."""
        from workshop.export.outbox import send
        from workshop.store.outfolder import OutFolder

        return tuple(send(packed.parcel, OutFolder(packed.folder)))

    def export_changes(self, hand: TourInHand, before: Tour, path: Path) -> Path:
        """Write what changed since `before`, and who must be told, as Markdown."""
        from workshop.export.documents import changes_to_tell
        from workshop.export.outbox import lay_out
        from workshop.export.redaction import Source
        from workshop.export.version import as_it_stands
        from workshop.store.atomic import put_file

        was, now = before.agenda, hand.tour.agenda
        if was is None or now is None:
            raise UsageError("there was no plan before this one", "nobody has to be told of it")
        source = Source(hand.name, hand.tour, now, self.catalogue(), {})
        desk = lay_out(source, ("changes",), deck=self.deck, coast=self.coast)
        desk = replace(desk, since=as_it_stands(before, was))
        return put_file(path, changes_to_tell(desk).encode())

    def keep_picture(self, svg: str) -> Path:
        """Write a picture of the screen to a new file here, its owner's only. `StoreError`."""
        from workshop.store.atomic import create_file

        names = (Path.cwd() / f"workshop-screen-{number}.svg" for number in count(1))
        path = next(path for path in names if not path.exists())
        create_file(path, svg.encode())
        return path
