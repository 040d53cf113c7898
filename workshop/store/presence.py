"""Whether a room screen follows a session: a lock that the system drops when its holder dies."""

from __future__ import annotations

import contextlib
import fcntl
import os
from pathlib import Path

from workshop.store.atomic import open_kept


class Presence:
    """Byte `n` of the file at `path` stands for session `n`; who shows it holds a shared lock."""

    def __init__(self, path: Path) -> None:
        """Open the file, made if it is not there. Raises OSError."""
        self._file = open_kept(path)

    def hold(self, session: int) -> None:
        """Say that this process shows a session, until it ends or lets go."""
        fcntl.lockf(self._file, fcntl.LOCK_SH | fcntl.LOCK_NB, 1, session)

    def let_go(self, session: int) -> None:
        """Say that it no longer does."""
        fcntl.lockf(self._file, fcntl.LOCK_UN, 1, session)

    def held_by_others(self, session: int) -> bool:
        """Tell whether another process shows a session."""
        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, session)
        except OSError:
            return True
        self.let_go(session)
        return False

    def close(self) -> None:
        """Let go of everything."""
        with contextlib.suppress(OSError):
            os.close(self._file)
