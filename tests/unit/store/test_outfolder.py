"""The folder that documents go to: nothing leaves it, nothing is half written."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from workshop.errors import StoreError
from workshop.store.outfolder import OutFolder


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_files_are_written_and_written_over(tmp_path: Path) -> None:
    folder = OutFolder(tmp_path / "a" / "b")
    path = folder.put("x.md", b"one", private=False)
    assert folder.put("x.md", b"two", private=False) == path
    assert path.read_bytes() == b"two"
    assert folder.read("x.md") == "two"
    assert folder.read("y.md") is None
    assert [one.name for one in path.parent.iterdir()] == ["x.md"]


def test_what_names_people_is_for_its_owner_alone(tmp_path: Path) -> None:
    folder = OutFolder(tmp_path)
    mask = os.umask(0o022)
    try:
        assert mode(folder.put("open.md", b"", private=False)) == 0o644
        assert mode(folder.put("own.md", b"", private=True)) == 0o600
        (tmp_path / "was-open.md").write_text("")
        assert mode(folder.put("was-open.md", b"", private=True)) == 0o600
    finally:
        os.umask(mask)


@pytest.mark.parametrize("name", ["", ".", "..", "../x", "/etc/x", "a/b", "a\\b", "x\0y"])
def test_no_name_leads_out_of_the_folder(name: str, tmp_path: Path) -> None:
    folder = OutFolder(tmp_path / "in")
    with pytest.raises(StoreError):
        folder.put(name, b"x", private=False)
    assert [one.name for one in tmp_path.iterdir()] == ["in"]


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("mine")
    folder = OutFolder(tmp_path / "in")
    (folder.path / "x.md").symlink_to(outside)
    path = folder.put("x.md", b"new", private=False)
    assert outside.read_text() == "mine"
    assert not path.is_symlink()
    assert path.read_text() == "new"


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.md").mkdir()
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"x\.md"):
        OutFolder(tmp_path).put("x.md", b"", private=False)
    with pytest.raises(StoreError):
        OutFolder(tmp_path / "file")
