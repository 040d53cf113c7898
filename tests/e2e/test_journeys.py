"""The seven journeys of the README, each from the first key to the files it leaves."""

from __future__ import annotations

import json
import os
import re
import signal
import time

import pytest

from tests.e2e.terminal import SIZES, Terminal
from tests.e2e.test_app import TOUR, open_program
from workshop.cli import main
from workshop.store.claim import Owner
from workshop.store.draft import Draft
from workshop.store.paths import STATE
from workshop.store.workspace import Workspace

pytestmark = pytest.mark.slow

CALL = 60.0
"""Seconds from the call that a host cancels to the note and the saved plan, with two looks at other
sizes; three where nothing else runs."""


def do(workspace: Workspace, *words: str) -> int:
    """Carry out a verb in this process, which a terminal has no part in, and return its code."""
    return main(["--workspace", str(workspace.root), *words])


def one_day(workspace: Workspace) -> None:
    """Write the brief of a tour that is planned in no time."""
    words = ("--start", "2027-03-30", "--days", "1", "--cities", "singapore")
    assert do(workspace, "new", "one-day", *words) == 0


def text_of(workspace: Workspace, name: str) -> str:
    return (workspace.itineraries / f"{name}.yaml").read_text("utf-8")


def go_to(terminal: Terminal, block: str, shown: str) -> None:
    """Find a block by its name with ctrl+p and take the first, as the README says."""
    terminal.press("C-p")
    terminal.type(block)
    first = re.compile(rf"─\n.* {re.escape(block)} *\n +Go to this block")
    terminal.wait_until(lambda screen: first.search(screen) is not None, f"{block} is first")
    terminal.press("Enter")
    terminal.wait_for(shown)


def kill(workspace: Workspace) -> None:
    """End the program that works on the sample tour as a power cut would."""
    lock = workspace.itineraries / STATE / f"{TOUR}.lock"
    os.kill(json.loads(lock.read_text())["process"], signal.SIGKILL)


