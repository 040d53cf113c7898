"""What a fresh process loads: the walls that keep start-up short and the core free of the screen.

The import contracts look at the code; these tests look at `sys.modules`, which also sees what is
loaded in a roundabout way.
"""

from __future__ import annotations

import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import workshop

SCREEN = {"textual", "rich"}
SOLVER = {"ortools", "numpy", "pandas"}
HEAVY = SCREEN | SOLVER | {"pydantic", "yaml", "ruamel", "markdown_it", "holidays", "wcwidth"}
BELOW_THE_SCREEN = (
    "workshop.errors",
    "workshop.model",
    "workshop.rules",
    "workshop.catalogue",
    "workshop.decks",
    "workshop.delivery",
    "workshop.editing",
    "workshop.planner",
    "workshop.export",
    "workshop.store",
)


def loaded_after(code: str) -> set[str]:
    """Run `code` in a fresh process and return the top-level packages it has then loaded."""
    report = "\nimport json, sys; sys.stderr.write('\\n' + json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code + report],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    names = json.loads(done.stderr.rsplit("\n", 1)[1])
    return {name.partition(".")[0] for name in names}


def modules_of(package: str) -> list[str]:
    """Return a room's modules, itself included, without importing them."""
    folder = Path(workshop.__file__).parent.joinpath(*package.split(".")[1:])
    if not folder.is_dir():
        return [package]
    found = pkgutil.walk_packages([str(folder)], prefix=f"{package}.")
    return [package, *(module.name for module in found)]


@pytest.mark.parametrize("verb", ["", "plan", "hosts", "present"])
def test_help_loads_nothing_heavy(verb: str) -> None:
    words = [word for word in (verb, "--help") if word]
    code = f"from workshop.cli import main; assert main({words!r}) == 0"
    assert not loaded_after(code) & HEAVY


def test_a_wrong_verb_is_answered_without_the_screen_or_the_solver() -> None:
    code = "from workshop.cli import main; assert main(['plna']) == 2"
    assert not loaded_after(code) & (SCREEN | SOLVER)


def test_what_a_session_is_of_is_known_before_its_file_is_thought_of() -> None:
    loaded = loaded_after(
        "from pathlib import Path; from workshop.tui.services_session import Target;"
        "Target.of_deck(Path('a.md')); Target.of_module('m01')"
    )
    assert not {"pydantic", "sqlite3"} & loaded


def test_rooms_below_the_screen_do_not_load_it() -> None:
    names = [name for room in BELOW_THE_SCREEN for name in modules_of(room)]
    code = f"""
import importlib, sys
for name in {names!r}:
    importlib.import_module(name)
    assert not {SCREEN!r} & set(sys.modules), name
"""
    assert "workshop" in loaded_after(code)


@pytest.mark.parametrize("module", ["workshop.planner", "workshop.tui.app"])
def test_the_solver_is_loaded_only_to_solve(module: str) -> None:
    assert not loaded_after(f"import {module}") & SOLVER


def test_what_surrounds_the_solvers_is_not_loaded_to_solve() -> None:
    loaded = loaded_after("""
from workshop.planner import cp_sat
from workshop.planner.glop import Relaxer
from workshop.planner.linear import Linear
from workshop.planner.stop import never

lp = Linear()
lp.row({lp.column(2): 1, lp.column(1): 1}, None, 1)
assert Relaxer(lp.program()).solve().bound == 2
found = cp_sat.solve(lp.program(), above=1, limit=1, seed=0, stop=never, on_better=print)
assert found.objective == 2
""")
    assert "ortools" in loaded
    assert "pandas" not in loaded
