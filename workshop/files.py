"""Reading what is called a file and may be anything: a pipe, a device, something huge."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

MEGABYTE = 1024 * 1024


def read_file(path: Path, most: int | None = None) -> bytes:
    """Return the bytes of the ordinary file at `path`, of `most` bytes at most.

    Links are followed. Raises OSError at once where it is a folder, a pipe or a device, which might
    never end or never answer (EINVAL), where it is larger (EFBIG), and where it cannot be read;
    ValueError where no file can have that name.
    """
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(handle, "rb") as file:  # noqa: PTH123 (a handle)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "it is a pipe or a device, no file", str(path))
        data = file.read() if most is None else file.read(most + 1)
    if most is not None and len(data) > most:
        raise OSError(errno.EFBIG, f"it is larger than {most // MEGABYTE} MB", str(path))
    return data
