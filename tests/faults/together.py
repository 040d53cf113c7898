"""Others at the same tour: a second program, and an editor that saves meanwhile."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from functools import partial
from pathlib import Path
from random import Random

from tests.conftest import ROOT
from tests.faults.killing import Say, kill_one
from tests.faults.kills_editing import NAME, catalogue, step
from tests.faults.tally import Family, Tally
from workshop.editing.history import Entry
from workshop.errors import InputError, StoreError, UsageError, WorkshopError
from workshop.model.tour import Tour
from workshop.store.claim import Owner
from workshop.store.draft import Draft
from workshop.store.tours import read_tour, tour_text


def sample_tour(folder: Path) -> Path:
    """Put the sample tour into a folder and return its path."""
    path = folder / f"{NAME}.yaml"
    shutil.copy(ROOT / "itineraries" / path.name, path)
    return path


def short_tour(folder: Path) -> Path:
    """Put the first days of it there."""
    path = sample_tour(folder)
    tour = read_tour(path, catalogue()).tour
    assert tour.agenda is not None
    brief = tour.brief.model_copy(update={"days": DAYS})
    agenda = tour.agenda.model_copy(update={"days": tour.agenda.days[:DAYS]})
    path.write_text(tour_text(Tour(brief=brief, agenda=agenda)), "utf-8")
    return path


# ---------------------------------------------------------------- two programs

RUNS = 3
"""Kills of both that one tour goes through."""
SAID, DAYS = 18, 2
"""Steps that a program does at most; days of the tour that they work on: each reads it often."""


def _work(path: Path, seed: int, say: Say) -> None:
    """Edit the tour and let it go, again and again; wait where the other has it, until killed.

    Every step makes the group larger by one, so that a step which took another one back shows.
    """
    chance = Random(seed)
    number = 0
    say("here")
    draft = Draft(path, catalogue(), Owner(os.getpid(), ""))
    while True:
        for _ in range(3):
            try:
                draft.do(Entry(f"{seed}/{number + 1}", _larger(draft.tour, chance)))
            except UsageError:  # the other has it, or has let it go with steps not seen here
                if draft.owner is None:
                    draft.look()
                else:
                    time.sleep(chance.random() * 0.01)
            else:
                number += 1
                say(f"{seed}/{number}")
        draft.close()
        time.sleep(chance.random() * 0.02)
        if chance.random() < 0.3:
            draft = Draft(path, catalogue(), Owner(os.getpid(), ""))


def _larger(tour: Tour, chance: Random) -> Tour:
    """Return the tour after a step, for one person more."""
    after = step(tour, chance).tour
    brief = after.brief.model_copy(update={"group_size": tour.brief.group_size + 1})
    return after.model_copy(update={"brief": brief})


def together(times: int, seed: int) -> Tally:
    """Let two programs work on one tour, kill one after the other; the steps of both are there."""
    chance, tally = Random(seed), Tally()
    for first in range(0, times, RUNS):
        with tempfile.TemporaryDirectory(prefix="workshop-faults-") as folder:
            path, done = short_tour(Path(folder)), set[str]()
            for number in range(first, min(first + RUNS, times)):
                done |= both(path, seed * 10_000 + 2 * number, chance)
                tally.count(all_there(path, done))
    return tally


def all_there(path: Path, done: set[str]) -> str:
    """Say which of the steps `done` are not in the tour any more, or took others back."""
    draft = Draft(path, catalogue(), Owner(os.getpid(), ""))
    labels = [entry.label for entry in draft.history.entries]
    draft.close()
    missing, twice = done - set(labels), len(labels) != len(set(labels))
    if missing or twice:
        return f"{len(missing)} steps are gone, twice: {twice}"
    sizes = [entry.tour.brief.group_size for entry in draft.history.entries]
    whole = sizes == list(range(sizes[0], sizes[0] + len(sizes)))
    return "" if whole else f"a step took another one back: {sizes}"


def both(path: Path, seed: int, chance: Random) -> set[str]:
    """Start two programs, kill both, and return what they have acknowledged."""
    said = path.with_name("said")
    other = os.fork()
    if other == 0:
        words = kill_one(partial(_work, path, seed), chance, most=SAID)
        said.write_text("\n".join(words[1:]), "utf-8")
        os._exit(0)
    done = kill_one(partial(_work, path, seed + 1), chance, most=SAID)[1:]
    os.waitpid(other, 0)
    return {*done, *said.read_text("utf-8").split()}


# ---------------------------------------------------------------- an editor

_SIZE = re.compile(r"group_size: (\d+)")


def _save(path: Path, size: int, chance: Random) -> None:
    """Save the file as an editor does: over the old one, or in its place."""
    text = _SIZE.sub(f"group_size: {size}", path.read_text("utf-8"), count=1)
    if chance.random() < 0.5:
        path.write_text(text, "utf-8")
    else:
        beside = path.with_suffix(".swap")
        beside.write_text(text, "utf-8")
        beside.replace(path)


def _edit_and_save(path: Path, seed: int, say: Say) -> None:
    """Edit and save as the app does, looking at the file now and then, until killed."""
    chance = Random(seed)
    draft = Draft(path, catalogue(), Owner(os.getpid(), ""))
    say(f"0 {seed}")
    number = 0
    while True:
        roll = chance.random()
        try:
            if roll < 0.4:
                draft.look()
            elif roll < 0.6:
                draft.save()
            else:
                number += 1
                draft.do(Entry(f"{seed}/{number}", step(draft.tour, chance).tour))
                say(f"{number} {seed}/{number}")
        except (StoreError, InputError):  # told; the file is looked at again
            continue
        if draft.clash is not None:
            draft.decide("mine")


def beside_an_editor(times: int, seed: int) -> Tally:
    """Let an editor save while the program edits and saves: merged, refused or told, never lost."""
    chance, tally = Random(seed), Tally()
    for number in range(times):
        with tempfile.TemporaryDirectory(prefix="workshop-faults-") as folder:
            path = sample_tour(Path(folder))
            saved: list[int] = []

            def meanwhile(path: Path = path, saved: list[int] = saved) -> None:
                time.sleep(chance.random() * 0.05)
                saved.append(chance.randint(20, 400))
                _save(path, saved[0], chance)

            said = kill_one(partial(_edit_and_save, path, seed * 1000 + number), chance, meanwhile)
            tally.count(_both_there(path, saved[0], [line.split()[1] for line in said[1:]]))
    return tally


def _both_there(path: Path, size: int, labels: list[str]) -> str:
    try:
        draft = Draft(path, catalogue(), Owner(os.getpid(), ""))
    except WorkshopError as error:
        return f"the tour cannot be opened: {error}"
    found = {entry.label for entry in draft.history.entries}
    sizes = {entry.tour.brief.group_size for entry in draft.history.entries}
    theirs = draft.clash.theirs.tour.brief.group_size if draft.clash is not None else 0
    draft.close()
    if missing := set(labels) - found:
        return f"{len(missing)} steps are gone"
    return "" if size in sizes | {theirs} else f"what the editor saved ({size}) is gone: {sizes}"


FAMILIES = (
    Family(
        "two-programs",
        "two programs on one tour, both killed",
        together,
        60,
        0,
        piece=6,
        forks=True,
    ),
    Family(
        "editor",
        "an editor saves while the tour is edited",
        beside_an_editor,
        100,
        0,
        piece=25,
        forks=True,
    ),
)
