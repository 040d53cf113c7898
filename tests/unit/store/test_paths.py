"""Where the workspace is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop.errors import UsageError
from workshop.store.paths import find_workspace, shipped, shown


def make(folder: Path) -> Path:
    (folder / "content").mkdir(parents=True)
    (folder / "itineraries").mkdir()
    return folder


def test_the_folder_that_is_named_comes_first(tmp_path: Path) -> None:
    mine, other = make(tmp_path / "mine"), make(tmp_path / "other")

    assert find_workspace(mine, start=other, environ={"WORKSHOP_HOME": str(other)}) == mine


def test_then_the_variable_then_the_folder_around_us(tmp_path: Path) -> None:
    mine, other = make(tmp_path / "mine"), make(tmp_path / "other")
    inner = mine / "content" / "cities"
    inner.mkdir()

    assert find_workspace(start=inner, environ={"WORKSHOP_HOME": str(other)}) == other
    assert find_workspace(start=inner, environ={}) == mine


def test_and_at_last_what_came_with_the_program(tmp_path: Path) -> None:
    assert find_workspace(start=tmp_path, environ={}) == shipped()
    assert (shipped() / "content" / "closures.yaml").is_file()


@pytest.mark.parametrize("name", ["nowhere", "nul\0", "x" * 300])
def test_a_named_folder_that_is_no_workspace_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"has no content/ and itineraries/.*workshop init DIR"):
        find_workspace(tmp_path / name, environ={})
    with pytest.raises(UsageError, match="from WORKSHOP_HOME"):
        find_workspace(start=tmp_path, environ={"WORKSHOP_HOME": str(tmp_path)})


def test_a_current_folder_that_was_removed_is_no_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()

    assert find_workspace(environ={}) == shipped()
    assert shown(tmp_path / "a.yaml") == str(tmp_path / "a.yaml")


def test_messages_name_files_from_where_we_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert shown(tmp_path / "itineraries" / "a.yaml") == "itineraries/a.yaml"
    assert shown(tmp_path.parent / "a.yaml") == str(tmp_path.parent / "a.yaml")
    assert shown(Path("b.yaml")) == "b.yaml"
