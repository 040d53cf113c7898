"""Kills a process and hears what it had acknowledged by then.

It dies at a random moment or, where `strace` is there, exactly as it enters a call of the system
that decides: the third time that it forces a file to the disk, the first time that it renames one.
To be used where there are no threads, since it forks (`Family.forks`).
"""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

Say = Callable[[str], None]
MOST = 40
"""Words that a writer has said at most when its end is near."""
LONGEST = 0.01
"""Seconds that it lives then at most: about as long as one thing takes to be written."""
AIMED = 5 / 6
"""The share of kills that are aimed at a call."""
FIRST = 3
"""Calls of a kind after a certain word, one of which is fatal."""
ANY = 25
"""Calls of a kind since the first word, one of which is fatal."""


@dataclass(frozen=True)
class Aim:
    """The call to die at: how many times it is made after the first word that begins so."""

    call: str
    number: int
    word: str = ""


def kill_one(
    write: Callable[[Say], None],
    chance: Random,
    meanwhile: Callable[[], None] | None = None,
    aim: Aim | None = None,
    most: int = MOST,
) -> list[str]:
    """Start `write` in a child, kill it, and return all that it said; RuntimeError if nothing.

    It says `most` words at most and a few more. What is done `meanwhile` begins with its first
    word. With an `aim` it dies there, if it comes that far before its time is up; without
    `strace`, soon after.
    """
    reading, writing = os.pipe()
    waiting, going = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.close(going)
        try:
            write(_sayer(writing, waiting, aim.word if aim is not None else ""))
        finally:
            os._exit(1)
    os.close(writing)
    os.close(waiting)
    with os.fdopen(reading) as said:
        heard = [said.readline()]
        while aim is not None and heard[-1] and not heard[-1].startswith(aim.word):
            heard.append(said.readline())
        tracer = _aimed(child, aim) if aim is not None else None
        os.close(going)
        if meanwhile is not None:
            meanwhile()
        heard += itertools.islice(said, chance.randrange(most) if tracer is None else 4 * MOST)
        time.sleep(chance.random() * LONGEST)
        os.kill(child, signal.SIGKILL)
        heard += said.read().splitlines(keepends=True)
    os.waitpid(child, 0)
    if tracer is not None:
        tracer.wait()
    whole = [line.rstrip("\n") for line in heard if line.endswith("\n")]
    if not whole:
        raise RuntimeError("the writer ended before it said anything")
    return whole


def some_aim(chance: Random, calls: Sequence[str], word: str = "") -> Aim | None:
    """Return one of `calls` to die at; None for a random moment."""
    if chance.random() >= AIMED:
        return None
    call = chance.choice(calls)
    return Aim(call, chance.randint(1, FIRST if word else ANY), word)


def _sayer(handle: int, waiting: int, word: str) -> Say:
    """Return what says words; after the first that begins so it waits until the parent is ready."""
    first = iter((True,))

    def say(words: str) -> None:
        os.write(handle, f"{words}\n".encode())
        if words.startswith(word) and next(first, False):
            os.read(waiting, 1)

    return say


def _aimed(child: int, aim: Aim) -> subprocess.Popen[bytes] | None:
    """Let the system end `child` as it enters that call; None where nothing may be traced."""
    if shutil.which("strace") is None:
        return None
    fault = f"inject=?{aim.call}:signal=SIGKILL:when={aim.number}"
    words = ["strace", "-qq", "-o", os.devnull, "-p", str(child), "-e", f"trace=?{aim.call}"]
    tracer = subprocess.Popen([*words, "-e", fault], stderr=subprocess.DEVNULL)
    status = Path(f"/proc/{child}/status")
    while "TracerPid:\t0\n" in status.read_text("utf-8"):
        if tracer.poll() is not None:
            return None
        time.sleep(0.001)
    return tracer
