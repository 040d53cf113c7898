"""A presenter at a desk: a deck on a screen of a given size, with a clock that tests hold."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from textual.pilot import Pilot

from tests.tui.screen_text import screen_text, settle
from workshop.decks.deck import Deck
from workshop.decks.parse import parse_deck
from workshop.tui.room.launch import Lecture, RoomApp
from workshop.tui.room.lecture import RoomScreen
from workshop.tui.room.seat import Seat
from workshop.tui.services import Services

ROOT = Path(__file__).resolve().parents[2]
SMALL, LARGE = (80, 24), (120, 40)

DECK = """\
---
title: "A short lecture"
options:
  end_slide_shorthand: true
  h1_slide_titles: true
---

<!--
workshop:
  id: m99
  duration: 20m
  short: 10m
  objectives:
    - see every part work
-->

# Welcome

Nothing here is advice.

<!--
speaker_note: |
  Greet the room first.
  Two stories at most.
-->

---

# Three reasons

- Reason one

<!-- pause -->

- Reason two

<!-- pause -->

- Reason three

<!--
slide:
  time: 4m
  mark: opinion
-->

---

# Side by side

<!-- column_layout: [1, 1] -->

<!-- column: 0 -->

Left hand

<!-- column: 1 -->

Right hand

<!-- reset_layout -->

---

# Budget

| City      | Rooms | Cost in rupiah    | Cost in dollars |
|-----------|------:|------------------:|----------------:|
| Jakarta   |    18 | 1,234,567,890.00  | 81,234.50       |
| Singapore |    18 | 2,345,678,901.25  | 154,321.75      |

```python
rooms[0] = "[/suite]"
```

---

# Which lever first?

1. Price
2. Mix
3. Cost

<!--
quiz:
  answer: [2]
  time: 60s
  explain: Mix is quickest.
-->

---

# Crème brûlée

The café closes.
"""


@dataclass
class HeldClock:
    """A clock that stands still until a test moves it."""

    moment: datetime = datetime(2027, 3, 22, 9, 0, tzinfo=timezone(timedelta(hours=7)))
    running: float = 0.0

    def now(self) -> datetime:
        return self.moment + timedelta(seconds=self.running)

    def seconds(self) -> float:
        return self.running


def read(text: str) -> Deck:
    """Read a deck."""
    return parse_deck(text, "short.md")


@dataclass
class Desk:
    """What a test drives and looks at."""

    pilot: Pilot[None]
    clock: HeldClock

    @property
    def room(self) -> RoomScreen:
        found = [one for one in self.pilot.app.screen_stack if isinstance(one, RoomScreen)]
        return found[0]

    @property
    def text(self) -> str:
        return screen_text(self.pilot.app)

    @property
    def at(self) -> tuple[int, int]:
        """Number of the slide and of the step, both from 1."""
        return self.room.position.slide + 1, self.room.position.step + 1

    async def press(self, *keys: str) -> str:
        await self.pilot.press(*keys)
        return await settle(self.pilot)

    async def resize(self, width: int, height: int) -> str:
        await self.pilot.resize_terminal(width, height)
        return await settle(self.pilot)


async def seated(pilot: Pilot[None]) -> str:
    """Wait until the session of the lecture on the screen is open, and return the screen."""
    shown = await settle(pilot)
    for _ in range(500):
        if isinstance(pilot.app.screen, RoomScreen) and pilot.app.screen.desk is not None:
            return await settle(pilot)
        shown = await settle(pilot)
    raise AssertionError(f"no session was opened:\n{shown}")


@asynccontextmanager
async def presenting(
    deck: Deck | str,
    size: tuple[int, int] = SMALL,
    *,
    reread: Callable[[], Deck] | None = None,
    minutes: int = 0,
    seat: Seat | None = None,
    clock: HeldClock | None = None,
) -> AsyncIterator[Desk]:
    """Present a deck and settle on its first slide, the session open."""
    ready = read(deck) if isinstance(deck, str) else deck
    clock = clock or HeldClock()
    lecture = Lecture(ready, reread or (lambda: ready), seat or Seat(minutes=minutes))
    app = RoomApp(Services(ROOT), None, lecture, clock=clock)
    async with app.run_test(size=size, notifications=True) as pilot:
        await seated(pilot)
        yield Desk(pilot, clock)
