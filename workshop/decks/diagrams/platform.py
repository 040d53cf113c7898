"""The diamond of a platform, its groups around it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from workshop.decks.cells import cells
from workshop.decks.diagrams.scene import (
    Bar,
    Box,
    Path,
    Scene,
    Shape,
    centred,
    diamond,
    fold,
    longest,
    smallest_half,
)
from workshop.model.diagram import Platform

_ARROW = 5
"""Columns between a group and the diamond."""
_GROUP = (12, 26)
"""Columns of a group beside the diamond, at least and at most."""


class _Block(NamedTuple):
    """The words of a group, folded, in a frame where `framed`."""

    lines: list[str]
    width: int
    framed: bool
    part: int

    @property
    def height(self) -> int:
        return len(self.lines) + (2 if self.framed else 0)

    def at(self, x: int, y: int) -> list[Shape]:
        """Return it with its upper left corner there."""
        edge = 1 if self.framed else 0
        words = centred(self.lines, x + edge, y + edge, self.width - 2 * edge, "name", self.part)
        frame = [Box(x, y, self.width, self.height, self.part)] if self.framed else []
        return [*frame, *words]


def platform_scene(picture: Platform, width: int, height: int) -> Scene | None:
    """Return the diamond as large as fits, framed groups before bare ones; None if nothing fits."""
    least = smallest_half(picture.centre)
    if least is None:
        return None
    for framed in (True, False):
        for half in range(max(least, min(7, width // 14)), least - 1, -1):
            scene = _Drawing(picture, width, half, framed).scene()
            if scene is not None and scene.height <= height:
                return scene
    return None


class _Drawing:
    """One try: the diamond with this `half` on a sheet of this `width`."""

    def __init__(self, picture: Platform, width: int, half: int, framed: bool) -> None:
        self.picture = picture
        self.width = width
        self.half = half
        self.framed = framed
        self.shapes: list[Shape] = []
        self.part = 1 + len(picture.groups)
        groups = list(enumerate(picture.sided(), 1))
        self.left = [(part, name) for part, (name, side) in groups if side == "left"]
        self.right = [(part, name) for part, (name, side) in groups if side == "right"]
        self.above = [(part, name) for part, (name, side) in groups if side == "top"]
        self.below = [(part, name) for part, (name, side) in groups if side == "bottom"]

    def scene(self) -> Scene | None:
        """Return the drawing, None where a group has no room beside the diamond."""
        core = 4 * self.half
        room = min(_GROUP[1], (self.width - core) // 2 - _ARROW)
        if room < _GROUP[0] and (self.left or self.right):
            return None
        sides = [self._blocks(names, room) for names in (self.left, self.right)]
        sheet_middle = self.width // 2
        x = sheet_middle - core // 2
        tall = max(2 * self.half + 1, *(sum(block.height for block in side) for side in sides))
        top = self._over(sides, x, core)
        label = diamond(x, top + (tall - 2 * self.half) // 2, self.half, self.picture.centre, 0)
        if label is None:
            return None
        self.shapes += label
        self._beside(sides, x, top, tall)
        if self.picture.loop and all(sides):
            self._loop(sides, x, core, top, tall)
        y = self._under(x, top + tall, core)
        y = self._lines_under(y, sides, x, core)
        return Scene(self.width, y, tuple(self.shapes))

    def _blocks(self, names: list[tuple[int, str]], room: int) -> list[_Block]:
        edge = 4 if self.framed else 0
        blocks = []
        for part, name in names:
            lines = fold(name, room - edge)
            blocks.append(_Block(lines, longest(lines) + edge, self.framed, part))
        return blocks

    def _over(self, sides: list[list[_Block]], x: int, core: int) -> int:
        """Put the groups above the diamond; return the row at which the middle begins."""
        y = 1 if self.picture.loop and all(sides) else 0
        for block in self._blocks(self.above, self.width // 2):
            self.shapes += block.at(x + core // 2 - block.width // 2, y)
            y += block.height
            self.shapes.append(Path(((x + core // 2, y), (x + core // 2, y)), block.part))
            y += 1
        return y

    def _beside(self, sides: list[list[_Block]], x: int, top: int, tall: int) -> None:
        """Put the groups left and right of the diamond, each with its arrow."""
        core = 4 * self.half
        for block, y in _stacked(sides[0], top, tall):
            left = x - _ARROW - block.width
            self.shapes += block.at(left, y)
            row = y + block.height // 2
            ends = ((left + block.width + 1, row), (self._edge(x, row, top, tall) - 2, row))
            self.shapes.append(Path(ends, block.part))
        for block, y in _stacked(sides[1], top, tall):
            right = x + core + _ARROW
            self.shapes += block.at(right, y)
            row = y + block.height // 2
            edge = 2 * x + core - self._edge(x, row, top, tall)
            self.shapes.append(Path(((right - 2, row), (edge + 1, row)), block.part))

    def _edge(self, x: int, row: int, top: int, tall: int) -> int:
        """Return the column where the diamond begins in `row`."""
        middle = top + (tall - 2 * self.half) // 2 + self.half
        return x + 2 * max(0, min(abs(row - middle), self.half) - 1)

    def _loop(self, sides: list[list[_Block]], x: int, core: int, top: int, tall: int) -> None:
        """Draw the loop over the top, from the first group on the left to that on the right."""
        part = self.part + bool(self.picture.interaction)
        (left, left_y), (right, right_y) = (next(_stacked(side, top, tall)) for side in sides)
        from_x = x - _ARROW - (left.width + 1) // 2
        to_x = x + core + _ARROW + right.width // 2
        points = ((from_x, left_y - 1), (from_x, 0), (to_x, 0), (to_x, right_y - 1))
        self.shapes.append(Path(points, part, start=True))
        words = " ".join(self.picture.loop.split())
        self.shapes += centred([f" {words} "], from_x, 0, to_x - from_x + 1, "text", part)

    def _under(self, x: int, y: int, core: int) -> int:
        """Put the groups below the diamond; return the next free row."""
        middle = x + core // 2
        for block in self._blocks(self.below, min(40, self.width)):
            self.shapes.append(Path(((middle, y), (middle, y)), block.part, start=True, end=False))
            self.shapes += block.at(middle - block.width // 2, y + 1)
            y += 1 + block.height
        return y

    def _lines_under(self, y: int, sides: list[list[_Block]], x: int, core: int) -> int:
        """Write what the groups do, the ladder and the base; return the height of it all."""
        part = self.part
        if self.picture.interaction:
            y = self._interaction(y, x, core, part)
            part += 1
        part += bool(self.picture.loop and all(sides))
        if self.picture.ladder:
            for line in fold(" ─▶ ".join(self.picture.ladder), self.width):
                self.shapes += centred([line], 0, y, self.width, "name", part)
                y += 1
            part += 1
        if self.picture.base:
            self.shapes.append(Bar(0, y, self.width, self.picture.base, 0))
            y += 1
        return y

    def _interaction(self, y: int, x: int, core: int, part: int) -> int:
        """Write what passes through the diamond, an arrow to either side."""
        words = " · ".join(self.picture.interaction)
        lines = fold(words, self.width - 12)
        for line in lines:
            self.shapes += centred([f" {line} "], 0, y, self.width, "text", part)
            y += 1
        if len(lines) == 1:
            reach = (cells(lines[0]) + 2) // 2 + 5
            middle = x + core // 2
            ends = ((middle - reach, y - 1), (middle + reach, y - 1))
            self.shapes.insert(0, Path(ends, part, start=True))
        return y


def _stacked(blocks: list[_Block], top: int, tall: int) -> Iterator[tuple[_Block, int]]:
    """Yield blocks one under the other, in the middle of `tall` rows, with their rows."""
    y = top + (tall - sum(block.height for block in blocks)) // 2
    for block in blocks:
        yield block, y
        y += block.height
