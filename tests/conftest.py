"""What every test stands on: a quiet environment, and the real content to work on."""

from __future__ import annotations

import gc
import locale
import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from workshop.model.catalogue import Catalogue
    from workshop.store.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent


def _quiet_environment() -> None:
    """Drop what changes how things look from one desk to the next; before anything reads it."""
    for name in list(os.environ):
        if name.startswith("TEXTUAL") or name in {
            "NO_COLOR",
            "FORCE_COLOR",
            "CLICOLOR",
            "CLICOLOR_FORCE",
            "COLORTERM",
            "COLUMNS",
            "LINES",
            "WORKSHOP_HOME",
            "WORKSHOP_DEBUG",
            "PYTHONDONTWRITEBYTECODE",  # each start of the program would compile all of it again
        }:
            del os.environ[name]
    sys.dont_write_bytecode = False
    os.environ.update(
        TEXTUAL_ANIMATIONS="none",
        TEXTUAL_FPS="1000",  # a repaint comes at once, not within a sixtieth of a second
        LC_ALL="C.UTF-8",
        LANG="C.UTF-8",
        TZ="UTC",
        TERM="xterm-256color",
    )
    time.tzset()
    locale.setlocale(locale.LC_ALL, "C.UTF-8")


_quiet_environment()

# The same examples at every run, so that a red suite means a change; `thorough` draws new ones.
settings.register_profile("default", deadline=None, max_examples=25, derandomize=True)
settings.register_profile(
    "thorough",
    deadline=None,
    derandomize=False,
    max_examples=500,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Let a worker keep the tests of a file: what they share is then made once, not in each."""
    from xdist.scheduler import WorkStealingScheduling  # type: ignore[import-untyped]

    return WorkStealingScheduling(config, log)


def pytest_collection_finish() -> None:
    """Let the collector of cycles look seldom, and at what is new: it took a seventh of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


def pytest_make_parametrize_id(val: object) -> str | None:
    """Keep the names of tests on one short line, whatever strings they are about."""
    if isinstance(val, str) and (len(val) > 60 or not val.isprintable()):
        return f"{ascii(val)[:50]}…{len(val)}"
    return None


@pytest.fixture(autouse=True, scope="session")
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep settings and caches of the program, and of tools it starts, out of the user's home."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
        yield


@pytest.fixture(autouse=True)
def _no_blinking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold text cursors still, so that a screen looks the same whenever it is drawn."""
    if "textual" in sys.modules:
        from textual.widgets import Input, TextArea

        monkeypatch.setattr(Input, "_toggle_cursor", lambda _: None)
        monkeypatch.setattr(TextArea, "_toggle_cursor_blink_visible", lambda _: None)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """Return the real content, read once; it is frozen."""
    from workshop.store.workspace import Workspace

    return Workspace(ROOT).catalogue()


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return a workspace of the test's own: a copy of the real content and sample tours.

    It has been opened before, so that no guide stands before what a test is about.
    """
    from workshop.store.workspace import Workspace

    root = tmp_path / "workspace"
    for part in ("content", "itineraries"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns(".workshop"))
    (root / ".workshop").mkdir()
    (root / ".workshop" / "guide-seen").touch()
    return Workspace(root)
