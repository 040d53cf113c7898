"""What the program does once in a workspace and then remembers: it leaves an empty file."""

from __future__ import annotations

from pathlib import Path

from workshop.errors import StoreError
from workshop.store.atomic import create_file, make_folder

SUFFIX = "-seen"


def is_done(folder: Path, name: str) -> bool:
    """Tell whether `name` was done; a folder that cannot be read remembers nothing."""
    try:
        return (folder / f"{name}{SUFFIX}").exists()
    except OSError:
        return False


def remember(folder: Path, name: str) -> None:
    """Remember that `name` was done. StoreError if the disk does not take it."""
    if is_done(folder, name):
        return
    make_folder(folder, private=True)
    try:
        create_file(folder / f"{name}{SUFFIX}", b"")
    except StoreError:
        if not is_done(folder, name):  # another one may have written it meanwhile
            raise
