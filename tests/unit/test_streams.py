"""What the command line draws on a terminal."""

from __future__ import annotations

import pytest

from workshop.cli import streams


def test_a_line_that_is_drawn_over_never_wraps(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    streams.draw("x" * 60)
    assert capsys.readouterr().err == "\r\x1b[K" + "x" * 39
    streams.draw("")
    assert capsys.readouterr().err == "\r\x1b[K"
