"""Diagrams in rows and columns: kinds side by side, layers of a stack, eras on a line."""

from __future__ import annotations

from typing import Final

from workshop.decks.cells import cells
from workshop.decks.diagrams.scene import Box, Path, Scene, Shape, Words, centred, fold, longest
from workshop.model.diagram import Era, Eras, Kinds, Layer, Layers

TRENDS: Final = {"up": "▲ up", "down": "▼ down", "flat": "─ flat", "jump": "▲▲ jump"}
"""How a mark of an era is written; the word stands beside the sign."""
_NARROWEST: Final = 15
"""Columns of a frame at least."""
_GAP: Final = 1


def kinds_scene(picture: Kinds, width: int, height: int) -> Scene | None:
    """Return the kinds in one row of frames, else in two, else one under the other."""
    count = len(picture.kinds)
    for columns in dict.fromkeys((count, (count + 1) // 2, 1)):
        each = (width - _GAP * (columns - 1)) // columns
        if each < _NARROWEST:
            continue
        scene = _kinds(picture, width, columns, each)
        if scene.height <= height:
            return scene
    return None


def _kinds(picture: Kinds, width: int, columns: int, each: int) -> Scene:
    shapes: list[Shape] = []
    y = 0
    for start in range(0, len(picture.kinds), columns):
        row = picture.kinds[start : start + columns]
        told = [
            tuple(fold(text, each - 4) for text in (kind.name, kind.does, kind.example))
            for kind in row
        ]
        names = max(len(name) for name, _, _ in told)
        does = max(len(said) for _, said, _ in told)
        tall = 2 + names + max(len(rest) for _, _, rest in told) + (does + 1 if does else 0) + 1
        for at, (name, said, example) in enumerate(told):
            x, part = at * (each + _GAP), start + at
            shapes.append(Box(x, y, each, tall, part))
            shapes += centred(name, x + 2, y + 1, each - 4, "name", part)
            shapes += centred(said, x + 2, y + 2 + names, each - 4, "text", part)
            shapes += centred(example, x + 2, y + tall - 1 - len(example), each - 4, "faint", part)
        y += tall
    if picture.scale is not None:
        low, high = picture.scale
        part = len(picture.kinds)
        ends = ((cells(low) + 2, y), (width - cells(high) - 3, y))
        shapes += [Words(1, y, low, "text", part), Path(ends, part)]
        shapes.append(Words(width - cells(high) - 1, y, high, "text", part))
        y += 1
    return Scene(width, y, tuple(shapes))


def layers_scene(picture: Layers, width: int, height: int) -> Scene | None:
    """Return the stack, its lowest layer appearing first; parts in frames where there is room."""
    for framed in (True, False):
        scene = _layers(picture, width, framed)
        if scene is not None and scene.height <= height:
            return scene
    return None


def _layers(picture: Layers, width: int, framed: bool) -> Scene | None:
    most = min(24, width // 3)
    names = [fold(layer.name, most) for layer in picture.layers]
    named = max(longest(name) for name in names)
    room = width - named - 6
    if room < _NARROWEST or (framed and not all(_fits(layer, room) for layer in picture.layers)):
        return None
    shapes: list[Shape] = []
    y = 0
    for at, (layer, name) in enumerate(zip(picture.layers, names, strict=True)):
        part = len(picture.layers) - 1 - at
        inside = _framed if framed and layer.parts else _listed
        inner, tall = inside(layer, named + 4, y + 1, room, part)
        tall = max(tall, len(name))
        shapes.append(Box(0, y, width, tall + 2, part, layer.open))
        top = y + 1 + (tall - len(name)) // 2
        shapes += [Words(2, top + row, text, "name", part) for row, text in enumerate(name)]
        shapes += inner
        if layer.open:
            shapes.append(Words(named + 4, y + tall + 1, " still under work ", "faint", part))
        y += tall + 2
    return Scene(width, y, tuple(shapes))


def _fits(layer: Layer, room: int) -> bool:
    """Return whether each part of a layer has room in a frame of its own, no word parted."""
    each = room // max(1, len(layer.parts))
    return all(cells(word) <= each - 3 for part in layer.parts for word in part.split())


def _framed(layer: Layer, x: int, y: int, room: int, part: int) -> tuple[list[Shape], int]:
    """Return the parts of a layer in frames side by side, and how many rows they take."""
    each = room // len(layer.parts)
    folded = [fold(text, each - 3) for text in layer.parts]
    tall = max(len(lines) for lines in folded) + 2
    shapes: list[Shape] = []
    for at, lines in enumerate(folded):
        left = x + at * each
        shapes.append(Box(left, y, each - 1, tall, part))
        top = y + 1 + (tall - 2 - len(lines)) // 2
        shapes += centred(lines, left + 1, top, each - 3, "text", part)
    return shapes, tall


def _listed(layer: Layer, x: int, y: int, room: int, part: int) -> tuple[list[Shape], int]:
    """Return the parts of a layer as words, and how many rows they take."""
    lines = fold(" · ".join(layer.parts), room)
    shapes: list[Shape] = [Words(x, y + at, line, "text", part) for at, line in enumerate(lines)]
    return shapes, max(1, len(lines))


def eras_scene(picture: Eras, width: int, height: int) -> Scene | None:
    """Return the line of time with an era a column, the rows of marks under it."""
    folded = [fold(row, 16) for row in picture.rows]
    head = max((longest(lines) for lines in folded), default=0)
    head += 2 if head else 0
    each = (width - head) // len(picture.eras)
    if each < 10:
        return None
    names = [fold(era.name, each - 2) for era in picture.eras]
    top = max(len(name) for name in names)
    line = top + 1
    tall = line + 1 + sum(1 + max(1, len(lines)) for lines in folded)
    if tall > height:
        return None
    shapes: list[Shape] = []
    row_at: list[int] = []
    y = line + 2
    for lines in folded:
        row_at.append(y)
        shapes += [Words(0, y + at, text, "name", 0) for at, text in enumerate(lines)]
        y += max(1, len(lines)) + 1
    for part, (era, name) in enumerate(zip(picture.eras, names, strict=True)):
        shapes += _era(era, name, head + part * each, each, top, row_at, part)
    return Scene(width, tall, tuple(shapes))


def _era(
    era: Era, name: list[str], x: int, width: int, top: int, rows: list[int], part: int
) -> list[Shape]:
    """Return one column: name and years over the line, marks under it."""
    shapes: list[Shape] = [
        Words(x, top - len(name) + at, text, "name", part) for at, text in enumerate(name)
    ]
    shapes.append(Words(x, top, era.years, "faint", part))
    shapes.append(Path(((x, top + 1), (x + width - 1, top + 1)), part))
    shapes.append(Words(x, top + 1, "●", "name", part))
    marks = zip(rows, era.marks, strict=False)
    shapes += [Words(x, y, TRENDS[mark], "text", part) for y, mark in marks]
    return shapes
