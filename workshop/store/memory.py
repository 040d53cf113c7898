"""What the program remembers of a workspace: what it did once there, and what a person chose.

What was done once leaves an empty file, a choice leaves a line of text.
"""

from __future__ import annotations

from pathlib import Path

from workshop.errors import StoreError
from workshop.store.atomic import PRIVATE, create_file, make_folder, read_bytes, told, write_beside

DONE, CHOICE = "-seen", "-chosen"
LONGEST = 200
"""Characters of a choice that are read; a longer file is not ours."""


def is_done(folder: Path, name: str) -> bool:
    """Tell whether `name` was done; a folder that cannot be read remembers nothing."""
    try:
        return (folder / f"{name}{DONE}").exists()
    except OSError:
        return False


def remember(folder: Path, name: str) -> None:
    """Remember that `name` was done. StoreError if the disk does not take it."""
    if is_done(folder, name):
        return
    make_folder(folder, private=True)
    try:
        create_file(folder / f"{name}{DONE}", b"")
    except StoreError:
        if not is_done(folder, name):  # another one may have written it meanwhile
            raise


def choice(folder: Path, name: str) -> str:
    """Return what was chosen for `name`; empty where nothing was, or nothing can be read."""
    try:
        return read_bytes(folder / f"{name}{CHOICE}")[:LONGEST].decode("utf-8", "replace").strip()
    except StoreError:
        return ""


def choose(folder: Path, name: str, value: str) -> None:
    """Keep `value`, a line of text, as what was chosen for `name`. Raises StoreError."""
    make_folder(folder, private=True)
    path = folder / f"{name}{CHOICE}"
    with told("write", path):
        write_beside(path, f"{value}\n".encode(), PRIVATE)
