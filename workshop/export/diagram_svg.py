"""A diagram as SVG for documents: the geometry of the terminal's drawing, with title and words.

One cell of the scene is `CELL` units. The file stands alone: it names no font file, no style sheet
and no address, and says in `<desc>` what a screen reader reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import combinations
from typing import Final

from workshop.decks.cells import cells, clean
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
_EDGE: Final = 12
_INK, _FAINT, _FILL, _PAPER = "#1c2733", "#566473", "#1f5fae", "#ffffff"
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS: Final[dict[Weight, str]] = {
    "name": f'fill="{_INK}" font-weight="bold"',
    "text": f'fill="{_INK}"',
    "faint": f'fill="{_FAINT}" font-style="italic"',
    "inside": f'fill="{_PAPER}" font-weight="bold"',
}


def diagram_svg(picture: Diagram) -> str:
    """Return `picture`, all its parts, as an SVG document; words alone where it has no room."""
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
    wide, high = width * CELL[0] + 2 * _EDGE, rows * CELL[1] + 2 * _EDGE
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}"'
        f' viewBox="{-_EDGE} {-_EDGE} {wide} {high}" role="img"'
        f' aria-labelledby="title desc" font-family="monospace" font-size="15">',
        f'<title id="title">{_text(picture.title or picture.kind)}</title>',
        f'<desc id="desc">{_text(" ".join(said))}</desc>',
        f'<rect x="{-_EDGE}" y="{-_EDGE}" width="{wide}" height="{high}" fill="{_PAPER}"/>',
        *(line for shape in shapes for line in _drawn(shape)),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _text(words: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", clean(words)))


def _middle(x: float, y: float) -> tuple[float, float]:
    """Return the middle of a cell."""
    return (x + 0.5) * CELL[0], (y + 0.5) * CELL[1]


def _drawn(shape: Shape) -> Iterator[str]:
    if isinstance(shape, Words):
        yield _words(shape.x, shape.y, shape.text, _LOOKS[shape.weight])
    elif isinstance(shape, Box):
        yield from _box(shape)
    elif isinstance(shape, Diamond):
        yield _diamond(shape)
    elif isinstance(shape, Bar):
        yield (
            f'<rect x="{shape.x * CELL[0]}" y="{shape.y * CELL[1]}"'
            f' width="{shape.width * CELL[0]}" height="{CELL[1]}" fill="{_FILL}"/>'
        )
        left = shape.x + (shape.width - cells(shape.text)) / 2
        yield _words(left, shape.y, shape.text, _LOOKS["inside"])
    elif isinstance(shape, Path):
        yield from _path(shape)
    else:
        yield from _web(shape)


def _words(x: float, y: float, text: str, look: str) -> str:
    """Return a line of words as wide as its cells; a blank ground keeps lines from crossing it."""
    stripped = text.strip()
    left = x + (len(text) - len(text.lstrip()))
    across, down = left * CELL[0], (y + 0.72) * CELL[1]
    ground = ""
    if text != stripped:
        ground = (
            f'<rect x="{x * CELL[0]:g}" y="{y * CELL[1]:g}" width="{cells(text) * CELL[0]}"'
            f' height="{CELL[1]}" fill="{_PAPER}"/>'
        )
    length = cells(stripped) * CELL[0]
    return (
        f'{ground}<text x="{across:g}" y="{down:g}" textLength="{length}"'
        f' lengthAdjust="spacingAndGlyphs" {look}>{_text(stripped)}</text>'
    )


def _box(box: Box) -> Iterator[str]:
    (left, top), (right, low) = (
        _middle(box.x, box.y),
        _middle(box.x + box.width - 1, box.y + box.height - 1),
    )
    if box.broken:
        points = f"{left:g},{low:g} {left:g},{top:g} {right:g},{top:g} {right:g},{low:g}"
        yield f'<polyline points="{points}" fill="none" stroke="{_FAINT}"/>'
        yield (
            f'<line x1="{left:g}" y1="{low:g}" x2="{right:g}" y2="{low:g}" stroke="{_FAINT}"'
            ' stroke-dasharray="6 5"/>'
        )
        return
    yield (
        f'<rect x="{left:g}" y="{top:g}" width="{right - left:g}" height="{low - top:g}" rx="6"'
        f' fill="none" stroke="{_FAINT}"/>'
    )


def _diamond(shape: Diamond) -> str:
    left, top = shape.x * CELL[0], shape.y * CELL[1]
    wide, high = 4 * shape.half * CELL[0], (2 * shape.half + 1) * CELL[1]
    points = (
        (left + wide / 2, top),
        (left + wide, top + high / 2),
        (left + wide / 2, top + high),
        (left, top + high / 2),
    )
    return f'<polygon points="{" ".join(f"{x:g},{y:g}" for x, y in points)}" fill="{_FILL}"/>'


def _path(path: Path) -> Iterator[str]:
    points = [_middle(x, y) for x, y in path.points]
    if points[0] == points[-1] and len(points) == 2:
        (x, y) = points[0]
        points = [(x, y + 8), (x, y - 8)] if path.start else [(x, y - 8), (x, y + 8)]
        path = path._replace(start=False, end=True)
    line = " ".join(f"{x:g},{y:g}" for x, y in points)
    yield f'<polyline points="{line}" fill="none" stroke="{_INK}" stroke-width="1.5"/>'
    if path.end:
        yield _head(points[-2], points[-1])
    if path.start:
        yield _head(points[1], points[0])


def _head(before: tuple[float, float], tip: tuple[float, float]) -> str:
    """Return the head of an arrow whose tip is a little beyond `tip`."""
    across, down = tip[0] - before[0], tip[1] - before[1]
    size = max(abs(across), abs(down)) or 1
    dx, dy = 5 * across / size, 5 * down / size
    x, y = tip[0] + dx, tip[1] + dy
    base = (x - 2 * dx, y - 2 * dy)
    points = ((x, y), (base[0] - dy, base[1] + dx), (base[0] + dy, base[1] - dx))
    return f'<polygon points="{" ".join(f"{a:g},{b:g}" for a, b in points)}" fill="{_INK}"/>'


def _web(web: Web) -> Iterator[str]:
    """Draw the knots, and a thin line from each to each."""
    knots = [
        _middle(web.x + firm % web.columns * WEB_STEP[0], web.y + firm // web.columns * WEB_STEP[1])
        for firm in range(web.firms)
    ]
    for (x1, y1), (x2, y2) in combinations(knots, 2):
        yield (
            f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{_FAINT}"'
            ' stroke-width="0.4"/>'
        )
    for x, y in knots:
        yield f'<circle cx="{x:g}" cy="{y:g}" r="4.5" fill="{_INK}"/>'
