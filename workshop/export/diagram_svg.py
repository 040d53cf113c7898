"""A diagram as SVG for documents: its strokes, with title and words.

The file stands alone: it names no font file, no style sheet and no address, and says in `<desc>`
what a screen reader reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final

from workshop.decks.cells import clean
from workshop.decks.diagrams.scene import Weight
from workshop.export import strokes
from workshop.export.strokes import CELL, EDGE, FAINT, INK, PAPER
from workshop.model.diagram import Diagram

_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS: Final[dict[Weight, str]] = {
    "name": f'fill="{INK}" font-weight="bold"',
    "text": f'fill="{INK}"',
    "faint": f'fill="{FAINT}" font-style="italic"',
    "inside": f'fill="{PAPER}" font-weight="bold"',
}


def diagram_svg(picture: Diagram) -> str:
    """Return `picture`, all its parts, as an SVG document; words alone where it has no room."""
    sheet = strokes.sheet_of(picture)
    wide, high = sheet.width, sheet.height
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:g}" height="{high:g}"'
        f' viewBox="{-EDGE} {-EDGE} {wide:g} {high:g}" role="img"'
        f' aria-labelledby="title desc" font-family="monospace" font-size="15">',
        f'<title id="title">{_text(picture.title or picture.kind)}</title>',
        f'<desc id="desc">{_text(sheet.said)}</desc>',
        f'<rect x="{-EDGE}" y="{-EDGE}" width="{wide:g}" height="{high:g}" fill="{PAPER}"/>',
        *map(_svg, sheet.strokes),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _text(words: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", clean(words)))


def _points(points: Iterable[strokes.Point]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in points)


def _svg(stroke: strokes.Stroke) -> str:
    if isinstance(stroke, strokes.Label):
        return (
            f'<text x="{stroke.x:g}" y="{stroke.y + 0.72 * CELL[1]:g}"'
            f' textLength="{stroke.length:g}" lengthAdjust="spacingAndGlyphs"'
            f" {_LOOKS[stroke.weight]}>{_text(stroke.text)}</text>"
        )
    if isinstance(stroke, strokes.Line):
        dash = ' stroke-dasharray="6 5"' if stroke.dashed else ""
        return (
            f'<polyline points="{_points(stroke.points)}" fill="none" stroke="{stroke.colour}"'
            f' stroke-width="{stroke.width:g}"{dash}/>'
        )
    if isinstance(stroke, strokes.Area):
        return f'<polygon points="{_points(stroke.points)}" fill="{stroke.colour}"/>'
    if isinstance(stroke, strokes.Frame):
        return (
            f'<rect x="{stroke.x:g}" y="{stroke.y:g}" width="{stroke.width:g}"'
            f' height="{stroke.height:g}" rx="{stroke.radius:g}" fill="none" stroke="{FAINT}"/>'
        )
    return _dot(stroke)


def _dot(dot: strokes.Dot) -> str:
    return f'<circle cx="{dot.x:g}" cy="{dot.y:g}" r="{dot.radius:g}" fill="{INK}"/>'
