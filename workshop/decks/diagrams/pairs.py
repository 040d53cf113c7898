"""Two pictures side by side: platforms that feed each other, a web of firms beside a platform."""

from __future__ import annotations

from math import ceil
from typing import Final

from workshop.decks.diagrams.scene import (
    WEB_STEP,
    Bar,
    Path,
    Scene,
    Shape,
    Web,
    centred,
    diamond,
    fold,
    smallest_half,
)
from workshop.model.diagram import Centre, Ecosystem, Flow, Pair

_LEAST_BETWEEN: Final = 20
"""Columns between the two diamonds of a pair, at least."""


def pair_scene(picture: Pair, width: int, height: int) -> Scene | None:
    """Return two diamonds with what flows between them."""
    least = [smallest_half(each.centre) for each in (picture.left, picture.right)]
    if None in least:
        return None
    for half in range(6, max(each or 2 for each in least) - 1, -1):
        scene = _pair(picture, width, half)
        if scene is not None and scene.height <= height:
            return scene
    return None


def _pair(picture: Pair, width: int, half: int) -> Scene | None:
    core = 4 * half
    side = max(core, min(26, width // 3))
    between = width - 2 * side
    if between < _LEAST_BETWEEN:
        return None
    shapes: list[Shape] = []
    room = min(between - 4, 34)
    flows = _flows(picture.flows, side + (between - room) // 2, room, 2)
    tall = max(2 * half + 1, flows[1])
    top = (tall - 2 * half - 1) // 2
    low = tall
    for part, (centre, x) in enumerate(((picture.left, 0), (picture.right, width - side))):
        drawn = diamond(x + (side - core) // 2, top, half, centre.centre, part)
        if drawn is None:
            return None
        groups, rows = _groups(centre, x, tall, side, part)
        shapes += drawn + groups
        low = max(low, tall + rows)
    down = (tall - flows[1]) // 2
    shapes += [_moved(shape, down) for shape in flows[0]]
    return Scene(width, low, tuple(shapes))


def _groups(centre: Centre, x: int, y: int, width: int, part: int) -> tuple[list[Shape], int]:
    """Return the groups under a diamond, and its base, with the rows they take."""
    if not centre.groups:
        return [], 0
    lines = [line for group in centre.groups for line in fold(group, width)]
    return centred(lines, x, y, width, "name", part), len(lines)


def _flows(flows: tuple[Flow, ...], x: int, width: int, part: int) -> tuple[list[Shape], int]:
    """Return each flow as an arrow with its words above it, and the rows they take."""
    shapes: list[Shape] = []
    y = 0
    for at, flow in enumerate(flows):
        lines = fold(flow.label, width - 2)
        shapes += centred(lines, x, y, width, "text", part + at)
        y += len(lines)
        ends = ((x, y), (x + width - 1, y))
        shapes.append(Path(ends if flow.source == "left" else ends[::-1], part + at))
        y += 2
    return shapes, max(0, y - 1)


def _moved(shape: Shape, down: int) -> Shape:
    """Return `shape` so many rows lower."""
    if isinstance(shape, Path):
        return shape._replace(points=tuple((x, y + down) for x, y in shape.points))
    return shape._replace(y=shape.y + down)


def ecosystem_scene(picture: Ecosystem, width: int, height: int) -> Scene | None:
    """Return a web of firms on the left and one platform on its base on the right."""
    least = smallest_half(picture.platform.centre)
    if least is None:
        return None
    for half in range(5, least - 1, -1):
        for columns in (ceil(picture.firms / 4), ceil(picture.firms / 3)):
            scene = _ecosystem(picture, width, half, columns)
            if scene is not None and scene.height <= height:
                return scene
    return None


def _ecosystem(picture: Ecosystem, width: int, half: int, columns: int) -> Scene | None:
    across, down = WEB_STEP
    rows = ceil(picture.firms / columns)
    web_width, web_height = (columns - 1) * across + 1, (rows - 1) * down + 1
    core, gap = 4 * half, 6
    groups = picture.platform.groups
    room = min(16, (width - web_width - gap - core) // 2 - 5) if groups else 0
    if groups and room < 6:
        return None
    right = width - (core + 2 * (room + 5 if groups else 0))
    base = picture.platform.base
    tall = max(web_height, 2 * half + 1 + bool(base))
    corner = (max(0, (right - gap - web_width) // 2), (tall - web_height) // 2)
    shapes: list[Shape] = [Web(*corner, picture.firms, columns)]
    x, top = right + (width - right - core) // 2, (tall - 2 * half - 1 - bool(base)) // 2
    drawn = diamond(x, top, half, picture.platform.centre, 1)
    if drawn is None:
        return None
    shapes += drawn
    shapes += _sides(groups, x, core, top + half, room)
    if base:
        shapes.append(Bar(right, top + 2 * half + 1, width - right, base, 1))
    firms = fold(f"{picture.firms} firms, {picture.links} linked", max(8, right - gap))
    meet = ["platform", _counted(len(groups))]
    shapes += centred(["ecosystem", *firms], 0, tall + 1, max(web_width, right - gap), "faint", 0)
    shapes += centred(meet, right, tall + 1, width - right, "faint", 1)
    return Scene(width, tall + 2 + len(firms), tuple(shapes))


def _counted(groups: int) -> str:
    return "1 group meets" if groups == 1 else f"{groups} groups meet"


def _sides(groups: tuple[str, ...], x: int, core: int, middle: int, room: int) -> list[Shape]:
    """Return groups by turns left and right of the diamond, with arrows to it."""
    shapes: list[Shape] = []
    for at, group in enumerate(groups[:4]):
        lines = fold(group, room)
        left = at % 2 == 0
        row = middle + (at // 2) * 3
        column = x - 5 - room if left else x + core + 5
        shapes += centred(lines, column, row - (len(lines) - 1) // 2, room, "name", 1)
        if at < 2:
            start, end = (x - 4, x - 2) if left else (x + core + 3, x + core + 1)
            shapes.append(Path(((start, row), (end, row)), 1))
    return shapes
