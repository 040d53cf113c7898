"""Write the holiday list of `content/closures.yaml` anew from the `holidays` package.

Only the lines between the two markers change; the same package gives the same bytes. The package is
a tool of developers: the program itself reads the file and never needs it.

    python scripts/refresh_holidays.py [--check] [content/closures.yaml]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import holidays

START = "  # >>> holidays (written by scripts/refresh_holidays.py)\n"
END = "  # <<< holidays\n"
COUNTRIES = ("ID", "SG", "TH", "KR")
YEARS = (2026, 2027, 2028)
CATEGORIES = ("public", "government")
ALSO_CALLED = {"Day of Silence": "Day of Silence (Nyepi)"}
"""Names that people on the spot would not recognise."""


@dataclass(frozen=True, order=True)
class Day:
    """One line of the list."""

    country: str
    date: date
    category: str
    name: str
    estimated: bool

    def line(self) -> str:
        """Return it as YAML, a flow mapping on one line."""
        mark = ", estimated: true" if self.estimated else ""
        return (
            f'  - {{country: {self.country}, date: "{self.date}", category: {self.category}, '
            f"name: {json.dumps(self.name, ensure_ascii=False)}{mark}}}\n"
        )


def days(country: str) -> list[Day]:
    """Return the country's public and government days of `YEARS`, in English, in order."""
    known = holidays.country_holidays(country).supported_categories
    return sorted(
        Day(country, day, category, *plain_name(name))
        for category in CATEGORIES
        if category in known
        for day, name in holidays.country_holidays(
            country, years=YEARS, categories=(category,), language="en_US"
        ).items()
    )


def plain_name(name: str) -> tuple[str, bool]:
    """Split off the package's mark: `Eid al-Fitr (estimated)` is `Eid al-Fitr`, True."""
    plain = re.sub(r" \(estimated\)|, estimated(?=\))", "", name)
    return ALSO_CALLED.get(plain, plain), plain != name


def refreshed(text: str) -> str:
    """Return the file's text with a new list between the markers, ValueError without them."""
    before, start, rest = text.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise ValueError(f"no lines {START.strip()!r} and {END.strip()!r}")
    lines = (day.line() for country in COUNTRIES for day in days(country))
    return before + start + "".join(lines) + end + after


def main() -> int:
    """Rewrite the file; with `--check` only say whether it is up to date (exit 1 if not)."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing, exit 1 if stale")
    parser.add_argument("file", nargs="?", type=Path, default=Path("content/closures.yaml"))
    args = parser.parse_args()
    old = args.file.read_text(encoding="utf-8")
    new = refreshed(old)
    if args.check:
        return int(new != old)
    args.file.write_text(new, encoding="utf-8")
    print(f"{args.file}: {'no change' if new == old else 'written'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
