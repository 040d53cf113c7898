"""Kills processes that edit a tour and save it: every step that was acknowledged is there.

A writer says what it is about to do and what it has done; the tour on disk must then be the last
one done, or the one it was about to reach. Its file must hold the last one saved, or the one that
was being saved, and parse in any case.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from random import Random

from tests.conftest import ROOT
from tests.faults.killing import Say, kill_one, some_aim
from tests.faults.tally import Family, Tally
from workshop.editing.edits import Edited, Editor
from workshop.editing.history import Entry, History
from workshop.errors import UsageError, WorkshopError
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.store.claim import Owner
from workshop.store.draft import Draft
from workshop.store.tours import read_tour
from workshop.store.workspace import Workspace

NAME = "asia-tech-tour-2027"
RUNS = 5
"""Kills that one tour goes through."""
AIMS = {
    "about": ("write", "fsync", "link", "ftruncate", "openat", "unlink"),
    "save": ("write", "write", "fsync", "rename", "openat", "unlink"),
}
"""After which words a writer dies, and at which calls: those of a step, those of a save."""


@cache
def catalogue() -> Catalogue:
    """Return the real content, read once."""
    return Workspace(ROOT).catalogue()


def code(tour: Tour) -> str:
    """Return a short code of a tour; how its text is laid out does not count."""
    return hashlib.sha256(tour.model_dump_json().encode()).hexdigest()[:16]


def trace(history: History) -> str:
    """Return a short code of where a history is, and of what led there."""
    labels = "\n".join(entry.label for entry in history.entries[: history.at + 1])
    return hashlib.sha256(f"{labels}\n{code(history.now.tour)}".encode()).hexdigest()[:16]


def write(path: Path, seed: int, say: Say) -> None:
    """Edit until killed, saving now and then."""
    chance = Random(seed)
    draft = Draft(path, catalogue(), Owner(os.getpid(), ""))
    say(f"done {trace(draft.history)} {code(draft.saved)}")
    while True:
        roll = chance.random()
        if roll < 0.15:
            say(f"save {trace(draft.history)} {code(draft.tour)}")
            draft.save()
        elif roll < 0.3 and draft.history.undoes:
            say(f"about {trace(draft.history.to(draft.history.at - 1))} {code(draft.saved)}")
            draft.undo()
        elif roll < 0.4 and draft.history.redoes:
            say(f"about {trace(draft.history.to(draft.history.at + 1))} {code(draft.saved)}")
            draft.redo()
        else:
            entry = step(draft.tour, chance)
            say(f"about {trace(draft.history.after(entry))} {code(draft.saved)}")
            draft.do(entry)
        say(f"done {trace(draft.history)} {code(draft.saved)}")


def step(tour: Tour, chance: Random) -> Entry:
    """Return an edit that has a meaning for the tour."""
    editor = Editor(tour, catalogue())
    blocks = [one for one in editor.agenda.blocks if one.kind in ("visit", "training")]
    while True:
        block = chance.choice(blocks).id
        edits: tuple[Callable[[str], Edited], ...] = (
            lambda block: editor.shift(block, chance.choice((-15, 15, 30))),
            lambda block: editor.lengthen(block, chance.choice((-15, 15))),
            editor.lock,
        )
        try:
            done = chance.choice(edits)(block)
        except UsageError:  # such as a locked block that was to be moved
            continue
        return Entry(done.label, done.tour, done.block)


def look(path: Path, said: list[str]) -> str:
    """Say what is missing on disk, nothing where all is there."""
    try:
        return _compared(path, said)
    except WorkshopError as error:
        return f"it cannot be read: {error}"


def _compared(path: Path, said: list[str]) -> str:
    sure = [line.split()[1:] for line in said if line.startswith("done")][-1]
    may = [sure] + [line.split()[1:] for line in said[-1:] if not line.startswith("done")]
    file = read_tour(path, catalogue())
    if code(file.tour) not in {saved for _, saved in may}:
        return "the tour's file is not what was saved"
    draft = Draft(path, catalogue(), Owner(os.getpid(), ""))
    try:
        if draft.owner is not None or draft.clash is not None:
            return f"a claim or a clash was left: {draft.owner} {draft.clash}"
        if draft.kept_aside is not None:
            return "the journal is damaged"
        if trace(draft.history) not in {now for now, _ in may}:
            return "the tour is not what was acknowledged"
        return _undone(draft)
    finally:
        draft.close()


def _undone(draft: Draft) -> str:
    """Say so if the history does not lead back to its beginning and here again."""
    history = draft.history
    while draft.history.undoes:
        draft.undo()
    if draft.tour != history.entries[0].tour:
        return "undo does not lead to the beginning"
    while draft.history.at < history.at:
        draft.redo()
    return "" if draft.tour == history.now.tour else "redo does not lead back"


def killed(path: Path, seed: int, chance: Random) -> str:
    """Edit the tour at `path` until killed; say what is then missing, and where it died."""
    word = chance.choice(tuple(AIMS))
    aim = some_aim(chance, AIMS[word], word)
    said = kill_one(partial(write, path, seed), chance, aim=aim)
    fault = look(path, said)
    return f"{seed}, killed at {aim}: {fault}" if fault else ""


def kills(times: int, seed: int) -> Tally:
    """Kill one writer after the other; each tour is gone on with for some of them."""
    chance, tally = Random(seed), Tally()
    with tempfile.TemporaryDirectory(prefix="workshop-faults-") as folder:
        for number in range(times):
            path = Path(folder) / str(number // RUNS) / f"{NAME}.yaml"
            if number % RUNS == 0:
                path.parent.mkdir()
                shutil.copy(ROOT / "itineraries" / path.name, path)
            tally.count(killed(path, seed * 1000 + number, chance))
    return tally


FAMILY = Family(
    "editing",
    "`kill -9` while a tour is edited and saved",
    kills,
    300,
    2,
    piece=50,
    forks=True,
)
