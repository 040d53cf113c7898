"""What a benchmark found: figures with the goal they were promised, and the table of them."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Unit = Literal["ms", "s", "×", "%"]


@dataclass(frozen=True)
class Figure:
    """One measured value.

    `value` and `goal` are in `unit`; a goal is the most that is allowed, None where nothing was
    promised. `baseline` says in words what was measured beside it in the same run.
    """

    what: str
    value: float
    unit: Unit
    goal: float | None = None
    baseline: str = ""

    @property
    def verdict(self) -> str:
        """Whether the goal is met, in a word; empty without a goal."""
        if self.goal is None:
            return ""
        return "met" if self.value <= self.goal else "**missed**"

    def row(self) -> str:
        """Return the figure as a row of a Markdown table."""
        goal = "" if self.goal is None else amount(self.goal, self.unit)
        cells = (self.what, amount(self.value, self.unit), goal, self.verdict, self.baseline)
        return f"| {' | '.join(cells)} |"


HEAD = "| what | measured | goal | | beside it |\n| --- | --: | --: | --- | --- |"


def amount(value: float, unit: Unit) -> str:
    """Return a value as people write it: whole milliseconds, two digits of anything small."""
    text = f"{value:,.0f}" if value >= 100 or (unit == "ms" and value >= 10) else f"{value:.3g}"
    return f"{text} {unit}"


def table(figures: Iterable[Figure]) -> str:
    """Return a Markdown table of `figures`."""
    return "\n".join([HEAD, *(figure.row() for figure in figures)])


def median_ms(seconds: Sequence[float]) -> float:
    """Return the median of `seconds`, in milliseconds."""
    return statistics.median(seconds) * 1000
