"""`workshop [TOUR]`: the app, or the planned agenda where there is no terminal for it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from workshop.cli import streams
from workshop.cli.places import open_workspace, workspace_root
from workshop.cli.words import did_you_mean
from workshop.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def open_app(arguments: argparse.Namespace) -> int:
    """Open the app on a tour; without a terminal print the tour's agenda as Markdown.

    The app is given the workspace's folder and reads it itself, once it has painted.
    """
    root, tour = workspace_root(arguments), arguments.tour
    if tour is not None:
        _must_exist(tour, root, arguments)
    if streams.has_terminal():
        from workshop.tui.app import WorkshopApp
        from workshop.tui.board.errand import any_at_work

        app = WorkshopApp(root, tour)
        app.run()
        code = app.return_code or 0
        if any_at_work():  # all that is acknowledged is on disk; a tidy exit would crash
            streams.flush()
            os._exit(code)
        return code
    if tour is None:
        names = ", ".join(_names(root)) or "there are none yet"
        hint = f"name a tour to print its agenda: {names}"
        raise UsageError("there is no terminal to open the app on", hint)
    from workshop.cli.tours import show_planned

    workspace = open_workspace(arguments)
    return show_planned(workspace.tour(tour), workspace.catalogue(), workspace.content)


def _must_exist(tour: str, root: Path, arguments: argparse.Namespace) -> None:
    """Raise UsageError unless `tour` is a path or a name in `itineraries/`."""
    from pathlib import Path

    names = _names(root)
    try:
        there = tour.removesuffix(".yaml") in names or Path(tour).exists()
    except (OSError, ValueError):  # a name that no file can have
        there = False
    if not there:
        near = did_you_mean(tour, (*arguments.verbs, *names)) or "see 'workshop --help'"
        raise UsageError(f"there is no verb or tour {tour!r}", near)


def _names(root: Path) -> list[str]:
    return sorted(path.stem for path in (root / "itineraries").glob("[!.]*.yaml"))
