"""A file is the old one or the new one, never something between."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from workshop.errors import StoreError
from workshop.store.atomic import create_file, make_folder, read_bytes, replace_file
from workshop.store.claim import Claim, Owner
from workshop.store.presence import Presence
from workshop.store.sessions import SessionStore

OLD, NEW = b"old \r\n text", b"new text"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "tour.yaml"
    path.write_bytes(OLD)
    return path


def test_the_new_text_takes_the_place_of_the_old(file: Path) -> None:
    replace_file(file, NEW, seen=OLD)

    assert file.read_bytes() == NEW
    assert list(file.parent.iterdir()) == [file]


def test_the_mode_of_the_file_stays(file: Path) -> None:
    file.chmod(0o640)

    replace_file(file, NEW, seen=OLD)

    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_link_stays_a_link_and_what_it_points_to_changes(file: Path) -> None:
    link = file.with_name("link.yaml")
    link.symlink_to(file.name)

    replace_file(link, NEW, seen=OLD)

    assert link.is_symlink()
    assert file.read_bytes() == NEW


def test_a_file_changed_meanwhile_is_not_touched(file: Path) -> None:
    file.write_bytes(b"somebody else's work")

    with pytest.raises(StoreError, match=r"changed by someone else.*open it again"):
        replace_file(file, NEW, seen=OLD)

    assert file.read_bytes() == b"somebody else's work"
    assert list(file.parent.iterdir()) == [file]


def test_a_file_changed_while_the_new_one_is_written_is_not_touched(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fsync(handle: int) -> None:
        file.write_bytes(b"somebody else's work")

    monkeypatch.setattr(os, "fsync", fsync)

    with pytest.raises(StoreError, match="changed by someone else"):
        replace_file(file, NEW, seen=OLD)

    assert file.read_bytes() == b"somebody else's work"


@pytest.mark.parametrize("step", ["fsync", "replace", "fdopen", "write"])
@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "No space"), KeyboardInterrupt()])
def test_a_failure_at_any_step_leaves_the_old_text(
    file: Path, monkeypatch: pytest.MonkeyPatch, step: str, failure: BaseException
) -> None:
    if step == "write":
        inner = os.fdopen

        class Full:
            def __init__(self, handle: int, mode: str) -> None:
                self.file = inner(handle, mode)

            def __enter__(self) -> Full:
                return self

            def __exit__(self, *_: object) -> None:
                self.file.close()

            def write(self, data: bytes) -> None:
                self.file.write(data[:3])
                raise failure

        monkeypatch.setattr(os, "fdopen", Full)
    else:

        def fail(*_: object, **__: object) -> None:
            raise failure

        monkeypatch.setattr(os, step, fail)
        if step == "replace":
            monkeypatch.setattr(Path, "replace", fail)

    expected = StoreError if isinstance(failure, OSError) else KeyboardInterrupt
    with pytest.raises(expected) as caught:
        replace_file(file, NEW, seen=OLD)

    assert file.read_bytes() == OLD
    assert list(file.parent.iterdir()) == [file]
    if isinstance(caught.value, StoreError):
        assert "the disk is full; make room and try again" in str(caught.value)


KILLED = """
import os, signal, sys
from pathlib import Path
from workshop.store import atomic
Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
atomic.replace_file(Path(sys.argv[1]), b"new text", seen=Path(sys.argv[1]).read_bytes())
"""


def test_a_kill_before_the_last_step_leaves_the_old_text(file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(file)], check=False, env=_with_package()
    )

    assert done.returncode == -9
    assert file.read_bytes() == OLD
    assert [path.name for path in file.parent.glob("*.yaml")] == [file.name]


def _with_package() -> dict[str, str]:
    root = Path(__file__).resolve().parents[3]
    return {**os.environ, "PYTHONPATH": str(root)}


def test_a_file_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="it is not there; check the path"):
        replace_file(tmp_path / "gone.yaml", NEW, seen=OLD)


def test_a_read_only_folder_is_said_and_the_file_stays() -> None:
    with tempfile.TemporaryDirectory() as folder:  # not below pytest's, which only its owner enters
        path = Path(folder, "tour.yaml")
        path.write_bytes(OLD)
        path.chmod(0o644)
        Path(folder).chmod(0o555)
        with nobody(), pytest.raises(StoreError, match=r"no permission; .*workshop init"):
            replace_file(path, NEW, seen=OLD)
        Path(folder).chmod(0o755)

        assert path.read_bytes() == OLD


@contextmanager
def nobody() -> Iterator[None]:
    """Be somebody without rights for a while: root may write anywhere."""
    me = os.geteuid()
    if me == 0:
        try:
            os.seteuid(65534)
        except OSError:  # as in a namespace that knows one user only
            pytest.skip("root may write anywhere, and there is nobody else")
    try:
        yield
    finally:
        os.seteuid(me)


def test_the_name_of_a_new_folder_is_forced_to_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: forced.append(os.fstat(handle).st_ino))

    make_folder(tmp_path / "one" / "two", private=True)
    make_folder(tmp_path / "one" / "two", private=True)

    assert sorted(forced) == sorted([tmp_path.stat().st_ino, (tmp_path / "one").stat().st_ino])


def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    create_file(tmp_path / "new.yaml", NEW)

    assert (tmp_path / "new.yaml").read_bytes() == NEW
    assert stat.S_IMODE((tmp_path / "new.yaml").stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [tmp_path / "new.yaml"]


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_never_replaces_one(
    file: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:

        def link(*_: object) -> None:
            raise OSError(errno.EPERM, "no links here")

        monkeypatch.setattr(os, "link", link)
        create_file(file.with_name("other.yaml"), NEW)
        assert file.with_name("other.yaml").read_bytes() == NEW

    with pytest.raises(StoreError, match="already there; choose another name"):
        create_file(file, NEW)

    assert file.read_bytes() == OLD
    assert not list(file.parent.glob(".*.tmp"))


@pytest.mark.parametrize("name", ["no/such/folder.yaml", "nul\0.yaml", "x" * 300, "tour.yaml/x"])
def test_a_path_that_cannot_be_is_said(file: Path, name: str) -> None:
    with pytest.raises(StoreError):
        create_file(file.parent / name, NEW)
    with pytest.raises(StoreError):
        read_bytes(file.parent / name)


def test_a_folder_that_cannot_be_made_is_said(file: Path) -> None:
    with pytest.raises(StoreError):
        make_folder(file)
    with pytest.raises(StoreError):
        make_folder(file / "below")


@pytest.mark.parametrize("kind", ["link", "dangling link", "pipe"])
def test_what_the_program_keeps_is_never_a_link_that_leads_elsewhere(
    tmp_path: Path, kind: str
) -> None:
    path, target = tmp_path / "kept.lock", tmp_path / "elsewhere"
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(target)
    if kind == "link":
        target.write_bytes(b"precious")
    with pytest.raises(StoreError, match=r"it is a link|it is a pipe"):
        Claim.take(path, Owner(1, ""))
    with pytest.raises(OSError, match=r"symbolic links|pipe"):
        Presence(path)
    with pytest.raises(StoreError, match=r"symbolic links|pipe"):
        SessionStore(path)
    assert target.exists() == (kind == "link")
    assert kind != "link" or target.read_bytes() == b"precious"
