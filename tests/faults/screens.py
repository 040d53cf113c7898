"""Every screen with hostile text in every field, at any size, resized while keys are pressed.

The texts are put in by walking the values, the keys are those that the screens themselves offer.
Nothing may crash, no control character may reach the terminal, and a window that is too small must
say so. Above the least size the numbers of the header must be whole.
"""

from __future__ import annotations

import asyncio
import os
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from textual import events
from textual.app import App
from textual.pilot import WaitForScreenTimeout

from tests.faults.mutations import TOUR, scratch
from tests.faults.tally import Family, Tally
from tests.hostile import EVERYTHING
from tests.tui.screen_text import screen_text
from tests.unit.export.marks import marked
from workshop.errors import UsageError
from workshop.model.agenda import Agenda
from workshop.planner.repair import Repair
from workshop.planner.why import Why
from workshop.store.tours import tour_text
from workshop.store.workspace import Workspace
from workshop.tui import words
from workshop.tui.app import WorkshopApp
from workshop.tui.board.screen import BoardScreen
from workshop.tui.room.launch import How, RoomApp, find, watch
from workshop.tui.services import LocalServices
from workshop.tui.services_session import SessionServices
from workshop.tui.variants import Compared
from workshop.tui.widgets.too_small import LEAST

ROUND = 40
"""Keys, pastes and changes of size that one app goes through."""
NEVER = frozenset({"ctrl+q", "ctrl+c", "ctrl+z"})
_STEERING = frozenset(chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))) - {"\n"}
_TOLD = ("too small", "Needed")


class QuickServices(LocalServices):
    """A core whose searches are over at once, so that it is the screens that are tried."""

    def plan(self, tour: Any, **_: Any) -> Agenda:
        agenda: Agenda = tour.tour.agenda
        return agenda

    def compare(self, *_: Any, **__: Any) -> tuple[Compared, ...]:
        return ()

    def repair(self, *_: Any, **__: Any) -> tuple[Repair, ...]:
        return ()

    def why(self, *_: Any, **__: Any) -> Why:
        raise UsageError("[/nobody] knows more about this")


def _say(chance: Random) -> Callable[[str, str, str], str]:
    texts = [one for one in EVERYTHING if one.strip()]
    chance.shuffle(texts)
    following = cycle(texts)
    return lambda *_: next(following)


def _hostile(root: Path, chance: Random) -> Workspace:
    """Put hostile text into every field of the tour, the catalogue and a deck."""
    workspace = Workspace(root)
    catalogue = workspace.catalogue()
    tour = workspace.tour(TOUR).tour
    text = tour_text(marked(tour, "", _say(chance)))
    (root / "itineraries" / "hostile.yaml").write_text(text, "utf-8")
    workspace.__dict__["_catalogue"] = marked(catalogue, "", _say(chance))
    slides = (f"# {one}\n\n{one}\n\n- {one}\n\n| a |\n|---|\n| {one} |" for one in EVERYTHING[::3])
    (root / "hostile.md").write_text("\n\n---\n\n".join(slides), "utf-8")
    (root / ".workshop").mkdir(exist_ok=True)
    return workspace


def _apps(root: Path, workspace: Workspace) -> dict[str, Callable[[], App[Any]]]:
    services, sessions = QuickServices(workspace), SessionServices(root)

    def room(target: str, how: How) -> App[Any]:
        what = find(target, services, sessions, how)
        return RoomApp(
            services, sessions, watch(what, services, sessions, how) if how.room else what
        )

    return {
        "home": lambda: WorkshopApp(None, None, services=services),
        "board": lambda: WorkshopApp(None, "hostile", services=services),
        "lecture": lambda: room(str(root / "hostile.md"), How()),
        "room": lambda: room(str(root / "hostile.md"), How(room=True)),
        "module": lambda: room("m04", How(rehearse=True)),
        "day": lambda: room("hostile", How()),
    }


def _size(chance: Random) -> tuple[int, int]:
    usual = [(20, 5), (59, 19), (60, 20), (80, 24), (120, 40), (400, 100)]
    return chance.choice([*usual, (chance.randint(20, 400), chance.randint(5, 100))])


async def _monkey(app: App[Any], steps: int, chance: Random, tally: Tally, name: str) -> None:
    done = "opening"
    try:
        async with app.run_test(size=_size(chance), notifications=True, tooltips=True) as pilot:
            await pilot.pause()
            for _ in range(steps):
                roll = chance.random()
                if roll < 0.2:
                    size = _size(chance)
                    done = f"size {size}"
                    await pilot.resize_terminal(*size)
                elif roll < 0.28 and app.screen.focused is not None:
                    done = "paste"
                    app.screen.focused.post_message(events.Paste(chance.choice(EVERYTHING)))
                    await pilot.pause()
                else:
                    keys = [*app.screen.active_bindings, "tab", "enter", "down", "right", "escape"]
                    done = chance.choice([key for key in keys if key not in NEVER])
                    await pilot.press(done)
                if not app.is_running:
                    return
                if _fault(app):  # a screen that was laid out just now is looked at again
                    await pilot.pause(0.2)
                fault = _fault(app)
                where = type(app.screen).__name__
                tally.count(f"{name} {where} after {done}: {fault}" if fault else "")
    except WaitForScreenTimeout:
        tally.skip(f"{name}: the machine was too busy")
    except Exception as error:  # noqa: BLE001 (whatever it is, we look for it)
        frames = [one for one in traceback.extract_tb(error.__traceback__) if "tui" in one.filename]
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
        tally.count(f"{name} crashed after {done}: {type(error).__name__} {error} at {place}"[:400])


def _fault(app: App[Any]) -> str:
    """Say what is wrong with the screen as it is."""
    if app._exception is not None:
        return f"crashed: {app._exception!r}"
    shown = screen_text(app)
    if steering := _STEERING & set(shown):
        return f"control characters: {sorted(map(ord, steering))}"
    if "stumbled" in shown:
        return " ".join(shown.split())[:300]
    width, height = app.size
    small = width < LEAST[0] or height < LEAST[1]
    if isinstance(app, WorkshopApp) and small and not any(word in shown for word in _TOLD):
        return f"at {width}×{height} it does not say that it is too small: {shown[:80]!r}"
    if isinstance(app.screen, BoardScreen) and not small:
        return _numbers(app.screen, shown)
    return ""


def _numbers(board: BoardScreen, shown: str) -> str:
    """Say which number of the header is not whole."""
    agenda = board.hand.tour.agenda if board.hand is not None else None
    if agenda is None or "Training" not in shown:
        return ""
    spent = agenda.minutes()
    wanted = map(words.hours, (spent.training, spent.visit, spent.leisure, spent.transit))
    return next((f"{one} is not whole" for one in wanted if one not in shown), "")


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    here = Path.cwd()
    os.chdir(folder)
    try:
        with patch.dict(os.environ, {"EDITOR": "true", "VISUAL": "true"}):
            yield
    finally:
        os.chdir(here)


def screens(times: int, seed: int) -> Tally:
    """Press keys and change sizes, `times` in all, on every screen in turn."""
    chance, tally = Random(seed), Tally()
    number = 0
    while tally.tried < times:
        with scratch() as root, _inside(root):
            apps = _apps(root, _hostile(root, chance))
            for name, make in apps.items():
                number += 1
                steps = min(ROUND, times - tally.tried)
                if steps > 0:
                    asyncio.run(_monkey(make(), steps, chance, tally, f"{name} {number}"))
    return tally


FAMILY = Family(
    "screens", "keys and sizes of 20×5 to 400×100 on screens of hostile text", screens, 3000, 0
)
