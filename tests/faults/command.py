"""One command line in this process: its exit code, what it said, and whether that is as promised.

The promise is that of the command line's own help: exit codes 0, 1, 2 and 3, never a traceback, and
bad input told in lines.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from unittest.mock import patch

from workshop.cli import main

PROMISED = frozenset({0, 1, 2, 3})
PATIENCE = 30.0
"""Seconds after which a command hangs; those it waited for the processor do not count."""
LOOK = 0.5
"""Seconds between two looks at how long it has taken."""
_PLACE = re.compile(r"\S.*?:\d+: \S")


class HungError(BaseException):
    """It took too long; no handler of the program's stands in the way."""


@dataclass(frozen=True)
class Ran:
    """What a command gave; `broken` says how it broke the promise, nothing where it kept it."""

    code: int
    out: str
    err: str
    broken: str = ""

    @property
    def unplaced(self) -> str:
        """The first line that tells of bad input without file and line, if there is one."""
        lines = self.err.splitlines() if self.code == 2 else ()
        return next((line for line in lines if not _PLACE.match(line)), "")


@contextmanager
def limit(seconds: float = PATIENCE) -> Iterator[None]:
    """Raise HungError in this thread when the block takes longer."""

    began, work = time.monotonic(), time.process_time()
    last, waited = _waited(), 0.0

    def look(_signal: int, _frame: FrameType | None) -> None:
        nonlocal last, waited
        now = _waited()
        waited += max(0.0, now - last)  # less where a thread has ended
        last = now
        took = time.monotonic() - began - waited
        if took > seconds or time.process_time() - work > 2 * seconds:
            raise HungError(f"hung for {took:.0f} s")

    before = signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, LOOK, LOOK)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _waited() -> float:
    """Return the seconds that the threads there are have waited for a processor, 0 if unknown."""
    waited = 0
    for path in Path("/proc/self/task").glob("*/schedstat"):
        with contextlib.suppress(OSError):  # it has just ended
            waited += int(path.read_text("utf-8").split()[1])
    return waited / 1e9


def run_apart(argv: Sequence[str], cwd: Path, seconds: float = 20 * PATIENCE) -> Ran:
    """Run a command line in a process of its own, as a person does, without a terminal."""
    words = [sys.executable, "-m", "workshop", *argv]
    try:
        done = subprocess.run(
            words, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return Ran(-1, "", "", f"hung for {seconds:.0f} s in a process of its own")
    except ValueError as error:  # no such word can be given to a process
        return Ran(0, "", str(error))
    out, err = (text.decode("utf-8", "replace") for text in (done.stdout, done.stderr))
    return Ran(done.returncode, out, err, _broken(done.returncode, err))


def run(argv: Sequence[str], cwd: Path, seconds: float = PATIENCE) -> Ran:
    """Run a command line in the folder `cwd`, without a terminal."""
    out, err = _stream(), _stream()
    home = Path.cwd()
    os.chdir(cwd)
    code, broken = -1, ""
    try:
        with (
            patch.object(sys, "stdout", out),
            patch.object(sys, "stderr", err),
            patch.dict(os.environ, {"WORKSHOP_DEBUG": "1"}),
            limit(seconds),
        ):
            code = main(argv)
    except (Exception, HungError, SystemExit):  # noqa: BLE001 (whatever it is, we look for it)
        broken = _last_frame()
    finally:
        os.chdir(home)
    said = _text(err)
    return Ran(code, _text(out), said, broken or _broken(code, said))


def _broken(code: int, said: str) -> str:
    if code not in PROMISED:
        return f"exit code {code}: {said[-300:]}"
    if "Traceback" in said or "internal error" in said:
        return said[-300:]
    return "exit code 2 and not a word" if code == 2 and not said.strip() else ""


def _last_frame() -> str:
    kind, error, trace = sys.exc_info()
    frames = [one for one in traceback.extract_tb(trace) if "/workshop/" in one.filename]
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return f"{kind.__name__ if kind else '?'} at {place}: {str(error)[:200]}"


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)


def _text(stream: io.TextIOWrapper) -> str:
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8", "replace")
