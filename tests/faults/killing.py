"""Kills a process at a random moment and hears what it had acknowledged by then.

Runs in a process of its own, so that it can fork without threads around: a family that kills is
started as `python -m tests.faults.killing FAMILY TIMES SEED` and prints its tally as JSON.
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


def kill_one(write: Callable[[Say], None], chance: Random) -> list[str]:
    """Start `write` in a child, kill it, and return all that it said; RuntimeError if nothing."""
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
        time.sleep(chance.random() * LONGEST)
        os.kill(child, signal.SIGKILL)
        rest = said.read().split("\n")[:-1]
    os.waitpid(child, 0)
    if not first:
        raise RuntimeError("the writer ended before it said anything")
    return [first.rstrip("\n"), *rest]


def _say(handle: int, words: str) -> None:
    os.write(handle, f"{words}\n".encode())


def apart(module: str, times: int, seed: int) -> Tally:
    """Run a family in a fresh process and return its tally."""
    words = [sys.executable, "-m", "tests.faults.killing", module, str(times), str(seed)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        return Tally(times, times, [done.stderr[-500:]])
    return Tally(**json.loads(done.stdout))


if __name__ == "__main__":
    found = importlib.import_module(f"tests.faults.{sys.argv[1]}")
    print(json.dumps(asdict(found.kills(int(sys.argv[2]), int(sys.argv[3])))))
