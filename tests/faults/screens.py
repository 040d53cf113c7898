"""Every screen with hostile text in every field, at any size, resized while keys are pressed.

The texts are put in by walking the values, the keys are those that the screens themselves offer.
Nothing may crash, no control character may reach the terminal, and a window that is too small must
say so. Above the least size the numbers of the header must be whole.
"""

from __future__ import annotations

import asyncio
import os
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from textual import events
from textual.app import App
from textual.pilot import Pilot, WaitForScreenTimeout

from tests.faults.mutations import scratch
from tests.faults.reading import read_once
from tests.faults.tally import Family, Tally
from tests.faults.ways import PASSING, WAYS, Ground, every_screen, lay_out
from tests.hostile import EVERYTHING
from tests.tui.screen_text import screen_text, settle
from workshop.tui import words
from workshop.tui.app import WorkshopApp
from workshop.tui.board.screen import BoardScreen
from workshop.tui.widgets.too_small import is_too_small

ROUND = 20
"""Keys, pastes and changes of size that one screen goes through."""
LARGE = 0.08
"""The share of sizes that may be as large as 400×100."""
PATIENCE = 60
"""Looks at the screen before it is said that it was not reached."""
NEVER = frozenset({"ctrl+q", "ctrl+c", "ctrl+z"})
_STEERING = frozenset(chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))) - {"\n"}
_TOLD = ("too small", "Needed")


def _size(chance: Random) -> tuple[int, int]:
    """Return a size; a very large one, which takes twenty times as long to draw, now and then."""
    if chance.random() < LARGE:
        return chance.choice([(400, 100), (chance.randint(20, 400), chance.randint(5, 100))])
    usual = [(20, 5), (59, 19), (60, 20), (80, 24), (120, 40)]
    return chance.choice([*usual, (chance.randint(20, 160), chance.randint(5, 50))])


async def _monkey(ground: Ground, name: str, steps: int, chance: Random, tally: Tally) -> None:
    """Go to a screen, change its size, press keys and paste, `steps` times in all."""
    way, done = WAYS[name], "opening"
    app = way.app(ground)
    try:
        async with app.run_test(size=(120, 40), notifications=True, tooltips=True) as pilot:
            reached = await _reached(pilot, ground, name)
            tally.count("" if reached else f"{name} was not reached: {type(app.screen).__name__}")
            for _ in range(steps - 1):
                done = await _step(pilot, chance)
                if not app.is_running:
                    return
                if _fault(app):  # a screen that was laid out just now is looked at again
                    await pilot.pause(0.2)
                fault, where = _fault(app), type(app.screen).__name__
                tally.count(f"{name}, {where} after {done}: {fault}" if fault else "")
    except WaitForScreenTimeout:
        tally.skip(f"{name}: the machine was too busy")
    except Exception as error:  # noqa: BLE001 (whatever it is, we look for it)
        frames = [one for one in traceback.extract_tb(error.__traceback__) if "tui" in one.filename]
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
        tally.count(f"{name} crashed after {done}: {type(error).__name__} {error} at {place}"[:400])


async def _reached(pilot: Pilot[Any], ground: Ground, name: str) -> bool:
    """Go the way to a screen; tell whether it is there."""
    way = WAYS[name]
    await settle(pilot)
    await settle(pilot)
    for key in way.keys(ground) if callable(way.keys) else way.keys:
        await pilot.press(key)
        await settle(pilot)
    if way.put is not None:
        pilot.app.push_screen(way.put(ground))
    for _ in range(PATIENCE):
        await settle(pilot)
        if type(pilot.app.screen).__name__ == name:
            return True
        await pilot.pause(0.05)
    return False


async def _step(pilot: Pilot[Any], chance: Random) -> str:
    """Do something to the screen, and return what."""
    app, roll = pilot.app, chance.random()
    if roll < 0.35:
        size = _size(chance)
        await pilot.resize_terminal(*size)
        return f"size {size}"
    if roll < 0.45 and app.screen.focused is not None:
        app.post_message(events.Paste(chance.choice(EVERYTHING)))
        await pilot.pause()
        return "paste"
    keys = [*app.screen.active_bindings, "tab", "enter", "down", "right"]
    key = chance.choice([key for key in keys if key not in NEVER])
    await pilot.press(key)
    return key


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
    small = is_too_small(app.size)
    untold = small and not any(word in shown for word in _TOLD)
    if isinstance(app, WorkshopApp) and untold:
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
    names = [*WAYS]
    chance.shuffle(names)
    for number, name in enumerate(cycle(names)):
        if tally.tried >= times:
            break
        tally.trying(f"{name}, screen {number} of seed {seed}")
        with scratch() as root, read_once(), _inside(root):
            ground = lay_out(root, chance)
            asyncio.run(_monkey(ground, name, min(ROUND, times - tally.tried), chance, tally))
    for name in sorted(every_screen() - WAYS.keys() - PASSING):
        tally.count(f"nobody knows the way to {name}")
    return tally


FAMILY = Family(
    "screens",
    "keys and sizes of 20×5 to 400×100 on screens of hostile text",
    screens,
    3000,
    0,
    piece=600,
)
