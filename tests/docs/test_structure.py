"""Every place that the page of the two walks names is there: the file, and what is in it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLACE = re.compile(r"`((?:[a-z_]+/)*[a-z_]+/[a-z_]+)\.([A-Za-z_.]+)`")


def _names(body: list[ast.stmt]) -> dict[str, list[ast.stmt]]:
    """Return what a module or a class defines, each with its own body."""
    found: dict[str, list[ast.stmt]] = {}
    for one in body:
        if isinstance(one, ast.ClassDef):
            found[one.name] = one.body
        elif isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef):
            found[one.name] = []
        elif isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
            found[one.target.id] = []
        elif isinstance(one, ast.Assign):
            found |= {target.id: [] for target in one.targets if isinstance(target, ast.Name)}
    return found


def test_every_place_on_the_page_exists() -> None:
    page = (ROOT / "docs" / "structure.md").read_text(encoding="utf-8")
    places = [found for found in PLACE.findall(page) if not found[0].startswith("tests/")]
    assert len(places) > 40
    missing = []
    for path, names in places:
        body = ast.parse((ROOT / "workshop" / f"{path}.py").read_text(encoding="utf-8")).body
        for name in names.split("."):
            known = _names(body)
            if name not in known:
                missing.append(f"{path}.{names}")
                break
            body = known[name]
    assert not missing
