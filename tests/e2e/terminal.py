"""A real terminal to run the program in: tmux, driven from a test."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

POLL = 0.05
"""Seconds between two looks at the screen."""
ESCAPE = "\x1b[27u"
SMALL, LARGE = (80, 24), (120, 40)
SIZES = (SMALL, LARGE) if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else (SMALL,)
"""Columns and rows that a journey is tried in: the larger ones too where time is no matter."""

_NOTE_THE_END = 'trap : INT; end=$1; shift; "$@"; echo $? > "$end.part"; mv "$end.part" "$end"'
"""A shell that runs a command and writes down its exit code, which tmux itself may miss."""


def _rows(shown: str) -> int:
    """Return how many rows there are, down to the last one with something on it."""
    return len(shown.rstrip().splitlines())


class Terminal:
    """A terminal of `width` × `height` cells in which `command` runs; use it as a context.

    It is a tmux server of its own, with nobody's settings, that ends with the context.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        width: int = 80,
        height: int = 24,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
    ) -> None:
        """Remember what to run; the context starts it."""
        self.command = tuple(command)
        self.width, self.height = width, height
        self.cwd = cwd
        self.env = dict(env or {})
        self._server = f"workshop-test-{uuid.uuid4().hex[:12]}"
        self._folder = tempfile.TemporaryDirectory(prefix="workshop-test-")
        self._ending = Path(self._folder.name) / "code"
        self._written = Path(self._folder.name) / "written"

    def __enter__(self) -> Self:
        """Start the command; its pane stays when it ends, so that its last words can be read.

        Where there is no tmux the test is skipped.
        """
        if shutil.which("tmux") is None:
            self._folder.cleanup()
            pytest.skip("there is no tmux to drive")
        environment = [f"{name}={value}" for name, value in self.env.items()]
        line = shlex.join(
            ["sh", "-c", _NOTE_THE_END, "sh", str(self._ending), "env", *environment, *self.command]
        )
        size = ["-x", str(self.width), "-y", str(self.height)]
        start = ["-c", str(self.cwd)] if self.cwd else []
        self._tmux(
            "start-server", ";",
            "set-option", "-g", "remain-on-exit", "on", ";",
            "set-option", "-g", "status", "off", ";",
            "set-option", "-s", "escape-time", "0", ";",
            "set-option", "-g", "default-terminal", "screen-256color", ";",
            "new-session", "-d", "-s", "main", *size, *start, line, ";",
            "pipe-pane", "-t", "main", f"cat > {shlex.quote(str(self._written))}",
        )  # fmt: skip
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the server and all that runs in it."""
        subprocess.run(
            ["tmux", "-L", self._server, "kill-server"],
            capture_output=True,
            timeout=10,
            check=False,
        )
        self._socket().unlink(missing_ok=True)
        self._folder.cleanup()

    def _socket(self) -> Path:
        folder = Path(os.environ.get("TMUX_TMPDIR", "/tmp"))  # noqa: S108 (where tmux puts it)
        return folder / f"tmux-{os.getuid()}" / self._server

    def press(self, *keys: str) -> None:
        """Send keys by tmux's names: `Enter`, `Escape`, `F1`, `C-q`, `PageDown`, or a character.

        Escape goes as terminals with the kitty protocol send it: its old code, one byte, together
        with a key right after it is another key.
        """
        for escapes, some in groupby(keys, lambda key: key == "Escape"):
            if escapes:
                self.type(ESCAPE * len(list(some)))
            else:
                self._tmux("send-keys", "-t", "main", *some)

    def type(self, text: str) -> None:
        """Send `text` as it is."""
        self._tmux("send-keys", "-t", "main", "-l", text)

    def screen(self) -> str:
        """Return what the terminal shows, one line a row, without trailing blanks."""
        return self._tmux("capture-pane", "-p", "-t", "main")

    def wait_for(self, *texts: str, seconds: float = 60.0) -> str:
        """Return the screen once it shows all of `texts`; AssertionError if it never does."""
        return self.wait_until(lambda shown: all(text in shown for text in texts), texts, seconds)

    def wait_gone(self, text: str, seconds: float = 60.0) -> str:
        """Return the screen, painted down to its last row, once it no longer shows `text`.

        A screen that is half painted shows little, and what was asked for may still be there.
        """
        return self.wait_until(
            lambda shown: text not in shown and _rows(shown) == self.height, f"no {text}", seconds
        )

    def wait_until(self, good: Callable[[str], bool], wanted: object, seconds: float = 60.0) -> str:
        """Return the first screen that is `good`; AssertionError with the last one otherwise."""
        limit = time.monotonic() + seconds
        ended = False
        while not good(shown := self.screen()):
            if ended or time.monotonic() > limit:
                state = f"ended with {self.exit_code()}" if ended else f"after {seconds} s"
                raise AssertionError(f"never saw {wanted!r} ({state}):\n{shown}")
            time.sleep(POLL)
            ended = self.exit_code() is not None
        return shown

    def wait_end(self, seconds: float = 60.0) -> int:
        """Return the command's exit code once it has ended."""
        self.wait_until(lambda _: self.exit_code() is not None, "the end", seconds)
        code = self.exit_code()
        assert code is not None
        return code

    def exit_code(self) -> int | None:
        """Return the command's exit code (128 + n if signal n ended it), or None while it runs."""
        try:
            return int(self._ending.read_text("utf-8"))
        except FileNotFoundError:
            return None

    def kill(self) -> None:
        """End the command as a power cut would, with `kill -9`."""
        shell = self._tmux("display-message", "-p", "-t", "main", "#{pane_pid}").strip()
        children = Path(f"/proc/{shell}/task/{shell}/children").read_text("utf-8").split()
        assert children, "there is nothing to kill"
        for child in children:
            os.kill(int(child), signal.SIGKILL)

    def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        self._tmux("resize-window", "-t", "main", "-x", str(width), "-y", str(height))
        self.width, self.height = width, height

    def both_sizes(self, *texts: str, large: tuple[str, ...] = ()) -> None:
        """See `texts` in the middle of a journey at the other size too, and come back.

        A screen counts once the program has painted it anew, down to its last row; `large` is
        what only the larger one has room for.
        """
        here = self.width, self.height
        for size in (SMALL if here == LARGE else LARGE, here):
            written = self._written.stat().st_size
            self.resize(*size)
            wanted = (*texts, *(large if size == LARGE else ()))
            self.wait_until(
                lambda shown, size=size, wanted=wanted, written=written: (  # type: ignore[misc]
                    _rows(shown) == size[1]
                    and self._written.stat().st_size > written
                    and all(text in shown for text in wanted)
                ),
                f"{wanted} on {size}",
            )

    def _tmux(self, *words: str) -> str:
        command = ["tmux", "-L", self._server, "-f", os.devnull, "-u", *words]
        environment = {**os.environ, "TERM": "xterm-256color"}
        environment.pop("TMUX", None)
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=20, env=environment, check=False
        )
        assert done.returncode == 0, f"tmux {words[0]}: {done.stderr}"
        return done.stdout
