"""Markdown that says what was meant: other people's words as text, tables that line up.

What a person or a file wrote can hold anything. `text` and `cell` are the only way for it into a
document: on one line, and with a backslash before whatever Markdown would take for more than text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from wcwidth import wcswidth

from workshop.export.plaintext import one_line

_ALWAYS = re.compile(r"[\\`*\[\]<|~]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINK = re.compile(r":(?=//)|(?<=\bwww)\.|(?<=\S)@(?=\S)", re.IGNORECASE)
_LONE_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_HASH = re.compile(r"(?<!\S)#")
_LEADING = re.compile(r"^([-+>=:](?=\s|$|[-+>=:])|>)")
_ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{|}\x00-\x20\x7f-\x9f]+")
_LEADING_NUMBER = re.compile(r"^(\d+)([.)])(?=\s|$)")


def text(words: str) -> str:
    """Return `words` so that Markdown shows just them, on one line, wherever it is put.

    Line ends and tabs become a space, control characters and marks that turn the direction of
    writing become `�`.
    """
    plain = _ALWAYS.sub(r"\\\g<0>", one_line(words))
    for special in (_ENTITY, _LINK, _LONE_UNDERSCORE, _HASH, _LEADING):
        plain = special.sub(r"\\\g<0>", plain)
    return _LEADING_NUMBER.sub(r"\1\\\2", plain)


def cell(words: str) -> str:
    """Return `words` for a table's cell; empty ones as a dash, so that every cell is seen."""
    return text(words) or "–"


def link(address: str) -> str:
    """Return an address as a link that shows it; as text if it is no plain web address."""
    return f"<{address}>" if _ADDRESS.fullmatch(address) else text(address)


def heading(level: int, words: str) -> str:
    """Return a heading of `words`, which is Markdown already."""
    return f"{'#' * level} {words}"


def bullets(items: Sequence[str]) -> str:
    """Return a list with a dash before each item, which is Markdown already."""
    return "\n".join(f"- {item}" for item in items)


def numbered(items: Sequence[str]) -> str:
    """Return a list numbered from 1; the items are Markdown already."""
    return "\n".join(f"{number}. {item}" for number, item in enumerate(items, start=1))


def table(header: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    """Return a table of cells that are Markdown already, lined up by their width in a terminal.

    The columns whose positions are in `right` are aligned to the right. All rows are as long as
    the header.
    """
    widths = [max(3, *(_width(line[at]) for line in (header, *rows))) for at in range(len(header))]
    rule = [("-" * (w - 1) + ":" if at in right else "-" * w) for at, w in enumerate(widths)]
    lines = [header, rule, *rows]
    return "\n".join(
        "| " + " | ".join(_padded(line[at], w, at in right) for at, w in enumerate(widths)) + " |"
        for line in lines
    )


def document(parts: Sequence[str]) -> str:
    """Join headings, paragraphs, lists and tables with one empty line between them."""
    return "\n\n".join(part for part in parts if part) + "\n"


def _width(words: str) -> int:
    width = wcswidth(words)
    return len(words) if width < 0 else width


def _padded(words: str, width: int, right: bool) -> str:
    space = " " * (width - _width(words))
    return space + words if right else words + space
