"""Where a workspace is: the folder that holds `content/` and `itineraries/`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import workshop
from workshop.errors import StoreError, UsageError

CONTENT = "content"
ITINERARIES = "itineraries"
HOSTS = "hosts"
"""Hosts of one's own, one file each; need not be there."""
STATE = ".workshop"
"""The folder, in a workspace, of what the program records there: sessions, journals, claims."""
VARIABLE = "WORKSHOP_HOME"
"""The environment variable that names a workspace."""


def find_workspace(
    chosen: Path | None = None,
    *,
    start: Path | None = None,
    environ: Mapping[str, str] = os.environ,
) -> Path:
    """Return the workspace: `chosen`, else `$WORKSHOP_HOME`, else the one around `start`.

    `start` is the current folder unless given; it or the nearest folder above it that has both
    `content/` and `itineraries/` is taken, and failing that the data that came with the program.
    UsageError if the folder that was named is not a workspace.
    """
    if chosen is not None:
        return _named(chosen, "")
    if environ.get(VARIABLE):
        return _named(Path(environ[VARIABLE]), f" (from {VARIABLE})")
    here = start if start is not None else _current()
    if here is not None:
        for folder in (here, *here.parents):
            if _is_workspace(folder):
                return folder
    return shipped()


def shipped() -> Path:
    """Return the folder of the data that came with the program; StoreError if it is missing."""
    package = Path(workshop.__file__).resolve().parent
    for folder in (package / "_data", package.parent):
        if _is_workspace(folder):
            return folder
    raise StoreError(
        "the cities, modules and sample tours that belong to the program are missing",
        "install it again",
    )


def state_dir(workspace: Path, *, environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder for what the program records: in the workspace, if it is one's own.

    What came with an installed program is not; what is recorded goes to the user's state folder.
    """
    own = workspace / STATE
    installed = workspace == Path(workshop.__file__).resolve().parent / "_data"
    if not installed and os.access(own if own.is_dir() else workspace, os.W_OK):
        return own
    home = environ.get("XDG_STATE_HOME") or environ.get("HOME") or str(Path.home())
    state = Path(home) if environ.get("XDG_STATE_HOME") else Path(home) / ".local" / "state"
    return state / "workshop"


def sessions_file(workspace: Path) -> Path:
    """Return the file that the sessions of a workspace are kept in."""
    return state_dir(workspace) / "sessions.db"


def shown(path: Path) -> str:
    """Return how messages call `path`: from the current folder if it lies inside it."""
    here = _current()
    if here is not None and path.is_absolute() and path.is_relative_to(here):
        return path.relative_to(here).as_posix()
    return str(path)


def _named(folder: Path, origin: str) -> Path:
    if not _is_workspace(folder):
        raise UsageError(
            f"{folder}{origin} has no {CONTENT}/ and {ITINERARIES}/ in it",
            "name another folder, or make one with `workshop init DIR`",
        )
    return folder.resolve()


def _is_workspace(folder: Path) -> bool:
    try:
        return (folder / CONTENT).is_dir() and (folder / ITINERARIES).is_dir()
    except (OSError, ValueError):  # no right to look, or a NUL in the path
        return False


def _current() -> Path | None:
    try:
        return Path.cwd()
    except OSError:  # the folder we stand in was removed
        return None


def files_of(folder: Path, suffix: str) -> list[Path]:
    """Return the visible files of `folder` with `suffix`, by name; StoreError if unreadable."""
    try:
        return sorted(
            path
            for path in folder.iterdir()
            if path.suffix == suffix and not path.name.startswith(".") and path.is_file()
        )
    except OSError as error:
        raise StoreError(
            f"cannot list {shown(folder)}: {error.strerror}", "check the workspace's folder"
        ) from error


def must_be_own(path: Path) -> None:
    """Raise StoreError if `path` lies inside the installed program, where nothing is kept."""
    package = Path(workshop.__file__).resolve().parent
    if path.resolve().is_relative_to(package):
        raise StoreError(
            f"{path} belongs to the installed program and is not written to",
            "make a workspace of your own with 'workshop init DIR' and use it",
        )
