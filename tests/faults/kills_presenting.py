"""Kills processes that write a session: every event that was acknowledged is there afterwards."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from random import Random

from tests.faults.killing import Say, kill_one, some_aim
from tests.faults.tally import Family, Tally
from tests.unit.delivery.stage import NINE, QUIZ, SHOW
from workshop.delivery.event import Asked, Counted, Jotted, Stepped, What
from workshop.delivery.fold import fold
from workshop.store.sessions import SessionStore

RUNS = 10
"""Kills that one session goes through."""
DECISIVE = ("pwrite64", "pwrite64", "fdatasync", "fdatasync", "openat", "unlink", "ftruncate")
"""Calls of SQLite that decide."""


def written(number: int) -> What:
    """Return what event `number` is."""
    if number % 40 == 0:
        return Asked(question=QUIZ)
    return (
        Stepped(slide=number % 7, step=number % 3),
        Jotted(sort="note", words=str(number)),
        Counted(key="q1", option=number % 3),
    )[number % 3]


def write(path: Path, say: Say) -> None:
    """Append until killed; say the number of each event that `append` has acknowledged."""
    with SessionStore(path) as store:
        row = store.newest(target="module:m04")
        log = store.log(row.id) if row else store.begin("module:m04", SHOW, NINE)
        number = log.news()[-1].number
        say(str(number))
        while True:
            number = log.append(written(number + 1), NINE)[-1].number
            say(str(number))


def look(path: Path, acknowledged: int) -> str:
    """Say what is missing or does not fold, nothing where all is there."""
    with SessionStore(path) as store:
        row = store.newest(target="module:m04")
        if row is None:
            return "the session is gone"
        events = store.events(row.id)
    count = len(events)
    if [event.number for event in events] != list(range(1, count + 1)):
        return "numbers are missing"
    if not acknowledged <= count <= acknowledged + 1:
        return f"{acknowledged} events were acknowledged, {count} are there"
    if any(event.what != written(event.number) for event in events[1:]):
        return "an event is another one"
    state = fold(events)
    steps = [event.what for event in events if isinstance(event.what, Stepped)]
    if steps and (state.at.slide, state.at.step) != (steps[-1].slide, steps[-1].step):
        return "the session is on another slide"
    return ""


def killed(path: Path, chance: Random) -> str:
    """Append to the session at `path` until killed; say what is then missing, where it died."""
    aim = some_aim(chance, DECISIVE)
    said = kill_one(partial(write, path), chance, aim=aim)
    fault = look(path, int(said[-1]))
    return f"killed at {aim}: {fault}" if fault else ""


def kills(times: int, seed: int) -> Tally:
    """Kill one writer after the other; each session is gone on with for some of them."""
    chance, tally = Random(seed), Tally()
    with tempfile.TemporaryDirectory(prefix="workshop-faults-") as folder:
        for number in range(times):
            tally.count(killed(Path(folder) / f"{number // RUNS}.db", chance))
    return tally


FAMILY = Family(
    "presenting",
    "`kill -9` while a session is written",
    kills,
    300,
    4,
    piece=100,
    forks=True,
)
