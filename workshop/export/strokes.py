"""A diagram as strokes on paper: lines, areas and labels, for whatever draws them.

The geometry is that of the terminal: a cell of its scene is `CELL` units, x rightwards and y down,
and the sheet begins `EDGE` units before the first cell. `diagram_svg` writes strokes as SVG,
`pdfdiagram` paints them on a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final, NamedTuple, TypeAlias

from workshop.decks.cells import cells
from workshop.decks.diagrams.layout import scene_of
from workshop.decks.diagrams.scene import (
    WEB_STEP,
    Bar,
    Box,
    Diamond,
    Path,
    Shape,
    Web,
    Weight,
    Words,
)
from workshop.decks.diagrams.words import sentences
from workshop.model.diagram import Diagram

CELL: Final = (9, 18)
"""Units of a cell, across and down."""
SIZE: Final = (96, 36)
"""Cells of the sheet a diagram is laid out on."""
EDGE: Final = 12
INK, FAINT, FILL, PAPER = "#1c2733", "#566473", "#1f5fae", "#ffffff"

Point: TypeAlias = tuple[float, float]


class Line(NamedTuple):
    """A line through points."""

    points: tuple[Point, ...]
    colour: str = INK
    width: float = 1.0
    dashed: bool = False


class Area(NamedTuple):
    """A filled area with straight edges."""

    points: tuple[Point, ...]
    colour: str


class Frame(NamedTuple):
    """The outline of a rectangle with rounded corners."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 6.0


class Dot(NamedTuple):
    """A filled circle."""

    x: float
    y: float
    radius: float


class Label(NamedTuple):
    """One line of words, `length` wide, whose row begins at `y`."""

    x: float
    y: float
    length: float
    text: str
    weight: Weight


Stroke: TypeAlias = Line | Area | Frame | Dot | Label


class Sheet(NamedTuple):
    """Strokes on a sheet, its edges included, and what it says to those who cannot see it."""

    width: float
    height: float
    strokes: tuple[Stroke, ...]
    said: str


def sheet_of(picture: Diagram) -> Sheet:
    """Draw `picture` with all its parts; words alone where it has no room."""
    width, height = SIZE
    scene = scene_of(picture, width, height)
    said = tuple(sentences(picture))
    if scene is None:
        shapes: list[Shape] = [Words(0, at, line) for at, line in enumerate(said)]
        width, rows = max(map(cells, said)), len(said)
    else:
        shapes, rows = list(scene.shapes), scene.height
    if picture.note and scene is not None:
        shapes.append(Words(0, rows + 1, picture.note, "faint"))
        rows += 2
    drawn = tuple(stroke for shape in shapes for stroke in _drawn(shape))
    return Sheet(width * CELL[0] + 2 * EDGE, rows * CELL[1] + 2 * EDGE, drawn, " ".join(said))


def _middle(x: float, y: float) -> Point:
    """Return the middle of a cell."""
    return (x + 0.5) * CELL[0], (y + 0.5) * CELL[1]


def _drawn(shape: Shape) -> Iterator[Stroke]:
    if isinstance(shape, Words):
        yield from _words(shape.x, shape.y, shape.text, shape.weight)
    elif isinstance(shape, Box):
        yield from _box(shape)
    elif isinstance(shape, Diamond):
        yield _diamond(shape)
    elif isinstance(shape, Bar):
        yield _ground(shape.x, shape.y, shape.width, FILL)
        left = shape.x + (shape.width - cells(shape.text)) / 2
        yield from _words(left, shape.y, shape.text, "inside")
    elif isinstance(shape, Path):
        yield from _path(shape)
    else:
        yield from _web(shape)


def _ground(x: float, y: float, width: float, colour: str) -> Area:
    """Return a row of filled cells."""
    left, top, right, low = x * CELL[0], y * CELL[1], (x + width) * CELL[0], (y + 1) * CELL[1]
    return Area(((left, top), (right, top), (right, low), (left, low)), colour)


def _words(x: float, y: float, text: str, weight: Weight) -> Iterator[Stroke]:
    """Give a line of words; spaces around it are a blank ground that keeps lines from crossing."""
    stripped = text.strip()
    if text != stripped:
        yield _ground(x, y, cells(text), PAPER)
    left = x + (len(text) - len(text.lstrip()))
    yield Label(left * CELL[0], y * CELL[1], cells(stripped) * CELL[0], stripped, weight)


def _box(box: Box) -> Iterator[Stroke]:
    (left, top), (right, low) = (
        _middle(box.x, box.y),
        _middle(box.x + box.width - 1, box.y + box.height - 1),
    )
    if box.broken:
        yield Line(((left, low), (left, top), (right, top), (right, low)), FAINT)
        yield Line(((left, low), (right, low)), FAINT, dashed=True)
    else:
        yield Frame(left, top, right - left, low - top)


def _diamond(shape: Diamond) -> Area:
    left, top = shape.x * CELL[0], shape.y * CELL[1]
    wide, high = 4 * shape.half * CELL[0], (2 * shape.half + 1) * CELL[1]
    points = (
        (left + wide / 2, top),
        (left + wide, top + high / 2),
        (left + wide / 2, top + high),
        (left, top + high / 2),
    )
    return Area(points, FILL)


def _path(path: Path) -> Iterator[Stroke]:
    points = [_middle(x, y) for x, y in path.points]
    if points[0] == points[-1] and len(points) == 2:
        (x, y) = points[0]
        points = [(x, y + 8), (x, y - 8)] if path.start else [(x, y - 8), (x, y + 8)]
        path = path._replace(start=False, end=True)
    yield Line(tuple(points), INK, 1.5)
    if path.end:
        yield _head(points[-2], points[-1])
    if path.start:
        yield _head(points[1], points[0])


def _head(before: Point, tip: Point) -> Area:
    """Return the head of an arrow whose tip is a little beyond `tip`."""
    across, down = tip[0] - before[0], tip[1] - before[1]
    size = max(abs(across), abs(down)) or 1
    dx, dy = 5 * across / size, 5 * down / size
    x, y = tip[0] + dx, tip[1] + dy
    base = (x - 2 * dx, y - 2 * dy)
    return Area(((x, y), (base[0] - dy, base[1] + dx), (base[0] + dy, base[1] - dx)), INK)


def _web(web: Web) -> Iterator[Stroke]:
    """Draw the knots, and a thin line from each to each."""
    knots = [
        _middle(web.x + firm % web.columns * WEB_STEP[0], web.y + firm // web.columns * WEB_STEP[1])
        for firm in range(web.firms)
    ]
    for one, other in combinations(knots, 2):
        yield Line((one, other), FAINT, 0.4)
    for x, y in knots:
        yield Dot(x, y, 4.5)
