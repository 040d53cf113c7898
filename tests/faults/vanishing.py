"""Files that vanish while they are in use, and a clock that is set back."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

from tests.faults.kills_editing import NAME, catalogue, step, trace
from tests.faults.tally import Family, Tally
from tests.faults.together import sample_tour
from tests.unit.delivery.stage import NINE, QUIZ, SHOW
from workshop.delivery.event import Asked, Jotted, Stepped
from workshop.delivery.fold import fold
from workshop.errors import InputError, StoreError
from workshop.export.report import Run, session_report
from workshop.store.claim import Owner
from workshop.store.draft import Draft
from workshop.store.paths import STATE
from workshop.store.sessions import SessionStore
from workshop.tui.services_session import SessionServices, Target

ME = Owner(1, "")


def _replaced(path: Path, make: Callable[[Path], object]) -> None:
    path.unlink()
    make(path)


GONE: dict[str, Callable[[Path], None]] = {
    "the tour's file": lambda path: path.unlink(),
    "the journal": lambda path: (path.parent / STATE / f"{NAME}.journal").unlink(),
    "the folder of the journal": lambda path: shutil.rmtree(path.parent / STATE),
    "all of it": lambda path: shutil.rmtree(path.parent),
    "a folder in its place": lambda path: _replaced(path, Path.mkdir),
    "a pipe in its place": lambda path: _replaced(path, os.mkfifo),
    "nothing in it": lambda path: _replaced(path, Path.touch),
}


def _vanished(what: str, chance: Random) -> str:
    """Take a file away from under a draft; what is acknowledged then is there all the same."""
    with tempfile.TemporaryDirectory(prefix="workshop-faults-") as outer:
        folder = Path(outer) / "tours"
        folder.mkdir()
        path = sample_tour(folder)
        text = path.read_bytes()
        draft = Draft(path, catalogue(), ME)
        for _ in range(chance.randint(1, 3)):
            draft.do(step(draft.tour, chance))
        GONE[what](path)
        known = ""
        for _ in range(2):
            with contextlib.suppress(StoreError):
                draft.do(step(draft.tour, chance))
                known = trace(draft.history)
        for look in (draft.look, draft.save):
            with contextlib.suppress(StoreError, InputError):
                look()
        draft.close()
        if not known:
            return ""
        if not path.is_file() or path.stat().st_size == 0:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text)
        again = Draft(path, catalogue(), ME)
        found = trace(again.history)
        again.close()
        return "" if found == known else "a step that was acknowledged is gone"


def _sessions_vanished(chance: Random) -> str:
    """Take the sessions away from under the presenter: an event is refused, or is there."""
    with tempfile.TemporaryDirectory(prefix="workshop-faults-") as outer:
        path = Path(outer) / "state" / "sessions.db"
        with SessionStore(path) as store:
            log = store.begin("module:m04", SHOW, NINE)
            for _ in range(chance.randint(1, 3)):
                log.append(Jotted(sort="note", words="one"), NINE)
            shutil.rmtree(path.parent) if chance.random() < 0.5 else path.unlink()
            try:
                log.append(Jotted(sort="note", words="two"), NINE)
            except StoreError:
                return ""
        with SessionStore(path) as store:
            row = store.newest(target="module:m04")
            return "" if row and store.events(row.id) else "an acknowledged event is gone"


def vanished(times: int, seed: int) -> Tally:
    """Take away files that are in use."""
    chance, tally = Random(seed), Tally()
    for number in range(times):
        what = (*GONE, "sessions")[number % (len(GONE) + 1)]
        try:
            one = _sessions_vanished(chance) if what == "sessions" else _vanished(what, chance)
        except Exception as error:  # noqa: BLE001 (whatever it is, we look for it)
            one = f"{type(error).__name__}: {error}"
        tally.count(f"{what}: {one}" if one else "")
    return tally


def _clock_set_back(chance: Random) -> str:
    """Give a lecture while the clock jumps; the session goes on, and no time runs backwards."""
    with tempfile.TemporaryDirectory(prefix="workshop-faults-") as folder:
        for name in ("content", "itineraries"):
            (Path(folder) / name).mkdir()
        services, now = SessionServices(Path(folder)), NINE
        services.begin(Target("module:m04", ref="m04"), SHOW, now)
        for number in range(20):
            now += timedelta(seconds=chance.uniform(-7200, 7200))
            opened = services.open(Target("module:m04", ref="m04"), now)
            if opened is None:
                return "the session was not gone on with"
            what = chance.choice((Stepped(slide=number % 7), Asked(question=QUIZ)))
            opened.log.append(what, now)
            state = fold(services.store.events(opened.session))
            if state.number != number + 2 or state.elapsed(now) < 0:
                return f"event {state.number}, {state.elapsed(now)} s on the clock"
            session_report((Run(state),))
        services.store.close()
    return ""


def clock(times: int, seed: int) -> Tally:
    """Set the clock back and forth."""
    chance, tally = Random(seed), Tally()
    for _ in range(times):
        tally.count(_clock_set_back(chance))
    return tally


FAMILIES = (
    Family("vanishing", "files that vanish, or become something else, in use", vanished, 80, 8),
    Family("clock", "a clock that jumps back and forth during a session", clock, 50, 1),
)
