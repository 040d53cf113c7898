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
    _by_column: list[list[tuple[int, int]]] | None = None

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

    def part(self, keep: list[int]) -> Linear:
        """Return the program over the columns `keep`, renumbered in that order; others are zero."""
        entries = self._entries()
        rows: list[Terms] = [{} for _ in self.rows]
        for new, old in enumerate(keep):
            for row, value in entries[old]:
                rows[row][new] = value
        return Linear(
            [self.lower[c] for c in keep],
            [self.upper[c] for c in keep],
            [self.objective[c] for c in keep],
            [
                (terms, low, high)
                for terms, (_, low, high) in zip(rows, self.rows, strict=True)
                if terms or (low or 0) > 0 or (high is not None and high < 0)
            ],
        )

    def _entries(self) -> list[list[tuple[int, int]]]:
        """Return (row, coefficient) by column; made once, when all rows are in."""
        if self._by_column is None:
            self._by_column = [[] for _ in self.lower]
            for number, (terms, _, _) in enumerate(self.rows):
                for column, value in terms.items():
                    self._by_column[column].append((number, value))
        return self._by_column


def minus(one: Terms, other: Terms) -> Terms:
    """Return the terms of one expression less those of another."""
    return one | {column: one.get(column, 0) - value for column, value in other.items()}
