"""The verb `report`: what became of a tour or of a lecture that was run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.cli import streams
from workshop.cli.places import open_workspace, workspace_root
from workshop.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from workshop.decks.deck import Deck
    from workshop.export.report import Run
    from workshop.store.sessions import SessionStore
    from workshop.store.workspace import Workspace

DONE = 0
KINDS = ("report", "handout", "workbook")


def report(arguments: argparse.Namespace) -> int:
    """Print the after-action pack of a tour, or a report, handout or workbook of a lecture."""
    from workshop.cli.lectures import module_or_deck
    from workshop.store.paths import sessions_file
    from workshop.store.sessions import SessionStore

    workspace = open_workspace(arguments)
    path = sessions_file(workspace_root(arguments))
    if arguments.what not in KINDS:
        raise UsageError(f"there is no {arguments.what!r}", f"choose of {', '.join(KINDS)}")
    found = module_or_deck(arguments.target, workspace)
    if found is None:
        workspace.tour(arguments.target)
    if not path.is_file() and (found is None or arguments.what == "report"):
        raise UsageError("no session was run yet", f"run one: workshop present {arguments.target}")
    if found is not None:
        key, deck = found
        runs = _runs_of(path, key) if path.is_file() else ()
        streams.emit(_of_lecture(arguments.what, arguments.target, deck, runs))
        return DONE
    with SessionStore(path) as store:
        streams.emit(_of_tour(arguments.what, workspace, arguments.target, store))
    return DONE


def _runs_of(path: Path, key: tuple[str, str]) -> tuple[Run, ...]:
    """Return the kept sessions of a lecture, those in tours too."""
    from workshop.store.sessions import SessionStore

    target, ref = key
    with SessionStore(path) as store:
        rows = {row.id: row for row in store.rows(target=target)}
        if ref:
            rows |= {row.id: row for row in store.rows(ref=ref)}
        return tuple(_run(store, number) for number in sorted(rows) if rows[number].kept)


def _run(store: SessionStore, session: int, block: str = "") -> Run:
    from workshop.delivery.fold import fold
    from workshop.export.report import Run

    return Run(fold(store.events(session)), block)


def _of_lecture(what: str, name: str, deck: Deck, runs: tuple[Run, ...]) -> str:
    from workshop.export.handout import handout, workbook
    from workshop.export.report import session_report

    if what != "report":
        shown = runs[-1].state.visited if runs else None
        return (handout if what == "handout" else workbook)(deck, shown)
    if not runs:
        raise UsageError(f"no session of {name} was run yet", f"run one: workshop present {name}")
    return session_report(runs)


def _of_tour(what: str, workspace: Workspace, name: str, store: SessionStore) -> str:
    """Report on a tour as it was run: with the repairs of the day, which nobody may have saved."""
    from workshop.export.report import tour_report

    tour, _ = workspace.standing(name)
    agenda = tour.plan
    if agenda is None:
        hint = f"plan it: workshop plan {name} --write"
        raise UsageError(f"the tour {name!r} has no agenda", hint)
    if what != "report":
        hint = (
            f"name a lecture: workshop report m04 {what}; for all: workshop export {name} workbook"
        )
        raise UsageError(f"a tour as a whole has no {what} here", hint)
    rows = store.rows(tour=workspace.tour_path(name).stem)
    newest = {row.block: row.id for row in rows if row.kept}
    places = {block.id: at for at, block in enumerate(agenda.blocks)}
    order = sorted(newest, key=lambda block: places.get(block, len(places)))
    return tour_report(tour.brief, agenda, [_run(store, newest[one], one) for one in order])
