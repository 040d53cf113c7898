"""The route map as SVG, to stand inside a page: no script, no reference to anything outside it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from workshop.export.plaintext import one_line
from workshop.export.wording import leg_words
from workshop.model.chart import Chart, Leg, Mark
from workshop.model.geo import Path

WIDTH, HEIGHT = 640.0, 360.0
"""The map in units of its own."""


def svg_map(drawn: Chart) -> str:
    """Return the map as an `<svg>` element that scales with its page."""
    title = "The route: " + " → ".join(mark.name for mark in drawn.marks)
    size = f"0 0 {drawn.width:g} {drawn.height:g}"
    parts = [
        f'<svg class="map" viewBox="{size}" role="img" xmlns="http://www.w3.org/2000/svg">',
        f"<title>{_text(title)}</title>",
        f'<rect class="sea" width="{drawn.width:g}" height="{drawn.height:g}"/>',
        *(f'<polyline class="coast" points="{_points(path)}"/>' for path in drawn.coast),
        *(f'<polyline class="leg" points="{_points(leg.path)}"/>' for leg in drawn.legs),
        *(part for leg in drawn.legs for part in _words(leg, drawn)),
        *(part for mark in drawn.marks for part in _city(mark, drawn)),
        "</svg>",
    ]
    return "\n".join(parts)


def _city(mark: Mark, drawn: Chart) -> Iterator[str]:
    x, y = mark.spot
    left = x > drawn.width * 0.75
    side, anchor = (x - 14, "end") if left else (x + 14, "start")
    yield f'<circle class="city" cx="{x:.1f}" cy="{y:.1f}" r="9"/>'
    yield f'<text class="number" x="{x:.1f}" y="{y + 3.5:.1f}">{mark.number}</text>'
    yield (
        f'<text class="name" x="{side:.1f}" y="{y + 5:.1f}" text-anchor="{anchor}">'
        f"{_text(mark.name)}</text>"
    )


def _words(leg: Leg, drawn: Chart) -> Iterator[str]:
    """Put a leg's hours beside its middle, on the side with more room."""
    x, y = middle(leg.path)
    left = x > drawn.width / 2
    side, anchor = (x - 10, "end") if left else (x + 10, "start")
    for row, words in enumerate(leg_words(leg)):
        yield (
            f'<text class="hours" x="{side:.1f}" y="{y + 13 * row:.1f}" '
            f'text-anchor="{anchor}">{_text(words)}</text>'
        )


def middle(path: Path) -> tuple[float, float]:
    """Return the point halfway between the ends of a way; the page's corner where it has none."""
    if not path:
        return 0.0, 0.0
    (x1, y1), (x2, y2) = path[0], path[-1]
    return (x1 + x2) / 2, (y1 + y2) / 2


def _points(path: Path) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in path)


def _text(words: str) -> str:
    return escape(one_line(words))
