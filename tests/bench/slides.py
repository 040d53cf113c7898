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
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType

from tests.bench.startup import BARE, ENVIRONMENT, HEIGHT, ROOT, WIDTH, median_ms

SLIDES = 1000
FIRST_GOAL, NEXT_GOAL, FIND_GOAL = 1.5, 0.025, 0.100
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
        terminal.until(_title(1), terminal.began)
        time.sleep(1)
        for number in range(2, presses + 2):
            taken["next slide"].append(terminal.press(" ", _title(number)))
        for number in range(presses, 0, -1):
            taken["slide before"].append(terminal.press("k", _title(number)))
        for number in range(max(3, presses // 5)):
            target = 900 - number
            taken["overview"].append(terminal.press("o", "All slides"))
            terminal.press("\x1b", "Slide number")
            taken["search"].append(terminal.press(f"/678.{target}", f"{target}  Slide number"))
            terminal.press("\x1b", "Slide number")
            taken["jump"].append(terminal.press(f"{target}\r", _title(target)))
            terminal.press("1\r", _title(1))
    return taken


def steps(command: Sequence[str], key: str, presses: int) -> list[float]:
    """Return the seconds from each press of `key` until the next slide's title stands."""
    with Terminal(command) as terminal:
        terminal.until(_title(1), terminal.began)
        time.sleep(1)
        return [terminal.press(key, _title(number)) for number in range(2, presses + 2)]


def _title(number: int) -> str:
    return f"Slide number {number:04d}"


def main() -> None:
    """Take the measurements in turn and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--presses", type=int, default=40)
    options = parser.parse_args()
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        bare_file, deck_file = Path(folder) / "bare.py", Path(folder) / "long.md"
        bare_file.write_text(BARE, encoding="utf-8")
        deck_file.write_text(deck(), encoding="utf-8")
        ours = [sys.executable, "-m", "workshop", "present", str(deck_file)]
        commands = {name: [*words, str(deck_file)] for name, (words, _) in RIVALS.items()
                    if shutil.which(words[0])}  # fmt: skip
        paints = {
            "bare Textual app": partial(first_paint, [sys.executable, str(bare_file)], "hello"),
            "workshop": partial(first_paint, ours, _title(1)),
        } | {name: partial(first_paint, words, _title(1)) for name, words in commands.items()}
        first = in_turn(paints, options.runs)
        taken = keys(ours, options.presses)
        theirs = {name: steps(words, RIVALS[name][1], options.presses)
                  for name, words in commands.items()}  # fmt: skip
    _report(first, taken, theirs)


def in_turn(paints: Mapping[str, Callable[[], float]], runs: int) -> dict[str, list[float]]:
    """Return the seconds of each of `paints`, taken by turns after one to warm up."""
    found: dict[str, list[float]] = {name: [] for name in paints}
    for turn in range(runs + 1):
        for name, paint in paints.items():
            seconds = paint()
            if turn:
                found[name].append(seconds)
    return found


def _report(
    first: Mapping[str, list[float]],
    taken: Mapping[str, list[float]],
    theirs: Mapping[str, list[float]],
) -> None:
    print(f"{SLIDES} slides, {WIDTH}×{HEIGHT}, medians (and ranges)")
    for name, times in first.items():
        print(f"{'first slide, ' + name:<31} {median_ms(times)}")
    ratio = statistics.median(first["workshop"]) / statistics.median(first["bare Textual app"])
    print(f"  {ratio:.2f} times the bare app; goal {FIRST_GOAL}: {_verdict(ratio <= FIRST_GOAL)}")
    for name, times in taken.items():
        goal = NEXT_GOAL if name.startswith(("next", "slide")) else FIND_GOAL
        met = _verdict(statistics.median(times) <= goal)
        print(f"{name:<31} {median_ms(times)}  goal {goal * 1000:.0f} ms: {met}")
    for name, times in theirs.items():
        print(f"{'next slide, ' + name:<31} {median_ms(times)}")
    for name in RIVALS.keys() - theirs.keys():
        print(f"{name} is not installed and was not measured")


def _verdict(met: bool) -> str:
    return "met" if met else "missed"


if __name__ == "__main__":
    main()
