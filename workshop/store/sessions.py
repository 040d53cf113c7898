"""Sessions on disk: one SQLite file for a workspace, each event a row that survives a kill.

Write-ahead log with `synchronous=FULL`: when `append` returns, the event has been forced to the
disk. Several processes may hold the same session; each sees what the others append.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from pydantic import ValidationError

from workshop.delivery.event import Event, Opened, What, from_json, to_json
from workshop.delivery.show import Show
from workshop.errors import StoreError
from workshop.store.atomic import make_folder, open_kept

VERSION: Final = 1
PATIENCE: Final = 5.0
"""Seconds to wait for another process that is writing."""

_SCHEMA: Final = """
CREATE TABLE session (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  target TEXT NOT NULL, ref TEXT NOT NULL, tour TEXT NOT NULL, block TEXT NOT NULL,
  title TEXT NOT NULL, kept INTEGER NOT NULL
);
CREATE TABLE event (
  session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
  number INTEGER NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL, data TEXT NOT NULL,
  PRIMARY KEY (session, number)
) WITHOUT ROWID;
CREATE TABLE timing (
  lecture TEXT NOT NULL, at TEXT NOT NULL, slide TEXT NOT NULL, seconds REAL NOT NULL
);
"""
_ROWS: Final = """
SELECT s.id, s.target, s.ref, s.tour, s.block, s.title, s.kept,
  (SELECT at FROM event WHERE session = s.id ORDER BY number LIMIT 1),
  (SELECT at FROM event WHERE session = s.id ORDER BY number DESC LIMIT 1),
  EXISTS (SELECT 1 FROM event WHERE session = s.id AND kind = 'ended')
