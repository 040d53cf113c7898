"""The verb that turns a tour into documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.cli import streams
from workshop.cli.places import open_workspace
from workshop.cli.tours import planned
from workshop.cli.words import or_list
from workshop.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from workshop.decks.deck import Deck
    from workshop.export.documents import Desk, Paper
    from workshop.export.editions import Editions
    from workshop.model.agenda import Agenda
    from workshop.store.outfolder import OutFolder
    from workshop.store.tours import TourFile
    from workshop.store.workspace import Workspace

DONE = 0

DOCUMENTS = (
    *("brief", "agenda", "runsheet", "visit-briefs", "host-briefings", "workbook", "outreach"),
    *("changes", "ics", "html", "pdf", "csv", "json"),
)
"""What can be asked for."""

_WITH_DECKS = {"workbook", "html"}
"""Documents that show what the lectures say."""

_WITH_MAP = {"html", "pdf"}

_EDITIONS = ".editions.json"


def export(arguments: argparse.Namespace) -> int:
    """Turn the agenda in a tour into documents."""
    from workshop.export.documents import make

    wanted = tuple(dict.fromkeys(arguments.documents))
    for name in wanted:
        if name not in DOCUMENTS:
            raise UsageError(f"there is no document {name!r}", or_list(name, DOCUMENTS))
    if len(wanted) > 1 and arguments.output is None:
        raise UsageError("several documents need a folder to go to", "add -o DIR")
    workspace = open_workspace(arguments)
    desk = _desk(workspace, workspace.tour(arguments.tour), wanted)
    if arguments.output is None:
        desk = _compared(desk, arguments.since, workspace)
        _print(wanted[0], make(wanted[0], desk))
        return DONE
    from pathlib import Path

    from workshop.store.outfolder import OutFolder

    folder = OutFolder(Path(arguments.output))
    desk = _compared(_with_editions(desk, folder), arguments.since, workspace)
    papers = [paper for name in wanted for paper in make(name, desk)]
    _keep(desk, folder)
    for paper in papers:
        streams.say(f"wrote {folder.put(paper.name, paper.data, private=paper.private)}")
    return DONE


def _desk(workspace: Workspace, file: TourFile, wanted: Sequence[str]) -> Desk:
    """Lay out what the documents are made from."""
    from datetime import UTC, datetime

    from workshop.catalogue.coast import read_coast
    from workshop.export.documents import Desk
    from workshop.export.redaction import Source
    from workshop.planner.points import block_points
    from workshop.rules import check

    catalogue, agenda = workspace.catalogue(), planned(file)
    findings = check(agenda, file.tour.brief, catalogue)
    decks = _decks(workspace, agenda) if _WITH_DECKS & set(wanted) else {}
    coast = read_coast(workspace.content) if _WITH_MAP & set(wanted) else None
    points = block_points(agenda, file.tour.brief, catalogue) if "json" in wanted else None
    return Desk(
        Source(file.name, file.tour, agenda, catalogue, decks),
        broken=sum(finding.severity == "error" for finding in findings),
        points=points,
        coast=coast,
        changed=datetime.fromtimestamp(int(file.path.stat().st_mtime), UTC),
    )


def _decks(workspace: Workspace, agenda: Agenda) -> dict[str, Deck]:
    from workshop.cli.lectures import read_deck

    refs = dict.fromkeys(block.ref for block in agenda.blocks if block.kind == "training")
    known = workspace.catalogue().module
    return {ref: read_deck(workspace.deck_path(ref)) for ref in refs if ref and ref in known}


# -------------------------------------------------------------------- what went before


def _with_editions(desk: Desk, folder: OutFolder) -> Desk:
    """Add the editions that a folder remembers, this plan as the last of them."""
    from dataclasses import replace

    from workshop.export.documents import edition
    from workshop.export.editions import Editions, read_editions
    from workshop.store.paths import shown

    name = desk.source.name
    text = folder.read(name + _EDITIONS)
    old = Editions(tour=name)
    if text is not None:
        old = read_editions(text, shown(folder.path / (name + _EDITIONS)), name)
    return replace(desk, editions=edition(desk, old))


def _keep(desk: Desk, folder: OutFolder) -> None:
    """Remember the editions before any document is written, so that none goes out unremembered."""
    from workshop.export.editions import editions_text

    if desk.editions is not None:
        name = desk.source.name + _EDITIONS
        text = editions_text(desk.editions)
        if folder.read(name) != text:
            folder.put(name, text.encode(), private=True)


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
