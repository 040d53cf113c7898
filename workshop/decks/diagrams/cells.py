"""A scene as lines of a terminal, in box-drawing characters or in ASCII alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from workshop.decks.cells import cells, clusters
from workshop.decks.diagrams.scene import (
    WEB_STEP,
    Bar,
    Box,
    Diamond,
    Path,
    Scene,
    Shape,
    Web,
    Weight,
    Words,
)
from workshop.decks.wrap import Line, Role, Run, joined

_ROLES: Final[dict[Weight, Role]] = {
    "name": "strong",
    "text": "text",
    "faint": "quote",
    "inside": "diagram-label",
}
_ASCII: Final = str.maketrans(
    {"─": "-", "│": "|", "▶": ">", "◀": "<", "▲": "^", "▼": "v", "·": "-", "●": "o", "╳": "x"}
    | dict.fromkeys("╭╮╰╯┄", "+")
)
_CORNERS: Final = {
    frozenset("ES"): "╭",
    frozenset("WS"): "╮",
    frozenset("EN"): "╰",
    frozenset("WN"): "╯",
    frozenset("EW"): "─",
    frozenset("NS"): "│",
}
_HEADS: Final = {"E": "▶", "W": "◀", "N": "▲", "S": "▼"}
_OTHER: Final = {"E": "W", "W": "E", "N": "S", "S": "N"}


def scene_lines(scene: Scene, part: int, plain: bool = False) -> tuple[Line, ...]:
    """Return `scene` with its parts up to `part` (from 0), `plain` in ASCII; rows stay in place."""
    grid = _Grid(scene.width, scene.height, plain)
    for shape in scene.shapes:
        if shape.part <= part:
            grid.draw(shape)
    return tuple(grid.lines())


class _Grid:
    """Cells of one character and one role each; what comes later covers what is there."""

    def __init__(self, width: int, height: int, plain: bool) -> None:
        self.width, self.height, self.plain = width, height, plain
        self.chars = [[" "] * width for _ in range(height)]
        self.roles: list[list[Role]] = [["text"] * width for _ in range(height)]

    def draw(self, shape: Shape) -> None:
        """Put one shape on the grid."""
        if isinstance(shape, Words):
            self.write(shape.x, shape.y, shape.text, _ROLES[shape.weight])
        elif isinstance(shape, Box):
            self._box(shape)
        elif isinstance(shape, Diamond):
            self._diamond(shape)
        elif isinstance(shape, Bar):
            self._bar(shape)
        elif isinstance(shape, Path):
            self._path(shape)
        else:
            self._web(shape)

    def write(self, x: int, y: int, text: str, role: Role) -> None:
        """Write `text`; a wide character takes two cells, the second left empty."""
        if self.plain:
            text = text.translate(_ASCII)
        for cluster, size in clusters(text):
            if not (0 <= y < self.height and x >= 0 and x + size <= self.width):
                return
            if size == 0 and x:
                self.chars[y][x - 1] += cluster
                continue
            self.chars[y][x] = cluster
            self.roles[y][x] = role
            for more in range(1, size):
                self.chars[y][x + more] = ""
            x += size

    def lines(self) -> Iterator[Line]:
        """Yield the rows, without spaces at their ends."""
        for chars, roles in zip(self.chars, self.roles, strict=True):
            last = max((at for at, char in enumerate(chars) if char not in (" ", "")), default=-1)
            filled = [at for at, role in enumerate(roles) if role == "diagram-label"]
            end = max([last, *filled]) + 1
            end += end < len(chars) and chars[end] == ""
            yield joined(
                Run(char, role) for char, role in zip(chars[:end], roles[:end], strict=True) if char
            )

    def _box(self, box: Box) -> None:
        below = box.y + box.height - 1
        across = "─" * (box.width - 2)
        under = ("┄" if not self.plain else "~") * (box.width - 2) if box.broken else across
        self.write(box.x, box.y, f"╭{across}╮", "diagram")
        for y in range(box.y + 1, below):
            self.write(box.x, y, "│" + " " * (box.width - 2) + "│", "diagram")
        self.write(box.x, below, f"╰{under}╯", "diagram")

    def _diamond(self, shape: Diamond) -> None:
        """Fill a diamond; in ASCII draw its outline."""
        for row in range(2 * shape.half + 1):
            away = abs(row - shape.half)
            size = 4 * min(shape.half, shape.half - away + 1)
            x = shape.x + 2 * shape.half - size // 2
            upper = row < shape.half
            if self.plain:
                left, right, inner = (".'", "'.", " ") if upper else ("'.", ".'", " ")
                if row == shape.half:
                    left, right = "< ", " >"
            elif row == shape.half:
                left, right, inner = "▐█", "█▌", "█"
            else:
                left, right, inner = ("▗▟", "▙▖", "█") if upper else ("▝▜", "▛▘", "█")
            self.write(x, shape.y + row, left + inner * (size - 4) + right, "diagram-fill")

    def _bar(self, bar: Bar) -> None:
        text = f" {bar.text} "
        spare = max(0, bar.width - cells(text))
        left = spare // 2
        if self.plain:
            self.write(bar.x, bar.y, "=" * left + text + "=" * (spare - left), "diagram")
        else:
            self.write(bar.x, bar.y, " " * left + text + " " * (spare - left), "diagram-label")

    def _path(self, path: Path) -> None:
        points = path.points
        if len(set(points)) == 1:
            (x, y), head = points[0], "▲" if path.start else "▼"
            self.write(x, y, head, "diagram")
            return
        for (x, y), char in _trace(points):
            self.write(x, y, char, "diagram")
        if path.end:
            self.write(*points[-1], _HEADS[_way(points[-2], points[-1])], "diagram")
        if path.start:
            self.write(*points[0], _HEADS[_way(points[1], points[0])], "diagram")

    def _web(self, web: Web) -> None:
        across, down = WEB_STEP
        for firm in range(web.firms):
            row, column = divmod(firm, web.columns)
            x, y = web.x + column * across, web.y + row * down
            beside = column + 1 < web.columns and firm + 1 < web.firms
            under = firm + web.columns < web.firms
            if beside:
                self.write(x + 1, y, "─" * (across - 1), "diagram")
            if under:
                self.write(x, y + 1, "│", "diagram")
            if beside and under:
                self.write(x + across // 2, y + 1, "╳", "diagram")
            self.write(x, y, "●", "strong")


def _way(before: tuple[int, int], after: tuple[int, int]) -> str:
    """Return the direction from one point to the next."""
    if after[0] != before[0]:
        return "E" if after[0] > before[0] else "W"
    return "S" if after[1] > before[1] else "N"


def _trace(points: tuple[tuple[int, int], ...]) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the cells of a path with the character of each."""
    ways = [_way(before, after) for before, after in pairwise(points)]
    for at, (before, after) in enumerate(pairwise(points)):
        (x, y), way = before, ways[at]
        came = ways[at - 1] if at else way
        while (x, y) != after:
            if (x, y) == before:
                yield (x, y), _CORNERS[frozenset((_OTHER[came], way))]
            else:
                yield (x, y), "─" if way in "EW" else "│"
            x += {"E": 1, "W": -1}.get(way, 0)
            y += {"S": 1, "N": -1}.get(way, 0)
    yield points[-1], "─" if ways[-1] in "EW" else "│"
