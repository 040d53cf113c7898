"""The whole program in a real terminal, as a person meets it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal
from workshop.store.workspace import Workspace

TOUR = "asia-tech-tour-2027"
SIZES = [(80, 24), (120, 40)]

pytestmark = pytest.mark.slow


def open_program(workspace: Workspace, *words: str, width: int = 80, height: int = 24) -> Terminal:
    """Return a terminal that runs the program on `workspace`, away from the checkout."""
    command = [sys.executable, "-m", "workshop", "--workspace", str(workspace.root), *words]
    return Terminal(command, width=width, height=height, cwd=workspace.root)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_open_the_sample_tour_ask_for_help_and_quit(
    workspace: Workspace, width: int, height: int
) -> None:
    with open_program(workspace, TOUR, width=width, height=height) as terminal:
        terminal.wait_for("Jakarta", "22")
        terminal.press("?")
        terminal.wait_for("─ Help")
        terminal.press("Escape")
        terminal.wait_gone("─ Help")
        terminal.wait_for("Jakarta", "22")
        terminal.press("C-q")
        assert terminal.wait_end() == 0


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_home_lists_the_tours(workspace: Workspace, width: int, height: int) -> None:
    with open_program(workspace, width=width, height=height) as terminal:
        terminal.wait_for("Asia")
        terminal.press("C-q")
        assert terminal.wait_end() == 0


def test_a_terminal_too_small_says_so_and_recovers(workspace: Workspace) -> None:
    with open_program(workspace, TOUR, width=50, height=15) as terminal:
        terminal.wait_for("60", "20")
        terminal.resize(80, 24)
        terminal.wait_for("Jakarta")
        terminal.press("C-q")
        assert terminal.wait_end() == 0


def test_the_tour_is_as_it_was_after_looking_at_it(workspace: Workspace) -> None:
    before = (workspace.itineraries / f"{TOUR}.yaml").read_bytes()
    with open_program(workspace, TOUR) as terminal:
        terminal.wait_for("Jakarta")
        terminal.press("C-q")
        terminal.wait_end()
    assert (workspace.itineraries / f"{TOUR}.yaml").read_bytes() == before


def test_a_broken_tour_is_told_in_words(workspace: Workspace) -> None:
    (workspace.itineraries / "broken.yaml").write_text("format: 1\nbrief: 5\n", "utf-8")
    with open_program(workspace, "broken") as terminal:
        shown = terminal.wait_for("broken.yaml:2")
        assert "Traceback" not in shown
        terminal.press("C-q")


def test_presenting_a_module_and_leaving(workspace: Workspace) -> None:
    with open_program(workspace, "present", "m03") as terminal:
        first = terminal.wait_until(lambda shown: len(shown.split()) > 10, "a slide")
        terminal.press("PageDown")
        terminal.wait_until(lambda shown: shown != first, "the next slide")
        terminal.press("C-q")
        assert terminal.wait_end() == 0


def test_ctrl_c_takes_the_best_plan_so_far(workspace: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    words = ("plan", TOUR, "--json", "-o", str(target))
    with open_program(workspace, *words, width=120) as terminal:
        terminal.wait_for("points")
        terminal.press("C-c")
        assert terminal.wait_end() == 130
    assert '"status": "feasible"' in target.read_text("utf-8")
