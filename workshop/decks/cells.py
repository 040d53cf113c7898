"""Text in terminal cells: what a cluster measures, and what a terminal must never be sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_PICTURES: Final[dict[int, int | str]] = {code: 0x2400 + code for code in range(0x20)}
_PICTURES.update(dict.fromkeys(range(0x80, 0xA0), 0xFFFD))
_PICTURES.update(dict.fromkeys(range(0xD800, 0xE000), 0xFFFD))
_PICTURES.update({0x7F: 0x2421, 0x85: "\n", 0x2028: "\n", 0x2029: "\n", 0xFFFE: 0xFFFD})
_PICTURES.update({0x09: "\t", 0x0A: "\n", 0xFEFF: 0x2060, 0xFFFF: 0xFFFD})

_NARROW: Final = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u02af\u2010-\u2027\u2030-\u205e"
    "\u2190-\u2193\u2212\u2500-\u25fc\u2713-\u2718]*"
)
"""Text in which every character is a cell: ASCII, Latin letters, the signs we draw with."""


def clean(text: str) -> str:
    """Return `text` with line ends as newlines and control codes as visible pictures (ESC: ␛)."""
    if text.isprintable():
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_PICTURES)


def cells(text: str) -> int:
    """Return how many terminal cells `text` takes."""
    if text.isascii() or _NARROW.fullmatch(text):
        return len(text)
    from wcwidth import iter_graphemes

    return sum(_cluster_cells(cluster) for cluster in iter_graphemes(text))


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """Yield the user-perceived characters of `text` with their widths, 0 to 2 cells each."""
    if text.isascii() or _NARROW.fullmatch(text):
        for char in text:
            yield char, 1
        return
    from wcwidth import iter_graphemes, wcwidth

    for cluster in iter_graphemes(text):
        width = _cluster_cells(cluster)
        if width <= 2:
            yield cluster, width
        else:
            for char in cluster:
                yield char, max(0, wcwidth(char))


def cut(text: str, first: int, later: int) -> list[str]:
    """Cut `text` into parts of at most `first` cells and then `later`; at least one part."""
    if text.isascii() or _NARROW.fullmatch(text):
        return [text[:first], *(text[at : at + later] for at in range(first, len(text), later))]
    parts: list[str] = []
    part: list[str] = []
    used, room = 0, first
    for cluster, width in clusters(text):
        if used + width > room:
            parts.append("".join(part))
            part, used, room = [], 0, later
        part.append(cluster)
        used += width
    return [*parts, "".join(part)]


@lru_cache(maxsize=8192)
def _cluster_cells(cluster: str) -> int:
    """Return the cells of one cluster; one too odd to measure counts character by character."""
    from wcwidth import wcswidth, wcwidth

    width = wcswidth(cluster)
    if width < 0:
        return sum(max(0, wcwidth(char)) for char in cluster)
    return width


def is_ideograph(char: str) -> bool:
    """Return whether a line may be broken before and after `char` without a space."""
    code = ord(char)
    return (
        0x2E80 <= code <= 0xA4CF
        or 0xF900 <= code <= 0xFAFF
        or 0xFF00 <= code <= 0xFFEF
        or 0x20000 <= code <= 0x3FFFF
    )
