"""Every figure that was promised, in one run: `make bench`, or `python -m tests.bench [--write]`.

Each benchmark is a process of its own that prints its table with the goals and what was measured
beside it; the tables are collected on one page, with the date and the machine. With `--write` the
page is `docs/figures.md`. It informs and never fails.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "figures.md"
PARTS = {
    "Opening": "startup",
    "A lecture of 1,000 slides": "slides",
    "After a dead laptop": "resume",
    "The sample tours, planned and proven": "proof",
    "A tour of 80 hosts and ten days, against the formulation as one model": (
        "planner --sizes 80 --tours 1 --limit 30"
    ),
    "Answers about them, a sixth of the questions": "answers --every 6",
    "An edit by hand": "editing",
}
"""Heading of each benchmark, and its module with arguments, in the order of the page."""


def page() -> str:
    """Run them all; return the page."""
    lines = ["# Figures", "", _machine()]
    for heading, module in PARTS.items():
        print(f"tests.bench.{module} …", file=sys.stderr)
        command = [sys.executable, "-m", *f"tests.bench.{module}".split()]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        told = (
            ended.stdout
            if ended.returncode == 0
            else f"It ended with:\n\n    {_last(ended.stderr)}"
        )
        lines += ["", f"## {heading}", "", f"`python -m tests.bench.{module}`", "", told.strip()]
    return "\n".join(lines) + "\n"


def _machine() -> str:
    today = datetime.now(UTC).date()
    versions = f"Textual {version('textual')}, OR-Tools {version('ortools')}"
    return (
        f"Written by `make bench` on {today:%-d %B %Y}: {os.cpu_count()} cores "
        f"({platform.machine()}), Python {platform.python_version()}, {versions}. Times are "
        "medians. On a machine that does other work they say little; what was measured beside "
        "them in the same run says more."
    )


def _last(text: str) -> str:
    return (text.strip().splitlines() or ["nothing said"])[-1]


def main() -> None:
    """Measure, print, and write the page if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write docs/figures.md")
    write = parser.parse_args().write
    text = page()
    if write:
        PAGE.write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
