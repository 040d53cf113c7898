"""No network: every verb, the app and the room run without one, and never ask for one.

Each runs with its network taken away where that is allowed, and traced by the system: not one
socket of the internet may be made, let alone connected.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.e2e.terminal import Terminal
from tests.e2e.test_session import without_network
from tests.faults.mutations import DOCUMENTS, FORMATS, SMALL, TOUR, scratch
from tests.faults.tally import Family, Tally

_INTERNET = re.compile(r"AF_INET6?\b|AF_PACKET|AF_NETLINK|sin6?_addr|inet_addr")

VERBS: tuple[tuple[str, ...], ...] = (
    ("hosts",),
    ("export", TOUR, *DOCUMENTS, *FORMATS, "pdf", "-o", "out"),
    ("plan", "small", "--limit", "9", "--write"),
    ("new", "spring", "--start", "2027-03-29", "--cities", "jakarta"),
    ("init", "own"),
    ("check", TOUR),
    ("check", "--content"),
    ("why", TOUR, "sgp-sea"),
    ("repair", TOUR, "--cancel", "sgp-grab"),
    ("compare", "small", "--days", "2", "--limit", "3"),
    ("modules",),
    ("schema", "tour"),
    ("deck", "m04", "--json"),
    ("present", "m04"),
    ("report", "m04", "handout"),
    (TOUR,),
    ("--version",),
    ("hosts", "--nonsense"),
)
SLOW = 400.0
"""Seconds that a traced program may take on a busy machine to show something."""
Case = Callable[[Path, list[str]], str]
"""Runs something in a workspace, behind the words that trace it; says what went wrong."""


def _verb(words: tuple[str, ...], root: Path, tracer: list[str]) -> str:
    done = subprocess.run(
        [*tracer, *_program(root, *words)], cwd=root, capture_output=True, text=True, check=False
    )
    return "" if done.returncode in (0, 2) else f"exit code {done.returncode}: {done.stderr[-200:]}"


def _app(root: Path, tracer: list[str]) -> str:
    with _terminal(root, tracer, "small") as terminal:
        terminal.wait_for("One day", "p plan", seconds=SLOW)
        terminal.press("p")
        terminal.wait_for("proven best", seconds=SLOW)
        terminal.press("e")
        terminal.wait_for("Export documents", seconds=SLOW)
        terminal.press("C-s")
        terminal.wait_for("Exported", "small.md", seconds=SLOW)
        terminal.press("Escape")
        terminal.wait_gone("Exported", seconds=SLOW)
        terminal.press("?")
        terminal.wait_for("─ Help", seconds=SLOW)
        terminal.press("Escape")  # by itself: with a letter right behind it is another key
        terminal.wait_gone("─ Help", seconds=SLOW)
        terminal.press("h")
        terminal.wait_for("Grab", seconds=SLOW)
        terminal.press("C-q")
        terminal.wait_until(
            lambda shown: "Leave" in shown or "saved" in shown, "the question", SLOW
        )
        terminal.press("Escape")
        terminal.kill()
    return ""


def _room(root: Path, tracer: list[str]) -> str:
    with (
        _terminal(root, tracer, "present", "m04") as console,
        _terminal(root, tracer, "present", "m04", "--room") as room,
    ):
        room.wait_for("The blue diamond", seconds=SLOW)
        console.wait_for("room screen", seconds=SLOW)
        console.press("PageDown")
        room.wait_for("Who builds on you?", seconds=SLOW)
        console.press("C-q")
        room.press("C-q")
        codes = console.wait_end(SLOW), room.wait_end(SLOW)
    return "" if codes == (0, 0) else f"ended with {codes}"


ROOMS: dict[str, Case] = {"the app": _app, "the room": _room}
"""What a person does in a terminal."""


def _program(root: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "workshop", "--workspace", str(root), *words]


def _terminal(root: Path, tracer: list[str], *words: str) -> Terminal:
    return Terminal([*tracer, *_program(root, *words)], width=120, height=40, cwd=root)


def network(times: int, _seed: int) -> Tally:
    """Run everything without a network, and look at what it asked the system for."""
    tally = Tally()
    if shutil.which("strace") is None:
        tally.skip("strace is not there; run without a network only")
    if not without_network():
        tally.skip("no network may be taken away here; traced only")
    cases: dict[str, Case] = {" ".join(words): partial(_verb, words) for words in VERBS}
    if shutil.which("tmux") is not None and times >= len(cases):
        cases |= ROOMS
    for name in tuple(cases)[:times]:
        tally.trying(name)
        with scratch() as root, tempfile.TemporaryDirectory() as folder:
            (root / "itineraries" / "small.yaml").write_text(SMALL, "utf-8")
            (root / ".workshop").mkdir()
            (root / ".workshop" / "guide-seen").touch()
            tracer = [*without_network(), *tracing(Path(folder))]
            try:
                fault = cases[name](root, tracer)
            except AssertionError as error:
                fault = str(error)[:300]
            tally.count(f"{name}: {fault}" if (fault := fault or asked(Path(folder))) else "")
    return tally


def tracing(folder: Path) -> list[str]:
    """Return what traces a command into `folder`, nothing where there is no `strace`."""
    strace = shutil.which("strace")
    only = ["--seccomp-bpf", "-e", "trace=%network"]  # all else runs at full speed
    return [strace, "-f", "-qq", *only, "-o", f"{folder}/trace"] if strace is not None else []


def asked(folder: Path) -> str:
    """Return the first line of the traces that speaks of the internet."""
    lines = (line for path in folder.iterdir() for line in path.read_text("utf-8").splitlines())
    return next((line for line in lines if _INTERNET.search(line)), "")


FAMILY = Family(
    "network",
    "every verb, the app and the room with no network, traced",
    network,
    len(VERBS) + len(ROOMS),
    1,
)
