"""Lists whose items appear one by one, cut into the parts that are steps."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from workshop.decks.markdown import tokens_of


class Part(NamedTuple):
    """A stretch of text between two cuts."""

    text: str
    line: int
    """From 0."""
    item: bool
    """Whether it starts a step of its own."""
    joined: bool
    """Whether an item is right above."""
    nested: int


def parts_of(text: str, marks: str) -> Iterator[Part]:
    """Cut `text` before each item, of whatever depth, of its lists with one of `marks`."""
    lines = text.split("\n")
    cuts = _cuts(text, marks)
    starts = _merged({line: depth is not None for line, depth in cuts.items()})
    after_item = False
    for start, end in pairwise((*starts, len(lines))):
        depth = cuts.get(start)
        part = (
            textwrap.dedent("\n".join(lines[start:end])) if depth else "\n".join(lines[start:end])
        )
        item = depth is not None
        yield Part(part, start, item, item and after_item, depth or 0)
        after_item = item


def _cuts(text: str, marks: str) -> dict[int, int | None]:
    """Return the lines where blocks and items start; an item that is a step has its depth."""
    cuts: dict[int, int | None] = {}
    steps: list[bool] = []
    for token in tokens_of(text):
        if token.level == 0 and token.map and token.nesting >= 0:
            cuts.setdefault(token.map[0], None)
        if token.type.endswith("list_open"):
            listed = token.level == 2 * len(steps)
            steps.append(listed and token.markup in marks and all(steps))
        elif token.type.endswith("list_close"):
            steps.pop()
        elif token.type == "list_item_open" and token.map and steps[-1]:
            cuts[token.map[0]] = len(steps) - 1
    return cuts


def _merged(cuts: dict[int, bool]) -> list[int]:
    """Return where parts start: at items, and where what follows is no item of the same list."""
    starts = [0]
    before = False
    for start in sorted(cuts):
        if start and (cuts[start] or before):
            starts.append(start)
        before = cuts[start]
    return starts
