"""Disks that are full, refuse, or are only to be read; files that vanish.

Whatever the program writes is written while the disk fails at every place in turn: after so many
bytes of a file (a limit of the system), at the n-th call that writes, on a small disk that is full.
What was there stays as it was or becomes the new thing whole, the refusal is told as a StoreError,
and once the disk takes more the same works.
"""

from __future__ import annotations

import contextlib
import errno
import os
import resource
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from tests.conftest import ROOT
from tests.faults.command import run
from tests.faults.kills_editing import NAME, catalogue, step, trace
from tests.faults.mutations import SMALL
from tests.faults.tally import Family, Tally, chosen
from tests.unit.delivery.stage import NINE, SHOW
from tests.unit.store.test_ownhosts import ACME
from workshop.delivery.event import Jotted
from workshop.errors import StoreError
from workshop.store import ownhosts
from workshop.store.atomic import put_file
from workshop.store.claim import Owner
from workshop.store.draft import Draft
from workshop.store.outfolder import OutFolder
from workshop.store.sessions import SessionStore

Fails = AbstractContextManager[None]
ME = Owner(1, "")


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """Let the system refuse every byte of a file after the first `size`."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


@contextmanager
def call_fails(number: int) -> Iterator[None]:
    """Let the `number`-th call that writes, forces or renames fail, and all after it."""
    left = [number]

    def failing(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*given, **named)

        return call

    names = ("write", "fsync", "link", "replace", "rename", "mkdir", "open", "chmod")
    with contextlib.ExitStack() as stack:
        for name in names:
            stack.enter_context(patch.object(os, name, failing(getattr(os, name))))
        yield


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """Fill the disk of `folder` to the last byte."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(b"x" * 4096):
            pass
    try:
        yield
    finally:
        filler.unlink()


def _edited(folder: Path, fails: Fails) -> str:
    """Do two steps and save while the disk fails; every step that returned must be there."""
    path = folder / f"{NAME}.yaml"
    shutil.copy(ROOT / "itineraries" / path.name, path)
    chance = Random(3)
    draft = Draft(path, catalogue(), ME)
    try:
        draft.do(step(draft.tour, chance))
        known = trace(draft.history)
        saved = path.read_bytes()
        with fails:
            for _ in range(2):
                with contextlib.suppress(StoreError):
                    draft.do(step(draft.tour, chance))
                    known = trace(draft.history)
            with contextlib.suppress(StoreError):
                draft.save()
                saved = path.read_bytes()
        if trace(draft.history) != known:
            return "a step that was refused counts"
        if path.read_bytes() != saved and draft.file.text.encode() != path.read_bytes():
            return "the tour's file is neither the old one nor the new one"
        draft.close()
        draft = Draft(path, catalogue(), ME)
        if trace(draft.history) != known:
            return "what is on disk is not what was acknowledged"
        draft.do(step(draft.tour, chance))
        draft.save()
    finally:
        draft.close()
    return _left(folder)


def _presented(folder: Path, fails: Fails) -> str:
    """Append events while the disk fails; every one that returned must be there."""
    with SessionStore(folder / "sessions.db") as store:
        log = store.begin("module:m04", SHOW, NINE)
        kept = 1
        with fails:
            for number in range(3):
                with contextlib.suppress(StoreError):
                    log.append(Jotted(sort="note", words=str(number) * 900), NINE)
                    kept += 1
        log.append(Jotted(sort="note", words="again"), NINE)
    with SessionStore(folder / "sessions.db") as store:
        count = len(store.events(log.session))
    return "" if count == kept + 1 else f"{kept + 1} events were acknowledged, {count} are there"


def _exported(folder: Path, fails: Fails) -> str:
    """Write documents over old ones while the disk fails."""
    out = OutFolder(folder / "out")
    old, new = b"old" * 3000, b"new" * 5000
    path = out.put("paper.md", old, private=True)
    other = put_file(folder / "note.md", old)
    with fails:
        with contextlib.suppress(StoreError):
            out.put("paper.md", new, private=True)
        with contextlib.suppress(StoreError):
            put_file(other, new)
    if {path.read_bytes(), other.read_bytes()} - {old, new}:
        return "a document is half written"
    out.put("paper.md", new, private=True)
    return _left(folder) or ("" if path.read_bytes() == new else "it was not written afterwards")


def _host_kept(folder: Path, fails: Fails) -> str:
    """Write a host of one's own, new and then changed, while the disk fails."""
    hosts = folder / "hosts"
    for host in (ACME, ACME.model_copy(update={"why": "why " * 900})):
        files = sorted(hosts.glob("*.yaml"))
        before = ownhosts.read(files[0]) if files else None
        with fails, contextlib.suppress(StoreError):
            ownhosts.save(ownhosts.written(hosts, host, before), before)
        files = sorted(hosts.glob("*.yaml"))
        if files and ownhosts.parsed(ownhosts.read(files[0])) not in (ACME, host):
            return "the host's file is half written"
        if not files:
            ownhosts.save(ownhosts.written(hosts, host, None), None)
        fails = contextlib.nullcontext()
    return _left(folder)


