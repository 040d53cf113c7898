"""The seventh journey: the day is run in two terminals, without a network, and killed twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.terminal import LARGE, SIZES, SMALL, Terminal
from tests.e2e.test_app import TOUR
from workshop.store.workspace import Workspace

pytestmark = pytest.mark.slow

NO_NETWORK = ("unshare", "--map-root-user", "--net")


def without_network() -> tuple[str, ...]:
    """Return what takes the network from a command, nothing where that is not permitted."""
    try:
        done = subprocess.run([*NO_NETWORK, "true"], capture_output=True, timeout=10, check=False)
    except OSError:
        return ()
    return NO_NETWORK if done.returncode == 0 else ()


def opened(workspace: Workspace, size: tuple[int, int], *words: str) -> Terminal:
    """Return a terminal of `size` that presents the sample tour with the network taken away."""
    program = [sys.executable, "-m", "workshop", "--workspace", str(workspace.root)]
    width, height = size
    command = [*without_network(), *program, "present", TOUR, *words]
    return Terminal(command, width=width, height=height, cwd=workspace.root)


def begin(console: Terminal, shown: str) -> None:
    """Go from the first day to the fourth, which begins with innovation platforms, and run that."""
    console.wait_for("Mon 22 Mar 2027 · day 1 of 5")
    console.press("Right", "Right", "Right")
    console.wait_for("Thu 25 Mar 2027", "T M04 Innovation platforms (short form)")
    console.press("Home", "Enter")
    console.wait_for(shown)


def kill(workspace: Workspace, *words: str) -> None:
    """Kill the program that was started with `words` on this workspace, as a power cut would."""
    wanted = [str(workspace.root), "present", TOUR, *words]
    for entry in Path("/proc").iterdir():
        try:
            line = (entry / "cmdline").read_bytes().decode(errors="replace").split("\0")[:-1]
        except OSError:
            continue
        if line[-len(wanted) :] == wanted and "workshop" in line and "python" in line[0]:
            os.kill(int(entry.name), signal.SIGKILL)
            return
    raise AssertionError(f"nothing runs with {wanted}")


@pytest.mark.parametrize("size", [LARGE, *SIZES[:-1]])
def test_7_run_the_day_killed_twice_then_the_report(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    with opened(workspace, size) as first, opened(workspace, SMALL, "--room") as room:
        begin(first, "room screen")  # attached: this is the console now
        room.wait_for("Innovation platforms", "We start at 08:40")
        first.press("PageDown")
        room.wait_for("The blue diamond")
        first.press("PageDown")
        first.wait_for("Slide 2 of")
        room.wait_for("Who builds on you?")
        first.press("t", "1", "3", "3", "t", "v")
        room.wait_for("Poll: 3 hands")
        room.both_sizes("Who builds on you?", "Poll: 3 hands")
        first.both_sizes("Slide 2 of", "ROOM SEES RESULTS", "n notes", "? help")
        first.press("C")
        first.wait_for("Commitment")
        first.type("Ana")
        first.press("Enter")
        first.type("Draw our diamond")
        first.press("Enter", "Enter")
        first.wait_for("kept: Draw our diamond")

        kill(workspace)
        first.wait_end()
        room.wait_for("Poll: 3 hands")  # the room's screen stays as it was
        with opened(workspace, size) as console:
            begin(console, "Slide 2 of")
            console.press(*["PageDown"] * 4)
            room.wait_gone("Poll: 3 hands")
            console.press("/")
            console.wait_for("Find in the slides")
            console.type("a host's diamond")
            console.wait_for("Exercise: a host's diamond")
            console.press("Enter")
            room.wait_for("Exercise: a host's diamond")
            console.press("t")
            room.wait_for("Draw the diamond of a host", "▶ 1.", "left")
            console.press("t", "t", "t", "t", "t", "t")
            room.wait_for("Exercise: a host's diamond")
            console.press("m")
            console.wait_for("Run of show", "Then, today", "Briefing: Snowflake")
            console.press("Escape")
            console.wait_gone("Run of show")

            kill(workspace, "--room")
            room.wait_end()
            console.press("/")
            console.wait_for("Find in the slides")
            console.type("Windows make possible")  # left out of the short form, and wanted now
            console.wait_for("Quiz 1: what does Windows")
            console.press("Enter")
            console.wait_gone("Find in the slides")
            with opened(workspace, SMALL, "--room") as again:
                again.wait_for("Quiz 1")
                console.press("t", "2", "2", "1")
                console.wait_for("3 so far")
                console.press("v")
                again.wait_for("✔ 2.")
                again.press("PageDown")  # the room's keys move the session too
                again.wait_gone("✔ 2.")
                console.press(*["PageDown"] * 4)
                console.wait_for("the end")
                console.press("E")
                console.wait_for("Is it over?", "End it")
                console.press("Down", "Enter")
                again.wait_for("Thank you", "Not investment advice")
            console.press("C-q")
            assert console.wait_end() == 0

    rows = [" ".join(row.split()) for row in report(workspace).splitlines()]
    assert rows[0] == "# After the tour: Asia Tech Tour 2027"
    assert any(
        row.startswith("| 08:40–09:10 | Innovation platforms (short form) | ") for row in rows
    )
    assert "| Many firms do, and most we have never met | 2 |" in rows
    assert "| ✔ Developers innovate on it and connect with users | 2 |" in rows
    assert any(row.startswith("| Ana | Draw our diamond | – |") for row in rows)
    assert any("share-out" in row for row in rows)
    assert sum("not ended" in row for row in rows) == 0


def report(workspace: Workspace) -> str:
    """Return what the one command afterwards prints."""
    done = subprocess.run(
        [sys.executable, "-m", "workshop", "--workspace", str(workspace.root), "report", TOUR],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.stdout
