"""A folder that documents are written to: nothing leaves it, and nothing is half written."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from workshop.errors import StoreError
from workshop.store.atomic import PRIVATE, make_folder, read_bytes, told, write_beside


class OutFolder:
    """The folder `path`, made if it is not there; StoreError if it cannot be."""

    def __init__(self, path: Path) -> None:
        """Make the folder."""
        make_folder(path)
        self.path = path

    def read(self, name: str) -> str | None:
        """Return the text of a file in the folder, None if it is not there."""
        path = self._inside(name)
        return read_bytes(path).decode("utf-8", "replace") if path.is_file() else None

    def put(self, name: str, data: bytes, *, private: bool) -> Path:
        """Write a file, whole or not at all, over one of that name; return its path.

        A private one can be read by its owner only. A link of that name is replaced, not followed,
        so that nothing outside the folder is written. StoreError if the disk does not take it.
        """
        path = self._inside(name)
        with told("write", path):
            mode = PRIVATE if private else _mode(path)
            write_beside(path, data, mode)
        return path

    def _inside(self, name: str) -> Path:
        """Return the path of a file that is called `name`; StoreError if that leads elsewhere."""
        if name in ("", ".", "..") or set(name) & {"/", "\\", "\0", os.sep}:
            raise StoreError(f"{name!r} is no name of a file in a folder", "rename the tour's file")
        return self.path / name


def _mode(path: Path) -> int:
    """Return the mode of a file that is there, else that of any new file of this person."""
    if path.is_file() and not path.is_symlink():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask
