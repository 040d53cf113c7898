"""How soon a lecture is back after its laptop died: `python -m tests.bench.resume`.

A lecture of 1,000 slides is begun, moved on and killed with `kill -9`, several times over; each
time the seconds count from the start of the new process until the slide that was on screen stands
there again. A first start of the same deck is measured beside it. It informs and never fails.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.figures import Figure, table
from tests.bench.slides import Terminal, deck, title

GOAL = 10.0
"""Seconds until the lecture goes on."""
STRIDE = 3
"""Slides moved between two kills."""


def figures(kills: int) -> list[Figure]:
    """Kill and begin again `kills` times."""
    program = [sys.executable, "-m", "workshop"]
    with tempfile.TemporaryDirectory(prefix="workshop-bench-") as folder:
        os.chdir(folder)
        subprocess.run([*program, "init", "."], check=True, capture_output=True)
        Path("long.md").write_text(deck(), encoding="utf-8")
        command = [*program, "present", "long.md"]
        shown, starts = 1, []
        for _ in range(kills + 1):
            with Terminal(command) as terminal:
                starts.append(terminal.until(title(shown), terminal.began))
                for _ in range(STRIDE):
                    shown += 1
                    terminal.press(" ", title(shown))
        os.chdir("/")
    beside = f"a first start {starts[0] * 1000:.0f} ms"
    back = statistics.median(starts[1:])
    return [Figure(f"back on the slide after `kill -9` ({kills} times)", back, "s", GOAL, beside)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=8)
    print(table(figures(parser.parse_args().kills)))


if __name__ == "__main__":
    main()
