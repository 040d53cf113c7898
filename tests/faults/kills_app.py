"""Kills the app itself in a real terminal: what the screen showed is on disk.

Keys go one way only (later by a quarter of an hour, forward by a slide), so that what was shown can
be told from what came after.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.e2e.terminal import Terminal
from tests.faults.kills_editing import NAME, catalogue
from tests.faults.mutations import scratch
from tests.faults.network import SLOW
from tests.faults.tally import Family, Tally
from workshop.delivery.fold import fold
from workshop.store.claim import Owner
from workshop.store.draft import Draft
from workshop.store.sessions import SessionStore

BLOCK = "teach-m03-full"
TITLE = "M03 Platforms"
KEYS = 12
"""Keys that are pressed at most."""


def edited(root: Path, chance: Random) -> str:
    """Move a lecture in the app until it is killed; say what is not on disk."""
    with _app(root, NAME) as terminal:
        terminal.wait_for("Jakarta", "m move", seconds=SLOW)
        terminal.press("Down", "Down")
        terminal.wait_for(f"T {TITLE}", seconds=SLOW)
        shown = re.search(r"Mon 22 · (\d\d:\d\d)–", _killed(terminal, "S-Down", chance))
    path = root / "itineraries" / f"{NAME}.yaml"
    draft = Draft(path, catalogue(), Owner(os.getpid(), ""))
    draft.close()
    starts = [
        f"{block.start:%H:%M}"
        for entry in draft.history.entries[: draft.history.at + 1]
        for block in (entry.tour.agenda.blocks if entry.tour.agenda else ())
        if block.id == BLOCK
    ]
    if shown is None:
        return "the screen does not show the lecture"
    if len(starts) != draft.history.at + 1 or starts != sorted(starts):
        return f"the steps on disk are not those of the keys: {starts}"
    return "" if shown[1] in starts else f"{shown[1]} was shown, on disk are {starts}"


def presented(root: Path, chance: Random) -> str:
    """Go through a lecture until the app is killed; say what is not on disk."""
    with _app(root, "present", "m04") as terminal:
        terminal.wait_for("The blue diamond", seconds=SLOW)
        terminal.press("n")
        terminal.wait_for("Slide 1 of", seconds=SLOW)
        shown = re.search(r"Slide (\d+) of", _killed(terminal, "PageDown", chance))
    with SessionStore(root / ".workshop" / "sessions.db") as store:
        row = store.newest(target="module:m04")
        at = fold(store.events(row.id)).at.slide + 1 if row else 1
    if shown is None:
        return "the screen does not show the number of the slide"
    return "" if int(shown[1]) <= at else f"slide {shown[1]} was shown, on disk is {at}"


def _app(root: Path, *words: str) -> Terminal:
    command = [sys.executable, "-m", "workshop", "--workspace", str(root), *words]
    return Terminal(command, width=120, height=40, cwd=root)


def _killed(terminal: Terminal, key: str, chance: Random) -> str:
    """Press a key some times, kill the program, and return the last screen before that."""
    for _ in range(chance.randint(1, KEYS)):
        terminal.press(key)
        time.sleep(chance.random() * 0.05)
    shown = terminal.screen()
    terminal.kill()
    terminal.wait_end(SLOW)
    return shown


def _times(one: Callable[[Path, Random], str], times: int, seed: int) -> Tally:
    chance, tally = Random(seed), Tally()
    if shutil.which("tmux") is None:
        tally.skip("tmux is not there")
        return tally
    for _ in range(times):
        with scratch() as root:
            (root / ".workshop").mkdir()
            (root / ".workshop" / "guide-seen").touch()
            tally.count(one(root, chance))
    return tally


FAMILIES = (
    Family(
        "app-editing",
        "`kill -9` of the app while keys change a tour",
        lambda times, seed: _times(edited, times, seed),
        30,
        0,
    ),
    Family(
        "app-presenting",
        "`kill -9` of the app while a lecture is given",
        lambda times, seed: _times(presented, times, seed),
        30,
        0,
    ),
)
