"""`workshop [TOUR]`: the app, or the planned agenda where there is no terminal for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.cli import streams
from workshop.cli.places import open_workspace
from workshop.cli.words import did_you_mean
from workshop.errors import UsageError

if TYPE_CHECKING:
    import argparse


def open_app(arguments: argparse.Namespace) -> int:
    """Open the app on a tour; without a terminal print the tour's agenda as Markdown."""
    from pathlib import Path

    workspace = open_workspace(arguments)
    tours = [tour.name for tour in workspace.tours()]
    tour: str | None = arguments.tour
    if tour is not None and tour not in tours and not Path(tour).exists():
        near = did_you_mean(tour, (*arguments.verbs, *tours))
        raise UsageError(f"there is no verb or tour {tour!r}", near or "see 'workshop --help'")
    if streams.has_terminal():
        from workshop.tui.app import WorkshopApp

        app = WorkshopApp(workspace, tour)
        app.run()
        return app.return_code or 0
    if tour is None:
        raise UsageError(
            "there is no terminal to open the app on",
            f"name a tour to print its agenda: {', '.join(tours) or 'there are none yet'}",
        )
    from workshop.cli.tours import show_planned

    return show_planned(workspace.tour(tour), workspace.catalogue())
