"""How fast a deck of 1,000 slides opens and moves, beside a bare Textual app in the same run.

Everything is measured in a pseudo-terminal of 120×40 cells, from the key (or the start of the
process) until the text has reached the terminal; patat and prezo on the same deck, where they are
installed. Goals: first slide within 1.5 times a bare app's first paint, next slide within 25 ms
(median), overview, search and jump within 100 ms. It informs and never fails. Run it from the
checkout: `python -m tests.bench.slides`.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType

from tests.bench.figures import Figure, median_ms, table
from tests.bench.startup import BARE, ENVIRONMENT, HEIGHT, ROOT, WIDTH

SLIDES = 1000
FIRST_GOAL, NEXT_GOAL, FIND_GOAL = 1.5, 25, 100
"""Times a bare app's first paint; milliseconds to the next slide, and to find one."""
PATIENCE = 30.0
"""Seconds after which a text counts as never shown."""
CALM = 0.3
"""Seconds a person looks at a slide before the next key."""

RIVALS = {"patat": (("patat", "--force"), "l"), "prezo": (("prezo",), " ")}
"""Presenters measured beside ours: the words that start them, and the key of the next slide."""

HEAD = """\
---
title: Long
options:
  end_slide_shorthand: true
---

<!--
workshop:
  id: m99
  duration: 75m
  short: 30m
  objectives:
    - get to the end
-->

"""
BODY = """
- The first of three points about slide {number}
- A second one, **stronger**, with `code` and a [link](https://example.com)
- A third

| City | Rooms | Cost |
|------|------:|-----:|
| Jakarta | 18 | 1,234,567.{number} |
| Singapore | 20 | 2,345,678.{number} |

```python
def visit(host: str) -> int:
    return len(host) * {number}
```

<!--
speaker_note: |
  Say what is on slide {number}.
  Then go on.
-->
"""


def deck() -> str:
    """Return a deck of slides with a title, a list, a table, code and notes each."""
    slides = [f"# Slide number {number:04d}\n{BODY.format(number=number)}"
              for number in range(1, SLIDES + 1)]  # fmt: skip
    return HEAD + "\n---\n\n".join(slides)


class Terminal:
    """A program in a pseudo-terminal."""

    def __init__(self, command: Sequence[str]) -> None:
        self.began = time.perf_counter()
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
            os.execvpe(command[0], list(command), ENVIRONMENT)  # noqa: S606 (no shell wanted)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.child, signal.SIGKILL)
        os.close(self.terminal)
        os.waitpid(self.child, 0)

    def until(self, text: str, since: float) -> float:
        """Return the seconds from `since` until `text` was written."""
        seen, wanted = b"", text.encode()
        while time.perf_counter() - since < PATIENCE:
            if select.select([self.terminal], [], [], 0.5)[0]:
                seen += os.read(self.terminal, 65536)
                if wanted in seen:
                    return time.perf_counter() - since
        raise SystemExit(f"never showed {text!r}")

    def press(self, keys: str, text: str) -> float:
        """Type `keys`; return the seconds from the last one until `text` was written."""
        time.sleep(CALM)
        self._drain()
        for key in keys[:-1]:
            os.write(self.terminal, key.encode())
            time.sleep(0.05)
        self._drain()
        began = time.perf_counter()
        os.write(self.terminal, keys[-1].encode())
        return self.until(text, began)

    def _drain(self) -> None:
        while select.select([self.terminal], [], [], 0)[0]:
            os.read(self.terminal, 65536)


def first_paint(command: Sequence[str], text: str) -> float:
    """Return the seconds from the start of a process until `text` stands in its terminal."""
    with Terminal(command) as terminal:
        return terminal.until(text, terminal.began)


def keys(command: Sequence[str], presses: int) -> dict[str, list[float]]:
    """Return the seconds of each kind of key press."""
    taken: dict[str, list[float]] = {
        "next slide": [], "slide before": [], "overview": [], "search": [], "jump": []
    }  # fmt: skip
    with Terminal(command) as terminal:
        terminal.until(title(1), terminal.began)
        time.sleep(1)
        for number in range(2, presses + 2):
            taken["next slide"].append(terminal.press(" ", title(number)))
        for number in range(presses, 0, -1):
            taken["slide before"].append(terminal.press("k", title(number)))
        for number in range(max(3, presses // 5)):
            target = 900 - number
            taken["overview"].append(terminal.press("o", "All slides"))
            terminal.press("\x1b", "Slide number")
            taken["search"].append(terminal.press(f"/678.{target}", f"{target}  Slide number"))
            terminal.press("\x1b", "Slide number")
            taken["jump"].append(terminal.press(f"{target}\r", title(target)))
            terminal.press("1\r", title(1))
    return taken


def steps(command: Sequence[str], key: str, presses: int) -> list[float]:
    """Return the seconds from each press of `key` until the next slide's title stands."""
    with Terminal(command) as terminal:
        terminal.until(title(1), terminal.began)
        time.sleep(1)
        return [terminal.press(key, title(number)) for number in range(2, presses + 2)]


def title(number: int) -> str:
    """Return the title of slide `number`, from 1."""
    return f"Slide number {number:04d}"


def figures(runs: int = 7, presses: int = 40) -> list[Figure]:
    """Take the measurements in turn."""
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        bare_file, deck_file = Path(folder) / "bare.py", Path(folder) / "long.md"
        bare_file.write_text(BARE, encoding="utf-8")
        deck_file.write_text(deck(), encoding="utf-8")
        ours = [sys.executable, "-m", "workshop", "present", str(deck_file)]
        commands = {name: [*words, str(deck_file)] for name, (words, _) in RIVALS.items()
                    if shutil.which(words[0])}  # fmt: skip
        paints = {
            "bare": partial(first_paint, [sys.executable, str(bare_file)], "hello"),
            "ours": partial(first_paint, ours, title(1)),
        } | {name: partial(first_paint, words, title(1)) for name, words in commands.items()}
        first = {name: median_ms(times) for name, times in in_turn(paints, runs).items()}
        taken = keys(ours, presses)
        theirs = {name: median_ms(steps(words, RIVALS[name][1], presses))
                  for name, words in commands.items()}  # fmt: skip
    bare, mine = first.pop("bare"), first.pop("ours")
    absent = [f"{name} not installed" for name in sorted(RIVALS.keys() - commands.keys())]
    others = [f"{name} {time:.0f} ms" for name, time in first.items()]
    beside = [f"bare Textual app {bare:.0f} ms, ours {mine:.0f} ms", *others, *absent]
    moved = [f"{name} {time:.0f} ms" for name, time in theirs.items()] + absent
    found = [Figure(f"first of {SLIDES:,} slides", mine / bare, "×", FIRST_GOAL, ", ".join(beside))]
    for name, times in taken.items():
        moves = name in ("next slide", "slide before")
        goal = NEXT_GOAL if moves else FIND_GOAL
        found.append(Figure(name, median_ms(times), "ms", goal, ", ".join(moved) if moves else ""))
    return found


def in_turn(paints: Mapping[str, Callable[[], float]], runs: int) -> dict[str, list[float]]:
    """Return the seconds of each of `paints`, taken by turns after one to warm up."""
    found: dict[str, list[float]] = {name: [] for name in paints}
    for turn in range(runs + 1):
        for name, paint in paints.items():
            seconds = paint()
            if turn:
                found[name].append(seconds)
    return found


def main() -> None:
    """Take the measurements and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--presses", type=int, default=40)
    options = parser.parse_args()
    print(table(figures(options.runs, options.presses)))


if __name__ == "__main__":
    main()
