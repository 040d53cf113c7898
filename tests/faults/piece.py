"""Tries of one family in a process of its own, which is given up when it falls silent.

    python -m tests.faults.piece FAMILY TIMES SEED

It writes a line of JSON for what is tried next and for what was found, and its tally at the end. A
fresh process has no threads yet, so that the families that kill can fork.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import asdict
from threading import Timer

from tests.conftest import ROOT
from tests.faults.families import FAMILIES
from tests.faults.tally import Tally, named

SILENT = 900.0
"""Seconds without a word after which a try hangs, on a machine that may be busy."""


def apart(name: str, times: int, seed: int) -> Tally:
    """Try the family `name` in a fresh process; a try that hangs or ends it is lost, by name."""
    words = [sys.executable, "-m", "tests.faults.piece", name, str(times), str(seed)]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        child = subprocess.Popen(
            words,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            encoding="utf-8",
        )
        with child:
            assert child.stdout is not None
            tally, trying = _heard(child.stdout, child)
        errors.seek(0)
        if not trying:
            return tally
        hung = "hung" if child.returncode < 0 else f"ended it with {child.returncode}"
        tally.count(f"{trying}: {hung}: {errors.read()[-500:]}")
    return tally


def _heard(lines: Iterable[str], child: subprocess.Popen[str]) -> tuple[Tally, str]:
    """Return the tally, and what was tried last where the child did not come to its end."""
    tally, trying = Tally(), "the beginning"
    watch = Timer(SILENT, child.kill)
    watch.start()
    for line in lines:
        watch.cancel()
        watch = Timer(SILENT, child.kill)
        watch.start()
        sort, words = json.loads(line)
        if sort == "tally":
            tally, trying = Tally(**words), ""
        elif sort == "found":
            tally.count(words)
        else:
            trying = words
    watch.cancel()
    return tally, trying


def _say(sort: str, words: object) -> None:
    print(json.dumps((sort, words)), flush=True)


def main(name: str, times: str, seed: str) -> None:
    """Try it, and say so."""
    Tally.hear = staticmethod(_say)
    tally = named(FAMILIES, name).run(int(times), int(seed))
    _say("tally", asdict(tally))


if __name__ == "__main__":
    main(*sys.argv[1:])
