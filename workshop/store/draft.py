"""A tour somebody works on: its file, what was done to it since, and who may do more.

What `do`, `undo` and `redo` return from is on disk, in the journal beside the tour. The tour's own
file is written by `save` only. Where the file was changed by somebody else meanwhile the two are
merged, as a step that can be undone like any other; where both changed the same thing a person
decides, and until then nothing is written.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from workshop.editing.history import Entry
from workshop.errors import StoreError, UsageError
from workshop.store.atomic import create_file, make_folder
from workshop.store.claim import Claim, Owner
from workshop.store.journal import Journal, edit_record, file_record, saved_record
from workshop.store.paths import STATE
from workshop.store.standing import Clash, Standing
from workshop.store.tours import TourFile, read_tour, write_tour

if TYPE_CHECKING:
    from workshop.editing.history import History
    from workshop.model.catalogue import Catalogue
    from workshop.model.tour import Tour

Stamp = tuple[tuple[int, int, int], ...]
"""Time, size and number of the tour's file and of its journal; other ones mean other contents."""


class Draft:
    """One tour in hand. Methods raise StoreError where the disk refuses, and change nothing."""

    def __init__(self, path: Path, catalogue: Catalogue, me: Owner) -> None:
        """Read the tour at `path` and what was done to it; claim it. InputError, StoreError."""
        self._catalogue, self._me = catalogue, me
        self.busy = threading.RLock()
        """Held by whoever works on it from a thread; one at a time."""
        file = read_tour(path, catalogue)
        self.path = path
        self._journal = Journal(journal_path(path))
        self._claim_path = self._journal.path.with_suffix(".lock")
        self._claim: Claim | None = None
        self.owner: Owner | None = None
        """The other program that works on this tour; None if it is this one."""
        self.kept_aside: Path | None = None
        """Where a damaged part of the journal is kept."""
        self._unseen = False
        """Whether what others wrote was read and `look` has not told it yet."""
        self._take()
        self._read(file)

    # ---------------------------------------------------------------- state

    @property
    def tour(self) -> Tour:
        """The tour with all that was done to it."""
        return self._stands.tour

    @property
    def history(self) -> History:
        """All that was done to it."""
        return self._stands.history

    @property
    def file(self) -> TourFile:
        """Its file, as last agreed with."""
        return self._stands.file

    @property
    def saved(self) -> Tour:
        """What its file holds."""
        return self._stands.saved

    @property
    def unsaved(self) -> bool:
        """Whether the tour's file does not hold it yet."""
        return self._stands.unsaved

    @property
    def clash(self) -> Clash | None:
        """What whoever has the tour is to decide."""
        return self._stands.clash if self._claim is not None else None

    def _take(self) -> None:
        folder = self._claim_path.parent
        if not _can_write(folder):
            return
        make_folder(folder, private=True)
        ignore = folder / ".gitignore"
        try:
            if not ignore.exists():
                create_file(ignore, b"*\n", mode=0o644)
        except StoreError:
            if not ignore.exists():  # another program may have begun at the same moment
                raise
        claim = Claim.take(self._claim_path, self._me)
        self._claim = claim if isinstance(claim, Claim) else None
        self.owner = claim if isinstance(claim, Owner) else None

    def _read(self, file: TourFile) -> None:
        """Take what the journal tells, and what else the file says."""
        told = self._journal.read()
        self._begun = told is not None
        if told is not None and told.damaged and self._claim is not None:
            self.kept_aside = self._journal.set_aside()
        self.stamp = self._stamp()
        self._stands = Standing.of(file, told)
        self._settle(self._stands.met(file))

    def _stamp(self) -> Stamp:
        return _stamp(self.path), _stamp(self._journal.path)

    # ---------------------------------------------------------------- doing

    def do(self, entry: Entry) -> None:
        """Do one thing more. UsageError while another program has the tour."""
        self._mine()
        self._write(edit_record(self.tour, entry))
        self._stands = replace(self._stands, history=self.history.after(entry))

    def undo(self) -> str:
        """Take the last thing back and return what it was, empty where there is nothing."""
        what = self.history.undoes
        if what:
            self._go(self.history.at - 1)
        return what

    def redo(self) -> str:
        """Do what was undone again, and return what it was, empty where there is nothing."""
        what = self.history.redoes
        if what:
            self._go(self.history.at + 1)
        return what

    def _go(self, at: int) -> None:
        self._mine()
        self._write({"at": at})
        self._stands = replace(self._stands, history=self.history.to(at))

    def save(self) -> None:
        """Write the tour's file, keeping what a person wrote in it.

        What the file has said before it says again in the same bytes.
        """
        self._mine()
        if self.clash is not None:
            raise StoreError("the file was changed meanwhile", "decide first which to keep")
        file = write_tour(self.file, self.tour, self._stands.known_text)
        self._stands = self._stands.written(file)
        self._write(saved_record(self.history.at, self.file.text))
        self.stamp = self._stamp()

    def _mine(self) -> None:
        """Make sure that nobody else works on it, and that what others did was seen."""
        if not _can_write(self._claim_path.parent):
            return
        if self._claim is None or not self._claim.holds(self._claim_path):
            self._take_over()
        if self._unseen:
            raise UsageError(
                "this tour was changed elsewhere, by a program that has ended",
                "look at what is there now, then do it again",
            )

    def _take_over(self) -> None:
        """Claim it where nobody has it any more, with all that was done meanwhile."""
        claimed = self._claim is not None
        if self._claim is not None:
            self._claim.release()
        self._take()
        if self.owner is not None:
            raise UsageError(
                f"this tour is open elsewhere ({self.owner.words()}); here it can only be read",
                "work there, or close it there first",
            )
        if not claimed:
            at, tour = self.history.at, self.tour
            self._again()
            self._unseen = (self.history.at, self.tour) != (at, tour)

    def _write(self, record: dict[str, object]) -> None:
        if not self._begun or self._journal.is_gone():
            make_folder(self._journal.path.parent, private=True)
            first = self.history.entries[0].tour
            self._journal.start(first, self.file.text, *self._told_again(), record)
            self._begun = True
        else:
            self._journal.append(record)
        self.stamp = (self.stamp[0], _stamp(self._journal.path))

    def _told_again(self) -> Iterator[dict[str, object]]:
        """Give all that was done as steps of a new journal, for one that somebody took away."""
        entries = self.history.entries
        for before, entry in pairwise(entries):
            yield edit_record(before.tour, entry)
        if self._begun:
            yield file_record(self.saved, self.file.text)
        if self.history.at < len(entries) - 1:
            yield {"at": self.history.at}

    # ---------------------------------------------------------------- others

    def look(self) -> bool:
        """Take in what others wrote meanwhile; tell whether there was anything.

        InputError with every fault where the file is broken now: the tour in hand stays as it is.
        """
        stamp, owner = self._stamp(), self.owner
        if owner is not None and self._claim is None:
            self._take()  # whoever has it may have let go
        if self._unseen:
            self._unseen = False
            return True
        if (stamp, owner) == (self.stamp, self.owner):
            return False
        self.stamp = stamp
        if owner is not None:
            self._again()
            return True
        file = read_tour(self.path, self._catalogue)
        if file.text == self.file.text and self.clash is None:
            return False
        self._settle(self._stands.met(file))
        return True

    def _again(self) -> None:
        file = read_tour(self.path, self._catalogue)
        self._journal.close()
        self._read(file)

    def decide(self, which: Literal["mine", "theirs"]) -> None:
        """End a clash: keep the tour in hand, or take what the file has; both can be undone."""
        if self.clash is not None:
            self._settle(self._stands.decided(which))

    def _settle(self, stands: Standing) -> None:
        """Agree with the file; whoever has the tour writes down how."""
        if self._claim is not None and stands.text != self._stands.text:
            self._write(file_record(stands.saved, stands.file.text))
            if stands.tour != self.tour:
                self._write(edit_record(self.tour, stands.history.now))
        self._stands = stands

    def close(self) -> None:
        """Let another program have the tour."""
        self._journal.close()
        if self._claim is not None:
            self._claim.release()
        self._claim = None


def journal_path(path: Path) -> Path:
    """Return where the journal of the tour at `path` is, if anything was done to it."""
    return path.resolve().parent / STATE / f"{path.stem}.journal"


def _can_write(folder: Path) -> bool:
    """Tell whether the state folder is there or can be made."""
    there = folder if folder.is_dir() else folder.parent
    return os.access(there, os.W_OK)


def _stamp(path: Path) -> tuple[int, int, int]:
    try:
        found = path.stat()
    except OSError:  # not there now
        return 0, 0, 0
    return found.st_mtime_ns, found.st_size, found.st_ino
