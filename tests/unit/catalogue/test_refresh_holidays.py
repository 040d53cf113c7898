"""The script that writes the holiday list: repeatable, and it touches nothing else."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]
CLOSURES = ROOT / "content" / "closures.yaml"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "refresh_holidays", ROOT / "scripts" / "refresh_holidays.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(__import__("sys").modules, "refresh_holidays", module)
        spec.loader.exec_module(module)
    return module


def test_the_shipped_list_is_what_the_package_says(script: ModuleType) -> None:
    text = CLOSURES.read_text(encoding="utf-8")
    assert script.refreshed(text) == text


def test_only_the_list_changes(script: ModuleType) -> None:
    text = f"# mine\nkept: 1\n{script.START}  - old\n{script.END}# after\n"
    new = script.refreshed(text)
    assert new.startswith(f"# mine\nkept: 1\n{script.START}  - {{country: ID, ")
    assert new.endswith(f"}}\n{script.END}# after\n")
    assert "- old" not in new
    assert script.refreshed(new) == new


def test_a_file_without_markers_is_left_alone(script: ModuleType) -> None:
    with pytest.raises(ValueError, match="no lines"):
        script.refreshed("holidays: []\n")


@pytest.mark.parametrize(
    ("name", "plain", "estimated"),
    [
        ("Eid al-Fitr (estimated)", "Eid al-Fitr", True),
        ("Eid al-Fitr (observed, estimated)", "Eid al-Fitr (observed)", True),
        ("Day of Silence", "Day of Silence (Nyepi)", False),
        ("Good Friday", "Good Friday", False),
    ],
)
def test_the_mark_is_taken_from_the_name(
    script: ModuleType, name: str, plain: str, estimated: bool
) -> None:
    assert script.plain_name(name) == (plain, estimated)
