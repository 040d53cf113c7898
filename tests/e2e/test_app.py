"""The whole program in a real terminal, where something is not as it should be."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal
from workshop.store.workspace import Workspace

TOUR = "asia-tech-tour-2027"

pytestmark = pytest.mark.slow


def open_program(workspace: Workspace, *words: str, width: int = 80, height: int = 24) -> Terminal:
    """Return a terminal that runs the program on `workspace`, away from the checkout."""
    command = [sys.executable, "-m", "workshop", "--workspace", str(workspace.root), *words]
    return Terminal(command, width=width, height=height, cwd=workspace.root)


def test_ctrl_c_takes_the_best_plan_so_far(workspace: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    words = ("plan", TOUR, "--json", "-o", str(target))
    with open_program(workspace, *words, width=120) as terminal:
        terminal.wait_for("points")
        terminal.press("C-c")
        assert terminal.wait_end() == 130
    assert '"status": "feasible"' in target.read_text("utf-8")


def test_quitting_while_a_plan_is_searched_is_a_tidy_end(workspace: Workspace) -> None:
    with open_program(workspace, TOUR) as terminal:
        terminal.wait_for("18 people", "p plan")
        terminal.press("p")
        terminal.wait_for("escape keeps the best")
        terminal.press("C-q")
        assert terminal.wait_end() == 0
        assert "Aborted" not in terminal.screen()


def test_a_file_changed_and_broken_by_an_editor_is_told_and_merged(workspace: Workspace) -> None:
    path = workspace.itineraries / f"{TOUR}.yaml"
    text = path.read_text()
    with open_program(workspace, TOUR, width=120, height=40) as terminal:
        terminal.wait_for("18 people", "m move")
        terminal.press("Down", "Down", "S-Down")
        terminal.wait_for("● ", "more moved")
        path.write_text(text.replace("group_size: 18", "group_size: many"))
        line = 1 + text[: text.index("group_size: 18")].count("\n")
        shown = terminal.wait_for(f"{TOUR}.yaml:{line}", "stays")
        assert "18 people" in shown
        path.write_text(text.replace("group_size: 18", "group_size: 20"))
        terminal.wait_for("20 people")
        terminal.press("s")
        terminal.wait_for("Saved in")
        terminal.press("C-q")
        assert terminal.wait_end() == 0
    assert "group_size: 20" in path.read_text()
    assert path.read_text() != text.replace("group_size: 18", "group_size: 20")
