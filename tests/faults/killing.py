"""Kills a process at a random moment and hears what it had acknowledged by then.

Runs in a process of its own, so that it can fork without threads around: a family that kills is
started as `python -m tests.faults.killing MODULE.FUNCTION TIMES SEED` and prints its tally as JSON.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from random import Random

from tests.conftest import ROOT
from tests.faults.tally import Tally

Say = Callable[[str], None]
LONGEST = 0.06
"""Seconds a writer lives at most after it has said something."""


def kill_one(
    write: Callable[[Say], None],
    chance: Random,
    longest: float = LONGEST,
    meanwhile: Callable[[], None] | None = None,
) -> list[str]:
    """Start `write` in a child, kill it, and return all that it said; RuntimeError if nothing.

    It lives `longest` seconds at most after its first word, or what is done `meanwhile` longer.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            write(lambda words: _say(writing, words))
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as said:
        first = said.readline()
        if meanwhile is not None:
            meanwhile()
        time.sleep(chance.random() * longest)
        os.kill(child, signal.SIGKILL)
        rest = said.read().split("\n")[:-1]
    os.waitpid(child, 0)
    if not first:
        raise RuntimeError("the writer ended before it said anything")
    return [first.rstrip("\n"), *rest]


def _say(handle: int, words: str) -> None:
    os.write(handle, f"{words}\n".encode())


def apart(function: str, times: int, seed: int) -> Tally:
    """Run `MODULE.FUNCTION` of this folder in a fresh process and return its tally."""
    words = [sys.executable, "-m", "tests.faults.killing", function, str(times), str(seed)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        return Tally(times, times, [done.stderr[-500:]])
    return Tally(**json.loads(done.stdout))


if __name__ == "__main__":
    module, _, name = sys.argv[1].partition(".")
    found = getattr(importlib.import_module(f"tests.faults.{module}"), name)
    print(json.dumps(asdict(found(int(sys.argv[2]), int(sys.argv[3])))))
