"""A whole lecture in two terminals with the network taken away, killed twice, and the report."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal
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


def opened(workspace: Workspace, *words: str, width: int = 120, height: int = 40) -> Terminal:
    program = [sys.executable, "-m", "workshop", "--workspace", str(workspace.root), *words]
    return Terminal([*without_network(), *program], width=width, height=height, cwd=workspace.root)


def kill(workspace: Workspace, *words: str) -> None:
    """Kill the program that was started with `words` on this workspace, as a power cut would."""
    wanted = [str(workspace.root), *words]
    for entry in Path("/proc").iterdir():
        try:
            line = (entry / "cmdline").read_bytes().decode(errors="replace").split("\0")[:-1]
        except OSError:
            continue
        if line[-len(wanted) :] == wanted and "workshop" in line and "python" in line[0]:
            os.kill(int(entry.name), signal.SIGKILL)
            return
    raise AssertionError(f"nothing runs with {wanted}")


def test_two_terminals_through_a_module_killed_twice_then_the_report(
    workspace: Workspace,
) -> None:
    lecture = ("present", "m04")
    with (
        opened(workspace, *lecture) as first,
        opened(workspace, *lecture, "--room", width=80, height=24) as room,
    ):
        room.wait_for("The blue diamond")
        first.wait_for("room screen")  # attached: this is the console now
        first.press("PageDown")
        first.wait_for("Slide 2 of")
        room.wait_for("Who builds on you?")
        first.press("t", "1", "3", "3", "t", "v")
        room.wait_for("Poll: 3 hands")
        first.press("C")
        first.wait_for("Commitment")
        first.type("Ana")
        first.press("Enter")
        first.type("Draw our diamond")
        first.press("Enter", "Enter")
        first.wait_for("Written down: Draw our diamond")

        kill(workspace, *lecture)
        first.wait_end()
        room.wait_for("Poll: 3 hands")  # the room's screen stays as it was
        with opened(workspace, *lecture) as console:
            console.wait_for("Slide 2 of", "room screen")
            console.press(*["PageDown"] * 4)
            room.wait_gone("Poll: 3 hands")
            console.press("/")
            console.wait_for("Find in the slides")
            console.type("a host's diamond")
            console.wait_for("Exercise: a host's diamond")
            console.press("Enter")
            console.wait_gone("Find in the slides")
            console.press("t")
            room.wait_for("Draw the diamond of a host", "▶ 1.", "left")
            console.press("t", "t", "t", "t", "t", "t")
            room.wait_for("Exercise: a host's diamond")

            kill(workspace, *lecture, "--room")
            room.wait_end()
            console.press("PageDown", "PageDown")
            console.wait_for("Quiz 1")
            with opened(workspace, *lecture, "--room", width=80, height=24) as again:
                again.wait_for("Quiz 1")
                console.press("t", "2", "2", "1")
                console.wait_for("3 so far")
                console.press("v")
                again.wait_for("✔ 2.")
                again.press("PageDown")  # the room's keys move the session too
                console.wait_for("Quiz 2")
                console.press(*["PageDown"] * 14)
                console.wait_for("the end")
                console.press("E", "Down", "Enter")
                again.wait_for("Thank you", "Not investment advice")
            console.press("C-q")
            assert console.wait_end() == 0

    done = subprocess.run(
        [sys.executable, "-m", "workshop", "--workspace", str(workspace.root), "report", "m04"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    rows = [" ".join(row.split()) for row in done.stdout.splitlines()]
    assert rows.count("# After the session: Innovation platforms") == 1
    assert "| Many firms do, and most we have never met | 2 |" in rows
    assert "| ✔ Developers innovate on it and connect with users | 2 |" in rows
    assert any(row.startswith("| Ana | Draw our diamond | – |") for row in rows)
    assert any("share-out" in row for row in rows)
    assert sum("not ended" in row for row in rows) == 0
