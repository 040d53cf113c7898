"""Standard output for data, standard error for everything else, and files written whole."""

from __future__ import annotations

import errno
import io
import os
import re
import shutil
import sys
from typing import TYPE_CHECKING

from workshop.errors import StoreError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_CONTROL_OR_SPACE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_GAP = "  "


def prepare() -> None:
    """Make both streams take any text: UTF-8, and what cannot be encoded as a backslash escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def flush() -> None:
    """Write out what is still held back; raises StoreError if standard output takes no more."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritable("standard output", error) from error


def abandon() -> None:
    """Send what is still held back nowhere, so that the interpreter's last flush is quiet."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def has_terminal() -> bool:
    """Tell whether a person sits at a terminal that a full-screen program can use."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return (
        all(stream is not None and stream.isatty() for stream in streams)
        and os.environ.get("TERM", "dumb") != "dumb"
    )


def shows_progress() -> bool:
    """Tell whether standard error is a terminal, where a line may be drawn over."""
    return sys.stderr is not None and sys.stderr.isatty()


def emit(text: str) -> None:
    """Write data to standard output; a terminal gets control characters as visible escapes.

    Raises StoreError if standard output is closed or full.
    """
    if sys.stdout is None:
        raise StoreError("standard output is closed", "send it somewhere or use -o FILE")
    if sys.stdout.isatty():
        text = _CONTROL.sub(_visible, text)
    try:
        sys.stdout.write(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritable("standard output", error) from error


def emit_bytes(data: bytes) -> None:
    """Write `data` to standard output as it is; UsageError if that is a terminal."""
    if sys.stdout is None:
        raise StoreError("standard output is closed", "send it somewhere or use -o DIR")
    if sys.stdout.isatty():
        raise UsageError("this is no text for a terminal", "add -o DIR, or send it to a file")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritable("standard output", error) from error


def emit_json(data: object) -> None:
    """Write `data` to standard output as JSON; raises StoreError as `emit` does."""
    import json

    emit(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def say(*lines: str) -> None:
    """Write lines for a person to standard error, with control characters made visible."""
    if sys.stderr is None:
        return
    for line in lines:
        sys.stderr.write(_CONTROL_OR_SPACE.sub(_visible, line) + "\n")
    sys.stderr.flush()


def draw(line: str) -> None:
    """Draw `line` over the last line of a terminal on standard error; an empty one clears it.

    What does not fit the width is left out: a line that wraps cannot be drawn over.
    """
    width = shutil.get_terminal_size().columns - 1
    shown = _CONTROL_OR_SPACE.sub(_visible, line)[: max(0, width)]
    sys.stderr.write("\r\x1b[K" + shown)
    sys.stderr.flush()


def deliver(text: str, target: str | None) -> None:
    """Write data to the file `target`, or to standard output where it is None or `-`."""
    if target is None or target == "-":
        emit(text)
    else:
        from pathlib import Path

        write_file(Path(target), text)


def write_file(path: Path, text: str) -> None:
    """Write `path` whole or not at all: a reader or a crash never sees half of it.

    Links are followed; a device, or a pipe that somebody reads, is written to directly. Raises
    StoreError.
    """
    try:
        path = path.resolve()
        if path.exists() and not path.is_file():
            _write_directly(path, text)
        else:
            _replace(path, text)
    except OSError as error:
        raise _unwritable(str(path), error) from error
    except (RuntimeError, ValueError) as error:  # links in a circle, a NUL in the name
        what = f"{str(path)!r} cannot be written: {error}"
        raise StoreError(what, "choose another name") from error


def _write_directly(path: Path, text: str) -> None:
    """Write to what is no file, without waiting for somebody to open its other end."""
    handle = os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    os.set_blocking(handle, True)
    with open(handle, "w", encoding="utf-8", errors="backslashreplace") as direct:  # noqa: PTH123 (a handle)
        direct.write(text)


def _replace(path: Path, text: str) -> None:
    import tempfile

    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:80]}.", suffix=".part", dir=path.parent)
    part = path.with_name(name.rpartition(os.sep)[2])
    try:
        with open(handle, "w", encoding="utf-8", errors="backslashreplace") as out:  # noqa: PTH123 (a handle)
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        part.chmod(mode)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lay `rows` out under `heads` in columns as wide as their widest cell, nothing cut.

    Widths are terminal cells, so that CJK, Thai and emoji line up.
    """
    from wcwidth import wcswidth

    cells = [tuple(_CONTROL_OR_SPACE.sub(_visible, cell) for cell in row) for row in (heads, *rows)]
    widths = [max(max(0, wcswidth(row[n])) for row in cells) for n in range(len(heads))]
    lines = []
    for row in cells:
        padded = [
            cell + " " * (width - max(0, wcswidth(cell)))
            for cell, width in zip(row, widths, strict=True)
        ]
        lines.append(_GAP.join(padded).rstrip())
    return "".join(line + "\n" for line in lines)


def _visible(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode("ascii")


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _unwritable(what: str, error: OSError) -> StoreError:
    hint = "check that the folder exists, is yours and has room"
    if error.errno == errno.ENXIO:
        hint = "nobody reads this pipe: begin to read it first"
    return StoreError(f"{what}: cannot be written: {error.strerror or error}", hint)
