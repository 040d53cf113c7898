"""A linear program in integers, as plain lists, so that any solver can be given it."""

from __future__ import annotations

from dataclasses import dataclass, field

Terms = dict[int, int]
"""Coefficient by column."""


@dataclass
class Linear:
    """Maximise `objective` under rows `low ≤ Σ coefficient · column ≤ high`; all data integer."""

    lower: list[int] = field(default_factory=list)
    upper: list[int] = field(default_factory=list)
    objective: list[int] = field(default_factory=list)
    rows: list[tuple[Terms, int | None, int | None]] = field(default_factory=list)
    constant: int = 0

    def column(self, objective: int = 0, lower: int = 0, upper: int = 1) -> int:
        """Add an integer column and return its number."""
        self.lower.append(lower)
        self.upper.append(upper)
        self.objective.append(objective)
        return len(self.lower) - 1

    def row(self, terms: Terms, low: int | None = None, high: int | None = None) -> None:
        """Add a row; coefficients of zero are left out."""
        if 0 in terms.values():
            terms = {column: value for column, value in terms.items() if value}
        self.rows.append((terms, low, high))
