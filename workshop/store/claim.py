"""Who works on a tour: one program at a time writes, others are told who that is.

The claim is a lock on an open file, which the system takes back when the program ends, however it
ends; so that no claim outlives its owner.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from workshop.store.atomic import open_kept, told


@dataclass(frozen=True)
class Owner:
    """The program that has the claim: its process number, and since when (local, ISO 8601)."""

    process: int
    since: str

    def words(self) -> str:
        """Say it: `process 4711, since 16:20`."""
        since = f", since {self.since[11:16]}" if self.since else ""
        return f"process {self.process}{since}" if self.process else "another program"


class Claim:
    """The right to write; lasts until it is released or the process ends."""

    def __init__(self, handle: int) -> None:
        """Hold the open, locked file."""
        self._handle = handle

    @classmethod
    def take(cls, path: Path, me: Owner) -> Claim | Owner:
        """Claim the file at `path`, or return its owner. StoreError if it cannot be made."""
        with told("write", path):
            handle = open_kept(path)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                owner = _owner(os.read(handle, 500))
                os.close(handle)
                return owner
            os.ftruncate(handle, 0)
            os.write(handle, json.dumps(asdict(me)).encode())
            return cls(handle)

    def holds(self, path: Path) -> bool:
        """Tell whether it still is the claim at `path`, which somebody may have taken away."""
        try:
            return os.path.samestat(os.fstat(self._handle), path.stat())
        except OSError:
            return False

    def release(self) -> None:
        """Let another program have it."""
        with contextlib.suppress(OSError):  # released before
            os.close(self._handle)


def _owner(data: bytes) -> Owner:
    try:
        found = json.loads(data)
        return Owner(int(found["process"]), str(found["since"]))
    except (ValueError, KeyError, TypeError):  # being written just now
        return Owner(0, "")
