"""What goes to which stream, whole, and what the command line draws on a terminal."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.faults.command import limit
from tests.hostile import CONTROL, EVERYTHING
from tests.unit.cli.shell import PROGRAM
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


class TestStreams:
    def run(self, *words: str, **options: object) -> subprocess.CompletedProcess[bytes]:
        environment = {**os.environ, **dict(options.pop("env", {}))}  # type: ignore[call-overload]
        return subprocess.run(
            [*PROGRAM, *words],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            check=False,
        )

    def test_a_reader_that_goes_away_is_no_error(self) -> None:
        with subprocess.Popen(
            [*PROGRAM, "schema", "city"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdout
            assert process.stderr
            process.stdout.close()
            said = process.stderr.read()
        assert said == b""
        assert process.returncode == 141

    def test_a_full_disk_is_told(self) -> None:
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [*PROGRAM, "schema", "city"], stdout=full, stderr=subprocess.PIPE, check=False
            )
        assert done.returncode == 2
        assert b"standard output" in done.stderr
        assert b"Traceback" not in done.stderr

    @pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
    def test_output_is_utf_8_whatever_the_terminal(self, encoding: str) -> None:
        done = self.run("schema", "サ", env={"PYTHONIOENCODING": encoding, "LC_ALL": "C"})
        assert done.returncode == 2
        assert "サ" in done.stderr.decode("utf-8")

    def test_works_without_standard_input(self) -> None:
        command = 'exec "$0" -m workshop schema tour <&-'
        done = subprocess.run(
            ["sh", "-c", command, sys.executable], capture_output=True, check=False
        )
        assert done.returncode == 0

    @pytest.mark.parametrize("text", CONTROL)
    def test_people_never_get_control_characters_raw(
        self, capsys: pytest.CaptureFixture[str], text: str
    ) -> None:
        streams.say(text)
        assert all(char.isprintable() for char in capsys.readouterr().err.rstrip("\n"))


class TestWriteFile:
    def test_keeps_the_mode_and_follows_links(self, tmp_path: Path) -> None:
        real, link = tmp_path / "real.md", tmp_path / "link.md"
        real.write_text("old", "utf-8")
        real.chmod(0o640)
        link.symlink_to(real)
        streams.write_file(link, "new")
        assert link.is_symlink()
        assert real.read_text("utf-8") == "new"
        assert real.stat().st_mode & 0o777 == 0o640

    def test_leaves_the_old_file_if_it_fails(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "a.md"
        path.write_text("old", "utf-8")

        def fail(_: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(StoreError, match="No space left"):
            streams.write_file(path, "new")
        assert path.read_text("utf-8") == "old"
        assert list(tmp_path.iterdir()) == [path]

    def test_a_device_is_written_to_and_stays(self) -> None:
        streams.write_file(Path(os.devnull), "x")
        assert not Path(os.devnull).is_file()

    def test_a_pipe_is_written_to_where_somebody_reads_it(self, tmp_path: Path) -> None:
        path = tmp_path / "pipe"
        os.mkfifo(path)
        with limit(5), pytest.raises(StoreError, match="cannot be written") as told:
            streams.write_file(path, "x")
        assert "read" in str(told.value.hint)
        reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        streams.write_file(path, "x" * 9)
        assert os.read(reader, 99) == b"x" * 9
        os.close(reader)

    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(StoreError, match="cannot be written"):
            streams.write_file(tmp_path / "no" / "a.md", "x")

    @given(st.text() | st.sampled_from(EVERYTHING))
    def test_gives_back_every_character(self, text: str) -> None:
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.md"
            with contextlib.suppress(UnicodeEncodeError):
                text.encode("utf-8")
                streams.write_file(path, text)
                assert path.read_bytes() == text.encode("utf-8")


def test_a_name_that_no_file_can_have_is_said() -> None:
    with pytest.raises(StoreError, match=r"'a\\x00b' cannot be written: .*; choose another name"):
        streams.write_file(Path("a\0b"), "text")
