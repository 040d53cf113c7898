"""How long an edit by hand takes, from the key to the screen, beside a bare Textual app's key.

The tour has 14 days, made of the sample's, and 120 candidates. It is opened from disk, so that an
edit is put into its journal, checked against every rule and painted. A bare app whose key changes
a line of text is pressed in turn with it. Prints the medians in milliseconds and their ratio; the
goal is an edit on the screen, with its findings, within 50 ms at the median. It informs and never
fails: on a busy machine look at the ratio.
"""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import pstats
import shutil
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.pilot import Pilot
from textual.widgets import Static

from tests.bench.figures import Figure, table
from tests.bench.longtour import long_tour
from workshop.model.catalogue import Catalogue
from workshop.store.tours import create_tour, read_tour, tour_text
from workshop.store.workspace import Workspace
from workshop.tui.app import WorkshopApp
from workshop.tui.board.grid import WeekGrid
from workshop.tui.board.shown import TourView
from workshop.tui.services import Services

ROOT = Path(__file__).resolve().parent.parent.parent
SIZE = (120, 40)
CANDIDATES = 120
SAMPLE = "asia-tech-tour-2027.yaml"
GOAL = 50.0
KEYS = ("shift+down", "shift+up", "l", "l", "plus", "minus", "u", "u", "U", "U", "x", "u")


class Bare(App[None]):
    """A line of text that a key changes."""

    BINDINGS = [Binding("x", "count", "count")]
    number = 0

    def compose(self) -> ComposeResult:
        """Show the line."""
        yield Static("0")

    def action_count(self) -> None:
        """Change the line."""
        self.number += 1
        self.query_one(Static).update(str(self.number))


def large(catalogue: Catalogue) -> Catalogue:
    """Return the catalogue with hosts copied until there are enough candidates."""
    have = len(catalogue.host) + len(catalogue.leisure) + len(catalogue.modules)
    hosts = [(city.id, host) for city in catalogue.cities for host in city.hosts]
    more: dict[str, list[Any]] = {city.id: list(city.hosts) for city in catalogue.cities}
    for number in range(max(0, CANDIDATES - have)):
        city, host = hosts[number % len(hosts)]
        copy = {"id": f"{host.id}-{number}", "name": f"{host.name} {number}",
                "lat": host.lat + 0.002 * (number % 7 - 3)}  # fmt: skip
        more[city].append(host.model_copy(update=copy))
    cities = tuple(
        city.model_copy(update={"hosts": tuple(more[city.id])}) for city in catalogue.cities
    )
    fields = {name: getattr(catalogue, name) for name in Catalogue.model_fields}
    return Catalogue.model_validate({**fields, "cities": cities})


class Large(Services):
    """The core on disk, with the large catalogue."""

    def __init__(self, workspace: Workspace, catalogue: Catalogue) -> None:
        """Serve `workspace`."""
        super().__init__(workspace)
        workspace.__dict__["_catalogue"] = catalogue


async def session(
    app: App[None], ready: Callable[[], bool], run: Callable[[Pilot[None]], Awaitable[None]]
) -> None:
    """Run `run` in `app` once it is ready."""
    async with app.run_test(size=SIZE) as pilot:
        while not ready():
            await pilot.pause(0.05)
        await run(pilot)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--profile", action="store_true", help="say where the time goes")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="workshop-bench-") as folder:
        found = asyncio.run(bench(Path(folder), arguments.rounds, profile=arguments.profile))
    print(table(found))


async def bench(folder: Path, rounds: int, *, profile: bool) -> list[Figure]:
    """Measure edits and bare keys in turn, in `folder`."""
    shutil.copytree(ROOT / "content", folder / "content")
    (folder / "itineraries").mkdir()
    workspace = Workspace(folder)
    catalogue = large(workspace.catalogue())
    sample = read_tour(ROOT / "itineraries" / SAMPLE, catalogue).tour
    tour = long_tour(sample, catalogue)
    create_tour(workspace.itineraries, "long", tour_text(tour))
    app = WorkshopApp(None, "long", services=Large(workspace, catalogue), guide=False)
    edits: list[tuple[float, float]] = []
    bare: list[tuple[float, float]] = []

    def ready() -> bool:
        screen = app.screen
        return isinstance(screen, TourView) and screen.hand is not None

    async def bare_keys(pilot: Pilot[None]) -> None:
        bare.extend([await pressed(pilot, "x") for _ in range(rounds * len(KEYS) + 5)])

    async def edit_keys(pilot: Pilot[None]) -> None:
        week = app.screen.query_one(WeekGrid)
        blocks = [b.id for d in week.days for b in d.blocks if b.kind in ("training", "visit")]
        profiler = cProfile.Profile()
        for number in range(rounds):
            week.select(blocks[number * 5 % len(blocks)])
            await pilot.pause()
            for key in KEYS:
                if profile:
                    profiler.enable()
                edits.append(await pressed(pilot, key))
                profiler.disable()
        if profile:
            pstats.Stats(profiler).sort_stats("tottime").print_stats(40)

    await session(Bare(), lambda: True, bare_keys)
    await session(app, ready, edit_keys)
    plain, plain_cpu = (statistics.median(one) for one in zip(*bare[5:], strict=True))
    edit, edit_cpu = (statistics.median(one) for one in zip(*edits, strict=True))
    days = tour.agenda.days if tour.agenda else ()
    blocks = sum(len(day.blocks) for day in days)
    size = f"{len(days)} days, {blocks} blocks, {CANDIDATES} candidates"
    beside = f"a bare app's key {plain:.1f} ms, {edit / plain:.0f} times"
    cpu = f"a bare app's key {plain_cpu:.1f} ms of CPU"
    return [
        Figure(f"an edit on screen with its findings ({size})", edit, "ms", GOAL, beside),
        Figure("the same, CPU", edit_cpu, "ms", None, cpu),
    ]


async def pressed(pilot: Pilot[None], key: str) -> tuple[float, float]:
    """Return the milliseconds from a key until its last paint, by the clock and of CPU."""
    painted: list[tuple[float, float]] = []
    app: Any = pilot.app
    display = app._display

    def note(*args: object) -> None:
        display(*args)
        painted.append((time.perf_counter(), time.process_time()))

    app._display = note
    start, worked = time.perf_counter(), time.process_time()
    await pilot.press(key)
    await pilot.pause()
    app._display = display
    last = painted[-1] if painted else (start, worked)
    return 1000 * (last[0] - start), 1000 * (last[1] - worked)


if __name__ == "__main__":
    main()
