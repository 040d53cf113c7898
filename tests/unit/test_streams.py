"""What the command line draws on a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop.cli import streams
from workshop.errors import StoreError


def test_a_line_that_is_drawn_over_never_wraps(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    streams.draw("x" * 60)
    assert capsys.readouterr().err == "\r\x1b[K" + "x" * 39
    streams.draw("")
    assert capsys.readouterr().err == "\r\x1b[K"


def test_a_name_that_no_file_can_have_is_said() -> None:
    with pytest.raises(StoreError, match=r"'a\\x00b' cannot be written: .*; choose another name"):
        streams.write_file(Path("a\0b"), "text")
