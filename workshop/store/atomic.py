"""Files that are either the old text or the new one, whatever happens in between.

The new text goes to a temporary file beside the old one, is forced to the disk and then takes the
old one's name in one step. A kill leaves at most a hidden `.NAME.….tmp` behind.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workshop.errors import StoreError
from workshop.files import read_file

PRIVATE = 0o600
"""Mode of a new file that may hold personal data: its owner only."""

_REASONS = {
    errno.ENOSPC: ("the disk is full", "make room and try again"),
    errno.EDQUOT: ("your disk quota is used up", "make room and try again"),
    errno.EROFS: ("it is on a read-only disk", "`workshop init DIR` makes a folder of your own"),
    errno.EACCES: ("no permission", "change its rights, or use `workshop init DIR`"),
    errno.EPERM: ("no permission", "change its rights, or use `workshop init DIR`"),
    errno.ENOENT: ("it is not there", "check the path"),
    errno.ENOTDIR: ("a part of its path is not a folder", "check the path"),
    errno.EEXIST: ("a file of that name is there", "choose another name"),
    errno.EISDIR: ("it is a folder", "name a file in it"),
    errno.ELOOP: ("it is a link", "take the link away"),
    errno.ENAMETOOLONG: ("its name is too long", "use a shorter one"),
}


def read_bytes(path: Path) -> bytes:
    """Return the bytes of the file at `path`; StoreError if it cannot be read."""
    with told("read", path):
        return read_file(path)


def replace_file(path: Path, data: bytes, *, seen: bytes) -> None:
    """Put `data` in place of `seen` at `path`, keeping the file's mode, owner and links to it.

    StoreError, with the file untouched, if it no longer holds `seen` or the disk does not take
    the new bytes.
    """
    with told("write", path):
        path = path.resolve()
        before = path.stat()
        _unchanged(path, seen)
        with _temporary(path, data) as temporary:
            _keep_owner(temporary, before)
            temporary.chmod(stat.S_IMODE(before.st_mode))
            _unchanged(path, seen)
            temporary.replace(path)
        _sync_folder(path.parent)


def create_file(path: Path, data: bytes, *, mode: int = PRIVATE) -> None:
    """Write a new file with `mode`; StoreError if `path` exists or the disk does not take it."""
    with told("write", path), _temporary(path, data) as temporary:
        temporary.chmod(mode)
        try:
            os.link(temporary, path)  # unlike a rename, this cannot hit a file made meanwhile
        except FileExistsError:
            raise StoreError(f"{path} is already there", "choose another name") from None
        except OSError:  # a file system without links
            if path.exists():
                raise StoreError(f"{path} is already there", "choose another name") from None
            temporary.replace(path)
        _sync_folder(path.parent)


def open_kept(path: Path, flags: int = os.O_RDWR | os.O_CREAT) -> int:
    """Open a file that the program alone keeps, its owner's only if new, and return its handle.

    What stands there instead of an ordinary file (a link that leads elsewhere, a pipe) is not
    touched: OSError, as where it cannot be opened.
    """
    handle = os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK, PRIVATE)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "it is a pipe or a device, no file", str(path))
    return handle


def write_beside(path: Path, data: bytes, mode: int) -> None:
    """Write `data` with `mode` to `path`, over whatever has that name; OSError if it cannot be."""
    with _temporary(path, data) as temporary:
        temporary.chmod(mode)
        temporary.replace(path)
    _sync_folder(path.parent)


def put_file(path: Path, data: bytes) -> Path:
    """Write a paper of the organiser's: a new file, its owner's only, or in place of one."""
    path = path.expanduser()
    if path.is_file():
        replace_file(path, data, seen=read_bytes(path))
    else:
        make_folder(path.parent)
        create_file(path, data)
    return path


def make_folder(path: Path, *, private: bool = False) -> None:
    """Make the folder `path` and those above it; StoreError if that cannot be done.

    A private one, if new, can be looked into by its owner only. Its name survives a power cut.
    """
    with told("make the folder", path):
        new = [one for one in (path, *path.parents) if not one.exists()]
        path.mkdir(0o700 if private else 0o777, parents=True, exist_ok=True)
        for one in new:
            _sync_folder(one.parent)


@contextmanager
def _temporary(path: Path, data: bytes) -> Iterator[Path]:
    """Give a file beside `path` that holds `data`, on the disk; gone when the block ends."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _unchanged(path: Path, seen: bytes) -> None:
    if read_file(path) != seen:
        raise StoreError(
            f"{path} was changed by someone else since it was read; nothing was written",
            "open it again and repeat the change",
        )


def _keep_owner(temporary: Path, before: os.stat_result) -> None:
    made = temporary.stat()
    if (made.st_uid, made.st_gid) != (before.st_uid, before.st_gid):
        with contextlib.suppress(OSError):
            os.chown(temporary, before.st_uid, before.st_gid)


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut, where the system lets a folder be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def told(doing: str, path: Path) -> Iterator[None]:
    """Turn an OSError into a StoreError that says what to do."""
    try:
        yield
    except OSError as error:
        reason, hint = _REASONS.get(
            error.errno or 0, (error.strerror or str(error), "check the disk and the path")
        )
        raise StoreError(f"cannot {doing} {path}: {reason}", hint) from error
    except (ValueError, RuntimeError) as error:  # a NUL in the path, links in a circle
        raise StoreError(f"cannot {doing} {str(path)!r}: {error}", "check the path") from error
