"""What the program remembers of a workspace is on disk, private, and never in its way."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop.errors import StoreError
from workshop.store.memory import choice, choose, is_done, remember


def test_a_choice_is_kept_until_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    assert choice(folder, "theme") == ""
    choose(folder, "theme", "nord")
    choose(folder, "theme", "สีสว่าง")
    assert choice(folder, "theme") == "สีสว่าง"
    (file,) = folder.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


def test_what_is_no_line_of_text_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    (tmp_path / "theme-chosen").write_bytes(b"\xff" * 10_000)
    assert len(choice(tmp_path, "theme")) <= 200
    (tmp_path / "other-chosen").mkdir()
    assert choice(tmp_path, "other") == ""


def test_a_place_that_takes_nothing_says_so(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file in the way")
    with pytest.raises(StoreError):
        choose(tmp_path / "state", "theme", "nord")
    with pytest.raises(StoreError):
        remember(tmp_path / "state", "guide")
    assert not is_done(tmp_path / "state", "guide")
