"""Reading what is called a file: never for ever, never more than was asked for."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.faults.command import limit
from workshop.files import MEGABYTE, read_file


def test_an_ordinary_file_is_read_whole_through_links_too(tmp_path: Path) -> None:
    path, link = tmp_path / "file", tmp_path / "link"
    path.write_bytes(b"\x00abc" * 1000)
    link.symlink_to(path)
    assert read_file(path) == read_file(link, 4000) == b"\x00abc" * 1000


def test_what_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(OSError, match="larger than 2 MB") as error:
        read_file(path, 2 * MEGABYTE)
    assert error.value.errno == errno.EFBIG


@pytest.mark.parametrize("kind", ["pipe", "folder", "/dev/zero", "loop"])
def test_what_is_no_file_is_told_at_once(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "file"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(path if kind == "loop" else kind)
    with limit(5), pytest.raises(OSError, match=r"(?i)directory|pipe or a device|symbolic links"):
        read_file(path)
