"""Where a verb works: the workspace, and whether it may be written to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.cli.words import or_list
from workshop.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from workshop.model.catalogue import Catalogue
    from workshop.store.workspace import Workspace


def workspace_root(arguments: argparse.Namespace) -> Path:
    """Return the folder of the workspace that the command line, the environment or the place names.

    Raises UsageError if what is named is none. Loads none of what reads the workspace.
    """
    from pathlib import Path

    from workshop.store.paths import find_workspace

    chosen = arguments.workspace
    return find_workspace(Path(chosen) if chosen is not None else None)


def open_workspace(arguments: argparse.Namespace) -> Workspace:
    """Return the workspace at `workspace_root`; nothing in it is read yet."""
    from workshop.store.workspace import Workspace

    return Workspace(workspace_root(arguments))


def known_venue(venue: str, catalogue: Catalogue) -> str:
    """Return the id of a training venue given by id or name; UsageError if there is none such."""
    from workshop.catalogue.search import fold

    for one in catalogue.venue.values():
        if fold(venue) in (one.id, fold(one.name)):
            return one.id
    raise UsageError(f"there is no training venue {venue!r}", or_list(venue, catalogue.venue))


def known_city(city: str, catalogue: Catalogue) -> str:
    """Return the id of a city given by id or name; UsageError if the catalogue has no such city."""
    from workshop.catalogue.search import fold

    for one in catalogue.cities:
        if fold(city) in (one.id, fold(one.name)):
            return one.id
    raise UsageError(f"there is no city {city!r}", or_list(city, catalogue.city))
