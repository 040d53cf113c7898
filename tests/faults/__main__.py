"""Try every fault that we could think of, and print one table of what was lost.

    python -m tests.faults [--only NAME,…] [--times N] [--seed N]

Exit code 1 if anything was lost or broken.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence

from tests.faults.families import FAMILIES
from tests.faults.piece import apart
from tests.faults.tally import Family, Tally, pieces

SAID = 40
"""Notes of a family that are printed."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the families and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    names = [family.name for family in FAMILIES]
    parser.add_argument("--only", default=",".join(names), help=", ".join(names))
    parser.add_argument("--times", type=int, help="how often each, in place of its own number")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(argv)
    wanted = asked.only.split(",")
    if unknown := set(wanted) - set(names):
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    print("| tried | what | times | lost or broken | seconds |\n| --- | --- | --: | --: | --: |")
    lost = 0
    for family in FAMILIES:
        if family.name in wanted:
            lost += _row(family, asked.times or family.full, asked.seed).lost
    return 1 if lost else 0


def _row(family: Family, times: int, seed: int) -> Tally:
    start, tally = time.monotonic(), Tally()
    for some, from_seed in pieces(family, times, seed):
        tally.add(apart(family.name, some, from_seed))
    took = time.monotonic() - start
    print(
        f"| {family.name} | {family.what} | {tally.tried:,} | {tally.lost} | {took:.0f} |",
        flush=True,
    )
    for note in tally.notes[:SAID]:
        print(f"  {note}", file=sys.stderr, flush=True)
    return tally


if __name__ == "__main__":
    sys.exit(main())
