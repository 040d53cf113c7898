"""Kills processes that write a session, at random moments, and looks at what is left on disk.

Run as `python -m tests.unit.store.kill_writers PATH KILLS SEED`; prints how many events there are
in the end. A process of its own, so that it can fork without threads around.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

from tests.unit.delivery.stage import NINE, QUIZ, SHOW
from workshop.delivery.event import Asked, Counted, Jotted, Stepped, What
from workshop.delivery.fold import fold
from workshop.store.sessions import SessionStore

RUNS = 10
"""Kills that one session goes through."""
LONGEST = 0.04
"""Seconds a writer lives at most after its first event."""


def written(number: int) -> What:
    """Return what event `number` is."""
    if number % 40 == 0:
        return Asked(question=QUIZ)
    return (
        Stepped(slide=number % 7, step=number % 3),
        Jotted(sort="note", words=str(number)),
        Counted(key="q1", option=number % 3),
    )[number % 3]


def write(path: Path, acknowledge: int) -> None:
    """Append until killed; write the number of each event that `append` has acknowledged."""
    with SessionStore(path) as store:
        row = store.newest(target="module:m04")
        log = store.log(row.id) if row else store.begin("module:m04", SHOW, NINE)
        number = log.news()[-1].number
        os.write(acknowledge, f"{number}\n".encode())
        while True:
            number = log.append(written(number + 1), NINE)[-1].number
            os.write(acknowledge, f"{number}\n".encode())


def kill_one(path: Path, chance: random.Random) -> int:
    """Start a writer, kill it, and return the last number it acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        write(path, writing)
    os.close(writing)
    with os.fdopen(reading) as said:
        first = said.readline()
        assert first, "the writer stopped by itself"
        time.sleep(chance.random() * LONGEST)
        os.kill(child, signal.SIGKILL)
        rest = said.read().split("\n")[:-1]
    os.waitpid(child, 0)
    return int([first, *rest][-1])


def look(path: Path, acknowledged: int) -> int:
    """Check that nothing acknowledged is missing and all of it folds; return how many there are."""
    with SessionStore(path) as store:
        row = store.newest(target="module:m04")
        assert row is not None
        events = store.events(row.id)
    count = len(events)
    assert [event.number for event in events] == list(range(1, count + 1))
    assert acknowledged <= count <= acknowledged + 1, (acknowledged, count)
    assert all(event.what == written(event.number) for event in events[1:])
    state = fold(events)
    steps = [event.what for event in events if isinstance(event.what, Stepped)]
    assert not steps or (state.at.slide, state.at.step) == (steps[-1].slide, steps[-1].step)
    return count


def main(path: Path, kills: int, seed: int) -> int:
    """Kill `kills` writers, one after the other; a session is gone on with for ten of them."""
    chance = random.Random(seed)  # noqa: S311
    counts = [0] * (1 + (kills - 1) // RUNS)
    for kill in range(kills):
        run = path.with_suffix(f".{kill // RUNS}.db")
        counts[kill // RUNS] = look(run, kill_one(run, chance))
    return sum(counts)


if __name__ == "__main__":
    print(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
