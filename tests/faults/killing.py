"""Kills a process at a random moment and hears what it had acknowledged by then.

Runs in a process of its own, so that it can fork without threads around: a family that kills is
started as `python -m tests.faults.killing MODULE.FUNCTION TIMES SEED` and prints its tally as JSON.
"""

from __future__ import annotations

import importlib
import itertools
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from random import Random
from typing import Any

from tests.conftest import ROOT
from tests.faults.tally import Tally

Say = Callable[[str], None]
MOST = 60
"""Words that a writer has said at most when its end is near."""
LONGEST = 0.01
"""Seconds that it lives then at most: about as long as one thing takes to be written."""
_DECISIVE = ("fsync", "link", "replace", "ftruncate", "unlink")
"""Calls before which a writer says `.`, so that kills fall around them."""


def kill_one(
    write: Callable[[Say], None],
    chance: Random,
    meanwhile: Callable[[], None] | None = None,
) -> list[str]:
    """Start `write` in a child, kill it, and return all that it said; RuntimeError if nothing.

    What is done `meanwhile` begins with its first word.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            _dot_before_calls(writing)
            write(lambda words: _say(writing, words))
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as said:
        heard = [next((line for line in said if line != ".\n"), "")]
        if meanwhile is not None:
            meanwhile()
        heard += itertools.islice(said, chance.randrange(MOST))
        time.sleep(chance.random() * LONGEST)
        os.kill(child, signal.SIGKILL)
        heard += said.read().splitlines(keepends=True)
    os.waitpid(child, 0)
    whole = [line.rstrip("\n") for line in heard if line.endswith("\n") and line != ".\n"]
    if not whole:
        raise RuntimeError("the writer ended before it said anything")
    return whole


def _dot_before_calls(handle: int) -> None:
    def dotted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            _say(handle, ".")
            return real(*given, **named)

        return call

    for name in _DECISIVE:
        setattr(os, name, dotted(getattr(os, name)))


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
