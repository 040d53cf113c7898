"""Draw the board with the sample tour on it, as the README shows it: docs/board.svg.

Run it with `make screenshot` after a change to the board. It needs no terminal.
"""

from __future__ import annotations

import argparse
import asyncio
import os
from pathlib import Path

os.environ.pop("NO_COLOR", None)
os.environ["TEXTUAL_ANIMATIONS"] = "none"

from workshop.store.workspace import Workspace
from workshop.tui.app import WorkshopApp
from workshop.tui.widgets.keys import Keys

ROOT = Path(__file__).resolve().parent.parent
FEWEST_KEYS = 5
"""A board that is still being painted has no more keys than help."""


async def draw(tour: str, width: int, height: int) -> str:
    """Return the board of `tour` as SVG, once everything has been read and painted."""
    app = WorkshopApp(Workspace(ROOT), tour, guide=False)
    async with app.run_test(size=(width, height)) as pilot:
        await app.workers.wait_for_complete()
        while sum(len(line.shown) for line in app.screen.query(Keys)) < FEWEST_KEYS:
            await pilot.pause()
        await pilot.pause()
        return app.export_screenshot(title=f"workshop {tour}")


def main() -> None:
    """Draw and write the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tour", default="asia-tech-tour-2027")
    parser.add_argument("--size", default="120x40", help="cells, as WIDTHxHEIGHT")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "board.svg")
    options = parser.parse_args()
    width, height = (int(side) for side in options.size.split("x"))
    picture = asyncio.run(draw(options.tour, width, height))
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(picture, encoding="utf-8")
    print(f"wrote {options.output}")


if __name__ == "__main__":
    main()