FROM session s
"""


@dataclass(frozen=True)
class SessionRow:
    """A session as the list of them has it."""

    id: int
    target: str
    """What was asked for: a key of `sessionkeys`."""
    ref: str
    tour: str
    block: str
    title: str
    kept: bool
    """False for a rehearsal."""
    opened: datetime
    last: datetime
    """When its last event was."""
    ended: bool


class SessionStore:
    """The file of sessions at `path`, made when it is first needed."""

    def __init__(self, path: Path) -> None:
        """Open the file; StoreError if it cannot be, or if a newer program wrote it."""
        self.path = path
        make_folder(path.parent, private=True)
        with _told(path):
            handle = open_kept(path)
            self._file = os.fstat(handle)
            os.close(handle)
            self._db = sqlite3.connect(
                path, timeout=PATIENCE, isolation_level=None, check_same_thread=False
            )
            self._prepare()

    def _prepare(self) -> None:
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("PRAGMA foreign_keys = ON")
        with self._writing():
            (version,) = self._db.execute("PRAGMA user_version").fetchone()
            if version == 0:
                for statement in _SCHEMA.split(";"):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version = {VERSION}")
        if version > VERSION:
            raise StoreError(f"{self.path} was written by a newer version of the program")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the file for writing until the block is over, all of it or nothing.

        StoreError where somebody took the file away: what is written then would be nowhere.
        """
        if not self.path.exists() or not os.path.samestat(self._file, self.path.stat()):
            raise StoreError(f"{self.path} was taken away", "leave and open the session again")
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    # Sessions

    def begin(
        self,
        target: str,
        show: Show,
        at: datetime,
        *,
        tour: str = "",
        block: str = "",
        kept: bool = True,
    ) -> SessionLog:
        """Open a new session; `kept` is False for a rehearsal."""
        row = (target, show.ref, tour, block, show.title, int(kept))
        with _told(self.path), self._writing():
            added = self._db.execute(
                "INSERT INTO session (target, ref, tour, block, title, kept) VALUES (?,?,?,?,?,?)",
                row,
            )
            session = int(added.lastrowid or 0)
            self._insert(session, 1, Opened(show=show), at)
        return SessionLog(self, session)

    def rows(self, **wanted: str) -> tuple[SessionRow, ...]:
        """Return sessions, oldest first; `target`, `ref`, `tour`, `block` narrow them."""
        known = [name for name in ("target", "ref", "tour", "block") if name in wanted]
        where = " AND ".join(f"s.{name} = ?" for name in known) or "1"
        with _told(self.path):
            found = self._db.execute(
                f"{_ROWS} WHERE {where} ORDER BY s.id",
                [wanted[name] for name in known],
            ).fetchall()
        return tuple(_row(one) for one in found)

    def newest(self, **wanted: str) -> SessionRow | None:
        """Return the session opened last, among those that `rows` would give."""
        found = self.rows(**wanted)
        return found[-1] if found else None

    def log(self, session: int) -> SessionLog:
        """Return the log of a session."""
        return SessionLog(self, session)

    def events(self, session: int, after: int = 0) -> tuple[Event, ...]:
        """Return the events of a session with a higher number than `after`."""
        with _told(self.path):
            found = self._db.execute(
                "SELECT number, at, data FROM event WHERE session = ? AND number > ?"
                " ORDER BY number",
                (session, after),
            ).fetchall()
        return tuple(
            Event(number, datetime.fromisoformat(at), _read(self.path, data))
            for number, at, data in found
        )

    def append(self, session: int, what: What, at: datetime) -> int:
        """Keep an event, forced to the disk; return its number."""
        with _told(self.path), self._writing():
            (last,) = self._db.execute(
                "SELECT coalesce(max(number), 0) FROM event WHERE session = ?", (session,)
            ).fetchone()
            self._insert(session, last + 1, what, at)
        return int(last) + 1

    def forget(self, session: int) -> None:
        """Remove a session with all its events."""
        with _told(self.path), self._writing():
            self._db.execute("DELETE FROM session WHERE id = ?", (session,))

    def _insert(self, session: int, number: int, what: What, at: datetime) -> None:
        row = (session, number, at.isoformat(), what.kind, to_json(what))
        self._db.execute("INSERT INTO event VALUES (?,?,?,?,?)", row)

    def changed(self) -> int:
        """Return a number that is another one whenever another process has written."""
        with _told(self.path):
            (version,) = self._db.execute("PRAGMA data_version").fetchone()
        return int(version)

    # Times of rehearsals

    def keep_times(self, lecture: str, at: datetime, times: dict[str, float]) -> None:
        """Keep what the slides of a lecture took in a rehearsal."""
        rows = [(lecture, at.isoformat(), slide, seconds) for slide, seconds in times.items()]
        with _told(self.path), self._writing():
            self._db.executemany("INSERT INTO timing VALUES (?,?,?,?)", rows)

    def kept_times(self, lecture: str) -> tuple[dict[str, float], ...]:
        """Return the times of each rehearsal of a lecture, oldest first."""
        with _told(self.path):
            found = self._db.execute(
                "SELECT at, slide, seconds FROM timing WHERE lecture = ? ORDER BY at", (lecture,)
            ).fetchall()
        runs: dict[str, dict[str, float]] = {}
        for at, slide, seconds in found:
            runs.setdefault(at, {})[slide] = seconds
        return tuple(runs.values())


class SessionLog:
    """The log of one session; keeps in mind what its holder has seen."""

    def __init__(self, store: SessionStore, session: int) -> None:
        """Read from the first event on."""
        self.store, self.session = store, session
        self._seen = 0
        self._version = -1

    def append(self, what: What, at: datetime) -> tuple[Event, ...]:
        """Keep an event on disk; return it after those of others. Raises StoreError."""
        self.store.append(self.session, what, at)
        return self._unseen()

    def news(self) -> tuple[Event, ...]:
        """Return what others appended; asks the file only whether it has changed, mostly."""
        version = self.store.changed()
        if version == self._version:
            return ()
        self._version = version
        return self._unseen()

    def _unseen(self) -> tuple[Event, ...]:
        new = self.store.events(self.session, self._seen)
        if new:
            self._seen = new[-1].number
        return new


def _row(found: tuple[Any, ...]) -> SessionRow:
    session, target, ref, tour, block, title, kept, opened, last, ended = found
    times = datetime.fromisoformat(opened), datetime.fromisoformat(last)
    return SessionRow(session, target, ref, tour, block, title, bool(kept), *times, bool(ended))


def _read(path: Path, data: str) -> What:
    try:
        return from_json(data)
    except ValidationError as error:
        what = f"{path} holds an event that this version cannot read"
        raise StoreError(what, "it may come from a newer version") from error


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say into a StoreError."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"cannot use {path}: {error}", "check the disk and its rights") from error
    except OSError as error:
        raise StoreError(f"cannot open {path}: {error.strerror}", "check its rights") from error