def _left(folder: Path) -> str:
    """Say which half-written files were left behind."""
    left = [path.name for path in folder.rglob("*.tmp")]
    return f"left behind: {left}" if left else ""


WORK: dict[str, Callable[[Path, Fails], str]] = {
    "editing": _edited,
    "presenting": _presented,
    "exporting": _exported,
    "hosts": _host_kept,
}


def _limit(size: int, _folder: Path) -> Fails:
    return no_file_longer_than(size)


def _call(number: int, _folder: Path) -> Fails:
    return call_fails(number)


def _cases() -> Iterator[tuple[str, Callable[[Path, Fails], str], Callable[[Path], Fails]]]:
    for name, work in WORK.items():
        for size in (*range(0, 2000, 97), *range(2000, 160_000, 4099)):
            yield f"{name}, {size} bytes", work, partial(_limit, size)
        for number in range(40 if name != "presenting" else 0):  # SQLite writes by itself
            yield f"{name}, call {number}", work, partial(_call, number)


def failing(times: int, seed: int) -> Tally:
    """Let the disk fail at every place in turn."""
    catalogue()
    tally = Tally()
    for name, work, fails in chosen(tuple(_cases()), times, seed):
        tally.trying(name)
        with tempfile.TemporaryDirectory(prefix="workshop-faults-") as folder:
            tally.count(_said(name, work, Path(folder), fails(Path(folder))))
    return tally


def _said(name: str, work: Callable[[Path, Fails], str], folder: Path, fails: Fails) -> str:
    try:
        fault = work(folder, fails)
    except Exception as error:  # noqa: BLE001 (whatever it is, we look for it)
        fault = f"{type(error).__name__}: {error}"
    return f"{name}: {fault}" if fault else ""


@contextmanager
def mounted() -> Iterator[Path | None]:
    """Give a small disk of its own, None where that is not allowed."""
    with tempfile.TemporaryDirectory(prefix="workshop-faults-") as folder:
        words = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder]
        try:
            done = subprocess.run(words, capture_output=True, check=False)
        except OSError:
            done = None
        if done is None or done.returncode:
            yield None
            return
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], capture_output=True, check=True)


def small(times: int, seed: int) -> Tally:
    """Work on a small disk that is full, and in a workspace that can only be read."""
    catalogue()
    tally = Tally()
    for name in chosen((*WORK, *READ_ONLY), times, seed):
        tally.trying(name)
        with mounted() as disk:
            if disk is None:
                tally.skip("no disk may be mounted here")
                return tally
            if name in WORK:
                tally.count(_said(f"{name}, full", WORK[name], disk, full(disk)))
            else:
                tally.count(_said(f"{name}, read-only", READ_ONLY[name], disk, _read_only(disk)))
    return tally


@contextmanager
def _read_only(disk: Path) -> Iterator[None]:
    """Put a workspace on a disk and let nothing be written any more."""
    for part in ("content", "itineraries"):
        shutil.copytree(ROOT / part, disk / part)
    (disk / "itineraries" / "small.yaml").write_text(SMALL, "utf-8")
    for mode in ("ro", "rw"):
        words = ["mount", "-o", f"remount,{mode}", str(disk)]
        subprocess.run(words, capture_output=True, check=True)
        if mode == "ro":
            yield


def _refused(*words: str) -> Callable[[Path, Fails], str]:
    """Run a command that would write; it must say in a line that it cannot."""

    def work(disk: Path, fails: Fails) -> str:
        with fails:
            ran = run([*words, "--workspace", str(disk)], disk)
        if ran.broken or ran.code != 2:
            return ran.broken or f"exit code {ran.code}: {ran.err}"
        return "" if "read-only" in ran.err else f"it does not say why: {ran.err}"

    return work


def _looked_at(disk: Path, fails: Fails) -> str:
    """Open a tour as the app does: it can be read, and an edit is refused in words."""
    with fails:
        draft = Draft(disk / "itineraries" / f"{NAME}.yaml", catalogue(), ME)
        before = trace(draft.history)
        with contextlib.suppress(StoreError):
            draft.do(step(draft.tour, Random(3)))
            return "a step was acknowledged"
        draft.close()
    return "" if trace(draft.history) == before else "a step that was refused counts"


READ_ONLY: dict[str, Callable[[Path, Fails], str]] = {
    "plan": _refused("plan", "small", "--limit", "9", "--write"),
    "new": _refused("new", "spring"),
    "export": _refused("export", NAME, "agenda", "-o", "out"),
    "repair": _refused("repair", NAME, "--cancel", "sgp-grab", "--limit", "0.1", "--write"),
    "the app": _looked_at,
}


FAMILIES = (
    Family("disk-fails", "a disk that refuses after n bytes, or at a call", failing, 999, 5),
    Family("disk-full", "a real disk that is full, or read-only", small, 9, 0),
)
