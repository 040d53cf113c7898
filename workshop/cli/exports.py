"""The verb that turns a tour into documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from workshop.cli import streams
from workshop.cli.places import open_workspace
from workshop.cli.tours import planned
from workshop.cli.words import or_list
from workshop.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from workshop.export.documents import Desk, Paper
    from workshop.export.editions import Editions
    from workshop.export.redaction import Document
    from workshop.model.agenda import Agenda
    from workshop.store.tours import TourFile
    from workshop.store.workspace import Workspace

DONE = 0

DOCUMENTS: tuple[Document, ...] = (
    *("brief", "agenda", "runsheet", "visit-briefs", "host-briefings", "workbook", "outreach"),
    *("changes", "ics", "html", "pdf", "csv", "json"),
)
"""What can be asked for."""


def export(arguments: argparse.Namespace) -> int:
    """Turn the agenda in a tour into documents."""
    from workshop.export.documents import make
    from workshop.export.outbox import Parcel, remembering, send

    asked = tuple(dict.fromkeys(arguments.documents))
    for name in asked:
        if name not in DOCUMENTS:
            raise UsageError(f"there is no document {name!r}", or_list(name, DOCUMENTS))
    wanted = cast("tuple[Document, ...]", asked)
    if len(wanted) > 1 and arguments.output is None:
        raise UsageError("several documents need a folder to go to", "add -o DIR")
    workspace = open_workspace(arguments)
    file = workspace.tour(arguments.tour)
    desk = _desk(workspace, file, wanted)
    _say_unsaved(workspace, file)
    if arguments.output is None:
        desk = _compared(desk, arguments.since, workspace)
        _print(wanted[0], make(wanted[0], desk))
        return DONE
    from pathlib import Path

    from workshop.store.outfolder import OutFolder

    folder = OutFolder(Path(arguments.output))
    desk = _compared(remembering(desk, folder), arguments.since, workspace)
    parcel = Parcel(desk, {name: make(name, desk) for name in wanted})
    for path in send(parcel, folder):
        streams.say(f"wrote {path}")
    return DONE


def _desk(workspace: Workspace, file: TourFile, wanted: Sequence[Document]) -> Desk:
    """Lay out what the documents are made from."""
    from workshop.catalogue.coast import read_coast
    from workshop.cli.lectures import read_deck
    from workshop.export.outbox import lay_out
    from workshop.export.redaction import Source

    return lay_out(
        Source(file.name, file.tour, planned(file), workspace.catalogue(), {}),
        wanted,
        deck=lambda module: read_deck(workspace.deck_path(module)),
        coast=lambda: read_coast(workspace.content),
    )


def _say_unsaved(workspace: Workspace, file: TourFile) -> None:
    _, unsaved = workspace.standing(file.path)
    if unsaved:
        streams.say(
            f"{file.name} was changed since it was saved, and this is as it was saved:"
            f" open it (workshop {file.name}), s saves"
        )


# -------------------------------------------------------------------- what went before


def _compared(desk: Desk, since: str | None, workspace: Workspace) -> Desk:
    """Add the version to compare with that was named: a code, or another tour's file."""
    from dataclasses import replace

    if since is None:
        return desk
    found = desk.editions.find(since) if desk.editions else None
    return replace(desk, since=found or _agenda_of(since, workspace, desk.editions))


def _agenda_of(since: str, workspace: Workspace, editions: Editions | None) -> Agenda:
    from workshop.export.version import as_it_stands

    try:
        file = workspace.tour(since)
    except UsageError:
        known = [one.version for one in editions.editions] if editions else []
        hint = or_list(since, known) if known else "add -o DIR with the folder of the last export"
        raise UsageError(f"there is no version or tour {since!r}", hint) from None
    return as_it_stands(file.tour, planned(file))


# -------------------------------------------------------------------- to standard output


def _print(name: str, papers: Sequence[Paper]) -> None:
    """Print a document; of several tables the first, of several letters all."""
    if name == "csv":
        streams.emit(papers[0].text)
        rest = ", ".join(paper.name for paper in papers[1:])
        streams.say(f"this is {papers[0].name}; with -o DIR there are also {rest}")
    elif name == "pdf":
        streams.emit_bytes(papers[0].data)
    else:
        streams.emit("\n".join(paper.text for paper in papers))