def labels(workspace: Workspace) -> list[str]:
    """Return what is on disk of what was done."""
    draft = Draft(workspace.itineraries / f"{TOUR}.yaml", workspace.catalogue(), Owner(1, ""))
    draft.close()
    return [entry.label for entry in draft.history.entries[1 : draft.history.at + 1]]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_1_look_around(workspace: Workspace, width: int, height: int) -> None:
    before = text_of(workspace, TOUR)
    (workspace.root / STATE / "guide-seen").unlink()
    with open_program(workspace, TOUR, width=width, height=height) as terminal:
        terminal.wait_for("Six things to do here", "6 Teach it, send it", "? gives the keys")
        terminal.resize(50, 15)
        terminal.wait_for("60", "20")  # too small, and what would do
        terminal.resize(width, height)
        terminal.wait_for("Six things to do here")
        terminal.press("Escape")
        terminal.wait_for("✔ proven best · 1011", "18 people", "Mon 22 Jakarta +7", "w why")
        terminal.both_sizes(
            "12 h 15", "9 h 00", "58 : 42 ✔", "4 h 30 of 7 h 30", "22 h 05", "w why", "? help",
            large=("Fri 26 Bangkok +7", "─Left out (i): 32", "e export"),
        )  # fmt: skip
        terminal.press("Down", "Down", "Enter")
        terminal.wait_for("─ T M03 Platforms", "Where", "Hotel Mulia Senayan")
        terminal.both_sizes("─ T M03 Platforms", "esc close", "w why", large=("Objectives",))
        terminal.press("Escape")
        terminal.wait_gone("─ T M03 Platforms")
        terminal.press("?")
        terminal.wait_for("─ Help", "T training · V visit")
        terminal.press("Escape", "Escape")
        terminal.wait_for("Tours", "with-seoul-2027", "✔ proven best · 1022")
        terminal.press("Enter")
        terminal.wait_for("✔ proven best · 1011", "w why")
        terminal.press("C-q")
        assert terminal.wait_end() == 0
    assert text_of(workspace, TOUR) == before


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_2_from_a_brief_to_a_plan(workspace: Workspace, width: int, height: int) -> None:
    one_day(workspace)
    with open_program(workspace, "one-day", width=width, height=height) as terminal:
        terminal.wait_for("This tour is not planned yet.", "p plan", "b brief")
        terminal.press("b")
        terminal.wait_for("The brief of One Day", "what the tour is called")
        terminal.press("C-u")
        terminal.type("ธนาคาร 은행 🚀")
        terminal.wait_for("ธนาคาร 은행 🚀")
        terminal.both_sizes("ธนาคาร 은행 🚀", "^s accept", large=("Balance", "give or take"))
        terminal.press("Down", "Down", "Down", "Down", "C-u", "9", "C-s")
        terminal.wait_for("9 people", "the brief changed")
        terminal.press("p")
        terminal.wait_for("✔ proven best", "Tue 30 Singapore +8", "● planned", seconds=60)
        terminal.press("s")
        terminal.wait_for("Saved in")
        terminal.press("e")
        terminal.wait_for("Export documents")
        terminal.press("C-s")
        terminal.wait_for("one-day.md", "participants")
        terminal.both_sizes("one-day.md", "participants")
        terminal.press("Escape", "C-q")
        assert terminal.wait_end() == 0
    saved = text_of(workspace, "one-day")
    assert "# One firm brings its people" in saved, "comments stay"
    assert "group_size: 9" in saved
    assert "status: optimal" in saved
    assert do(workspace, "check", "one-day") == 0
    sent = (workspace.itineraries / "one-day-documents" / "one-day.md").read_text("utf-8")
    assert sent.startswith("# ธนาคาร 은행 🚀\n")
    assert "idea — not asked yet" in sent


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_3_ask_why(workspace: Workspace, width: int, height: int) -> None:
    words = ("--start", "2027-03-08", "--cities", "jakarta,singapore")
    assert do(workspace, "new", "march", *words) == 0
    (workspace.itineraries / "broken.yaml").write_text("format: 1\nbrief: 5\n", "utf-8")
    before = text_of(workspace, TOUR)
    with open_program(workspace, "broken", width=width, height=height) as terminal:
        shown = terminal.wait_for("This tour cannot be read.", "broken.yaml:2")
        assert "Traceback" not in shown
        terminal.press("Escape")
        terminal.wait_for("Tours", "March  march", "not planned yet", "⏎ open")
        terminal.press("Home", "Down", "Down", "Enter")
        terminal.wait_for("This tour is not planned yet.", "p plan")
        terminal.press("p")
        terminal.wait_for("No plan can exist", "march.yaml:17", "Day of Silence (Nyepi)")
        terminal.both_sizes("No plan can exist", "march.yaml:17", "⏎ drop it", "b brief")
        terminal.press("Escape")
        terminal.wait_for("Tours", "✔ proven best · 1011", "March  march", "⏎ open")
        terminal.press("Home", "Enter")
        terminal.wait_for("✔ proven best · 1011", "w why")
        go_to(terminal, "V Grab", "V Grab ? · visit")
        terminal.press("w")
        terminal.wait_for("In short", "What holds it", f"{TOUR}.yaml:")
        terminal.both_sizes("In short", "What holds it", large=("What it gives",))
        terminal.press("Escape")
        terminal.wait_gone("What holds it")
        terminal.press("i")
        terminal.wait_for("─Left out (i): ")
        terminal.press("w")
        terminal.wait_for("is not in the plan", "What keeps it out", "content/defaults.yaml:")
        terminal.press("Escape")
        terminal.wait_gone("What keeps it out")
        terminal.press("C-q")
        assert terminal.wait_end() == 0
    assert text_of(workspace, TOUR) == before
    assert "agenda:" not in text_of(workspace, "march")


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_4_bend_it_and_lose_the_power(workspace: Workspace, width: int, height: int) -> None:
    text = text_of(workspace, TOUR)
    with open_program(workspace, TOUR, width=width, height=height) as terminal:
        terminal.wait_for("proven best", "m move")
        terminal.press("Down", "Down", "m", "Down", "Down")
        terminal.wait_for("✘ edited · 2 errors", "The debrief ends at 19:00")
        terminal.both_sizes("✘ edited · 2 errors", "The debrief ends at 19:00", "⏎ put it here")
        terminal.press("Enter")
        terminal.wait_for("● ", ". fix")
        terminal.press(".")
        terminal.wait_for("✘ edited · 1 error ", ". fix")
        terminal.press(".")
        terminal.wait_for("proven best", "u undo")
        terminal.press("l")
        terminal.wait_for("locked")
        kill(workspace)
        terminal.wait_end()
    moved, swapped, fixed, locked = labels(workspace)
    assert moved == "Platforms: the interactions business to Mon 22 Mar 09:45"
    assert swapped.startswith("GoTo Group (Gojek, GoPay) to Mon 22 Mar ")
    assert fixed.endswith("earlier")
    assert locked == "Platforms: the interactions business locked"
    with open_program(workspace, TOUR, width=width, height=height) as terminal:
        terminal.wait_for("are here again", "u undo")
        with open_program(workspace, TOUR, width=width, height=height) as second:
            second.wait_for("read only", "process")
            terminal.press("u")
            terminal.wait_for("undone")
            second.wait_for("changed in the other")
            second.press("Down", "S-Down")
            second.wait_for("read only: another window has this tour")
            second.press("C-q")
            assert second.wait_end() == 0
        terminal.press("u", "u", "u")
        terminal.wait_gone("u undo")
        terminal.press("C-q")
        assert terminal.wait_end() == 0
    assert labels(workspace) == []
    assert text_of(workspace, TOUR) == text


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_5_grab_cancels(workspace: Workspace, width: int, height: int) -> None:
    with open_program(workspace, TOUR, width=width, height=height) as terminal:
        terminal.wait_for("proven best", "r repair")
        go_to(terminal, "V Grab", "V Grab ? · visit")
        called = time.monotonic()
        terminal.press("r")
        terminal.wait_for("Grab is cancelled")
        terminal.press("Enter")
        terminal.wait_for("Repair 1 of", "fewest changes", "− Grab: Wed 24 Mar 14:15", seconds=60)
        terminal.both_sizes("Repair 1 of", "− Grab: Wed 24 Mar 14:15", "d what changes")
        terminal.press("Enter")
        terminal.wait_for("Taken", "● repair: Grab")
        terminal.press("E")
        terminal.wait_for("Markdown file to write")
        terminal.press("Enter")
        terminal.wait_for("Written to")
        terminal.press("s")
        terminal.wait_for("Saved in")
        assert time.monotonic() - called < CALL
        terminal.press("C-q")
        assert terminal.wait_end() == 0
    note = (workspace.itineraries / f"{TOUR}-changes.md").read_text("utf-8")
    assert "## Dropped\n" in note
    assert "| Grab | Wed 24 Mar 14:15–15:45" in note
    assert "## To tell\n" in note
    assert "- Grab (declined): thank them; " in note
    assert "- The 18 participants: the programme of " in note
    assert "status: declined" in text_of(workspace, TOUR)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_6_what_if(workspace: Workspace, width: int, height: int) -> None:
    one_day(workspace)
    assert do(workspace, "plan", "one-day", "--write") == 0
    before = text_of(workspace, "one-day")
    with open_program(workspace, "one-day", width=width, height=height) as terminal:
        terminal.wait_for("proven best", "w why")
        terminal.press("c")
        terminal.wait_for("Variants of One Day", "✔ 2 days", "· start Mon 29 Mar")
        terminal.press("Space", *["Down"] * 7, "Space")
        terminal.wait_for("· 2 days", "✔ start Mon 29 Mar")
        terminal.press("p")
        terminal.wait_for("VISITS", "TRANSIT", "POINTS", "PROOF", "Against the tour as it is")
        terminal.press("Down")
        terminal.wait_for("points", "Singapore, from Mon 29 Mar")
        terminal.both_sizes("VISITS", "TRANSIT", "POINTS", "PROOF", "Singapore, from Mon 29 Mar")
        terminal.press("k")
        terminal.wait_for("Keep this variant", "one-day-2")
        terminal.press("Enter")
        terminal.wait_for("Kept as")
        terminal.press("C-q")
        assert terminal.wait_end() == 0
    assert text_of(workspace, "one-day") == before
    kept = text_of(workspace, "one-day-2")
    assert 'start: "2027-03-29"' in kept
    assert "status: optimal" in kept
