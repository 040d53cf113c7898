"""What a diagram looks like before it is drawn: shapes on a grid of terminal cells.

One geometry serves the terminal and the documents: `cells` draws a scene with characters,
`export.diagram_svg` as SVG. A scene is built up in parts; what belongs to part 2 appears third.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from workshop.decks.cells import cells
from workshop.decks.wrap import Run, wrap

Weight = Literal["name", "text", "faint", "inside"]
"""How words are said: a name, plain, beside the point, or inside a filled shape."""


class Words(NamedTuple):
    """One line of words that starts at column `x` of row `y`."""

    x: int
    y: int
    text: str
    weight: Weight = "text"
    part: int = 0


class Box(NamedTuple):
    """A frame of `width` × `height` cells, borders included."""

    x: int
    y: int
    width: int
    height: int
    part: int = 0
    broken: bool = False
    """Whether its lower edge is not finished."""


class Diamond(NamedTuple):
    """A filled diamond, `4 * half` cells wide and `2 * half + 1` high."""

    x: int
    y: int
    half: int
    part: int = 0


class Bar(NamedTuple):
    """A filled bar of one row."""

    x: int
    y: int
    width: int
    text: str
    part: int = 0


class Path(NamedTuple):
    """Straight lines along rows and columns through `points`, with heads at its ends."""

    points: tuple[tuple[int, int], ...]
    part: int = 0
    start: bool = False
    end: bool = True


class Web(NamedTuple):
    """A web of `firms` knots in rows of `columns`, each linked with its neighbours."""

    x: int
    y: int
    firms: int
    columns: int
    part: int = 0


Shape: TypeAlias = Words | Box | Diamond | Bar | Path | Web

WEB_STEP = (6, 2)
"""Columns and rows between the knots of a web."""


class Scene(NamedTuple):
    """Shapes on a sheet of `width` × `height` cells."""

    width: int
    height: int
    shapes: tuple[Shape, ...]

    @property
    def parts(self) -> int:
        """How many parts it is built up from."""
        return max((shape.part for shape in self.shapes), default=0) + 1


def fold(text: str, width: int) -> list[str]:
    """Return `text` as lines of at most `width` cells; a word that is longer goes over lines."""
    lines = wrap([Run(text, "text")], max(2, width))
    return ["".join(run.text for run in line) for line in lines]


def longest(lines: list[str]) -> int:
    """Return the width of the widest of `lines`."""
    return max((cells(line) for line in lines), default=0)


def centred(lines: list[str], x: int, y: int, width: int, weight: Weight, part: int) -> list[Shape]:
    """Return `lines` one under the other from row `y`, in the middle of `width` cells from `x`."""
    return [
        Words(x + max(0, (width - cells(line)) // 2), y + at, line, weight, part)
        for at, line in enumerate(lines)
    ]


def label_rows(half: int) -> list[int]:
    """Return how many cells each row inside a diamond has for words, from the top."""
    upper = [max(0, 4 * (row + 1) - 4) for row in range(half)]
    return [*upper, 4 * half - 2, *reversed(upper)]


def diamond(x: int, y: int, half: int, label: str, part: int) -> list[Shape] | None:
    """Return a diamond with `label` in it, None where that has no room."""
    rooms = label_rows(half)
    for count in range(1, half + 1):
        first = half - (count - 1) // 2
        least = min(rooms[first : first + count])
        lines = fold(label, least) if least >= 2 else []
        if lines and len(lines) <= count and _whole(label, lines):
            top = half - (len(lines) - 1) // 2
            words = centred(lines, x, y + top, 4 * half, "inside", part)
            return [Diamond(x, y, half, part), *words]
    return None


def _whole(label: str, lines: list[str]) -> bool:
    """Return whether no word of `label` was cut to make `lines`; ideographs may be parted."""
    return label.split() == " ".join(lines).split() or not label.isascii()


def smallest_half(label: str, least: int = 2, most: int = 8) -> int | None:
    """Return the least size of a diamond that holds `label`."""
    return next((h for h in range(least, most + 1) if diamond(0, 0, h, label, 0)), None)
