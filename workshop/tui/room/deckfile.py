"""The file behind the slides: opened in the editor at the right line, and watched for changes."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

if TYPE_CHECKING:
    from textual.app import App

LOOK = 1.0
"""Seconds between two looks at the file."""
USUAL = ("nano", "vim", "vi")
"""Editors tried where none is chosen."""
_BY_COLON = frozenset({"hx", "helix", "subl", "zed"})
_BY_GOTO = frozenset({"code", "codium", "cursor"})


def editor_command(environ: Mapping[str, str], path: str, line: int) -> Sequence[str]:
    """Return the command that opens `path` at `line` in the person's editor; empty without one.

    `VISUAL` comes before `EDITOR`; both may hold options.
    """
    chosen = environ.get("VISUAL") or environ.get("EDITOR") or ""
    try:
        words = shlex.split(chosen)
    except ValueError:  # a quote that nobody closed: take it as one name
        words = [chosen]
    if not words:
        found = next(filter(None, (shutil.which(name) for name in USUAL)), None)
        if found is None:
            return ()
        words = [found]
    name = Path(words[0]).stem
    if name in _BY_COLON:
        return (*words, f"{path}:{line}")
    if name in _BY_GOTO:
        return (*words, "--wait", "--goto", f"{path}:{line}")
    return (*words, f"+{line}", path)


def edit(app: App[object], path: str, line: int) -> str:
    """Leave the screen to the editor until it is closed; return what went wrong, else nothing."""
    command = editor_command(os.environ, str(Path(path).absolute()), line)
    if not command:
        return "there is no editor; set EDITOR to the name of one"
    try:
        with app.suspend():
            subprocess.run(command, check=False)  # noqa: S603 (the person's own editor)
    except SuspendNotSupported:
        return "this terminal cannot be left to an editor"
    except OSError as error:
        return f"{command[0]}: {error.strerror}"
    return ""


class Watched:
    """Tells once for each change of a file that it has changed."""

    def __init__(self, path: str) -> None:
        """Begin with the file as it is now."""
        self._path = Path(path)
        self._seen = self._stamp()

    def changed(self) -> bool:
        """Return whether the file is another one than at the last look, and is there."""
        stamp = self._stamp()
        before, self._seen = self._seen, stamp
        return stamp is not None and stamp != before

    def _stamp(self) -> tuple[int, int, int] | None:
        try:
            found = self._path.stat()
        except (OSError, ValueError):
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino
