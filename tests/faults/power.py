"""Power cuts, on the worst disk that the system's promises allow.

A kill leaves in place what was written and not forced; a power cut need not. `Disk` notes what is
forced: the bytes of a file when `fsync` is called on it, the names in a folder when it is called on
the folder. At a call that decides the power fails, and what may then be found is laid out anew: by
the names and bytes that were forced; by the names as they are, with the bytes that were forced; by
the names that were forced, with half of what was written since. Of these no one may lack what was
acknowledged.

What SQLite forces it does not do through Python, so sessions are not tried here.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from tests.conftest import ROOT
from tests.faults.kills_editing import NAME, look, write
from tests.faults.tally import Family, Tally

CALLS = ("fsync", "replace", "link", "unlink", "mkdir", "chmod", "write", "ftruncate")
LAST = 60
"""Calls that a program has made at most when the power fails."""
KINDS = ("forced", "renamed", "torn")


class PowerCut(BaseException):
    """The power has failed; nothing of the program's may catch it."""


@dataclass
class Disk:
    """What of the folder `root` was forced to the disk; `left` calls until the power fails."""

    root: Path
    left: int = -1
    bytes: dict[int, bytes] = field(default_factory=dict)
    """By inode: what was forced of a file."""
    names: dict[int, dict[str, int]] = field(default_factory=dict)
    """By inode: the names that were forced of a folder, and what they stand for."""
    held: list[int] = field(default_factory=list)
    """Handles of the files that were forced, so that no other file gets the number of one."""

    def settle(self) -> None:
        """Take all that is there as forced."""
        for folder, _, files in os.walk(self.root):
            self._force(Path(folder))
            for name in files:
                self._force(Path(folder, name))

    def _force(self, path: Path) -> None:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            self.names[found.st_ino] = {one.name: one.inode() for one in os.scandir(path)}
            return
        if found.st_ino not in self.bytes:
            self.held.append(os.open(path, os.O_RDONLY))
        self.bytes[found.st_ino] = path.read_bytes()

    def called(self, name: str, given: tuple[Any, ...]) -> None:
        """Count a call about to be made; PowerCut if it is the last."""
        self.left -= 1
        if self.left == 0:
            raise PowerCut
        if name == "fsync":
            self._force(Path(f"/proc/self/fd/{given[0]}").resolve())

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Let every call that decides be heard."""

        def heard(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
            def call(*given: Any, **named: Any) -> Any:
                self.called(name, given)
                return real(*given, **named)

            return call

        with contextlib.ExitStack() as stack:
            for name in CALLS:
                stack.enter_context(patch.object(os, name, heard(name, getattr(os, name))))
            try:
                yield
            finally:
                for handle in self.held:
                    os.close(handle)

    def lay_out(self, into: Path, kind: str) -> None:
        """Write what may be found after the power cut, one of `KINDS`."""
        now: dict[int, Path] = {path.stat().st_ino: path for path in self.root.rglob("*")}
        now[self.root.stat().st_ino] = self.root
        self._lay_out(self.root.stat().st_ino, into, kind, now)

    def _lay_out(self, folder: int, into: Path, kind: str, now: dict[int, Path]) -> None:
        into.mkdir(exist_ok=True)
        names = self.names.get(folder, {})
        if kind == "renamed":
            names = {one.name: one.inode() for one in os.scandir(now[folder])}
        for name, inode in names.items():
            if inode in now and now[inode].is_dir():
                self._lay_out(inode, into / name, kind, now)
            else:
                data = self.bytes.get(inode, b"")
                if kind == "torn" and inode in now:
                    data = _torn(data, now[inode].read_bytes())
                (into / name).write_bytes(data)


def _torn(forced: bytes, written: bytes) -> bytes:
    """Return what was forced and half of what was written behind it."""
    if not written.startswith(forced):
        return forced
    return written[: (len(forced) + len(written)) // 2]


def cut(folder: Path, seed: int, left: int) -> str:
    """Edit and save until the power fails at the call number `left`; say what is then missing."""
    path = folder / "tours" / f"{NAME}.yaml"
    path.parent.mkdir(parents=True)
    shutil.copy(ROOT / "itineraries" / path.name, path)
    disk = Disk(path.parent)
    disk.settle()
    said: list[str] = []
    disk.left = left
    with contextlib.suppress(PowerCut), disk.watched():
        write(path, seed, said.append)
    if not said:  # it had not opened the tour yet
        return ""
    for kind in KINDS:
        disk.lay_out(folder / kind, kind)
        if fault := look(folder / kind / path.name, said):
            return f"{kind}: {fault}"
    return ""


def cuts(times: int, seed: int) -> Tally:
    """Let the power fail at one call after the other."""
    tally, chance = Tally(), Random(seed)
    for number in range(times):
        tries = partial(cut, seed=seed * 1000 + number, left=chance.randint(1, LAST))
        with tempfile.TemporaryDirectory(prefix="workshop-faults-") as folder:
            try:
                fault = tries(Path(folder))
            except Exception as error:  # noqa: BLE001 (whatever it is, we look for it)
                fault = f"{type(error).__name__}: {error}"
            tally.count(f"{tries.keywords}: {fault}" if fault else "")
    return tally


FAMILY = Family(
    "power-cuts", "the power fails while a tour is edited and saved", cuts, 300, 4, piece=100
)
