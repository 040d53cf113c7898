"""The route map as SVG, to stand inside a page: no script, no reference to anything outside it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from workshop.export.plaintext import one_line
from workshop.export.routemap import Leg, Line, RouteMap, Stop


def svg_map(drawn: RouteMap) -> str:
    """Return the map as an `<svg>` element that scales with its page."""
    title = "Route: " + " → ".join(_told(drawn))
    size = f"0 0 {drawn.width:.1f} {drawn.height:.1f}"
    parts = [
        f'<svg class="map" viewBox="{size}" preserveAspectRatio="xMinYMid" role="img" '
        'xmlns="http://www.w3.org/2000/svg">',
        f"<title>{_text(title)}</title>",
        f'<rect class="sea" width="{drawn.width:.1f}" height="{drawn.height:.1f}"/>',
        *(f'<polyline class="grid" points="{_points(line)}"/>' for line, _ in drawn.grid),
        *(f'<polyline class="coast" points="{_points(line)}"/>' for line in drawn.coast),
        *(_degrees(line, words) for line, words in drawn.grid),
        *(f'<polyline class="leg" points="{_points(leg.line)}"/>' for leg in drawn.legs),
        *(part for leg in drawn.legs for part in _words(leg, drawn)),
        *(part for stop in drawn.stops for part in _stop(stop, drawn)),
        "</svg>",
    ]
    return "\n".join(parts)


def _told(drawn: RouteMap) -> list[str]:
    """Name the cities in the order of the route."""
    by_number = {number: stop.name for stop in drawn.stops for number in stop.numbers}
    return [by_number[number] for number in sorted(by_number)]


def _stop(stop: Stop, drawn: RouteMap) -> Iterator[str]:
    numbers = ", ".join(map(str, stop.numbers))
    left = stop.x > drawn.width * 0.7
    x, anchor = (stop.x - 14, "end") if left else (stop.x + 14, "start")
    yield f'<circle class="city" cx="{stop.x}" cy="{stop.y}" r="9"/>'
    yield f'<text class="number" x="{stop.x}" y="{stop.y + 3.5:.1f}">{_text(numbers)}</text>'
    yield (
        f'<text class="name" x="{x:.1f}" y="{stop.y + 5:.1f}" text-anchor="{anchor}">'
        f"{_text(stop.name)}</text>"
    )


def _words(leg: Leg, drawn: RouteMap) -> Iterator[str]:
    """Put a leg's hours beside its middle, on the side with more room, in two lines."""
    left = leg.x > drawn.width / 2
    x, anchor = (leg.x - 10, "end") if left else (leg.x + 10, "start")
    for row, words in enumerate(filter(None, leg.words.split(", "))):
        yield (
            f'<text class="hours" x="{x:.1f}" y="{leg.y + 12 * row:.1f}" '
            f'text-anchor="{anchor}">{_text(words)}</text>'
        )


def _degrees(line: Line, words: str) -> str:
    (x, y), level = line[0], line[0][1] == line[1][1]
    x, y = (x + 3, y - 3) if level else (x + 3, y + 10)
    return f'<text class="degrees" x="{x:.1f}" y="{y:.1f}">{_text(words)}</text>'


def _points(line: Line) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in line)


def _text(words: str) -> str:
    return escape(one_line(words))
