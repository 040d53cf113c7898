"""The only door for text that a person or a file wrote: what goes through here is never markup.

Textual reads a plain `str` as markup in most widgets, which loses brackets, crashes on `[/x]` and
can carry actions; and a control code would reach the terminal. Every function here takes any
text, keeps every character of it visible, and measures in terminal cells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, chop_cells, set_cell_size, split_graphemes
from textual.content import Content

if TYPE_CHECKING:
    from rich.text import Text

TAB = "    "
ELLIPSIS = "…"

_STAND_INS: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)},
    0x09: TAB,
    0x7F: "␡",
    **dict.fromkeys(range(0x80, 0xA0), "�"),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "�"),
    **dict.fromkeys(range(0xD800, 0xE000), "�"),
    0x2028: "\n",
    0x2029: "\n",
}
"""What stands in for characters that would steer a terminal or cannot be written to one."""


def clean(text: object) -> str:
    """Return `text` with control codes replaced by visible signs; newlines stay."""
    return str(text).replace("\r\n", "\n").translate(_STAND_INS)


def line(text: object) -> str:
    """Return `text` cleaned and on one line: newlines become spaces."""
    return clean(text).replace("\n", " ")


def literal(text: object, style: str = "") -> Content:
    """Return `text` as content that is shown as it stands, in `style`."""
    cleaned = clean(text)
    return Content.styled(cleaned, style) if style else Content(cleaned)


def one_line(text: object, style: str = "") -> Content:
    """Return `text` as literal content on one line."""
    return literal(line(text), style)


def joined(*parts: object) -> Content:
    """Join parts: a text, a `(text, style)` pair or ready `Content`; texts are literal."""
    ready: list[Content] = []
    for part in parts:
        if isinstance(part, Content):
            ready.append(part)
        elif isinstance(part, tuple):
            ready.append(literal(part[0], str(part[1])))
        else:
            ready.append(literal(part))
    return Content("").join(ready)


def lines_of(*rows: Content) -> Content:
    """Stack contents, one under the other."""
    return Content("\n").join(rows)


def cell(text: object, style: str = "") -> Text:
    """Return a literal cell or column header for a `DataTable`, which renders through Rich."""
    from rich.text import Text as RichText

    return RichText(line(text), style=style, no_wrap=True, overflow="ellipsis")


def width(text: str) -> int:
    """Return how many terminal cells `text` takes."""
    return cell_len(text)


def cut(text: object, cells: int) -> str:
    """Return one line of at most `cells` cells; `…` says that something was left off."""
    whole = line(text)
    if cell_len(whole) <= cells:
        return whole
    if cells <= 0:
        return ""
    spans, _ = split_graphemes(whole)
    kept, used = 0, 0
    for _start, stop, size in spans:
        if used + size > cells - 1:
            break
        kept, used = stop, used + size
    return whole[:kept].rstrip() + ELLIPSIS


def fit(text: object, cells: int) -> str:
    """Return one line of exactly `cells` cells: cut with `…`, or filled with spaces."""
    shown = cut(text, cells)
    return shown + " " * max(0, cells - cell_len(shown))


def wrap(text: object, cells: int) -> list[str]:
    """Break `text` into lines of at most `cells` cells, at spaces where there are some."""
    cells = max(1, cells)
    rows: list[str] = []
    for paragraph in clean(text).split("\n"):
        rows += _wrap_paragraph(paragraph, cells)
    return rows


def _wrap_paragraph(paragraph: str, cells: int) -> list[str]:
    rows: list[str] = []
    current = ""
    for word in paragraph.split(" "):
        candidate = f"{current} {word}" if current else word
        if cell_len(candidate) <= cells:
            current = candidate
            continue
        if current:
            rows.append(current)
        pieces = chop_cells(word, cells) if cell_len(word) > cells else [word]
        rows += pieces[:-1]
        current = pieces[-1] if pieces else ""
    return [*rows, current]


__all__ = [
    "cell",
    "clean",
    "cut",
    "fit",
    "joined",
    "line",
    "lines_of",
    "literal",
    "one_line",
    "set_cell_size",
    "width",
    "wrap",
]
