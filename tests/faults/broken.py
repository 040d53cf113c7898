"""Programs that are broken on purpose: the families that kill and cut the power must notice.

What finds nothing in the program proves something only if it finds what is there.
"""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from tests.conftest import ROOT
from tests.faults import kills_editing, kills_presenting, power, together
from tests.faults.kills_editing import NAME, catalogue
from tests.faults.tally import Family, Tally, chosen
from workshop.store import atomic, draft, journal, tours
from workshop.store.sessions import SessionStore

MOST = 150
"""Tries after which what is broken has not been noticed."""
Break = Callable[[], AbstractContextManager[Any]]


def _over_the_old_one() -> AbstractContextManager[Any]:
    """Write a tour's file in place."""

    def write(path: Path, data: bytes, *, seen: bytes) -> None:
        path.write_bytes(data)

    return patch.object(tours, "replace_file", write)


def _after_the_old_one() -> AbstractContextManager[Any]:
    """Remove a tour's file before the new one takes its name."""
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        target.unlink(missing_ok=True)
        return real(self, target)

    return patch.object(Path, "replace", replace)


def _shown_before_kept() -> AbstractContextManager[Any]:
    """Let a step count before it is in the journal: it gets there with the next one."""
    real = journal.Journal.append
    late: list[journal.Record] = []

    def append(self: journal.Journal, record: journal.Record) -> None:
        for one in late:
            real(self, one)
        late[:] = [record]

    return patch.object(journal.Journal, "append", append)


def _events_in_heaps() -> AbstractContextManager[Any]:
    """Commit events by the dozen."""
    numbers, real = itertools.count(1), SessionStore.append

    @contextmanager
    def writing(self: SessionStore) -> Iterator[None]:
        if not self._db.in_transaction:
            self._db.execute("BEGIN IMMEDIATE")
        yield
        if next(numbers) % 12 == 0:
            self._db.execute("COMMIT")

    def append(self: SessionStore, *given: Any) -> int:
        with patch.object(SessionStore, "_writing", writing):
            return real(self, *given)

    return patch.object(SessionStore, "append", append)


def _bytes_not_forced() -> AbstractContextManager[Any]:
    """Rename a new file before its bytes are on the disk."""

    @contextmanager
    def temporary(path: Path, data: bytes) -> Iterator[Path]:
        beside = path.with_name(f".{path.name}.tmp")
        beside.write_bytes(data)
        yield beside
        beside.unlink(missing_ok=True)

    return patch.object(atomic, "_temporary", temporary)


def _steps_not_forced() -> AbstractContextManager[Any]:
    """Write steps to the journal without forcing them to the disk."""

    def append(self: journal.Journal, record: journal.Record) -> None:
        data = journal._lines((record,))
        os.write(self._open(), data)
        self._length = (self._length or 0) + len(data)

    return patch.object(journal.Journal, "append", append)


def _names_not_forced() -> AbstractContextManager[Any]:
    """Give files their names without forcing these to the disk."""
    return patch.object(atomic, "_sync_folder", lambda _: None)


def _folders_not_forced() -> AbstractContextManager[Any]:
    """Make the folder of the journal without forcing its name to the disk."""

    def make_folder(path: Path, *, private: bool = False) -> None:
        path.mkdir(parents=True, exist_ok=True)

    return patch.object(draft, "make_folder", make_folder)


def _taken_over_unseen() -> AbstractContextManager[Any]:
    """Let a step follow from the tour as it was before another program changed it."""
    real = draft.Draft._take_over

    def take_over(self: draft.Draft) -> None:
        real(self)
        self._unseen = False

    return patch.object(draft.Draft, "_take_over", take_over)


def _kill_editing(folder: Path, number: int, chance: Random) -> str:
    path = folder / str(number) / f"{NAME}.yaml"
    path.parent.mkdir()
    shutil.copy(ROOT / "itineraries" / path.name, path)
    return kills_editing.killed(path, number, chance)


def _kill_presenting(folder: Path, number: int, chance: Random) -> str:
    return kills_presenting.killed(folder / f"{number}.db", chance)


def _cut(folder: Path, number: int, chance: Random) -> str:
    return power.cut(folder / str(number), number, chance.randint(1, power.LAST))


def _kill_both(folder: Path, number: int, chance: Random) -> str:
    (folder / str(number)).mkdir()
    path = together.short_tour(folder / str(number))
    return together.all_there(path, together.both(path, 2 * number, chance))


Try = Callable[[Path, int, Random], str]
BROKEN: dict[str, tuple[Try, Break]] = {
    "a tour written over the old one": (_kill_editing, _over_the_old_one),
    "the old tour removed first": (_kill_editing, _after_the_old_one),
    "steps shown before they are kept": (_kill_editing, _shown_before_kept),
    "events kept a dozen at a time": (_kill_presenting, _events_in_heaps),
    "bytes of a file not forced": (_cut, _bytes_not_forced),
    "steps not forced": (_cut, _steps_not_forced),
    "names of files not forced": (_cut, _names_not_forced),
    "names of folders not forced": (_cut, _folders_not_forced),
    "steps that take unseen ones back": (_kill_both, _taken_over_unseen),
}


def broken(times: int, seed: int) -> Tally:
    """Break the program in one way after the other, and look for what is lost until it is found."""
    tally, chance = Tally(), Random(seed)
    catalogue()
    for name in chosen(tuple(BROKEN), times, seed):
        tally.trying(name)
        attempt, break_it = BROKEN[name]
        with tempfile.TemporaryDirectory(prefix="workshop-faults-") as folder, break_it():
            tries = (attempt(Path(folder), number, chance) for number in range(MOST))
            after = next((number for number, found in enumerate(tries, 1) if found), 0)
        tally.count("" if after else f"{name}: not noticed in {MOST} tries")
        tally.say(f"{name}: noticed at try {after}")
    return tally


FAMILY = Family(
    "broken",
    "programs broken on purpose, each of which must be noticed",
    broken,
    len(BROKEN),
    2,
    forks=True,
)
