"""Programs written down in bulk, cut down, and relaxed again and again."""

from __future__ import annotations

from workshop.planner.glop import Relaxer
from workshop.planner.linear import FREE, Cells, Linear, Program


def program() -> Program:
    """At most two of three things, the first no oftener than the second."""
    lp = Linear()
    first = lp.columns([5, 3, 4])
    lp.row({}, None, 2, [Cells.of([0, 1, 2]).moved(first)])
    lp.row({first + 1: -1}, None, 0, [Cells.of([0])])
    return lp.program()


def rows(some: Program) -> list[tuple[dict[int, int], int, int]]:
    """Return the rows as plain numbers."""
    found: list[tuple[dict[int, int], int, int]] = [
        ({}, low, high) for low, high in zip(some.low.tolist(), some.high.tolist(), strict=True)
    ]
    for row, column, value in zip(
        some.rows.tolist(), some.columns.tolist(), some.values.tolist(), strict=True
    ):
        found[row][0][column] = value
    return found


def test_terms_and_cells_of_one_column_are_added_up() -> None:
    lp = Linear()
    lp.columns([0, 0])
    lp.row({0: 2, 1: 1}, 1, 3, [Cells.of([0, 1], [3, -1])])
    assert rows(lp.program()) == [({0: 5}, 1, 3)]


def test_part_renumbers_columns_and_leaves_out_rows_that_nothing_breaks() -> None:
    part = program().part([2])
    assert rows(part) == [({0: 1}, -FREE, 2)]
    assert part.objective.tolist() == [4]


def test_part_keeps_an_empty_row_that_cannot_hold() -> None:
    lp = Linear()
    lp.columns([1, 1])
    lp.row({0: 1}, 1, 1)
    part = lp.program().part([1])
    assert rows(part) == [({}, 1, 1)]
    assert Relaxer(part).solve() is None


def test_relaxer_gives_the_same_from_any_basis() -> None:
    lp = Linear()
    lp.columns([5, 3, 4])
    lp.row({0: 1, 1: 1, 2: 1}, 1, 2)
    lp.row({0: 1, 1: -1}, None, 0)
    relaxer, bounds = Relaxer(lp.program()), []
    for barred in (set[int](), {1}, {2}, {0, 1, 2}, set[int]()):
        found = relaxer.solve(frozenset(barred))
        bounds.append(None if found is None else round(found.bound, 6))
    assert bounds == [8.0, 4.0, 8.0, None, 8.0]


def test_a_program_with_many_columns_is_handed_over_whole() -> None:
    """Numbers of one, two and three bytes in the message: 0, 127, 128, 16383, 16384."""
    lp = Linear()
    lp.columns([1] * 16385)
    for row, column in enumerate((0, 127, 128, 16383, 16384)):
        lp.row({column: 2}, None, row)
    relaxed = Relaxer(lp.program()).solve()
    assert relaxed is not None
    taken = [relaxed.values[column] for column in (0, 127, 128, 16383, 16384, 5)]
    assert taken == [0, 0.5, 1, 1, 1, 1]
