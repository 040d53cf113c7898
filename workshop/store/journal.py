"""What was done to a tour, on disk before it shows: one line of JSON a step, forced to the disk.

```
{"start": TOUR, "text": SHA, …}    the tour as opened, and the hash of the file's text
{"edit": LABEL, "block": ID, …}    a step: what changed in the brief and on which days
{"at": N}                          undo or redo: step N counts now
{"saved": N, "text": SHA, …}       the file holds step N
{"file": TOUR, "text": SHA, …}     somebody else wrote the file; this is what it says
```

Where there is a hash, `source` is the text itself: what is undone goes back to it byte for byte.

A line that a kill left half written is no step: nobody was told that it was done.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from workshop.editing.history import Entry, History
from workshop.model.agenda import Agenda, Day
from workshop.model.tour import Brief, Tour
from workshop.store.atomic import PRIVATE, create_file, open_kept, read_bytes, told

Record = dict[str, Any]
Texts = tuple[tuple[Tour, str], ...]
"""What the file said, oldest first, each with its text; since nobody else wrote it."""


def digest(text: str) -> str:
    """Return the hash of a tour file's text."""
    return hashlib.sha256(text.encode()).hexdigest()


def source_record(text: str) -> Record:
    """Return what a step tells of the file's text."""
    return {"text": digest(text), "source": text}


@dataclass(frozen=True)
class Told:
    """What a journal tells: the history, and what the file held when it was last seen."""

    history: History
    saved: Tour
    text: str
    """Hash of the file's text."""
    length: int
    """Bytes of the journal that are whole steps."""
    texts: Texts = ()
    damaged: bool = False
    """Whether there is more after them than a kill can explain."""


class Journal:
    """The journal of one tour, in a file that is made with the first step."""

    def __init__(self, path: Path) -> None:
        """Remember the path; nothing is read yet."""
        self.path = path
        self._handle: int | None = None
        self._length: int | None = None

    def read(self) -> Told | None:
        """Return what it tells, None where there is none. StoreError if it cannot be read."""
        if not self.path.exists():
            return None
        told_ = _fold(read_bytes(self.path))
        self._length = told_.length if told_ is not None else 0
        return told_

    def start(self, tour: Tour, text: str, *records: Record) -> None:
        """Begin it with the tour as opened, its file's text, and some steps.

        StoreError if the disk refuses.
        """
        self.close()
        first = {"start": _dump(tour), **source_record(text)}
        data = _lines((first, *records))
        if self.path.exists():  # of no use: not one whole step
            self.path.replace(self.path.with_suffix(".unread"))
        create_file(self.path, data, mode=PRIVATE)
        self._length = len(data)

    def append(self, record: Record) -> None:
        """Add a step and force it to the disk; StoreError, and no step, if that fails."""
        data = _lines((record,))
        with told("write", self.path):
            handle = self._open()
            try:
                _write(handle, data)
                os.fsync(handle)
            except OSError:
                os.ftruncate(handle, self._length or 0)
                raise
        self._length = (self._length or 0) + len(data)

    def is_gone(self) -> bool:
        """Tell whether somebody took away the file that steps were written to."""
        if self._handle is None:
            return self._length is not None and not self.path.exists()
        try:
            return not os.path.samestat(os.fstat(self._handle), self.path.stat())
        except OSError:
            return True

    def set_aside(self) -> Path:
        """Keep a copy of a damaged journal under another name, and return its path."""
        aside = self.path.with_suffix(f".{digest(str(self.path.stat().st_mtime_ns))[:8]}.unread")
        if not aside.exists():
            create_file(aside, read_bytes(self.path), mode=PRIVATE)
        return aside

    def close(self) -> None:
        """Let the file go."""
        if self._handle is not None:
            os.close(self._handle)
        self._handle = None

    def _open(self) -> int:
        if self._handle is None:
            self._handle = open_kept(self.path, os.O_WRONLY | os.O_APPEND)
            os.ftruncate(self._handle, self._length or 0)
        return self._handle


def edit_record(before: Tour, entry: Entry) -> Record:
    """Return a step as what it changed: the brief, and the days that are other ones."""
    record: Record = {"edit": entry.label, "block": entry.block}
    after = entry.tour
    if after.brief != before.brief:
        record["brief"] = _dump(after.brief)
    if after.agenda is None:
        record["agenda"] = None
    elif after.agenda is not before.agenda:
        known = before.agenda.days if before.agenda else ()
        places = {id(day): number for number, day in enumerate(known)}
        record["agenda"] = _dump(after.agenda, "days")
        record["days"] = [
            places[id(day)] if id(day) in places else _dump(day) for day in after.agenda.days
        ]
    return record


def file_record(tour: Tour, text: str) -> Record:
    """Return the step that somebody else wrote the file."""
    return {"file": _dump(tour), **source_record(text)}


def saved_record(at: int, text: str) -> Record:
    """Return the step that the file holds entry `at` of the history, as `text`."""
    return {"saved": at, **source_record(text)}


def _lines(records: Iterable[Record]) -> bytes:
    return b"".join(
        json.dumps(one, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
        for one in records
    )


def _write(handle: int, data: bytes) -> None:
    while data:
        data = data[os.write(handle, data) :]


def _dump(value: BaseModel, *without: str) -> Record:
    return value.model_dump(
        mode="json", by_alias=True, exclude_defaults=True, exclude=set(without) or None
    )


def _fold(data: bytes) -> Told | None:
    """Go through the steps as far as they are whole."""
    folded: Told | None = None
    length = 0
    lines = data.splitlines(keepends=True)
    for number, line in enumerate(lines):
        try:
            if not line.endswith(b"\n"):
                break
            folded = _step(folded, json.loads(line), length + len(line))
        except (ValueError, KeyError, TypeError, IndexError):
            damaged = number < len(lines) - 1
            return folded and replace(folded, length=length, damaged=damaged or folded.damaged)
        length += len(line)
    return folded


def _step(folded: Told | None, record: Record, length: int) -> Told:
    if folded is None:
        tour = _read(Tour, record["start"])
        return Told(History.of(tour), tour, record["text"], length, _texts(tour, record))
    history = folded.history
    if "edit" in record:
        tour = _patched(history.now.tour, record)
        history = history.after(Entry(record["edit"], tour, record.get("block")))
    elif "file" in record:
        tour = _read(Tour, record["file"])
        return Told(history, tour, record["text"], length, _texts(tour, record))
    elif "saved" in record:
        tour = history.now.tour
        texts = (*folded.texts, *_texts(tour, record))
        return Told(history, tour, record["text"], length, texts)
    else:
        history = history.to(record["at"])
    return replace(folded, history=history, length=length)


def _texts(tour: Tour, record: Record) -> Texts:
    return ((tour, record["source"]),) if "source" in record else ()


def _patched(before: Tour, record: Record) -> Tour:
    brief = _read(Brief, record["brief"]) if "brief" in record else before.brief
    if "agenda" not in record:
        return Tour(brief=brief, agenda=before.agenda)
    if record["agenda"] is None:
        return Tour(brief=brief)
    known = before.agenda.days if before.agenda else ()
    days = tuple(known[day] if isinstance(day, int) else _read(Day, day) for day in record["days"])
    agenda = _read(Agenda, record["agenda"]).model_copy(update={"days": days})
    return Tour(brief=brief, agenda=agenda)


V = TypeVar("V", bound=BaseModel)


def _read(kind: type[V], data: Record) -> V:
    return kind.model_validate_json(json.dumps(data))
