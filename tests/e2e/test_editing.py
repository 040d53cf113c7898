"""Whole journeys of an organiser who bends a plan, in a real terminal; some end with a kill."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal
from tests.e2e.test_app import open_program
from workshop.store.claim import Owner
from workshop.store.draft import Draft
from workshop.store.paths import STATE
from workshop.store.workspace import Workspace

NAME = "asia-tech-tour-2027"

pytestmark = pytest.mark.slow


def kill(workspace: Workspace) -> None:
    """End the program that works on the tour as a power cut would."""
    lock = workspace.itineraries / STATE / f"{NAME}.lock"
    os.kill(json.loads(lock.read_text())["process"], signal.SIGKILL)


def labels(workspace: Workspace) -> list[str]:
    """Return what is on disk of what was done."""
    path = workspace.itineraries / f"{NAME}.yaml"
    draft = Draft(path, workspace.catalogue(), Owner(1, ""))
    draft.close()
    return [entry.label for entry in draft.history.entries[1 : draft.history.at + 1]]


def open_board(workspace: Workspace) -> Terminal:
    return open_program(workspace, NAME, width=120, height=40)


def test_what_was_acknowledged_outlives_a_kill_and_is_undone_after_it(workspace: Workspace) -> None:
    text = (workspace.itineraries / f"{NAME}.yaml").read_text()
    keys = (("+", "minutes"), ("l", "locked"))
    for done, (key, said) in enumerate(keys):
        with open_board(workspace) as terminal:
            terminal.wait_for("Jakarta", "m move")
            if done:
                terminal.wait_for("not saved")
            terminal.press("Down", "Down", key)
            terminal.wait_for(said, "● ")
            kill(workspace)
            terminal.wait_end()
        assert len(labels(workspace)) == done + 1
    with open_board(workspace) as terminal:
        terminal.wait_for("Jakarta", "u undo")
        with open_board(workspace) as second:
            second.wait_for("read only", "process")
            terminal.press("u")
            terminal.wait_for("undone")
            second.wait_for("changed in the other")
            second.press("Down", "S-Down")
            second.wait_for("read only: another window has this tour")
            second.press("C-q")
            assert second.wait_end() == 0
        terminal.press("u")
        terminal.wait_gone("u undo")
        terminal.press("C-q")
        assert terminal.wait_end() == 0
    assert labels(workspace) == []
    assert (workspace.itineraries / f"{NAME}.yaml").read_text() == text


def test_a_file_changed_and_broken_by_an_editor_is_told_and_merged(workspace: Workspace) -> None:
    path = workspace.itineraries / f"{NAME}.yaml"
    text = path.read_text()
    with open_board(workspace) as terminal:
        terminal.wait_for("18 people", "m move")
        terminal.press("Down", "Down", "S-Down")
        terminal.wait_for("● ", "more moved")
        path.write_text(text.replace("group_size: 18", "group_size: many"))
        line = 1 + text[: text.index("group_size: 18")].count("\n")
        shown = terminal.wait_for(f"{NAME}.yaml:{line}", "stays")
        assert "18 people" in shown
        path.write_text(text.replace("group_size: 18", "group_size: 20"))
        terminal.wait_for("20 people")
        terminal.press("s")
        terminal.wait_for("Saved in")
        terminal.press("C-q")
        assert terminal.wait_end() == 0
    assert "group_size: 20" in path.read_text()
    assert path.read_text() != text.replace("group_size: 18", "group_size: 20")


def test_grab_cancels_from_the_first_key_to_the_note_of_changes(
    workspace: Workspace, tmp_path: Path
) -> None:
    note = workspace.itineraries / f"{NAME}-changes.md"
    with open_board(workspace) as terminal:
        terminal.wait_for("Jakarta", "m move")
        terminal.press("C-p")
        terminal.type("V Grab")
        terminal.wait_for("Go to this block")
        terminal.press("Down", "Enter")
        terminal.wait_for("V Grab ? · visit")
        terminal.press("r")
        terminal.wait_for("Grab is cancelled")
        terminal.press("Enter")
        terminal.wait_for("Repair 1 of", "fewest changes", seconds=60)
        terminal.press("Enter")
        terminal.wait_for("Taken", "● repair: Grab")
        terminal.press("E")
        terminal.wait_for("Markdown file to write")
        terminal.press("Enter")
        terminal.wait_for("Written to")
        terminal.press("s")
        terminal.wait_for("Saved in")
        terminal.press("C-q")
        assert terminal.wait_end() == 0
    told = note.read_text()
    assert "## Is off\n\n- Grab: Wed 24 Mar 15:15" in told
    assert "Grab (declined): thank them" in told
    assert "status: declined" in (workspace.itineraries / f"{NAME}.yaml").read_text()
