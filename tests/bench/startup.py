"""How long the program takes to show itself, beside a bare Textual app in the same run.

Prints the time from the start of the process to its first paint in a terminal of 120×40 cells,
the time until the plan of the sample tour stands there, and the time of `workshop --help`. The
goal is a first paint within 1.5 times that of the bare app. It informs and never fails: times on a
busy machine say little, the ratio of two taken in turn says more.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.figures import Figure, median_ms, table

ROOT = Path(__file__).resolve().parent.parent.parent
WIDTH, HEIGHT = 120, 40
GOAL = 1.5
PATIENCE = 30.0
"""Seconds after which a program counts as never having painted."""

BARE = """
from textual.app import App, ComposeResult
from textual.widgets import Static

class Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("hello world")

Bare().run()
"""
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    "TERM": "xterm-256color",
    "COLORTERM": "truecolor",
}
"""What programs are started with: a terminal of many colours, and compiled only once, as when they
are installed; the first run of each warms up."""
_ESCAPES = re.compile(
    r"\x1b(\][^\x07\x1b]*(\x07|\x1b\\)|P[^\x1b]*\x1b\\|\[[0-?]*[ -/]*[@-~]|[@-_])"
)


@dataclass(frozen=True)
class Start:
    """Seconds from the start of a process to its first paint, and until a text stood there."""

    paint: float
    ready: float


def start(command: Sequence[str], ready: str) -> Start:
    """Run `command` in a fresh pseudo-terminal until it shows `ready`, then end it."""
    began = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
        os.execvpe(command[0], list(command), ENVIRONMENT)  # noqa: S606 (no shell wanted)
    try:
        return _watch(terminal, began, ready)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.close(terminal)
        os.waitpid(child, 0)


def _watch(terminal: int, began: float, ready: str) -> Start:
    seen = b""
    paint = None
    while (now := time.perf_counter()) - began < PATIENCE:
        if not select.select([terminal], [], [], 0.5)[0]:
            continue
        try:
            seen += os.read(terminal, 65536)
        except OSError:
            break
        now = time.perf_counter()
        shown = _ESCAPES.sub("", seen.decode("utf-8", "replace"))
        if paint is None and any(char.isalnum() for char in shown):
            paint = now - began
        if paint is not None and ready in shown:
            return Start(paint, now - began)
    raise SystemExit(
        f"never showed {ready!r}; it showed:\n{seen.decode('utf-8', 'replace')[-2000:]}"
    )


def timed(command: Sequence[str]) -> float:
    """Return the seconds that `command` takes."""
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - began


def figures(
    runs: int = 9, tour: str = "asia-tech-tour-2027", ready: str = "Jakarta"
) -> list[Figure]:
    """Take the measurements in turn; `ready` is a text that only the plan of `tour` shows."""
    os.chdir(ROOT)
    python = sys.executable
    program = [python, "-m", "workshop"]
    with tempfile.TemporaryDirectory() as folder:
        bare_file = Path(folder) / "bare.py"
        bare_file.write_text(BARE, encoding="utf-8")
        both: tuple[Callable[[], Start], Callable[[], Start]] = (
            lambda: start([python, str(bare_file)], "hello world"),
            lambda: start([*program, tour], ready),
        )
        for warm_up in both:
            warm_up()
        bare, ours = [], []
        for _ in range(runs):
            bare.append(both[0]())
            ours.append(both[1]())
    helps = [timed([*program, "--help"]) for _ in range(runs)]
    plain, ours_first = (median_ms([run.paint for run in some]) for some in (bare, ours))
    beside = f"bare Textual app {plain:.0f} ms, ours {ours_first:.0f} ms"
    return [
        Figure("first paint of the board", ours_first / plain, "×", GOAL, beside),
        Figure("its plan on screen", median_ms([run.ready for run in ours]), "ms"),
        Figure("`workshop --help`", median_ms(helps), "ms"),
    ]


def main() -> None:
    """Take the measurements and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--tour", default="asia-tech-tour-2027")
    parser.add_argument("--ready", default="Jakarta", help="a text that only the plan shows")
    options = parser.parse_args()
    print(table(figures(options.runs, options.tour, options.ready)))


if __name__ == "__main__":
    main()
